//! The tender: what they put out to several suppliers, what we bid, how it ended and why (rule D2).

use super::codes::codes;
use super::{Amount, CodeSet, RecordId};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// A tender of an account.
    Tender = "tender" {
        account: Option<RecordId>,
        /// The day it was announced.
        day: Option<Date>,
        subject: String,
        /// What it is worth to whoever wins.
        value: Option<Amount>,
        /// The last day for bids.
        due: Option<Date>,
        our_bid: Option<Amount>,
        /// The day it was decided.
        decided: Option<Date>,
        outcome: Option<TenderOutcome>,
        /// What decided it.
        reasons: CodeSet<TenderReason>,
        /// The same in words.
        reason_text: String,
        /// The competitor who won, if it was not us.
        winner: Option<RecordId>,
        winning_bid: Option<Amount>,
        /// What we learnt.
        lessons: String,
        /// What is to be kept in mind while it runs; lots; who sees to it.
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

codes! {
    /// How a tender ended; empty: it is open.
    TenderOutcome {
        Won = "won",
        /// Some lots of it.
        PartlyWon = "partly_won",
        Lost = "lost",
        /// We did not bid.
        NoBid = "no_bid",
        /// They called it off.
        Cancelled = "cancelled",
    }
}

codes! {
    /// What decided a tender.
    TenderReason {
        Price = "price",
        Quality = "quality",
        Range = "range",
        Delivery = "delivery",
        Terms = "terms",
        Service = "service",
        Relationship = "relationship",
        /// They stayed with whom they had.
        Incumbent = "incumbent",
        /// Our bid was late or lacked something.
        Formal = "formal",
        Other = "other",
    }
}
