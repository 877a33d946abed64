//! What the shelf does after a writing: it follows the vault, or, where it stands alone, its own
//! journal.

use std::collections::BTreeMap;

use super::image::{Manifest, VERSION};
use super::keep::has;
use super::seal::sealed_record;
use super::store::{BATCH, JOURNAL, RECORD, SHELF_MANIFEST, Shelf, StoreError};
use super::{Kept, Place, What, Writing};
use crate::book::{Book, Record, RecordId};

/// How many entries the shelf keeps for undo where there is no vault.
const SHELF_ENTRIES: usize = 120;

/// What the shelf has still to do, in slices, so that a page with thousands of records can answer
/// in between.
#[derive(Debug, Default)]
pub struct Shelving {
    /// By key, as everything a store holds.
    texts: BTreeMap<String, String>,
    manifest: Option<Manifest>,
    /// Keys to let go of once everything else is done.
    obsolete: Vec<String>,
    /// Whether the shelf carries the book alone, and keeps the last entries.
    alone: bool,
}

impl Shelving {
    /// What follows from a writing.
    pub fn add(&mut self, book: &Book, writing: &Writing, kept: &Kept) {
        self.texts.extend(kept.texts.iter().map(|(id, text)| (id.to_string(), text.clone())));
        if self.manifest.is_none_or(|known| known.checkpoint.writing < kept.manifest.checkpoint.writing) {
            self.manifest = Some(kept.manifest);
        }
        self.alone = kept.place == Place::Shelf;
        for entry in &writing.entries {
            // Kept in the vault, or replaced by one that is kept here.
            let gone = if self.alone { entry.replaces } else { Some(entry.stamp) };
            self.obsolete.extend(gone.map(|stamp| format!("{JOURNAL}{}", stamp.key())));
        }
        if !self.alone {
            self.obsolete.extend(writing.batches.iter().map(|(id, _)| format!("{BATCH}{id}")));
        }
        for damaged in writing.damaged.iter().filter(|damaged| damaged.place == Place::Shelf) {
            match damaged.what {
                What::Record if !has(book, &damaged.key) => self.obsolete.push(format!("{RECORD}{}", damaged.key)),
                What::Entry => self.obsolete.push(format!("{JOURNAL}{}", damaged.key)),
                What::Record | What::Manifest => {}
            }
        }
    }

    /// The manifest of a book both stores hold, for a shelf that missed it.
    pub(super) fn catch_up(&mut self, newest: Option<Manifest>) {
        self.manifest = newest.map(|manifest| Manifest { version: VERSION, ..manifest });
    }

    /// Entries the vault turned out to have.
    pub(super) fn let_go(&mut self, entries: &[String]) {
        self.obsolete.extend(entries.iter().map(|key| format!("{JOURNAL}{key}")));
    }

    /// A record another tab changed.
    pub fn add_record(&mut self, id: RecordId, record: &Record) {
        self.texts.insert(id.to_string(), sealed_record(id, record).0);
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.manifest.is_none() && self.obsolete.is_empty()
    }
}

/// Writes up to `at_most` records to the shelf; when all are there, its manifest, and lets go of
/// what the vault holds.
///
/// # Errors
/// [`StoreError`] if the shelf is full or denied. It then is behind the vault, which is allowed.
pub fn shelve<S: Shelf>(shelf: &S, shelving: &mut Shelving, at_most: usize) -> Result<(), StoreError> {
    for _ in 0..at_most {
        let Some((id, text)) = shelving.texts.first_key_value() else { break };
        let key = format!("{RECORD}{id}");
        if shelf.get(&key)?.as_ref() != Some(text) {
            shelf.set(&key, text)?;
        }
        shelving.texts.pop_first();
    }
    if !shelving.texts.is_empty() {
        return Ok(());
    }
    if let Some(manifest) = shelving.manifest {
        let known = shelf.get(SHELF_MANIFEST)?.as_deref().and_then(Manifest::read);
        if known.is_some_and(|known| known.version > VERSION) {
            return Err(StoreError::Newer);
        }
        let is_behind = |known: Manifest| known.checkpoint.writing <= manifest.checkpoint.writing;
        if known != Some(manifest) && known.is_none_or(is_behind) {
            shelf.set(SHELF_MANIFEST, &manifest.sealed())?;
        }
        shelving.manifest = None;
        if shelving.alone {
            let mut entries: Vec<String> = shelf.keys()?.into_iter().filter(|key| key.starts_with(JOURNAL)).collect();
            entries.sort_unstable();
            entries.truncate(entries.len().saturating_sub(SHELF_ENTRIES));
            shelving.obsolete.append(&mut entries);
        }
    }
    while let Some(key) = shelving.obsolete.last() {
        shelf.remove(key)?;
        shelving.obsolete.pop();
    }
    Ok(())
}
