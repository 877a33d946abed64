//! The tie: who on our side knows whom at an account, and how well (R9).

use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A colleague of ours knows a person at an account.
    Tie = "tie" {
        account: Option<RecordId>,
        /// Their person.
        contact: Option<RecordId>,
        /// Ours.
        colleague: Option<RecordId>,
        strength: Option<Strength>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Tie`] is to people.
pub static TIE: Kind = Kind {
    code: Tie::KIND,
    title: Key::PieceTie,
    plural: Key::PluralTie,
    glyph: Glyph::Team,
    audience: Audience::Delivery,
    fields: &[
        ask::person(field::contact, Key::TieContact).for_delivery(),
        ask::colleague(field::colleague, Key::TieColleague).for_delivery(),
        ask::choice(field::strength, Key::TieStrength),
        ask::line(field::note, Key::ContactNote).for_team(),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Tie>,
};

codes! {
    /// How well two people know each other.
    Strength {
        /// They have met.
        Weak = "weak" => StrengthWeak,
        /// They work together.
        Good = "good" => StrengthGood,
        /// They trust each other.
        Close = "close" => StrengthClose,
    }
}
