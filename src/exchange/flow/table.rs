//! A table on its way in, from the first look until it is written.

use std::sync::Arc;

use super::workers::Heard;
use super::{Context, Destination, Effect, Event, Expected, Failure, Incoming, Outbox, Phase, Wanted};
use crate::book::{Book, Label, SETTINGS, SavedSpec, settings};
use crate::exchange::apply_import::{AccountEffect, ApplyImport, Decisions, EffectCount, ImportSource, takes_currency};
use crate::exchange::importer::{Decided, Preview};
use crate::exchange::message::Request;
use crate::exchange::{Customer, FileKind, Hints, ImportSpec, Inspection, Question, Reason, Refusal, Suggestion};
use crate::ledger::Sales;

#[derive(Debug)]
pub(super) struct Table {
    pub file: Incoming,
    pub hints: Hints,
    /// What it is taken for: as it was expected, until a person says otherwise.
    pub expected: Expected,
    /// What it looks like, as of the last look.
    pub seen: Option<Seen>,
    /// What was decided about what it would do.
    pub decisions: Decisions,
    /// Customers that were decided to be an account: who they are in the file, whatever their place.
    decided: Vec<Decided>,
    /// Whether it was read again because the book had become another.
    pub was_read_again: bool,
    pub step: Step,
}

/// What a file looks like, and how it is to be read.
#[derive(Debug)]
pub(super) struct Seen {
    pub inspection: Arc<Inspection>,
    /// Edited by the person.
    pub spec: ImportSpec,
    /// Whether files with these headers were imported before.
    pub is_familiar: bool,
}

#[derive(Debug)]
pub(super) enum Step {
    Inspecting,
    /// The columns are shown before the worker takes a core for the whole file.
    Inspected,
    /// Something must be answered before it can be read.
    Asking,
    /// Bytes and rows read so far; whether the worker was asked, or is still told of the book.
    Reading {
        bytes: f64,
        rows: u64,
        is_asked: bool,
    },
    Previewed(Previewed),
    /// The worker hands over the sales.
    Fetching(Arc<Preview>),
    /// The change is made, some customers at a time.
    Making {
        preview: Arc<Preview>,
        sales: Sales,
        applying: ApplyImport,
    },
    Failed(Failure),
}

/// What taking it over would do.
#[derive(Debug)]
pub(super) struct Previewed {
    pub preview: Arc<Preview>,
    /// What looks alike, as it was before anything was decided.
    pub suggested: Arc<Vec<Suggestion>>,
    /// `None` until it is counted.
    pub effect: Option<AccountEffect>,
    /// While it is counted, or counted anew.
    count: Option<EffectCount>,
    /// Whether the worker matches anew what was decided.
    is_matching: bool,
}

impl Previewed {
    /// Counts anew what it would do.
    fn recount(&mut self, decisions: &Decisions, out: &mut Outbox, context: &Context) {
        self.count = Some(EffectCount::default());
        self.count(decisions, out, context);
    }

    /// A step of that.
    fn count(&mut self, decisions: &Decisions, out: &mut Outbox, context: &Context) {
        let Some(mut count) = self.count.take() else { return };
        match count.step(context.book, &self.preview, decisions) {
            Some(effect) => self.effect = Some(effect),
            None => {
                self.count = Some(count);
                out.turn();
            }
        }
    }

    /// Whether there is something to take over, and nothing wrong about it.
    fn can_take_over(&self, decisions: &Decisions) -> bool {
        let is_sales = self.preview.import.kind == FileKind::Sales;
        let kind = self.preview.import.kind;
        let brings = !matches!(kind, FileKind::People | FileKind::Activities)
            || self.effect.is_some_and(|of| of.brings_people());
        let enters = decisions.candidates.is_none() || self.effect.is_none_or(|effect| effect.entering > 0);
        let is_new = if is_sales { self.preview.delta.lines_added > 0 } else { enters && brings };
        let is_seen = decisions.accepts_left_out || !self.preview.import.reconciliation.is_mostly_left_out();
        is_new && is_seen && !self.is_matching && self.count.is_none() && decisions.are_rates_right()
    }
}

impl Seen {
    /// How a file is to be read that looks like this: as what was decided about it before, as a file with these
    /// headers was read earlier, or as it suggests itself.
    pub fn of(inspection: Inspection, before: Option<&Self>, book: &Book) -> Self {
        let currency = book.value(SETTINGS, settings::field::currency).unwrap_or_default();
        let mut spec = inspection.spec(currency);
        if takes_currency(book) {
            spec.book = None;
            spec.decide_currency();
        }
        let mut is_familiar = false;
        if let Some(Self { inspection: seen, spec: earlier, is_familiar: was_familiar }) = before {
            // Inspected at again: what was decided stays.
            let guessed: Vec<_> = seen.columns.iter().map(|column| column.role).collect();
            spec.keep(earlier, &guessed);
            spec.recall_currency(earlier);
            is_familiar = *was_familiar;
        } else if let Some(earlier) = remembered(&inspection, book) {
            spec.remember(&earlier);
            spec.recall_currency(&earlier);
            is_familiar = true;
        }
        Self { inspection: Arc::new(inspection), spec, is_familiar }
    }

