//! The open book, as the pages see it: signals over [`OpenBook`], which knows the rules.
//!
//! Pages read derived values ([`Session::ledger`], [`Session::analysis`], [`Session::field`]) and
//! write by [`Session::commit`]. Whatever happens goes to the open book, and what it answers is done here:
//! the [`Persister`] keeps an entry, a signal wakes who follows it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::by_ptr::ByPtr;
use super::followed_records::FollowedRecords;
use super::told_twice;
use crate::analysis::{Analysis, Config, FiguresBuilder};
use crate::book::{
    Actor, Author, Book, Change, Field, ImportBatch, Label, Record, RecordId, SETTINGS, Stamp, author, import_batch,
    settings,
};
use crate::browser::persister::Persister;
use crate::browser::vault::Database;
use crate::browser::{backup, clock, handed_over, scheduling, storage_quota, zone};
use crate::calendar::Date;
use crate::dossier::freshness::FRESH_DAYS;
use crate::journal::{
    self, Aspect, Backup, Doubt, Erased, Foreseen, Log, Notice, OpenBook, Sales, SaveState, StoreEvent, Trouble,
};
use crate::ledger::{Batch, Ledger, LedgerBuilder, Valuation};
use crate::working_time::{Instant, Wall};

/// The open book.
#[derive(Clone, Copy)]
pub struct Session {
    /// In no signal: each aspect of it is followed by itself, and a copy of the book in one would make
    /// every keystroke copy the list of its records.
    open: StoredValue<OpenBook>,
    changed: Changed,
    followed: FollowedRecords,
    /// Whether the stores are read.
    pub is_open: RwSignal<bool>,
    pub ledger: Memo<ByPtr<Ledger>>,
    /// `None` if there are no sales in the window.
    pub analysis: Memo<Option<ByPtr<Analysis>>>,
    pub save_state: RwSignal<SaveState>,
    pub notice: RwSignal<Option<Notice>>,
    /// What doesn't work as it should, though nothing is lost.
    pub trouble: RwSignal<Option<Trouble>>,
    /// While it is decided what becomes of a book that may not be whole.
    pub doubt: RwSignal<Option<Doubt>>,
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
    persister: StoredValue<Option<Rc<Persister>>, LocalStorage>,
    /// What the memos are about to say, made in turns before anybody asks.
    ahead: Ahead,
}

/// A ledger and an analysis that are made already; nothing of an analysis that isn't wanted.
#[derive(Clone, Copy)]
struct Ahead {
    ledger: StoredValue<Option<ByPtr<Ledger>>>,
    analysis: StoredValue<Option<Option<ByPtr<Analysis>>>>,
}

/// How many lines, or sales, are taken into a ledger or an analysis before the page may answer.
const SALES_AT_ONCE: usize = 20_000;

/// Wakes whoever follows an aspect of the open book.
#[derive(Clone, Copy)]
struct Changed {
    book: Trigger,
    log: Trigger,
    sales: Trigger,
    ledger: Trigger,
    figures: Trigger,
}

impl Changed {
    fn new() -> Self {
        let [book, log, sales, ledger, figures] = std::array::from_fn(|_| Trigger::new());
        Self { book, log, sales, ledger, figures }
    }
}

