//! Keeps what the page writes, and hears what other tabs write.
//!
//! The steps are the journal's; here they get their stores, their turns and their listeners.
//!
//! **Invariant:** a tab tells the others of an entry only once it is kept, so that no tab ever
//! builds on what a crash could still take back.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use wasm_bindgen::prelude::*;

use super::shelf::LocalShelf;
use super::vault::{Database, VaultEvent};
use super::{clock, marker, scheduling};
use crate::book::{Actor, Book, Device, RecordId};
use crate::journal::{
    self, BATCH, DAMAGED, Damaged, Entry, EntryText, Erased, Image, JOURNAL, Log, NotKept, Opened, Place, Queue, Shelf,
    Shelving, StoreError, StoreEvent, Table, Trouble, Vault, Verdict, Writing, shelve,
};
use crate::ledger::{Batch, Packing};

/// How many entries of the journal are read at start: more than anybody undoes.
const ENTRIES_AT_START: usize = 300;

/// How many records are written to the shelf before the page may answer a click.
const WRITES_AT_ONCE: usize = 100;

/// How many edits of an entry are written down before the page may answer.
const EDITS_AT_ONCE: usize = 5_000;

/// How many values of sales are packed before the page may answer.
const VALUES_AT_ONCE: usize = 200_000;

/// After how many ms a store that refused is asked again.
const RETRY: u32 = 10_000;

const CHANNEL: &str = "vital-few";

/// What a tab says when everything was erased.
const ERASED: &str = "erased";

/// What the page found on this device.
pub struct Found {
    pub persister: Rc<Persister>,
    pub opened: Opened,
    /// What was kept from being read, if something was.
    pub troubles: NotKept,
}

/// The stores of this page.
pub struct Persister {
    vault: Option<Database>,
    /// Whether the vault didn't answer when it was asked last: it isn't waited for until it is tried again.
    is_vault_silent: Cell<bool>,
    /// Whether a vault is there that couldn't be opened in time.
    is_vault_unread: bool,
    shelf: Option<LocalShelf>,
    actor: Actor,
    queue: RefCell<Queue>,
    is_writing: Cell<bool>,
    is_shelving: Cell<bool>,
    /// Whether nothing may be written: the data belong to a newer version, or are in doubt.
    is_held: Cell<bool>,
    /// Whether a newer version of the page took the data over.
    is_outdated: Cell<bool>,
    /// Whether what was refused is about to be tried again.
    is_retry_due: Cell<bool>,
    /// Rises when everything is erased: what was being written then is not wanted any more.
    generation: Cell<u32>,
    channel: Option<web_sys::BroadcastChannel>,
    report: Box<dyn Fn(StoreEvent)>,
    book: Box<dyn Fn() -> Arc<Book>>,
}

impl Persister {
    /// Reads what this browser holds, and listens from then on. `report` is called with whatever
    /// happens, `book` for the book as it is when something is written.
    pub async fn open(report: impl Fn(StoreEvent) + Clone + 'static, book: impl Fn() -> Arc<Book> + 'static) -> Found {
        let shelf = LocalShelf::find();
        let mut refused = NotKept { vault: None, shelf: None };
        let say = report.clone();
        let on_vault = move |event| {
            say(match event {
                VaultEvent::Blocked => StoreEvent::Trouble(Trouble::Blocked),
                VaultEvent::Outdated => StoreEvent::Outdated,
            });
        };
        let vault = match Database::open(on_vault).await {
            Ok(database) => Some(database),
            Err(error) => {
                refused.vault = Some(error);
                None
            }
        };
        let is_newer = vault.as_ref().is_some_and(Database::is_newer);
        let fresh = u32::from_le_bytes(clock::random());
        let device = shelf.map_or(Device(fresh), |shelf| shelf.device(fresh));
        let persister = Rc::new(Self {
            vault,
            is_vault_silent: Cell::new(false),
            is_vault_unread: refused.vault == Some(StoreError::Unanswered),
            shelf,
            actor: Actor::of(device, u32::from_le_bytes(clock::random())),
            queue: RefCell::default(),
            is_writing: Cell::new(false),
            is_shelving: Cell::new(false),
            is_held: Cell::new(true),
            is_outdated: Cell::new(false),
            is_retry_due: Cell::new(false),
            generation: Cell::new(0),
            channel: web_sys::BroadcastChannel::new(CHANNEL).ok(),
            report: Box::new(report),
            book: Box::new(book),
        });
        persister.listen();
        let (image, troubles) = persister.image(Some(ENTRIES_AT_START)).await;
        persister.is_vault_silent.set(troubles.vault == Some(StoreError::Unanswered));
        let mut opened = journal::open(&image);
        if opened.verdict == Verdict::Doubtful {
            // The whole journal may know what its end doesn't.
            opened = journal::open(&persister.image(None).await.0);
        }
        if is_newer {
            opened.verdict = Verdict::Newer;
        }
        if marker::is_set() {
            opened.remember();
        }
        refused.vault = refused.vault.or(troubles.vault);
        refused.shelf = troubles.shelf;
        Found { persister, opened, troubles: refused }
    }

