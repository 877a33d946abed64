//! The money of a row: amount, tax, discount, profit, their sign and currency.

use rust_decimal::Decimal;
use xxhash_rust::xxh3::xxh3_128;

use super::{Entry, Fault, Numeric, RowReader};
use crate::currency::Currency;
use crate::exchange::cell::money::{self, minor};
use crate::exchange::cell::number::{self, Number};
use crate::exchange::cell::row::Row;
use crate::exchange::{DiscountKind, Reason, Returns, Tax, cell::document_types};

impl RowReader {
    pub(super) fn in_minor(&self, amount: Decimal, currency: Currency, at: usize) -> Result<i64, Fault> {
        minor(amount, currency).ok_or((Reason::AmountTooLarge, Some(at)))
    }

    /// Whether the row takes a sale back that its amounts don't show by their signs.
    pub(super) fn is_turned(&self, row: &Row) -> Result<bool, Fault> {
        // In a book of debits and credits the side says it.
        let is_sided = self.amount.is_none() && self.both_sides.is_some();
        let is_return = self.returns == Returns::Positive && !is_sided && self.is_return(row);
        if self.status.is_none() {
            return Ok(is_return);
        }
        let status = self.text(row, self.status);
        let is_cancelled = if self.is_docstatus {
            status != "1" && !status.is_empty()
        } else {
            self.yes_cancels && document_types::is_yes(status)
        };
        if is_cancelled {
            return Err((Reason::Cancelled, self.status));
        }
        match self.read_before.statuses.get(status, document_types::status) {
            document_types::Status::Cancelled => Err((Reason::Cancelled, self.status)),
            document_types::Status::Reversal => Ok(is_return != self.asks_if_cancelled),
            document_types::Status::Valid => Ok(is_return),
        }
    }

    /// Whether the row's type of document takes a sale back.
    fn is_return(&self, row: &Row) -> bool {
        self.document_type.is_some_and(|_| {
            let word = self.text(row, self.document_type);
            self.read_before.returns.get(word, document_types::is_return)
        })
    }

    pub(super) fn currency_of(&self, row: &Row) -> Result<Currency, Fault> {
        let mark = self.text(row, self.currency_column);
        if mark.is_empty() {
            return Ok(self.currency);
        }
        self.marked(mark).ok_or((Reason::OtherCurrency, self.currency_column))
    }

    /// The currency a mark stands for; the spec's, if it may.
    fn marked(&self, mark: &str) -> Option<Currency> {
        self.read_before.marks.get(mark, |mark| {
            if money::fits(mark, self.currency) { Some(self.currency) } else { money::currencies(mark).next() }
        })
    }

    /// Whether an amount marked so can be in this currency.
    fn fits_mark(&self, mark: &str, currency: Currency) -> bool {
        if currency == self.currency { self.marked(mark) == Some(currency) } else { money::fits(mark, currency) }
    }

    /// The amount in major units, not rounded.
    pub(super) fn amount(&self, row: &Row, currency: &mut Currency) -> Result<Decimal, Fault> {
        let column = match (self.amount, self.both_sides) {
            (Some(column), _) => column,
            (None, Some(sides)) => return self.of_both_sides(row, sides, currency),
            (None, None) => return self.priced(row, currency),
        };
        let missing = (Reason::NoAmount, Some(column.at));
        let amount = self.value(row, column, Reason::BadAmount, currency)?.ok_or(missing)?;
        let too_large = (Reason::AmountTooLarge, Some(column.at));
        match (self.tax, self.tax_column) {
            (Tax::LessColumn, Some(tax)) if self.is_gross => {
                // No tax is none; an unreadable one makes the row unreadable.
                let tax = self.value(row, tax, Reason::BadTax, currency)?.unwrap_or_default();
                amount.checked_sub(tax).ok_or(too_large)
            }
            (Tax::Rate(rate), _) => money::without_rate(amount, rate).ok_or(too_large),
            _ => Ok(amount),
        }
    }

    /// What a row of a book of debits and credits comes to: what was sold is positive, and what takes a sale
    /// back is negative on whichever side it stands.
    fn of_both_sides(
        &self,
        row: &Row,
        (debit, credit): (Numeric, Numeric),
        currency: &mut Currency,
    ) -> Result<Decimal, Fault> {
        let said = self.value(row, debit, Reason::BadAmount, currency)?;
        let against = self.value(row, credit, Reason::BadAmount, currency)?;
        if said.is_none() && against.is_none() {
            return Err((Reason::NoAmount, Some(debit.at)));
        }
        let too_large = (Reason::AmountTooLarge, Some(debit.at));
        let amount = said.unwrap_or_default().checked_sub(against.unwrap_or_default()).ok_or(too_large)?;
        let amount = if self.credit_is_sold { -amount } else { amount };
        Ok(if self.is_return(row) { -amount.abs() } else { amount })
    }

