//! Dates: deciding the format of a column, reading a cell by it.

use crate::calendar::Date;
use crate::digits::digit;
use crate::exchange::cell::row::{Cell, Kind};
use crate::exchange::format::DateFormat;
use parts::Parts;
use serial::System;

mod around;
mod findings;
// Nothing reads such columns yet.
#[cfg_attr(not(test), allow(dead_code))]
mod in_text;
pub(in crate::exchange) mod jalali;
pub(in crate::exchange) mod month;
mod names;
mod parts;
mod serial;
mod without_year;

pub(in crate::exchange) use around::is_letter;
pub use findings::DateFindings;
pub(in crate::exchange) use findings::findings;
#[cfg_attr(not(test), allow(unused_imports))]
pub(in crate::exchange) use in_text::in_text;
pub(in crate::exchange) use without_year::without_year;

impl DateFormat {
    /// Every format, for an explicit choice.
    pub const ALL: [DateFormat; 8] = [
        DateFormat::Ymd,
        DateFormat::Dmy,
        DateFormat::Mdy,
        DateFormat::Jalali,
        DateFormat::DayMonth,
        DateFormat::MonthDay,
        DateFormat::Serial1900,
        DateFormat::Serial1904,
    ];

    /// How spreadsheets count the days, if it is a format of theirs.
    fn system(self) -> Option<System> {
        match self {
            DateFormat::Serial1900 => Some(System::Year1900),
            DateFormat::Serial1904 => Some(System::Year1904),
            _ => None,
        }
    }
}

/// Years outside are typing errors; 1899-12-30 and 9999-12-31 stand for "none" in many systems.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// `2024-01-15`, alone or before a time, without the ceremony.
fn iso(bytes: &[u8]) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] = bytes else { return None };
    if !(rest.is_empty() || matches!(rest, [b' ' | b'T', _, _, b':', ..])) {
        return None;
    }
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(**digit - b'0')))
    };
    let (month, day) = (i8::try_from(number(&[e, f])?).ok()?, i8::try_from(number(&[g, h])?).ok()?);
    Date::new(number(&[a, b, c, d])?, month, day).ok().filter(|date| YEARS.contains(&date.year()))
}

/// Reads a trimmed, filled cell. Without a format only what can be read in one way is a date.
pub(in crate::exchange) fn read(text: &str, format: Option<DateFormat>) -> Option<Date> {
    let serial = || serial::date(text, format?.system()?);
    iso(text.as_bytes()).or_else(serial).or_else(|| Parts::of(text)?.date(format))
}

/// Whether a cell says its date in one way only: a day of a workbook, or a text with the year in front.
pub(in crate::exchange) fn is_real(cell: Cell) -> bool {
    let is_text = |text: &str| Parts::of(text).is_some_and(|parts| parts.verdict() == Some(DateFormat::Ymd));
    cell.kind == Kind::Date || cell.kind == Kind::Text && is_text(cell.text)
}

/// The date whose day and month a spreadsheet took for each other; `None` if they can't be.
pub(in crate::exchange) fn turned(day: Date) -> Option<Date> {
    Date::new(day.year(), day.day(), day.month()).ok()
}

/// Reads a cell: a day of a workbook as it is, text by the format of its column. A number is a day
/// only in a column of them.
pub(in crate::exchange) fn of(cell: Cell, format: Option<DateFormat>) -> Option<Date> {
    match cell.kind {
        Kind::Date => iso(cell.text.as_bytes()),
        Kind::Text => read(cell.text, format),
        Kind::Number => serial::date(cell.text, format?.system()?),
    }
}

#[cfg(test)]
mod tests;
