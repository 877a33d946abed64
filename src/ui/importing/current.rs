//! The file on its way in, as the pages of files have it: what the flow holds, and its effects run.
//!
//! What happens when is decided by [`ImportFlow`], which knows no browser. Here is one signal of it,
//! what pages read of that, and the files, the worker and the session that its effects are about.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::File;

use super::{Importing, Stage, Wish, importing};
use crate::analysis::AccountList;
use crate::book::{Book, Change, ImportBatch, MergeReceipt, RecordId, RecordKind};
use crate::browser::error::message_of;
use crate::browser::worker::ImportWorker;
use crate::browser::{address, clock, files, recovery_points, scheduling};
use crate::currency::Currency;
use crate::exchange::apply_import::{AccountEffect, Candidates, Decisions};
use crate::exchange::book_merge::{BookMerge, MergePreview, MergeSpec};
use crate::exchange::book_writer::BookWriter;
use crate::exchange::delta::overlap_alike;
use crate::exchange::flow::{
    Context, Destination, Effect as Task, Event, Expected, Failure, HEAD_BYTES, ImportFlow, Incoming, Lock, WorkerId,
};
use crate::exchange::interview::returning::Returned;
use crate::exchange::json::Sender;
use crate::exchange::message::{accounts_of, sales_of};
use crate::exchange::{FileKind, Hints, ImportSpec, Inspection, Preview, Question, Suggestion};
use crate::ledger::Batch;
use crate::route::{INTERVIEWS, Route, View};
use crate::ui::by_ptr::ByPtr;
use crate::ui::erasing;
use crate::ui::session::Session;

/// How many records of a recovery point are written before the page may answer.
const RECORDS_AT_ONCE: usize = 500;

/// The file on its way in. One at a time.
#[derive(Clone, Copy)]
pub struct CurrentImport {
    flow: RwSignal<ImportFlow>,
    pub file: Memo<Option<Incoming>>,
    pub failure: Memo<Option<Failure>>,
    pub inspection: Memo<Option<ByPtr<Inspection>>>,
    /// How the file is to be read; edited by the person.
    pub spec: Memo<Option<ImportSpec>>,
    /// Whether files with these headers were imported before.
    pub is_familiar: Memo<bool>,
    /// Whether it was read again because the book had become another since.
    pub was_read_again: Memo<bool>,
    /// Bytes and rows read, while it is being read.
    pub progress: Memo<Option<(f64, u64)>>,
    /// What taking it over by the present spec would do.
    pub preview: Memo<Option<ByPtr<Preview>>>,
    /// What looks alike, as it was before anything was decided.
    pub suggested: Memo<Option<ByPtr<Vec<Suggestion>>>>,
    /// What taking it over would do to the accounts.
    pub effect: Memo<Option<AccountEffect>>,
    /// What was decided about what it would do.
    pub decisions: Memo<Decisions>,
    /// What must be asked once all of the file was read.
    pub late_question: Memo<Option<Question>>,
    /// Whether there is something to take over, and nothing wrong or open about it.
    pub can_take_over: Memo<bool>,
    /// Whether what was previewed is being written.
    pub taking_over: Memo<bool>,
    /// An encrypted export, before it is open.
    pub lock: Memo<Option<Lock>>,
    /// An export of ours, before it is taken over.
    pub merge: Memo<Option<ByPtr<BookMerge>>>,
    /// What taking that over would do, once it is compared.
    pub merge_preview: Memo<Option<ByPtr<MergePreview>>>,
    /// An answer to an interview, before it is taken over.
    pub returned: Memo<Option<Returned>>,
    /// Whether the sample stays in the book beside the file.
    pub keeps_sample: Memo<bool>,
    /// What the file is taken for.
    pub expected: Memo<Expected>,
    /// A file at hand that isn't taken yet.
    offered: StoredValue<Option<File>, LocalStorage>,
    taken: StoredValue<Option<File>, LocalStorage>,
    worker: StoredValue<Option<(WorkerId, Rc<ImportWorker>)>, LocalStorage>,
    importing: Importing,
    session: Session,
}

