//! The list of accounts as it was last shown: what *previous* and *next* on a dossier go by.

use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use crate::book::RecordId;

/// The accounts of the list last shown, in its order. It lives above the pages.
#[derive(Clone, Copy, Default)]
pub struct LastShown(RwSignal<Arc<[RecordId]>>);

/// Where an account stands in that list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbours {
    pub before: Option<RecordId>,
    pub after: Option<RecordId>,
    /// From 1.
    pub place: usize,
    pub of: usize,
}

impl LastShown {
    pub fn keep(self, shown: impl IntoIterator<Item = RecordId>) {
        self.0.set(shown.into_iter().collect());
    }

    /// Who stands about an account; where no list was shown yet, or not with it, by rank. `None` for one
    /// that stands in neither.
    pub fn about(self, session: Session, id: RecordId) -> Option<Neighbours> {
        let listed = self.0.with(|shown| neighbours(shown, id));
        listed.or_else(|| {
            let analysis = session.analysis.get()?;
            let ranked: Vec<RecordId> = analysis.findings.iter().map(|finding| finding.account).collect();
            neighbours(&ranked, id)
        })
    }
}

fn neighbours(list: &[RecordId], id: RecordId) -> Option<Neighbours> {
    let at = list.iter().position(|other| *other == id)?;
    let one = |at: Option<usize>| list.get(at?).copied();
    Some(Neighbours { before: one(at.checked_sub(1)), after: one(at.checked_add(1)), place: at + 1, of: list.len() })
}

/// The list of accounts last shown.
pub fn last_shown() -> LastShown {
    expect_context()
}
