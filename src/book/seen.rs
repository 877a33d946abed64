//! What somebody has seen of others' edits: of each device, all up to a stamp.
//!
//! A version vector by [`Device`]: a device's stamps only grow and its tabs share one store, so whoever took over a
//! whole export of it knows every edit of it up to the latest. By it a true conflict, of which neither side had seen
//! the other's edit, is told from an update. What a person left open in a merge doesn't count as seen.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Book, Device, RecordId, Stamp};

/// Which edits somebody has seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The latest stamp of each device up to which everything of it is known.
    #[serde(default)]
    up_to: BTreeMap<Device, Stamp>,
    /// Edits beyond that: what came with a part of somebody's book.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    beyond: BTreeSet<OneEdit>,
    /// Edits that stand against another, each as its record, its field and when it was made: nobody has decided yet.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub open: BTreeSet<OneEdit>,
}

/// An edit: its record, its field, and when it was made.
pub type OneEdit = (RecordId, String, Stamp);

impl Seen {
    /// Nothing at all.
    pub const fn nothing() -> Self {
        Self { up_to: BTreeMap::new(), beyond: BTreeSet::new(), open: BTreeSet::new() }
    }

    /// All that a book holds.
    pub fn of_registers(book: &Book) -> Self {
        let mut seen = Self::default();
        for (_, record) in book.records() {
            record.fields.values().for_each(|register| seen.note(register.made()));
        }
        seen
    }

    /// Takes note that everything of a device up to this was seen.
    pub(super) fn note(&mut self, made: Stamp) {
        let up_to = self.up_to.entry(made.actor.device()).or_insert(made);
        *up_to = made.max(*up_to);
    }

    /// The devices of which anything was seen.
    pub(super) fn devices(&self) -> impl Iterator<Item = Device> {
        self.up_to.keys().copied().chain(self.beyond.iter().map(|(_, _, made)| made.actor.device()))
    }

    /// Adds what another has seen; what neither of them has settled is open.
    pub fn join(&mut self, other: &Self) {
        let is_settled = |seen: &Self, (id, field, made): &OneEdit| seen.has_settled(*id, field, *made);
        let theirs: Vec<_> = other.open.iter().filter(|edit| !is_settled(self, edit)).cloned().collect();
        self.open.retain(|edit| !is_settled(other, edit));
        self.open.extend(theirs);
        self.note_all(other);
    }

    /// Takes note of what another has seen, whatever is open.
    pub(super) fn note_all(&mut self, other: &Self) {
        other.up_to.values().for_each(|made| self.note(*made));
        self.note_each(other.beyond.iter().cloned());
    }

    /// Takes note of some edits alone.
    pub fn note_each(&mut self, edits: impl IntoIterator<Item = OneEdit>) {
        self.beyond.extend(edits);
        let Self { up_to, beyond, .. } = self;
        beyond.retain(|(_, _, made)| up_to.get(&made.actor.device()).is_none_or(|up_to| made > up_to));
    }

    /// Whether everything of its device up to an edit was seen, whatever is open.
    pub fn has(&self, made: Stamp) -> bool {
        self.up_to.get(&made.actor.device()).is_some_and(|up_to| made <= *up_to)
    }

    /// Whether an edit of this field was seen, and isn't open.
    pub fn has_settled(&self, id: RecordId, field: &str, made: Stamp) -> bool {
        let is_in = |edits: &BTreeSet<OneEdit>| !edits.is_empty() && edits.contains(&(id, field.to_owned(), made));
        (self.has(made) || is_in(&self.beyond)) && !is_in(&self.open)
    }

    /// Whether everything another has seen was seen here too.
    pub fn covers(&self, other: &Self) -> bool {
        other.up_to.values().all(|stamp| self.has(*stamp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Actor;

    fn stamp(device: u32, millis: u64) -> Stamp {
        Stamp { millis, counter: 0, actor: Actor::of(Device(device), 1) }
    }

    fn id(number: u128) -> RecordId {
        RecordId::well_known(1_000 + number)
    }

    #[test]
    fn what_is_open_is_not_settled() {
        let mut seen = Seen::default();
        seen.note(stamp(2, 9));
        seen.open.insert((id(1), "city".into(), stamp(2, 9)));
        assert!(seen.has_settled(id(1), "name", stamp(2, 9)) && !seen.has_settled(id(1), "city", stamp(2, 9)));
        assert!(seen.has_settled(id(1), "city", stamp(2, 8)), "what was written over is out of the question");
        let text = serde_json::to_string(&seen).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Seen>(&text).ok(), Some(seen));
        assert!(text.contains(r#""2":"9-0-200000001""#), "{text}");
    }
}
