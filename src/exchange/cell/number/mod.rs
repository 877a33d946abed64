//! Numbers: deciding the format of a column, reading a cell by it.

use rust_decimal::Decimal;

use crate::exchange::cell::money;
use crate::exchange::cell::row::{Cell, Kind};
use crate::exchange::format::{Grouping, NumberFormat};

mod findings;
mod parts;

pub use findings::NumberFindings;
pub(in crate::exchange) use findings::findings;
use parts::{Parts, Verdict};

/// What a cell is as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::exchange) enum Number<'a> {
    /// Nothing, or a dash that stands for nothing.
    Empty,
    /// `mark` is what stood beside the digits, if it is a currency; empty otherwise.
    Value { value: Decimal, percent: bool, mark: &'a str },
    /// Not a number, or one that can be read in two ways where no format is given.
    Bad,
    /// A number with more digits than can be computed with.
    TooLarge,
}

/// More digits than this aren't computed with.
const MAX_DIGITS: u32 = 28;
/// Decimals beyond these are dropped: floats written in full have tails of them.
const MAX_DECIMALS: u32 = 18;

/// Reads a trimmed cell.
pub(in crate::exchange) fn read(text: &str, format: Option<NumberFormat>) -> Number<'_> {
    if let Some(value) = plain(text.as_bytes(), format) {
        return Number::Value { value, percent: false, mark: "" };
    }
    match Parts::of(text) {
        None if is_empty(text) => Number::Empty,
        None => Number::Bad,
        Some(parts) => parts.value(format),
    }
}

/// Reads a cell: a number of a workbook as it is, text by the format of its column.
pub(in crate::exchange) fn of(cell: Cell<'_>, format: Option<NumberFormat>) -> Number<'_> {
    match cell.kind {
        Kind::Text => read(cell.text, format),
        Kind::Number => read(cell.text, Some(NumberFormat::Point)),
        Kind::Date => Number::Bad,
    }
}

/// `-123.45`, which is what most cells are, without the ceremony.
fn plain(bytes: &[u8], format: Option<NumberFormat>) -> Option<Decimal> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 18 || !digits.last()?.is_ascii_digit() || !digits.first()?.is_ascii_digit() {
        return None;
    }
    let (mut value, mut decimals) = (0_i64, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|count: u32| count + 1);
            }
            b'.' if format == Some(NumberFormat::Point) && decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    Some(Decimal::new(if negative { -value } else { value }, decimals.unwrap_or(0)))
}

/// Whether a text is a number written with a power of ten, as Excel writes long ones: `1,23E+12`.
pub(in crate::exchange) fn is_exponential(text: &str) -> bool {
    text.contains(['E', 'e']) && Parts::of(text).is_some_and(|parts| parts.exponent.is_some())
}

/// Signs that order text and stand in no number.
pub(in crate::exchange) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A minus as people and programs write it: the hyphens, U+2212 and the en dash.
fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '–')
}

/// Nothing, dashes, or the dash with a currency by which accountants' formats show nothing (`$ -`).
fn is_empty(text: &str) -> bool {
    let is_dash = |c: char| is_minus(c) || c == '—';
    let rest = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || is_dash(c));
    rest.is_empty() || text.contains(is_dash) && !rest.contains(is_dash) && money::is_mark(rest)
}

fn grouping(c: char) -> Option<Grouping> {
    match c {
        '.' => Some(Grouping::Point),
        ',' | '٬' | '،' => Some(Grouping::Comma),
        '\'' | '’' => Some(Grouping::Apostrophe),
        c if c.is_whitespace() => Some(Grouping::Space),
        _ => None,
    }
}

/// What a cell's currency mark is, if it is a number with one.
pub(in crate::exchange) fn mark(text: &str) -> Option<&str> {
    Parts::of(text).map(|parts| parts.mark).filter(|mark| !mark.is_empty())
}

#[cfg(test)]
mod tests;
