//! The custom field: something a company wants to know of every account.

use super::RecordId;
use crate::record_kind;

record_kind! {
    /// A fact with a name of the company's own. What it says of an account stands in that account's
    /// record, under [`CustomField::field`].
    CustomField = "custom_field" {
        name: String,
    }
}

impl CustomField {
    /// What the names of such fields begin with.
    pub const PREFIX: &str = "custom.";

    /// The name of an account's field for it.
    pub fn field(id: RecordId) -> String {
        format!("{}{id}", Self::PREFIX)
    }
}
