//! What is in doubt about a value, and what can be said about it.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::currency::Currency;
use crate::digits::decimal;
use crate::exchange::format::{DateFormat, DiscountKind, NumberFormat, Quotes, Returns, Tax};
use crate::exchange::role::Role;

/// A value that can be read in more than one way. Its readings are found with it, where the readers
/// are: the page that asks has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    pub value: String,
    pub choices: Vec<Choice>,
}

/// A possible answer, and what the example would mean by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub answer: Answer,
    pub reading: Option<Reading>,
}

/// What counts of several measures in rows of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowMeasure {
    /// The one of this index.
    One(usize),
    /// The price times the pieces.
    Priced,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Date(DateFormat),
    Number(NumberFormat),
    Currency(Currency),
    Discount(DiscountKind),
    Year(i16),
    /// All rows count on this day.
    Day(Date),
    /// All rows are of the customer whose name the spec has.
    Named,
    /// What counts of the measures in rows.
    RowMeasure(RowMeasure),
    /// Whether the sheets that go on with the list are read with it.
    Sheets(bool),
    /// Some types of documents are sales; which, the spec has.
    Documents,
    /// The column has the role.
    Column(Role, usize),
    /// The measure of this index is what was sold.
    Measure(usize),
    /// An amount that stands on each line of a document counts once for all of them.
    Once(bool),
    Tax(Tax),
    Returns(Returns),
    Jobs(bool),
    Quotes(Quotes),
    /// Whether a spreadsheet took days for months.
    Turned(bool),
}

impl Answer {
    /// The year that was typed, of our calendar or the Jalali one; `None` if it is none anybody means.
    pub fn typed_year(text: &str) -> Option<Self> {
        let year = decimal(text).parse().ok()?;
        matches!(year, 1900..=2199 | 1300..=1499).then_some(Self::Year(year))
    }

    /// The rate of tax that was typed in per cent, with or without its sign; `None` outside of 0 to 100.
    pub fn typed_tax_rate(text: &str) -> Option<u32> {
        let plain = decimal(text).replace(['%', '٪'], "");
        let rate = plain.trim().parse::<f64>().ok().filter(|rate| (0.0..=100.0).contains(rate))?;
        Some((rate * 100.0).round() as u32)
    }
}

/// What an example means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    Date(Date),
    /// Plain: ASCII digits, a point, a minus.
    Number(String),
    /// What the rows looked at come to.
    Sums(Sums),
}

/// What something comes to, by currency where that is known: plain decimals with a point.
pub type Sums = Vec<(Option<Currency>, String)>;
