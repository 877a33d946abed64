//! How changes are written: the steps, for any two stores that can do what [`Vault`] and [`Shelf`]
//! say.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::image::{MANIFEST, Manifest, VERSION, read_forward};
use super::seal::{Mark, sealed_record, unseal};
use super::store::{
    BATCH, DAMAGED, JOURNAL, RECORD, SHELF_MANIFEST, Shelf, StoreError, Table, Transaction, Value, Vault,
};
use super::{Checkpoint, Damaged, Entry, EntryText, Image, Place, StoreImage, What};
use crate::book::{Book, RecordId, Stamp};
use crate::ledger::Batch;

/// What is to be written, together.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    pub entries: Vec<Arc<Entry>>,
    /// Sales the entries brought.
    pub batches: Vec<(RecordId, Arc<Batch>)>,
    /// Those of them that are packed already, as the vault holds them.
    pub packed: Vec<(RecordId, Vec<u8>)>,
    /// The texts of those entries of which they are made already.
    pub texts: Vec<(Stamp, EntryText)>,
    /// Records to write besides those the entries touch: a store that is behind gets them.
    pub records: Vec<RecordId>,
    /// How many of the entries and batches the shelf holds already.
    pub on_shelf: (usize, usize),
    /// Texts to set aside. Their places are written anew.
    pub damaged: Vec<Damaged>,
    /// Whether the vault's checkpoint is taken from all it holds, since its own can't be trusted.
    pub recount: bool,
}

impl Writing {
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.batches.is_empty()
            && self.records.is_empty()
            && self.damaged.is_empty()
            && !self.recount
    }

    fn touched(&self) -> Vec<RecordId> {
        let edited = self.entries.iter().flat_map(|entry| entry.change.edits.iter().map(|edit| edit.id));
        let mut ids: Vec<RecordId> = edited.chain(self.records.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Something was written.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Which store now is the one to trust.
    pub place: Place,
    /// What it says of itself after it.
    pub manifest: Manifest,
    /// What the shelf is to hold; see [`shelve`].
    pub texts: Vec<(RecordId, String)>,
    /// What tells other tabs of it: keys and texts that [`Entry::read`] reads, in their order.
    pub news: Vec<(String, String)>,
    /// Why the vault did not take it, if it should have.
    pub trouble: Option<StoreError>,
    /// Whether the vault was found empty though it should not have been: it lacks sales as well.
    pub was_emptied: bool,
}

/// Nothing was written; both stores hold what they held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotKept {
    pub vault: Option<StoreError>,
    pub shelf: Option<StoreError>,
}

impl NotKept {
    /// What each store that was asked said, the vault first.
    pub fn errors(&self) -> impl Iterator<Item = &StoreError> {
        self.vault.iter().chain(&self.shelf)
    }
}

/// Writes to the vault in one transaction; if it can't, to the shelf's journal.
///
/// `book` is the book with the entries applied; `seen` how many writings this page knows of; `now`
/// is in ms since 1970.
///
/// # Errors
/// [`NotKept`] if neither store took it.
pub async fn keep<V: Vault, S: Shelf>(
    vault: Option<&V>,
    shelf: Option<&S>,
    book: &Book,
    writing: &Writing,
    seen: u64,
    now: u64,
) -> Result<Kept, NotKept> {
    let mut failed = NotKept { vault: None, shelf: None };
    if let Some(vault) = vault {
        match keep_in_vault(vault, book, writing, seen, now).await {
            Ok((done, was_empty)) => {
                let was_emptied = was_empty && seen > 0;
                return Ok(Kept::of(Place::Vault, done, None, was_emptied));
            }
            // The shelf belongs to the newer version as well.
            Err(StoreError::Newer) => return Err(NotKept { vault: Some(StoreError::Newer), shelf: None }),
            Err(error) => failed.vault = Some(error),
        }
    }
    if let Some(shelf) = shelf {
        match keep_on_shelf(shelf, book, writing, seen, now) {
            Ok(done) => return Ok(Kept::of(Place::Shelf, done, failed.vault, false)),
            Err(error) => failed.shelf = Some(error),
        }
    }
    Err(failed)
}

/// What a store that took something says.
pub struct Done {
    pub manifest: Manifest,
    /// What the shelf is to hold.
    pub texts: Vec<(RecordId, String)>,
    news: Vec<(String, String)>,
}

impl Kept {
    fn of(place: Place, done: Done, trouble: Option<StoreError>, was_emptied: bool) -> Self {
        let Done { manifest, texts, news } = done;
        Self { place, manifest, texts, news, trouble, was_emptied }
    }
}