impl Session {
    /// Begins to open what this browser holds.
    pub fn open() -> Self {
        let (open, changed) = (StoredValue::new(OpenBook::default()), Changed::new());
        let is_open = RwSignal::new(false);
        let missing_sales = Memo::new(move |_| {
            changed.book.track();
            changed.sales.track();
            if !is_open.get() {
                return Vec::new();
            }
            open.with_value(|open| {
                let file = |id| open.book().value(id, import_batch::field::file);
                open.missing_sales().into_iter().map(file).collect()
            })
        });
        let ahead = Ahead { ledger: StoredValue::new(None), analysis: StoredValue::new(None) };
        let ledger = Memo::new(move |_| {
            changed.ledger.track();
            changed.sales.track();
            if let Some(made) = ahead.ledger.try_update_value(Option::take).flatten() {
                return made;
            }
            open.with_value(|open| {
                let counting = open.counting_sales();
                let batches = counting.iter().map(|(_, batch)| batch.as_ref());
                ByPtr::new(Ledger::of(Valuation::of(open.book()), batches))
            })
        });
        let analysis = Memo::new(move |_| {
            changed.figures.track();
            let ledger = ledger.get();
            if let Some(made) = ahead.analysis.try_update_value(Option::take).flatten() {
                return made;
            }
            open.with_value(|open| {
                let book = open.book();
                Analysis::of(book, &ledger, &Config::of(book)).map(ByPtr::new)
            })
        });
        let now = RwSignal::new(clock::now());
        let read_on = Memo::new(move |_| {
            changed.book.track();
            let set = open.with_value(|open| open.book().value(SETTINGS, settings::field::read_on));
            set.unwrap_or_else(|| clock::day_of(now.get()))
        });
        let fresh_days = Memo::new(move |_| {
            changed.book.track();
            open.with_value(|open| open.book().value(SETTINGS, settings::field::fresh_days)).unwrap_or(FRESH_DAYS)
        });
        let session = Self {
            open,
            changed,
            followed: FollowedRecords::default(),
            is_open,
            ledger,
            analysis,
            // Nothing is saved before the stores have answered.
            save_state: RwSignal::new(SaveState::Saving),
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
            persister: StoredValue::new_local(None),
            ahead,
        };
        leptos::task::spawn_local(session.read());
        session
    }

    /// The minute it is. On another day than today: the one at which the book's clock shows that day what it shows now.
    pub fn this_minute(self) -> Instant {
        let zone = self.book_untracked().value(SETTINGS, settings::field::zone);
        let now = (clock::now() / 60_000) as i64;
        let now = Instant::new(now, i16::try_from(zone::offset(&zone, now)).unwrap_or_default());
        match self.read_on.get_untracked() {
            day if day == clock::today() => now,
            day => zone::instant(&zone, Wall::new(day, now.written().minute())),
        }
    }

    async fn read(self) {
        let found = Persister::open(move |event| self.hear(event), move || self.book_untracked()).await;
        let (actor, can_keep) = (found.persister.actor(), found.persister.is_usable());
        let has_vault = found.persister.database().is_some();
        self.persister.set_value(Some(found.persister));
        // A shelf that can't be read beside a vault that can costs nothing; alone it would hide the book.
        let unread = found.troubles.vault.or(found.troubles.shelf.filter(|_| !has_vault));
        self.step(|open| open.opened(actor, found.opened, can_keep, unread));
    }

    /// Lets something happen to the open book, and does what follows.
    fn step(self, step: impl FnOnce(&mut OpenBook) -> Vec<journal::Effect>) {
        let effects = self.open.try_update_value(step).unwrap_or_default();
        for effect in effects {
            self.run(effect);
        }
    }

    fn run(self, effect: journal::Effect) {
        use journal::Effect;
        let persister = self.persister.get_value();
        match effect {
            Effect::Changed(aspect) => self.wake(aspect),
            Effect::Notice(notice) => self.notice.set(notice),
            Effect::Saves(state) => self.save_state.set(state),
            Effect::Trouble(trouble) => self.trouble.set(trouble),
            Effect::Damaged(count) => self.damaged.set(count),
            Effect::Ready => self.is_open.set(true),
            Effect::ForgetBackup => {
                backup::forget();
                handed_over::forget();
                self.backup.set(None);
            }
            Effect::Start(found) => persister.iter().for_each(|persister| persister.start(&found)),
            Effect::Hold => persister.iter().for_each(|persister| persister.hold()),
            Effect::Keep(entry, sales) => {
                persister.iter().for_each(|persister| persister.keep(entry.clone(), sales.clone()))
            }
            Effect::Retry => persister.iter().for_each(Persister::retry),
            Effect::Refill(sales) => persister.iter().for_each(|persister| persister.refill(sales.clone())),
            Effect::ReadSales(imports) => leptos::task::spawn_local(self.read_sales(imports)),
            Effect::Erase => leptos::task::spawn_local(async move {
                if let Some(persister) = persister {
                    let erased = persister.erase().await;
                    self.step(|open| open.erased(erased));
                }
            }),
        }
    }

