//! The open book: what the pages read, and the one way they write.
//!
//! Pages read derived values ([`Session::ledger`], [`Session::analysis`], [`Session::field`]) and
//! write by [`Session::commit`]. What is written goes to the [`Keeper`], which keeps it and tells the
//! other tabs; what they write comes back from it.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::shared::Shared;
use crate::analysis::{Analysis, Config};
use crate::book::{
    Account, Actor, Author, Book, Change, Clock, DELETED, Edit, Field, ImportBatch, Label, RecordId, RecordKind,
    SETTINGS, Settings, Stamp, account, author, settings,
};
use crate::browser::keeper::{Event, Keeper, Trouble};
use crate::browser::{backup, clock, space};
use crate::calendar::Date;
use crate::dossier::freshness::FRESH_DAYS;
use crate::journal::{Act, Backup, Entry, Log, Manifest, Opened, Verdict};
use crate::ledger::{Batch, Ledger, Valuation};

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

/// What just happened, for the toast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A change that can be undone.
    Changed(Label),
    /// A change was taken back; it can be done again.
    Undone(Label),
    /// It was done again.
    Redone(Label),
    /// Everything was deleted.
    Erased,
    /// Nothing was changed: a newer version uses these data.
    ReadOnly,
}

/// Something that was kept may be missing; what there is, for a person to decide on.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// What could be read.
    pub accounts: usize,
    pub records: usize,
    /// What there was by the last word of any store.
    pub expected: Option<Manifest>,
    /// How many texts are damaged.
    pub damaged: usize,
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
    log: RwSignal<Log>,
    /// Whether the stores are read.
    pub is_open: RwSignal<bool>,
    pub ledger: Memo<Shared<Ledger>>,
    /// `None` if there are no sales in the window.
    pub analysis: Memo<Option<Shared<Analysis>>>,
    pub save_state: RwSignal<SaveState>,
    pub notice: RwSignal<Option<Notice>>,
    /// What doesn't work as it should, though nothing is lost.
    pub trouble: RwSignal<Option<Trouble>>,
    /// While it is decided what becomes of a book that may not be whole.
    pub doubt: RwSignal<Option<Shared<Doubt>>>,
    /// Whether the data belong to a newer version of the page, so that this one must not write.
    pub is_read_only: RwSignal<bool>,
    /// How many texts were found damaged when the page opened, and were restored or set aside.
    pub damaged: RwSignal<usize>,
    /// Files of imports whose sales are not on this device.
    pub missing_sales: Memo<Vec<String>>,
    /// When everything was last backed up to a file, as far as this device knows.
    pub backup: RwSignal<Option<Backup>>,
    /// The time as of the last look at it, for what depends on the day.
    pub now: RwSignal<u64>,
    /// The day the book is read on: what is due, what is stale.
    pub read_on: Memo<Date>,
    /// For how many days a fact stays fresh.
    pub fresh_days: Memo<u32>,
    clock: StoredValue<Clock>,
    /// When something was last entered here, by the machine's clock.
    entered_at: StoredValue<u64>,
    keeper: StoredValue<Option<Rc<Keeper>>, LocalStorage>,
    opened: StoredValue<Option<Opened>, LocalStorage>,
}

/// Keystrokes in one field within this many ms are one change to undo.
const TYPING: u64 = 3_000;

