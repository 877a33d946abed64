//! What came out of a file.

use std::collections::BTreeMap;

use crate::calendar::Date;
use serde::{Deserialize, Serialize};

use super::delimited::Row;
use super::row::Sale;
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

/// Examples of each reason that are kept.
const EXAMPLES: u64 = 100;
/// Examples are cut to this many characters.
const EXAMPLE_CHARS: usize = 80;
/// Examples in a refusal.
const REFUSAL_EXAMPLES: usize = 10;

/// Counts rows while they are read. [`Reason::TotalsRow`] is among the reasons until the end.
#[derive(Default)]
pub(super) struct Tally {
    pub read: u64,
    pub imported: u64,
    pub file_total: Option<i64>,
    pub without_profit: u64,
    left_out: BTreeMap<Reason, u64>,
    problems: Vec<Problem>,
    sum: i64,
    span: Option<(Date, Date)>,
}

impl Tally {
    /// Counts an imported row. The caller has made sure that the sum fits.
    pub fn add(&mut self, sale: &Sale) {
        self.imported += 1;
        self.sum = self.sum.saturating_add(sale.amount);
        let (first, last) = self.span.unwrap_or((sale.day, sale.day));
        self.span = Some((first.min(sale.day), last.max(sale.day)));
    }

    /// Counts a row that was left out, and keeps it as an example while there are few.
    pub fn leave_out(&mut self, reason: Reason, row: &Row, column: Option<(usize, &str)>) {
        let count = self.left_out.entry(reason).or_default();
        *count += 1;
        if *count > EXAMPLES {
            return;
        }
        let cell = column.map(|(at, _)| String::from_utf8_lossy(row.raw(at)).trim().to_owned());
        // Of an empty cell the row around it says more.
        let text = cell.filter(|cell| !cell.is_empty()).unwrap_or_else(|| {
            let cells: Vec<String> = (0..row.width().min(40))
                .map(|at| String::from_utf8_lossy(row.raw(at)).trim().to_owned())
                .filter(|cell| !cell.is_empty())
                .collect();
            cells.join(" | ")
        });
        self.problems.push(Problem {
            reason,
            line: row.line,
            column: column.map(|(_, header)| header.to_owned()),
            text: text.chars().take(EXAMPLE_CHARS).collect(),
        });
    }

    /// The account of a file with imported rows, and the examples.
    pub fn finish(mut self, documents: u64, knows_profit: bool) -> (Reconciliation, Vec<Problem>) {
        let totals = self.left_out.remove(&Reason::TotalsRow).unwrap_or_default();
        let reconciliation = Reconciliation {
            read: self.read,
            imported: self.imported,
            totals,
            skipped: by_count(self.left_out),
            file_total: self.file_total,
            sum: self.sum,
            first: self.span.map(|(first, _)| first),
            last: self.span.map(|(_, last)| last),
            documents,
            without_profit: if knows_profit { self.without_profit } else { 0 },
        };
        (reconciliation, self.problems)
    }

    /// Why nothing was imported, with the first examples.
    pub fn nothing(mut self) -> (Vec<(Reason, u64)>, Vec<Problem>) {
        self.problems.truncate(REFUSAL_EXAMPLES);
        (by_count(self.left_out), self.problems)
    }
}

/// Most frequent first.
fn by_count(counts: BTreeMap<Reason, u64>) -> Vec<(Reason, u64)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
