//! The contact: a person at an account (rule D5).

use super::RecordId;
use crate::record_kind;

record_kind! {
    /// A person at an account.
    Contact = "contact" {
        account: Option<RecordId>,
        name: String,
        /// What they do there.
        function: String,
        phone: String,
        email: String,
        note: String,
    }
}