    fn wake(self, aspect: Aspect) {
        match aspect {
            Aspect::Book => {
                self.followed.wake(|id| self.shared(id));
                self.changed.book.notify();
            }
            Aspect::Log => self.changed.log.notify(),
            Aspect::Sales => self.changed.sales.notify(),
            Aspect::Ledger => {
                self.changed.ledger.notify();
                leptos::task::spawn_local(self.count_once(Sales::new()));
            }
            Aspect::Figures => self.changed.figures.notify(),
            Aspect::Phase => {
                let (is_read_only, doubt) = self.open.with_value(|open| (open.is_read_only(), open.doubt()));
                self.is_read_only.set(is_read_only);
                self.doubt.set(doubt);
            }
        }
    }

    async fn read_sales(self, imports: Vec<RecordId>) {
        let Some(persister) = self.persister.get_value() else { return };
        let mut found = Sales::new();
        for id in imports {
            if !self.holds_sales(id)
                && let Some(batch) = persister.batch(id).await
            {
                found.push((id, Arc::new(batch)));
            }
        }
        // First, so that nothing is seen that counts twice.
        self.count_once(found.clone()).await;
        self.step(|open| open.sales_read(found));
    }

    /// Sees to it that what several imports tell counts once. `brought` are sales that aren't at hand yet.
    async fn count_once(self, brought: Sales) {
        let (book, stored) =
            self.open.with_value(|open| (open.book().clone(), open.stored_sales(open.book(), &brought)));
        if let Some(stand_ins) = self.stand_ins(&book, stored).await {
            self.open.update_value(|open| open.stand_in(stand_ins));
            self.changed.sales.notify();
        }
    }

    /// What counts in place of the stored sales of a book, so that what several imports tell counts once; `None` if it
    /// is what does so far.
    async fn stand_ins(self, book: &Book, stored: Sales) -> Option<Sales> {
        let before = self.open.with_value(|open| open.stand_ins().clone());
        if !ImportBatch::may_overlap(book) {
            return (!before.is_empty()).then(Sales::new);
        }
        // Where it can't be fetched, it is tried again with the next change.
        told_twice::stand_ins(Arc::new(book.clone()), stored, before).await.ok().flatten()
    }

    /// Goes on with what is left of a book that may not be whole.
    pub fn accept_what_is_left(self) {
        self.step(OpenBook::accept);
    }

    /// What the persister says.
    fn hear(self, event: StoreEvent) {
        self.step(|open| open.hear(event));
    }

    /// Takes note of the time if it is another day by now.
    pub fn look_at_the_clock(self) {
        let now = clock::now();
        if clock::day_of(now) != clock::day_of(self.now.get_untracked()) {
            self.now.set(now);
        }
    }

    /// Looks whether other tabs wrote something while this one was asleep.
    pub fn catch_up(self) {
        self.now.set(clock::now());
        if let (Some(persister), true) = (self.persister.get_value(), self.is_open.get_untracked()) {
            leptos::task::spawn_local(async move {
                let log = self.open.with_value(|open| open.log().clone());
                persister.catch_up(&log).await;
            });
        }
    }

    /// The stores, once they are open.
    pub fn persister(self) -> Option<Rc<Persister>> {
        self.persister.get_value()
    }

    /// The vault, if there is one and the stores are open.
    pub fn database(self) -> Option<Database> {
        self.persister().and_then(|persister| persister.database().cloned())
    }

    /// Who writes on this page.
    pub fn actor(self) -> Actor {
        self.persister.with_value(|persister| persister.as_ref().map(|persister| persister.actor())).unwrap_or_default()
    }

    /// Which colleague the person at this device is, as far as they said.
    pub fn author_untracked(self) -> Option<RecordId> {
        self.book_untracked().value(Author::id(self.actor().device()), author::field::colleague)
    }

    /// The book, tracked.
    pub fn book(self) -> Arc<Book> {
        self.changed.book.track();
        self.book_untracked()
    }

