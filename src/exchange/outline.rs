//! The first part of a file, understood.

use serde::{Deserialize, Serialize};

use super::{Column, DiscountKind, Need, Plan, Refusal};
use crate::ledger::Currency;

/// How much of a file [`look`] wants to see.
pub const HEAD_BYTES: usize = 256 * 1024;

/// What a line near the top of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineKind {
    /// Above the header: a title, a period, `sep=`.
    Preamble,
    Header,
    Data,
}

/// A row as it is in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadLine {
    /// From 1.
    pub line: u64,
    pub kind: LineKind,
    pub cells: Vec<String>,
}

/// What a file looks like from its first part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    pub delimiter: char,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
    /// The line the header begins on, from 1.
    pub header_line: u64,
    /// Filled lines above the header.
    pub preamble: u64,
    pub columns: Vec<Column>,
    /// What the discount column is by its values; `None` if they are all zero or there is none.
    pub discount: Option<DiscountKind>,
    /// Currencies named by a column, the header or marks in the cells, most frequent first.
    pub currencies: Vec<Currency>,
    /// What no column was found for; a person can still map one.
    pub missing: Vec<Need>,
    /// The first rows as they are in the file: all of the preamble, the header, some data.
    pub head: Vec<HeadLine>,
    /// Rows of data seen.
    pub rows: u64,
    /// Whether that was the whole file.
    pub whole: bool,
}

/// Looks at the first bytes of a file (up to [`HEAD_BYTES`]); `whole` says that there are no more.
///
/// # Errors
/// A [`Refusal`] if no plan a person could make would import it.
pub fn look(_head: &[u8], _whole: bool) -> Result<Outline, Refusal> {
    Err(Refusal::Empty)
}

impl Outline {
    /// The plan these findings suggest; `book` is the currency if the file names none.
    pub fn plan(&self, book: Currency) -> Plan {
        Plan {
            delimiter: self.delimiter,
            header_line: self.header_line,
            headers: self.columns.iter().map(|column| column.header.clone()).collect(),
            roles: self.columns.iter().map(|column| column.role).collect(),
            numbers: self.columns.iter().map(|column| column.numbers.format).collect(),
            dates: self.columns.iter().map(|column| column.dates.format).collect(),
            discount: self.discount.unwrap_or(DiscountKind::Fraction),
            currency: match self.currencies.first() {
                Some(_) if self.currencies.contains(&book) => book,
                Some(named) => *named,
                None => book,
            },
        }
    }
}
