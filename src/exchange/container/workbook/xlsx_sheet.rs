//! A sheet of an `xlsx` workbook.

use std::io::BufRead;

use quick_xml::events::Event;

use super::grid::{Grid, Merge};
use super::number_format::Shows;
use super::plain_cell::{Plain, plain};
use super::rich_text::{rich_text, unescape};
use super::shared::Shared;
use super::xml::{Xml, add_text, attribute, attributes, is_true, name};
use super::{broken, number_format};
use crate::calendar::Date;
use crate::exchange::Refusal;
use crate::exchange::cell::row::Kind;

/// What a cell's `t` says its value is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Type {
    #[default]
    Number,
    /// A number of a shared string.
    Shared,
    Bool,
    /// The text of a formula, of the cell itself, or of an error.
    Text,
    Day,
}

/// What a cell is, besides its value.
#[derive(Default)]
struct Cell {
    kind: Type,
    style: usize,
    has_formula: bool,
    /// Whether its text is the result of a formula, which may be escaped.
    is_result: bool,
}

impl Cell {
    fn set_style(&mut self, style: &str) {
        self.style = style.parse().unwrap_or_default();
    }

    fn set_kind(&mut self, kind: &str) {
        self.is_result = kind == "str";
        self.kind = match kind {
            "s" => Type::Shared,
            "b" => Type::Bool,
            "str" | "inlineStr" | "e" => Type::Text,
            "d" => Type::Day,
            _ => Type::Number,
        };
    }
}

/// Sends the cells of a sheet to the grid.
pub(super) fn read<R: BufRead>(mut xml: Xml<R>, shared: &Shared, grid: &mut Grid) -> Result<(), Refusal> {
    let mut place = Place::default();
    let (mut scratch, mut value) = (String::new(), String::new());
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => match name(&element) {
                "row" => {
                    let (mut own, mut hidden) = (None, false);
                    for (name, value) in attributes(&element) {
                        match name {
                            "r" => own = Some(value),
                            "hidden" => hidden = is_true(&value),
                            _ => {}
                        }
                    }
                    grid.row(place.row(own.as_deref().unwrap_or_default()), 1, hidden)?;
                }
                "c" => {
                    let (mut cell, mut own) = (Cell::default(), None);
                    for (name, value) in attributes(&element) {
                        match name {
                            "r" => own = Some(value),
                            "s" => cell.set_style(&value),
                            "t" => cell.set_kind(&value),
                            _ => {}
                        }
                    }
                    let column = place.column(own.as_deref().unwrap_or_default());
                    value.clear();
                    finish(&mut xml, &mut cell, &mut value)?;
                    send(&cell, &value, column, shared, &mut scratch, grid)?;
                }
                "mergeCell" => {
                    if let Some(merge) = attribute(&element, "ref").and_then(|area| merge(&area)) {
                        grid.merge(merge)?;
                    }
                }
                _ => {}
            },
            Event::End(_) => {}
            // Only behind a tag the reader stands where another may begin.
            _ => continue,
        }
        while let Some((found, length)) = plain(xml.ahead()?) {
            match found {
                Plain::Row(own) => grid.row(place.row(own), 1, false)?,
                Plain::Cell(found) => {
                    let mut cell = Cell { has_formula: found.has_formula, ..Cell::default() };
                    cell.set_style(found.style);
                    cell.set_kind(found.kind);
                    let column = place.column(found.place);
                    if found.is_inline {
                        value.clear();
                        value.push_str(found.value);
                        unescape(&mut value, 0);
                    }
                    let value = if found.is_inline { &value } else { found.value };
                    send(&cell, value, column, shared, &mut scratch, grid)?;
                }
            }
            xml.pass(length);
        }
    }
    Ok(())
}

/// Where reading stands: rows and cells may say their place, or follow the one before.
#[derive(Default)]
struct Place {
    row: u64,
    /// The column behind the last cell.
    column: u32,
}

impl Place {
    /// The number of a row by its `r`.
    fn row(&mut self, own: &str) -> u64 {
        (self.row, self.column) = (own.parse::<u32>().map_or(self.row + 1, u64::from), 0);
        self.row
    }

    /// The column of a cell by its `r`.
    fn column(&mut self, own: &str) -> u32 {
        let column = position(own).map_or(self.column, |(_, column)| column);
        self.column = column.saturating_add(1);
        column
    }
}

/// Reads the value of a cell that was begun, up to its end.
fn finish<R: BufRead>(xml: &mut Xml<R>, cell: &mut Cell, value: &mut String) -> Result<(), Refusal> {
    let mut in_value = false;
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(element) => match name(element) {
                "v" => in_value = true,
                "f" => cell.has_formula = true,
                "is" => rich_text(xml, "is", value)?,
                _ => {}
            },
            Event::End(end) => match end.local_name().into_inner() {
                "v" => in_value = false,
                "c" => return Ok(()),
                _ => {}
            },
            event if in_value => add_text(event, value)?,
            _ => {}
        }
    }
    Err(broken("sheet", "a cell doesn't end"))
}

fn send(
    cell: &Cell,
    value: &str,
    column: u32,
    shared: &Shared,
    scratch: &mut String,
    grid: &mut Grid,
) -> Result<(), Refusal> {
    let value = value.trim();
    if value.is_empty() {
        // The result of a formula may be an empty text, which is said by its type.
        if cell.has_formula && !cell.is_result {
            grid.uncalculated();
        }
        return Ok(());
    }
    scratch.clear();
    let (text, kind) = match cell.kind {
        Type::Shared => {
            let text = value.parse().ok().and_then(|number| shared.strings.get(number));
            (text.ok_or_else(|| broken("sheet", "a string that isn't there"))?, Kind::Text)
        }
        Type::Bool => (if is_true(value) { "TRUE" } else { "FALSE" }, Kind::Text),
        Type::Text if cell.is_result => {
            scratch.push_str(value);
            unescape(scratch, 0);
            (scratch.as_str(), Kind::Text)
        }
        Type::Text => (value, Kind::Text),
        Type::Day => match value.get(..10).filter(|day| day.parse::<Date>().is_ok()) {
            Some(day) => (day, Kind::Date),
            None => (value, Kind::Text),
        },
        Type::Number => match shared.styles.get(cell.style) {
            Shows::Number if number_format::is_as_written(value) => (value, Kind::Number),
            shows => match value.parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => {
                    let kind = number_format::write(number, shows, shared.is_1904, scratch);
                    (scratch.as_str(), kind)
                }
                None => (value, Kind::Text),
            },
        },
    };
    grid.cell(column, 1, text, kind)
}

/// The row (from 1) and the column (from 0) of a place such as `B3`.
fn position(place: &str) -> Option<(u64, u32)> {
    let place = place.trim_start_matches('$');
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = place.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    Some((u64::from(row), column - 1))
}

/// The block of an area such as `A1:B3`.
fn merge(area: &str) -> Option<Merge> {
    let (first, last) = area.split_once(':')?;
    let ((top, left), (bottom, right)) = (position(first)?, position(last)?);
    Some(Merge { top, bottom, left, right })
}
