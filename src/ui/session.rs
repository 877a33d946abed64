//! The open book: what the pages read, and the one way they write.
//!
//! Pages read derived values ([`Session::ledger`], [`Session::analysis`], [`Session::field`]) and
//! write by [`Session::commit`]. Keeping what was written is done here, behind their backs: this is
//! the one file of `ui` that knows there is a storage.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::analysis::{Analysis, Config};
use crate::book::{
    Account, Actor, Book, Change, Clock, DELETED, Edit, Field, ImportBatch, Label, RecordId, RecordKind, SETTINGS,
    Settings, account, settings,
};
use crate::browser::{batches, clock, records};
use crate::ledger::{Batch, Ledger};

/// A shared value that is equal to itself only: comparing a ledger by content would cost more than
/// what a memo saves.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// What tells it from every other value that lives at the same time.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Whether what is on the page is on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    Saved,
    Saving,
    /// Storage is denied; nothing is kept, and nothing pretends to be.
    MemoryOnly,
    /// What the browser said to the last try.
    Failed(String),
}

impl SaveState {
    /// Its name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::MemoryOnly => "memory-only",
            Self::Failed(_) => "failed",
        }
    }
}

/// An applied change that can be taken back.
#[derive(Clone)]
struct Done {
    inverse: Change,
    /// When it was made, in ms; keystrokes close to each other are taken back together.
    at: u64,
}

/// What just happened, for the toast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A change that can be undone.
    Changed(Label),
    /// Everything was deleted.
    Erased,
}

/// The open book.
#[derive(Clone, Copy)]
pub struct Session {
    book: RwSignal<Arc<Book>>,
    batches: RwSignal<Arc<BTreeMap<RecordId, Arc<Batch>>>>,
    /// Rises when a change touches what the analysis reads of the book: names, settings.
    figures: RwSignal<u32>,
    /// Rises when a change touches what the ledger is made of: imports, the currency.
    imports: RwSignal<u32>,
    /// Whether the batches are read.
    pub is_open: RwSignal<bool>,
    pub ledger: Memo<Shared<Ledger>>,
    /// `None` if there are no sales in the window.
    pub analysis: Memo<Option<Shared<Analysis>>>,
    pub save_state: RwSignal<SaveState>,
    pub notice: RwSignal<Option<Notice>>,
    /// How many records could not be read.
    pub damaged: RwSignal<u64>,
    /// Files of imports whose sales are not on this device.
    pub missing_sales: Memo<Vec<String>>,
    undo: RwSignal<Vec<Done>>,
    redo: RwSignal<Vec<Change>>,
    clock: StoredValue<Clock>,
    /// Records not yet written.
    unwritten: StoredValue<BTreeSet<RecordId>>,
    /// Sales not yet written; no record is while there are any.
    unwritten_sales: StoredValue<BTreeMap<RecordId, Arc<Batch>>>,
    /// Whether storage may be used at all.
    usable: bool,
}

/// Keystrokes in one field within this many ms are one change to undo.
const TYPING: u64 = 3_000;

/// How many records are written before the page may answer a click.
const WRITES_AT_ONCE: usize = 100;

impl Session {
    /// Opens what this browser holds.
    pub fn open() -> Self {
        let opened = records::open(Actor(u32::from_le_bytes(clock::random()).into()));
        let mut stamps = Clock::new(opened.actor);
        stamps.observe(opened.book.latest_stamp());
        let book = RwSignal::new(Arc::new(opened.book));
        let batches = RwSignal::new(Arc::new(BTreeMap::<RecordId, Arc<Batch>>::new()));
        let (figures, imports) = (RwSignal::new(0), RwSignal::new(0));
        let is_open = RwSignal::new(false);
        let missing_sales = Memo::new(move |_| {
            let batches = batches.get();
            let lacks = |(id, import): (RecordId, ImportBatch)| (!batches.contains_key(&id)).then_some(import.file);
            if is_open.get() {
                book.with(|book| book.all::<ImportBatch>().filter_map(lacks).collect())
            } else {
                Vec::new()
            }
        });
        let ledger = Memo::new(move |_| {
            imports.track();
            let batches = batches.get();
            book.with_untracked(|book| {
                let live = book.all::<ImportBatch>().filter_map(|(id, _)| batches.get(&id).map(Arc::as_ref));
                Shared::new(Ledger::of(book.value(SETTINGS, settings::field::currency).unwrap_or_default(), live))
            })
        });
        let analysis = Memo::new(move |_| {
            figures.track();
            let ledger = ledger.get();
            book.with_untracked(|book| Analysis::of(book, &ledger, &Config::of(book)).map(Shared::new))
        });
        let session = Self {
            book,
            batches,
            figures,
            imports,
            is_open,
            ledger,
            analysis,
            save_state: RwSignal::new(if opened.usable { SaveState::Saved } else { SaveState::MemoryOnly }),
            notice: RwSignal::new(None),
            damaged: RwSignal::new(opened.damaged.len() as u64),
            missing_sales,
            undo: RwSignal::new(Vec::new()),
            redo: RwSignal::new(Vec::new()),
            clock: StoredValue::new(stamps),
            unwritten: StoredValue::new(BTreeSet::new()),
            unwritten_sales: StoredValue::new(BTreeMap::new()),
            usable: opened.usable,
        };
        leptos::task::spawn_local(session.read_batches());
        session
    }

