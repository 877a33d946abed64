//! What is still missing before one goes there: a negotiation checks itself (R12, R11).

use super::{NegotiationFile, Part};
use crate::book::negotiation::field as talk;
use crate::book::{
    BuyingRole, Contact, RecordId, negotiation_concession, negotiation_point, negotiation_position,
    negotiation_question,
};
use crate::currency::Currency;
use crate::dossier::Dossier;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// The meeting has a day.
    Day,
    /// It is known whom of theirs one meets.
    People,
    /// Somebody comes who decides, or it is prepared what whoever decides will say.
    Decider,
    /// Each point says what we want.
    Goals,
    /// Each point says where we stop.
    Limits,
    /// There is a way out without an agreement.
    Alternative,
    /// There are questions, each for a person.
    Questions,
    /// It is known what they will say, each with its source.
    Positions,
    /// Each concession has its cost and what it is given for.
    Concessions,
    /// Something is proposed that is of interest to them.
    Proposals,
}

impl Check {
    pub const ALL: [Self; 10] = [
        Self::Day,
        Self::People,
        Self::Decider,
        Self::Goals,
        Self::Limits,
        Self::Alternative,
        Self::Questions,
        Self::Positions,
        Self::Concessions,
        Self::Proposals,
    ];

    /// Its name for other programs; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::People => "people",
            Self::Decider => "decider",
            Self::Goals => "goals",
            Self::Limits => "limits",
            Self::Alternative => "alternative",
            Self::Questions => "questions",
            Self::Positions => "positions",
            Self::Concessions => "concessions",
            Self::Proposals => "proposals",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub check: Check,
    pub is_met: bool,
    /// So many are as they should be.
    pub count: usize,
    /// The records that aren't.
    pub lacking: Vec<RecordId>,
    /// What mends it, if it isn't met.
    pub mend: Mend,
}

