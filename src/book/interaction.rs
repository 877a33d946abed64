//! The interaction: when people of both sides had to do with each other (rules D2, R3, R10).

use super::RecordId;
use super::codes::codes;
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// A meeting, a call, a letter.
    Interaction = "interaction" {
        account: Option<RecordId>,
        day: Option<Date>,
        channel: Option<Channel>,
        subject: String,
        /// What was said.
        summary: String,
        /// Who took part of theirs.
        contacts: Vec<RecordId>,
        /// Who took part of ours.
        colleagues: Vec<RecordId>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

codes! {
    /// How people had to do with each other.
    Channel {
        Meeting = "meeting",
        /// At the account's place.
        Visit = "visit",
        Call = "call",
        Video = "video",
        Letter = "letter",
        /// A fair, a dinner, a training.
        Event = "event",
    }
}
