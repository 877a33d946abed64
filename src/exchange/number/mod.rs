//! Numbers: deciding the format of a column, reading a cell by it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::money;

mod findings;

pub use findings::NumberFindings;
pub(super) use findings::findings;

/// Which mark separates the decimals. The other one, spaces and apostrophes group thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberFormat {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// What groups the digits of large numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grouping {
    /// Any space, including the no-break ones.
    Space,
    Apostrophe,
    Point,
    Comma,
}

/// What a cell is as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number<'a> {
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
pub(super) fn read(text: &str, format: Option<NumberFormat>) -> Number<'_> {
    if let Some(value) = plain(text.as_bytes(), format) {
        return Number::Value { value, percent: false, mark: "" };
    }
    match Parts::of(text) {
        None if is_empty(text) => Number::Empty,
        None => Number::Bad,
        Some(parts) => parts.value(format),
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

/// Signs that order text and stand in no number.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_empty(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c) || matches!(c, '-' | '–' | '—' | '\u{2212}'))
}

/// The value of a digit: ASCII, Arabic-Indic, Persian, Devanagari, Gujarati.
pub(super) fn digit(c: char) -> Option<u32> {
    let zeros = ['0', '٠', '۰', '०', '૦'];
    zeros.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))
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

/// What a number's own separators say about its format.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// No point, no comma.
    Silent,
    Decided(NumberFormat),
    /// One separator with three digits after it.
    Ambiguous,
    /// In no format a number.
    Broken,
}

