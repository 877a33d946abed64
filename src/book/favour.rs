//! The favour: gifts and help beyond duty, given and received (rule R7).

use super::codes::codes;
use super::{Amount, RecordId};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// A gift, or help nobody had to give.
    Favour = "favour" {
        account: Option<RecordId>,
        day: Option<Date>,
        what: String,
        kind: Option<FavourKind>,
        by: Option<Side>,
        value: Option<Amount>,
        contacts: Vec<RecordId>,
        colleagues: Vec<RecordId>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

codes! {
    FavourKind {
        Gift = "gift",
        Help = "help",
    }
}

codes! {
    /// Which of the two companies.
    Side {
        Us = "us",
        Them = "them",
    }
}