    async fn read_batches(self) {
        let imports: Vec<_> = self.book.with_untracked(|book| book.all::<ImportBatch>().map(|(id, _)| id).collect());
        let mut found = BTreeMap::new();
        for id in imports {
            if let Some(batch) = batches::read(id).await {
                found.insert(id, Arc::new(batch));
            }
        }
        self.batches.set(Arc::new(found));
        self.is_open.set(true);
    }

    /// The book, tracked.
    pub fn book(self) -> Arc<Book> {
        self.book.get()
    }

    /// The book as it is now, without following it.
    pub fn book_untracked(self) -> Arc<Book> {
        self.book.get_untracked()
    }

    /// The batches of living imports, for an export.
    pub fn live_batches(self) -> Vec<(RecordId, Arc<Batch>)> {
        let batches = self.batches.get_untracked();
        let live = |book: &Arc<Book>| {
            book.all::<ImportBatch>().filter_map(|(id, _)| Some((id, batches.get(&id)?.clone()))).collect()
        };
        self.book.with_untracked(live)
    }

    /// Whether the sales of an import are here.
    pub fn holds_sales(self, import: RecordId) -> bool {
        self.batches.with_untracked(|batches| batches.contains_key(&import))
    }

    /// Whether there is nothing in the book.
    pub fn is_empty(self) -> bool {
        self.book.with(|book| book.is_empty())
    }

