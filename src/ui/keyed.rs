//! One of many: whoever shows one thing of a list follows that one alone.
//!
//! Where each of eighty cards picks its own out of one memo, a change of any one of them wakes all eighty,
//! and what reads from a signal that so many follow is slow to let go of it and take hold of it again.

use std::collections::{BTreeMap, HashMap};

use leptos::prelude::*;

use crate::book::RecordId;

/// A value for each record, each followed by itself.
pub struct Keyed<V: Send + Sync + 'static> {
    all: Memo<BTreeMap<RecordId, V>>,
    each: StoredValue<HashMap<RecordId, ArcRwSignal<Option<V>>>>,
}

impl<V: Send + Sync> Clone for Keyed<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Send + Sync> Copy for Keyed<V> {}

impl<V: Clone + PartialEq + Send + Sync + 'static> Keyed<V> {
    /// Of all values there are.
    pub fn of(all: impl Fn() -> BTreeMap<RecordId, V> + Send + Sync + 'static) -> Self {
        let all = Memo::new(move |_| all());
        let each: StoredValue<HashMap<RecordId, ArcRwSignal<Option<V>>>> = StoredValue::new(HashMap::new());
        Effect::new(move |_| {
            all.with(|all| {
                // Set only when all are known that differ: whoever hears of one may ask for another.
                let differs = |(id, signal): (&RecordId, &ArcRwSignal<Option<V>>)| {
                    let now = all.get(id);
                    let is_same = signal.with_untracked(|before| before.as_ref() == now);
                    (!is_same).then(|| (signal.clone(), now.cloned()))
                };
                let changed: Vec<_> = each.with_value(|each| each.iter().filter_map(differs).collect());
                for (signal, now) in changed {
                    signal.set(now);
                }
            });
        });
        Self { all, each }
    }

    /// The value of this one; `None` while there is none.
    pub fn get(self, id: RecordId) -> Signal<Option<V>> {
        let now = || self.all.with_untracked(|all| all.get(&id).cloned());
        self.each
            .try_update_value(|each| each.entry(id).or_insert_with(|| ArcRwSignal::new(now())).clone())
            .map(|signal| signal.read_only().into())
            // The page is being left.
            .unwrap_or_else(|| Signal::stored(None))
    }
}