    /// Whether it can be read: nothing must be asked first.
    fn is_ready(&self) -> bool {
        self.spec.is_ready(&self.inspection)
    }
}

/// How the last file with these headers was read.
fn remembered(inspection: &Inspection, book: &Book) -> Option<ImportSpec> {
    let is_it = |saved: &SavedSpec| !inspection.headers.is_empty() && saved.headers == inspection.headers;
    let (_, saved) = book.all::<SavedSpec>().find(|(_, saved)| is_it(saved))?;
    serde_json::from_str(&saved.plan).ok()
}

impl Table {
    /// A file that is no export of ours is looked at.
    pub fn inspect(file: Incoming, out: &mut Outbox) -> Self {
        let hints = Hints { file: file.name.clone(), ..Hints::default() };
        out.ask(Request::Inspect(Box::new(hints.clone())));
        let (decisions, decided) = Default::default();
        let expected = file.expected;
        Self { file, hints, expected, seen: None, decisions, decided, was_read_again: false, step: Step::Inspecting }
    }

    /// Whether it is on its way into the book.
    pub fn is_writing(&self) -> bool {
        matches!(self.step, Step::Fetching(_) | Step::Making { .. })
    }

    pub fn on(mut self: Box<Self>, event: Wanted, out: &mut Outbox, context: &mut Context) -> Phase {
        match event {
            Wanted::Heard(Heard::Failed(failure)) => {
                out.leave_all();
                self.step = Step::Failed(failure);
            }
            Wanted::Heard(heard) => self.hear(heard, out, context),
            Wanted::Event(Event::Turned(_)) => return self.turned(out, context),
            Wanted::Event(event) if !self.is_writing() => self.decide(event, out, context),
            Wanted::Event(_) => {}
        }
        match self.step {
            Step::Making { .. } => self.make(out, context),
            _ => Phase::Table(self),
        }
    }

    /// What the worker said.
    fn hear(&mut self, heard: Heard, out: &mut Outbox, context: &mut Context) {
        match (heard, &mut self.step) {
            (Heard::Inspected(Err(refusal)), Step::Inspecting) => {
                out.leave_all();
                self.step = Step::Failed(Failure::Refused(refusal));
            }
            (Heard::Inspected(Ok(inspection)), Step::Inspecting) => {
                self.seen = Some(Seen::of(inspection, self.seen.as_ref(), context.book));
                self.step = Step::Inspected;
                out.turn();
            }
            (Heard::Progress(bytes, rows), Step::Reading { bytes: so_far, rows: counted, .. }) => {
                (*so_far, *counted) = (bytes, rows);
            }
            (Heard::Read(Err(refusal)), Step::Reading { .. } | Step::Previewed(_)) => {
                self.step = Step::Failed(Failure::Refused(refusal));
            }
            (Heard::Read(Ok(_)), Step::Reading { .. }) if !out.workers.knows(context.book) => {
                self.read_again(out, context);
            }
            (Heard::Read(Ok(preview)), Step::Reading { .. }) => {
                let suggested = Arc::new(preview.suggestions.clone());
                self.show(preview, suggested, None, out, context);
            }
            (Heard::Read(Ok(preview)), Step::Previewed(before)) => {
                let (suggested, effect) = (before.suggested.clone(), before.effect);
                self.show(preview, suggested, effect, out, context);
            }
            (Heard::Sales(sales), Step::Fetching(preview)) => {
                self.step = Step::Making { preview: preview.clone(), sales, applying: ApplyImport::default() };
            }
            _ => {}
        }
    }

    fn show(
        &mut self,
        preview: Preview,
        suggested: Arc<Vec<Suggestion>>,
        effect: Option<AccountEffect>,
        out: &mut Outbox,
        context: &Context,
    ) {
        self.place_decisions(&preview);
        let preview = Arc::new(preview);
        let mut previewed = Previewed { preview, suggested, effect, count: None, is_matching: false };
        previewed.recount(&self.decisions, out, context);
        self.step = Step::Previewed(previewed);
    }