    /// One field of one record, followed by itself: other fields don't wake its readers.
    pub fn field<T>(self, id: RecordId, field: Field<T>) -> Memo<T>
    where
        T: DeserializeOwned + Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.book.with(|book| book.value(id, field)))
    }

    /// The edit of one field, as a change of its own.
    pub fn set<T: Serialize>(self, label: Label, id: RecordId, field: Field<T>, value: T) {
        self.commit(Change::new(label, vec![field.set(id, value)]));
    }

    /// Sets a field of the settings.
    pub fn set_setting<T: Serialize>(self, field: Field<T>, value: T) {
        self.set(Label::Settings, SETTINGS, field, value);
    }

    /// Takes over a change: the one way to write.
    pub fn commit(self, change: Change) {
        let inverse = self.apply(&change);
        if inverse.edits.is_empty() {
            // Nothing a person could see; newer stamps and sales that were missing are kept all the same.
            return self.keep(change.touched());
        }
        let now = clock::now();
        let typing = |done: &Done| {
            let fields = |change: &Change| -> Vec<(RecordId, String)> {
                change.edits.iter().map(|edit| (edit.id, edit.field.clone())).collect()
            };
            inverse.edits.len() == 1 && fields(&done.inverse) == fields(&inverse) && now.abs_diff(done.at) < TYPING
        };
        self.undo.update(|undo| match undo.last_mut().filter(|done| typing(done)) {
            Some(done) => done.at = now,
            None => undo.push(Done { inverse: inverse.clone(), at: now }),
        });
        self.redo.set(Vec::new());
        // A notice's undo takes back the last change, so no notice outlives its own.
        self.notice.set(is_worth_a_notice(&change).then(|| Notice::Changed(change.label.clone())));
        self.keep(change.touched());
    }

    /// Takes over a change that brings sales. They are on the device before their receipts are, so
    /// that no receipt ever lacks its sales.
    pub fn commit_with_sales(self, change: Change, sales: Vec<(RecordId, Batch)>) {
        let sales: Vec<_> = sales.into_iter().map(|(id, batch)| (id, Arc::new(batch))).collect();
        self.batches.update(|batches| Arc::make_mut(batches).extend(sales.iter().cloned()));
        self.unwritten_sales.update_value(|unwritten| unwritten.extend(sales));
        self.commit(change);
    }

    /// Takes the last change back.
    pub fn undo(self) {
        let Some(done) = self.undo.try_update(Vec::pop).flatten() else { return };
        let inverse = self.apply(&done.inverse);
        self.redo.update(|redo| redo.push(inverse));
        self.notice.set(None);
        self.keep(done.inverse.touched());
    }

    /// Does the last change taken back again.
    pub fn redo(self) {
        let Some(change) = self.redo.try_update(Vec::pop).flatten() else { return };
        let inverse = self.apply(&change);
        self.undo.update(|undo| undo.push(Done { inverse, at: 0 }));
        self.keep(change.touched());
    }

    /// What undo would take back.
    pub fn undo_label(self) -> Option<Label> {
        self.undo.with(|undo| undo.last().map(|done| done.inverse.label.clone()))
    }

    /// What redo would do again.
    pub fn redo_label(self) -> Option<Label> {
        self.redo.with(|redo| redo.last().map(|change| change.label.clone()))
    }

    /// Deletes everything from this browser, for good. The one thing that is no change: what is
    /// erased leaves no trace to undo.
    pub fn erase(self) {
        self.book.set(Arc::new(Book::default()));
        self.batches.set(Arc::default());
        self.undo.set(Vec::new());
        self.redo.set(Vec::new());
        self.unwritten.set_value(BTreeSet::new());
        self.unwritten_sales.set_value(BTreeMap::new());
        self.damaged.set(0);
        self.imports.update(|imports| *imports += 1);
        self.figures.update(|figures| *figures += 1);
        if self.usable {
            records::remove_all();
            self.save_state.set(SaveState::Saving);
            leptos::task::spawn_local(async move {
                let removed = batches::remove_all().await;
                self.save_state
                    .set(removed.map_or_else(|error| SaveState::Failed(error.detail), |()| SaveState::Saved));
            });
        }
        self.notice.set(Some(Notice::Erased));
    }

    fn apply(self, change: &Change) -> Change {
        let newest = change.edits.iter().filter_map(|edit| edit.stamp).max();
        let stamp = self.clock.try_update_value(|clock| {
            newest.into_iter().for_each(|seen| clock.observe(seen));
            clock.tick(clock::now())
        });
        let inverse = self.book.try_update(|book| Arc::make_mut(book).apply(change, stamp.unwrap_or_default()));
        if change.edits.iter().any(is_in_ledger) {
            self.imports.update(|imports| *imports += 1);
        }
        if change.edits.iter().any(is_in_figures) {
            self.figures.update(|figures| *figures += 1);
        }
        inverse.unwrap_or_else(|| Change::new(change.label.clone(), Vec::new()))
    }

    /// Writes these records: first the sales they may speak of; then at once if they are few, in
    /// slices if they are many.
    fn keep(self, ids: Vec<RecordId>) {
        self.unwritten.update_value(|unwritten| unwritten.extend(ids));
        if !self.usable {
            return;
        }
        let sales = self.sales_to_write();
        if sales.is_empty() {
            return self.write_some();
        }
        self.save_state.set(SaveState::Saving);
        leptos::task::spawn_local(async move {
            for (id, batch) in sales {
                // Undone or erased meanwhile.
                if !self.unwritten_sales.with_value(|unwritten| unwritten.contains_key(&id)) {
                    continue;
                }
                match batches::write(id, &batch).await {
                    Ok(()) => self.unwritten_sales.update_value(|unwritten| drop(unwritten.remove(&id))),
                    Err(error) => return self.save_state.set(SaveState::Failed(error.detail)),
                }
            }
            self.write_some();
        });
    }

    /// The sales that aren't written yet and whose import lives: one that was taken back must not
    /// keep everything else from being saved.
    fn sales_to_write(self) -> Vec<(RecordId, Arc<Batch>)> {
        let book = self.book_untracked();
        let lives = |id: &RecordId| book.get::<ImportBatch>(*id).is_some();
        self.unwritten_sales.with_value(|unwritten| {
            unwritten.iter().filter(|(id, _)| lives(id)).map(|(id, batch)| (*id, batch.clone())).collect()
        })
    }

    fn write_some(self) {
        let book = self.book_untracked();
        let next: Vec<RecordId> =
            self.unwritten.with_value(|unwritten| unwritten.iter().copied().take(WRITES_AT_ONCE).collect());
        for id in next {
            let written = book.record(id).map_or(Ok(()), |record| records::write(id, record));
            match written {
                Ok(()) => self.unwritten.update_value(|unwritten| {
                    unwritten.remove(&id);
                }),
                Err(error) => return self.save_state.set(SaveState::Failed(error.detail)),
            }
        }
        if self.unwritten.with_value(BTreeSet::is_empty) {
            self.save_state.set(SaveState::Saved);
        } else {
            self.save_state.set(SaveState::Saving);
            set_timeout(move || self.write_some(), std::time::Duration::ZERO);
        }
    }

    /// Writes everything that waits, now: the page is being left.
    pub fn write_all(self) {
        while self.usable
            && self.sales_to_write().is_empty()
            && self.save_state.with_untracked(|state| *state == SaveState::Saving)
        {
            let waiting = self.unwritten.with_value(BTreeSet::len);
            self.write_some();
            if self.unwritten.with_value(BTreeSet::len) == waiting {
                break;
            }
        }
    }
}

/// Whether the edit touches what the ledger is made of.
fn is_in_ledger(edit: &Edit) -> bool {
    edit.kind == ImportBatch::KIND || (edit.kind == Settings::KIND && edit.field == settings::field::currency.name)
}

/// Whether the edit touches what the analysis reads of the book.
fn is_in_figures(edit: &Edit) -> bool {
    edit.kind == Settings::KIND
        || (edit.kind == Account::KIND
            && [account::field::name.name, account::field::external_id.name, DELETED].contains(&edit.field.as_str()))
}

/// Typing and choosing a window show their effect where they happen; the rest says so in a toast.
fn is_worth_a_notice(change: &Change) -> bool {
    !matches!(change.label, Label::EditAccount { .. } | Label::EditContact { .. } | Label::Settings)
}

/// The open book of this page.
pub fn session() -> Session {
    expect_context()
}