async fn keep_in_vault<V: Vault>(
    vault: &V,
    book: &Book,
    writing: &Writing,
    seen: u64,
    now: u64,
) -> Result<(Done, bool), StoreError> {
    let mut transaction = vault.begin().await?;
    let before = transaction.get(Table::Meta, vec![MANIFEST.into()]).await?.pop().flatten();
    let before = before.as_deref().and_then(Manifest::read);
    if before.is_some_and(|before| before.version > VERSION) {
        return Err(StoreError::Newer);
    }
    // A vault somebody emptied under an open page gets everything again.
    let mut recount = writing.recount || before.is_none();
    let keys: Vec<String> = writing.touched().iter().map(ToString::to_string).collect();
    let mut held = BTreeMap::new();
    if !recount {
        let texts = transaction.get(Table::Records, keys.clone()).await?;
        held.extend(keys.into_iter().zip(texts).filter_map(|(key, text)| Some((key, text?))));
        // What can't be read can't be taken out of the count.
        recount = held.iter().any(|(key, text)| unseal(key, text).is_none());
    }
    if recount {
        held = transaction.all(Table::Records, None).await?;
    }
    let ids = if recount { book.records().map(|(id, _)| id).collect() } else { writing.touched() };

    let mut manifest = before.filter(|_| !recount).unwrap_or_default();
    let mut set_aside = writing.damaged.clone();
    let mut texts = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(record) = book.record(id) else { continue };
        let key = id.to_string();
        let there = held.remove(&key);
        let mark_there = there.as_deref().and_then(|text| unseal(&key, text)).map(|(_, mark)| mark);
        // Another tab may have written what this one has not heard of yet.
        let other = there.as_deref().and_then(|text| read_forward(&key, text));
        let (text, mark) = match other.filter(|(_, other)| other != record) {
            Some((_, other)) => {
                let mut record = record.clone();
                record.join(other);
                sealed_record(id, &record)
            }
            None => sealed_record(id, record),
        };
        match mark_there.filter(|_| !recount) {
            Some(mark) => manifest.checkpoint.book.toggle(mark),
            None => manifest.records += 1,
        }
        manifest.checkpoint.book.toggle(mark);
        if let Some(text) = there.clone().filter(|_| mark_there.is_none()) {
            let found = Damaged { place: Place::Vault, what: What::Record, key: key.clone(), text };
            if !set_aside.contains(&found) {
                set_aside.push(found);
            }
        }
        if there.as_ref() != Some(&text) {
            transaction.put(Table::Records, key, Value::Text(text.clone())).await?;
        }
        texts.push((id, text));
    }
    if recount {
        // What only other tabs know counts as well.
        for (key, text) in &held {
            if let Some((_, mark)) = unseal(key, text) {
                manifest.checkpoint.book.toggle(mark);
                manifest.records += 1;
            }
        }
    }
    manifest.version = VERSION;
    manifest.at = now;
    manifest.checkpoint.writing = before.map_or(0, |before| before.checkpoint.writing).max(seen) + 1;

    for (at, damaged) in set_aside.iter().enumerate() {
        let text = serde_json::to_string(damaged).unwrap_or_default();
        transaction.put(Table::Damaged, format!("{now}-{at}"), Value::Text(text)).await?;
        let table = match damaged.what {
            What::Record if !has(book, &damaged.key) => Table::Records,
            What::Entry => Table::Journal,
            // What was restored has been written above.
            What::Record | What::Manifest => continue,
        };
        if damaged.place == Place::Vault {
            transaction.delete(table, damaged.key.clone()).await?;
        }
    }
    for (id, batch) in &writing.batches {
        let packed = writing.packed.iter().find(|(of, _)| of == id).map(|(_, bytes)| bytes.clone());
        let bytes = packed.unwrap_or_else(|| batch.to_bytes());
        transaction.put(Table::Batches, id.to_string(), Value::Bytes(bytes)).await?;
    }
    let mut news = Vec::with_capacity(writing.entries.len());
    for entry in &writing.entries {
        if let Some(replaced) = entry.replaces {
            transaction.delete(Table::Journal, replaced.key()).await?;
        }
        let text = writing.texts.iter().find(|(of, _)| *of == entry.stamp);
        let sealed = text.map(|(_, text)| text.sealed(entry, manifest.checkpoint));
        let whole = || Entry { after: Some(manifest.checkpoint), ..Entry::clone(entry) }.sealed();
        let sealed = sealed.unwrap_or_else(whole);
        news.push((entry.key(), sealed.clone()));
        transaction.put(Table::Journal, entry.key(), Value::Text(sealed)).await?;
    }
    transaction.put(Table::Meta, MANIFEST.into(), Value::Text(manifest.sealed())).await?;
    transaction.commit().await?;
    Ok((Done { manifest, texts, news }, before.is_none()))
}

pub(super) fn has(book: &Book, key: &str) -> bool {
    key.parse().is_ok_and(|id| book.record(id).is_some())
}