impl CurrentImport {
    /// With no file in hand. The way in hears how far it is.
    pub fn new(importing: Importing, session: Session) -> Self {
        let flow = RwSignal::new(ImportFlow::default());
        /// What pages read of it, by itself.
        fn part<T: PartialEq + Send + Sync + 'static>(
            flow: RwSignal<ImportFlow>,
            of: impl Fn(&ImportFlow) -> T + Send + Sync + 'static,
        ) -> Memo<T> {
            Memo::new(move |_| flow.with(&of))
        }
        let current = Self {
            flow,
            file: part(flow, |flow| flow.file().cloned()),
            failure: part(flow, |flow| flow.failure().cloned()),
            inspection: part(flow, |flow| flow.inspection().cloned().map(ByPtr::from)),
            spec: part(flow, |flow| flow.spec().cloned()),
            is_familiar: part(flow, ImportFlow::is_familiar),
            was_read_again: part(flow, ImportFlow::was_read_again),
            progress: part(flow, ImportFlow::progress),
            preview: part(flow, |flow| flow.preview().cloned().map(ByPtr::from)),
            suggested: part(flow, |flow| flow.suggested().cloned().map(ByPtr::from)),
            effect: part(flow, ImportFlow::effect),
            decisions: part(flow, |flow| flow.decisions().cloned().unwrap_or_default()),
            late_question: part(flow, ImportFlow::late_question),
            can_take_over: part(flow, ImportFlow::can_take_over),
            taking_over: part(flow, ImportFlow::is_taking_over),
            lock: part(flow, |flow| flow.lock().cloned()),
            merge: part(flow, |flow| flow.merge().cloned().map(ByPtr::from)),
            merge_preview: part(flow, |flow| flow.merge_preview().cloned().map(ByPtr::from)),
            returned: part(flow, |flow| flow.returned().cloned()),
            keeps_sample: part(flow, ImportFlow::keeps_sample),
            expected: part(flow, ImportFlow::expected),
            offered: StoredValue::new_local(None),
            taken: StoredValue::new_local(None),
            worker: StoredValue::new_local(None),
            importing,
            session,
        };
        Effect::new(move |_| {
            // Followed, not held: a change would copy the whole book.
            drop(session.book());
            if current.file.with_untracked(Option::is_some) {
                current.on(Event::BookChanged);
            }
        });
        current
    }

    /// Begins what was wished.
    pub fn take(self, wish: Wish) {
        match wish {
            Wish::Open { file, expected } => self.open(file, expected),
            Wish::Paste { text, name, expected } => {
                match File::new_with_str_sequence(&js_sys::Array::of1(&JsValue::from_str(&text)), &name) {
                    Ok(file) => self.open(file, expected),
                    Err(error) => self.on(Event::PasteRefused(message_of(&error))),
                }
            }
            Wish::LoadSample => self.on(Event::SampleWanted),
        }
    }

    fn open(self, file: File, expected: Expected) {
        let incoming = Incoming { name: file.name(), bytes: file.size(), expected };
        self.offered.set_value(Some(file));
        self.on(Event::Opened(incoming));
    }

    /// Lets the file go; whatever was reading it ends at once.
    pub fn let_go(self) {
        self.on(Event::LetGo);
    }

    /// Changes how the file is to be read, and reads it again.
    pub fn edit_spec(self, edit: impl FnOnce(&mut ImportSpec)) {
        if let Some(mut spec) = self.spec.get_untracked() {
            edit(&mut spec);
            self.on(Event::SpecEdited(Box::new(spec)));
        }
    }

    /// Changes where the table is taken from (encoding, sheet, header), and looks at it again.
    pub fn look_again(self, edit: impl FnOnce(&mut Hints)) {
        if let Some(mut hints) = self.flow.with_untracked(|flow| flow.hints().cloned()) {
            edit(&mut hints);
            self.on(Event::HintsEdited(Box::new(hints)));
        }
    }

    /// Decides that a customer of the file is an account of the book, or isn't after all.
    pub fn decide_same(self, customer: usize, account: Option<RecordId>) {
        self.on(Event::SameDecided { customer, account });
    }

    /// Takes what was typed as a currency's rate.
    pub fn type_rate(self, currency: Currency, text: String) {
        self.on(Event::RateTyped(currency, text));
    }

    /// Decides whether a name that stands for many customers by its words is one customer.
    pub fn decide_single(self, name: String, is_single: bool) {
        self.on(Event::SingleDecided { name, is_single });
    }

    /// Decides whether the file goes before what the book says of a customer.
    pub fn choose_overwrite(self, overwrite: bool) {
        self.on(Event::OverwriteChosen(overwrite));
    }

    /// Decides whether the sample stays in the book beside the file.
    pub fn keep_sample(self, keeps: bool) {
        self.on(Event::SampleKept(keeps));
    }

    /// What a list of candidates would do, once it is counted; `None` of any other file. Tracked.
    pub fn entering(self) -> Option<AccountEffect> {
        let is_list =
            self.preview.with(|preview| preview.as_ref().is_some_and(|of| of.import.kind == FileKind::Customers));
        let are_candidates = self.decisions.with(|decisions| decisions.candidates.is_some());
        self.effect.get().filter(|_| is_list && are_candidates)
    }

    /// Says what the file is.
    pub fn expect(self, expected: Expected) {
        self.on(Event::ExpectedSaid(expected));
    }

    /// Decides how a list of candidates enters; `None` where it is none.
    pub fn decide_candidates(self, candidates: Option<Candidates>) {
        self.on(Event::CandidatesDecided(candidates.map(Box::new)));
    }

    /// Decides whether companies of a file of people become accounts, by their names.
    pub fn found_accounts(self, names: Vec<String>, founds: bool) {
        self.on(Event::FoundedDecided { names, founds });
    }

    /// Decides whether what the file says of a person's field goes before what the book says.
    pub fn take_of_person(self, person: RecordId, field: &'static str, takes: bool) {
        self.on(Event::TakenDecided { person, field, takes });
    }

    /// The book the file goes into, tracked: it may be without the sample.
    pub fn book(self) -> Arc<Book> {
        let book = self.session.book();
        self.flow.with(|flow| flow.cleared_book().cloned()).unwrap_or(book)
    }

    /// Says that the file is to be taken over though most of its rows are left out, or takes that back.
    pub fn accept_left_out(self, accepts: bool) {
        self.on(Event::LeftOutAccepted(accepts));
    }

    /// Writes what the preview shows, as one change.
    pub fn take_over(self) {
        self.on(Event::TakeOver);
    }

    /// Tries a passphrase at an encrypted export.
    pub fn open_with(self, passphrase: String) {
        self.on(Event::PassphraseGiven(passphrase));
    }

    /// Decides what becomes of an export of ours.
    pub fn choose_merge(self, spec: MergeSpec) {
        self.on(Event::MergeChosen(Box::new(spec)));
    }

    /// Writes an export of ours, as one change.
    pub fn take_over_merge(self, spec: MergeSpec) {
        self.on(Event::TakeOverMerge(Box::new(spec)));
    }

    /// Tells the flow what happened, and does what follows.
    fn on(self, event: Event) {
        let book = self.session.book_untracked();
        let effects = self.flow.try_update(|flow| {
            let mut context = Context {
                book: &book,
                sales: &|id| self.session.sales(id),
                today: clock::today(),
                now: clock::now(),
                device: self.session.actor().device(),
                new_id: &mut clock::new_id,
            };
            flow.on(event, &mut context)
        });
        // A change would copy the whole book while it is held here.
        drop(book);
        let stage = self.flow.with_untracked(|flow| Stage {
            has_file: flow.file().is_some(),
            has_failed: flow.failure().is_some(),
            is_loading_sample: flow.is_loading_sample(),
        });
        if self.importing.stage.get_untracked() != stage {
            self.importing.stage.set(stage);
        }
        effects.into_iter().flatten().for_each(|effect| self.run(effect));
    }

    fn run(self, effect: Task) {
        match effect {
            Task::TakeFile => self.taken.set_value(self.offered.try_update_value(Option::take).flatten()),
            Task::DropFile => self.taken.set_value(None),
            Task::ReadHead(ticket) => self.spawn(async move {
                let head = match self.taken.get_value() {
                    Some(file) => files::head(&file, HEAD_BYTES).await,
                    None => Err(JsValue::NULL),
                };
                Event::HeadRead(ticket, head.map_err(|error| message_of(&error)))
            }),
            Task::ReadText(ticket) => self.spawn(async move {
                let text = match self.taken.get_value() {
                    Some(file) => files::text(&file).await,
                    None => Err(JsValue::NULL),
                };
                Event::TextRead(ticket, text.map_err(|error| message_of(&error)))
            }),
            Task::FetchFile { ticket, address, name } => self.spawn(async move {
                let file = files::fetch(address, name).await.map(|file| self.offered.set_value(Some(file)));
                Event::FileFetched(ticket, file.map_err(|error| message_of(&error)))
            }),
            Task::FetchText { ticket, address } => self.spawn(async move {
                let text = files::fetch_text(address).await;
                Event::TextRead(ticket, text.map_err(|error| message_of(&error)))
            }),
            Task::StartWorker(id) => self.start(id),
            Task::EndWorker => {
                let worker = self.worker.try_update_value(Option::take);
                // Not here: this may be the worker's own message being heard.
                leptos::task::spawn_local(async move { drop(worker) });
            }
            Task::Ask(request) => {
                self.worker.with_value(|worker| worker.iter().for_each(|(_, worker)| worker.ask(&request)));
            }
            Task::Brief { worker, book } => leptos::task::spawn_local(async move {
                let counting = ImportBatch::counting(&book).into_iter();
                let mut batches: Vec<_> = counting.filter_map(|id| Some((id, self.session.sales(id)?))).collect();
                overlap_alike(&book, &batches).stand_in(&mut batches);
                let batches: Vec<&Batch> = batches.iter().map(|(_, batch)| &**batch).collect();
                for request in accounts_of(&book).chain(sales_of(&batches)) {
                    let is_there = self.worker.with_value(|there| {
                        there.iter().filter(|(id, _)| *id == worker).for_each(|(_, worker)| worker.ask(&request));
                        there.as_ref().is_some_and(|(id, _)| *id == worker)
                    });
                    if !is_there {
                        return;
                    }
                    scheduling::yield_now().await;
                }
                self.on(Event::Briefed(worker));
            }),
            Task::Turn(ticket) => self.spawn(async move {
                scheduling::yield_now().await;
                Event::Turned(ticket)
            }),
            Task::Commit { ticket, change, sales } => self.spawn(async move {
                let began_on = address::current().page();
                self.keep_recovery_point(&change).await;
                let erased = erasing::erased_by(self.session, &change);
                if let Some(erased) = &erased
                    && let Err(error) = erasing::forget(self.session, erased).await
                {
                    // What is left is tried again after it.
                    leptos::logging::warn!("{error:?}");
                }
                self.session.commit_in_turns(change, sales).await;
                if let Some(erased) = &erased {
                    erasing::forget_the_rest(self.session, erased).await;
                }
                scheduling::yield_now().await;
                // Who went on meanwhile isn't fetched back.
                Event::Committed { ticket, is_elsewhere: address::current().page() != began_on }
            }),
            Task::Expect(expected) => address::replace(&Route::Data(expected)),
            Task::Go(destination) => address::go(&match destination {
                Destination::Files(expected) => Route::Data(expected),
                Destination::Segments => Route::Segments(View::Overview),
                Destination::Accounts => Route::Accounts(AccountList::default()),
                Destination::Prospects => Route::Prospects(None),
                Destination::Interviews(id) => Route::Account { id, section: Some(INTERVIEWS.into()) },
            }),
        }
    }

    /// Keeps the book as it is before a merge, under the name of its receipt. Without a vault there is nowhere to:
    /// what is undone is then what there is.
    async fn keep_recovery_point(self, change: &Change) {
        let receipt = change.edits.iter().find(|edit| edit.kind == MergeReceipt::KIND).map(|edit| edit.id);
        let database = self.session.persister().and_then(|persister| persister.database().cloned());
        let (Some(receipt), Some(database)) = (receipt, database) else { return };
        let sender = self.session.with_book(|book| Sender::of(book, self.session.actor().device(), None));
        let mut writer = BookWriter::new(&clock::timestamp(), &sender);
        let text = loop {
            match self.session.with_book(|book| writer.step(book, RECORDS_AT_ONCE)) {
                Some(text) => break text,
                None => scheduling::yield_now().await,
            }
        };
        if let Err(error) = recovery_points::keep(&database, &receipt.to_string(), &text).await {
            leptos::logging::warn!("{error:?}");
        }
    }

    /// Tells the flow what comes of something.
    fn spawn(self, event: impl Future<Output = Event> + 'static) {
        leptos::task::spawn_local(async move { self.on(event.await) });
    }

    fn start(self, id: WorkerId) {
        let Some(file) = self.taken.get_value() else { return };
        let worker = ImportWorker::start(move |answer| self.on(Event::Heard(id, answer)));
        worker.take(&file);
        self.worker.set_value(Some((id, Rc::new(worker))));
    }
}

/// The file on its way in. Only for pages that are parts: what calls this is in the part with all it leads to.
pub fn current_import() -> CurrentImport {
    importing().current()
}
