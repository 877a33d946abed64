//! Workbooks of LibreOffice and other OpenDocument writers.

use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::grid::{Grid, Merge};
use super::number_format::{self, Shows};
use super::package::Package;
use super::xml::{Xml, add_text, attribute, attributes, is_true, name};
use super::{MAX_SHEETS, Name, Source, broken};
use crate::calendar::Date;
use crate::exchange::cell::money;
use crate::exchange::cell::row::Kind;
use crate::exchange::{Limit, Refusal};

/// Spaces and columns repeated as the file says, but never more of either.
const MAX_SPACES: usize = 1000;
const CONTENT: &str = "content.xml";

struct Ods {
    package: Package,
    names: Vec<Name>,
}

pub(super) fn open(bytes: Vec<u8>) -> Result<Box<dyn Source>, Refusal> {
    let mut package = Package::open(bytes)?;
    if let Some(part) = package.part("META-INF/manifest.xml")? {
        let mut xml = Xml::new(part, "manifest");
        while let Some(event) = xml.next()? {
            if matches!(&event, Event::Start(element) if name(element) == "encryption-data") {
                return Err(Refusal::Locked);
            }
        }
    }
    let names = match package.part(CONTENT)? {
        Some(part) => tables(Xml::new(part, CONTENT))?,
        None => return Err(Refusal::NoSheet),
    };
    package.refill();
    Ok(Box::new(Ods { package, names }))
}

impl Source for Ods {
    fn names(&self) -> &[Name] {
        &self.names
    }

    fn read(&mut self, only: Option<usize>, grid: &mut Grid) -> Result<(), Refusal> {
        self.package.refill();
        let Some(part) = self.package.part(CONTENT)? else { return Err(Refusal::NoSheet) };
        let mut xml = Xml::new(part, CONTENT);
        let mut table = 0;
        while let Some(event) = xml.next()? {
            if matches!(&event, Event::Start(element) if name(element) == "table") {
                let is_wanted = grid.sheet(table)?;
                read_table(&mut xml, is_wanted, grid)?;
                if only == Some(table) {
                    return Ok(());
                }
                table += 1;
            }
        }
        Ok(())
    }
}

/// The tables by name, hidden if their style says so.
fn tables<R: BufRead>(mut xml: Xml<R>) -> Result<Vec<Name>, Refusal> {
    let mut names = Vec::new();
    let mut hidden_styles = HashSet::new();
    let mut style = String::new();
    let mut depth = 0_usize;
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => match name(&element) {
                "style" => style = attribute(&element, "name").unwrap_or_default().into_owned(),
                "table-properties" if attribute(&element, "display").is_some_and(|shown| shown == "false") => {
                    hidden_styles.insert(style.clone());
                }
                "table" => {
                    if depth == 0 {
                        let style = attribute(&element, "style-name").unwrap_or_default();
                        let hidden = hidden_styles.contains(style.as_ref());
                        let name = attribute(&element, "name").unwrap_or_default().into_owned();
                        names.push(Name { name, hidden });
                    }
                    depth += 1;
                }
                _ => {}
            },
            Event::End(element) if element.local_name().into_inner() == "table" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if names.len() > MAX_SHEETS {
            return Err(Refusal::Workbook(Limit::Entries));
        }
    }
    Ok(names)
}

/// A cell as far as it was read.
#[derive(Default)]
struct Cell {
    times: u32,
    columns: u32,
    rows: u64,
    is_covered: bool,
    has_formula: bool,
    is_error: bool,
    kind: String,
    currency: String,
    value: Option<String>,
    text: String,
}

/// Sends the cells of a table that was begun, up to its end.
fn read_table<R: BufRead>(xml: &mut Xml<R>, is_wanted: bool, grid: &mut Grid) -> Result<(), Refusal> {
    let (mut row, mut times, mut column) = (1_u64, 0_u64, 0_u32);
    let mut scratch = String::new();
    // Tables in a table's cells and drawings are no sheets.
    let mut depth = 1;
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => match name(&element) {
                "table" => depth += 1,
                "table-row" if depth == 1 && is_wanted => {
                    row = row.saturating_add(times);
                    (times, column) = (1, 0);
                    let mut hidden = false;
                    for (name, value) in attributes(&element) {
                        match name {
                            "number-rows-repeated" => times = value.parse::<u32>().map_or(1, u64::from),
                            "visibility" => hidden = value != "visible",
                            _ => {}
                        }
                    }
                    grid.row(row, times, hidden)?;
                }
                "table-cell" | "covered-table-cell" if depth == 1 && is_wanted => {
                    let cell = begin(&element);
                    let cell = finish(xml, cell)?;
                    send(&cell, row, column, &mut scratch, grid)?;
                    column = column.saturating_add(cell.times);
                }
                _ => {}
            },
            Event::End(element) if element.local_name().into_inner() == "table" => {
                depth -= 1;
                if depth == 0 {
                    return Ok(());
                }
            }
            _ => {}
        }
    }
    Err(broken(CONTENT, "a table doesn't end"))
}

