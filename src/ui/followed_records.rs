//! Records that are followed each by itself.
//!
//! A dossier shows hundreds of facts, each of which reads one field of one record. Were all to follow the book, a
//! keystroke would wake them all, to find that nothing of theirs has changed.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::book::{Record, RecordId};

/// So many are followed at most. Beyond that all are woken, and those that are still shown are followed anew.
const MOST: usize = 2_000;

/// Who reads which record.
#[derive(Clone, Copy, Default)]
pub struct FollowedRecords(StoredValue<HashMap<RecordId, Followed>>);

struct Followed {
    /// As its readers have seen it.
    seen: Option<Arc<Record>>,
    changed: ArcTrigger,
}

impl FollowedRecords {
    /// The one who asks is woken once this record is another than `now`.
    pub fn follow(self, id: RecordId, now: &Option<Arc<Record>>) {
        let followed = || Followed { seen: now.clone(), changed: ArcTrigger::new() };
        let changed = self.0.try_update_value(|all| all.entry(id).or_insert_with(followed).changed.clone());
        // Nothing once the page is being left.
        changed.iter().for_each(Track::track);
    }

    /// Wakes the readers of each record that is another by now. They follow it anew when they read it.
    pub fn wake(self, now: impl Fn(RecordId) -> Option<Arc<Record>>) {
        let woken = self.0.try_update_value(|all| {
            let is_full = all.len() > MOST;
            let is_another = |id: &RecordId, followed: &mut Followed| {
                is_full || followed.seen.as_ref().map(Arc::as_ptr) != now(*id).as_ref().map(Arc::as_ptr)
            };
            all.extract_if(is_another).map(|(_, followed)| followed.changed).collect::<Vec<_>>()
        });
        woken.into_iter().flatten().for_each(|changed| changed.notify());
    }
}