/// The click that mends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A field of the negotiation, by the name under which it is stored.
    Talk(&'static str),
    /// Another record of a part.
    Add(Part),
    /// A field of this record.
    Edit(RecordId, &'static str),
}

/// Who has a say in the end.
const DECIDES: [BuyingRole; 3] = [BuyingRole::Decider, BuyingRole::EconomicBuyer, BuyingRole::Approver];

/// The people of an account by name who decide, in the order they were written down.
pub fn deciders(dossier: &Dossier) -> impl Iterator<Item = RecordId> {
    let people = dossier.all::<Contact>().filter(|(_, of)| !of.placeholder && of.left.is_none());
    people.filter(|(_, of)| DECIDES.iter().any(|role| of.roles.contains(*role))).map(|(id, _)| id)
}

impl NegotiationFile {
    /// All checks, in their order. A cost counts in the currency of the book alone: no other can be added to it.
    pub fn checks(&self, dossier: &Dossier, currency: Currency) -> Vec<Found> {
        Check::ALL.map(|check| self.check(check, dossier, currency)).into()
    }

    /// How many checks it doesn't meet.
    pub fn lacking(&self, dossier: &Dossier, currency: Currency) -> usize {
        self.checks(dossier, currency).iter().filter(|found| !found.is_met).count()
    }

    fn check(&self, check: Check, dossier: &Dossier, currency: Currency) -> Found {
        let plain = |is_met: bool, mend| Found { check, is_met, count: usize::from(is_met), lacking: Vec::new(), mend };
        match check {
            Check::Day => plain(self.record.day.is_some(), Mend::Talk(talk::day.name)),
            Check::People => {
                let count = self.record.contacts.len();
                Found { count, ..plain(count > 0, Mend::Talk(talk::contacts.name)) }
            }
            Check::Decider => {
                let is_met = |id: &RecordId| {
                    let of_them = self.positions.iter().any(|(_, of)| of.contact == Some(*id));
                    self.record.contacts.contains(id) || of_them
                };
                let count = deciders(dossier).filter(is_met).count();
                Found { count, ..plain(count > 0, Mend::Talk(talk::contacts.name)) }
            }
            Check::Goals => each(check, &self.points, Part::Point, |of| {
                (!of.has_goal()).then_some(negotiation_point::field::goal.name)
            }),
            Check::Limits => each(check, &self.points, Part::Point, |of| {
                (!of.has_limit()).then_some(negotiation_point::field::limit.name)
            }),
            Check::Alternative => plain(!self.record.alternative.trim().is_empty(), Mend::Talk(talk::alternative.name)),
            Check::Questions => each(check, &self.questions, Part::Question, |of| {
                of.contact.is_none().then_some(negotiation_question::field::contact.name)
            }),
            Check::Positions => each(check, &self.positions, Part::Position, |of| {
                (!of.has_source()).then_some(negotiation_position::field::heard.name)
            }),
            Check::Concessions => each(check, &self.concessions, Part::Concession, |of| {
                let is_costed = of.cost.is_some_and(|cost| cost.currency == currency);
                match (is_costed, of.in_return.trim().is_empty()) {
                    (false, _) => Some(negotiation_concession::field::cost.name),
                    (true, true) => Some(negotiation_concession::field::in_return.name),
                    (true, false) => None,
                }
            }),
            Check::Proposals => each(check, &self.proposals, Part::Proposal, |_| None),
        }
    }
}

/// Whether there is one at least, and each is as it should be; `lacks` names the field that isn't.
fn each<K>(check: Check, rows: &[(RecordId, K)], part: Part, lacks: impl Fn(&K) -> Option<&'static str>) -> Found {
    let lacking: Vec<(RecordId, &'static str)> = rows.iter().filter_map(|(id, of)| Some((*id, lacks(of)?))).collect();
    let mend = lacking.first().map_or(Mend::Add(part), |(id, field)| Mend::Edit(*id, field));
    let count = rows.len() - lacking.len();
    let is_met = count > 0 && lacking.is_empty();
    Found { check, is_met, count, lacking: lacking.into_iter().map(|(id, _)| id).collect(), mend }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Amount, Edit, contact, negotiation, negotiation_point, negotiation_position};
    use crate::calendar::date;
    use crate::dossier::negotiation::testing::{DECIDER, Made, TALK, part};

    fn found(made: &Made) -> Vec<Found> {
        made.file().checks(&made.dossier(), Currency::default())
    }

    fn lacking(made: &Made) -> Vec<Check> {
        found(made).into_iter().filter(|found| !found.is_met).map(|found| found.check).collect()
    }

    #[test]
    fn what_has_just_begun_lacks_everything_and_what_is_prepared_nothing() {
        assert_eq!(lacking(&Made::begun()), Check::ALL);
        let made = Made::prepared();
        assert_eq!(lacking(&made), []);
        assert_eq!(made.file().lacking(&made.dossier(), Currency::default()), 0);
    }

    /// What was prepared is lost again one by one; each lack leads to the field that mends it.
    #[test]
    fn each_lack_is_found_by_itself_and_leads_to_what_mends_it() {
        let euro = Some(Amount { minor: 1, currency: "EUR".parse().expect("a currency") });
        let cases: [(Check, Vec<Edit>, Mend); 10] = [
            (Check::Day, vec![negotiation::field::day.set(TALK, None)], Mend::Talk("day")),
            // Nobody comes; but what the one who decides will say is prepared.
            (Check::People, vec![negotiation::field::contacts.set(TALK, Vec::new())], Mend::Talk("contacts")),
            (Check::Decider, vec![contact::field::roles.set(DECIDER, Default::default())], Mend::Talk("contacts")),
            (Check::Goals, vec![negotiation_point::field::want.set(part(1), None)], Mend::Edit(part(1), "goal")),
            (Check::Limits, vec![negotiation_point::field::stop.set(part(1), None)], Mend::Edit(part(1), "limit")),
            (
                Check::Alternative,
                vec![negotiation::field::alternative.set(TALK, " ".into())],
                Mend::Talk("alternative"),
            ),
            (
                Check::Questions,
                vec![negotiation_question::field::contact.set(part(2), None)],
                Mend::Edit(part(2), "contact"),
            ),
            (
                Check::Positions,
                vec![negotiation_position::field::heard.set(part(3), None)],
                Mend::Edit(part(3), "heard"),
            ),
            (
                Check::Concessions,
                vec![negotiation_concession::field::cost.set(part(5), None)],
                Mend::Edit(part(5), "cost"),
            ),
            (
                Check::Proposals,
                vec![Edit::delete::<crate::book::NegotiationProposal>(part(4))],
                Mend::Add(Part::Proposal),
            ),
        ];
        for (check, edits, mend) in cases {
            let mut made = Made::prepared();
            made.add(edits);
            assert_eq!(lacking(&made), [check]);
            let of = found(&made).into_iter().find(|found| found.check == check).map(|found| found.mend);
            assert_eq!(of, Some(mend));
        }
        // A cost that can't be added is none; what is given for nothing is not for something.
        for edit in [
            negotiation_concession::field::cost.set(part(5), euro),
            negotiation_concession::field::in_return.set(part(5), String::new()),
        ] {
            let mut made = Made::prepared();
            made.add(vec![edit]);
            assert_eq!(lacking(&made), [Check::Concessions]);
        }
    }

    #[test]
    fn words_are_as_good_as_numbers_and_a_guess_names_who_makes_it() {
        let mut made = Made::prepared();
        made.add(vec![
            negotiation_point::field::want.set(part(1), None),
            negotiation_point::field::goal.set(part(1), "a yearly contract".into()),
            negotiation_position::field::heard.set(part(3), None),
            negotiation_position::field::colleague.set(part(3), Some(RecordId::well_known(0x500))),
        ]);
        assert_eq!(lacking(&made), []);
    }

    #[test]
    fn who_has_left_or_is_a_hole_decides_nothing() {
        for edit in
            [contact::field::left.set(DECIDER, Some(date(1998, 1, 1))), contact::field::placeholder.set(DECIDER, true)]
        {
            let mut made = Made::prepared();
            made.add(vec![edit]);
            assert_eq!(lacking(&made), [Check::Decider]);
        }
    }
}