    async fn image(&self, entries: Option<usize>) -> (Image, NotKept) {
        Image::read(self.answering(), self.shelf.as_ref(), entries).await
    }

    /// The vault, unless it keeps silent and there is a shelf to go on with.
    fn answering(&self) -> Option<&Database> {
        self.vault.as_ref().filter(|_| !self.is_vault_silent.get() || self.shelf.is_none())
    }

    /// Begins to write: first what one store has and the other lacks.
    pub fn start(self: &Rc<Self>, opened: &Opened) {
        self.is_held.set(false);
        // What was entered meanwhile comes after it.
        *self.queue.borrow_mut() = Queue::new(opened, self.vault.is_some());
        // Whoever goes on with nothing has heard that it is gone.
        if (self.book)().is_empty() {
            marker::clear()
        } else {
            marker::set()
        }
        self.write();
        if self.is_vault_silent.get() {
            self.retry_later();
        }
    }

    /// Writes nothing from now on, but for what waits: the data belong to a newer version.
    pub fn hold(&self) {
        self.leave();
        self.is_outdated.set(true);
        self.is_held.set(true);
    }

    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// Whether anything can be kept at all.
    pub fn is_usable(&self) -> bool {
        self.vault.is_some() || self.shelf.is_some()
    }

    pub fn database(&self) -> Option<&Database> {
        self.vault.as_ref()
    }

    pub fn shelf(&self) -> Option<LocalShelf> {
        self.shelf
    }

    /// Keeps an entry, with the sales it brings.
    pub fn keep(self: &Rc<Self>, entry: Arc<Entry>, batches: Vec<(RecordId, Arc<Batch>)>) {
        self.queue.borrow_mut().push(entry, batches);
        self.write();
    }

    /// Puts sales back that a store lost.
    pub fn refill(self: &Rc<Self>, batches: Vec<(RecordId, Arc<Batch>)>) {
        self.queue.borrow_mut().push_batches(batches);
        self.write();
    }

    /// Tries again what a store refused.
    pub fn retry(self: &Rc<Self>) {
        if !self.is_writing.get() && self.queue.borrow().next_to_retry().is_some() {
            wasm_bindgen_futures::spawn_local(self.clone().write_all(true));
        }
        self.shelve_soon();
    }

    fn write(self: &Rc<Self>) {
        if self.is_held.get() || !self.is_usable() {
            return;
        }
        if !self.queue.borrow().is_kept() {
            (self.report)(StoreEvent::Saving);
        }
        if !self.is_writing.replace(true) {
            wasm_bindgen_futures::spawn_local(self.clone().write_all(false));
        }
    }

    /// Writes until nothing waits.
    async fn write_all(self: Rc<Self>, mut also_for_the_vault: bool) {
        self.is_writing.set(true);
        let mut outcome = StoreEvent::Saved;
        loop {
            let writing = match also_for_the_vault {
                true => self.queue.borrow().next_to_retry(),
                false => self.queue.borrow().next(),
            };
            if std::mem::take(&mut also_for_the_vault) {
                self.is_vault_silent.set(false);
            }
            let Some(mut writing) = writing.filter(|_| !self.is_held.get()) else { break };
            let generation = self.generation.get();
            self.pack(&mut writing).await;
            if self.is_held.get() || self.generation.get() != generation {
                // What waits now is something else.
                continue;
            }
            let (book, seen) = ((self.book)(), self.queue.borrow().seen());
            let (vault, shelf) = (self.answering(), self.shelf.as_ref());
            match journal::keep(vault, shelf, &book, &writing, seen, clock::now()).await {
                Ok(_) if self.generation.get() != generation => {
                    // Another tab erased everything while this was on its way, and it may have come after.
                    if let Err(error) = journal::erase(vault, shelf).await {
                        outcome = StoreEvent::Failed(NotKept { vault: Some(error), shelf: None });
                    }
                }
                Ok(kept) => {
                    self.queue.borrow_mut().kept(&book, &writing, &kept, self.vault.is_some());
                    if !book.is_empty() {
                        marker::set();
                    }
                    if !writing.texts.is_empty() {
                        // A large text takes its time to be handed over.
                        scheduling::yield_now().await;
                    }
                    if self.generation.get() == generation {
                        self.tell(&kept);
                    }
                    if kept.was_emptied {
                        (self.report)(StoreEvent::Emptied);
                    }
                    match kept.trouble {
                        Some(error) => {
                            self.is_vault_silent.set(error == StoreError::Unanswered);
                            (self.report)(StoreEvent::Trouble(Trouble::Vault(error)));
                            self.retry_later();
                        }
                        None if kept.place == Place::Vault => (self.report)(StoreEvent::VaultWorks),
                        None if self.is_vault_silent.get() => self.retry_later(),
                        None => {}
                    }
                }
                Err(refused) if refused.errors().any(|error| *error == StoreError::Newer) => {
                    (self.report)(StoreEvent::Outdated);
                    break;
                }
                Err(refused) => {
                    outcome = StoreEvent::Failed(refused);
                    self.retry_later();
                    break;
                }
            }
        }
        self.is_writing.set(false);
        // What is held back is not saved.
        if self.queue.borrow().is_kept() || !matches!(outcome, StoreEvent::Saved) {
            (self.report)(outcome);
        }
        self.shelve_soon();
    }