/// A number taken apart: `core` runs from the first digit to the last.
struct Parts<'a> {
    core: &'a str,
    negative: bool,
    percent: bool,
    mark: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (first, _) = text.char_indices().find(|(_, c)| digit(*c).is_some())?;
        let (last, c) = text.char_indices().rfind(|(_, c)| digit(*c).is_some())?;
        // ".5": the separator belongs to the number, unless it ends an abbreviation ("Rs.500").
        let before = text.get(..first)?.char_indices().next_back();
        let start = match before {
            Some((at, '.' | ',' | '٫')) if !text.get(..at)?.ends_with(char::is_alphabetic) => at,
            _ => first,
        };
        let (prefix, suffix) = (text.get(..start)?, text.get(last + c.len_utf8()..)?);
        let core = text.get(start..last + c.len_utf8())?;
        // "100,-" and "100.–": a dash for the cents.
        let cents = [",-", ",–", ",—", ".-", ".–", ".—"];
        let suffix = cents.iter().find_map(|dash| suffix.strip_prefix(dash)).unwrap_or(suffix);

        let mut minuses = 0;
        let (mut open, mut closed, mut percent) = (0, 0, 0);
        for c in prefix.chars().chain(suffix.chars()) {
            match c {
                '-' | '\u{2212}' | '–' => minuses += 1,
                '(' => open += 1,
                ')' => closed += 1,
                '%' | '٪' => percent += 1,
                _ => {}
            }
        }
        let around = |c: char| {
            c.is_whitespace() || is_invisible(c) || matches!(c, '-' | '\u{2212}' | '–' | '+' | '(' | ')' | '%' | '٪')
        };
        let (left, right) = (prefix.trim_matches(around), suffix.trim_matches(around));
        let (mut negative, mut mark) = (minuses + open == 1, "");
        match (left, right) {
            ("", "" | "." | ",") => {}
            // Accountants' credit and debit.
            ("", "CR" | "Cr" | "cr") if minuses + open == 0 => negative = true,
            ("", "DR" | "Dr" | "dr") => {}
            (one, "") | ("", one) if money::is_mark(one) => mark = one,
            _ => return None,
        }
        (minuses + open <= 1 && open == closed && percent <= 1).then_some(Self {
            core,
            negative,
            percent: percent == 1,
            mark,
        })
    }

    fn verdict(&self) -> Verdict {
        let (mut points, mut commas, mut others) = (0, 0, 0);
        let (mut last, mut before, mut after) = (None, 0, 0);
        let mut leading_zero = false;
        for c in self.core.chars().filter(|c| !is_invisible(*c)) {
            if let Some(value) = digit(c) {
                leading_zero |= before == 0 && last.is_none() && value == 0;
                *(if last.is_none() { &mut before } else { &mut after }) += 1;
                continue;
            }
            match c {
                '.' => points += 1,
                ',' => commas += 1,
                // The Arabic decimal mark decides by itself, and nothing about points and commas.
                '٫' => return Verdict::Silent,
                c if grouping(c).is_some() => others += 1,
                _ => return Verdict::Broken,
            }
            if matches!(c, '.' | ',') {
                (last, after) = (Some(c), 0);
            }
        }
        let as_decimal = |c| if c == '.' { NumberFormat::Point } else { NumberFormat::Comma };
        let as_group = |c| if c == '.' { NumberFormat::Comma } else { NumberFormat::Point };
        match (last, points, commas) {
            (None, ..) => Verdict::Silent,
            (Some('.'), 1, 1..) | (Some(','), 1.., 1) => {
                last.map_or(Verdict::Broken, |c| Verdict::Decided(as_decimal(c)))
            }
            (Some(_), 1.., 1..) => Verdict::Broken,
            (Some(c), 1, 0) | (Some(c), 0, 1) => {
                let decides = after != 3 || before == 0 || before > 3 || leading_zero || others > 0;
                if decides { Verdict::Decided(as_decimal(c)) } else { Verdict::Ambiguous }
            }
            (Some(c), ..) => Verdict::Decided(as_group(c)),
        }
    }

    /// Its value in this format, or in the one it decides itself.
    fn value(&self, format: Option<NumberFormat>) -> Number<'a> {
        let format = match (format, self.verdict()) {
            (Some(format), _) | (None, Verdict::Decided(format)) => format,
            (None, Verdict::Silent) => NumberFormat::Point,
            (None, Verdict::Ambiguous | Verdict::Broken) => return Number::Bad,
        };
        let point = if format == NumberFormat::Point { '.' } else { ',' };
        let (mut value, mut digits, mut decimals) = (0_i128, 0, None);
        // The separator between groups, and the length of the group that is being read.
        let (mut separator, mut group) = (None, 0);
        for c in self.core.chars().filter(|c| !is_invisible(*c)) {
            if let Some(digit) = digit(c) {
                group += 1;
                if decimals.is_some_and(|count| count >= MAX_DECIMALS) {
                    continue;
                }
                digits += u32::from(value > 0 || digit > 0);
                if digits > MAX_DIGITS {
                    return Number::TooLarge;
                }
                value = value * 10 + i128::from(digit);
                decimals = decimals.map(|count: u32| count + 1);
            } else if (c == point || c == '٫') && decimals.is_none() {
                if separator.is_some() && group != 3 {
                    return Number::Bad;
                }
                decimals = Some(0);
            } else {
                // A group: one to three digits, then two or three (Indian), three the last.
                let found = grouping(c);
                let fits = if separator.is_none() { (1..=3).contains(&group) } else { (2..=3).contains(&group) };
                if !fits || found.is_none() || decimals.is_some() || (separator.is_some() && separator != found) {
                    return Number::Bad;
                }
                (separator, group) = (found, 0);
            }
        }
        if separator.is_some() && decimals.is_none() && group != 3 {
            return Number::Bad;
        }
        let value = if self.negative { -value } else { value };
        match Decimal::try_from_i128_with_scale(value, decimals.unwrap_or(0)) {
            Ok(value) => Number::Value { value, percent: self.percent, mark: self.mark },
            Err(_) => Number::TooLarge,
        }
    }
}

/// What a cell's currency mark is, if it is a number with one.
pub(super) fn mark(text: &str) -> Option<&str> {
    Parts::of(text).map(|parts| parts.mark).filter(|mark| !mark.is_empty())
}

#[cfg(test)]
mod tests;
