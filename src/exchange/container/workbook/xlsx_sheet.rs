//! A sheet of an `xlsx` workbook.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::grid::{Grid, Merge};
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

/// A cell as far as it was read.
#[derive(Default)]
struct Cell {
    kind: Type,
    style: usize,
    has_formula: bool,
    is_result: bool,
    value: String,
}

/// Sends the cells of a sheet to the grid.
pub(super) fn read<R: BufRead>(mut xml: Xml<R>, shared: &Shared, grid: &mut Grid) -> Result<(), Refusal> {
    let (mut row, mut column) = (0, 0);
    let mut scratch = String::new();
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        match name(&element) {
            "row" => {
                (row, column) = (row + 1, 0);
                let mut hidden = false;
                for (name, value) in attributes(&element) {
                    match name {
                        "r" => row = value.parse::<u32>().map_or(row, u64::from),
                        "hidden" => hidden = is_true(&value),
                        _ => {}
                    }
                }
                grid.row(row, 1, hidden)?;
            }
            "c" => {
                let (cell, place) = begin(&element);
                column = place.unwrap_or(column);
                let cell = finish(&mut xml, cell)?;
                send(&cell, column, shared, &mut scratch, grid)?;
                column = column.saturating_add(1);
            }
            "mergeCell" => {
                if let Some(merge) = attribute(&element, "ref").and_then(|area| merge(&area)) {
                    grid.merge(merge)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What a cell's attributes say of it, and its column.
fn begin(element: &BytesStart) -> (Cell, Option<u32>) {
    let (mut cell, mut place) = (Cell::default(), None);
    for (name, value) in attributes(element) {
        match name {
            "r" => place = position(&value).map(|(_, column)| column),
            "s" => cell.style = value.parse().unwrap_or_default(),
            "t" => {
                cell.is_result = value == "str";
                cell.kind = match value {
                    Cow::Borrowed("s") => Type::Shared,
                    Cow::Borrowed("b") => Type::Bool,
                    Cow::Borrowed("str" | "inlineStr" | "e") => Type::Text,
                    Cow::Borrowed("d") => Type::Day,
                    _ => Type::Number,
                };
            }
            _ => {}
        }
    }
    (cell, place)
}

/// Reads the value of a cell that was begun, up to its end.
fn finish<R: BufRead>(xml: &mut Xml<R>, mut cell: Cell) -> Result<Cell, Refusal> {
    let mut in_value = false;
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(element) => match name(element) {
                "v" => in_value = true,
                "f" => cell.has_formula = true,
                "is" => {
                    rich_text(xml, "is", &mut cell.value)?;
                }
                _ => {}
            },
            Event::End(end) => match end.local_name().into_inner() {
                "v" => in_value = false,
                "c" => return Ok(cell),
                _ => {}
            },
            event if in_value => add_text(event, &mut cell.value)?,
            _ => {}
        }
    }
    Err(broken("sheet", "a cell doesn't end"))
}

fn send(cell: &Cell, column: u32, shared: &Shared, scratch: &mut String, grid: &mut Grid) -> Result<(), Refusal> {
    let value = cell.value.trim();
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
        Type::Number => match value.parse::<f64>().ok().filter(|number| number.is_finite()) {
            Some(number) => {
                let kind = number_format::write(number, shared.styles.get(cell.style), shared.is_1904, scratch);
                (scratch.as_str(), kind)
            }
            None => (value, Kind::Text),
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