    /// Quantity × price × (1 − discount).
    fn priced(&self, row: &Row, currency: &mut Currency) -> Result<Decimal, Fault> {
        let (Some(quantity), Some(price)) = (self.quantity, self.price) else {
            return Err((Reason::NoAmount, None));
        };
        let missing = |column: Numeric| (Reason::NoAmount, Some(column.at));
        let units = self.value(row, quantity, Reason::BadQuantity, currency)?.ok_or(missing(quantity))?;
        let each = self.value(row, price, Reason::BadPrice, currency)?.ok_or(missing(price))?;
        let full = units.checked_mul(each).ok_or((Reason::AmountTooLarge, Some(price.at)))?;
        let Some((column, kind)) = self.discount else { return Ok(full) };
        let bad = (Reason::BadDiscount, Some(column.at));
        let discount = match number::of(row.cell(column.at), column.format) {
            // An empty discount is none given.
            Number::Empty => return Ok(full),
            Number::Value { value, percent, mark: "" } if percent || kind == DiscountKind::Percent => {
                value.checked_div(Decimal::ONE_HUNDRED).ok_or(bad)?
            }
            Number::Value { value, mark: "", .. } => value,
            _ => return Err(bad),
        };
        if discount.is_sign_negative() && !discount.is_zero() || discount > Decimal::ONE {
            return Err(bad);
        }
        full.checked_mul(Decimal::ONE - discount).ok_or((Reason::AmountTooLarge, Some(price.at)))
    }

    /// A cell's number; `None` if the cell is empty. A mark beside it names its currency.
    pub(super) fn value(
        &self,
        row: &Row,
        column: Numeric,
        bad: Reason,
        currency: &mut Currency,
    ) -> Result<Option<Decimal>, Fault> {
        match number::of(row.cell(column.at), column.format) {
            Number::Empty => Ok(None),
            Number::Value { percent: true, .. } | Number::Bad => Err((bad, Some(column.at))),
            Number::Value { mark, value, .. } => {
                if !mark.is_empty() && !self.fits_mark(mark, *currency) {
                    let other = self.marked(mark).filter(|_| self.currency_column.is_none());
                    *currency = other.ok_or((Reason::OtherCurrency, Some(column.at)))?;
                }
                if column.taken_off == 0 {
                    return Ok(Some(value));
                }
                let scaled = Decimal::from(10_u64.pow(column.taken_off)).checked_mul(value);
                scaled.map(Some).ok_or((Reason::AmountTooLarge, Some(column.at)))
            }
            Number::TooLarge => Err((Reason::AmountTooLarge, Some(column.at))),
        }
    }

    /// What the row earned, where it says so in a way that can be read; in minor units.
    pub(super) fn profit(&self, row: &Row, amount: i64, is_turned: bool, currency: Currency) -> Option<i64> {
        let known = |column| self.value(row, column, Reason::BadAmount, &mut currency.clone()).ok().flatten();
        if let Some(profit) = self.profit {
            return minor(signed(known(profit)?, is_turned), currency);
        }
        let cost = match (self.cost, self.unit_cost, self.quantity) {
            (Some(cost), ..) => known(cost)?,
            (None, Some(each), Some(quantity)) => known(each)?.checked_mul(known(quantity)?)?,
            _ => return None,
        };
        amount.checked_sub(minor(signed(cost, is_turned), currency)?)
    }

    /// Counts a total that stands on each line of its document with the first of them; the others sell for
    /// nothing more. Documents without numbers are told by customer, day and total.
    pub(super) fn count_once(&mut self, row: &Row, entries: &mut [Entry]) {
        let Some(mut met) = self.totals_met.take() else { return };
        let who = self.who(row);
        let document = self.document_of(row);
        for entry in entries {
            let day = if document.is_empty() { Some(entry.day) } else { None };
            let key = format!("{}\0{}\0{document}\0{day:?}\0{}", who.id, who.name, entry.amount);
            if !met.insert(xxh3_128(key.as_bytes())) {
                // What a line earned is known by itself, or is what it cost.
                if self.profit.is_none() {
                    entry.profit = entry.profit.and_then(|profit| profit.checked_sub(entry.amount));
                }
                entry.amount = 0;
            }
        }
        self.totals_met = Some(met);
    }

    pub(super) fn money(&self, row: &Row, column: Numeric) -> Option<i64> {
        let mut currency = self.currency;
        let value = self.value(row, column, Reason::BadAmount, &mut currency).ok().flatten()?;
        minor(value, currency)
    }
}

/// A value with its sign, or the other one.
pub(super) fn signed(value: Decimal, is_turned: bool) -> Decimal {
    if is_turned { -value } else { value }
}
