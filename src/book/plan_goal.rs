//! The goal of a plan: theirs in their words, or ours (P3).

use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind, favour::Side};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// What one side wants to reach.
    PlanGoal = "plan_goal" {
        account: Option<RecordId>,
        /// The plan it is part of.
        plan: Option<RecordId>,
        /// Whose it is; empty: theirs.
        side: Option<Side>,
        /// In the words of whose it is.
        what: String,
        /// Who of theirs said it.
        contact: Option<RecordId>,
        /// The day they did.
        day: Option<Date>,
        /// Who of ours heard it.
        colleague: Option<RecordId>,
        /// Why: what it rests on.
        because: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`PlanGoal`] is to people.
pub static PLAN_GOAL: Kind = Kind {
    code: PlanGoal::KIND,
    title: Key::PiecePlanGoal,
    plural: Key::PluralPlanGoals,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::text(field::what, Key::PlanGoalWhat),
        ask::choice(field::side, Key::PlanGoalSide),
        ask::person(field::contact, Key::PlanGoalContact),
        ask::day(field::day, Key::PlanGoalDay),
        ask::colleague(field::colleague, Key::PlanGoalColleague),
        ask::text(field::because, Key::PlanGoalBecause),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<PlanGoal>,
};

impl PlanGoal {
    pub fn is_theirs(&self) -> bool {
        self.side != Some(Side::Us)
    }
}
