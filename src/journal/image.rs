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
use crate::book::{Book, Forward, Record, RecordId};

/// The version of the stored form. A newer one is read as far as possible and never written.
///
/// 1: records without seals, no journal. 2: seals, journal, manifest. 3: sales of version 3, which an
/// older page would take for lost. 4: parts of imports, which an older page would count beside the whole.
/// 5: who of ours is meant is a reference, which an older page would show as it is.
pub const VERSION: u64 = 5;

/// What a store says of itself. It outlives its records, so that their loss is noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub version: u64,
    /// How many records there are.
    pub records: u64,
    /// When it was last written, in ms since 1970.
    pub at: u64,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// There never was anything here.
    #[default]
    Fresh,
    Whole,
    /// Something that was kept may be missing.
    Doubtful,
    /// Written by a newer version of the page: to look at, not to write.
    Newer,
}

/// The book as it was found.
#[derive(Clone, Debug, Default)]
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
    /// Keys of entries on the shelf that the vault has as well.
    pub obsolete: Vec<String>,
    /// The newest state any store speaks of.
    pub newest: Option<Manifest>,
    /// How many writings there were, at least.
    pub writings: u64,
}

impl Opened {
    /// Takes note that there was a book in this browser, as something outside both stores remembers: then stores
    /// that hold nothing were emptied, and nobody is new here.
    pub fn remember(&mut self) {
        if self.verdict == Verdict::Fresh {
            self.verdict = Verdict::Doubtful;
        }
    }
}

/// Makes the book of what the stores hold, brought forward to this version.
pub fn open(image: &Image) -> Opened {
    let found = Found::of(image, As::Now);
    let mut verdict = found.verdict(image);
    if verdict == Verdict::Doubtful && found.forward.is_needed {
        // The marks of an earlier version are of what it wrote.
        verdict = Found::of(image, As::Written).verdict(image);
    }
    let writings = found.writings();
    let (mut book, log) = (found.book, found.log);
    // A tab of version 1 that was still open may have written after the stores became newer.
    for (id, record) in found.late {
        book.join(id, record);
    }
    found.forward.join_colleagues(&mut book);
    let (mut shelf_lacks, mut vault_lacks) = (Vec::new(), Vec::new());
    for (id, record) in book.records() {
        let (key, (text, _)) = (id.to_string(), sealed_record(id, record));
        if image.shelf.records.get(&key) != Some(&text) {
            shelf_lacks.push(id);
        }
        if image.vault.records.get(&key) != Some(&text) {
            vault_lacks.push(id);
        }
    }
    let newest = found.manifests.into_iter().map(|(_, manifest)| manifest);
    Opened {
        book,
        log,
        verdict,
        damaged: found.damaged,
        shelf_lacks,
        vault_lacks,
        vault_lacks_entries: found.on_shelf,
        obsolete: found.obsolete,
        newest: newest.max_by_key(|manifest| manifest.checkpoint.writing),
        writings,
    }
}

/// Whether what the stores hold is brought forward when it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum As {
    #[default]
    Now,
    Written,
}

/// What is read of the stores on the way to a book.
#[derive(Default)]
struct Found {
    read_as: As,
    forward: Forward,
    book: Book,
    log: Log,
    damaged: Vec<Damaged>,
    manifests: Vec<(Place, Manifest)>,
    checkpoints: Vec<Checkpoint>,
    /// The latest writing an entry in the vault speaks of.
    last_in_vault: u64,
    any_is_sealed: bool,
    /// Records without a seal in a store that seals.
    late: Vec<(RecordId, Record)>,
    /// Entries that are on the shelf alone.
    on_shelf: Vec<Arc<Entry>>,
    /// Keys of entries on the shelf that the vault has.
    obsolete: Vec<String>,
}

impl Found {
    fn of(image: &Image, read_as: As) -> Self {
        let mut found = Self { read_as, ..Self::default() };
        for (place, store) in image.stores() {
            found.read_records(place, store, image);
        }
        for (place, store) in image.stores() {
            found.read_entries(place, store, image);
        }
        for entry in found.log.entries() {
            found.book.apply(&entry.change, entry.stamp);
        }
        found.forward.join_colleagues(&mut found.book);
        found
    }

    /// How many writings the stores speak of.
    fn writings(&self) -> u64 {
        self.checkpoints.iter().map(|checkpoint| checkpoint.writing).max().unwrap_or(0)
    }

    fn verdict(&self, image: &Image) -> Verdict {
        let (writings, mark) = (self.writings(), Mark::of_book(&self.book));
        let is_newest = |checkpoint: &Checkpoint| checkpoint.writing == writings && checkpoint.book == mark;
        let is_empty = self.book.records().next().is_none() && self.checkpoints.is_empty();
        let is_sound = self.damaged.is_empty();
        if self.manifests.iter().any(|(_, manifest)| manifest.version > VERSION) {
            Verdict::Newer
        } else if self.checkpoints.iter().any(is_newest) || (is_sound && self.only_adds_entries(image)) {
            Verdict::Whole
        } else if is_empty && is_sound {
            Verdict::Fresh
        } else if self.checkpoints.is_empty() && is_sound && !self.any_is_sealed {
            // Version 1 kept no checkpoints.
            Verdict::Whole
        } else {
            Verdict::Doubtful
        }
    }

