//! One row: a sale, a totals row, or a reason to skip it.

use crate::calendar::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::delimited::Row;
use super::header::Dictionary;
use super::number::{self, Number};
use super::{DateFormat, DiscountKind, NumberFormat, Plan, Reason, Role, date, money};
use crate::ledger::Currency;

/// What a row is.
pub(super) enum Meaning<'a> {
    Sale(Sale<'a>),
    /// A subtotal or total; the amount if it is the file's grand total and says one.
    Totals(Option<i64>),
    /// Not usable; the column at fault, if it is one.
    Skip(Reason, Option<usize>),
}

/// A sale as the row has it; the texts are trimmed, and empty where there are none.
pub(super) struct Sale<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub day: Date,
    pub document: &'a str,
    pub group: &'a str,
    /// In minor units.
    pub amount: i64,
    /// In minor units; `None` where unknown.
    pub profit: Option<i64>,
}

/// A column of numbers with its format.
#[derive(Clone, Copy)]
struct Numeric {
    at: usize,
    format: Option<NumberFormat>,
}

/// A plan made ready for row after row.
pub(super) struct Recipe {
    dictionary: Dictionary,
    headers: Vec<String>,
    /// How many cells a row must have: up to the last column with a name.
    width: usize,
    currency: Currency,
    customer: Option<usize>,
    customer_id: Option<usize>,
    day: Option<(usize, Option<DateFormat>)>,
    document: Option<usize>,
    group: Option<usize>,
    currency_column: Option<usize>,
    amount: Option<Numeric>,
    quantity: Option<Numeric>,
    price: Option<Numeric>,
    discount: Option<(Numeric, DiscountKind)>,
    cost: Option<Numeric>,
    unit_cost: Option<Numeric>,
    profit: Option<Numeric>,
}

/// A reason with the column it is about.
type Fault = (Reason, Option<usize>);

impl Recipe {
    pub fn new(plan: &Plan) -> Self {
        let column = |role| plan.roles.iter().position(|held| *held == role);
        let numeric = |role| column(role).map(|at| Numeric { at, format: plan.numbers.get(at).copied().flatten() });
        let discount_kind = |at: usize| plan.discounts.get(at).copied().unwrap_or(DiscountKind::Fraction);
        Self {
            dictionary: Dictionary::new(),
            headers: plan.headers.iter().map(|header| header.trim().to_owned()).collect(),
            width: named_width(&plan.headers),
            currency: plan.currency,
            customer: column(Role::Customer),
            customer_id: column(Role::CustomerId),
            day: column(Role::Date).map(|at| (at, plan.dates.get(at).copied().flatten())),
            document: column(Role::Document),
            group: column(Role::ProductGroup),
            currency_column: column(Role::Currency),
            amount: numeric(Role::Amount),
            quantity: numeric(Role::Quantity),
            price: numeric(Role::Price),
            discount: numeric(Role::Discount).map(|column| (column, discount_kind(column.at))),
            cost: numeric(Role::Cost),
            unit_cost: numeric(Role::UnitCost),
            profit: numeric(Role::Profit),
        }
    }

    /// Whether rows are expected to say what they earned.
    pub fn knows_profit(&self) -> bool {
        self.profit.is_some() || self.cost.is_some() || self.unit_cost.is_some()
    }

