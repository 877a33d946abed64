//! A file on its way in: looked at, read by the worker, previewed, taken over or let go.
//!
//! Nothing is written to the book before [`Intake::take_over`]; every step before can be left
//! without a trace. What was decided (columns, formats) survives every reading again.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::File;

use super::session::Session;
use super::shared::Shared;
use crate::book::{
    Account, Book, Change, Contact, ImportBatch, Label, RecordId, RecordKind, SETTINGS, account, settings,
};
use crate::browser::worker::ImportWorker;
use crate::browser::{address, clock, files, turn};
use crate::exchange::json::{Export, JsonRefusal, from_json};
use crate::exchange::message::Answer;
use crate::exchange::{Import, Outline, Plan, Refusal, match_accounts, sample};
use crate::ledger::{Batch, Currency};
use crate::route::Route;

/// The file in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    pub name: String,
    pub bytes: f64,
}

/// Why it goes no further.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    Refused(Refusal),
    NotAnExport(JsonRefusal),
    /// The browser could not read the file.
    Unreadable(String),
    /// The worker ended by itself.
    WorkerDied(String),
    /// The sample is not where it should be.
    NoSample(String),
}

/// What becomes of an export of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeMode {
    /// What is new and newer is added.
    Add,
    /// The book becomes as it is in the file.
    Restore,
}

/// An export of ours, before it is taken over.
pub struct Merge {
    pub export: Export,
    file: String,
}

impl Merge {
    /// What taking it over into the book as it is now would do.
    pub fn change(&self, book: &Book, mode: MergeMode) -> Change {
        match mode {
            MergeMode::Add => {
                let mut change = book.changes_from(&self.export.book, Label::Merge { file: self.file.clone() });
                // A book that was emptied is being restored; elsewhere a deletion stands.
                if book.is_empty() {
                    change.edits.extend(book.revivals(&self.export.book));
                }
                change
            }
            MergeMode::Restore => book.changes_to(&self.export.book, Label::Restore { file: self.file.clone() }),
        }
    }
}

/// The file on its way in. One at a time.
#[derive(Clone, Copy)]
pub struct Intake {
    pub file: RwSignal<Option<Incoming>>,
    pub failure: RwSignal<Option<Failure>>,
    pub outline: RwSignal<Option<Arc<Outline>>>,
    /// How the file is to be read; edited by the person.
    pub plan: RwSignal<Option<Plan>>,
    /// Bytes and rows read, while it is being read.
    pub progress: RwSignal<Option<(f64, u64)>>,
    /// What reading it by the present plan gave.
    pub import: RwSignal<Option<Shared<Import>>>,
    pub merge: RwSignal<Option<Shared<Merge>>>,
    /// Whether the sample is being loaded.
    pub loading_sample: RwSignal<bool>,
    /// Whether what was previewed is being written.
    pub taking_over: RwSignal<bool>,
    handle: StoredValue<Option<File>, LocalStorage>,
    worker: StoredValue<Option<Rc<ImportWorker>>, LocalStorage>,
    /// Rises whenever a file is let go: what was waiting for it then is no longer wanted.
    generation: StoredValue<u32>,
    session: Session,
}

impl Intake {
    pub fn new(session: Session) -> Self {
        Self {
            file: RwSignal::new(None),
            failure: RwSignal::new(None),
            outline: RwSignal::new(None),
            plan: RwSignal::new(None),
            progress: RwSignal::new(None),
            import: RwSignal::new(None),
            merge: RwSignal::new(None),
            loading_sample: RwSignal::new(false),
            taking_over: RwSignal::new(false),
            handle: StoredValue::new_local(None),
            worker: StoredValue::new_local(None),
            generation: StoredValue::new(0),
            session,
        }
    }

    /// Takes a file in hand: an export of ours, or a file of orders.
    pub fn open(self, file: File) {
        self.let_go();
        self.file.set(Some(Incoming { name: file.name(), bytes: file.size() }));
        self.handle.set_value(Some(file.clone()));
        address::go(&Route::Data);
        let is_wanted = self.while_wanted();
        leptos::task::spawn_local(async move {
            let head = files::head(&file, 64).await;
            match head {
                _ if !is_wanted() => {}
                Err(error) => self.fail(Failure::Unreadable(said(&error))),
                Ok(head) if is_json(&head, &file.name()) => self.open_export(file).await,
                Ok(_) => self.start_worker(move |worker| worker.look(&file), false),
            }
        });
    }

    /// Lets the file go; whatever was reading it ends at once.
    pub fn let_go(self) {
        self.generation.update_value(|generation| *generation += 1);
        self.worker.set_value(None);
        self.handle.set_value(None);
        self.file.set(None);
        self.failure.set(None);
        self.outline.set(None);
        self.plan.set(None);
        self.progress.set(None);
        self.import.set(None);
        self.merge.set(None);
        self.loading_sample.set(false);
        self.taking_over.set(false);
    }

    /// Whether what is begun now is still wanted when its answer comes.
    fn while_wanted(self) -> impl Fn() -> bool {
        let begun = self.generation.get_value();
        move || self.generation.get_value() == begun
    }

