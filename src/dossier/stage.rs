//! Which stage the relationship seems to be at, and what to do next (D2, M19): prompted by the facts, set by
//! a person.

use crate::book::{Contact, Interaction, Rank, RecordId, Stage, Strength, Tender, TenderOutcome, Tie, account};
use crate::calendar::Date;

use super::Dossier;
use super::due::{Due, Origin};
use crate::analysis::Finding;
use crate::analysis::behaviour::{Behaviour, Warning};

/// What the figures know of the account.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sold {
    /// First and last day with a purchase.
    pub purchases: Option<(Date, Date)>,
    pub orders: usize,
    /// How many times its own gap it has been silent; `None` where that isn't known.
    pub overdue: Option<f64>,
    /// Whether it brings clearly less than before.
    pub is_falling: bool,
}

impl Sold {
    /// `None` for either where the figures say nothing of the account.
    pub fn of(finding: Option<&Finding>, behaviour: Option<&Behaviour>) -> Self {
        let mut warnings = behaviour.into_iter().flat_map(|behaviour| &behaviour.warnings);
        Self {
            purchases: finding.and_then(|finding| finding.purchases),
            orders: finding.map(|finding| finding.orders).unwrap_or_default(),
            overdue: finding.and_then(|finding| finding.overdue),
            is_falling: warnings.any(|warning| matches!(warning, Warning::FallingVolume(_))),
        }
    }
}

/// From which multiple of its own gap silence counts *(our choice: as in the analysis)*.
const SILENT: f64 = 2.0;

/// What the stage is read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageFacts {
    pub sold: Sold,
    /// People there whom somebody of ours knows.
    pub known: usize,
    /// On how many levels they are.
    pub levels: usize,
    /// Of ours who know somebody there.
    pub ours: usize,
    /// Ties of trust.
    pub close: usize,
    pub knows_top: bool,
    /// We know what they want: strategy or goals.
    pub knows_plans: bool,
    pub last_contact: Option<Date>,
    pub tenders_won: usize,
    pub tenders_lost: usize,
    pub suggested: Stage,
}

