//! The action of a plan: what is to be done by a day, by whom, and for which objective (P3); of a programme whom it
//! reaches, with what (P6).

use super::codes::codes;
use super::kind::{
    Audience, Commitment, Course, Event, Kind, Outcome, PLAN_ACTION as RULE, Settled, Settlement, Tone, ask,
};
use super::plan_objective::Carried;
use super::{Hours, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// One action of a [plan](super::AccountPlan).
    PlanAction = "plan_action" {
        account: Option<RecordId>,
        /// The plan it is part of.
        plan: Option<RecordId>,
        /// The objective it serves.
        objective: Option<RecordId>,
        /// The item of the situation it comes from, in its words.
        situation: String,
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
        /// Whom of theirs it reaches.
        contacts: Vec<RecordId>,
        /// At which stage of theirs.
        stage: Option<ReachStage>,
        /// What they are shown or given.
        content: String,
        /// The day it was done; empty: it is open.
        done: Option<Date>,
        /// The day it fell away.
        dropped: Option<Date>,
        /// What becomes of it at the end of the plan, if it isn't done.
        carried: Option<Carried>,
        /// Why.
        carried_why: String,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`PlanAction`] is to people.
pub static PLAN_ACTION: Kind = Kind {
    code: PlanAction::KIND,
    title: Key::PiecePlanAction,
    plural: Key::PluralPlanActions,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::StepWhat),
        ask::day(field::due, Key::StepDue),
        ask::colleagues(field::colleagues, Key::StepColleagues),
        ask::hours(field::estimate, Key::StepEstimate),
        ask::people(field::contacts, Key::ActionContacts),
        ask::choice(field::stage, Key::ActionStage),
        ask::line(field::content, Key::ActionContent),
        ask::day(field::done, Key::StepDone),
        ask::day(field::dropped, Key::ActionDropped),
        ask::day(field::day, Key::StepDay),
        ask::choice(field::carried, Key::PlanCarried),
        ask::line(field::carried_why, Key::PlanCarriedWhy),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<PlanAction>,
};

const DONE: Outcome = Outcome { words: Key::HistoryStepDone, tone: Tone::Good, is_done: true };

/// Nobody needs it any more.
const DROPPED: Outcome = Outcome { words: Key::ActionFellAway, tone: Tone::Plain, is_done: false };

fn event(record: &Record) -> Option<Event> {
    let (done, dropped) = (field::done.of(record), field::dropped.of(record));
    let done = done.map(|day| Settled { outcome: DONE, on: Some(day) });
    let dropped = dropped.map(|day| Settled { outcome: DROPPED, on: Some(day) });
    Some(Event {
        day: field::day.of(record),
        heading: PLAN_ACTION.title,
        title: field::what.of(record),
        said: vec![field::day.name, field::what.name, field::done.name, field::dropped.name],
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment { rule: &RULE, until: field::due.of(record), settled: done.or(dropped) }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "plan_action_done",
    text: Key::HistoryStepDoneToday,
    is_done: true,
    edits: |id, now| vec![field::done.set(id, Some(now.day()))],
}];

codes! {
    /// How far somebody is on the way to buying what a programme offers (P6).
    ReachStage {
        Notice = "notice" => ReachNotice,
        Interest = "interest" => ReachInterest,
        Decide = "decide" => ReachDecide,
        Use = "use" => ReachUse,
    }
}

impl PlanAction {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.dropped.is_none()
    }
}
