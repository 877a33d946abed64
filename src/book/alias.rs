//! What people decided on who is who: another name of an account or a colleague, or two that are not the same.

use super::RecordId;
use crate::record_kind;

record_kind! {
    /// A name or a number that files use for an account, or for somebody of ours, confirmed by a person.
    Alias = "alias" {
        account: Option<RecordId>,
        /// Who of ours is meant, if it is no account.
        colleague: Option<RecordId>,
        /// As a file has it; whoever compares it normalises it.
        name: String,
        /// Its number in another system, or an earlier one.
        external_id: String,
    }
}