    fn record(&mut self, key: &str, text: &str) -> Option<(RecordId, Record)> {
        let (id, mut record) = read_record(key, text)?;
        if self.read_as == As::Now {
            self.forward.record(&mut record);
        }
        Some((id, record))
    }

    fn set_aside(&mut self, place: Place, what: What, key: &str, text: &str) {
        self.damaged.push(Damaged { place, what, key: key.into(), text: text.into() });
    }

    fn read_records(&mut self, place: Place, store: &StoreImage, image: &Image) {
        let manifest = store.manifest.as_deref().map(Manifest::read);
        let may_be_old = match manifest {
            None => true,
            Some(Some(manifest)) => {
                self.manifests.push((place, manifest));
                self.checkpoints.push(manifest.checkpoint);
                manifest.version < 2
            }
            Some(None) => {
                self.set_aside(place, What::Manifest, MANIFEST, store.manifest.as_deref().unwrap_or_default());
                false
            }
        };
        for (key, text) in &store.records {
            // Mostly both stores hold the same.
            if place == Place::Vault && image.shelf.records.get(key) == Some(text) {
                continue;
            }
            self.any_is_sealed |= is_sealed(text);
            match self.record(key, text) {
                Some((id, record)) if may_be_old || is_sealed(text) => self.book.join(id, record),
                Some(late) => self.late.push(late),
                None => self.set_aside(place, What::Record, key, text),
            }
        }
    }

    fn read_entries(&mut self, place: Place, store: &StoreImage, image: &Image) {
        for (key, text) in &store.entries {
            let Some(mut entries) = Entry::read_as_written(key, text) else {
                self.set_aside(place, What::Entry, key, text);
                continue;
            };
            for entry in entries.iter_mut().filter(|_| self.read_as == As::Now) {
                self.forward.is_needed |= entry.bring_forward();
            }
            if place == Place::Shelf && entries.iter().all(|entry| image.vault.entries.contains_key(&entry.key())) {
                self.obsolete.push(key.clone());
            }
            for entry in entries.into_iter().map(Arc::new) {
                self.checkpoints.extend(entry.after);
                if place == Place::Vault {
                    self.last_in_vault = self.last_in_vault.max(entry.after.map_or(0, |after| after.writing));
                } else if !image.vault.entries.contains_key(&entry.key()) {
                    self.on_shelf.push(entry.clone());
                }
                self.log.insert(entry);
            }
        }
    }

    /// Whether the vault is whole by its own word, the newest there is, and all that is found besides
    /// are entries the shelf kept while the vault did not answer.
    fn only_adds_entries(&self, image: &Image) -> bool {
        let of = |wanted| self.manifests.iter().find(|(place, _)| *place == wanted).map(|(_, manifest)| *manifest);
        let Some(vault) = of(Place::Vault) else { return false };
        let shelf = of(Place::Shelf).map_or(0, |shelf| shelf.checkpoint.writing);
        if vault.checkpoint.writing < shelf.max(self.last_in_vault) {
            return false;
        }
        let (mut mark, mut whole) = (Mark::default(), Book::default());
        for (key, text) in &image.vault.records {
            let (Some((_, own)), Some((id, record))) = (unseal(key, text), read_record(key, text)) else {
                return false;
            };
            mark.toggle(own);
            whole.join(id, record);
        }
        for entry in self.log.entries() {
            whole.apply(&entry.change, entry.stamp);
        }
        mark == vault.checkpoint.book && whole == self.book
    }
}

impl Image {
    fn stores(&self) -> [(Place, &StoreImage); 2] {
        [(Place::Shelf, &self.shelf), (Place::Vault, &self.vault)]
    }
}

/// Reads a stored record as this version would have written it. `None` if it is damaged.
pub(super) fn read_forward(key: &str, text: &str) -> Option<(RecordId, Record)> {
    let (id, mut record) = read_record(key, text)?;
    Forward::default().record(&mut record);
    Some((id, record))
}

/// Reads a stored record as it was written; one without a seal is of version 1. `None` if it is damaged.
fn read_record(key: &str, text: &str) -> Option<(RecordId, Record)> {
    let text = match unseal(key, text) {
        Some((text, _)) => text,
        None if is_sealed(text) => return None,
        None => text.to_owned(),
    };
    let record = Record::deserialize(serde_json::from_str::<Value>(&text).ok()?).ok()?;
    Some((key.parse().ok()?, record))
}
