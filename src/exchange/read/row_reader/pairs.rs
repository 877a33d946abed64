//! Rows that are halves of a sale: a price in one, the pieces in another.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Entry, Fault, RowReader};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::cell::row::Row;
use crate::exchange::{CountedRows, Reason, RowMeasure};

/// What counts of the measures, and the halves that wait for the other.
pub(super) struct CountedRow {
    column: usize,
    /// The measure that counts; two where one is multiplied by the other.
    counted: (String, Option<String>),
    waiting: HashMap<String, Half>,
}

struct Half {
    is_first: bool,
    line: u64,
    currency: Currency,
    values: Vec<(Date, Decimal)>,
}

/// What a row is among the measures.
pub(super) enum Part {
    /// It counts by itself.
    Whole,
    /// Another measure.
    Other,
    /// It waits for its other half.
    Waits,
    /// It completed a sale, whose entries were put.
    Pair(Result<Currency, Fault>),
}

impl CountedRow {
    /// `None` where rows count one thing.
    pub fn of(spec: &CountedRows) -> Option<Self> {
        let name = |at: usize| spec.names.get(at).cloned();
        let counted = match (spec.counted?, spec.priced) {
            (RowMeasure::One(at), _) => (name(at)?, None),
            (RowMeasure::Priced, Some((price, pieces))) => (name(price)?, Some(name(pieces)?)),
            (RowMeasure::Priced, None) => return None,
        };
        Some(Self { column: spec.column, counted, waiting: HashMap::new() })
    }

    /// The lines of halves whose other never came.
    pub fn unpaired(&mut self) -> Vec<u64> {
        let mut lines: Vec<u64> = self.waiting.drain().map(|(_, half)| half.line).collect();
        lines.sort_unstable();
        lines
    }
}

impl RowReader {
    /// What a row is among the measures; the entries of a pair are put into `entries`.
    pub(super) fn part(&mut self, row: &Row, entries: &mut Vec<Entry>) -> Part {
        let Some(mut counted_row) = self.counted_row.take() else { return Part::Whole };
        let part = self.part_of(row, &mut counted_row, entries);
        self.counted_row = Some(counted_row);
        part
    }

    fn part_of(&self, row: &Row, counted: &mut CountedRow, entries: &mut Vec<Entry>) -> Part {
        let name = row.text(counted.column);
        let is_first = name == counted.counted.0;
        let Some(second) = &counted.counted.1 else { return if is_first { Part::Whole } else { Part::Other } };
        if !is_first && name != second {
            return Part::Other;
        }
        let mut half = match self.half(row, is_first) {
            Ok(half) => half,
            Err(fault) => return Part::Pair(Err(fault)),
        };
        let key = self.pair_key(row, counted.column);
        match counted.waiting.remove(&key) {
            None => {
                counted.waiting.insert(key, half);
                Part::Waits
            }
            // Two prices and no pieces between them: which is meant?
            Some(other) if other.is_first == half.is_first => {
                counted.waiting.insert(key, other);
                Part::Pair(Err((Reason::NoPair, Some(counted.column))))
            }
            Some(other) => {
                let currency = if other.is_first { other.currency } else { half.currency };
                for (day, value) in half.values.drain(..) {
                    let Some((_, by)) = other.values.iter().find(|(other, _)| *other == day) else { continue };
                    let amount = value.checked_mul(*by).ok_or((Reason::AmountTooLarge, None));
                    match amount.and_then(|amount| self.in_minor(amount, currency, counted.column)) {
                        Ok(0) => {}
                        Ok(amount) => entries.push(Entry { day, amount, profit: None }),
                        Err(fault) => return Part::Pair(Err(fault)),
                    }
                }
                let nothing = Err((Reason::NoAmount, None));
                Part::Pair(if entries.is_empty() { nothing } else { Ok(currency) })
            }
        }
    }

    /// The numbers of a row, by the day they count on.
    fn half(&self, row: &Row, is_first: bool) -> Result<Half, Fault> {
        self.fits(row)?;
        let mut currency = self.currency_of(row)?;
        let mut values = Vec::new();
        for (column, day) in &self.periods {
            values.extend(self.value(row, *column, Reason::BadAmount, &mut currency)?.map(|value| (*day, value)));
        }
        if let (false, Some(column)) = (self.is_wide(), self.amount) {
            let day = self.day_of(row)?;
            values.extend(self.value(row, column, Reason::BadAmount, &mut currency)?.map(|value| (day, value)));
        }
        if values.is_empty() {
            return Err((Reason::NoAmount, None));
        }
        Ok(Half { is_first, line: row.line, currency, values })
    }

    /// What both halves of a sale say: all but the measure and its numbers.
    fn pair_key(&self, row: &Row, measure: usize) -> String {
        let is_number = |at: &usize| {
            self.periods.iter().any(|(column, _)| column.at == *at)
                || self.amount.is_some_and(|column| column.at == *at)
        };
        let texts = (0..row.width()).filter(|at| *at != measure && !is_number(at)).map(|at| row.text(at));
        texts.collect::<Vec<_>>().join("\n")
    }
}
