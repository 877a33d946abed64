//! A negotiation as it is prepared: what we want and where we stop, what to ask, what they will say, what we can give
//! and for what, what is of interest to them; what the book suggests, what is still missing, and what came of it (R12).
//!
//! **Invariant:** what is said here is for those of ours who decide. Nothing here formats; days and sales come in as
//! arguments.

pub mod check;
pub mod cost;
pub mod known;
pub mod listed;
pub mod opening;
pub mod suggestion;
#[cfg(test)]
mod testing;

use super::Dossier;
use crate::book::kind::Kind;
use crate::book::negotiation_concession::NEGOTIATION_CONCESSION;
use crate::book::negotiation_point::NEGOTIATION_POINT;
use crate::book::negotiation_position::NEGOTIATION_POSITION;
use crate::book::negotiation_proposal::NEGOTIATION_PROPOSAL;
use crate::book::negotiation_question::NEGOTIATION_QUESTION;
use crate::book::{
    Field, Negotiation, NegotiationConcession, NegotiationPoint, NegotiationPosition, NegotiationProposal,
    NegotiationQuestion, RecordId, RecordKind, negotiation_concession, negotiation_point, negotiation_position,
    negotiation_proposal, negotiation_question,
};
use crate::calendar::Date;

/// A part of what is prepared, each a list of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Point,
    Question,
    Position,
    Concession,
    Proposal,
}

impl Part {
    pub const ALL: [Self; 5] = [Self::Point, Self::Question, Self::Position, Self::Concession, Self::Proposal];

    /// The kind of its records.
    pub fn kind(self) -> &'static Kind {
        match self {
            Self::Point => &NEGOTIATION_POINT,
            Self::Question => &NEGOTIATION_QUESTION,
            Self::Position => &NEGOTIATION_POSITION,
            Self::Concession => &NEGOTIATION_CONCESSION,
            Self::Proposal => &NEGOTIATION_PROPOSAL,
        }
    }

    /// The field in which its records name their negotiation.
    pub fn negotiation(self) -> Field<Option<RecordId>> {
        match self {
            Self::Point => negotiation_point::field::negotiation,
            Self::Question => negotiation_question::field::negotiation,
            Self::Position => negotiation_position::field::negotiation,
            Self::Concession => negotiation_concession::field::negotiation,
            Self::Proposal => negotiation_proposal::field::negotiation,
        }
    }
}

/// A negotiation with all its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct NegotiationFile {
    pub id: RecordId,
    pub account: RecordId,
    pub record: Negotiation,
    /// In the order they were written down, as are questions, positions and proposals.
    pub points: Vec<(RecordId, NegotiationPoint)>,
    pub questions: Vec<(RecordId, NegotiationQuestion)>,
    pub positions: Vec<(RecordId, NegotiationPosition)>,
    /// What costs least stands first, what has no cost last.
    pub concessions: Vec<(RecordId, NegotiationConcession)>,
    pub proposals: Vec<(RecordId, NegotiationProposal)>,
}

impl NegotiationFile {
    /// One negotiation of an account; `None` if it isn't there.
    pub fn of(dossier: &Dossier, id: RecordId) -> Option<Self> {
        let record: Negotiation = dossier.get(id)?;
        let mut concessions: Vec<_> = rows(dossier, id, |of: &NegotiationConcession| of.negotiation, |of| &of.what);
        // Of equal cost they keep their order.
        concessions.sort_by_key(|(_, of)| (of.cost.is_none(), of.cost.map(|cost| cost.minor)));
        Some(Self {
            id,
            account: dossier.id,
            record,
            points: rows(dossier, id, |of: &NegotiationPoint| of.negotiation, |of| &of.what),
            questions: rows(dossier, id, |of: &NegotiationQuestion| of.negotiation, |of| &of.what),
            positions: rows(dossier, id, |of: &NegotiationPosition| of.negotiation, |of| &of.says),
            concessions,
            proposals: rows(dossier, id, |of: &NegotiationProposal| of.negotiation, |of| &of.what),
        })
    }

    /// All negotiations of an account: those ahead by their day, what has none after them; then those that are to be
    /// held or told of though their day is over, then what was, the latest first.
    pub fn all_of(dossier: &Dossier, today: Date) -> Vec<Self> {
        let mut all: Vec<Self> = dossier.all::<Negotiation>().filter_map(|(id, _)| Self::of(dossier, id)).collect();
        let last = |file: &Self| std::cmp::Reverse(file.record.held.or(file.record.day));
        all.sort_by_key(|file| {
            let of = &file.record;
            let ahead = of.is_ahead(today);
            let coming = (of.day.is_none(), of.day);
            (!ahead, !of.is_open(), ahead.then_some(coming), (!ahead).then(|| last(file)), file.id)
        });
        all
    }

    /// The one that comes next with an account: ahead, the soonest first. It is the one a brief is made of.
    pub fn next(dossier: &Dossier, today: Date) -> Option<Self> {
        Self::all_of(dossier, today).into_iter().next().filter(|file| file.record.is_ahead(today))
    }

    /// How many records a part has.
    pub fn count(&self, part: Part) -> usize {
        match part {
            Part::Point => self.points.len(),
            Part::Question => self.questions.len(),
            Part::Position => self.positions.len(),
            Part::Concession => self.concessions.len(),
            Part::Proposal => self.proposals.len(),
        }
    }

