//! The note: a file of words on an account.

use super::RecordId;
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// Free words with a title and a day.
    Note = "note" {
        account: Option<RecordId>,
        day: Option<Date>,
        title: String,
        text: String,
        /// Whose words they are.
        by: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}
