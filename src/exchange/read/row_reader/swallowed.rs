//! Whether a row of several lines holds others that a quote swallowed.

use super::RowReader;
use crate::exchange::cell::number::{self, Number};
use crate::exchange::cell::quotes::split_line;
use crate::exchange::cell::row::Row;

impl RowReader {
    /// Whether rows of their own seem to stand in a row of several lines: a quote in it is odd, or more than one of its
    /// lines has as many cells as a row, and a day and an amount where a row has them. (One has, where the first cell or
    /// the last is of several lines.)
    pub(super) fn may_have_swallowed(&self, row: &Row) -> bool {
        let is_row = |line: &[u8]| {
            let (mut bytes, mut spans) = (Vec::new(), Vec::new());
            split_line(line, self.delimiter, &mut bytes, &mut spans);
            let line = Row::new(row.line, &bytes, &spans);
            let is_wide_enough = (self.width.max(2)..=self.columns).contains(&line.width());
            let is_dated = self.day.map(|day| day.read(line.cell(day.at)).is_some());
            let numbers = [self.amount, self.quantity, self.price].into_iter().flatten();
            let numbers = numbers.chain(self.periods.iter().map(|(column, _)| *column));
            let mut numbers = numbers.map(|column| number::of(line.cell(column.at), column.format)).peekable();
            let is_counted =
                numbers.peek().is_some().then(|| numbers.any(|number| matches!(number, Number::Value { .. })));
            let is_list =
                is_dated.is_none() && is_counted.is_none() && line.width() > 2 && line.width() == self.columns;
            let fits = [is_dated, is_counted].into_iter().flatten();
            is_wide_enough && (is_list || fits.clone().count() > 0 && fits.into_iter().all(|fits| fits))
        };
        let lines = row.written.split(|byte| matches!(byte, b'\n' | b'\r'));
        row.oddity.is_any() || row.too_long || lines.filter(|line| is_row(line)).nth(1).is_some()
    }
}
