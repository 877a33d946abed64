//! The proposal of a negotiation: what is of interest to them (R12).

use super::kind::{Audience, Course, Kind, ask};
use super::{Answer, RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// What we propose, what of theirs it serves, and when in the talk.
    NegotiationProposal = "negotiation_proposal" {
        account: Option<RecordId>,
        /// The negotiation it is part of.
        negotiation: Option<RecordId>,
        what: String,
        /// What of theirs it serves: a goal, a wish.
        serves: String,
        /// When in the talk: "open with this".
        occasion: String,
        /// What they said to it; empty: it wasn’t laid before them.
        answer: Option<Answer>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`NegotiationProposal`] is to people.
pub static NEGOTIATION_PROPOSAL: Kind = Kind {
    code: NegotiationProposal::KIND,
    title: Key::PieceNegotiationProposal,
    plural: Key::PluralNegotiationProposals,
    glyph: Glyph::Offer,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::NegotiationProposalWhat),
        ask::line(field::serves, Key::NegotiationProposalServes),
        ask::line(field::occasion, Key::NegotiationProposalOccasion),
        ask::choice(field::answer, Key::NegotiationProposalAnswer),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<NegotiationProposal>,
};
