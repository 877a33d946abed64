//! The competitor: another supplier, known across accounts (rule D4).

use super::codes::codes;
use crate::record_kind;

record_kind! {
    /// A company that sells what we sell.
    Competitor = "competitor" {
        name: String,
        /// What it supplies.
        supplies: String,
        region: String,
        website: String,
        strengths: String,
        weaknesses: String,
        price_level: Option<PriceLevel>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

codes! {
    /// Prices against ours.
    PriceLevel {
        Below = "below",
        Same = "same",
        Above = "above",
    }
}
