//! One timeline of an account: what was ordered and delivered, and all the dealings people wrote down
//! (D2, R3, R5, R7, R8).
//!
//! **Invariant:** every order of the ledger, and every dated or undated dealing of the dossier, is one
//! entry. Notes belong to it once they have a day; until then they are no event.

mod orders;
mod records;
#[cfg(test)]
mod tests;

pub use orders::DELIVERY;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Dossier;
use crate::book::kind::{Commitment, Input, Kind, NEAR, Outcome, Tone};
use crate::book::{KINDS, Record, RecordId};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::ledger::Ledger;
use crate::text::Key;

/// What an entry is, in the order they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// An order or a credit note of the ledger.
    Order,
    /// A dealing that people wrote down.
    Record(&'static Kind),
}

impl EntryKind {
    /// Every one there is.
    pub fn all() -> impl Iterator<Item = Self> {
        let events = KINDS.iter().copied().filter(|kind| kind.is_event());
        std::iter::once(Self::Order).chain(events.map(Self::Record))
    }

    /// The kind of record it is; `None` for what the ledger says.
    pub fn record(self) -> Option<&'static Kind> {
        match self {
            Self::Order => None,
            Self::Record(kind) => Some(kind),
        }
    }

    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        self.record().map_or("order", |kind| kind.code)
    }

    pub fn glyph(self) -> Glyph {
        self.record().map_or(Glyph::Truck, |kind| kind.glyph)
    }

    /// "Promises"
    pub fn plural(self) -> Key {
        self.record().map_or(Key::HistoryOrders, |kind| kind.plural)
    }
}

/// Which entry: the same one in every timeline of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryId {
    /// A document of the ledger, or a day without one.
    Order {
        document: Option<u32>,
        day: Date,
    },
    Record(RecordId),
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It took place, and that is all.
    Told,
    /// Something is still to come of it.
    Open,
    Settled(Outcome),
}

/// What the ledger says of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// In minor units of the ledger; zero or less: a credit note.
    pub amount: i128,
    pub lines: u32,
    /// The day it was promised for.
    pub promised: Option<Date>,
    /// Days from the order to the delivery.
    pub took: Option<i32>,
    /// Larger than every order before, of which there were some.
    pub is_largest_so_far: bool,
    /// None took longer, among some.
    pub is_slowest: bool,
}

/// Where the rest of it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    Record {
        record: Arc<Record>,
        /// What it was: "We promised", "Visit".
        heading: Key,
        /// The fields that heading, title, day and outcome say already.
        said: Vec<&'static str>,
    },
    Order(Delivery),
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub kind: EntryKind,
    /// The day it took place, or will.
    pub day: Option<Date>,
    /// Its own words: a subject, what was promised, a document's number.
    pub title: String,
    /// What is to come of it, or came.
    pub commitment: Option<Commitment>,
    /// Names of their people.
    pub theirs: Vec<String>,
    /// Names of ours.
    pub ours: Vec<String>,
    pub source: Source,
}

impl Entry {
    pub fn state(&self) -> State {
        match self.commitment {
            None => State::Told,
            Some(Commitment { settled: None, .. }) => State::Open,
            Some(Commitment { settled: Some(settled), .. }) => State::Settled(settled.outcome),
        }
    }

    /// Until when something is to come of it, or was.
    pub fn due(&self) -> Option<Date> {
        self.commitment?.until
    }

    /// The day it was settled.
    pub fn settled(&self) -> Option<Date> {
        self.commitment?.settled?.on
    }

    /// Days until something is to come of it, negative once they have passed; `None` if nothing is, or
    /// nobody knows when.
    pub fn left(&self, today: Date) -> Option<i32> {
        let ahead = self.day.filter(|day| *day > today && self.state() == State::Told);
        let due = self.due().filter(|_| self.state() == State::Open);
        Some(due.or(ahead)?.since(today))
    }

    /// By how many days it was settled too late.
    pub fn late(&self) -> Option<i32> {
        let commitment = self.commitment?;
        let settled = commitment.settled.filter(|settled| settled.outcome.is_done)?;
        Some(settled.on?.since(commitment.until?)).filter(|days| *days > 0)
    }

