//! What came out of a file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Problem, Reason};
use crate::ledger::Sales;

/// A customer as the file knows it. Its index is [`crate::ledger::Line::customer`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Empty if the file gives none.
    pub external_id: String,
    /// The name on its most recent row that has one; the id if none has.
    pub name: String,
    /// Rows imported for it.
    pub lines: u64,
    /// In minor units.
    pub amount: i64,
}

/// An account of every row: `read = imported + totals + Σ skipped`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    pub read: u64,
    pub imported: u64,
    /// Subtotals and totals.
    pub totals: u64,
    /// Rows skipped, by reason, most frequent first.
    pub skipped: Vec<(Reason, u64)>,
    /// What the file's own grand total says, in minor units.
    pub file_total: Option<i64>,
    /// What was imported adds up to, in minor units.
    pub sum: i64,
    /// First and last day with a sale.
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// Different document numbers.
    pub documents: u64,
    /// Imported rows whose profit is unknown though the file has a profit or cost column.
    pub without_profit: u64,
}

impl Reconciliation {
    /// Rows skipped for any reason.
    pub fn skipped(&self) -> u64 {
        self.skipped.iter().map(|(_, count)| count).sum()
    }
}

/// A file of sales, read to its end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Import {
    pub sales: Sales,
    pub customers: Vec<Customer>,
    pub reconciliation: Reconciliation,
    /// Examples of what was left out: the first 100 of each reason, in the order of the file.
    pub problems: Vec<Problem>,
    /// XXH3-128 of the file's bytes, hexadecimal.
    pub hash: String,
}
