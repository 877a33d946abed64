//! The same orders with and without their numbers: one file tells documents, another the same sales by day and amount.
//!
//! Which number a line without one would have nobody knows, so that a file can't be held against what is stored in the
//! other form ([`delta`](super::delta())). But what an account bought on a day can: a line that comes to what a
//! document of that day comes to is that document, and all lines together may be all documents together, where one
//! file tells orders and the other their lines. The documents count, which tell more; what only one side tells stays.
//!
//! Only files that number all of their sales are held against files that number none: in one that does both, each
//! line without a number stands beside the documents. Earlier imports don't say which they are, and stay as they were.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::stand_in::{Overlap, without_lines};
use crate::book::{Book, Numbering, RecordId, import_batch};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::ledger::{Batch, Line, Sales};

/// What an account bought on a day, in a currency.
type Place = (RecordId, Date, Currency);

/// What is told of a place.
#[derive(Default)]
struct Told<'a> {
    /// The lines without a number: in which batch, at which place, and how much in minor units.
    rows: Vec<(usize, usize, i64)>,
    /// What each document comes to on that day, by its number.
    documents: BTreeMap<&'a str, i64>,
}

impl Told<'_> {
    /// The lines that the documents tell, too.
    fn told_twice(&self) -> Vec<(usize, usize)> {
        let mut open: BTreeMap<i64, u64> = BTreeMap::new();
        for amount in self.documents.values().filter(|amount| **amount != 0) {
            *open.entry(*amount).or_default() += 1;
        }
        let mut is_open = |amount: i64| {
            let left = open.get_mut(&amount).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_some()
        };
        let (same, rest): (Vec<_>, Vec<_>) = self.rows.iter().partition(|(_, _, amount)| is_open(*amount));
        let sum = |amounts: &mut dyn Iterator<Item = i128>| amounts.sum::<i128>();
        let rows = sum(&mut rest.iter().map(|(_, _, amount)| i128::from(*amount)));
        let documents = sum(&mut open.iter().map(|(amount, left)| i128::from(*amount) * i128::from(*left)));
        // Lines of orders, or orders of lines.
        let is_all = rows == documents && rows != 0;
        let all = rest.into_iter().filter(|_| is_all);
        same.into_iter().chain(all).map(|(batch, line, _)| (batch, line)).collect()
    }
}

/// What stands in for batches of lines without numbers whose orders others tell with theirs.
pub(super) fn overlap_of_forms(book: &Book, batches: &[(RecordId, Arc<Batch>)]) -> Overlap {
    let numbering = |id: RecordId| book.value(id, import_batch::field::numbering);
    let of = |wanted: Numbering| batches.iter().enumerate().filter(move |(_, (id, _))| numbering(*id) == Some(wanted));
    let merged = book.merged();
    let place = |batch: &Batch, line: &Line| {
        let account = merged.of_account(*batch.accounts.get(line.customer as usize)?);
        Some((account, line.day, batch.sales.currency_of(line)))
    };
    let mut told: FxHashMap<Place, Told> = FxHashMap::default();
    for (at, (_, batch)) in of(Numbering::None) {
        for (row, line) in batch.sales.lines.iter().enumerate().filter(|(_, line)| line.amount != 0) {
            let told = place(batch, line).map(|place| told.entry(place).or_default());
            told.into_iter().for_each(|told| told.rows.push((at, row, line.amount)));
        }
    }
    for (_, (_, batch)) in of(Numbering::All) {
        for line in &batch.sales.lines {
            let document = line.document.and_then(|document| batch.sales.documents.get(document as usize));
            let told = place(batch, line).and_then(|place| told.get_mut(&place));
            if let (Some(told), Some(document)) = (told, document) {
                let sum = told.documents.entry(&document.number).or_default();
                *sum = sum.saturating_add(line.amount);
            }
        }
    }
    let mut gone: BTreeMap<usize, HashSet<usize>> = BTreeMap::new();
    let mut days: HashSet<(RecordId, Date)> = HashSet::new();
    for ((account, day, _), told) in &told {
        for (batch, row) in told.told_twice() {
            gone.entry(batch).or_default().insert(row);
            days.insert((*account, *day));
        }
    }
    let stand_in = |(at, gone): (usize, HashSet<usize>)| {
        let (id, batch) = batches.get(at)?;
        let lines = batch.sales.lines.iter().enumerate().filter(|(row, _)| !gone.contains(row));
        let sales = Sales { lines: lines.map(|(_, line)| *line).collect(), ..without_lines(&batch.sales) };
        Some((*id, Arc::new(Batch { accounts: batch.accounts.clone(), sales })))
    };
    Overlap { stand_ins: gone.into_iter().filter_map(stand_in).collect(), orders: days.len() as u64 }
}
