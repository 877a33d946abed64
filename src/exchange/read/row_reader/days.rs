//! The days of a row: of the sale, promised, delivered.

use super::{Dated, Fault, RowReader};
use crate::calendar::Date;
use crate::exchange::cell::period::{self, PeriodName};
use crate::exchange::cell::row::{Cell, Kind, Row};
use crate::exchange::{Reason, cell::date};

impl RowReader {
    pub(super) fn day_of(&self, row: &Row) -> Result<Date, Fault> {
        if let Some(column) = self.day {
            return match self.cell(row, column.at) {
                cell if cell.is_empty() => Err((Reason::NoDate, Some(column.at))),
                cell => {
                    let day = self.read_day(column, cell).or_else(|| self.in_its_year(row, cell, column));
                    day.ok_or((Reason::BadDate, Some(column.at)))
                }
            };
        }
        if let Some(at) = self.dated_document {
            let found = date::in_text(self.cell(row, at).text);
            return found.map(|(day, _)| day).ok_or((Reason::NoDate, Some(at)));
        }
        self.every_day.ok_or((Reason::NoDate, None))
    }

    /// What a cell in the column of the day says; a text says the same wherever it stands.
    pub(super) fn read_day(&self, column: Dated, cell: Cell) -> Option<Date> {
        if cell.kind != Kind::Text {
            return column.read(cell);
        }
        self.read_before.days.get(cell.text, |_| column.read(cell))
    }

    /// A day, or the last one of a period, whose year stands elsewhere.
    fn in_its_year(&self, row: &Row, cell: Cell, column: Dated) -> Option<Date> {
        let said = self.year.map(|at| self.cell(row, at).text);
        let year = match said {
            Some(text) => text.parse::<i16>().ok().filter(|year| (1900..2200).contains(year))?,
            None => self.every_year?,
        };
        if let Some((month, day)) = column.format.and_then(|format| date::without_year(cell.text, format)) {
            return Date::new(year, month, day).ok();
        }
        let month = || cell.text.parse::<u8>().ok().filter(|month| said.is_some() && (1..=12).contains(month));
        let named = period::parse(cell.text).or_else(|| Some(PeriodName::Month { year: None, month: month()? }));
        named?.last_day(Some(year))
    }

    pub(super) fn day_in(&self, row: &Row, column: Option<Dated>) -> Option<Date> {
        let column = column?;
        let cell = self.cell(row, column.at);
        column.read(cell).or_else(|| self.in_its_year(row, cell, column))
    }
}

impl Dated {
    /// A day, or the last one of a period.
    pub(super) fn read(self, cell: Cell) -> Option<Date> {
        let day = date::of(cell, self.format).map(|day| match self.is_turned && date::is_real(cell) {
            true => date::turned(day).unwrap_or(day),
            false => day,
        });
        day.or_else(|| period::parse(cell.text)?.last_day(None))
    }
}