fn begin(element: &BytesStart) -> Cell {
    let is_covered = name(element) == "covered-table-cell";
    let mut cell = Cell { times: 1, columns: 1, rows: 1, is_covered, ..Cell::default() };
    for (name, value) in attributes(element) {
        match name {
            "number-columns-repeated" => cell.times = value.parse().unwrap_or(1),
            "number-columns-spanned" => cell.columns = value.parse().unwrap_or(1),
            "number-rows-spanned" => cell.rows = value.parse::<u32>().map_or(1, u64::from),
            "formula" => cell.has_formula = true,
            // LibreOffice says it twice: that it is an error only in its own words.
            "value-type" => {
                cell.is_error |= value == "error";
                if cell.kind.is_empty() {
                    cell.kind = value.into_owned();
                }
            }
            "currency" => cell.currency = value.into_owned(),
            "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                cell.value = Some(value.into_owned());
            }
            _ => {}
        }
    }
    cell
}

/// Reads the text of a cell that was begun, up to its end.
fn finish<R: BufRead>(xml: &mut Xml<R>, mut cell: Cell) -> Result<Cell, Refusal> {
    // Depths of what is open in the cell; of what is no text of its own; of paragraphs.
    let (mut depth, mut aside, mut paragraphs) = (0_usize, 0_usize, 0_usize);
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(element) => {
                depth += 1;
                match name(element) {
                    _ if aside > 0 => aside += 1,
                    "annotation" | "table" | "ruby-text" | "frame" | "custom-shape" => aside = 1,
                    "p" | "h" => {
                        paragraphs += 1;
                        if !cell.text.is_empty() {
                            cell.text.push('\n');
                        }
                    }
                    "s" => {
                        let count = attribute(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                        cell.text.extend(std::iter::repeat_n(' ', MAX_SPACES.min(count)));
                    }
                    "tab" => cell.text.push('\t'),
                    "line-break" => cell.text.push('\n'),
                    _ => {}
                }
            }
            Event::End(element) => {
                if depth == 0 {
                    return Ok(cell);
                }
                depth -= 1;
                match element.local_name().into_inner() {
                    _ if aside > 0 => aside -= 1,
                    "p" | "h" => paragraphs = paragraphs.saturating_sub(1),
                    _ => {}
                }
            }
            event if aside == 0 && paragraphs > 0 => add_text(event, &mut cell.text)?,
            _ => {}
        }
    }
    Err(broken(CONTENT, "a cell doesn't end"))
}

fn send(cell: &Cell, row: u64, column: u32, scratch: &mut String, grid: &mut Grid) -> Result<(), Refusal> {
    if cell.is_covered {
        return Ok(());
    }
    if cell.columns > 1 || cell.rows > 1 {
        let bottom = row.saturating_add(cell.rows.saturating_sub(1));
        let right = column.saturating_add(cell.columns.saturating_sub(1));
        grid.merge(Merge { top: row, bottom, left: column, right })?;
    }
    scratch.clear();
    let shown = cell.text.as_str();
    let value = cell.value.as_deref().unwrap_or_default().trim();
    let (text, kind) = match cell.kind.as_str() {
        _ if cell.is_error => (shown, Kind::Text),
        "float" | "percentage" | "currency" => match value.parse::<f64>().ok().filter(|number| number.is_finite()) {
            Some(number) => {
                let shows = money::known(&cell.currency).map_or(Shows::Number, Shows::Money);
                let kind = number_format::write(number, shows, false, scratch);
                (scratch.as_str(), kind)
            }
            None => (shown, Kind::Text),
        },
        "date" => match value.get(..10).filter(|day| day.parse::<Date>().is_ok()) {
            Some(day) => (day, Kind::Date),
            None => (shown, Kind::Text),
        },
        "boolean" => (if is_true(value) { "TRUE" } else { "FALSE" }, Kind::Text),
        "time" => match duration(value) {
            Some((hours, minutes, seconds)) => {
                scratch.push_str(&format!("{hours:02}:{minutes:02}:{seconds:02}"));
                (scratch.as_str(), Kind::Text)
            }
            None => (shown, Kind::Text),
        },
        // The text shown is the value, unless it is said apart.
        _ => (cell.value.as_deref().unwrap_or(shown), Kind::Text),
    };
    if cell.has_formula && cell.kind.is_empty() && text.trim().is_empty() {
        grid.uncalculated();
    }
    grid.cell(column, cell.times, text, kind)
}

/// Hours, minutes and seconds of `PT12H30M05.5S`.
fn duration(value: &str) -> Option<(u32, u32, u32)> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds.split(['.', ',']).next()?;
    Some((hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
}
