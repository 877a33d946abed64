//! When a fact was last confirmed, and by whom (D6).
//!
//! Beside a field `employees` stands, in the same record, `employees.confirmed`; a record as a whole
//! is confirmed in `confirmed`. A fact without it is *assumed*. Whoever edits a fact takes its
//! confirmation away in the same change, so undo brings both back.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{Edit, Record, RecordId, stored};
use crate::calendar::Date;

/// A fact was found to be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    pub on: Date,
    /// The [`Colleague`](super::Colleague) who says so, if it is known who did.
    #[serde(default, deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub by: Option<RecordId>,
}

/// What another program wrote there must not take the day away.
fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<RecordId>, D::Error> {
    let by = Value::deserialize(deserializer)?;
    Ok(by.as_str().and_then(|by| by.parse().ok()))
}

/// What the name of a field's confirmation ends in.
const SUFFIX: &str = ".confirmed";

/// The field that holds when a record as a whole was confirmed.
const WHOLE: &str = "confirmed";

/// Whether a field holds a confirmation, of a field or of a whole record.
pub(super) fn is_confirmation(field: &str) -> bool {
    field == WHOLE || confirms(field).is_some()
}

/// The field that holds when a fact was confirmed; of the whole record for an empty name.
pub fn confirmed(field: &str) -> String {
    if field.is_empty() { WHOLE.into() } else { format!("{field}{SUFFIX}") }
}

/// The field whose confirmation this one is; `None` if it is none of a field.
pub fn confirms(field: &str) -> Option<&str> {
    field.strip_suffix(SUFFIX)
}

impl Confirmation {
    /// Of a field of a record, or of the whole record for an empty name; `None`: assumed.
    pub fn of(record: &Record, field: &str) -> Option<Self> {
        record.get(&confirmed(field))
    }

    /// The edit that confirms a fact, or takes its confirmation away.
    pub fn edit(id: RecordId, kind: &str, field: &str, confirmation: Option<&Self>) -> Edit {
        Edit::raw(id, kind, &confirmed(field), stored(&confirmation))
    }
}
