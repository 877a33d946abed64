//! The days of a row: of the sale, promised, delivered.

use super::{Dated, Fault, RowReader};
use crate::calendar::Date;
use crate::exchange::cell::period::{self, PeriodName};
use crate::exchange::cell::row::{Cell, Row};
use crate::exchange::{DateFormat, Reason, cell::date};

impl RowReader {
    pub(super) fn day_of(&self, row: &Row) -> Result<Date, Fault> {
        if let Some((at, format)) = self.day {
            return match self.cell(row, at) {
                cell if cell.is_empty() => Err((Reason::NoDate, Some(at))),
                cell => {
                    let day = date_of(cell, format).or_else(|| self.month_of(row, cell));
                    day.ok_or((Reason::BadDate, Some(at)))
                }
            };
        }
        if let Some(at) = self.dated_document {
            let found = date::in_text(self.cell(row, at).text);
            return found.map(|(day, _)| day).ok_or((Reason::NoDate, Some(at)));
        }
        self.every_day.ok_or((Reason::NoDate, None))
    }

    /// The last day of a period whose year stands elsewhere.
    fn month_of(&self, row: &Row, cell: Cell) -> Option<Date> {
        let said = self.year.map(|at| self.cell(row, at).text);
        let year = match said {
            Some(text) => text.parse::<i16>().ok().filter(|year| (1900..2200).contains(year))?,
            None => self.every_year?,
        };
        let month = || cell.text.parse::<u8>().ok().filter(|month| said.is_some() && (1..=12).contains(month));
        let named = period::parse(cell.text).or_else(|| Some(PeriodName::Month { year: None, month: month()? }));
        named?.last_day(Some(year))
    }

    pub(super) fn day_in(&self, row: &Row, column: Option<Dated>) -> Option<Date> {
        let (at, format) = column?;
        date_of(self.cell(row, at), format)
    }
}

/// A day, or the last one of a period.
pub(super) fn date_of(cell: Cell, format: Option<DateFormat>) -> Option<Date> {
    date::of(cell, format).or_else(|| period::parse(cell.text)?.last_day(None))
}
