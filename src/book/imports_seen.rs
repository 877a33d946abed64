//! Which import knew of which: what the file of one was held against when it was taken over.
//!
//! Two colleagues who import files apart don't know of each other's. Each then holds what both files tell, and only
//! where their books meet is it seen that an order stands in both. Imports from before this was written down
//! ([`ImportBatch::compared`] is empty) are taken as they stood: each of them knew all that were before it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Book, ImportBatch, RecordId, RecordKind, import_batch};

/// Which import of a book knew of which.
#[derive(Clone, Debug, Default)]
pub struct ImportsSeen {
    /// Of each import, living or taken back, those it knew of; `None` if nobody wrote that down.
    seen: BTreeMap<RecordId, Option<BTreeSet<RecordId>>>,
    /// Of each part the import of which it is one.
    wholes: BTreeMap<RecordId, RecordId>,
}

/// Where an import stands among all: after those it knew of, and else by when it was made. The same in every book.
pub type ImportPlace = (RecordId, usize, RecordId);

impl ImportsSeen {
    /// Of a book, with what was taken back: the next may have known of it.
    pub fn of(book: &Book) -> Self {
        let imports = || book.records().filter(|(_, record)| record.kind == ImportBatch::KIND);
        let wholes = imports().filter_map(|(id, record)| Some((id, import_batch::field::part_of.of(record)?)));
        let compared: BTreeMap<RecordId, Vec<RecordId>> =
            imports().map(|(id, record)| (id, import_batch::field::compared.of(record))).collect();
        let wholes: BTreeMap<RecordId, RecordId> = wholes.collect();
        let seen = compared.iter().map(|(id, own)| (*id, (!own.is_empty()).then(|| closure(*id, &compared, &wholes))));
        Self { seen: seen.collect(), wholes: wholes.clone() }
    }

    /// The last of each line of imports among these: those that none of the others knew of.
    pub fn last_of(&self, imports: &[RecordId]) -> Vec<RecordId> {
        let knew = |by: &RecordId, of: &RecordId| by != of && self.written(*by).is_some_and(|seen| seen.contains(of));
        imports.iter().filter(|of| !imports.iter().any(|by| knew(by, of))).copied().collect()
    }

    /// Whether `later` was held against `earlier` when it was taken over.
    pub fn has_seen(&self, later: RecordId, earlier: RecordId) -> bool {
        match self.written(later) {
            Some(seen) => seen.contains(&earlier),
            None => self.written(earlier).is_none() && self.place(earlier) < self.place(later),
        }
    }

    /// Whether neither knew of the other.
    pub fn are_apart(&self, one: RecordId, other: RecordId) -> bool {
        !self.has_seen(one, other) && !self.has_seen(other, one)
    }

    /// Where an import stands among all.
    pub fn place(&self, id: RecordId) -> ImportPlace {
        let own = self.wholes.get(&id).copied().unwrap_or(id);
        // Ids rise with time, but for a clock that is wrong.
        let seen = self.written(id);
        let wholes = seen.into_iter().flatten().filter(|id| !self.wholes.contains_key(id));
        let latest = wholes.max().copied();
        (latest.map_or(own, |latest| latest.max(own)), seen.map_or(0, BTreeSet::len), id)
    }

    fn written(&self, id: RecordId) -> Option<&BTreeSet<RecordId>> {
        self.seen.get(&id)?.as_ref()
    }
}

/// Those an import knew of, itself among them: who knew a part of an import is taken to have known the import.
fn closure(
    of: RecordId,
    compared: &BTreeMap<RecordId, Vec<RecordId>>,
    wholes: &BTreeMap<RecordId, RecordId>,
) -> BTreeSet<RecordId> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![of]);
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(compared.get(&id).into_iter().flatten());
            open.extend(wholes.get(&id));
        }
    }
    seen
}
