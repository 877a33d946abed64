//! What of a file is new: the sales that must be added so that the ledger holds what the file says.
//!
//! A document, or a period of a wide file, is known by its number: what is stored under it is compared
//! with the file, and the *difference* is added; only what the file speaks of is touched. A line without
//! a document is known by its values, and how often they occur: so the same file twice adds nothing, and
//! two genuine equal lines both stay (I11).

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::book::{Merged, RecordId};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::ledger::{Batch, Document, Line, Sales};

mod apart;
mod forms;
mod output;
mod overlap;
mod rows;
mod stand_in;
mod sums;

pub use apart::overlap_alike;
use output::Output;
pub use overlap::overlap;
use rows::Rows;
pub use stand_in::Overlap;
use sums::Sums;

/// What a file brings that isn't there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Delta {
    /// What must be added; customers are numbered as in the file.
    pub sales: Sales,
    /// Orders: documents, or the days of a customer where there are none.
    pub orders_created: u64,
    /// Orders of which something was there, and something else or more is in the file.
    pub orders_updated: u64,
    pub orders_unchanged: u64,
    /// Lines stored in another form (periods instead of orders, or with document numbers instead of
    /// none) for the same customers and months: what nobody can compare may be there already.
    pub overlapping: u64,
    /// Lines of the file that are there as they are.
    pub lines_unchanged: u64,
    /// How many lines there are in `sales`, or were before they were taken out.
    pub lines_added: u64,
    /// Whether the file has a document number with each sale, or with none; `None` if with some, or if it tells periods.
    pub is_numbered: Option<bool>,
}

impl Delta {
    /// Takes the sales out; what holds for all of them stays.
    pub fn take_sales(&mut self) -> Sales {
        let currencies = self.sales.currencies.clone();
        let header = Sales { currencies, per_period: self.sales.per_period, ..Sales::default() };
        std::mem::replace(&mut self.sales, header)
    }
}

/// Compares the sales of a file with those of the living batches, in the order they were imported.
/// `accounts` says which account each customer is; one without an account is new. What was sold to a
/// merged account was sold to the one that counts for it.
pub fn delta<'a>(
    sales: &'a Sales,
    accounts: &[Option<RecordId>],
    live: impl IntoIterator<Item = &'a Batch>,
    merged: &Merged,
) -> Delta {
    let mut names = Names::of(sales, accounts, merged);
    let mut sums = Sums::of(sales, &names);
    let mut rows = Rows::of(sales, &names);
    let live: Vec<&Batch> = live.into_iter().collect();
    for batch in &live {
        let known = names.known(batch, merged);
        if batch.sales.per_period == sales.per_period {
            sums.meet(batch, &known);
        }
        if !batch.sales.per_period && !sales.per_period {
            rows.meet(batch, &known);
        }
    }
    let overlapping = overlapping(sales, accounts, &live, merged);
    let mut output = Output::new(sales, &names);
    sums.finish(&mut output);
    rows.finish(&mut output);
    Delta { overlapping, is_numbered: is_numbered(sales), ..output.finish() }
}

/// Whether each sale has a document number, or none has.
fn is_numbered(sales: &Sales) -> Option<bool> {
    let first = sales.lines.first().filter(|_| !sales.per_period)?.document.is_some();
    sales.lines.iter().all(|line| line.document.is_some() == first).then_some(first)
}

/// How many stored lines are of another form than the file, for its customers and in its months.
fn overlapping(sales: &Sales, accounts: &[Option<RecordId>], live: &[&Batch], merged: &Merged) -> u64 {
    let month = |day: Date| (day.year(), day.month());
    let is_numbered = |sales: &Sales| sales.lines.iter().any(|line| line.document.is_some());
    let form = |sales: &Sales| (sales.per_period, is_numbered(sales));
    let places: HashSet<(RecordId, (i16, i8))> = sales
        .lines
        .iter()
        .filter_map(|line| Some((merged.of_account((*accounts.get(line.customer as usize)?)?), month(line.day))))
        .collect();
    let others = live.iter().filter(|batch| !batch.sales.lines.is_empty() && form(&batch.sales) != form(sales));
    let is_there = |batch: &&&Batch, line: &Line| {
        let account = batch.accounts.get(line.customer as usize);
        account.is_some_and(|account| places.contains(&(merged.of_account(*account), month(line.day))))
    };
    others.map(|batch| batch.sales.lines.iter().filter(|line| is_there(&batch, line)).count() as u64).sum()
}