    /// Packs the sales that are to be written and makes the texts of large entries, in turns; within the vault's
    /// transaction there are none.
    async fn pack(&self, writing: &mut Writing) {
        if self.answering().is_none() {
            return;
        }
        for (id, batch) in &writing.batches {
            let mut packing = Packing::default();
            while !packing.step(batch, VALUES_AT_ONCE) {
                scheduling::yield_now().await;
            }
            writing.packed.push((*id, packing.finish()));
        }
        let is_large = |entry: &&Arc<Entry>| entry.change.edits.len() + entry.inverse.len() > EDITS_AT_ONCE;
        for entry in writing.entries.iter().filter(is_large) {
            let mut text = EntryText::default();
            while !text.step(entry, EDITS_AT_ONCE) {
                scheduling::yield_now().await;
            }
            writing.texts.push((entry.stamp, text));
        }
    }

    fn retry_later(self: &Rc<Self>) {
        if self.is_retry_due.replace(true) {
            return;
        }
        let persister = Rc::downgrade(self);
        scheduling::after(RETRY, move || {
            if let Some(persister) = persister.upgrade() {
                persister.is_retry_due.set(false);
                persister.retry();
            }
        });
    }

    /// Brings the shelf up to date, in slices.
    fn shelve_soon(self: &Rc<Self>) {
        let Some(shelf) = self.shelf else {
            self.queue.borrow_mut().shelving = Shelving::default();
            return;
        };
        if self.is_held.get() || self.is_shelving.replace(true) {
            return;
        }
        let persister = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            while !persister.queue.borrow().shelving.is_empty() {
                let shelved = shelve(&shelf, &mut persister.queue.borrow_mut().shelving, WRITES_AT_ONCE);
                match shelved {
                    Ok(()) => {}
                    // It belongs to the newer version as well.
                    Err(StoreError::Newer) => {
                        (persister.report)(StoreEvent::Outdated);
                        break;
                    }
                    Err(error) => {
                        (persister.report)(StoreEvent::Trouble(Trouble::Shelf(error)));
                        break;
                    }
                }
                scheduling::yield_now().await;
            }
            persister.is_shelving.set(false);
        });
    }

    /// Writes to the shelf what waits for the vault, at once: the page is being left, and nothing that
    /// takes its time may still happen.
    pub fn leave(&self) {
        let writing = self.queue.borrow().next().filter(|_| !self.is_held.get());
        if let (Some(writing), Some(shelf)) = (writing, self.shelf) {
            // If it is refused, the vault may still manage.
            let _ = journal::keep_on_shelf(&shelf, &(self.book)(), &writing, self.queue.borrow().seen(), clock::now());
        }
    }

    /// The sales of an import; `None` if they are nowhere or damaged.
    pub async fn batch(&self, id: RecordId) -> Option<Batch> {
        if let Some(vault) = self.answering()
            && let Ok(Some(bytes)) = vault.bytes(Table::Batches, &id.to_string()).await
            && let Ok(batch) = Batch::from_bytes(&bytes)
        {
            return Some(batch);
        }
        let text = self.shelf?.get(&format!("{BATCH}{id}")).ok()??;
        // Version 1 kept them as JSON texts, quotes and all.
        Batch::from_bytes(&STANDARD.decode(text.trim_matches('"')).ok()?).ok()
    }

    /// The whole journal, for a history.
    pub async fn journal(&self) -> Log {
        let mut texts = BTreeMap::new();
        if let Some(vault) = &self.vault
            && let Ok(mut transaction) = vault.begin().await
            && let Ok(found) = journal::Transaction::all(&mut transaction, Table::Journal, None).await
        {
            texts = found;
        }
        if let Some(shelf) = self.shelf {
            for key in shelf.keys().unwrap_or_default() {
                if let (Some(name), Ok(Some(text))) = (key.strip_prefix(JOURNAL), shelf.get(&key)) {
                    texts.insert(name.to_owned(), text);
                }
            }
        }
        let mut log = Log::default();
        for entry in texts.iter().filter_map(|(key, text)| Entry::read(key, text)).flatten() {
            log.insert(Arc::new(entry));
        }
        log
    }

    /// What was found damaged, here and before, as it was found.
    pub async fn set_aside(&self) -> Vec<Damaged> {
        let mut texts: Vec<String> = Vec::new();
        if let Some(vault) = &self.vault
            && let Ok(mut transaction) = vault.begin().await
            && let Ok(found) = journal::Transaction::all(&mut transaction, Table::Damaged, None).await
        {
            texts.extend(found.into_values());
        }
        if let Some(shelf) = self.shelf {
            let keys = shelf.keys().unwrap_or_default();
            let found = keys.into_iter().filter(|key| key.starts_with(DAMAGED));
            texts.extend(found.filter_map(|key| shelf.get(&key).ok()?));
        }
        texts.iter().filter_map(|text| Damaged::read(text)).collect()
    }

    /// Removes everything, for good, and tells the other tabs.
    ///
    /// # Errors
    /// [`StoreError`] if the vault refused; what it holds is still there.
    pub async fn erase(&self) -> Result<(), StoreError> {
        self.forget_all();
        let tell = || {
            if let Some(channel) = &self.channel {
                // A channel that is open takes every message.
                let _ = channel.post_message(&ERASED.into());
            }
        };
        // Before, so that nobody writes any more, and after, for what was on its way.
        tell();
        journal::erase(self.vault.as_ref(), self.shelf.as_ref()).await?;
        if self.is_vault_unread {
            // What it holds would come back with it.
            return Err(StoreError::Unanswered);
        }
        marker::clear();
        tell();
        Ok(())
    }

    /// Lets the stores forget what names somebody who is erased.
    ///
    /// # Errors
    /// [`StoreError`] if one refused.
    pub async fn forget(&self, erased: &Erased) -> Result<(), StoreError> {
        journal::forget(self.vault.as_ref(), self.shelf.as_ref(), erased).await
    }

    /// Whether everything that was entered is kept somewhere.
    pub fn is_kept(&self) -> bool {
        self.queue.borrow().is_kept()
    }

    fn forget_all(&self) {
        self.generation.set(self.generation.get() + 1);
        *self.queue.borrow_mut() = Queue::default();
        // There is nothing left to be in doubt about.
        self.is_held.set(self.is_outdated.get());
    }

    /// Reads what other tabs wrote while this one was asleep.
    pub async fn catch_up(self: Rc<Self>, log: &Log) {
        let Some(vault) = &self.vault else { return };
        let is_known = |key: &str| key.parse().is_ok_and(|stamp| log.contains(stamp));
        let missed = vault.unknown(Table::Journal, ENTRIES_AT_START, is_known).await;
        self.hear(missed.unwrap_or_default());
    }

    fn hear(self: &Rc<Self>, texts: BTreeMap<String, String>) {
        for entry in texts.iter().filter_map(|(key, text)| Entry::read(key, text)).flatten() {
            if let Some(after) = entry.after {
                self.queue.borrow_mut().see(after.writing);
            }
            let ids = entry.change.touched();
            (self.report)(StoreEvent::Heard(Arc::new(entry)));
            // Two tabs that write the same record to the shelf at once may each lack the other's
            // fields; whoever hears last has both.
            let book = (self.book)();
            let mut queue = self.queue.borrow_mut();
            for id in ids {
                if let Some(record) = book.record(id) {
                    queue.shelving.add_record(id, record);
                }
            }
        }
        self.shelve_soon();
    }

    fn listen(self: &Rc<Self>) {
        let Some(channel) = &self.channel else { return };
        let persister = Rc::downgrade(self);
        let listener = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            let Some(persister) = persister.upgrade() else { return };
            let data = event.data();
            if data.as_string().is_some_and(|text| text == ERASED) {
                persister.forget_all();
                (persister.report)(StoreEvent::Erased);
            } else if let Some(parts) = data.dyn_ref::<js_sys::Array>()
                && let (Some(key), Some(text)) = (parts.get(0).as_string(), parts.get(1).as_string())
            {
                persister.hear(BTreeMap::from([(key, text)]));
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
    }

    /// Tells the other tabs what was kept.
    fn tell(&self, kept: &journal::Kept) {
        let Some(channel) = &self.channel else { return };
        for (key, text) in &kept.news {
            // A channel that is open takes every message.
            let _ = channel.post_message(&js_sys::Array::of2(&key.into(), &text.into()));
        }
    }
}