    /// The records of all parts.
    pub fn parts(&self) -> impl Iterator<Item = (Part, RecordId)> {
        let of = |part| move |id: &RecordId| (part, *id);
        let points = self.points.iter().map(|(id, _)| id).map(of(Part::Point));
        let questions = self.questions.iter().map(|(id, _)| id).map(of(Part::Question));
        let positions = self.positions.iter().map(|(id, _)| id).map(of(Part::Position));
        let concessions = self.concessions.iter().map(|(id, _)| id).map(of(Part::Concession));
        let proposals = self.proposals.iter().map(|(id, _)| id).map(of(Part::Proposal));
        points.chain(questions).chain(positions).chain(concessions).chain(proposals)
    }
}

/// The rows of one kind that name a negotiation, in the order in which they were written down; what came to be in one
/// change, by its words. (Ids say nothing of that: those of what was taken over follow from what it was.)
fn rows<K: RecordKind>(
    dossier: &Dossier,
    id: RecordId,
    negotiation: impl Fn(&K) -> Option<RecordId>,
    words: impl Fn(&K) -> &str,
) -> Vec<(RecordId, K)> {
    let written = |row: RecordId| {
        let register = dossier.part(row)?.fields.get(negotiation_point::field::negotiation.name)?;
        Some(register.stamp)
    };
    let mut all: Vec<(RecordId, K)> = dossier.all::<K>().filter(|(_, of)| negotiation(of) == Some(id)).collect();
    all.sort_by(|(a, one), (b, other)| (written(*a), words(one), a).cmp(&(written(*b), words(other), b)));
    all
}

#[cfg(test)]
mod tests {
    use super::testing::{Made, part};
    use super::*;
    use crate::book::{Amount, negotiation};
    use crate::calendar::date;
    use crate::dossier::testing::{ID, today};

    fn other(number: u128, day: Option<Date>, held: Option<Date>) -> (RecordId, Vec<crate::book::Edit>) {
        let id = part(number);
        let of = Negotiation { account: Some(ID), day, held, ..Negotiation::default() };
        (id, of.create(id))
    }

    #[test]
    fn what_comes_soonest_stands_first_and_a_brief_is_made_of_it() {
        let day = |day| Some(date(1998, 5, day));
        let all = [
            other(1, day(4), day(4)),
            other(2, day(20), None),
            other(3, None, None),
            other(4, day(1), None),
            other(5, day(6), None),
            other(6, day(1), day(2)),
        ];
        let edits = all.iter().flat_map(|(_, edits)| edits.clone()).collect();
        let dossier = crate::dossier::testing::dossier(edits);
        let order: Vec<RecordId> = NegotiationFile::all_of(&dossier, today()).iter().map(|file| file.id).collect();
        assert_eq!(
            order,
            [5, 2, 3, 4, 1, 6].map(part),
            "of today is ahead; what wasn't told of stands before what was"
        );
        assert_eq!(NegotiationFile::next(&dossier, today()).map(|file| file.id), Some(part(5)));
        let over: Vec<_> = [0, 3, 5].into_iter().flat_map(|at: usize| all[at].1.clone()).collect();
        assert_eq!(NegotiationFile::next(&crate::dossier::testing::dossier(over), today()), None);
    }

    #[test]
    fn its_rows_are_those_that_name_it_and_the_cheapest_concession_stands_first() {
        let mut made = Made::prepared();
        let money = |minor| Some(Amount { minor, currency: Default::default() });
        made.concession(31, "Thursday", money(90_000)).concession(32, "nobody knows", None);
        made.concession(33, "one invoice", money(0));
        let of_another = NegotiationConcession {
            account: Some(ID),
            negotiation: Some(part(99)),
            ..NegotiationConcession::default()
        };
        made.add(of_another.create(part(98)));
        let file = made.file();
        let all: Vec<&str> = file.concessions.iter().map(|(_, of)| of.what.as_str()).collect();
        assert_eq!(all, ["one invoice", "15 more days", "Thursday", "nobody knows"]);
        assert_eq!(file.parts().count(), Part::ALL.iter().map(|part| file.count(*part)).sum::<usize>());
        assert!(file.parts().all(|(_, id)| id != part(98)));
    }

    /// What was taken over from a suggestion has an id out of its place.
    #[test]
    fn rows_stand_as_they_were_written_down_whatever_their_ids() {
        let row = |what: &str| NegotiationPoint {
            account: Some(ID),
            negotiation: Some(part(0)),
            what: what.into(),
            ..NegotiationPoint::default()
        };
        let mut book = crate::dossier::testing::book(Vec::new());
        let talk = Negotiation { account: Some(ID), ..Negotiation::default() };
        let changes = [
            talk.create(part(0)),
            row("Volume").create(part(9)),
            [row("Price").create(part(3)), row("Payment").create(part(7))].concat(),
            row("Delivery").create(part(1)),
            // A later word doesn't move it.
            vec![negotiation_point::field::goal.set(part(9), "50".into())],
        ];
        for (millis, edits) in (2..).zip(changes) {
            let change = crate::book::Change::new(crate::book::Label::Sample, edits);
            book.apply(&change, crate::book::Stamp { millis, ..Default::default() });
        }
        let dossier = Dossier::of(&book, ID).expect("the account");
        let file = NegotiationFile::of(&dossier, part(0)).expect("the negotiation");
        let order: Vec<&str> = file.points.iter().map(|(_, of)| of.what.as_str()).collect();
        assert_eq!(order, ["Volume", "Payment", "Price", "Delivery"]);
    }

    /// Each part is of another kind, whose records say in the same field of which negotiation they are.
    #[test]
    fn each_part_has_a_kind_and_names_its_negotiation() {
        for of in Part::ALL {
            assert_eq!((of.negotiation().kind, of.negotiation().name), (of.kind().code, "negotiation"));
        }
        assert_eq!(negotiation::NEGOTIATION.code, Negotiation::KIND);
    }
}
