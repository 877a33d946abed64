//! A change being applied some edits at a time, so that a page can answer in between.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::index::Indexed;
use super::record::{Record, Register, is_singleton};
use super::{Book, Change, DELETED, ERASED, Edit, RecordId, Stamp};

/// How far a change is applied. Until all of it is, the book is neither as before nor as after.
#[derive(Clone, Debug, Default)]
pub struct Applying {
    /// How many edits were applied.
    edits: usize,
    inverse: Vec<Edit>,
    created: BTreeSet<RecordId>,
    restored: BTreeSet<(RecordId, String)>,
    /// What the records said before that the index of the book reads.
    indexed: BTreeMap<RecordId, Indexed>,
}

impl Applying {
    /// Applies up to so many edits, or takes note of as many records; whether nothing is left to do. Always of the same
    /// change to the same book at the same time.
    pub fn step(&mut self, book: &mut Book, change: &Change, now: Stamp, at_most: usize) -> bool {
        let edits = change.edits.iter().skip(self.edits).take(at_most);
        let before = self.edits;
        for edit in edits {
            self.edits += 1;
            self.edit(book, edit, now);
        }
        if self.edits > before && self.edits < change.edits.len() {
            return false;
        }
        let left = at_most.saturating_sub(self.edits - before);
        for _ in 0..left {
            let Some((id, before)) = self.indexed.pop_first() else { break };
            book.reindex(id, before);
        }
        self.indexed.is_empty() && self.edits >= change.edits.len()
    }

    fn edit(&mut self, book: &mut Book, edit: &Edit, now: Stamp) {
        let stamp = edit.stamp.unwrap_or(now);
        let register = Register { value: edit.value.clone(), stamp, origin: edit.origin };
        let record = book.records.entry(edit.id).or_insert_with(|| {
            // The inverse of a creation is a deletion, not a list of emptied fields; but singletons
            // are there always.
            if !is_singleton(&edit.kind) {
                self.inverse.push(Edit::raw(edit.id, &edit.kind, DELETED, true.into()));
                self.created.insert(edit.id);
            }
            self.indexed.insert(edit.id, Indexed::default());
            Arc::new(Record::new(&edit.kind))
        });
        if Indexed::reads(&edit.field) {
            self.indexed.entry(edit.id).or_insert_with(|| Indexed::of(record));
        }
        let before = Arc::make_mut(record).put(&edit.field, register);
        if edit.field == ERASED {
            // There is no way back, and nothing of it may stay behind as one.
            self.inverse.retain(|other| other.id != edit.id);
            return;
        }
        // Only what stood there before the whole change is worth restoring.
        if let Some(before) = before
            && !self.created.contains(&edit.id)
            && self.restored.insert((edit.id, edit.field.clone()))
        {
            self.inverse.push(Edit::raw(edit.id, &edit.kind, &edit.field, before));
        }
    }

    /// The edits that restore the values before.
    pub fn inverse(self) -> Vec<Edit> {
        self.inverse
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Label, RecordKind, account};

    #[test]
    fn a_change_applied_in_steps_is_the_same_change() {
        let id = RecordId::well_known;
        let stamp = |millis| Stamp { millis, ..Stamp::default() };
        let mut book = Book::default();
        let named = |name: &str| Account { name: name.into(), ..Account::default() };
        book.apply(&Change::new(Label::Sample, named("Alfa").create(id(1_001))), stamp(1));
        let mut edits = vec![account::field::name.set(id(1_001), "Alpha".into())];
        edits.push(account::field::parent.set(id(1_001), Some(id(1_002))));
        for number in 2..40 {
            edits.extend(named(&format!("Account {number}")).create(id(1_000 + number)));
        }
        let change = Change::new(Label::Sample, edits);
        for at_most in [1, 3, 7, usize::MAX] {
            let (mut whole, mut stepped) = (book.clone(), book.clone());
            let inverse = whole.apply(&change, stamp(2)).edits;
            let (mut applying, mut steps) = (Applying::default(), 1);
            while !applying.step(&mut stepped, &change, stamp(2), at_most) {
                steps += 1;
            }
            assert!(steps >= change.edits.len() / at_most, "{steps} steps of {at_most}");
            assert_eq!(stepped, whole);
            assert_eq!(stepped.count::<Account>(), whole.count::<Account>());
            assert_eq!(stepped.children(id(1_002)).collect::<Vec<_>>(), [id(1_001)]);
            assert_eq!(applying.inverse(), inverse);
        }
    }
}
