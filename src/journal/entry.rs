//! The entry: a change as it was made, with what takes it back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::seal::{Mark, seal, unseal};
use crate::book::{Change, DELETED, Edit, Forward, RecordId, Stamp};

/// Whether a change was new, or took another back, or did it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Do,
    /// Takes back the entry with this stamp.
    Undo(Stamp),
    /// Does again what the undo with this stamp took back.
    Redo(Stamp),
}

/// A state of the book that was complete: how many writings it took, and its mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub writing: u64,
    pub book: Mark,
}

/// A change in the journal. Its stamp is its name; edits without one of their own carry it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub stamp: Stamp,
    pub act: Act,
    pub change: Change,
    /// The edits that restore what was there before.
    pub inverse: Vec<Edit>,
    /// The entry this one stands for as well: keystrokes in one field are one change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Stamp>,
    /// The book's state after it; known once it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Checkpoint>,
}

/// Entries that were written as one.
#[derive(Serialize)]
struct Together<'a> {
    entries: &'a [Entry],
}

impl Entry {
    /// Its key in every store.
    pub fn key(&self) -> String {
        self.stamp.key()
    }

    /// Its text in the vault.
    pub fn sealed(&self) -> String {
        // Texts, numbers and maps with text keys: nothing here can fail to serialise.
        seal(&self.key(), &serde_json::to_string(self).unwrap_or_default())
    }

    /// Several entries as one text, under the key of the last: a shelf writes one key at a time, and
    /// what is written together is there together or not at all.
    pub fn sealed_together(entries: &[Self]) -> Option<(String, String)> {
        let key = entries.last()?.key();
        let text = seal(&key, &serde_json::to_string(&Together { entries }).unwrap_or_default());
        Some((key, text))
    }

    /// Reads what [`Entry::sealed`] or [`Entry::sealed_together`] wrote, by this version or an earlier one;
    /// `None` if it is damaged.
    pub fn read(key: &str, sealed: &str) -> Option<Vec<Self>> {
        let mut entries = Self::read_as_written(key, sealed)?;
        for entry in &mut entries {
            entry.bring_forward();
        }
        Some(entries)
    }

    /// Reads the same without bringing it forward.
    pub(super) fn read_as_written(key: &str, sealed: &str) -> Option<Vec<Self>> {
        let (text, _) = unseal(key, sealed)?;
        // One reader for all JSON of the page: through `Value`.
        let mut value = serde_json::from_str::<Value>(&text).ok()?;
        match value.get_mut("entries") {
            Some(entries) => Vec::deserialize(entries.take()).ok(),
            None => Some(vec![Self::deserialize(value).ok()?]),
        }
    }

    /// Makes of it what this version would have written; `false` if it is that already. It brings along
    /// whom it names, also those named by what it takes back.
    pub(super) fn bring_forward(&mut self) -> bool {
        let mut forward = Forward::default();
        forward.edits(&mut self.change.edits);
        forward.edits(&mut self.inverse);
        let is_needed = forward.is_needed;
        self.change.edits.extend(forward.colleagues());
        is_needed
    }

    /// Whether a person could see what it did.
    pub fn is_visible(&self) -> bool {
        !self.inverse.is_empty()
    }

    /// Whether both edit the same fields of the same records, and only one.
    pub fn edits_the_same_field(&self, inverse: &[Edit]) -> bool {
        let one = |edits: &[Edit]| match edits {
            [edit] => Some((edit.id, edit.field.clone())),
            _ => None,
        };
        one(inverse).is_some_and(|field| one(&self.inverse) == Some(field))
    }

    /// Whether the record came to be with it: what takes that back is its deletion alone.
    pub fn creates(&self, id: RecordId) -> bool {
        let is_named = |edits: &[Edit]| edits.iter().any(|edit| edit.id == id && edit.field == DELETED);
        self.before(id, DELETED) == Some(&Value::Bool(true)) && !is_named(&self.change.edits)
    }

    /// The value a field had before, if the entry changed it.
    pub fn before(&self, id: RecordId, field: &str) -> Option<&Value> {
        self.inverse.iter().find(|edit| edit.id == id && edit.field == field).map(|edit| &edit.value)
    }
}