    /// Reads the book as it is now, without following it or sharing it: whoever holds it when they write
    /// makes the page copy the list of all records.
    pub fn with_book<T>(self, read: impl FnOnce(&Book) -> T) -> T {
        self.open.with_value(|open| read(open.book()))
    }

    /// The book as it is now, without following it.
    pub fn book_untracked(self) -> Arc<Book> {
        self.open.with_value(|open| open.book().clone())
    }

    /// One record, deleted or not, followed by itself: an edit of another doesn't wake its readers.
    pub fn record(self, id: RecordId) -> Option<Arc<Record>> {
        let now = self.shared(id);
        self.followed.follow(id, &now);
        now
    }

    fn shared(self, id: RecordId) -> Option<Arc<Record>> {
        self.open.with_value(|open| open.book().shared(id))
    }

    /// What a person, a competitor or an account is called, followed by itself.
    pub fn name(self, id: RecordId) -> String {
        self.record(id).map(|record| record.get("name")).unwrap_or_default()
    }

    /// The batches of living imports, for an export.
    pub fn live_batches(self) -> Sales {
        self.open.with_value(OpenBook::live_sales)
    }

    /// The batches whose sales count: without parts of what is here as a whole, and what several tell once.
    pub fn counting_batches(self) -> Sales {
        self.open.with_value(OpenBook::counting_sales)
    }

    /// The same as they are stored: what several imports tell is in each.
    pub fn stored_batches(self) -> Sales {
        self.open.with_value(|open| open.stored_sales(open.book(), &Sales::new()))
    }

    /// The sales of an import, if they are here.
    pub fn sales(self, import: RecordId) -> Option<Arc<Batch>> {
        self.open.with_value(|open| open.sales(import))
    }

    /// Whether the sales of an import are here.
    pub fn holds_sales(self, import: RecordId) -> bool {
        self.open.with_value(|open| open.holds_sales(import))
    }

    /// Whether there is nothing in the book.
    pub fn is_empty(self) -> bool {
        self.book().is_empty()
    }

