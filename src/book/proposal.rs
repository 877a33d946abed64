//! The proposal: what we offered an account, and what became of it (rules D2, A5).

use super::codes::codes;
use super::{Amount, RecordId};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// An offer we made. (`analysis::offer` is what the figures would have us offer.)
    Proposal = "proposal" {
        account: Option<RecordId>,
        day: Option<Date>,
        subject: String,
        value: Option<Amount>,
        /// The last day it stands.
        valid_until: Option<Date>,
        outcome: Option<Answer>,
        /// Why they answered so.
        reason: String,
        /// Whom it was made to.
        contacts: Vec<RecordId>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

codes! {
    /// What they answered.
    Answer {
        Open = "open",
        Accepted = "accepted",
        Declined = "declined",
        /// Nobody answered while it stood.
        Lapsed = "lapsed",
    }
}
