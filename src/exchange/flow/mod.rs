//! A file on its way in: looked at, asked about, read by the worker, previewed, taken over or let go.
//!
//! A state machine without a browser. [`ImportFlow::on`] is told what happened (an [`Event`]: a person
//! chose a file, the worker answered, a turn has passed) and returns what is to be done (an
//! [`Effect`]: ask the worker, read a file, commit a change). The page runs effects and shows what the
//! phase holds; it decides nothing.
//!
//! **Invariants.** Nothing is written to the book before [`Event::TakeOver`] or
//! [`Event::TakeOverMerge`], and what is being written is written to its end. Whatever was begun for a
//! file that was let go is not wanted any more: an answer carries the [`Ticket`] or the worker it was
//! asked with, and others are not heard. What grows with a file goes in steps of bounded size, with a
//! [`Effect::Turn`] in between. What was decided (sheet, header, columns, formats, who is who)
//! survives every looking and reading again.

mod answering;
mod locked;
mod merging;
mod sample;
mod show;
mod table;
mod workers;

use std::sync::Arc;

use crate::book::{Book, Change, Device, RecordId};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::apply_import::Candidates;
use crate::exchange::book_merge::{BookMerge, MergeSpec};
use crate::exchange::encrypted::is_encrypted;
use crate::exchange::export_reader::{BYTES_AT_ONCE, ExportReader};
use crate::exchange::interview::answers::{AnswerRefusal, MOST_BYTES, holds_answers};
use crate::exchange::json::JsonRefusal;
use crate::exchange::message::{Answer, Request};
use crate::exchange::without_sample::{Cleared, holds_sample};
use crate::exchange::{FileKind, Hints, ImportSpec, Refusal};
use crate::ledger::Batch;
use answering::Answering;
pub use locked::Lock;
use locked::Locked;
use merging::Merging;
use sample::SampleLoad;
use table::Table;
use workers::{Heard, Workers};

/// So many of the file's first bytes tell what it is. An answer to an interview may have a mail before it.
pub const HEAD_BYTES: u32 = 16 << 10;

/// What kind of file is expected, as whoever asked for one said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    #[default]
    Any,
    /// A list of candidates (P5).
    Candidates,
}

/// The file in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    pub name: String,
    pub bytes: f64,
    /// What was expected where it was handed in. Another file brings its own expectation with it.
    pub expected: Expected,
}

/// Why it goes no further.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    Refused(Refusal),
    NotAnExport(JsonRefusal),
    NoAnswer(AnswerRefusal),
    /// The browser could not read the file.
    Unreadable(String),
    /// The worker ended by itself.
    WorkerDied(String),
    /// The sample is not where it should be.
    NoSample(String),
}

/// Where the page goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Where a file on its way in is shown, and what is expected there.
    Files(Expected),
    Segments,
    Accounts,
    Prospects,
    /// The interviews of an account.
    Interviews(RecordId),
}

/// Tells what was begun last from what was begun before.
pub type Ticket = u32;

/// Tells a worker from those before it.
pub type WorkerId = u32;

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// A person chose, dropped or pasted a file; the page has it at hand.
    Opened(Incoming),
    /// What was pasted could not be made a file; what the browser said.
    PasteRefused(String),
    /// The sample is to be loaded.
    SampleWanted,
    /// The file is to be let go.
    LetGo,
    /// The first bytes of the file, or what the browser said.
    HeadRead(Ticket, Result<Vec<u8>, String>),
    /// The text that was asked for, or what the browser said.
    TextRead(Ticket, Result<String, String>),
    /// The file that was to be fetched is at hand, or what the browser said.
    FileFetched(Ticket, Result<(), String>),
    /// The page has answered what waited.
    Turned(Ticket),
    /// The worker knows the book.
    Briefed(WorkerId),
    /// The worker answers.
    Heard(WorkerId, Answer),
    /// The file is to be read by this spec.
    SpecEdited(Box<ImportSpec>),
    /// The table is to be taken from elsewhere: another encoding, sheet or header.
    HintsEdited(Box<Hints>),
    /// A person says that a customer of the file, by its place, is an account, or isn't after all.
    SameDecided { customer: usize, account: Option<RecordId> },
    /// The rate of a currency was typed.
    RateTyped(Currency, String),
    /// Whether the file goes before what the book says of a customer.
    OverwriteChosen(bool),
    /// Whether the file is to be taken over though most of its rows are left out.
    LeftOutAccepted(bool),
    /// Whether the sample stays in the book beside the file.
    SampleKept(bool),
    /// A person says whether a name that stands for many customers by its words is one customer.
    SingleDecided { name: String, is_single: bool },
    /// A person says what a list of customers is: one of candidates, or not.
    ExpectedSaid(Expected),
    /// How a list of candidates enters; `None`: it is none, or it isn't known yet.
    CandidatesDecided(Option<Box<Candidates>>),
    /// Whether companies of a file of people become accounts, by their names.
    FoundedDecided { names: Vec<String>, founds: bool },
    /// Whether what the file says of a person's field goes before what the book says.
    TakenDecided { person: RecordId, field: &'static str, takes: bool },
    /// The book is another than before: by this page or in another tab.
    BookChanged,
    /// What the preview shows is to be written.
    TakeOver,
    /// The passphrase of an encrypted export.
    PassphraseGiven(String),
    /// What is decided about an export of ours.
    MergeChosen(Box<MergeSpec>),
    /// The export of ours is to be written.
    TakeOverMerge(Box<MergeSpec>),
    /// What was committed has come to the pages.
    Committed {
        ticket: Ticket,
        /// Whether the person is on another page than when it was begun.
        is_elsewhere: bool,
    },
}

