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
    /// Fields in which two values stand against each other, and nobody has decided yet.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub open: BTreeSet<(RecordId, String)>,
    /// Values that were dated anew when they were taken over, since a clock was ahead; each with its stamp as it is and
    /// as it was.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    dated_anew: BTreeSet<(RecordId, String, Stamp, Stamp)>,
}

impl Seen {
    /// Nothing at all.
    pub const fn nothing() -> Self {
        Self { up_to: BTreeMap::new(), open: BTreeSet::new(), dated_anew: BTreeSet::new() }
    }

    /// All that a book holds.
    pub fn of_registers(book: &Book) -> Self {
        let mut seen = Self::default();
        for (_, record) in book.records() {
            record.fields.values().for_each(|register| seen.note(register.stamp));
        }
        seen
    }

    /// Takes note that everything of a device up to this was seen.
    pub(super) fn note(&mut self, stamp: Stamp) {
        let up_to = self.up_to.entry(stamp.actor.device()).or_insert(stamp);
        *up_to = stamp.max(*up_to);
    }

    /// Takes note that a value was dated anew: how it is dated, and how it was.
    pub(super) fn note_dated_anew(&mut self, id: RecordId, field: String, now: Stamp, was: Stamp) {
        self.dated_anew.insert((id, field, now, was));
    }

    /// The devices of which anything was seen.
    pub(super) fn devices(&self) -> impl Iterator<Item = Device> {
        self.up_to.keys().copied()
    }

    /// Adds what another has seen; what is open stays as it is.
    pub fn join(&mut self, other: &Self) {
        other.up_to.values().for_each(|stamp| self.note(*stamp));
        self.dated_anew.extend(other.dated_anew.iter().cloned());
    }

    /// The stamp of a value, and those it had before it was dated anew: whoever saw one of them has seen it.
    pub fn origins<'a>(&'a self, id: RecordId, field: &'a str, stamp: Stamp) -> impl Iterator<Item = Stamp> + 'a {
        let steps = self.dated_anew.len();
        // Nobody dates in a circle, but a file may say so.
        std::iter::successors(Some(stamp), move |stamp| self.before(id, field, *stamp)).take(steps + 1)
    }

    /// Whether a value was dated anew by somebody who only took it over.
    pub fn is_dated_anew(&self, id: RecordId, field: &str, stamp: Stamp) -> bool {
        self.before(id, field, stamp).is_some()
    }

    fn before(&self, id: RecordId, field: &str, stamp: Stamp) -> Option<Stamp> {
        if self.dated_anew.is_empty() {
            return None;
        }
        let (_, _, _, was) = self
            .dated_anew
            .range((id, field.to_owned(), stamp, Stamp::default())..)
            .next()
            .filter(|(of, name, now, _)| (*of, name.as_str(), *now) == (id, field, stamp))?;
        Some(*was)
    }

    /// Whether an edit was seen, whatever is open.
    pub fn has(&self, stamp: Stamp) -> bool {
        self.up_to.get(&stamp.actor.device()).is_some_and(|up_to| stamp <= *up_to)
    }

    /// Whether an edit of this field was seen, and nothing is open about it.
    pub fn has_settled(&self, id: RecordId, field: &str, stamp: Stamp) -> bool {
        self.has(stamp) && (self.open.is_empty() || !self.open.contains(&(id, field.to_owned())))
    }

    /// Whether everything another has seen was seen here too.
    pub fn covers(&self, other: &Self) -> bool {
        other.up_to.values().all(|stamp| self.has(*stamp))
    }

    /// The same without what is open.
    pub fn settled(&self) -> Self {
        Self { open: BTreeSet::new(), ..self.clone() }
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
        seen.open.insert((id(1), "city".into()));
        assert!(seen.has_settled(id(1), "name", stamp(2, 9)) && !seen.has_settled(id(1), "city", stamp(2, 9)));
        let text = serde_json::to_string(&seen).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Seen>(&text).ok(), Some(seen));
        assert!(text.contains(r#""2":"9-0-200000001""#), "{text}");
    }
}