impl StageFacts {
    pub fn of(dossier: &Dossier, sold: Sold, today: Date) -> Self {
        let people: Vec<(RecordId, Contact)> =
            dossier.all::<Contact>().filter(|(_, contact)| contact.is_there(today)).collect();
        let person = |id: RecordId| people.iter().find(|(known, _)| *known == id).map(|(_, contact)| contact);
        let ties: Vec<Tie> = dossier
            .all::<Tie>()
            .map(|(_, tie)| tie)
            .filter(|tie| tie.contact.is_some_and(|contact| person(contact).is_some()))
            .collect();
        let count = |mut ids: Vec<Option<RecordId>>| {
            ids.retain(Option::is_some);
            ids.sort_unstable();
            ids.dedup();
            ids.len()
        };
        let known = count(ties.iter().map(|tie| tie.contact).collect());
        let ours = count(ties.iter().map(|tie| tie.colleague).collect());
        let mut ranks: Vec<Rank> = ties.iter().filter_map(|tie| person(tie.contact?)?.rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        let close = ties.iter().filter(|tie| tie.strength == Some(Strength::Close)).count();
        let outcomes: Vec<_> = dossier.all::<Tender>().filter_map(|(_, tender)| tender.outcome).collect();
        let ended = |wanted: &[TenderOutcome]| outcomes.iter().filter(|outcome| wanted.contains(outcome)).count();
        let has = |field: &str| !dossier.record().value(field).is_null();
        let last_contact =
            dossier.all::<Interaction>().filter(|(_, met)| met.is_touch(today)).filter_map(|(_, met)| met.day).max();
        let mut facts = Self {
            sold,
            known,
            levels: ranks.len(),
            ours,
            close,
            knows_top: ranks.contains(&Rank::Top),
            knows_plans: has(account::field::strategy.name) || has(account::field::goals.name),
            last_contact,
            tenders_won: ended(&[TenderOutcome::Won, TenderOutcome::PartlyWon]),
            tenders_lost: ended(&[TenderOutcome::Lost]),
            suggested: Stage::Exploratory,
        };
        facts.suggested = facts.stage();
        facts
    }

    /// Integrated is nothing figures can see.
    fn stage(&self) -> Stage {
        let is_silent = self.sold.overdue.is_some_and(|times| times > SILENT);
        if self.sold.orders == 0 {
            Stage::Exploratory
        } else if is_silent && self.sold.is_falling {
            Stage::Disintegrating
        } else if self.known < 3 || self.levels < 2 || self.ours < 2 {
            Stage::Basic
        } else if self.close >= 2 && self.knows_top && self.knows_plans {
            Stage::Interdependent
        } else {
            Stage::Cooperative
        }
    }
}

/// What could come next, the most pressing first.
#[derive(Clone, Debug, PartialEq)]
pub enum Prompt {
    /// Something that is late, or due within a fortnight.
    Due(Due),
    /// It should have bought: so many times its own gap.
    Overdue(f64),
    /// Nobody has spoken to them for so many days; `None`: never, as far as the file knows.
    Silent(Option<i32>),
    /// Nobody by name decides.
    NoDecider,
}

/// Due within so many days is pressing.
const PRESSING: i32 = 14;
/// Longer without a word is too long for a key account *(our choice)*.
const QUIET_DAYS: i32 = 60;

/// What to do next, prompted by the facts. `knows_decider`: whether somebody is known who decides.
pub fn prompts(dossier: &Dossier, facts: &StageFacts, knows_decider: bool, today: Date) -> Vec<Prompt> {
    let mut all = Vec::new();
    let is_pressing = |due: &Due| due.day.is_none_or(|day| day.since(today) <= PRESSING);
    let due = dossier.due(today).into_iter().filter(|due| due.origin != Origin::NextStep && is_pressing(due));
    all.extend(due.map(Prompt::Due));
    all.extend(facts.sold.overdue.filter(|times| *times > SILENT).map(Prompt::Overdue));
    let silence = facts.last_contact.map(|day| today.since(day));
    if silence.is_none_or(|days| days > QUIET_DAYS) {
        all.push(Prompt::Silent(silence));
    }
    if !knows_decider {
        all.push(Prompt::NoDecider);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Edit, contact, tie};
    use crate::dossier::testing::{ID, dossier, today};

    /// People of these ranks, each known by a colleague of their own, so well.
    fn people(of: &[(Rank, Strength)]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (number, (rank, strength)) in (100..).step_by(10).zip(of) {
            let [person, bond, colleague] = [0, 1, 2].map(|at| RecordId::well_known(number + at));
            edits.push(contact::field::account.set(person, Some(ID)));
            edits.push(contact::field::rank.set(person, Some(*rank)));
            edits.push(tie::field::account.set(bond, Some(ID)));
            edits.push(tie::field::contact.set(bond, Some(person)));
            edits.push(tie::field::colleague.set(bond, Some(colleague)));
            edits.push(tie::field::strength.set(bond, Some(*strength)));
        }
        edits
    }

    fn stage(edits: Vec<Edit>, sold: Sold) -> Stage {
        StageFacts::of(&dossier(edits), sold, today()).suggested
    }

    const BUYS: Sold = Sold { purchases: None, orders: 30, overdue: None, is_falling: false };

    #[test]
    fn the_stage_follows_the_ties() {
        use {Rank::*, Strength::*};
        assert_eq!(stage(vec![], Sold::default()), Stage::Exploratory);
        assert_eq!(stage(people(&[(Middle, Close)]), BUYS), Stage::Basic);
        let several = [(Middle, Good), (Working, Good), (Top, Weak)];
        assert_eq!(stage(people(&several), BUYS), Stage::Cooperative);
        let trusted = [(Middle, Close), (Working, Good), (Top, Close)];
        assert_eq!(stage(people(&trusted), BUYS), Stage::Cooperative, "their plans are not known");
        let mut edits = people(&trusted);
        edits.push(account::field::goals.set(ID, "A second cold store".into()));
        assert_eq!(stage(edits, BUYS), Stage::Interdependent);
    }

    #[test]
    fn silence_alone_is_no_end_of_a_relationship() {
        let silent = Sold { overdue: Some(3.0), ..BUYS };
        assert_eq!(stage(vec![], silent), Stage::Basic);
        assert_eq!(stage(vec![], Sold { is_falling: true, ..silent }), Stage::Disintegrating);
    }

    #[test]
    fn what_comes_next_is_prompted() {
        let dossier = dossier(vec![]);
        let facts = StageFacts::of(&dossier, Sold { overdue: Some(2.5), ..BUYS }, today());
        let found = prompts(&dossier, &facts, false, today());
        assert_eq!(found, [Prompt::Overdue(2.5), Prompt::Silent(None), Prompt::NoDecider]);
    }
}