/// What is to be done about it, in this order.
#[derive(Debug)]
pub enum Effect {
    /// The file at hand becomes the one that is read.
    TakeFile,
    /// It isn't read any more.
    DropFile,
    /// Read its first bytes: [`Event::HeadRead`].
    ReadHead(Ticket),
    /// Read all of it as text: [`Event::TextRead`].
    ReadText(Ticket),
    /// Fetch a file of this site, and have it at hand: [`Event::FileFetched`].
    FetchFile {
        ticket: Ticket,
        address: &'static str,
        name: &'static str,
    },
    /// Fetch a text of this site: [`Event::TextRead`].
    FetchText {
        ticket: Ticket,
        address: &'static str,
    },
    /// Start a worker with the file in hand. There is none.
    StartWorker(WorkerId),
    /// End the worker, whatever it is doing.
    EndWorker,
    /// Ask the worker.
    Ask(Request),
    /// Tell the worker what this book has, message by message, with the sales that count, and a turn
    /// after each: [`Event::Briefed`].
    Brief {
        worker: WorkerId,
        book: Arc<Book>,
    },
    /// Let the page answer what waits: [`Event::Turned`].
    Turn(Ticket),
    /// Write it, and let the pages follow: [`Event::Committed`].
    Commit {
        ticket: Ticket,
        change: Change,
        sales: Vec<(RecordId, Batch)>,
    },
    Go(Destination),
    /// The page of files, on which one is, expects this from now on; it is the same page.
    Expect(Expected),
}

/// What a decision may rest on besides the phase.
pub struct Context<'a> {
    /// The book as it is now.
    pub book: &'a Arc<Book>,
    /// The sales of an import, if they are on this page.
    pub sales: &'a dyn Fn(RecordId) -> Option<Arc<Batch>>,
    pub today: Date,
    /// In ms since 1970.
    pub now: u64,
    /// The device this page is on.
    pub device: Device,
    pub new_id: &'a mut dyn FnMut() -> RecordId,
}

/// The file on its way in. One at a time.
#[derive(Debug, Default)]
pub struct ImportFlow {
    phase: Phase,
    outbox: Outbox,
    /// Whether the sample stays in the book beside the file in hand, if somebody said so.
    sample_kept: Option<bool>,
    /// The book without the sample, while a table goes into that.
    cleared: Option<Cleared>,
}

#[derive(Debug, Default)]
enum Phase {
    #[default]
    Idle,
    /// What it is shows by its first bytes.
    Opening(Incoming),
    /// An answer to an interview is read.
    OpeningAnswer(Incoming),
    /// An answer to an interview is previewed.
    Answering(Box<Answering>),
    /// An export of ours is read.
    OpeningExport(Incoming),
    /// It is under a passphrase.
    Locked(Box<Locked>),
    /// Its text is at hand, and is read some records at a time.
    ReadingExport {
        file: Incoming,
        reader: Box<ExportReader>,
    },
    /// It never came to a table; the sample has no file.
    Stopped {
        file: Option<Incoming>,
        failure: Failure,
    },
    /// An export of ours is previewed.
    Merging(Box<Merging>),
    Table(Box<Table>),
    Sample(Box<SampleLoad>),
    /// It is written; until the page is where the result shows, the last phase is to be seen.
    Leaving {
        shown: Box<Phase>,
        to: Destination,
    },
}

/// What is to be done, and what tells the answers to it from others.
#[derive(Debug, Default)]
struct Outbox {
    effects: Vec<Effect>,
    ticket: Ticket,
    workers: Workers,
}

impl Outbox {
    fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Begins something; what was begun before is no longer wanted.
    fn begin(&mut self, effect: impl FnOnce(Ticket) -> Effect) {
        self.ticket = self.ticket.wrapping_add(1);
        self.effects.push(effect(self.ticket));
    }

    fn turn(&mut self) {
        self.begin(Effect::Turn);
    }

