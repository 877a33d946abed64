//! The list of accounts as it was last shown: what *previous* and *next* on a dossier go by.

use std::sync::Arc;

use leptos::prelude::*;

use crate::book::RecordId;

/// The accounts of the list last shown, in its order. It lives above the pages.
#[derive(Clone, Copy, Default)]
pub struct LastShown(RwSignal<Arc<[RecordId]>>);

impl LastShown {
    pub fn keep(self, shown: impl IntoIterator<Item = RecordId>) {
        self.0.set(shown.into_iter().collect());
    }

    pub fn get(self) -> Arc<[RecordId]> {
        self.0.get()
    }

    pub fn get_untracked(self) -> Arc<[RecordId]> {
        self.0.get_untracked()
    }
}

/// The list of accounts last shown.
pub fn last_shown() -> LastShown {
    expect_context()
}
