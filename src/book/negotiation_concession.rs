//! The concession: what we can give in a negotiation, what it costs, and for what (R12).

use super::kind::{Audience, Course, Kind, ask};
use super::{Amount, RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Something we can give, only for something else.
    NegotiationConcession = "negotiation_concession" {
        account: Option<RecordId>,
        /// The negotiation it is part of.
        negotiation: Option<RecordId>,
        what: String,
        /// What it costs us in a year.
        cost: Option<Amount>,
        /// What we ask for it.
        in_return: String,
        /// What it is worth to them.
        worth: String,
        /// Whether we gave it.
        granted: bool,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`NegotiationConcession`] is to people.
pub static NEGOTIATION_CONCESSION: Kind = Kind {
    code: NegotiationConcession::KIND,
    title: Key::PieceNegotiationConcession,
    plural: Key::PluralNegotiationConcessions,
    glyph: Glyph::Gift,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::ConcessionWhat),
        ask::money(field::cost, Key::ConcessionCost),
        ask::line(field::in_return, Key::ConcessionReturn),
        ask::line(field::worth, Key::ConcessionWorth),
        ask::flag(field::granted, Key::ConcessionGranted),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<NegotiationConcession>,
};