    /// Loads the sample book: the same way in as any other file, then its customers' addresses.
    pub fn load_sample(self) {
        self.let_go();
        self.loading_sample.set(true);
        let is_wanted = self.while_wanted();
        leptos::task::spawn_local(async move {
            match files::fetch(sample::ORDERS, sample::ORDERS_NAME).await {
                _ if !is_wanted() => {}
                Err(error) => self.fail(Failure::NoSample(said(&error))),
                Ok(orders) => {
                    self.handle.set_value(Some(orders.clone()));
                    self.start_worker(move |worker| worker.look(&orders), true);
                }
            }
        });
    }

    /// Changes how the file is to be read, and reads it again.
    pub fn edit_plan(self, edit: impl FnOnce(&mut Plan)) {
        self.plan.update(|plan| {
            if let Some(plan) = plan {
                edit(plan);
            }
        });
        self.read();
    }

    /// Whether this very file was imported before; on which day.
    pub fn imported_before(self) -> Option<crate::calendar::Date> {
        let import = self.import.get()?;
        self.session.book().all::<ImportBatch>().find(|(_, batch)| batch.hash == import.hash)?.1.imported_on
    }

    /// The accounts the file's customers are, as far as they are known.
    pub fn matches(self) -> Vec<Option<RecordId>> {
        let Some(import) = self.import.get() else { return Vec::new() };
        match_accounts(&import.customers, self.session.book().all::<Account>())
    }

    /// Writes what the preview shows, as one change. In steps, between which the page can answer:
    /// a large file makes thousands of accounts.
    pub fn take_over(self) {
        let (Some(import), Some(file)) = (self.import.get_untracked(), self.file.get_untracked()) else { return };
        self.taking_over.set(true);
        // The preview would compare itself with every step of its own becoming true.
        self.import.set(None);
        leptos::task::spawn_local(async move {
            turn::next().await;
            let label = Label::Import { file: file.name.clone() };
            let (change, sales) = self.orders_change(&import, label, &file.name);
            turn::next().await;
            self.session.commit_with_sales(change, vec![sales]);
            turn::next().await;
            // Computed here, so that building the page of segments doesn't wait for it.
            self.session.analysis.with_untracked(|_| ());
            turn::next().await;
            self.leave_for_segments().await;
        });
    }

    /// Writes an export of ours, as one change.
    pub fn take_over_merge(self, mode: MergeMode) {
        let Some(merge) = self.merge.get_untracked() else { return };
        // Sales are never written over: what is here under an id is what belongs to it.
        let new = merge.export.batches.iter().filter(|(id, _)| !self.session.holds_sales(**id));
        let batches = new.map(|(id, batch)| (*id, batch.clone())).collect();
        self.session.commit_with_sales(merge.change(&self.session.book_untracked(), mode), batches);
        leptos::task::spawn_local(self.leave_for_segments());
    }

    /// Goes to the segments, and lets the file go once the address is there: the page of files
    /// would be built in between for nothing.
    async fn leave_for_segments(self) {
        address::go(&Route::Segments);
        turn::next().await;
        self.let_go();
    }

    /// The change an import is, and the sales it brings.
    fn orders_change(self, import: &Import, label: Label, file: &str) -> (Change, (RecordId, Batch)) {
        let book = self.session.book_untracked();
        let known = match_accounts(&import.customers, book.all::<Account>());
        let mut edits = Vec::new();
        let mut accounts = Vec::with_capacity(import.customers.len());
        for (customer, known) in import.customers.iter().zip(known) {
            let id = known.unwrap_or_else(clock::new_id);
            if known.is_none() {
                let (name, external_id) = (customer.name.clone(), customer.external_id.clone());
                edits.extend(Account { name, external_id, ..Account::default() }.create(id));
            } else if !customer.external_id.is_empty() && book.value(id, account::field::external_id).is_empty() {
                edits.push(account::field::external_id.set(id, customer.external_id.clone()));
            }
            accounts.push(id);
        }
        if self.takes_currency(&book) {
            edits.push(settings::field::currency.set(SETTINGS, Some(import.sales.currency)));
        }
        let id = clock::new_id();
        let receipt = ImportBatch {
            file: file.into(),
            hash: import.hash.clone(),
            imported_on: Some(clock::today()),
            rows: import.reconciliation.read,
            imported: import.reconciliation.imported,
        };
        edits.extend(receipt.create(id));
        (Change::new(label, edits), (id, Batch { accounts, sales: import.sales.clone() }))
    }

    /// Whether an import decides the book's currency: there is none yet, or nothing counted in it.
    fn takes_currency(self, book: &Book) -> bool {
        book.value(SETTINGS, settings::field::currency).is_none() || book.count::<ImportBatch>() == 0
    }

    /// The book's currency, if the file's amounts are in another and would be left out of every figure.
    pub fn other_currency(self) -> Option<Currency> {
        let book = self.session.book();
        let ours = book.value(SETTINGS, settings::field::currency).unwrap_or_default();
        let theirs = self.import.get()?.sales.currency;
        (!self.takes_currency(&book) && theirs != ours).then_some(ours)
    }