    fn ask(&mut self, request: Request) {
        self.workers.ask(request, &mut self.effects);
    }

    fn end_worker(&mut self) {
        self.workers.end(&mut self.effects);
    }

    /// Has the worker told what this book has.
    fn brief(&mut self, book: &Arc<Book>) {
        self.workers.brief(book, &mut self.effects);
    }

    /// Leaves everything that was begun.
    fn leave_all(&mut self) {
        self.ticket = self.ticket.wrapping_add(1);
        self.end_worker();
    }

    fn commit(&mut self, shown: Phase, change: Change, sales: Vec<(RecordId, Batch)>, to: Destination) -> Phase {
        self.begin(|ticket| Effect::Commit { ticket, change, sales });
        Phase::Leaving { shown: Box::new(shown), to }
    }

    fn stop(&mut self, file: Option<Incoming>, failure: Failure) -> Phase {
        self.leave_all();
        Phase::Stopped { file, failure }
    }
}

impl ImportFlow {
    /// What follows from what happened.
    pub fn on(&mut self, event: Event, context: &mut Context) -> Vec<Effect> {
        if let Some(event) = self.wanted(event) {
            match &event {
                Wanted::Event(Event::SampleKept(keeps)) => self.sample_kept = Some(*keeps),
                Wanted::Event(Event::Opened(_) | Event::ExpectedSaid(_)) => self.sample_kept = None,
                _ => {}
            }
            self.clear(&event, context);
            let book = self.cleared.as_ref().map_or(context.book, |cleared| &cleared.book).clone();
            let (sales, today, now, device) = (context.sales, context.today, context.now, context.device);
            let mut context = Context { book: &book, sales, today, now, device, new_id: &mut *context.new_id };
            let phase = std::mem::take(&mut self.phase);
            self.phase = phase.on(event, &mut self.outbox, &mut context);
        }
        let mut effects = std::mem::take(&mut self.outbox.effects);
        for effect in &mut effects {
            if let (Some(cleared), Effect::Commit { change, .. }) = (&self.cleared, effect) {
                cleared.precede(change);
            }
        }
        effects
    }

    /// Has the book at hand that a table goes into: without the sample, unless that is to stay.
    fn clear(&mut self, event: &Wanted, context: &Context) {
        let keeps = self.sample_kept.unwrap_or_else(|| self.is_for_a_book(event));
        let makes_room = matches!(self.phase, Phase::Table(_)) && !keeps && holds_sample(context.book);
        self.cleared = match self.cleared.take() {
            _ if !makes_room => None,
            Some(cleared) if cleared.is_of(context.book) => Some(cleared),
            _ => Some(Cleared::of(context.book, context.sales)),
        };
    }

    /// Whether what is in hand, as the event leaves it, says something of customers a book has, and is none by itself:
    /// candidates, people, what was spoken. The sample makes no room for those unless somebody says so.
    fn is_for_a_book(&self, event: &Wanted) -> bool {
        let Some(table) = self.table() else { return false };
        let kind = table.seen.as_ref().map(|seen| seen.spec.kind);
        let (expected, kind) = match event {
            Wanted::Event(Event::ExpectedSaid(expected)) => (*expected, kind),
            Wanted::Event(Event::SpecEdited(spec)) => (table.expected, Some(spec.kind)),
            _ => (table.expected, kind),
        };
        expected == Expected::Candidates || matches!(kind, Some(FileKind::People | FileKind::Activities))
    }

    /// The event, unless it answers what isn't wanted any more.
    fn wanted(&mut self, event: Event) -> Option<Wanted> {
        use Event::{Briefed, Committed, FileFetched, HeadRead, Heard as Answered, TextRead, Turned};
        let now = self.outbox.ticket;
        let is_wanted = match &event {
            HeadRead(ticket, _) | TextRead(ticket, _) | FileFetched(ticket, _) => *ticket == now,
            Turned(ticket) | Committed { ticket, .. } => *ticket == now,
            Briefed(worker) | Answered(worker, _) => self.outbox.workers.is_current(*worker),
            _ => true,
        };
        match event {
            _ if !is_wanted => None,
            Answered(_, answer) => self.outbox.workers.hear(answer).map(Wanted::Heard),
            event => Some(Wanted::Event(event)),
        }
    }
}

/// What happened, as far as it is wanted.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "it is handed on at once, and never kept")]
enum Wanted {
    Event(Event),
    Heard(Heard),
}