/// The parts of identities as small numbers: those of the file, and of batches as far as they matter.
struct Names<'a> {
    accounts: HashMap<RecordId, u32>,
    by_document: HashMap<&'a str, u32>,
    /// The groups of the file, then others as they come.
    groups: Vec<&'a str>,
    by_group: HashMap<&'a str, u32>,
    /// Whether the file tells any.
    has_groups: bool,
    /// The currencies of the file, the main one first, then others.
    currencies: Vec<Currency>,
    /// The file itself in these numbers.
    own: Known,
}

/// A batch in the numbers of the file; `None` where the file doesn't have it.
#[derive(Default)]
struct Known {
    accounts: Vec<Option<u32>>,
    documents: Vec<Option<u32>>,
    groups: Vec<u32>,
    currencies: Vec<u16>,
}

/// Where a line belongs, in numbers of the file.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    account: u32,
    day: Date,
    group: Option<u32>,
    currency: u16,
}

impl<'a> Names<'a> {
    fn of(sales: &'a Sales, accounts: &[Option<RecordId>], merged: &Merged) -> Self {
        let mut by_account = HashMap::new();
        let mut count = 0;
        let mut next = || {
            count += 1;
            count - 1
        };
        let mut number = |account: &Option<RecordId>| match account {
            Some(account) => *by_account.entry(merged.of_account(*account)).or_insert_with(&mut next),
            None => next(),
        };
        let customers: Vec<Option<u32>> = accounts.iter().map(|account| Some(number(account))).collect();
        let mut by_document = HashMap::new();
        for (at, document) in (0..).zip(&sales.documents) {
            by_document.entry(document.number.as_str()).or_insert(at);
        }
        let mut names = Self {
            accounts: by_account,
            by_document,
            groups: Vec::new(),
            by_group: HashMap::new(),
            has_groups: !sales.groups.is_empty(),
            currencies: vec![sales.currency()],
            own: Known::default(),
        };
        names.own = Known { accounts: customers, ..names.sales(sales) };
        names
    }

    fn group(&mut self, group: &'a str) -> u32 {
        *self.by_group.entry(group).or_insert_with(|| {
            self.groups.push(group);
            self.groups.len() as u32 - 1
        })
    }

    fn currency(&mut self, currency: Currency) -> u16 {
        let known = self.currencies.iter().position(|known| *known == currency);
        let at = known.unwrap_or_else(|| {
            self.currencies.push(currency);
            self.currencies.len() - 1
        });
        // Codes of three letters are fewer than 65,536.
        u16::try_from(at).unwrap_or_default()
    }

    fn known(&mut self, batch: &'a Batch, merged: &Merged) -> Known {
        let account = |account: &RecordId| self.accounts.get(&merged.of_account(*account)).copied();
        let accounts = batch.accounts.iter().map(account).collect();
        let known = self.sales(&batch.sales);
        // A file that doesn't tell groups says nothing against those that are stored.
        let groups = if self.has_groups { known.groups } else { Vec::new() };
        Known { accounts, groups, ..known }
    }

    fn sales(&mut self, sales: &'a Sales) -> Known {
        let document = |document: &Document| self.by_document.get(document.number.as_str()).copied();
        Known {
            accounts: Vec::new(),
            documents: sales.documents.iter().map(document).collect(),
            groups: sales.groups.iter().map(|group| self.group(group)).collect(),
            currencies: sales.currencies.iter().map(|currency| self.currency(*currency)).collect(),
        }
    }
}

impl Known {
    /// Where a line belongs; `None` if the file has nothing of its account.
    fn place(&self, line: &Line) -> Option<Place> {
        let account = (*self.accounts.get(line.customer as usize)?)?;
        let group = line.group.and_then(|group| self.groups.get(group as usize).copied());
        let currency = self.currencies.get(usize::from(line.currency)).or(self.currencies.first())?;
        Some(Place { account, day: line.day, group, currency: *currency })
    }

    /// The number of a line's document; `None` if it has none, or the file doesn't have it.
    fn document(&self, line: &Line) -> Option<u32> {
        self.documents.get(line.document? as usize).copied().flatten()
    }
}

#[cfg(test)]
mod tests;