    /// One field of one record, followed by itself: other fields don't wake its readers.
    pub fn field<T>(self, id: RecordId, field: Field<T>) -> Memo<T>
    where
        T: DeserializeOwned + Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.value(id, field))
    }

    /// The same where a memo is made already.
    pub fn value<T: DeserializeOwned + Default>(self, id: RecordId, field: Field<T>) -> T {
        let record = self.record(id).filter(|record| record.kind == field.kind && !record.is_deleted());
        record.map(|record| field.of(&record)).unwrap_or_default()
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
        self.step(|open| open.enter(change, Sales::new(), clock::now()));
    }

    /// Takes over a change of any size, with the sales it brings, which are kept with it or not at all. What follows
    /// from it is made first, in turns: until then the pages show what was, and answer.
    pub async fn commit_in_turns(self, change: Change, sales: Vec<(RecordId, Batch)>) {
        if change.label != Label::Sample {
            // Now there is something worth keeping. The answer stands under Data.
            leptos::task::spawn_local(async {
                let _ = storage_quota::persist().await;
            });
        }
        let sales = sales.into_iter().map(|(id, batch)| (id, Arc::new(batch))).collect();
        let mut foreseen = match self.open.with_value(|open| open.foresee(change, sales, clock::now())) {
            Ok(foreseen) => foreseen,
            Err((change, sales)) => return self.step(|open| open.enter(change, sales, clock::now())),
        };
        while !foreseen.step() {
            scheduling::yield_now().await;
        }
        let (ledger, stand_ins) = match foreseen.is_another_ledger() {
            true => Some(self.ledger_ahead(&foreseen).await).unzip(),
            false => (None, None),
        };
        let analysis = match foreseen.are_other_figures() {
            true => {
                let ledger = ledger.clone().unwrap_or_else(|| self.ledger.get_untracked());
                Some(analysis_ahead(foreseen.book(), &ledger).await)
            }
            false => None,
        };
        // Where somebody wrote meanwhile, another book follows, and what was made is of no use.
        if self.open.with_value(|open| open.is_next(&foreseen)) {
            self.ahead.ledger.set_value(ledger);
            self.ahead.analysis.set_value(analysis);
            stand_ins.into_iter().for_each(|stand_ins| self.open.update_value(|open| open.stand_in(stand_ins)));
        }
        self.step(|open| open.enter_foreseen(foreseen, clock::now()));
        self.analysis.with_untracked(|_| ());
        self.ahead.ledger.set_value(None);
        self.ahead.analysis.set_value(None);
    }

    async fn ledger_ahead(self, foreseen: &Foreseen) -> (ByPtr<Ledger>, Sales) {
        let stored = self.open.with_value(|open| open.stored_sales_of(foreseen));
        let other = self.stand_ins(foreseen.book(), stored.clone()).await;
        let stand_ins = other.unwrap_or_else(|| self.open.with_value(|open| open.stand_ins().clone()));
        let stands_in = |id: RecordId| stand_ins.iter().find(|(of, _)| *of == id).map(|(_, batch)| batch.clone());
        let batches: Vec<Arc<Batch>> = stored.into_iter().map(|(id, batch)| stands_in(id).unwrap_or(batch)).collect();
        let mut making = LedgerBuilder::new(Valuation::of(foreseen.book()), batches);
        loop {
            if let Some(ledger) = making.step(SALES_AT_ONCE) {
                return (ByPtr::new(ledger), stand_ins);
            }
            scheduling::yield_now().await;
        }
    }

    /// Takes the last change back.
    pub fn undo(self) {
        self.step(|open| open.undo(clock::now()));
    }

    /// Does the last change taken back again.
    pub fn redo(self) {
        self.step(|open| open.redo(clock::now()));
    }

    /// Reads what undo would take back, tracked.
    pub fn undoable<T>(self, read: impl FnOnce(&Book, &Change) -> T) -> Option<T> {
        self.changed.log.track();
        self.open.with_value(|open| open.log().undoable().map(|entry| read(open.book(), &entry.change)))
    }

    /// Reads what redo would do again, tracked.
    pub fn redoable<T>(self, read: impl FnOnce(&Book, &Change) -> T) -> Option<T> {
        self.changed.log.track();
        self.open.with_value(|open| open.log().redoable().map(|entry| read(open.book(), &entry.change)))
    }

    /// Reads the entries at hand, tracked: those of the last time, and all since.
    pub fn with_log<T>(self, read: impl FnOnce(&Log) -> T) -> T {
        self.changed.log.track();
        self.open.with_value(|open| read(open.log()))
    }

    /// Deletes everything from this browser, for good.
    pub fn erase(self) {
        self.step(OpenBook::erase);
    }

    /// Forgets, of what is at hand, whatever names somebody who is erased.
    pub fn forget(self, erased: &Erased) {
        self.step(|open| open.forget(erased));
    }

    /// Tries to save again what was refused.
    pub fn save_again(self) {
        self.step(OpenBook::save_again);
    }

    /// Up to when something here is dated that lies ahead of `now`, both in ms since 1970.
    pub fn dated_ahead(self, now: u64) -> Option<u64> {
        self.open.with_value(|open| open.dated_ahead(now))
    }

    /// The last change made.
    pub fn last_stamp(self) -> Option<Stamp> {
        self.open.with_value(|open| open.log().last().map(|entry| entry.stamp))
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

    /// Writes what waits as far as that can be done at once: the page is being left.
    pub fn leave(self) {
        self.persister.with_value(|persister| persister.iter().for_each(|persister| persister.leave()));
    }
}

/// What the analysis of a book will be, made in turns.
async fn analysis_ahead(book: &Book, ledger: &Ledger) -> Option<ByPtr<Analysis>> {
    let config = Config::of(book);
    let mut making = FiguresBuilder::new(ledger, config.measure, config.window)?;
    while !making.step(book, ledger, SALES_AT_ONCE) {
        scheduling::yield_now().await;
    }
    let mut figures = making.finish(ledger)?;
    while !figures.count_periods(SALES_AT_ONCE) {
        scheduling::yield_now().await;
    }
    scheduling::yield_now().await;
    Some(ByPtr::new(Analysis::of_figures(figures, &config)))
}

/// The open book of this page.
pub fn session() -> Session {
    expect_context()
}