    /// What a person decided, or came to pass, before it is written.
    fn decide(&mut self, event: Event, out: &mut Outbox, context: &mut Context) {
        let can_take_over = self.can_take_over();
        match (event, &mut self.step) {
            (Event::Briefed(_), Step::Reading { is_asked, .. }) => {
                *is_asked = true;
                self.ask_to_read(out);
            }
            (Event::SpecEdited(spec), _) => {
                self.was_read_again = false;
                if let Some(seen) = &mut self.seen {
                    let quotes = spec.quotes;
                    seen.spec = *spec;
                    // Rows that a quote swallowed say what the columns are, too.
                    if quotes == self.hints.quotes {
                        self.read(out, context);
                    } else {
                        self.inspect_again(Hints { quotes, ..self.hints.clone() }, out);
                    }
                }
            }
            (Event::HintsEdited(hints), _) => self.inspect_again(*hints, out),
            (Event::SameDecided { customer, account }, Step::Previewed(previewed)) => {
                let Some(who) = previewed.preview.import.customers.get(customer).cloned() else { return };
                self.decided.retain(|(other, _)| !is_same_customer(other, &who));
                self.decided.extend(account.map(|account| (who, account)));
                // Until it has answered nothing can be taken over.
                previewed.is_matching = true;
                out.ask(Request::Decided(self.decided.clone()));
                out.ask(Request::Match);
            }
            (Event::RateTyped(currency, text), _) => {
                self.decisions.rates.insert(currency, text);
            }
            (Event::SingleDecided { name, is_single }, _) => {
                if is_single {
                    self.decisions.single.insert(name);
                } else {
                    self.decisions.single.remove(&name);
                }
            }
            (Event::OverwriteChosen(overwrite), step) => {
                self.decisions.overwrite = overwrite;
                if let Step::Previewed(previewed) = step {
                    previewed.recount(&self.decisions, out, context);
                }
            }
            (Event::ExpectedSaid(expected), _) if expected != self.expected => {
                self.expected = expected;
                out.push(Effect::Expect(expected));
                // The sample makes room for customers and not for candidates: it goes into another book now.
                if !out.workers.knows(context.book) {
                    self.decided.clear();
                    self.decisions.same.clear();
                    self.inspect_again(self.hints.clone(), out);
                }
            }
            (Event::CandidatesDecided(candidates), step) => {
                self.decisions.candidates = candidates.map(|candidates| *candidates);
                if let Step::Previewed(previewed) = step {
                    previewed.recount(&self.decisions, out, context);
                }
            }
            (Event::FoundedDecided { names, founds }, step) => {
                for name in names {
                    if founds {
                        self.decisions.founded.insert(name);
                    } else {
                        self.decisions.founded.remove(&name);
                    }
                }
                if let Step::Previewed(previewed) = step {
                    previewed.recount(&self.decisions, out, context);
                }
            }
            (Event::TakenDecided { person, field, takes }, step) => {
                let whose = (person, field.to_owned());
                if takes {
                    self.decisions.taken.insert(whose);
                } else {
                    self.decisions.taken.remove(&whose);
                }
                if let Step::Previewed(previewed) = step {
                    previewed.recount(&self.decisions, out, context);
                }
            }
            (Event::LeftOutAccepted(accepts), _) => self.decisions.accepts_left_out = accepts,
            // It goes into another book now: other customers, another currency.
            (Event::SampleKept(_), _) => {
                self.decided.clear();
                self.decisions.same.clear();
                self.inspect_again(self.hints.clone(), out);
            }
            // By an undo, or in another tab. What is new is another thing now: what is shown must say so before
            // anybody agrees to it.
            (Event::BookChanged, Step::Previewed(_)) if !out.workers.knows(context.book) => {
                self.read_again(out, context);
            }
            (Event::TakeOver, Step::Previewed(previewed)) if can_take_over => {
                if out.workers.knows(context.book) {
                    let preview = previewed.preview.clone();
                    out.ask(Request::Sales);
                    self.step = Step::Fetching(preview);
                } else {
                    self.read_again(out, context);
                }
            }
            _ => {}
        }
    }

    /// Has the file looked at again.
    fn inspect_again(&mut self, hints: Hints, out: &mut Outbox) {
        if matches!(self.step, Step::Reading { .. }) {
            out.end_worker();
        }
        self.hints = hints;
        self.was_read_again = false;
        out.ask(Request::Inspect(Box::new(self.hints.clone())));
        self.step = Step::Inspecting;
    }

    /// The question that only the whole file raises, if it does.
    pub fn late_question(&self) -> Option<Question> {
        let lines = match &self.step {
            Step::Previewed(previewed) => previewed.preview.import.reconciliation.lines.first_doubtful,
            Step::Failed(Failure::Refused(Refusal::NothingUsable { examples, .. })) => {
                let swallowed = examples.iter().find(|problem| problem.reason == Reason::Swallowed);
                swallowed.map(|problem| (problem.line, problem.lines))
            }
            _ => None,
        };
        let seen = self.seen.as_ref()?;
        seen.spec.late_question(&seen.inspection, lines)
    }

