//! The one way to write: a labelled list of edits to records.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DELETED, RecordId, Stamp};

/// What a change was for. The words are made by `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Label {
    Sample,
    Import { file: String },
    TakeBack { file: String },
    Merge { file: String },
    Restore { file: String },
    BringBack { record: String },
    AddAccount { account: String },
    DeleteAccount { account: String },
    EditAccount { account: String },
    AddContact { account: String },
    DeleteContact { account: String },
    EditContact { account: String },
    Settings,
    Author,
}

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
}

impl Edit {
    /// An edit by names, as the generic machinery makes them. Forms use [`super::Field::set`].
    pub fn raw(id: RecordId, kind: &str, field: &str, value: Value) -> Self {
        Self { id, kind: kind.into(), field: field.into(), value, stamp: None }
    }

    /// Deletes the record; what it held stays until undone or merged over.
    pub fn delete<K: super::RecordKind>(id: RecordId) -> Self {
        Self::raw(id, K::KIND, DELETED, true.into())
    }
}

/// A labelled list of edits: what a form, an import, a merge and an undo all make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub label: Label,
    pub edits: Vec<Edit>,
}

impl Change {
    pub fn new(label: Label, edits: Vec<Edit>) -> Self {
        Self { label, edits }
    }

    /// The records it touches, each once.
    pub fn touched(&self) -> Vec<RecordId> {
        let mut ids: Vec<RecordId> = self.edits.iter().map(|edit| edit.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
