//! The colleague: a person on our side.

use super::kind::{Audience, Course, Kind, ask};
use super::spelling::normalised;
use super::{RecordId, RecordKind, SETTINGS};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Somebody of ours: who answers for an account, knows people there, wrote a note, sold something.
    ///
    /// Whoever is meant is named by id. What is written by several hands may hold two records of one
    /// person; [`Colleagues`](super::Colleagues) says which one counts.
    Colleague = "colleague" {
        name: String,
        /// What they do with us.
        function: String,
        phone: String,
        email: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

impl Colleague {
    /// The id of a colleague of whom nothing but a name is known: it follows from the name, so that two
    /// devices that hear of somebody apart mean the same person.
    pub fn id(name: &str) -> RecordId {
        RecordId::derived(SETTINGS, &format!("colleague {}", normalised(name)))
    }
}

/// What a [`Colleague`] is to people.
pub static COLLEAGUE: Kind = Kind {
    code: Colleague::KIND,
    title: Key::PieceColleague,
    plural: Key::EntryColleagues,
    glyph: Glyph::Accounts,
    audience: Audience::Customer,
    fields: &[
        ask::line(field::name, Key::ContactName).for_customer(),
        ask::line(field::function, Key::ContactFunction).for_customer(),
        ask::line(field::phone, Key::ContactPhone).for_customer(),
        ask::line(field::email, Key::ContactEmail).for_customer(),
    ],
    begins: |_, _, _| Vec::new(),
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Colleague>,
};
