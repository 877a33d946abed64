//! Excel's XML of 2003, called `.xml` or `.xls`.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::grid::{Grid, Merge};
use super::number_format::{self, Shows};
use super::xml::{Xml, add_text, attribute, attributes, is_true, name};
use super::{MAX_SHEETS, Name, Source, broken};
use crate::calendar::Date;
use crate::exchange::cell::row::Kind;
use crate::exchange::container::encoding;
use crate::exchange::{Limit, Refusal};

const PART: &str = "workbook";

struct SpreadsheetXml {
    text: String,
    names: Vec<Name>,
}

pub(super) fn open(bytes: &[u8]) -> Result<Box<dyn Source>, Refusal> {
    let text = encoding::decode(bytes, encoding::declared(bytes, "encoding="));
    let names = names(&text)?;
    Ok(Box::new(SpreadsheetXml { text, names }))
}

impl Source for SpreadsheetXml {
    fn names(&self) -> &[Name] {
        &self.names
    }

    fn read(&mut self, only: Option<usize>, grid: &mut Grid) -> Result<(), Refusal> {
        let mut xml = Xml::new(self.text.as_bytes(), PART);
        let mut sheet = 0;
        while let Some(event) = xml.next()? {
            if matches!(&event, Event::Start(element) if name(element) == "Worksheet") {
                let is_wanted = grid.sheet(sheet)?;
                read_sheet(&mut xml, is_wanted, grid)?;
                if only == Some(sheet) {
                    return Ok(());
                }
                sheet += 1;
            }
        }
        Ok(())
    }
}

/// The sheets by name; that one is hidden is said behind its cells.
fn names(text: &str) -> Result<Vec<Name>, Refusal> {
    let mut xml = Xml::new(text.as_bytes(), PART);
    let mut names: Vec<Name> = Vec::new();
    let mut in_visible = false;
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(element) => match name(element) {
                "Worksheet" => {
                    let name = attribute(element, "Name").unwrap_or_default().into_owned();
                    names.push(Name { name, hidden: false });
                }
                "Visible" => in_visible = true,
                _ => {}
            },
            Event::End(_) => in_visible = false,
            event if in_visible => {
                let mut value = String::new();
                add_text(event, &mut value)?;
                if let Some(name) = names.last_mut() {
                    name.hidden |= value.trim().starts_with("SheetHidden") || value.trim() == "SheetVeryHidden";
                }
            }
            _ => {}
        }
        if names.len() > MAX_SHEETS {
            return Err(Refusal::Workbook(Limit::Entries));
        }
    }
    Ok(names)
}

/// Sends the cells of a sheet that was begun, up to its end.
fn read_sheet<R: BufRead>(xml: &mut Xml<R>, is_wanted: bool, grid: &mut Grid) -> Result<(), Refusal> {
    let (mut row, mut column) = (0_u64, 0_u32);
    // Rows a row above stands for, too: empty ones.
    let mut span = 0;
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(element) => match name(element) {
                "Row" if is_wanted => {
                    (row, column) = (row + 1 + span, 0);
                    span = 0;
                    let mut hidden = false;
                    for (name, value) in attributes(element) {
                        match name {
                            "Index" => row = value.parse::<u32>().map_or(row, u64::from),
                            "Span" => span = value.parse::<u32>().map_or(0, u64::from),
                            "Hidden" => hidden = is_true(&value),
                            _ => {}
                        }
                    }
                    grid.row(row, 1, hidden)?;
                }
                "Cell" if is_wanted => {
                    let cell = begin(element);
                    column = cell.place.unwrap_or(column);
                    let cell = finish(xml, cell)?;
                    column = send(&cell, row, column, grid)?;
                }
                _ => {}
            },
            Event::End(end) if end.local_name().into_inner() == "Worksheet" => return Ok(()),
            _ => {}
        }
    }
    Err(broken(PART, "a sheet doesn't end"))
}

/// A cell as far as it was read.
#[derive(Default)]
struct Cell {
    /// Its column, if it isn't the next.
    place: Option<u32>,
    across: u32,
    down: u32,
    has_formula: bool,
    kind: String,
    text: String,
}

fn begin(element: &BytesStart) -> Cell {
    let mut cell = Cell::default();
    for (name, value) in attributes(element) {
        match name {
            "Index" => cell.place = value.parse::<u32>().ok().and_then(|place| place.checked_sub(1)),
            "MergeAcross" => cell.across = value.parse().unwrap_or_default(),
            "MergeDown" => cell.down = value.parse().unwrap_or_default(),
            "Formula" => cell.has_formula = true,
            _ => {}
        }
    }
    cell
}

/// Reads a cell that was begun, up to its end.
fn finish<R: BufRead>(xml: &mut Xml<R>, mut cell: Cell) -> Result<Cell, Refusal> {
    let (mut in_data, mut in_comment) = (false, false);
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(element) => match name(element) {
                "Comment" => in_comment = true,
                "Data" if !in_comment => {
                    in_data = true;
                    cell.kind = attribute(element, "Type").unwrap_or_default().into_owned();
                }
                _ => {}
            },
            Event::End(end) => match end.local_name().into_inner() {
                "Comment" => in_comment = false,
                "Data" => in_data = false,
                "Cell" => return Ok(cell),
                _ => {}
            },
            event if in_data => add_text(event, &mut cell.text)?,
            _ => {}
        }
    }
    Err(broken(PART, "a cell doesn't end"))
}

/// Sends a cell; returns the column of the next.
fn send(cell: &Cell, row: u64, column: u32, grid: &mut Grid) -> Result<u32, Refusal> {
    let right = column.saturating_add(cell.across);
    if cell.across > 0 || cell.down > 0 {
        grid.merge(Merge { top: row, bottom: row + u64::from(cell.down), left: column, right })?;
    }
    let value = cell.text.trim();
    let mut scratch = String::new();
    let (text, kind) = match cell.kind.as_str() {
        "Number" => match value.parse::<f64>().ok().filter(|number| number.is_finite()) {
            Some(number) => {
                let kind = number_format::write(number, Shows::Number, false, &mut scratch);
                (scratch.as_str(), kind)
            }
            None => (value, Kind::Text),
        },
        // A time has the day before Excel's first.
        "DateTime" => match (value.get(..10).filter(|day| day.parse::<Date>().is_ok()), value.get(11..19)) {
            (Some("1899-12-31"), Some(time)) => (time, Kind::Text),
            (Some(day), _) => (day, Kind::Date),
            _ => (value, Kind::Text),
        },
        "Boolean" => (if is_true(value) { "TRUE" } else { "FALSE" }, Kind::Text),
        _ => (value, Kind::Text),
    };
    if cell.has_formula && cell.kind.is_empty() {
        grid.uncalculated();
    }
    grid.cell(column, 1, text, kind)?;
    Ok(right.saturating_add(1))
}