    pub fn tone(&self, today: Date) -> Tone {
        match self.state() {
            State::Told => Tone::Plain,
            State::Open => match self.left(today) {
                Some(days) if days < 0 => Tone::Bad,
                Some(days) if days <= NEAR => Tone::Warn,
                _ => Tone::Plain,
            },
            State::Settled(_) if self.late().is_some() => Tone::Warn,
            State::Settled(outcome) => outcome.tone,
        }
    }

    /// The record it stands for, if it is no order.
    pub fn record(&self) -> Option<(RecordId, &Record)> {
        match (&self.source, self.id) {
            (Source::Record { record, .. }, EntryId::Record(id)) => Some((id, record)),
            _ => None,
        }
    }

    /// Whether it holds every word of `needle`, which is in lower case.
    fn speaks_of(&self, needle: &str) -> bool {
        let mut all = self.title.to_lowercase();
        let mut add = |text: &str| {
            all.push('\n');
            all.push_str(&text.to_lowercase());
        };
        self.theirs.iter().chain(&self.ours).for_each(|name| add(name));
        if let (Some((_, record)), Some(kind)) = (self.record(), self.kind.record()) {
            let texts = kind.fields.iter().filter(|field| matches!(field.input, Input::Line | Input::Text));
            texts.for_each(|field| add(&record.get::<String>(field.name)));
        }
        needle.split_whitespace().all(|word| all.contains(word))
    }
}

/// What of a timeline is wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Empty: every kind.
    pub kinds: BTreeSet<EntryKind>,
    pub search: String,
}

impl Filter {
    pub fn is_open(&self) -> bool {
        self.kinds.is_empty() && self.search.trim().is_empty()
    }

    /// Wants this kind as well, or no longer.
    pub fn toggle(&mut self, kind: EntryKind) {
        if !self.kinds.remove(&kind) {
            self.kinds.insert(kind);
        }
    }
}

/// The entries of one account: the latest first, those without a day last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    entries: Vec<Entry>,
    index: HashMap<EntryId, usize>,
}

impl Timeline {
    /// `name` says what a person of either side is called.
    pub fn of(dossier: &Dossier, ledger: &Ledger, name: impl Fn(RecordId) -> String) -> Self {
        let mut entries = orders::entries(ledger, dossier.id);
        entries.extend(dossier.parts.iter().filter_map(|(id, part)| records::entry(*id, &part.record, &name)));
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.day, entry.id)));
        let index = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        Self { entries, index }
    }

    /// The entries of some kinds alone.
    pub fn of_kinds(&self, is_wanted: impl Fn(EntryKind) -> bool) -> Self {
        let entries: Vec<Entry> = self.entries.iter().filter(|entry| is_wanted(entry.kind)).cloned().collect();
        let index = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        Self { entries, index }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(*self.index.get(&id)?)
    }

    /// How many there are of each kind that there is.
    pub fn counts(&self) -> BTreeMap<EntryKind, usize> {
        let mut counts = BTreeMap::new();
        self.entries.iter().for_each(|entry| *counts.entry(entry.kind).or_default() += 1);
        counts
    }

    /// Those a filter lets through, in the same order.
    pub fn shown(&self, filter: &Filter) -> impl Iterator<Item = &Entry> {
        let needle = filter.search.trim().to_lowercase();
        let of_kind = |entry: &&Entry| filter.kinds.is_empty() || filter.kinds.contains(&entry.kind);
        self.entries.iter().filter(of_kind).filter(move |entry| needle.is_empty() || entry.speaks_of(&needle))
    }

    /// What is to come, by its day; what is overdue stands first.
    pub fn upcoming(&self, today: Date) -> Vec<&Entry> {
        let mut all: Vec<(i32, &Entry)> =
            self.entries.iter().filter_map(|entry| Some((entry.left(today)?, entry))).collect();
        all.sort_by_key(|(left, entry)| (*left, entry.id));
        all.into_iter().map(|(_, entry)| entry).collect()
    }
}
