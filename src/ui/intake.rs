//! A file on its way in: looked at, read by the worker, previewed, taken over or let go.
//!
//! Nothing is written to the book before [`Intake::take_over`]; every step before can be left
//! without a trace. What was decided (sheet, header, columns, formats, who is who) survives every
//! looking and reading again.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::File;

use super::by_ptr::ByPtr;
use super::session::Session;
use crate::analysis::AccountFilter;
use crate::book::{Book, Change, Edit, ImportBatch, Label, Profile, RecordId, SETTINGS, Stamp, settings};
use crate::browser::worker::ImportWorker;
use crate::browser::{address, clock, files, scheduling};
use crate::currency::Currency;
use crate::exchange::json::{Export, JsonRefusal, from_json};
use crate::exchange::message::{Answer, Request};
use crate::exchange::takeover::{self, Decisions, Effect, Taken};
use crate::exchange::{Customer, FileKind, Hints, Known, Outline, Plan, Preview, Refusal, Suggestion, sample};
use crate::ledger::{Batch, typed_rate};
use crate::route::{Route, View};

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
                // A dossier brings sales without the settings of the book they come from.
                let brought = self.export.book.all::<ImportBatch>().find_map(|(_, import)| import.currency);
                if self.export.is_part && brought.is_some() && takeover::takes_currency(book) {
                    change.edits.push(settings::field::currency.set(SETTINGS, brought));
                }
                change
            }
            MergeMode::Restore => book.changes_to(&self.export.book, Label::Restore { file: self.file.clone() }),
        }
    }
}

/// The sample, half loaded: the orders are read, the customers' file is still to come.
struct HalfSample {
    change: Change,
    sales: (RecordId, Batch),
    /// The book as it will be with the orders.
    book: Book,
}

