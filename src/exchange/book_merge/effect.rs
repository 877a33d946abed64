//! What taking a file over would do, in numbers: by kind, and by account.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{BookMerge, Here};
use crate::analysis::{Analysis, Config};
use crate::book::{
    Account, Actor, Book, Change, DELETED, ERASED, Edit, ImportBatch, Label, MergeReceipt, Record, RecordId,
    RecordKind, Stamp,
};
use crate::exchange::delta::overlap;
use crate::ledger::{Batch, Ledger};

/// Records, by what taking a file over would do to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeCounts {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    pub removed: usize,
}

impl MergeCounts {
    /// Whether any is other than before.
    pub fn is_of_change(self) -> bool {
        self.changes() > 0
    }

    /// How many are other than before.
    pub fn changes(self) -> usize {
        self.new + self.changed + self.removed
    }

    fn add(&mut self, more: Self) {
        self.new += more.new;
        self.changed += more.changed;
        self.same += more.same;
        self.removed += more.removed;
    }
}

/// What taking a file over would do, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeEffect {
    /// The living records of each kind, by its code.
    pub records: BTreeMap<String, MergeCounts>,
    /// Those of each account, itself included; `None`: what belongs to none.
    pub accounts: BTreeMap<Option<RecordId>, MergeCounts>,
    pub sales: MergeCounts,
    /// Orders that come with it and are in an import here, too: they count once.
    pub told_twice: u64,
}

impl MergeEffect {
    /// The records of a kind.
    pub fn of(&self, kind: &str) -> MergeCounts {
        self.records.get(kind).copied().unwrap_or_default()
    }

    /// The records of all kinds together for which `is_wanted` says so.
    pub fn of_all(&self, is_wanted: impl Fn(&str) -> bool) -> MergeCounts {
        let mut all = MergeCounts::default();
        self.records.iter().filter(|(kind, _)| is_wanted(kind)).for_each(|(_, counts)| all.add(*counts));
        all
    }

    /// All that would come, change or go, the sales of imports included.
    pub fn in_all(&self) -> MergeCounts {
        let mut all = self.of_all(|_| true);
        all.add(self.sales);
        all
    }

    fn count(&mut self, kind: &str, account: Option<RecordId>, counts: MergeCounts) {
        self.records.entry(kind.to_owned()).or_default().add(counts);
        self.accounts.entry(account).or_default().add(counts);
    }
}

/// The account a record belongs to, or is, in whichever of the books knows it.
pub fn account_of(books: [&Book; 2], id: RecordId) -> Option<RecordId> {
    let record = books.into_iter().find_map(|book| book.record(id))?;
    if record.kind == Account::KIND { Some(id) } else { record.account() }
}

/// Whether an edit gives a record another value than it has, as far as a person can see.
pub(super) fn says_otherwise(edit: &Edit, record: &Record) -> bool {
    match edit.field == DELETED {
        true => record.is_deleted() != (edit.value == true),
        false => *record.value(&edit.field) != edit.value,
    }
}

/// Of what is looked at before it is done: later than anything.
const LAST: Stamp = Stamp { millis: Stamp::END - 1, counter: u32::MAX, actor: Actor(0) };

/// How many accounts would be in another class if these settings were taken; `None` without sales.
pub fn accounts_moved(now: &Analysis, book: &Book, ledger: &Ledger, settings: Vec<Edit>) -> Option<usize> {
    let mut other = book.clone();
    let settings = settings.into_iter().map(|edit| Edit { stamp: None, ..edit }).collect();
    other.apply(&Change::new(Label::Settings, settings), LAST);
    let next = now.under(&other, ledger, &Config::of(&other))?;
    Some(now.movement_to(&next).reclassed().len())
}

impl BookMerge {
    /// What these edits, made of it, would do to what is here, in numbers.
    pub fn effect(&self, edits: &[Edit], here: &Here) -> MergeEffect {
        let book = here.book;
        let is_seen = |edit: &&Edit| book.record(edit.id).is_none_or(|record| says_otherwise(edit, record));
        let touched: BTreeSet<RecordId> = edits.iter().filter(is_seen).map(|edit| edit.id).collect();
        let is_there = |id| book.record(id).is_some_and(|record| !record.is_deleted());
        let removed = edits.iter().filter(|edit| edit.field == ERASED || (edit.field == DELETED && edit.value == true));
        let removed: BTreeSet<RecordId> = removed.map(|edit| edit.id).filter(|id| is_there(*id)).collect();
        // What is deleted here and stays so isn't there after as before.
        let revived = edits.iter().filter(|edit| edit.field == DELETED && edit.value != true);
        let revived: BTreeSet<RecordId> = revived.map(|edit| edit.id).collect();
        let mut effect = MergeEffect::default();
        for (id, record) in self.export.book.records() {
            let is_gone = record.is_deleted() || record.kind == MergeReceipt::KIND || removed.contains(&id);
            let stays_gone = book.record(id).is_some_and(|ours| ours.is_deleted()) && !revived.contains(&id);
            if is_gone {
                continue;
            }
            let counts = match (is_there(id), touched.contains(&id)) {
                (false, true) if !stays_gone => MergeCounts { new: 1, ..MergeCounts::default() },
                (true, true) => MergeCounts { changed: 1, ..MergeCounts::default() },
                _ => MergeCounts { same: 1, ..MergeCounts::default() },
            };
            effect.count(&record.kind, account_of([&self.export.book, book], id), counts);
        }
        for id in removed {
            if let Some(record) = book.record(id) {
                let counts = MergeCounts { removed: 1, ..MergeCounts::default() };
                effect.count(&record.kind, account_of([book, &self.export.book], id), counts);
            }
        }
        let new = self.new_sales(here).len();
        effect.sales = MergeCounts { new, same: self.export.batches.len() - new, ..MergeCounts::default() };
        if !self.export.batches.is_empty() {
            effect.accounts.entry(None).or_default().add(effect.sales);
        }
        if new > 0 {
            effect.told_twice = self.told_twice(edits, here);
        }
        effect
    }

    /// How many orders more are told by several imports once these edits are made.
    fn told_twice(&self, edits: &[Edit], here: &Here) -> u64 {
        let mut after = here.book.clone();
        after.apply(&Change::new(Label::Sample, edits.to_vec()), LAST);
        if !ImportBatch::may_overlap(&after) {
            return 0;
        }
        let brought = |id| self.export.batches.get(&id).cloned().map(Arc::new);
        let stored = |book: &Book| -> Vec<(RecordId, Arc<Batch>)> {
            let counting = ImportBatch::counting(book).into_iter();
            counting.filter_map(|id| Some((id, (here.sales)(id).or_else(|| brought(id))?))).collect()
        };
        overlap(&after, &stored(&after)).orders.saturating_sub(overlap(here.book, &stored(here.book)).orders)
    }
}
