//! The custom field: something a company wants to know of every account.

use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A fact with a name of the company's own. What it says of an account stands in that account's
    /// record, under [`CustomField::field`].
    CustomField = "custom_field" {
        name: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`CustomField`] is to people.
pub static CUSTOM_FIELD: Kind = Kind {
    code: CustomField::KIND,
    title: Key::PieceCustomField,
    plural: Key::PluralCustomField,
    glyph: Glyph::Note,
    audience: Audience::Management,
    fields: &[ask::line(field::name, Key::CustomFieldName)],
    begins: |_, _, _| Vec::new(),
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<CustomField>,
};

impl CustomField {
    /// What the names of such fields begin with.
    pub const PREFIX: &str = "custom.";

    /// The name of an account's field for it.
    pub fn field(id: RecordId) -> String {
        format!("{}{id}", Self::PREFIX)
    }
}
