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

/// What the text of an entry is made of: texts, numbers and maps with text keys, of which nothing can fail to
/// serialise.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
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
        seal(&self.key(), &json(self))
    }

    /// Several entries as one text, under the key of the last: a shelf writes one key at a time, and
    /// what is written together is there together or not at all.
    pub fn sealed_together(entries: &[Self]) -> Option<(String, String)> {
        let key = entries.last()?.key();
        let text = seal(&key, &json(&Together { entries }));
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

/// The text of an entry being made, some edits at a time: that of a whole book takes longer than a page may keep
/// silent, and a transaction can't wait for it.
#[derive(Clone, Debug, Default)]
pub struct EntryText {
    text: String,
    /// How many edits are written, of the change and of what takes it back.
    written: (usize, usize),
}

impl EntryText {
    /// Writes up to so many more edits; whether all are written. Always of the same entry.
    pub fn step(&mut self, entry: &Entry, at_most: usize) -> bool {
        let Entry { stamp, act, change: Change { label, edits }, inverse, .. } = entry;
        if self.text.is_empty() {
            self.text = format!(
                "{{\"stamp\":{},\"act\":{},\"change\":{{\"label\":{},\"edits\":[",
                json(stamp),
                json(act),
                json(label)
            );
        }
        let written = self.write(edits, self.written.0, at_most);
        self.written.0 += written;
        let left = at_most - written;
        if self.written.0 < edits.len() || left == 0 {
            return false;
        }
        if self.written.1 == 0 {
            self.text += "]},\"inverse\":[";
        }
        self.written.1 += self.write(inverse, self.written.1, left);
        self.written.1 == inverse.len()
    }

    /// Writes up to so many edits from one on; how many.
    fn write(&mut self, edits: &[Edit], from: usize, at_most: usize) -> usize {
        let next = edits.get(from..).unwrap_or_default().iter().take(at_most);
        let count = next.len();
        for (at, edit) in next.enumerate() {
            if from + at > 0 {
                self.text.push(',');
            }
            self.text += &json(edit);
        }
        count
    }

    /// What [`Entry::sealed`] makes of the entry, kept with this state of the book.
    pub fn sealed(&self, entry: &Entry, after: Checkpoint) -> String {
        let mut text = String::with_capacity(self.text.len() + 256);
        text += &self.text;
        text.push(']');
        if let Some(replaces) = &entry.replaces {
            text += &format!(",\"replaces\":{}", json(replaces));
        }
        text += &format!(",\"after\":{}}}", json(&after));
        seal(&entry.key(), &text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::Label;

    proptest! {
        /// However it is cut into steps, the text is the one that is made at once.
        #[test]
        fn a_text_made_in_steps_is_that_made_at_once(
            (edits, inverse, at_most, replaces) in (0..7_usize, 0..7_usize, 1..5_usize, any::<bool>()),
        ) {
            let many = |count: usize| (0..count).map(|at| Edit::raw(RecordId::well_known(at as u128), "account", "na\"me", at.into()));
            let stamp = Stamp { millis: 7, ..Stamp::default() };
            let entry = Entry {
                stamp,
                act: Act::Undo(stamp),
                change: Change::new(Label::Restore { file: "a \"book\".json".into() }, many(edits).collect()),
                inverse: many(inverse).collect(),
                replaces: replaces.then_some(stamp),
                after: Some(Checkpoint { writing: 3, book: Mark::default() }),
            };
            let mut text = EntryText::default();
            let steps = (0..20).take_while(|_| !text.step(&entry, at_most)).count();
            prop_assert!(steps <= (edits + inverse) / at_most + 1, "{} steps", steps);
            prop_assert_eq!(text.sealed(&entry, entry.after.unwrap_or_default()), entry.sealed());
        }
    }
}
