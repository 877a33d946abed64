//! The rivalry: a competitor at one account (rule D4).

use super::codes::codes;
use super::{RecordId, competitor::PriceLevel};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// What a competitor does and offers at an account.
    Rivalry = "rivalry" {
        account: Option<RecordId>,
        competitor: Option<RecordId>,
        /// What it supplies there now.
        supplies: String,
        /// What it offers to get more.
        offer: String,
        /// What it does well there.
        strengths: String,
        /// Where it falls short there.
        weaknesses: String,
        price_level: Option<PriceLevel>,
        /// The day its contract ends.
        contract_end: Option<Date>,
        threat: Option<Threat>,
        /// What we answer.
        answer: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

codes! {
    /// How much of our business there it endangers.
    Threat {
        High = "high",
        Medium = "medium",
        Low = "low",
    }
}
