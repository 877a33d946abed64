//! The colleague: a person on our side.

use crate::record_kind;

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
