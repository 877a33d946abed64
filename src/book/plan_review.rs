//! The review of a plan: the day on which it is looked at, and what was written then (P3).

use super::kind::{
    Agenda, Audience, Commitment, Condition, Course, DueRule, Event, HistoryWords, Kind, Outcome, PLAN_ACTION, Settled,
    Settlement, Tone, ask,
};
use super::{Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A review of a [plan](super::AccountPlan), planned or held.
    PlanReview = "plan_review" {
        account: Option<RecordId>,
        /// The plan it is about.
        plan: Option<RecordId>,
        /// The day it was planned.
        day: Option<Date>,
        /// What is to be looked at.
        what: String,
        /// By which day.
        due: Option<Date>,
        /// What was found, in writing.
        said: String,
        /// The day it was held; empty: it is still to be.
        held: Option<Date>,
        /// Who of ours.
        colleagues: Vec<RecordId>,
        /// With whom of theirs.
        contacts: Vec<RecordId>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// A review nobody wrote down wasn't one.
static WRITTEN: Condition = Condition {
    code: "written_review",
    words: Key::PlanReviewWritten,
    say: Key::PlanReviewSay,
    needs: &[field::said.name],
};

/// What a [`PlanReview`] is to people.
pub static PLAN_REVIEW: Kind = Kind {
    code: PlanReview::KIND,
    title: Key::PiecePlanReview,
    plural: Key::PluralPlanReviews,
    glyph: Glyph::Note,
    audience: Audience::Management,
    fields: &[
        ask::text(field::said, Key::PlanReviewSaid),
        ask::day(field::held, Key::PlanReviewHeld).only_if(&WRITTEN),
        ask::line(field::what, Key::PlanReviewWhat),
        ask::day(field::due, Key::PlanReviewDue),
        ask::colleagues(field::colleagues, Key::PlanReviewColleagues),
        ask::people(field::contacts, Key::PlanReviewContacts),
        ask::day(field::day, Key::StepDay),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<PlanReview>,
};

/// A plan is to be looked at. It is one kind of line of Today with all else that a plan makes due.
pub static REVIEW_DUE: DueRule = DueRule {
    code: PLAN_ACTION.code,
    glyph: Glyph::Note,
    agenda: Some(Agenda {
        words: Key::DuePlanReview,
        rank: 2,
        ahead: None,
        horizon: 7,
        weight: 1.0,
        without_day: true,
    }),
    history: HistoryWords::USUAL,
};

const HELD: Outcome = Outcome { words: Key::PlanReviewWasHeld, tone: Tone::Good, is_done: true };

fn event(record: &Record) -> Option<Event> {
    let held = field::held.of(record);
    Some(Event {
        day: held.or(field::day.of(record)),
        heading: PLAN_REVIEW.title,
        title: field::what.of(record),
        said: vec![field::day.name, field::what.name, field::held.name],
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: &REVIEW_DUE,
            until: field::due.of(record),
            settled: held.map(|day| Settled { outcome: HELD, on: Some(day) }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "plan_review_held",
    text: Key::PlanReviewHeldToday,
    is_done: true,
    edits: |id, now| vec![field::held.set(id, Some(now.day()))],
}];
