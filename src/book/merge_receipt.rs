//! The receipt of a merge: from whom a file came, what it brought, and how it was decided.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Book, Device, Record, RecordId, RecordKind, Register, Seen, Stamp};
use crate::record_kind;

record_kind! {
    /// An export of ours that was taken over. It belongs to the device that did: a merge leaves those of others where
    /// they are, and undoing the merge takes its receipt away with it.
    MergeReceipt = "merge_receipt" {
        file: String,
        /// The device that took it over.
        by: Option<Device>,
        /// When, in ms since 1970.
        at: u64,
        /// The device that wrote the file; empty where the file doesn't say it.
        from: Option<Device>,
        /// When the file was written, as it says: ISO 8601 in UTC.
        exported_at: String,
        /// Which part of their book it was; empty: all of it.
        part: String,
        /// Records that were new, other than they were here, and deleted.
        new: u64,
        changed: u64,
        deleted: u64,
        /// Deletions that were held back, and kept.
        kept: u64,
        /// The settings that were taken, by their group.
        settings: Vec<String>,
        /// How what was edited on both sides was decided.
        decided: Vec<DecidedConflict>,
        /// What is seen of others' edits with it, and what is left open, in this merge or one before.
        seen: Seen,
        /// What its writer had seen then.
        seen_there: Seen,
    }
}

/// How two values that stood against each other were decided: both are kept here, so that none is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedConflict {
    pub id: RecordId,
    pub field: String,
    pub how: Side,
    pub ours: Value,
    pub our_stamp: Stamp,
    pub theirs: Value,
    pub their_stamp: Stamp,
}

/// Whose value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Ours,
    Theirs,
    /// Two texts, one after the other.
    Both,
}

/// Whether records of a kind belong to the device that made them: a merge doesn't take them over.
pub(super) fn is_of_one_device(kind: &str) -> bool {
    kind == MergeReceipt::KIND
}

impl MergeReceipt {
    /// The receipts of a device's merges, the latest first.
    pub fn all_of(book: &Book, device: Device) -> Vec<(RecordId, Self)> {
        Self::records_of(book, device).into_iter().map(|(id, record)| (id, Self::read(record))).collect()
    }

    /// The same as they are stored. Later is what was stamped later: a device's own clock may go back.
    pub(crate) fn records_of(book: &Book, device: Device) -> Vec<(RecordId, &Record)> {
        let mut all: Vec<_> =
            book.of_kind(Self::KIND).filter(|(_, record)| field::by.of(record) == Some(device)).collect();
        all.sort_by_cached_key(|(id, record)| std::cmp::Reverse((record.latest_stamp(), *id)));
        all
    }

    /// What others wrote of a record and gave way here, in the merges of a device.
    pub fn lost_of(book: &Book, device: Device, id: RecordId) -> Vec<DecidedConflict> {
        let receipts = Self::all_of(book, device).into_iter().flat_map(|(_, receipt)| receipt.decided);
        receipts.filter(|decided| decided.id == id && decided.how == Side::Ours).collect()
    }

    /// How many conflicts were decided for this side.
    pub fn decided_for(&self, side: Side) -> usize {
        self.decided.iter().filter(|decided| decided.how == side).count()
    }
}

impl Seen {
    /// What a device has seen: its own edits, and what came with the merges it made. What is here of devices that no
    /// merge tells of came before merges were kept, and was seen as well.
    pub fn of(book: &Book, own: Device) -> Self {
        let receipts = MergeReceipt::records_of(book, own);
        let (mut seen, mut told) = (Self::default(), BTreeSet::new());
        // The last of them says what is open.
        for (_, receipt) in receipts.into_iter().rev() {
            let with_it = field::seen.of(receipt);
            // Of whom a part alone was taken over, not everything up to what it held is known.
            told.extend(with_it.devices().chain(field::seen_there.of(receipt).devices()));
            seen.note_all(&with_it);
            seen.open = with_it.open;
        }
        // Nor what came with a merge that was taken back.
        let taken_back = book.records().filter(|(_, record)| record.kind == MergeReceipt::KIND && record.is_deleted());
        told.extend(taken_back.flat_map(|(_, receipt)| field::seen_there.of(receipt).devices().collect::<Vec<_>>()));
        told.remove(&own);
        for (_, record) in book.records() {
            let is_deleted = record.is_deleted();
            for made in record.fields.values().map(Register::made) {
                let device = made.actor.device();
                // What was taken over and taken back is deleted, and isn't known any more.
                if device == own || !(is_deleted || told.contains(&device)) {
                    seen.note(made);
                }
            }
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Actor, Change, Label};

    fn stamp(device: u32, millis: u64) -> Stamp {
        Stamp { millis, counter: 0, actor: Actor::of(Device(device), 1) }
    }

    fn id(number: u128) -> RecordId {
        RecordId::well_known(1_000 + number)
    }

    fn add(book: &mut Book, number: u128, at: Stamp) {
        let account = Account { name: format!("Account {number}"), ..Account::default() };
        book.apply(&Change::new(Label::Sample, account.create(id(number))), at);
    }

    #[test]
    fn a_device_has_seen_its_own_edits_and_what_its_merges_brought() {
        let mut book = Book::default();
        add(&mut book, 1, stamp(1, 5));
        add(&mut book, 2, stamp(2, 6));
        let seen = Seen::of(&book, Device(1));
        assert!(seen.has(stamp(1, 5)) && seen.has(stamp(2, 6)), "what came before merges were kept");
        assert!(!seen.has(stamp(1, 7)) && !seen.has(stamp(3, 1)));
        let mut theirs = Seen::default();
        theirs.note(stamp(2, 9));
        let receipt = MergeReceipt { by: Some(Device(1)), at: 7, seen: theirs.clone(), ..MergeReceipt::default() };
        book.apply(&Change::new(Label::Sample, receipt.create(id(9))), stamp(1, 7));
        let seen = Seen::of(&book, Device(1));
        assert!(seen.has(stamp(2, 9)) && seen.covers(&theirs) && !theirs.covers(&seen));
        assert!(!Seen::of(&book, Device(2)).has(stamp(2, 9)), "another device's merge tells nothing of this one");
    }

    /// Bug: a part of somebody's book made all of it that was edited before count as known.
    #[test]
    fn of_whom_only_a_part_was_taken_over_the_rest_is_not_known() {
        let mut book = Book::default();
        let mut theirs = Seen::default();
        theirs.note(stamp(2, 9));
        let receipt = MergeReceipt {
            by: Some(Device(1)),
            part: "accounts".into(),
            seen_there: theirs,
            ..MergeReceipt::default()
        };
        book.apply(&Change::new(Label::Sample, receipt.create(id(9))), stamp(1, 7));
        add(&mut book, 1, stamp(2, 8));
        assert!(!Seen::of(&book, Device(1)).has(stamp(2, 5)));
    }
}
