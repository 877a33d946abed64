//! The tie: who on our side knows whom at an account, and how well (rule R9).

use super::RecordId;
use super::codes::codes;
use crate::record_kind;

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

codes! {
    /// How well two people know each other.
    Strength {
        /// They have met.
        Weak = "weak",
        /// They work together.
        Good = "good",
        /// They trust each other.
        Close = "close",
    }
}
