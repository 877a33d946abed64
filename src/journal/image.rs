//! What the stores hold when the page opens, and the book that comes of it.
//!
//! A book is the join of all records and entries found anywhere: registers only ever get newer, so
//! a store that is behind takes nothing away. Whether the book is *whole* is told by checkpoints:
//! every writing leaves the mark of the book it completed, and a book whose mark is the newest one
//! lacks nothing. Any other is doubtful, and a person is asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::seal::{Mark, is_sealed, seal, sealed_record, unseal};
use super::{Checkpoint, Entry, Log};
use crate::book::{Book, Record, RecordId};

/// The version of the stored form. A newer one is read as far as possible and never written.
///
/// 1: records without seals, no journal. 2: seals, journal, manifest.
pub const VERSION: u64 = 2;

/// What a store says of itself. It outlives its records, so that their loss is noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub version: u64,
    /// How many records there are.
    pub records: u64,
    /// When it was last written, in ms since 1970.
    pub at: u64,
    #[serde(flatten)]
    pub checkpoint: Checkpoint,
}

/// The manifest's key in every store.
pub const MANIFEST: &str = "manifest";

impl Manifest {
    pub fn sealed(&self) -> String {
        seal(MANIFEST, &serde_json::to_string(self).unwrap_or_default())
    }

    pub fn read(sealed: &str) -> Option<Self> {
        Self::deserialize(serde_json::from_str::<Value>(&unseal(MANIFEST, sealed)?.0).ok()?).ok()
    }
}

/// Which of the two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Local storage.
    Shelf,
    /// IndexedDB.
    Vault,
}

/// The texts a store holds, by their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoreImage {
    pub records: BTreeMap<String, String>,
    pub entries: BTreeMap<String, String>,
    pub manifest: Option<String>,
}

/// What both stores hold; a store that is missing holds nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    pub shelf: StoreImage,
    pub vault: StoreImage,
}

/// A text that is not what was written. It is set aside, never thrown away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damaged {
    pub place: Place,
    pub what: What,
    pub key: String,
    pub text: String,
}

impl Damaged {
    /// Reads how it was set aside.
    pub fn read(text: &str) -> Option<Self> {
        Self::deserialize(serde_json::from_str::<Value>(text).ok()?).ok()
    }
}

/// What a damaged text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Record,
    Entry,
    Manifest,
}

/// Whether the book is all that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There never was anything here.
    Fresh,
    Whole,
    /// Something that was kept may be missing.
    Doubtful,
    /// Written by a newer version of the page: to look at, not to write.
    Newer,
}

/// The book as it was found.
#[derive(Clone, Debug)]
pub struct Opened {
    pub book: Book,
    pub log: Log,
    pub verdict: Verdict,
    pub damaged: Vec<Damaged>,
    /// Records the shelf lacks or holds in an older form.
    pub shelf_lacks: Vec<RecordId>,
    /// The same of the vault.
    pub vault_lacks: Vec<RecordId>,
    /// Entries only the shelf holds.
    pub vault_lacks_entries: Vec<Arc<Entry>>,
    /// The newest state any store speaks of.
    pub newest: Option<Manifest>,
    /// How many writings there were, at least.
    pub writings: u64,
}

/// Makes the book of what the stores hold.
pub fn open(image: &Image) -> Opened {
    let mut damaged = Vec::new();
    let mut book = Book::default();
    let mut log = Log::default();
    let mut checkpoints = Vec::new();
    let mut newest: Option<Manifest> = None;
    let mut any_is_sealed = false;
    let is_old = |manifest: Option<Manifest>| manifest.is_some_and(|manifest| manifest.version < 2);
    let stores = [(Place::Shelf, &image.shelf), (Place::Vault, &image.vault)];
    let mut set_aside = |place, what, key: &str, text: &str| {
        damaged.push(Damaged { place, what, key: key.into(), text: text.into() });
    };
    for (place, store) in stores {
        let manifest = store.manifest.as_deref().map(|text| (text, Manifest::read(text)));
        match manifest {
            Some((text, None)) => set_aside(place, What::Manifest, MANIFEST, text),
            Some((_, Some(manifest))) => {
                checkpoints.push(manifest.checkpoint);
                if newest.is_none_or(|known| manifest.checkpoint.writing > known.checkpoint.writing) {
                    newest = Some(manifest);
                }
            }
            None => {}
        }
        let may_be_old = store.manifest.is_none() || is_old(manifest.and_then(|(_, manifest)| manifest));
        for (key, text) in &store.records {
            // Mostly both stores hold the same.
            if place == Place::Vault && image.shelf.records.get(key) == Some(text) {
                continue;
            }
            any_is_sealed |= is_sealed(text);
            match read_record(key, text, may_be_old) {
                Some((id, record)) => book.join(id, record),
                None => set_aside(place, What::Record, key, text),
            }
        }
    }
    let mut on_shelf = Vec::new();
    for (place, store) in stores {
        for (key, text) in &store.entries {
            let Some(entries) = Entry::read(key, text) else {
                set_aside(place, What::Entry, key, text);
                continue;
            };
            for entry in entries.into_iter().map(Arc::new) {
                checkpoints.extend(entry.after);
                if place == Place::Shelf && !image.vault.entries.contains_key(&entry.key()) {
                    on_shelf.push(entry.clone());
                }
                log.insert(entry);
            }
        }
    }
    for entry in log.entries() {
        book.apply(&entry.change, entry.stamp);
    }
    let mut found = Mark::default();
    let (mut shelf_lacks, mut vault_lacks) = (Vec::new(), Vec::new());
    for (id, record) in book.records() {
        let (key, (text, mark)) = (id.to_string(), sealed_record(id, record));
        found.toggle(mark);
        if image.shelf.records.get(&key) != Some(&text) {
            shelf_lacks.push(id);
        }
        if image.vault.records.get(&key) != Some(&text) {
            vault_lacks.push(id);
        }
    }
    let writings = checkpoints.iter().map(|checkpoint| checkpoint.writing).max().unwrap_or(0);
    let is_newest = |checkpoint: &Checkpoint| checkpoint.writing == writings && checkpoint.book == found;
    let is_nothing = book.records().next().is_none() && checkpoints.is_empty();
    let verdict = if newest.is_some_and(|manifest| manifest.version > VERSION) {
        Verdict::Newer
    } else if checkpoints.iter().any(is_newest) {
        Verdict::Whole
    } else if is_nothing && damaged.is_empty() {
        Verdict::Fresh
    } else if checkpoints.is_empty() && damaged.is_empty() && !any_is_sealed {
        // Version 1 kept no checkpoints.
        Verdict::Whole
    } else {
        Verdict::Doubtful
    };
    Opened { book, log, verdict, damaged, shelf_lacks, vault_lacks, vault_lacks_entries: on_shelf, newest, writings }
}

/// Reads a stored record. One without a seal is of version 1, in a store that still may be.
pub(super) fn read_record(key: &str, text: &str, may_be_old: bool) -> Option<(RecordId, Record)> {
    let text = match unseal(key, text) {
        Some((text, _)) => text,
        None if may_be_old && !is_sealed(text) => text.to_owned(),
        None => return None,
    };
    let record = Record::deserialize(serde_json::from_str::<Value>(&text).ok()?).ok()?;
    Some((key.parse().ok()?, record))
}
