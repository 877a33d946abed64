//! The step of a case of winning back: what is to be done by a day (L4).

use super::kind::{
    Agenda, Audience, Commitment, Course, DueRule, Event, HistoryWords, Kind, Outcome, Settled, Settlement, Tone, ask,
};
use super::{Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// One step of a [case](super::WinBack).
    WinBackStep = "winback_step" {
        account: Option<RecordId>,
        /// The case it is part of.
        case: Option<RecordId>,
        /// The day it was planned.
        day: Option<Date>,
        /// What is to be done.
        what: String,
        /// By which day.
        due: Option<Date>,
        /// Who of ours does it.
        colleagues: Vec<RecordId>,
        /// The day it was done; empty: it is open.
        done: Option<Date>,
        /// The day it fell away, because the case ended before it was done.
        dropped: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`WinBackStep`] is to people.
pub static WIN_BACK_STEP: Kind = Kind {
    code: WinBackStep::KIND,
    title: Key::PieceWinBackStep,
    plural: Key::HistoryWinBackSteps,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::StepWhat),
        ask::day(field::due, Key::StepDue),
        ask::colleagues(field::colleagues, Key::StepColleagues),
        ask::day(field::done, Key::StepDone),
        ask::day(field::dropped, Key::WinBackStepDropped),
        ask::day(field::day, Key::StepDay),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<WinBackStep>,
};

/// Somebody we want back is to hear from us.
pub static WIN_BACK_STEP_DUE: DueRule = DueRule {
    code: "winback",
    glyph: Glyph::Phone,
    // Like any other action of a plan (C3).
    agenda: Some(Agenda { words: Key::DueWinBack, rank: 2, ahead: None, horizon: 7, weight: 1.0, without_day: true }),
    history: HistoryWords::USUAL,
};

const DONE: Outcome = Outcome { words: Key::HistoryStepDone, tone: Tone::Good, is_done: true };

/// The case ended first.
const DROPPED: Outcome = Outcome { words: Key::WinBackStepFellAway, tone: Tone::Plain, is_done: false };

fn event(record: &Record) -> Option<Event> {
    let (done, dropped) = (field::done.of(record), field::dropped.of(record));
    let done = done.map(|day| Settled { outcome: DONE, on: Some(day) });
    let dropped = dropped.map(|day| Settled { outcome: DROPPED, on: Some(day) });
    Some(Event {
        day: field::day.of(record),
        heading: WIN_BACK_STEP.title,
        title: field::what.of(record),
        said: vec![field::day.name, field::what.name, field::done.name, field::dropped.name],
        theirs: Vec::new(),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: &WIN_BACK_STEP_DUE,
            until: field::due.of(record),
            settled: done.or(dropped),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "winback_step_done",
    text: Key::HistoryStepDoneToday,
    is_done: true,
    edits: |id, now| vec![field::done.set(id, Some(now.day()))],
}];

impl WinBackStep {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.dropped.is_none()
    }
}
