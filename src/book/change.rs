//! The one way to write: a labelled list of edits to records.

use serde::{Deserialize, Serialize};

use super::{Edit, Label, RecordId};

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
