//! The log: the entries at hand, what can be undone, and the history of a record.

use std::sync::Arc;

use serde_json::Value;

use super::{Act, Entry};
use crate::book::{DELETED, Label, RecordId, Stamp};

/// A set of entries by stamp. Joining two is union, so the order in which tabs hear of each other
/// doesn't matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// By stamp. New ones mostly come last, so a list is all it takes.
    entries: Vec<Arc<Entry>>,
    /// Entries another stands for, by stamp. Remembered, since they may arrive after it.
    replaced: Vec<Stamp>,
}

/// One field's change in the history of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// When and by whom the value was given.
    pub stamp: Stamp,
    pub act: Act,
    pub label: Label,
    pub field: String,
    pub from: Value,
    pub to: Value,
}

impl Log {
    pub fn insert(&mut self, entry: Arc<Entry>) {
        if let Some(replaced) = entry.replaces {
            self.replace(replaced);
        }
        if self.replaced.binary_search(&entry.stamp).is_err()
            && let Err(at) = self.place(entry.stamp)
        {
            self.entries.insert(at, entry);
        }
    }

    fn replace(&mut self, stamp: Stamp) {
        if let Ok(at) = self.place(stamp) {
            self.entries.remove(at);
        }
        if let Err(at) = self.replaced.binary_search(&stamp) {
            self.replaced.insert(at, stamp);
        }
    }

    /// Where an entry is, or where it would be.
    fn place(&self, stamp: Stamp) -> Result<usize, usize> {
        self.entries.binary_search_by_key(&stamp, |entry| entry.stamp)
    }

    fn get(&self, stamp: Stamp) -> Option<&Arc<Entry>> {
        self.entries.get(self.place(stamp).ok()?)
    }

    /// Takes over every entry of another.
    pub fn join(&mut self, other: &Log) {
        other.replaced.iter().for_each(|replaced| self.replace(*replaced));
        other.entries.iter().for_each(|entry| self.insert(entry.clone()));
    }

    pub fn contains(&self, stamp: Stamp) -> bool {
        self.place(stamp).is_ok() || self.replaced.binary_search(&stamp).is_ok()
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Arc<Entry>> + ExactSizeIterator {
        self.entries.iter()
    }

    pub(super) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Arc<Entry>> {
        self.entries.iter_mut()
    }

    pub fn last(&self) -> Option<&Arc<Entry>> {
        self.entries.last()
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<&Arc<Entry>> {
        self.get(*self.steps().0.last()?)
    }

    /// The undo that redo would take back.
    pub fn redoable(&self) -> Option<&Arc<Entry>> {
        self.get(*self.steps().1.last()?)
    }

    /// The steps that can be undone and redone, the next one last. They follow from the entries
    /// alone, so every tab and every opening of the page agrees on them.
    fn steps(&self) -> (Vec<Stamp>, Vec<Stamp>) {
        let (mut undo, mut redo) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            match entry.act {
                Act::Do if !entry.is_visible() => {}
                Act::Do => {
                    undo.push(entry.stamp);
                    redo.clear();
                }
                // Two tabs may take back the same step: once is enough.
                Act::Undo(of) => {
                    if undo.pop_if(|last| *last == of).is_some() {
                        redo.push(entry.stamp);
                    }
                }
                Act::Redo(of) => {
                    if redo.pop_if(|last| *last == of).is_some() {
                        undo.push(entry.stamp);
                    }
                }
            }
        }
        (undo, redo)
    }

    /// Who changed which field of a record when, newest first. That it came to be is one change, of
    /// the field [`DELETED`] from nothing.
    pub fn history(&self, id: RecordId) -> Vec<Past> {
        let mut past = Vec::new();
        for entry in self.entries.iter().rev() {
            let mut tell = |field: &str, from: &Value, to: &Value, stamp: Stamp| {
                past.push(Past {
                    stamp,
                    act: entry.act,
                    label: entry.change.label.clone(),
                    field: field.into(),
                    from: from.clone(),
                    to: to.clone(),
                });
            };
            if entry.creates(id) {
                tell(DELETED, &Value::Null, &false.into(), entry.stamp);
                continue;
            }
            for edit in entry.change.edits.iter().filter(|edit| edit.id == id) {
                let Some(from) = entry.before(id, &edit.field) else { continue };
                // That it was kept against a deletion nobody can see in it.
                if edit.field == DELETED && (*from == true) == (edit.value == true) {
                    continue;
                }
                // Who made an edit is told, and not who took it over.
                tell(&edit.field, from, &edit.value, edit.origin.or(edit.stamp).unwrap_or(entry.stamp));
            }
        }
        past
    }
}