    /// Whether there is something to take over, and nothing wrong or open about it.
    pub fn can_take_over(&self) -> bool {
        match &self.step {
            Step::Previewed(previewed) => {
                previewed.can_take_over(&self.decisions)
                    && self.is_decided_who(&previewed.preview)
                    && self.late_question().is_none()
            }
            _ => false,
        }
    }

    /// Whether a list that is taken for one of candidates would enter as one, and any other as none.
    fn is_decided_who(&self, preview: &Preview) -> bool {
        let is_list = preview.import.kind == FileKind::Customers;
        !is_list || (self.expected == Expected::Candidates) == self.decisions.candidates.is_some()
    }

    /// The page has answered what waited; what waited for that goes on.
    fn turned(mut self: Box<Self>, out: &mut Outbox, context: &mut Context) -> Phase {
        match &mut self.step {
            Step::Inspected => self.read(out, context),
            Step::Previewed(previewed) => previewed.count(&self.decisions, out, context),
            Step::Making { .. } => return self.make(out, context),
            _ => {}
        }
        Phase::Table(self)
    }

    /// Reads the file by the present spec, if nothing must be asked first.
    fn read(&mut self, out: &mut Outbox, context: &Context) {
        let Some(seen) = &self.seen else { return };
        // It was said of what was left out then.
        self.decisions.accepts_left_out = false;
        // Whatever is being read now is read by a spec that no longer holds, and what is known of another book
        // can't be made unknown.
        if matches!(self.step, Step::Reading { .. }) || out.workers.knows_another(context.book) {
            out.end_worker();
        }
        if !seen.is_ready() {
            self.step = Step::Asking;
            return;
        }
        let is_asked = out.workers.knows(context.book);
        self.step = Step::Reading { bytes: 0.0, rows: 0, is_asked };
        if is_asked {
            self.ask_to_read(out);
        } else {
            out.brief(context.book);
        }
    }

    /// Reads it for the book as it has become, and says so.
    fn read_again(&mut self, out: &mut Outbox, context: &Context) {
        self.was_read_again = true;
        self.read(out, context);
    }

    fn ask_to_read(&self, out: &mut Outbox) {
        let Some(seen) = &self.seen else { return };
        if !self.decided.is_empty() {
            out.ask(Request::Decided(self.decided.clone()));
        }
        out.ask(Request::Read(Box::new(seen.spec.clone())));
    }

    /// Finds those about whom something was decided again, wherever they stand in the file by now.
    fn place_decisions(&mut self, preview: &Preview) {
        let place = |who: &Customer| preview.import.customers.iter().position(|one| is_same_customer(one, who));
        self.decisions.same = self.decided.iter().filter_map(|(who, account)| Some((place(who)?, *account))).collect();
        // A rate for a currency that is no longer read is none of this file's.
        self.decisions.rates.retain(|currency, _| preview.delta.sales.currencies.contains(currency));
    }

    /// Goes on making the change, and writes it once it is whole.
    fn make(mut self: Box<Self>, out: &mut Outbox, context: &mut Context) -> Phase {
        if !out.workers.knows(context.book) {
            // Another tab wrote something in between: what was made is for another book.
            self.read_again(out, context);
            return Phase::Table(self);
        }
        let Step::Making { preview, applying, .. } = &mut self.step else { return Phase::Table(self) };
        let preview = preview.clone();
        if !applying.step(context.book, &preview, &self.decisions, context.new_id) {
            out.turn();
            return Phase::Table(self);
        }
        let Step::Making { sales, applying, .. } = std::mem::replace(&mut self.step, Step::Fetching(preview.clone()))
        else {
            return Phase::Table(self);
        };
        let file = self.file.name.as_str();
        let (label, to) = match preview.import.kind {
            FileKind::Sales => (Label::Import { file: file.into() }, Destination::Segments),
            FileKind::Customers if self.decisions.candidates.is_some() => {
                (Label::ImportProspects { file: file.into() }, Destination::Prospects)
            }
            FileKind::Activities => (Label::ImportActivities { file: file.into() }, Destination::Accounts),
            FileKind::People => (Label::ImportPeople { file: file.into() }, Destination::Accounts),
            FileKind::Customers => (Label::ImportCustomers { file: file.into() }, Destination::Accounts),
        };
        let read_as = self.seen.as_ref().filter(|seen| !seen.inspection.headers.is_empty());
        let taken = ImportSource {
            file,
            label,
            spec: read_as.map(|seen| (seen.inspection.headers.as_str(), &seen.spec)),
            today: context.today,
        };
        let (change, sales) = applying.finish(context.book, &preview, &self.decisions, sales, taken, context.new_id);
        out.commit(Phase::Table(self), change, vec![sales], to)
    }
}

/// Whether two are one customer of a file.
fn is_same_customer(one: &Customer, other: &Customer) -> bool {
    one.external_id == other.external_id && one.tax_id == other.tax_id && one.name == other.name
}