impl Session {
    /// Begins to open what this browser holds.
    pub fn open() -> Self {
        let book = RwSignal::new(Arc::new(Book::default()));
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
                let live = ImportBatch::counting(book);
                let live = live.into_iter().filter_map(|id| batches.get(&id).map(Arc::as_ref));
                Shared::new(Ledger::of(Valuation::of(book), live))
            })
        });
        let analysis = Memo::new(move |_| {
            figures.track();
            let ledger = ledger.get();
            book.with_untracked(|book| Analysis::of(book, &ledger, &Config::of(book)).map(Shared::new))
        });
        let now = RwSignal::new(clock::now());
        let read_on = Memo::new(move |_| {
            let set = book.with(|book| book.value(SETTINGS, settings::field::read_on));
            set.unwrap_or_else(|| clock::day_of(now.get()))
        });
        let fresh_days = Memo::new(move |_| {
            book.with(|book| book.value(SETTINGS, settings::field::fresh_days)).unwrap_or(FRESH_DAYS)
        });
        let session = Self {
            book,
            batches,
            figures,
            imports,
            log: RwSignal::new(Log::default()),
            is_open,
            ledger,
            analysis,
            save_state: RwSignal::new(SaveState::Saved),
            notice: RwSignal::new(None),
            trouble: RwSignal::new(None),
            doubt: RwSignal::new(None),
            is_read_only: RwSignal::new(false),
            damaged: RwSignal::new(0),
            missing_sales,
            backup: RwSignal::new(backup::read()),
            now,
            read_on,
            fresh_days,
            clock: StoredValue::new(Clock::default()),
            entered_at: StoredValue::new(0),
            keeper: StoredValue::new_local(None),
            opened: StoredValue::new_local(None),
        };
        leptos::task::spawn_local(session.read());
        session
    }

    async fn read(self) {
        let found = Keeper::open(move |event| self.hear(event), move || self.book_untracked()).await;
        let mut stamps = Clock::new(found.keeper.actor());
        stamps.observe(found.opened.book.latest_stamp());
        found.opened.log.last().into_iter().for_each(|entry| stamps.observe(entry.stamp));
        self.last_stamp().into_iter().for_each(|heard| stamps.observe(heard));
        self.clock.set_value(stamps);
        self.keeper.set_value(Some(found.keeper.clone()));
        if !found.keeper.is_usable() {
            self.save_state.set(SaveState::MemoryOnly);
        }
        match found.troubles.vault.filter(|_| found.keeper.is_usable()) {
            Some(error) => self.trouble.set(Some(Trouble::Unread(error))),
            None => self.trouble.set(None),
        }
        // What other tabs said while the stores were read is in the book already.
        self.book.update(|book| Arc::make_mut(book).join_book(&found.opened.book));
        self.log.update(|log| log.join(&found.opened.log));
        self.refresh();
        self.damaged.set(found.opened.damaged.len());
        match found.opened.verdict {
            Verdict::Fresh | Verdict::Whole => found.keeper.start(&found.opened),
            Verdict::Newer => {
                found.keeper.hold();
                self.is_read_only.set(true);
            }
            Verdict::Doubtful => self.doubt.set(Some(Shared::new(Doubt {
                accounts: found.opened.book.count::<Account>(),
                records: found.opened.book.records().count(),
                expected: found.opened.newest,
                damaged: found.opened.damaged.len(),
            }))),
        }
        if self.doubt.with_untracked(Option::is_some) {
            self.opened.set_value(Some(found.opened));
        }
        self.read_batches().await;
        self.is_open.set(true);
    }

    /// Reads the sales of imports that aren't at hand.
    async fn read_batches(self) {
        let Some(keeper) = self.keeper.get_value() else { return };
        let imports: Vec<_> = self.book.with_untracked(|book| book.all::<ImportBatch>().map(|(id, _)| id).collect());
        let mut found = BTreeMap::new();
        for id in imports {
            if !self.holds_sales(id)
                && let Some(batch) = keeper.batch(id).await
            {
                found.insert(id, Arc::new(batch));
            }
        }
        if !found.is_empty() {
            self.batches.update(|batches| Arc::make_mut(batches).extend(found));
        }
    }

    /// Goes on with what is left of a book that may not be whole.
    pub fn accept_what_is_left(self) {
        let (keeper, opened) = (self.keeper.get_value(), self.opened.with_value(Clone::clone));
        if let (Some(keeper), Some(opened)) = (keeper, opened) {
            keeper.start(&opened);
        }
        self.doubt.set(None);
    }

    /// What the keeper says.
    fn hear(self, event: Event) {
        match event {
            Event::Saving => self.save_state.set(SaveState::Saving),
            Event::Saved => self.save_state.set(SaveState::Saved),
            Event::Failed(refused) => self.save_state.set(SaveState::Failed(refused.to_string())),
            Event::Trouble(trouble) => self.trouble.maybe_update(|now| {
                let is_news = now.as_ref() != Some(&trouble);
                *now = Some(trouble);
                is_news
            }),
            Event::VaultWorks => self.trouble.maybe_update(|now| {
                let was_trouble = matches!(now, Some(Trouble::Vault(_)));
                if was_trouble {
                    *now = None;
                }
                was_trouble
            }),
            Event::Emptied => {
                let batches = self.live_batches();
                self.keeper.with_value(|keeper| keeper.iter().for_each(|keeper| keeper.refill(batches.clone())));
            }
            Event::Outdated => {
                self.keeper.with_value(|keeper| keeper.iter().for_each(|keeper| keeper.hold()));
                self.is_read_only.set(true);
            }
            Event::Erased => self.forget(),
            Event::Heard(entry) => self.hear_of(entry),
        }
    }

    /// Another tab's change.
    fn hear_of(self, entry: Arc<Entry>) {
        if self.log.with_untracked(|log| log.contains(entry.stamp)) {
            return;
        }
        self.clock.update_value(|clock| clock.observe(entry.stamp));
        // A notice's undo takes back the last change, which now is another one.
        self.notice.set(None);
        self.book.update(|book| drop(Arc::make_mut(book).apply(&entry.change, entry.stamp)));
        self.wake(&entry.change);
        let brings_sales = entry.change.edits.iter().any(|edit| edit.kind == ImportBatch::KIND);
        self.log.update(|log| log.insert(entry));
        if brings_sales {
            leptos::task::spawn_local(self.read_batches());
        }
    }

    /// Looks whether other tabs wrote something while this one was asleep.
    pub fn catch_up(self) {
        self.now.set(clock::now());
        if let (Some(keeper), true) = (self.keeper.get_value(), self.is_open.get_untracked()) {
            leptos::task::spawn_local(async move {
                let log = self.log.get_untracked();
                keeper.catch_up(&log).await;
            });
        }
    }

    /// The stores, once they are open.
    pub fn keeper(self) -> Option<Rc<Keeper>> {
        self.keeper.get_value()
    }

    /// Who writes on this page.
    pub fn actor(self) -> Actor {
        self.keeper.with_value(|keeper| keeper.as_ref().map(|keeper| keeper.actor())).unwrap_or_default()
    }

    /// Which colleague the person at this device is, as far as they said.
    pub fn author_untracked(self) -> Option<RecordId> {
        self.book_untracked().value(Author::id(self.actor().device()), author::field::colleague)
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

    /// The batches whose sales count: without parts of what is here as a whole.
    pub fn counting_batches(self) -> Vec<(RecordId, Arc<Batch>)> {
        let batches = self.batches.get_untracked();
        let counting = self.book.with_untracked(|book| ImportBatch::counting(book));
        counting.into_iter().filter_map(|id| Some((id, batches.get(&id)?.clone()))).collect()
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
        self.enter(Act::Do, change, Vec::new());
    }

    /// Takes over a change that brings sales. They are kept with it or not at all.
    pub fn commit_with_sales(self, change: Change, sales: Vec<(RecordId, Batch)>) {
        if change.label != Label::Sample {
            // Now there is something worth keeping. The answer stands under Data.
            leptos::task::spawn_local(async {
                let _ = space::persist().await;
            });
        }
        let sales: Vec<_> = sales.into_iter().map(|(id, batch)| (id, Arc::new(batch))).collect();
        self.batches.update(|batches| Arc::make_mut(batches).extend(sales.iter().cloned()));
        self.enter(Act::Do, change, sales);
    }

    /// Takes the last change back.
    pub fn undo(self) {
        if let Some(last) = self.log.with_untracked(|log| log.undoable().cloned()).filter(|_| !self.is_in_doubt()) {
            self.enter(Act::Undo(last.stamp), Change::new(last.change.label.clone(), last.inverse.clone()), Vec::new());
        }
    }

    /// Does the last change taken back again.
    pub fn redo(self) {
        if let Some(last) = self.log.with_untracked(|log| log.redoable().cloned()).filter(|_| !self.is_in_doubt()) {
            self.enter(Act::Redo(last.stamp), Change::new(last.change.label.clone(), last.inverse.clone()), Vec::new());
        }
    }

    /// Whether it is still to be decided what becomes of a book that may not be whole.
    fn is_in_doubt(self) -> bool {
        self.doubt.with_untracked(Option::is_some)
    }

    /// What undo would take back.
    pub fn undo_label(self) -> Option<Label> {
        self.log.with(|log| log.undoable().map(|entry| entry.change.label.clone()))
    }

    /// What redo would do again.
    pub fn redo_label(self) -> Option<Label> {
        self.log.with(|log| log.redoable().map(|entry| entry.change.label.clone()))
    }

    /// The entries at hand, tracked: those of the last time, and all since.
    pub fn log(self) -> RwSignal<Log> {
        self.log
    }

    fn enter(self, act: Act, change: Change, sales: Vec<(RecordId, Arc<Batch>)>) {
        if self.is_read_only.get_untracked() {
            return self.notice.set(Some(Notice::ReadOnly));
        }
        if self.keeper.with_value(Option::is_none) {
            // The stores are still being read; nothing that can be seen can be edited yet.
            return;
        }
        if self.is_in_doubt() {
            self.accept_what_is_left();
        }
        let newest = change.edits.iter().filter_map(|edit| edit.stamp).max();
        let stamp = self.clock.try_update_value(|clock| {
            newest.into_iter().for_each(|seen| clock.observe(seen));
            clock.tick(clock::now())
        });
        let Some(stamp) = stamp else { return };
        let inverse = self.book.try_update(|book| Arc::make_mut(book).apply(&change, stamp).edits).unwrap_or_default();
        self.wake(&change);
        if change.edits.iter().any(|edit| edit.kind == ImportBatch::KIND) {
            // An import that comes back has its sales in the stores, not at hand.
            leptos::task::spawn_local(self.read_batches());
        }
        let (now, before) = (clock::now(), self.entered_at.get_value());
        self.entered_at.set_value(now);
        let is_soon = now.saturating_sub(before) < TYPING;
        let typed = self
            .log
            .with_untracked(|log| continues_typing(log, act, &change.label, &inverse, stamp).filter(|_| is_soon));
        let (replaces, inverse) = match typed {
            Some(last) => (Some(last.stamp), last.inverse.clone()),
            None => (None, inverse),
        };
        let entry = Arc::new(Entry { stamp, act, change, inverse, replaces, after: None });
        if entry.is_visible() {
            // A notice's undo takes back the last change, so no notice outlives its own.
            let label = entry.change.label.clone();
            self.notice.set(match act {
                Act::Do => (!is_typed(&label)).then_some(Notice::Changed(label)),
                Act::Undo(_) => Some(Notice::Undone(label)),
                Act::Redo(_) => Some(Notice::Redone(label)),
            });
        }
        self.log.update(|log| log.insert(entry.clone()));
        self.keeper.with_value(|keeper| keeper.iter().for_each(|keeper| keeper.keep(entry.clone(), sales.clone())));
    }

    /// Deletes everything from this browser, for good. The one thing that is no change: what is
    /// erased leaves no trace to undo.
    pub fn erase(self) {
        if self.is_read_only.get_untracked() {
            return self.notice.set(Some(Notice::ReadOnly));
        }
        self.forget();
        if let Some(keeper) = self.keeper.get_value().filter(|keeper| keeper.is_usable()) {
            self.save_state.set(SaveState::Saving);
            leptos::task::spawn_local(async move {
                let erased = keeper.erase().await;
                self.save_state.set(erased.map_or_else(|error| SaveState::Failed(error.detail), |()| SaveState::Saved));
            });
        }
    }

    fn forget(self) {
        self.book.set(Arc::new(Book::default()));
        self.batches.set(Arc::default());
        self.log.set(Log::default());
        self.damaged.set(0);
        self.doubt.set(None);
        backup::forget();
        self.backup.set(None);
        self.refresh();
        self.notice.set(Some(Notice::Erased));
    }

    /// Tries to save again what was refused.
    pub fn save_again(self) {
        self.trouble.set(None);
        self.keeper.with_value(|keeper| keeper.iter().for_each(Keeper::retry));
    }

    /// The last change made.
    pub fn last_stamp(self) -> Option<Stamp> {
        self.log.with_untracked(|log| log.last().map(|entry| entry.stamp))
    }

    /// Takes note that everything up to a change was handed over as a file. One that lacks sales is no
    /// backup.
    pub fn backed_up(self, stamp: Option<Stamp>) {
        if !self.missing_sales.with_untracked(Vec::is_empty) {
            return;
        }
        let backup = Backup { at: clock::now(), stamp };
        backup::keep(&backup);
        self.backup.set(Some(backup));
    }

    /// Wakes what is derived from what a change touches.
    fn wake(self, change: &Change) {
        if change.edits.iter().any(is_in_ledger) {
            self.imports.update(|imports| *imports += 1);
        }
        if change.edits.iter().any(is_in_figures) {
            self.figures.update(|figures| *figures += 1);
        }
    }

    /// Wakes everything that is derived.
    fn refresh(self) {
        self.imports.update(|imports| *imports += 1);
        self.figures.update(|figures| *figures += 1);
    }

    /// Writes what waits as far as that can be done at once: the page is being left.
    pub fn leave(self) {
        self.keeper.with_value(|keeper| keeper.iter().for_each(|keeper| keeper.leave()));
    }
}