/// The shelf writes one key at a time, so the order is all: sales, then the entry that speaks of
/// them, and with it the change is kept. Records and manifest follow by [`shelve`].
///
/// # Errors
/// [`StoreError`] if the shelf refused.
pub fn keep_on_shelf<S: Shelf>(
    shelf: &S,
    book: &Book,
    writing: &Writing,
    seen: u64,
    now: u64,
) -> Result<Done, StoreError> {
    let there = shelf.get(SHELF_MANIFEST)?.as_deref().and_then(Manifest::read);
    if there.is_some_and(|there| there.version > VERSION) {
        return Err(StoreError::Newer);
    }
    // Another tab may have written what this one has not heard of yet.
    let seen = there.map_or(seen, |there| there.checkpoint.writing.max(seen));
    let checkpoint = Checkpoint { writing: seen + 1, book: Mark::of_book(book) };
    let records = book.records().count() as u64;
    for (at, damaged) in writing.damaged.iter().enumerate() {
        let text = serde_json::to_string(damaged).unwrap_or_default();
        shelf.set(&format!("{DAMAGED}{now}-{at}"), &text)?;
    }
    if writing.entries.is_empty() && there.is_none_or(|there| there.version < VERSION) {
        // Records are about to be brought forward; a store between the versions is one of the old. The first
        // had no manifest.
        let version = there.map_or(1, |there| there.version);
        let manifest = Manifest { version, records, at: now, checkpoint };
        shelf.set(SHELF_MANIFEST, &manifest.sealed())?;
    }
    let (entries_there, batches_there) = writing.on_shelf;
    for (id, batch) in writing.batches.iter().skip(batches_there) {
        shelf.set(&format!("{BATCH}{id}"), &STANDARD.encode(batch.to_bytes()))?;
    }
    let entries = writing.entries.iter().skip(entries_there);
    let mut entries: Vec<Entry> = entries.map(|entry| Entry::clone(entry)).collect();
    if let Some(last) = entries.last_mut() {
        last.after = Some(checkpoint);
    }
    let news = Entry::sealed_together(&entries);
    if let Some((key, text)) = &news {
        shelf.set(&format!("{JOURNAL}{key}"), text)?;
    }
    let texts = writing.touched().into_iter().filter_map(|id| Some((id, sealed_record(id, book.record(id)?).0)));
    let manifest = Manifest { version: VERSION, records, at: now, checkpoint };
    Ok(Done { manifest, texts: texts.collect(), news: news.into_iter().collect() })
}

/// What the shelf holds.
///
/// # Errors
/// [`StoreError`] if it can't be read.
fn read_shelf<S: Shelf>(shelf: &S) -> Result<StoreImage, StoreError> {
    let mut image = StoreImage { manifest: shelf.get(SHELF_MANIFEST)?, ..StoreImage::default() };
    for key in shelf.keys()? {
        let into = match key.strip_prefix(RECORD) {
            Some(id) => Some((&mut image.records, id)),
            None => key.strip_prefix(JOURNAL).map(|entry| (&mut image.entries, entry)),
        };
        if let Some((into, name)) = into
            && let Some(text) = shelf.get(&key)?
        {
            into.insert(name.into(), text);
        }
    }
    Ok(image)
}

/// What the vault holds, with the last `entries` entries of its journal, or all. Of an earlier version all
/// are read: what is brought forward is to know everybody the journal names.
///
/// # Errors
/// [`StoreError`] if it can't be read.
async fn read_vault<V: Vault>(vault: &V, entries: Option<usize>) -> Result<StoreImage, StoreError> {
    let mut transaction = vault.begin().await?;
    let manifest = transaction.get(Table::Meta, vec![MANIFEST.into()]).await?.pop().flatten();
    let is_earlier = manifest.as_deref().and_then(Manifest::read).is_some_and(|of| of.version < VERSION);
    Ok(StoreImage {
        records: transaction.all(Table::Records, None).await?,
        entries: transaction.all(Table::Journal, entries.filter(|_| !is_earlier)).await?,
        manifest,
    })
}

/// Removes everything, for good. The shelf first: if the vault then refuses, it restores the shelf.
///
/// # Errors
/// [`StoreError`] if the vault refused; what it holds is still there.
pub async fn erase<V: Vault, S: Shelf>(vault: Option<&V>, shelf: Option<&S>) -> Result<(), StoreError> {
    if let Some(shelf) = shelf {
        let ours = [RECORD, JOURNAL, BATCH, DAMAGED, SHELF_MANIFEST];
        for key in shelf.keys()?.iter().filter(|key| ours.iter().any(|beginning| key.starts_with(beginning))) {
            shelf.remove(key)?;
        }
    }
    if let Some(vault) = vault {
        let mut transaction = vault.begin().await?;
        for table in Table::ALL {
            transaction.clear(table).await?;
        }
        transaction.commit().await?;
    }
    Ok(())
}

impl Image {
    /// What both stores hold. A store that can't be read holds nothing, and is named.
    pub async fn read<V: Vault, S: Shelf>(
        vault: Option<&V>,
        shelf: Option<&S>,
        entries: Option<usize>,
    ) -> (Self, NotKept) {
        let mut troubles = NotKept { vault: None, shelf: None };
        let shelf = shelf.map(read_shelf).transpose().unwrap_or_else(|error| {
            troubles.shelf = Some(error);
            None
        });
        let vault = match vault {
            Some(vault) => read_vault(vault, entries).await.map(Some),
            None => Ok(None),
        };
        let vault = vault.unwrap_or_else(|error| {
            troubles.vault = Some(error);
            None
        });
        (Self { shelf: shelf.unwrap_or_default(), vault: vault.unwrap_or_default() }, troubles)
    }
}
