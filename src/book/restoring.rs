//! What makes a book show what another shows, found some records at a time.

use serde_json::Value;

use super::record::is_singleton;
use super::{Book, DELETED, Edit, RecordId};

/// How far two books are compared.
#[derive(Clone, Debug, Default)]
pub struct Restoring {
    /// The last record that was compared: of theirs, and once all of those are, of ours.
    after: Option<RecordId>,
    are_theirs_done: bool,
    edits: Vec<Edit>,
}

impl Restoring {
    /// Compares the next `at_most` records, always of the same two books; whether all are compared.
    pub fn step(&mut self, ours: &Book, theirs: &Book, at_most: usize) -> bool {
        let mut seen = 0;
        let compared = if self.are_theirs_done { ours } else { theirs };
        for (id, record) in compared.records_after(self.after).take(at_most) {
            if self.are_theirs_done {
                self.leave(theirs, id, record);
            } else {
                self.restore(ours, id, record);
            }
            self.after = Some(id);
            seen += 1;
        }
        if seen < at_most && !self.are_theirs_done {
            (self.are_theirs_done, self.after) = (true, None);
            return false;
        }
        seen < at_most
    }

    /// What is different becomes as it is there.
    fn restore(&mut self, ours: &Book, id: RecordId, theirs: &super::Record) {
        let ours = ours.record(id);
        let is_erased = ours.is_some_and(super::Record::is_erased);
        if is_erased || (ours.is_none() && theirs.is_deleted() && !theirs.is_erased()) {
            return;
        }
        let only_ours = ours.into_iter().flat_map(|record| record.fields.keys());
        let only_ours = only_ours.filter(|field| !theirs.fields.contains_key(*field));
        for field in theirs.fields.keys().chain(only_ours) {
            let value = theirs.value(field);
            // One that isn't here comes to be, even if nothing is known of it.
            if ours.is_none_or(|record| record.value(field) != value) {
                self.edits.push(Edit::raw(id, &theirs.kind, field, value.clone()));
            }
        }
    }

    /// What is not there is deleted.
    fn leave(&mut self, theirs: &Book, id: RecordId, record: &super::Record) {
        if theirs.record(id).is_some() || record.is_deleted() {
            return;
        }
        if is_singleton(&record.kind) {
            let known = record.fields.iter().filter(|(_, register)| !register.value.is_null());
            self.edits.extend(known.map(|(field, _)| Edit::raw(id, &record.kind, field, Value::Null)));
        } else {
            self.edits.push(Edit::raw(id, &record.kind, DELETED, true.into()));
        }
    }

    /// What was found, once all are compared.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}
