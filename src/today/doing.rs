//! What a person does about a line, as changes: done, put off until a day, given to a colleague.

use super::{Line, Reason};
use crate::book::kind::{Condition, Kind};
use crate::book::negotiation::TO_PREPARE;
use crate::book::{Book, Change, Edit, Handling, Interaction, Label, RecordId, RecordKind, account, interaction};
use crate::calendar::Date;
use crate::dossier::due::Origin;
use crate::working_time::Instant;

/// What it takes for a line to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// One step.
    Change(Change),
    /// An interview is to be held and filled in.
    Interview,
    /// A negotiation is to be prepared, or what came of it told: on its page.
    Negotiation(RecordId),
    /// There is more than one way in which it can end, or more to say than that: a person has to say it in this
    /// record.
    Open(RecordId),
    /// Something is to be said in this record first, without which it isn't settled.
    Say(RecordId, &'static Condition),
    /// The profile is to be gone through.
    Profile,
}

impl Line {
    /// What it takes to be done with it now. Somebody of ours, `by`, is done with it; `new` is an id for a touch that
    /// comes to be.
    pub fn done(&self, book: &Book, now: Instant, by: Option<RecordId>, new: RecordId) -> Done {
        let today = now.day();
        match &self.reason {
            Reason::Touch(touch) => Done::Change(self.touched(touch.person, today, by, new)),
            Reason::StaleProfile(_) => Done::Profile,
            Reason::Silence(_) | Reason::LateOrder(_) => Done::Change(self.dealt_with(today)),
            Reason::Request(request) => self.settled(book, request.id, now),
            Reason::Due(due) => match (due.origin, due.record) {
                (Origin::NextStep, _) => Done::Change(self.step_taken()),
                (Origin::Recurrence, _) => Done::Interview,
                (Origin::Commitment, Some(record)) if self.rule() == &TO_PREPARE => Done::Negotiation(record),
                (Origin::Commitment, Some(record)) => self.settled(book, record, now),
                (Origin::Reminder | Origin::Commitment, _) => Done::Change(self.dealt_with(today)),
            },
        }
    }

    /// The change that hides it until a day, with a word why, and gives it to a colleague, or either.
    pub fn set_aside(&self, until: Option<Date>, why: &str, colleague: Option<RecordId>) -> Change {
        let why = if until.is_some() { why.trim().into() } else { String::new() };
        self.handle(Handling { until, why, colleague, ..self.handling() })
    }

    /// The change that hides it until a day, with a word why; whoever has it keeps it.
    pub fn postponed(&self, until: Date, why: &str) -> Change {
        self.set_aside(Some(until), why, self.handling().colleague)
    }

    /// The change that shows it again.
    pub fn brought_back(&self) -> Change {
        self.handle(Handling { until: None, why: String::new(), ..self.handling() })
    }

    /// The change that gives it to a colleague, or back to whom it falls by itself.
    pub fn given_to(&self, colleague: Option<RecordId>) -> Change {
        self.handle(Handling { colleague, ..self.handling() })
    }

    /// The change by which it is dealt with: it doesn't stand there again for this cause.
    fn dealt_with(&self, today: Date) -> Change {
        self.handle(Handling { until: None, done: Some(today), ..self.handling() })
    }

    fn handle(&self, handling: Handling) -> Change {
        let id = self.handled.as_ref().map(|handled| handled.id);
        let id = id.unwrap_or_else(|| Handling::id(self.account, &handling.rule, &handling.subject));
        Change::new(Label::Handle { account: self.name.clone() }, handling.write(id))
    }

    /// What is said of it so far.
    fn handling(&self) -> Handling {
        let handled = self.handled.as_ref();
        Handling {
            account: Some(self.account),
            rule: self.rule().code.into(),
            subject: self.subject().code(),
            cause: self.cause(),
            until: handled.and_then(|handled| handled.until),
            why: handled.map(|handled| handled.why.clone()).unwrap_or_default(),
            colleague: handled.and_then(|handled| handled.colleague),
            done: None,
            sample: false,
        }
    }

    /// A touch of today is logged.
    fn touched(&self, person: Option<RecordId>, today: Date, by: Option<RecordId>, new: RecordId) -> Change {
        let touch = Interaction {
            account: Some(self.account),
            day: Some(today),
            contacts: person.into_iter().collect(),
            colleagues: by.into_iter().collect(),
            ..Interaction::default()
        };
        let label = Label::Add { kind: interaction::INTERACTION.words(), of: self.name.clone() };
        self.ending(Change::new(label, touch.create(new)))
    }

    fn step_taken(&self) -> Change {
        use account::field::{next_on, next_what};
        let edits = vec![next_what.set(self.account, String::new()), next_on.set(self.account, None)];
        self.ending(Change::new(Label::Stage { account: self.name.clone() }, edits))
    }

    /// What is to be said before it can be settled in one step.
    pub fn unmet(&self, book: &Book, now: Instant) -> Option<&'static Condition> {
        let record = match &self.reason {
            Reason::Request(request) => request.id,
            Reason::Due(due) if due.origin == Origin::Commitment => due.record?,
            _ => return None,
        };
        match self.settled(book, record, now) {
            Done::Say(_, condition) => Some(condition),
            _ => None,
        }
    }

    /// The record is settled as what was to be done; opened where its kind knows no such act, or something is missing
    /// for it.
    fn settled(&self, book: &Book, record: RecordId, now: Instant) -> Done {
        let settled = || {
            let held = book.record(record)?;
            let kind = Kind::of_code(&held.kind)?;
            let act = kind.settlements.iter().find(|act| act.is_done)?;
            Some(match kind.unmet_by(act, record, held, now) {
                Some(condition) => Done::Say(record, condition),
                None => {
                    let change = Change::settling(kind, act, (record, held), now, self.name.clone());
                    Done::Change(self.ending(change))
                }
            })
        };
        settled().unwrap_or(Done::Open(record))
    }

    /// What was said of the line goes with its cause.
    fn ending(&self, mut change: Change) -> Change {
        let handled = self.handled.as_ref().map(|handled| Edit::delete::<Handling>(handled.id));
        change.edits.extend(handled);
        change
    }
}

/// The day to which a line is put off, unless somebody says another: the next one people work on.
pub fn next_working_day(today: Date, is_working: impl Fn(Date) -> bool) -> Date {
    (1..=31).map(|after| today.plus(after)).find(|day| is_working(*day)).unwrap_or_else(|| today.plus(1))
}