    fn fail(self, failure: Failure) {
        self.worker.set_value(None);
        self.progress.set(None);
        self.loading_sample.set(false);
        self.failure.set(Some(failure));
    }

    async fn open_export(self, file: File) {
        let is_wanted = self.while_wanted();
        match files::text(&file).await {
            _ if !is_wanted() => {}
            Err(error) => self.fail(Failure::Unreadable(said(&error))),
            Ok(text) => match from_json(&text) {
                Err(refusal) => self.fail(Failure::NotAnExport(refusal)),
                Ok(export) => {
                    self.merge.set(Some(Shared::new(Merge { export, file: file.name() })));
                }
            },
        }
    }

    fn start_worker(self, ask: impl FnOnce(&ImportWorker), sample: bool) {
        match ImportWorker::start(move |answer| self.hear(answer, sample)) {
            Ok(worker) => {
                ask(&worker);
                self.worker.set_value(Some(Rc::new(worker)));
            }
            Err(error) => self.fail(Failure::WorkerDied(said(&error))),
        }
    }

    fn hear(self, answer: Answer, sample: bool) {
        match answer {
            Answer::Ready => {}
            Answer::Progress { bytes, rows } => self.progress.set(Some((bytes, rows))),
            Answer::Unreadable(detail) => self.fail(Failure::Unreadable(detail)),
            Answer::Died(detail) => self.fail(Failure::WorkerDied(detail)),
            Answer::Looked(outline) => match *outline {
                Err(refusal) => self.fail(Failure::Refused(refusal)),
                Ok(outline) => {
                    let book = self.session.book_untracked();
                    let currency = book.value(SETTINGS, settings::field::currency).unwrap_or_default();
                    self.plan.set(Some(outline.plan(currency)));
                    self.outline.set(Some(Arc::new(outline)));
                    // The columns are shown before the worker takes a core for the whole file.
                    leptos::task::spawn_local(async move {
                        turn::next().await;
                        self.read();
                    });
                }
            },
            Answer::Read(import) => {
                self.progress.set(None);
                match *import {
                    Err(refusal) => self.fail(Failure::Refused(refusal)),
                    Ok(import) if sample => self.take_over_sample(import),
                    Ok(import) => self.import.set(Some(Shared::new(import))),
                }
            }
        }
    }

    /// Reads the file by the present plan, if nothing must be asked first.
    fn read(self) {
        self.import.set(None);
        self.failure.set(None);
        let (Some(plan), Some(outline)) = (self.plan.get_untracked(), self.outline.get_untracked()) else { return };
        let Some(file) = self.handle.get_value() else { return };
        if !plan.is_ready(&outline) {
            // Whatever is being read now is read by a plan that no longer holds.
            self.worker.set_value(None);
            self.progress.set(None);
            return;
        }
        let sample = self.loading_sample.get_untracked();
        let ask = move |worker: &ImportWorker| worker.read(&file, plan);
        if self.progress.get_untracked().is_some() {
            // A worker in the middle of a file hears nothing; a new one does.
            self.start_worker(ask, sample);
        } else {
            match self.worker.get_value() {
                Some(worker) => ask(&worker),
                None => self.start_worker(ask, sample),
            }
        }
        self.progress.set(Some((0.0, 0)));
    }

    fn take_over_sample(self, import: Import) {
        let is_wanted = self.while_wanted();
        leptos::task::spawn_local(async move {
            let customers = async {
                let file = files::fetch(sample::CUSTOMERS, "").await?;
                files::text(&file).await
            };
            let text = match customers.await {
                _ if !is_wanted() => return,
                Ok(text) => text,
                Err(error) => return self.fail(Failure::NoSample(said(&error))),
            };
            let (mut change, sales) = self.orders_change(&import, Label::Sample, sample::ORDERS_NAME);
            let ids: Vec<(String, RecordId)> = import
                .customers
                .iter()
                .map(|customer| customer.external_id.clone())
                .zip(sales.1.accounts.clone())
                .collect();
            for card in sample::cards(&text) {
                let known = ids.iter().find(|(external_id, _)| *external_id == card.account.external_id);
                let id = known.map_or_else(clock::new_id, |(_, id)| *id);
                // Name and number of those who bought are there already.
                change.edits.retain(|edit| edit.id != id);
                change.edits.extend(card.account.create(id));
                let contact = Contact { account: Some(id), ..card.contact };
                change.edits.extend(contact.create(clock::new_id()));
            }
            self.session.commit_with_sales(change, vec![sales]);
            self.leave_for_segments().await;
        });
    }
}

/// Whether a file is JSON rather than a table: by its first character, or by its name.
fn is_json(head: &[u8], name: &str) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    text.trim_ascii_start().first() == Some(&b'{') || name.to_ascii_lowercase().ends_with(".json")
}

/// What the browser said of an error.
pub fn said(error: &wasm_bindgen::JsValue) -> String {
    use wasm_bindgen::JsCast;
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}

/// The file on its way in, of this page.
pub fn intake() -> Intake {
    expect_context()
}
