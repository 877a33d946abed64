//! The edit: one field of one record gets a value.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DELETED, RecordId, Stamp};

/// One field of one record gets a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    pub id: RecordId,
    pub kind: String,
    pub field: String,
    /// `null` empties the field.
    pub value: Value,
    /// When it was made, if elsewhere or before; `None` means with its change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<Stamp>,
    /// The edit that it brings, if that is one of somebody else and dated anew; `None`: it is one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Stamp>,
}

impl Edit {
    /// An edit by names, as the generic machinery makes them. Forms use [`super::Field::set`].
    pub fn raw(id: RecordId, kind: &str, field: &str, value: Value) -> Self {
        Self { id, kind: kind.into(), field: field.into(), value, stamp: None, origin: None }
    }

    /// Makes sure that the record is there: one whose id follows from what it is about may have been
    /// deleted before.
    pub fn revive(id: RecordId, kind: &str) -> Self {
        Self::raw(id, kind, DELETED, Value::Null)
    }

    /// Deletes the record; what it held stays until undone or merged over.
    pub fn delete<K: super::RecordKind>(id: RecordId) -> Self {
        Self::raw(id, K::KIND, DELETED, true.into())
    }
}