/// The file on its way in. One at a time.
#[derive(Clone, Copy)]
pub struct Intake {
    pub file: RwSignal<Option<Incoming>>,
    pub failure: RwSignal<Option<Failure>>,
    pub outline: RwSignal<Option<Arc<Outline>>>,
    /// How the file is to be read; edited by the person.
    pub plan: RwSignal<Option<Plan>>,
    /// Whether files with these headers were imported before.
    pub is_familiar: RwSignal<bool>,
    /// Bytes and rows read, while it is being read.
    pub progress: RwSignal<Option<(f64, u64)>>,
    /// What taking it over by the present plan would do.
    pub preview: RwSignal<Option<ByPtr<Preview>>>,
    /// What was decided about what it would do.
    pub decisions: RwSignal<Decisions>,
    pub merge: RwSignal<Option<ByPtr<Merge>>>,
    /// Whether the sample is being loaded.
    pub loading_sample: RwSignal<bool>,
    /// Whether what was previewed is being written.
    pub taking_over: RwSignal<bool>,
    /// Whether the worker matches anew what was decided.
    matching: RwSignal<bool>,
    hints: StoredValue<Hints>,
    handle: StoredValue<Option<File>, LocalStorage>,
    worker: StoredValue<Option<Rc<ImportWorker>>, LocalStorage>,
    /// Whether the worker is in the middle of a file, and hears nothing.
    busy: StoredValue<bool>,
    /// The book as the worker knows it.
    briefed: StoredValue<Option<Arc<Book>>>,
    /// Customers that were decided to be an account: who they are in the file, whatever their place.
    decided: StoredValue<Vec<(Customer, RecordId)>>,
    /// What looks alike, as it was before anything was decided.
    pub suggested: RwSignal<Vec<Suggestion>>,
    half: StoredValue<Option<HalfSample>, LocalStorage>,
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
            is_familiar: RwSignal::new(false),
            progress: RwSignal::new(None),
            preview: RwSignal::new(None),
            decisions: RwSignal::new(Decisions::default()),
            merge: RwSignal::new(None),
            loading_sample: RwSignal::new(false),
            taking_over: RwSignal::new(false),
            matching: RwSignal::new(false),
            hints: StoredValue::new(Hints::default()),
            handle: StoredValue::new_local(None),
            worker: StoredValue::new_local(None),
            busy: StoredValue::new(false),
            briefed: StoredValue::new(None),
            decided: StoredValue::new(Vec::new()),
            suggested: RwSignal::new(Vec::new()),
            half: StoredValue::new_local(None),
            generation: StoredValue::new(0),
            session,
        }
    }

    /// Takes a file in hand: an export of ours, or a table.
    pub fn open(self, file: File) {
        self.let_go();
        self.file.set(Some(Incoming { name: file.name(), bytes: file.size() }));
        self.handle.set_value(Some(file.clone()));
        self.hints.set_value(Hints { file: file.name(), ..Hints::default() });
        address::go(&Route::Data);
        let is_wanted = self.while_wanted();
        leptos::task::spawn_local(async move {
            let head = files::head(&file, 64).await;
            match head {
                _ if !is_wanted() => {}
                Err(error) => self.fail(Failure::Unreadable(said(&error))),
                Ok(head) if is_json(&head, &file.name()) => self.open_export(file).await,
                Ok(_) => self.look(),
            }
        });
    }

    /// Takes a table that was pasted, as a file of its own.
    pub fn paste(self, text: &str, name: &str) {
        let parts = js_sys::Array::of1(&wasm_bindgen::JsValue::from_str(text));
        match File::new_with_str_sequence(&parts, name) {
            Ok(file) => self.open(file),
            Err(error) => self.fail(Failure::Unreadable(said(&error))),
        }
    }

    /// Lets the file go; whatever was reading it ends at once.
    pub fn let_go(self) {
        self.generation.update_value(|generation| *generation += 1);
        self.dismiss();
        self.handle.set_value(None);
        self.half.set_value(None);
        self.file.set(None);
        self.failure.set(None);
        self.outline.set(None);
        self.plan.set(None);
        self.is_familiar.set(false);
        self.preview.set(None);
        self.decisions.set(Decisions::default());
        self.decided.set_value(Vec::new());
        self.suggested.set(Vec::new());
        self.merge.set(None);
        self.loading_sample.set(false);
        self.taking_over.set(false);
    }

    /// Whether what is begun now is still wanted when its answer comes.
    fn while_wanted(self) -> impl Fn() -> bool {
        let begun = self.generation.get_value();
        move || self.generation.get_value() == begun
    }

    /// Loads the sample book: the same way in as any other file, first its orders, then its customers.
    pub fn load_sample(self) {
        self.let_go();
        self.loading_sample.set(true);
        self.load_part(sample::ORDERS, sample::ORDERS_NAME);
    }

    fn load_part(self, address: &'static str, name: &'static str) {
        let is_wanted = self.while_wanted();
        leptos::task::spawn_local(async move {
            match files::fetch(address, name).await {
                _ if !is_wanted() => {}
                Err(error) => self.fail(Failure::NoSample(said(&error))),
                Ok(file) => {
                    self.dismiss();
                    self.outline.set(None);
                    self.plan.set(None);
                    self.hints.set_value(Hints { file: name.into(), ..Hints::default() });
                    self.handle.set_value(Some(file));
                    self.look();
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

    /// Changes where the table is taken from (encoding, sheet, header), and looks at it again.
    pub fn look_again(self, edit: impl FnOnce(&mut Hints)) {
        self.hints.update_value(edit);
        self.preview.set(None);
        self.failure.set(None);
        self.look();
    }

    /// Decides about the preview; who is who is matched anew.
    pub fn decide(self, edit: impl FnOnce(&mut Decisions)) {
        self.decisions.update(edit);
    }

    /// Decides that a customer of the file is an account of the book, or isn't after all.
    pub fn decide_same(self, customer: usize, account: Option<RecordId>) {
        let Some(who) =
            self.preview.get_untracked().and_then(|preview| preview.import.customers.get(customer).cloned())
        else {
            return;
        };
        self.decided.update_value(|decided| {
            decided.retain(|(other, _)| !is_same_customer(other, &who));
            decided.extend(account.map(|account| (who, account)));
        });
        self.match_again();
    }

    /// Whether this very file was imported before; on which day.
    pub fn imported_before(self) -> Option<crate::calendar::Date> {
        let preview = self.preview.get()?;
        let hash = &preview.import.hash;
        self.session.book().all::<ImportBatch>().find(|(_, batch)| batch.hash == *hash)?.1.imported_on
    }

    /// What taking it over would do to the accounts.
    pub fn effect(self) -> Option<Effect> {
        let preview = self.preview.get()?;
        Some(takeover::effect(&self.session.book(), &preview, &self.decisions.get()))
    }

    /// The file's currencies besides the book's, each of which needs a rate.
    pub fn other_currencies(self) -> Vec<(Currency, Currency)> {
        let Some(preview) = self.preview.get() else { return Vec::new() };
        let book = self.session.book();
        let theirs = &preview.novelty.sales.currencies;
        let ours = book.value(SETTINGS, settings::field::currency).filter(|_| !takeover::takes_currency(&book));
        let ours = ours.or(theirs.first().copied()).unwrap_or_default();
        theirs.iter().filter(|currency| **currency != ours).map(|currency| (*currency, ours)).collect()
    }

    /// Whether what was typed as a currency's rate is none.
    pub fn is_rate_wrong(self, currency: Currency) -> bool {
        self.decisions.with(|decisions| {
            decisions.rates.get(&currency).is_some_and(|text| !text.trim().is_empty() && typed_rate(text).is_err())
        })
    }

    /// Whether there is something to take over, and nothing wrong about it.
    pub fn can_take_over(self) -> bool {
        let is_new = self.preview.with(|preview| {
            let preview = preview.as_ref()?;
            let is_sales = preview.import.kind == FileKind::Sales;
            Some(!is_sales || !preview.novelty.sales.lines.is_empty())
        });
        let rates = self.decisions.with(|decisions| decisions.rates.keys().copied().collect::<Vec<_>>());
        !self.matching.get() && is_new == Some(true) && !rates.into_iter().any(|currency| self.is_rate_wrong(currency))
    }

    /// Writes what the preview shows, as one change. In steps, between which the page can answer:
    /// a large file makes thousands of accounts.
    pub fn take_over(self) {
        let (Some(preview), Some(file)) = (self.preview.get_untracked(), self.file.get_untracked()) else { return };
        if !self.is_briefed() {
            // The book has changed since: by an undo, or in another tab. What is new is another thing now.
            return self.read();
        }
        self.taking_over.set(true);
        // The preview would compare itself with every step of its own becoming true.
        self.preview.set(None);
        leptos::task::spawn_local(async move {
            scheduling::yield_now().await;
            let is_sales = preview.import.kind == FileKind::Sales;
            let name = file.name.clone();
            let label = if is_sales { Label::Import { file: name } } else { Label::ImportCustomers { file: name } };
            let (change, sales) = self.taken(&self.session.book_untracked(), &preview, label, &file.name);
            scheduling::yield_now().await;
            self.session.commit_with_sales(change, vec![sales]);
            scheduling::yield_now().await;
            // Computed here, so that building the page of segments doesn't wait for it.
            self.session.analysis.with_untracked(|_| ());
            scheduling::yield_now().await;
            self.leave_for(if is_sales {
                Route::Segments(View::Overview)
            } else {
                Route::Accounts(AccountFilter::default())
            })
            .await;
        });
    }

    /// The change the file in hand is to this book, and the sales it brings.
    fn taken(self, book: &Book, preview: &Preview, label: Label, file: &str) -> (Change, (RecordId, Batch)) {
        let outline = self.outline.get_untracked();
        let plan = self.plan.get_untracked();
        let is_sample = label == Label::Sample;
        let taken = Taken {
            file,
            label,
            plan: outline
                .as_ref()
                .zip(plan.as_ref())
                .filter(|(outline, _)| !is_sample && !outline.headers.is_empty())
                .map(|(o, p)| (o.headers.as_str(), p)),
            today: clock::today(),
        };
        let decisions = self.decisions.get_untracked();
        takeover::takeover(book, preview, &decisions, taken, clock::new_id)
    }

    /// Writes an export of ours, as one change.
    pub fn take_over_merge(self, mode: MergeMode) {
        let Some(merge) = self.merge.get_untracked() else { return };
        // Sales are never written over: what is here under an id is what belongs to it.
        let new = merge.export.batches.iter().filter(|(id, _)| !self.session.holds_sales(**id));
        let batches = new.map(|(id, batch)| (*id, batch.clone())).collect();
        self.session.commit_with_sales(merge.change(&self.session.book_untracked(), mode), batches);
        leptos::task::spawn_local(self.leave_for(Route::Segments(View::Overview)));
    }

    /// Goes to where the result shows, and lets the file go once the address is there: the page of
    /// files would be built in between for nothing.
    async fn leave_for(self, route: Route) {
        address::go(&route);
        scheduling::yield_now().await;
        self.let_go();
    }

    fn fail(self, failure: Failure) {
        self.dismiss();
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
                    self.merge.set(Some(ByPtr::new(Merge { export, file: file.name() })));
                }
            },
        }
    }

    /// Ends the worker, whatever it is doing.
    fn dismiss(self) {
        self.worker.set_value(None);
        self.busy.set_value(false);
        self.briefed.set_value(None);
        self.progress.set(None);
        self.matching.set(false);
    }

    /// A worker that listens, with the file in hand: the one there is, or a new one if that is in the
    /// middle of a file.
    fn listening(self) -> Option<Rc<ImportWorker>> {
        if self.busy.get_value() {
            self.dismiss();
        }
        if let Some(worker) = self.worker.get_value() {
            return Some(worker);
        }
        let file = self.handle.get_value()?;
        match ImportWorker::start(move |answer| self.hear(answer)) {
            Ok(worker) => {
                worker.take(&file);
                self.worker.set_value(Some(Rc::new(worker)));
            }
            Err(error) => self.fail(Failure::WorkerDied(said(&error))),
        }
        self.worker.get_value()
    }

    fn look(self) {
        if let Some(worker) = self.listening() {
            worker.ask(&Request::Look(Box::new(self.hints.get_value())));
        }
    }

    fn hear(self, answer: Answer) {
        match answer {
            // Duplicates are asked for elsewhere, of a worker without a file.
            Answer::Ready(_) | Answer::Duplicates(_) => {}
            Answer::Progress { bytes, rows } => self.progress.set(Some((bytes, rows))),
            Answer::Unreadable(detail) => self.fail(Failure::Unreadable(detail)),
            Answer::Died(detail) => self.fail(Failure::WorkerDied(detail)),
            Answer::Looked(outline) => match *outline {
                Err(refusal) => self.fail(Failure::Refused(refusal)),
                Ok(outline) => self.looked(outline),
            },
            Answer::Read(preview) => {
                self.matching.set(false);
                let is_new = self.busy.get_value();
                self.busy.set_value(false);
                self.progress.set(None);
                match *preview {
                    Err(refusal) => {
                        self.loading_sample.set(false);
                        self.failure.set(Some(Failure::Refused(refusal)));
                    }
                    Ok(preview) if self.loading_sample.get_untracked() => self.take_over_sample(preview),
                    Ok(preview) => {
                        self.place_decisions(&preview);
                        if is_new {
                            self.suggested.set(preview.suggestions.clone());
                        }
                        self.preview.set(Some(ByPtr::new(preview)));
                    }
                }
            }
        }
    }

    fn looked(self, outline: Outline) {
        let book = self.session.book_untracked();
        let currency = book.value(SETTINGS, settings::field::currency).unwrap_or_default();
        let mut plan = outline.plan(currency);
        if let Some(named) = outline.currencies.first().filter(|_| takeover::takes_currency(&book)) {
            plan.currency = *named;
        }
        let remembered = |profile: &Profile| serde_json::from_str::<Plan>(&profile.plan).ok();
        match self.plan.get_untracked() {
            // Looked at again: what was decided stays.
            Some(earlier) => {
                let guessed = self.outline.with_untracked(|outline| {
                    let columns = outline.iter().flat_map(|outline| &outline.columns);
                    columns.map(|column| column.role).collect::<Vec<_>>()
                });
                plan.keep(&earlier, &guessed);
                // What this table says of its currency goes before an answer about another.
                if outline.currencies.is_empty() || outline.currencies.contains(&earlier.currency) {
                    plan.currency = earlier.currency;
                }
            }
            None => {
                let known = book
                    .all::<Profile>()
                    .find(|(_, profile)| !outline.headers.is_empty() && profile.headers == outline.headers);
                let earlier = known.and_then(|(_, profile)| remembered(&profile));
                self.is_familiar.set(earlier.is_some());
                if let Some(earlier) = earlier {
                    plan.remember(&earlier);
                    if outline.currencies.is_empty() {
                        plan.currency = earlier.currency;
                    }
                }
            }
        }
        self.plan.set(Some(plan));
        self.outline.set(Some(Arc::new(outline)));
        let is_wanted = self.while_wanted();
        // The columns are shown before the worker takes a core for the whole file.
        leptos::task::spawn_local(async move {
            scheduling::yield_now().await;
            if is_wanted() {
                self.read();
            }
        });
    }

    /// Reads the file by the present plan, if nothing must be asked first.
    fn read(self) {
        self.preview.set(None);
        self.failure.set(None);
        let (Some(plan), Some(outline)) = (self.plan.get_untracked(), self.outline.get_untracked()) else { return };
        let is_ready = plan.is_ready(&outline);
        if !is_ready && self.busy.get_value() {
            // Whatever is being read now is read by a plan that no longer holds.
            self.dismiss();
        }
        if self.briefed.with_value(Option::is_some) && !self.is_briefed() {
            // It knows an older book.
            self.dismiss();
        }
        let Some(worker) = self.listening().filter(|_| is_ready) else { return };
        self.busy.set_value(true);
        self.progress.set(Some((0.0, 0)));
        leptos::task::spawn_local(async move {
            self.brief(&worker).await;
            worker.ask(&Request::Read(Box::new(plan)));
        });
    }

    /// Tells a worker what the book has: in turns, for there can be much.
    async fn brief(self, worker: &ImportWorker) {
        if self.is_briefed() {
            return;
        }
        self.briefed.set_value(Some(self.session.book_untracked()));
        worker.ask(&Request::Know(Box::new(self.known())));
        for (_, batch) in self.session.counting_batches() {
            scheduling::yield_now().await;
            worker.ask(&Request::Has(batch.to_bytes()));
        }
    }

    /// Whether the worker knows the book as it is now.
    fn is_briefed(self) -> bool {
        let book = self.session.book_untracked();
        self.briefed.with_value(|known| known.as_ref().is_some_and(|known| Arc::ptr_eq(known, &book)))
    }

    /// What the book knows of its accounts, with what was decided about this file.
    fn known(self) -> Known {
        let half = self.half.with_value(|half| half.as_ref().map(|half| Known::of(&half.book)));
        let mut known = half.unwrap_or_else(|| Known::of(&self.session.book_untracked()));
        self.decided
            .with_value(|decided| decided.iter().for_each(|(customer, account)| known.learn(*account, customer)));
        known
    }

    /// Finds those about whom something was decided again, wherever they stand in the file by now.
    fn place_decisions(self, preview: &Preview) {
        let same = self.decided.with_value(|decided| {
            let place = |who: &Customer| preview.import.customers.iter().position(|one| is_same_customer(one, who));
            decided.iter().filter_map(|(who, account)| Some((place(who)?, *account))).collect()
        });
        let others = preview.novelty.sales.currencies.clone();
        self.decisions.update(|decisions| {
            decisions.same = same;
            // A rate for a currency that is no longer read is none of this file's.
            decisions.rates.retain(|currency, _| others.contains(currency));
        });
    }

    /// Matches what was read with what is known now.
    fn match_again(self) {
        let known = self.known();
        if let Some(worker) = self.worker.get_value().filter(|_| !self.busy.get_value()) {
            // Until it has answered nothing can be taken over.
            self.matching.set(true);
            worker.ask(&Request::Know(Box::new(known)));
            worker.ask(&Request::Match);
        }
    }

    /// The orders of the sample are kept until its customers are read; then both are one change.
    fn take_over_sample(self, preview: Preview) {
        let Some(half) = self.half.try_update_value(Option::take).flatten() else {
            let mut book = (*self.session.book_untracked()).clone();
            let (change, sales) = self.taken(&book, &preview, Label::Sample, sample::ORDERS_NAME);
            book.apply(&change, Stamp::default());
            self.half.set_value(Some(HalfSample { change, sales, book }));
            return self.load_part(sample::CUSTOMERS, sample::CUSTOMERS_NAME);
        };
        let (customers, receipt) = self.taken(&half.book, &preview, Label::Sample, sample::CUSTOMERS_NAME);
        let (mut change, mut book) = (half.change, half.book);
        book.apply(&customers, Stamp::default());
        change.edits.extend(customers.edits);
        let is_wanted = self.while_wanted();
        leptos::task::spawn_local(async move {
            let fetched = files::fetch_text(sample::DOSSIERS).await.map_err(|error| said(&error));
            let dossiers = fetched.and_then(|text| {
                sample::dossiers(&text, &book).map_err(|fault| format!("{}: {fault:?}", sample::DOSSIERS))
            });
            match dossiers {
                _ if !is_wanted() => {}
                Err(error) => self.fail(Failure::NoSample(error)),
                Ok(edits) => {
                    // A change names a field once: what the dossiers say of it counts.
                    let is_said = |edit: &Edit| edits.iter().any(|of| of.id == edit.id && of.field == edit.field);
                    change.edits.retain(|edit| !is_said(edit));
                    change.edits.extend(edits);
                    self.session.commit_with_sales(change, vec![half.sales, receipt]);
                    self.leave_for(Route::Segments(View::Overview)).await;
                }
            }
        });
    }
}

/// Whether two are one customer of a file.
fn is_same_customer(one: &Customer, other: &Customer) -> bool {
    one.external_id == other.external_id && one.tax_id == other.tax_id && one.name == other.name
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
