//! Two accounts that look alike and are not the same, as a person said: they aren't suggested again.

use super::RecordId;
use crate::record_kind;

record_kind! {
    /// Two accounts that are not the same customer. Which is which doesn't matter.
    Distinct = "distinct" {
        one: Option<RecordId>,
        other: Option<RecordId>,
    }
}
