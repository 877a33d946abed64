//! The objective of a plan: what is measured, where it stood at the start, and where it is to stand at the end (P3, C19).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Amount, Quantity, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// An objective. Where it stood is frozen when it is set: no later import moves it.
    PlanObjective = "plan_objective" {
        account: Option<RecordId>,
        /// The plan it is part of.
        plan: Option<RecordId>,
        /// The day it was set, and where it stood was frozen.
        day: Option<Date>,
        what: String,
        /// Empty: it is counted by hand.
        measure: Option<PlanMeasure>,
        /// Of which product group sales count; empty: of all.
        group: String,
        /// What the same days a year back had brought, as known on that day.
        baseline: Option<Amount>,
        /// What is to be brought by the end.
        target: Option<Amount>,
        /// What is counted by hand: people, complaints, per cent.
        unit: String,
        /// Where it stood when it was set.
        count_before: Option<Quantity>,
        /// Where it is to stand at the end; below that, less is better.
        count_target: Option<Quantity>,
        /// Where it stands.
        count: Option<Quantity>,
        /// The day that was counted.
        counted: Option<Date>,
        /// What becomes of it at the end of the plan, if it isn't reached.
        carried: Option<Carried>,
        /// Why.
        carried_why: String,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`PlanObjective`] is to people.
pub static PLAN_OBJECTIVE: Kind = Kind {
    code: PlanObjective::KIND,
    title: Key::PiecePlanObjective,
    plural: Key::PluralPlanObjectives,
    glyph: Glyph::Plan,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::ObjectiveWhat),
        ask::choice(field::measure, Key::ObjectiveMeasure),
        ask::group(field::group, Key::ObjectiveGroup),
        ask::money(field::target, Key::ObjectiveTarget),
        ask::money(field::baseline, Key::ObjectiveBaseline),
        ask::line(field::unit, Key::ObjectiveUnit),
        ask::quantity(field::count_target, Key::ObjectiveCountTarget),
        ask::quantity(field::count_before, Key::ObjectiveCountBefore),
        ask::quantity(field::count, Key::ObjectiveCount),
        ask::day(field::counted, Key::ObjectiveCounted),
        ask::day(field::day, Key::ObjectiveDay),
        ask::choice(field::carried, Key::PlanCarried),
        ask::line(field::carried_why, Key::PlanCarriedWhy),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<PlanObjective>,
};

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::day.of(record),
        heading: PLAN_OBJECTIVE.title,
        title: field::what.of(record),
        said: vec![field::day.name, field::what.name],
        theirs: Vec::new(),
        ours: Vec::new(),
        commitment: None,
    })
}

codes! {
    /// By what an objective is measured.
    PlanMeasure {
        Revenue = "revenue" => MeasureRevenue,
        Profit = "profit" => MeasureProfit,
        /// Counted by a person.
        Hand = "hand" => MeasureHand,
    }
}

codes! {
    /// What becomes of what wasn't reached or done when the next plan begins.
    Carried {
        Kept = "kept" => CarriedKept,
        Dropped = "dropped" => CarriedDropped,
    }
}

impl PlanObjective {
    /// Whether it is measured from the ledger.
    pub fn is_of_ledger(&self) -> bool {
        matches!(self.measure, Some(PlanMeasure::Revenue | PlanMeasure::Profit))
    }

    /// Whether it is about what they buy of us, and nothing else.
    pub fn is_revenue(&self) -> bool {
        self.measure == Some(PlanMeasure::Revenue)
    }
}
