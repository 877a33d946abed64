//! What waits to be written: between a page that edits and stores that take their time.

use std::sync::Arc;

use super::{Entry, Kept, Opened, Place, Shelving, Verdict, Writing};
use crate::book::{Book, RecordId};
use crate::ledger::Batch;

/// What waits, in the order it was made.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: Writing,
    /// Whether everything but what came since is on the shelf, and waits for the vault alone.
    is_on_shelf: bool,
    /// How many writings this page knows of.
    seen: u64,
    /// What the shelf has still to do.
    pub shelving: Shelving,
}

impl Queue {
    /// The queue of a page that was just opened: what one store has and the other lacks waits.
    pub fn new(opened: &Opened, has_vault: bool) -> Self {
        let behind = if has_vault { &opened.vault_lacks } else { &opened.shelf_lacks };
        let mut queue = Self {
            waiting: Writing {
                entries: if has_vault { opened.vault_lacks_entries.clone() } else { Vec::new() },
                records: behind.clone(),
                damaged: opened.damaged.clone(),
                batches: Vec::new(),
                packed: Vec::new(),
                texts: Vec::new(),
                on_shelf: (0, 0),
                recount: opened.verdict == Verdict::Doubtful || !opened.damaged.is_empty(),
            },
            is_on_shelf: false,
            seen: opened.writings,
            shelving: Shelving::default(),
        };
        if opened.verdict == Verdict::Whole {
            queue.shelving.catch_up(opened.newest);
        }
        queue.shelving.let_go(&opened.obsolete);
        // A shelf that stands alone gets them by a writing like any other.
        for id in opened.shelf_lacks.iter().filter(|_| has_vault) {
            if let Some(record) = opened.book.record(*id) {
                queue.shelving.add_record(*id, record);
            }
        }
        queue
    }

    pub fn push(&mut self, entry: Arc<Entry>, batches: Vec<(RecordId, Arc<Batch>)>) {
        self.waiting.entries.push(entry);
        self.push_batches(batches);
    }

    /// Sales to write though their entry is kept already: a vault that was emptied gets them again.
    pub fn push_batches(&mut self, batches: Vec<(RecordId, Arc<Batch>)>) {
        self.waiting.batches.extend(batches);
        self.is_on_shelf = false;
    }

    /// What is to be written next; `None` if everything is kept.
    pub fn next(&self) -> Option<Writing> {
        (!self.is_kept()).then(|| self.waiting.clone())
    }

    /// What is to be written next, also if it is on the shelf and waits for the vault alone.
    pub fn next_to_retry(&self) -> Option<Writing> {
        (!self.is_kept() || self.is_on_shelf).then(|| self.waiting.clone())
    }

    /// Whether everything is kept somewhere.
    pub fn is_kept(&self) -> bool {
        self.is_on_shelf || self.waiting.is_empty()
    }

    /// How many writings this page knows of.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Takes note of another tab's writing.
    pub fn see(&mut self, writing: u64) {
        self.seen = self.seen.max(writing);
    }

    /// Takes note that a writing was kept.
    pub fn kept(&mut self, book: &Book, writing: &Writing, kept: &Kept, has_vault: bool) {
        self.see(kept.manifest.checkpoint.writing);
        self.shelving.add(book, writing, kept);
        if kept.place == Place::Shelf && has_vault {
            self.waiting.on_shelf = (writing.entries.len(), writing.batches.len());
            drop_first(&mut self.waiting.damaged, writing.damaged.len());
            self.is_on_shelf = self.waiting.on_shelf == (self.waiting.entries.len(), self.waiting.batches.len());
            return;
        }
        self.is_on_shelf = false;
        self.waiting.on_shelf = (0, 0);
        let waiting = &mut self.waiting;
        drop_first(&mut waiting.entries, writing.entries.len());
        drop_first(&mut waiting.batches, writing.batches.len());
        drop_first(&mut waiting.records, writing.records.len());
        drop_first(&mut waiting.damaged, writing.damaged.len());
        self.waiting.recount = false;
    }
}

/// What was written is the beginning of what waited, as long as nobody emptied the queue meanwhile.
fn drop_first<T>(waiting: &mut Vec<T>, written: usize) {
    waiting.drain(..written.min(waiting.len()));
}
