//! A negotiation of which a test says all that is prepared.

use super::NegotiationFile;
use crate::book::{
    Amount, BuyingRole, Contact, Edit, Negotiation, NegotiationConcession, NegotiationPoint, NegotiationPosition,
    NegotiationProposal, NegotiationQuestion, Quantity, RecordId, RecordKind,
};
use crate::calendar::date;
use crate::dossier::Dossier;
use crate::dossier::testing::{ID, dossier};

pub const TALK: RecordId = RecordId::well_known(0x400);
/// Who decides there.
pub const DECIDER: RecordId = RecordId::well_known(0x300);

pub fn part(number: u128) -> RecordId {
    RecordId::well_known(0x400 + number)
}

pub struct Made(Vec<Edit>);

impl Made {
    /// With nothing but an account and somebody there who decides.
    pub fn begun() -> Self {
        let decider = Contact {
            account: Some(ID),
            name: "Katharina Ernst".into(),
            roles: [BuyingRole::Decider].into_iter().collect(),
            ..Contact::default()
        };
        let talk = Negotiation { account: Some(ID), begun: Some(date(1998, 5, 4)), ..Negotiation::default() };
        Self(decider.create(DECIDER).into_iter().chain(talk.create(TALK)).collect())
    }

    /// With all that is looked for.
    pub fn prepared() -> Self {
        let (account, negotiation) = (Some(ID), Some(TALK));
        let number = |whole| Some(Quantity::of(whole));
        let talk = Negotiation {
            account,
            subject: "Summer terms".into(),
            day: Some(date(1998, 5, 12)),
            contacts: vec![DECIDER],
            alternative: "Go on as we are".into(),
            ..Negotiation::default()
        };
        let point = NegotiationPoint {
            account,
            negotiation,
            what: "Discount".into(),
            want: number(3),
            stop: number(5),
            theirs: number(8),
            worth: Some(Amount { minor: 70_424, currency: Default::default() }),
            ..NegotiationPoint::default()
        };
        let question = NegotiationQuestion {
            account,
            negotiation,
            what: "Who signs above 5,000?".into(),
            contact: Some(DECIDER),
            ..NegotiationQuestion::default()
        };
        let position = NegotiationPosition {
            account,
            negotiation,
            contact: Some(DECIDER),
            says: "Show me what I save".into(),
            heard: Some(date(1998, 4, 28)),
            ..NegotiationPosition::default()
        };
        let proposal = NegotiationProposal {
            account,
            negotiation,
            what: "A fixed Thursday".into(),
            ..NegotiationProposal::default()
        };
        let mut made = Self::begun();
        made.add(talk.create(TALK)).add(point.create(part(1))).add(question.create(part(2)));
        made.add(position.create(part(3))).add(proposal.create(part(4)));
        made.concession(5, "15 more days", Some(Amount { minor: 23_200, currency: Default::default() }));
        made
    }

    pub fn add(&mut self, edits: Vec<Edit>) -> &mut Self {
        // The last word on a field counts: a change names it once.
        self.0.retain(|held| !edits.iter().any(|edit| (edit.id, &edit.field) == (held.id, &held.field)));
        self.0.extend(edits);
        self
    }

    /// A concession for a yearly contract.
    pub fn concession(&mut self, number: u128, what: &str, cost: Option<Amount>) -> &mut Self {
        let of = NegotiationConcession {
            account: Some(ID),
            negotiation: Some(TALK),
            what: what.into(),
            cost,
            in_return: "a yearly contract".into(),
            ..NegotiationConcession::default()
        };
        self.add(of.create(part(number)))
    }

    pub fn dossier(&self) -> Dossier {
        dossier(self.0.clone())
    }

    pub fn file(&self) -> NegotiationFile {
        NegotiationFile::of(&self.dossier(), TALK).expect("it is there")
    }
}
