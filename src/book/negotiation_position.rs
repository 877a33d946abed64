//! A position of theirs in a negotiation: what somebody will probably say, and why (R12).

use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// What somebody of theirs will probably say, what they need behind it, and what we answer.
    NegotiationPosition = "negotiation_position" {
        account: Option<RecordId>,
        /// The negotiation it is part of.
        negotiation: Option<RecordId>,
        contact: Option<RecordId>,
        /// Who it is, where it is nobody by name.
        who: String,
        says: String,
        /// What they need: what stands behind it.
        interest: String,
        /// What we answer.
        answer: String,
        /// The day it was heard; empty: it is a guess.
        heard: Option<Date>,
        /// Where it comes from.
        source: String,
        /// Who of ours heard it, or thinks so.
        colleague: Option<RecordId>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`NegotiationPosition`] is to people.
pub static NEGOTIATION_POSITION: Kind = Kind {
    code: NegotiationPosition::KIND,
    title: Key::PieceNegotiationPosition,
    plural: Key::PluralNegotiationPositions,
    glyph: Glyph::Team,
    audience: Audience::Management,
    fields: &[
        ask::person(field::contact, Key::PositionContact),
        ask::line(field::who, Key::PositionWho),
        ask::text(field::says, Key::PositionSays),
        ask::text(field::interest, Key::PositionInterest),
        ask::text(field::answer, Key::PositionAnswer),
        ask::day(field::heard, Key::PositionHeard),
        ask::line(field::source, Key::PositionSource),
        ask::colleague(field::colleague, Key::PositionColleague),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<NegotiationPosition>,
};

impl NegotiationPosition {
    /// Whether it says on what it rests: a day, a source, or who of ours thinks so.
    pub fn has_source(&self) -> bool {
        self.heard.is_some() || self.colleague.is_some() || !self.source.trim().is_empty()
    }
}