    /// What a row means. Every row means exactly one thing.
    pub fn read<'a>(&self, row: &Row<'a>) -> Meaning<'a> {
        if row.too_long {
            return Meaning::Skip(Reason::RowTooLong, None);
        }
        if !row.is_utf8() {
            return Meaning::Skip(Reason::BadEncoding, None);
        }
        let Some(first) = (0..row.width()).map(|at| row.cell(at)).find(|cell| !cell.is_empty()) else {
            return Meaning::Skip(Reason::Blank, None);
        };
        if self.is_header(row) {
            return Meaning::Skip(Reason::RepeatedHeader, None);
        }
        if let Some(is_grand) = self.totals(row, first) {
            let amount = self.amount.filter(|_| is_grand).and_then(|column| self.money(row, column));
            return Meaning::Totals(amount);
        }
        match self.sale(row) {
            Ok(sale) => Meaning::Sale(sale),
            Err((reason, column)) => Meaning::Skip(reason, column),
        }
    }

    fn is_header(&self, row: &Row) -> bool {
        row.width() == self.headers.len() && self.headers.iter().enumerate().all(|(at, header)| row.cell(at) == header)
    }

    /// Whether it is a row of totals: by the word it begins with, or that stands for the customer,
    /// and because it has no date.
    fn totals(&self, row: &Row, first: &str) -> Option<bool> {
        let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
        let (day, format) = self.day.map_or(("", None), |(at, format)| (row.cell(at), format));
        if !day.is_empty() && (date::read(day, format).is_some() || self.dictionary.totals(day).is_none()) {
            return None;
        }
        let words = [first, cell(self.customer), cell(self.customer_id)];
        words.into_iter().find_map(|cell| self.dictionary.totals(cell))
    }

    fn sale<'a>(&self, row: &Row<'a>) -> Result<Sale<'a>, Fault> {
        if row.width() < self.width {
            return Err((Reason::TooFewCells, None));
        }
        // A delimiter at the end of a row is only that; anything more means that cells have shifted.
        if (self.headers.len()..row.width()).any(|at| !row.cell(at).is_empty()) {
            return Err((Reason::TooManyCells, None));
        }
        let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
        let (id, name) = (cell(self.customer_id), cell(self.customer));
        if id.is_empty() && name.is_empty() {
            return Err((Reason::NoCustomer, self.customer_id.or(self.customer)));
        }
        let (at, format) = self.day.ok_or((Reason::NoDate, None))?;
        let day = match row.cell(at) {
            "" => return Err((Reason::NoDate, Some(at))),
            text => date::read(text, format).ok_or((Reason::BadDate, Some(at)))?,
        };
        let marked = cell(self.currency_column);
        if !marked.is_empty() && !money::fits(marked, self.currency) {
            return Err((Reason::OtherCurrency, self.currency_column));
        }
        let amount = self.amount(row)?;
        let at = self.amount.or(self.price).map(|column| column.at);
        let minor = minor(amount, self.currency).ok_or((Reason::AmountTooLarge, at))?;
        let profit = self.profit(row, minor);
        Ok(Sale { id, name, day, document: cell(self.document), group: cell(self.group), amount: minor, profit })
    }

    /// The amount in major units, not rounded.
    fn amount(&self, row: &Row) -> Result<Decimal, Fault> {
        if let Some(amount) = self.amount {
            return self.value(row, amount, Reason::BadAmount)?.ok_or((Reason::NoAmount, Some(amount.at)));
        }
        let (Some(quantity), Some(price)) = (self.quantity, self.price) else {
            return Err((Reason::NoAmount, None));
        };
        let units = self.value(row, quantity, Reason::BadQuantity)?.ok_or((Reason::NoAmount, Some(quantity.at)))?;
        let each = self.value(row, price, Reason::BadPrice)?.ok_or((Reason::NoAmount, Some(price.at)))?;
        let full = units.checked_mul(each).ok_or((Reason::AmountTooLarge, Some(price.at)))?;
        let Some((column, kind)) = self.discount else { return Ok(full) };
        let bad = (Reason::BadDiscount, Some(column.at));
        let discount = match number::read(row.cell(column.at), column.format) {
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

    /// A cell's number; `None` if the cell is empty.
    fn value(&self, row: &Row, column: Numeric, bad: Reason) -> Result<Option<Decimal>, Fault> {
        match number::read(row.cell(column.at), column.format) {
            Number::Empty => Ok(None),
            Number::Value { percent: true, .. } | Number::Bad => Err((bad, Some(column.at))),
            Number::Value { mark, .. } if !mark.is_empty() && !money::fits(mark, self.currency) => {
                Err((Reason::OtherCurrency, Some(column.at)))
            }
            Number::Value { value, .. } => Ok(Some(value)),
            Number::TooLarge => Err((Reason::AmountTooLarge, Some(column.at))),
        }
    }

    /// What the row earned, where it says so in a way that can be read; in minor units.
    fn profit(&self, row: &Row, amount: i64) -> Option<i64> {
        if let Some(profit) = self.profit {
            return self.money(row, profit);
        }
        let known = |column| self.value(row, column, Reason::BadAmount).ok().flatten();
        let cost = match (self.cost, self.unit_cost, self.quantity) {
            (Some(cost), ..) => known(cost)?,
            (None, Some(each), Some(quantity)) => known(each)?.checked_mul(known(quantity)?)?,
            _ => return None,
        };
        amount.checked_sub(minor(cost, self.currency)?)
    }

    fn money(&self, row: &Row, column: Numeric) -> Option<i64> {
        minor(self.value(row, column, Reason::BadAmount).ok().flatten()?, self.currency)
    }
}

/// How many columns there are up to the last one with a name; a delimiter that ends the header line
/// opens a column that the rows need not have.
pub(super) fn named_width(headers: &[String]) -> usize {
    headers.iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1)
}

/// An amount in minor units, rounded half away from zero; `None` if 64 bits don't hold it.
fn minor(amount: Decimal, currency: Currency) -> Option<i64> {
    let digits = currency.digits();
    let mut rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(digits);
    (rounded.scale() == digits).then_some(())?;
    i64::try_from(rounded.mantissa()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_rounded_half_away_from_zero() {
        let cents = |text: &str| text.parse().ok().and_then(|amount| minor(amount, Currency::default()));
        assert_eq!(cents("0.005"), Some(1));
        assert_eq!(cents("-0.005"), Some(-1));
        assert_eq!(cents("0.0049999"), Some(0));
        assert_eq!(cents("12"), Some(1200));
        assert_eq!(cents("92233720368547758.07"), Some(i64::MAX));
        assert_eq!(cents("92233720368547758.08"), None);
        assert_eq!(cents("79228162514264337593543950335"), None);
    }
}
