//! The sample book on its way in: its orders, its customers, its dossiers, and all three as one change.
//!
//! The same way in as any other file, but that nothing is asked or shown.

use std::sync::Arc;

use super::table::Seen;
use super::workers::Heard;
use super::{Context, Destination, Effect, Event, Failure, Outbox, Phase, Wanted};
use crate::book::{Book, Change, Edit, Label, RecordId, Stamp};
use crate::exchange::apply_import::{Decisions, ImportSource, apply_import};
use crate::exchange::importer::Preview;
use crate::exchange::message::Request;
use crate::exchange::{Hints, ImportSpec, sample};
use crate::ledger::{Batch, Sales};

#[derive(Debug)]
pub(super) struct SampleLoad {
    /// What was read so far: first the orders, then with the customers.
    half: Option<Half>,
    step: Step,
}

/// The sample, half loaded.
#[derive(Debug)]
struct Half {
    change: Change,
    sales: Vec<(RecordId, Batch)>,
    /// The book as it will be with it.
    book: Arc<Book>,
}

#[derive(Debug)]
enum Step {
    /// The file of a part is fetched.
    Fetching,
    Inspecting,
    /// The worker is told of the book, then reads.
    Reading(Box<ImportSpec>),
    /// The worker hands over the sales.
    Selling(Box<Preview>),
    /// The dossiers are fetched.
    Telling,
}

impl SampleLoad {
    pub fn begin(out: &mut Outbox) -> Self {
        fetch(sample::ORDERS, sample::ORDERS_NAME, out);
        Self { half: None, step: Step::Fetching }
    }

    /// The name of the file that is being read.
    fn name(&self) -> &'static str {
        if self.half.is_none() { sample::ORDERS_NAME } else { sample::CUSTOMERS_NAME }
    }

    /// The book as it is with what was read so far.
    fn book(&self, context: &Context) -> Arc<Book> {
        self.half.as_ref().map_or(context.book, |half| &half.book).clone()
    }

    pub fn on(mut self: Box<Self>, event: Wanted, out: &mut Outbox, context: &mut Context) -> Phase {
        let step = std::mem::replace(&mut self.step, Step::Fetching);
        self.step = match (step, event) {
            (_, Wanted::Heard(Heard::Failed(failure))) => return out.stop(None, failure),
            (_, Wanted::Heard(Heard::Inspected(Err(refusal)) | Heard::Read(Err(refusal)))) => {
                return out.stop(None, Failure::Refused(refusal));
            }
            (_, Wanted::Event(Event::FileFetched(_, Err(detail)) | Event::TextRead(_, Err(detail)))) => {
                return out.stop(None, Failure::NoSample(detail));
            }
            (Step::Fetching, Wanted::Event(Event::FileFetched(_, Ok(())))) => {
                out.end_worker();
                out.push(Effect::TakeFile);
                out.ask(Request::Inspect(Box::new(Hints { file: self.name().into(), ..Hints::default() })));
                Step::Inspecting
            }
            (Step::Inspecting, Wanted::Heard(Heard::Inspected(Ok(inspection)))) => {
                let book = self.book(context);
                let Seen { spec, .. } = Seen::of(inspection, None, &book);
                out.brief(&book);
                Step::Reading(Box::new(spec))
            }
            (Step::Reading(_), Wanted::Heard(Heard::Read(Ok(preview)))) => {
                out.ask(Request::Sales);
                Step::Selling(Box::new(preview))
            }
            (Step::Selling(preview), Wanted::Heard(Heard::Sales(sales))) => {
                let is_first = self.half.is_none();
                self.take(*preview, sales, context);
                if is_first {
                    fetch(sample::CUSTOMERS, sample::CUSTOMERS_NAME, out);
                    Step::Fetching
                } else {
                    out.begin(|ticket| Effect::FetchText { ticket, address: sample::DOSSIERS });
                    Step::Telling
                }
            }
            (Step::Telling, Wanted::Event(Event::TextRead(_, Ok(text)))) => return self.finish(&text, out),
            (step, _) => step,
        };
        Phase::Sample(self)
    }

    /// The worker knows the book, and can read.
    pub fn briefed(&self, out: &mut Outbox) {
        if let Step::Reading(spec) = &self.step {
            out.ask(Request::Read(spec.clone()));
        }
    }

    /// Takes over what was read, into the book as it will be.
    fn take(&mut self, mut preview: Preview, sales: Sales, context: &mut Context) {
        preview.delta.sales = sales;
        let book = self.book(context);
        let taken = ImportSource { file: self.name(), label: Label::Sample, spec: None, today: context.today };
        let (change, sales) = apply_import(&book, &preview, &Decisions::default(), taken, &mut *context.new_id);
        let mut next = Arc::unwrap_or_clone(book);
        next.apply(&change, Stamp::default());
        let before = self.half.take().map(|half| (half.change, half.sales));
        let (mut all, mut batches) = before.unwrap_or_else(|| (Change::new(Label::Sample, Vec::new()), Vec::new()));
        all.edits.extend(change.edits);
        batches.push(sales);
        self.half = Some(Half { change: all, sales: batches, book: Arc::new(next) });
    }

    /// Adds the dossiers, and writes everything as one change.
    fn finish(mut self: Box<Self>, text: &str, out: &mut Outbox) -> Phase {
        let Some(Half { mut change, sales, book }) = self.half.take() else { return Phase::Sample(self) };
        let edits = match sample::dossiers(text, &book) {
            Ok(edits) => edits,
            Err(fault) => {
                return out.stop(None, Failure::NoSample(format!("{}: {fault:?}", sample::DOSSIERS)));
            }
        };
        // A change names a field once: what the dossiers say of it counts.
        let is_said = |edit: &Edit| edits.iter().any(|of| of.id == edit.id && of.field == edit.field);
        change.edits.retain(|edit| !is_said(edit));
        change.edits.extend(edits);
        out.commit(Phase::Sample(self), change, sales, Destination::Segments)
    }
}

fn fetch(address: &'static str, name: &'static str, out: &mut Outbox) {
    out.begin(|ticket| Effect::FetchFile { ticket, address, name });
}
