//! Whom a programme is to reach: somebody of theirs, with what they care about, and how far they are (P6).

use super::kind::{Audience, Course, Kind, ask};
use super::{ReachStage, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// One person a [programme](super::AccountPlan) is to reach. What reaches them are [actions](super::PlanAction).
    PlanPerson = "plan_person" {
        account: Option<RecordId>,
        /// The programme.
        plan: Option<RecordId>,
        /// The person.
        contact: Option<RecordId>,
        /// What of all this they care about.
        interest: String,
        /// How far they are to be in the end.
        aim: Option<ReachStage>,
        /// How far they are.
        stage: Option<ReachStage>,
        /// The day that was seen.
        seen: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`PlanPerson`] is to people.
pub static PLAN_PERSON: Kind = Kind {
    code: PlanPerson::KIND,
    title: Key::PiecePlanPerson,
    plural: Key::PluralPlanPeople,
    glyph: Glyph::Team,
    audience: Audience::Management,
    fields: &[
        ask::person(field::contact, Key::ReachContact),
        ask::line(field::interest, Key::ReachInterestIs),
        ask::choice(field::aim, Key::ReachAim),
        ask::choice(field::stage, Key::ReachStageIs),
        ask::day(field::seen, Key::ReachSeen),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<PlanPerson>,
};

impl PlanPerson {
    /// The record of a person in a programme: the same in every book, so that two colleagues who add them add one.
    pub fn of(plan: RecordId, contact: RecordId) -> RecordId {
        RecordId::derived(plan, &format!("person {contact}"))
    }

    /// Whether they are as far as they are to be; `None` while nobody said how far that is.
    pub fn is_there(&self) -> Option<bool> {
        let aim = self.aim?;
        Some(self.stage.is_some_and(|stage| stage >= aim))
    }
}