impl Phase {
    /// The phase that follows.
    fn on(self, event: Wanted, out: &mut Outbox, context: &mut Context) -> Self {
        use Event::{Committed, FileFetched, HeadRead, LetGo, Opened, PasteRefused, SampleWanted, TextRead, Turned};
        match (self, event) {
            // What is being written is written to its end.
            (phase, Wanted::Event(Opened(_) | PasteRefused(_) | SampleWanted | LetGo)) if phase.is_writing() => phase,
            (_, Wanted::Event(Opened(file))) => {
                out.leave_all();
                out.push(Effect::TakeFile);
                out.push(Effect::Go(Destination::Files(file.expected)));
                out.begin(Effect::ReadHead);
                Self::Opening(file)
            }
            (_, Wanted::Event(PasteRefused(detail))) => out.stop(None, Failure::Unreadable(detail)),
            (_, Wanted::Event(SampleWanted)) => {
                out.leave_all();
                Self::Sample(Box::new(SampleLoad::begin(out)))
            }
            (_, Wanted::Event(LetGo)) => Self::let_go(out),

            (Self::Opening(file), Wanted::Event(HeadRead(_, head))) => match head {
                Err(detail) => out.stop(Some(file), Failure::Unreadable(detail)),
                Ok(head) if is_json(&head, &file.name) => {
                    out.begin(Effect::ReadText);
                    Self::OpeningExport(file)
                }
                Ok(head) if holds_answers(&head) && file.bytes > MOST_BYTES as f64 => {
                    out.stop(Some(file), Failure::NoAnswer(AnswerRefusal::TooLarge))
                }
                Ok(head) if holds_answers(&head) => {
                    out.begin(Effect::ReadText);
                    Self::OpeningAnswer(file)
                }
                Ok(_) => Self::Table(Box::new(Table::inspect(file, out))),
            },
            (Self::OpeningAnswer(file), Wanted::Event(TextRead(_, text))) => match text {
                Err(detail) => out.stop(Some(file), Failure::Unreadable(detail)),
                Ok(text) => match Answering::begin(file.clone(), &text, context) {
                    Err(refusal) => out.stop(Some(file), Failure::NoAnswer(refusal)),
                    Ok(answering) => Self::Answering(Box::new(answering)),
                },
            },
            (Self::Answering(answering), Wanted::Event(event)) => answering.on(&event, out, context),
            (Self::OpeningExport(file), Wanted::Event(TextRead(_, text))) => match text {
                Err(detail) => out.stop(Some(file), Failure::Unreadable(detail)),
                Ok(text) if is_encrypted(text.as_bytes()) => Self::Locked(Box::new(Locked::new(file, text))),
                Ok(text) => Self::read_export(file, Box::new(ExportReader::new(text)), out, context),
            },
            (Self::Locked(locked), event) => locked.on(event, out, context),
            (Self::ReadingExport { file, reader }, Wanted::Event(Turned(_))) => {
                Self::read_export(file, reader, out, context)
            }
            (Self::Merging(merging), Wanted::Event(event)) => merging.on(event, out, context),

            (Self::Leaving { .. }, Wanted::Event(Committed { is_elsewhere: true, .. })) => Self::let_go(out),
            (Self::Leaving { shown, to }, Wanted::Event(Committed { .. })) => {
                // Let go once the address is there: the page of files would be built in between for nothing.
                out.push(Effect::Go(to));
                out.turn();
                Self::Leaving { shown, to }
            }
            (Self::Leaving { .. }, Wanted::Event(Turned(_))) => Self::let_go(out),

            (Self::Table(table), event) => table.on(event, out, context),
            (Self::Sample(sample), event @ (Wanted::Heard(_) | Wanted::Event(FileFetched(..) | TextRead(..)))) => {
                sample.on(event, out, context)
            }
            (Self::Sample(sample), Wanted::Event(Event::Briefed(_))) => {
                sample.briefed(out);
                Self::Sample(sample)
            }
            (phase, _) => phase,
        }
    }

    /// Reads an export on, and shows it once it is read.
    fn read_export(file: Incoming, mut reader: Box<ExportReader>, out: &mut Outbox, context: &Context) -> Self {
        match reader.step(BYTES_AT_ONCE) {
            None => {
                out.turn();
                Self::ReadingExport { file, reader }
            }
            Some(Err(refusal)) => out.stop(Some(file), Failure::NotAnExport(refusal)),
            Some(Ok(export)) => {
                let merge = BookMerge { export, file: file.name.clone() };
                Self::Merging(Box::new(Merging::begin(file, merge, out, context)))
            }
        }
    }

    fn let_go(out: &mut Outbox) -> Self {
        out.leave_all();
        out.push(Effect::DropFile);
        Self::Idle
    }

    /// Whether something is on its way into the book.
    fn is_writing(&self) -> bool {
        match self {
            Self::Leaving { .. } => true,
            Self::Table(table) => table.is_writing(),
            _ => false,
        }
    }
}

/// Whether a file is JSON rather than a table: by its first character, or by its name.
fn is_json(head: &[u8], name: &str) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    text.trim_ascii_start().first() == Some(&b'{') || name.to_ascii_lowercase().ends_with(".json")
}

#[cfg(test)]
mod tests;