/// The entry a change goes on with: keystrokes in one field are one change.
fn continues_typing(log: &Log, act: Act, label: &Label, inverse: &[Edit], now: Stamp) -> Option<Arc<Entry>> {
    let last = log.last().filter(|last| act == Act::Do && last.act == Act::Do)?;
    // The name in the label may be what is being typed.
    if !is_typed(label) || std::mem::discriminant(&last.change.label) != std::mem::discriminant(label) {
        return None;
    }
    (last.stamp.actor == now.actor && last.edits_the_same_field(inverse)).then(|| last.clone())
}

/// Whether the edit touches what the ledger is made of.
fn is_in_ledger(edit: &Edit) -> bool {
    edit.kind == ImportBatch::KIND || Valuation::reads(edit)
}

/// Whether the edit touches what the analysis reads of the book.
fn is_in_figures(edit: &Edit) -> bool {
    edit.kind == Settings::KIND
        || (edit.kind == Account::KIND
            && [account::field::name.name, account::field::external_id.name, DELETED].contains(&edit.field.as_str()))
}

/// Typing and choosing a window show their effect where they happen; the rest says so in a toast.
fn is_typed(label: &Label) -> bool {
    matches!(label, Label::EditAccount { .. } | Label::Edit { .. } | Label::Settings | Label::Author)
}

/// The open book of this page.
pub fn session() -> Session {
    expect_context()
}
