//! Whether a row is the sum of others: by its word, by whose it is, by arithmetic.

use rust_decimal::Decimal;

use super::{Meaning, RowReader, Tax};
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::number::{self, Number};
use crate::exchange::cell::row::{Kind, Row};
use crate::exchange::read::arithmetic::Of;
use crate::exchange::{FileKind, FillDown, Reason, cell::date, cell::money};

impl RowReader {
    /// Whether it is a row of totals: by the word it begins with, or that stands for the customer,
    /// and because it has no date.
    pub(super) fn totals(&self, row: &Row, first: &str) -> Option<bool> {
        let cell = |at: Option<usize>| at.map_or("", |at| row.text(at));
        if let Some(column) = self.day {
            let day = row.cell(column.at);
            if !day.is_empty() && (self.read_day(column, day).is_some() || self.dictionary.totals(day.text).is_none()) {
                return None;
            }
        }
        if date::in_text(cell(self.dated_document)).is_some() {
            return None;
        }
        let words = [first, cell(self.customer), cell(self.customer_id), cell(self.section), cell(self.document)];
        let is_word = |cell: &str| self.dictionary.totals(cell) == Some(true);
        if words.into_iter().chain([cell(self.group)]).any(is_word) {
            return Some(true);
        }
        let whose = words.into_iter().find_map(|cell| self.dictionary.total_of(cell))?;
        // "Total Energies" may be a customer, or "Total care kit" what it bought. It is a total of what
        // stands above; or where no row without a date could be anything else; or because it adds up.
        let is_above =
            [self.filled.section(), &self.last].into_iter().any(|name| !name.is_empty() && fold(name) == whose);
        let is_above = is_above || self.above.as_ref().is_some_and(|above| above.contains(&whose));
        let is_list = self.kind == FileKind::Sales && !self.is_wide();
        let is_no_sale = is_list && self.fill_down == FillDown::Nothing && self.every_day.is_none();
        // What goes on with the row above may begin so; a row of nobody that says no more may not.
        let says_more = |at: usize| {
            let text = row.text(at);
            text.contains(char::is_alphabetic) && self.dictionary.total_of(text).is_none()
        };
        let is_bare = is_list && !(0..row.width()).any(says_more);
        (is_above || is_no_sale || is_bare).then_some(false)
    }

    /// What the row of totals says, in minor units.
    pub(super) fn total_of(&self, row: &Row) -> Option<i64> {
        if self.is_wide() {
            let parts = self.periods.iter().map(|(column, _)| self.money(row, *column));
            let parts: Vec<i64> = parts.flatten().collect();
            return (!parts.is_empty()).then(|| parts.iter().fold(0_i64, |sum, part| sum.saturating_add(*part)));
        }
        let amount = self.money(row, self.amount?)?;
        match (self.tax, self.tax_column) {
            (Tax::LessColumn, Some(tax)) if self.is_gross => amount.checked_sub(self.money(row, tax).unwrap_or(0)),
            (Tax::Rate(rate), _) => money::less_rate(amount, rate),
            _ => Some(amount),
        }
    }

    /// What a row is that leaves empty what the sums of this file do, if it counts anything.
    pub(super) fn unnamed_sum<'a>(&mut self, row: &Row) -> Option<Meaning<'a>> {
        if self.sum_columns.is_empty() || self.sum_columns.iter().any(|at| !row.cell(*at).is_empty()) {
            return None;
        }
        let Some(total) = self.total_of(row) else {
            let pieces = self.pieces(row)?;
            return (self.sums_above || self.sums.of_pieces(pieces).is_some()).then_some(Meaning::Totals(None));
        };
        // What stands above its rows can't be added up yet; that it is a sum was seen in the first part of the file.
        if self.sums_above {
            return Some(Meaning::Totals(None));
        }
        let of = self.sums.of(total, 1);
        self.sums.close(Some(total));
        Some(match of {
            Some(of) => Meaning::Totals((of == Of::All).then_some(total)),
            None => Meaning::Skip(Reason::NoCustomer, self.customer.or(self.customer_id)),
        })
    }

    /// How many pieces a row says, where sums of them are looked for.
    pub(super) fn pieces(&self, row: &Row) -> Option<Decimal> {
        let column = self.quantity.filter(|_| !self.sum_columns.is_empty())?;
        match number::of(row.cell(column.at), column.format) {
            Number::Value { value, .. } => Some(value),
            _ => None,
        }
    }

    /// What of a list a row without a date is the sum of. It says nothing but whose it is.
    pub(super) fn list_sum(&self, row: &Row) -> Option<(Of, i64)> {
        let whose = [self.customer, self.customer_id, self.section, self.dated_document];
        let is_said = |at: usize| {
            let cell = row.cell(at);
            let is_word = cell.kind == Kind::Text && cell.text.contains(char::is_alphabetic);
            is_word && !whose.contains(&Some(at)) && self.dictionary.totals(cell.text) != Some(true)
        };
        let is_dated = self.day.is_some_and(|day| !row.cell(day.at).is_empty());
        if !self.tells_sums || is_dated || (0..row.width()).any(is_said) {
            return None;
        }
        let total = self.total_of(row)?;
        // Of the customer above it may be the sum of one row; of nobody or another only of several.
        let name = self.text(row, self.customer);
        let least = if name.is_empty() || name != self.last { 2 } else { 1 };
        Some((self.sums.of(total, least)?, total))
    }
}
