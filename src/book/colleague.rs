//! The colleague: a person on our side.

use super::RecordKind;
use super::kind::{Audience, Course, Kind, ask, written_again};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Somebody of ours who knows people at accounts.
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
    written_again: written_again::<Colleague>,
};
