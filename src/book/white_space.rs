//! The white space: who supplies an account with a group of products (rule R6).

use super::codes::codes;
use super::{Amount, RecordId};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// One product group at one account. What we sell of it is the ledger's business.
    WhiteSpace = "white_space" {
        account: Option<RecordId>,
        /// The group as the ledger calls it, or another one.
        group: String,
        /// Who supplies what we don't.
        source: Option<Source>,
        competitor: Option<RecordId>,
        /// What they spend on the group in a year, with whomever.
        spend: Option<Amount>,
        /// The day the other's contract ends.
        contract_end: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

impl WhiteSpace {
    /// The record of a group at an account: the same in every book, so that two people's words for
    /// it meet. Case and space around the name don't matter.
    pub fn of(account: RecordId, group: &str) -> RecordId {
        RecordId::derived(account, &format!("white_space {}", group.trim().to_lowercase()))
    }
}

codes! {
    /// Who supplies a group, as far as it isn't us; empty: not known.
    Source {
        Us = "us",
        Competitor = "competitor",
        /// They make it themselves.
        InHouse = "in_house",
        NotNeeded = "not_needed",
    }
}
