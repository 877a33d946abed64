//! The account plan: what is to be reached with one account in a period, and how (P3); or the programme for one (P6).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Amount, Hours, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A plan. Its [goals](super::PlanGoal), [objectives](super::PlanObjective), [actions](super::PlanAction) and
    /// [reviews](super::PlanReview) are records that name it.
    AccountPlan = "plan" {
        account: Option<RecordId>,
        /// The day it was begun.
        begun: Option<Date>,
        /// What it is called beside the account: "1998 H1".
        name: String,
        /// Empty: a plan.
        kind: Option<PlanKind>,
        /// What it began as.
        beginning: Option<PlanBeginning>,
        /// Its first day.
        from: Option<Date>,
        /// Its last day.
        to: Option<Date>,
        /// Whether what the account's subsidiaries buy counts as well (C19).
        with_subsidiaries: bool,
        /// Who of ours answers for it.
        owner: Option<RecordId>,
        /// Who of ours wrote it.
        authors: Vec<RecordId>,
        /// Four short lists, an item a line.
        strengths: String,
        weaknesses: String,
        openings: String,
        threats: String,
        /// For whom of theirs the offer is made.
        offer_for: String,
        /// What we offer to them alone.
        offer: String,
        /// What it is worth to them.
        offer_value: String,
        /// What proves it.
        offer_proof: String,
        /// Hours a month that are planned.
        hours: Option<Hours>,
        /// Money for the whole of it.
        budget: Option<Amount>,
        /// What could go wrong, and by which sign one would see it.
        risks: String,
        /// What is aimed at beyond its end.
        long_aim: String,
        /// By which day.
        long_aim_by: Option<Date>,
        /// The day the customer saw it.
        shown: Option<Date>,
        /// Who of theirs did.
        shown_to: Vec<RecordId>,
        /// What came of it.
        result: String,
        /// The day it was closed.
        closed: Option<Date>,
        /// The plan it goes on from.
        follows: Option<RecordId>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What an [`AccountPlan`] is to people.
pub static ACCOUNT_PLAN: Kind = Kind {
    code: AccountPlan::KIND,
    title: Key::PiecePlan,
    plural: Key::PluralPlans,
    glyph: Glyph::Plan,
    audience: Audience::Management,
    fields: &[
        ask::line(field::name, Key::PlanName),
        ask::choice(field::kind, Key::PlanKindIs),
        ask::choice(field::beginning, Key::PlanBeginningIs),
        ask::day(field::from, Key::PlanFrom),
        ask::day(field::to, Key::PlanTo),
        ask::flag(field::with_subsidiaries, Key::PlanSubsidiaries),
        ask::colleague(field::owner, Key::PlanOwner),
        ask::colleagues(field::authors, Key::PlanAuthors),
        ask::text(field::strengths, Key::PlanStrengths),
        ask::text(field::weaknesses, Key::PlanWeaknesses),
        ask::text(field::openings, Key::PlanOpenings),
        ask::text(field::threats, Key::PlanThreats),
        ask::line(field::offer_for, Key::PlanOfferFor),
        ask::text(field::offer, Key::PlanOfferWhat),
        ask::text(field::offer_value, Key::PlanOfferValue),
        ask::text(field::offer_proof, Key::PlanOfferProof),
        ask::hours(field::hours, Key::PlanHours),
        ask::money(field::budget, Key::PlanBudget),
        ask::text(field::risks, Key::PlanRisks),
        ask::line(field::long_aim, Key::PlanLongAim),
        ask::day(field::long_aim_by, Key::PlanLongAimBy),
        ask::day(field::shown, Key::PlanShown),
        ask::people(field::shown_to, Key::PlanShownTo),
        ask::text(field::result, Key::PlanResult),
        ask::day(field::begun, Key::PlanBegun),
        ask::day(field::closed, Key::PlanClosed),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::begun.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<AccountPlan>,
};

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::begun.of(record),
        heading: ACCOUNT_PLAN.title,
        title: field::name.of(record),
        said: vec![field::begun.name, field::name.name],
        theirs: Vec::new(),
        ours: field::authors.of(record),
        commitment: None,
    })
}

codes! {
    /// What kind of plan it is.
    PlanKind {
        /// For a period, with objectives (P3).
        Plan = "plan" => PlanKindPlan,
        /// The account as a market of its own: whom to reach, with what (P6).
        Programme = "programme" => PlanKindProgramme,
    }
}

codes! {
    /// What a plan sets out to do.
    PlanBeginning {
        Keep = "keep" => PlanKeep,
        Grow = "grow" => PlanGrow,
        Win = "win" => PlanWin,
    }
}

impl AccountPlan {
    /// Its first and its last day; `None` while one isn't said, or they are the wrong way round.
    pub fn span(&self) -> Option<(Date, Date)> {
        self.from.zip(self.to).filter(|(from, to)| from <= to)
    }

    pub fn is_programme(&self) -> bool {
        self.kind == Some(PlanKind::Programme)
    }

    /// Whether nobody has closed it.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}
