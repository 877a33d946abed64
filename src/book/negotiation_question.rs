//! The question of a negotiation: what to ask before anything is offered (R12).

use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A question, for a person, with why it is asked; afterwards what they said.
    NegotiationQuestion = "negotiation_question" {
        account: Option<RecordId>,
        /// The negotiation it is part of.
        negotiation: Option<RecordId>,
        what: String,
        /// Of whom it is asked.
        contact: Option<RecordId>,
        /// Why: what we know, and what we don’t.
        because: String,
        /// What they said to it.
        answer: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`NegotiationQuestion`] is to people.
pub static NEGOTIATION_QUESTION: Kind = Kind {
    code: NegotiationQuestion::KIND,
    title: Key::PieceNegotiationQuestion,
    plural: Key::PluralNegotiationQuestions,
    glyph: Glyph::Note,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::QuestionWhat),
        ask::person(field::contact, Key::QuestionContact),
        ask::line(field::because, Key::QuestionBecause),
        ask::text(field::answer, Key::QuestionAnswer),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<NegotiationQuestion>,
};
