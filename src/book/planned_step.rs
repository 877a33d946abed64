//! The planned step: what is to be done with an account by a day, by hand or out of a playbook (P1).

use super::kind::{Audience, Commitment, Course, Event, Kind, Outcome, PLAN_ACTION, Settled, Settlement, Tone, ask};
use super::{Hours, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// One step of what is planned with an account.
    PlannedStep = "planned_step" {
        account: Option<RecordId>,
        /// The day it was planned.
        day: Option<Date>,
        /// What is to be done.
        what: String,
        /// By which day.
        due: Option<Date>,
        /// How long it takes us; empty: nobody said (C17).
        estimate: Option<Hours>,
        /// Who of ours does it.
        colleagues: Vec<RecordId>,
        /// The day it was done; empty: it is open.
        done: Option<Date>,
        /// The [playbook](super::Playbook) it comes from, by the code of its level; empty: out of none.
        playbook: String,
        /// Which step of that playbook, by its code.
        step: String,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`PlannedStep`] is to people.
pub static PLANNED_STEP: Kind = Kind {
    code: PlannedStep::KIND,
    title: Key::PiecePlannedStep,
    plural: Key::HistorySteps,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::StepWhat),
        ask::day(field::due, Key::StepDue),
        ask::hours(field::estimate, Key::StepEstimate),
        ask::colleagues(field::colleagues, Key::StepColleagues),
        ask::day(field::done, Key::StepDone),
        ask::day(field::day, Key::StepDay),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<PlannedStep>,
};

const DONE: Outcome = Outcome { words: Key::HistoryStepDone, tone: Tone::Good, is_done: true };

fn event(record: &Record) -> Option<Event> {
    let done = field::done.of(record);
    Some(Event {
        day: field::day.of(record),
        heading: PLANNED_STEP.title,
        title: field::what.of(record),
        said: vec![field::day.name, field::what.name, field::done.name],
        theirs: Vec::new(),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: &PLAN_ACTION,
            until: field::due.of(record),
            settled: done.map(|day| Settled { outcome: DONE, on: Some(day) }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "step_done",
    text: Key::HistoryStepDoneToday,
    is_done: true,
    edits: |id, now| vec![field::done.set(id, Some(now.day()))],
}];

impl PlannedStep {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.done.is_none()
    }

    /// The record of a step of a playbook that was begun with an account on a day: the same in every book, so that
    /// two colleagues who begin it on one day plan it once.
    pub fn of(account: RecordId, playbook: &str, step: &str, day: Date) -> RecordId {
        RecordId::derived(account, &format!("planned_step {playbook} {step} {day}"))
    }
}
