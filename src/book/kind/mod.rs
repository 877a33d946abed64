//! What a kind of record is to people: its name, its form, how it stands in a history, what it makes due.
//!
//! Each kind describes itself beside its [`record_kind!`](crate::record_kind), in one static [`Kind`].
//! Forms, histories, what is due, the print, the file for a colleague and the labels of changes are made
//! from these, so a kind that is added there is nowhere forgotten; [`KINDS`](super::KINDS) lists them.
//!
//! **Invariant:** nothing here formats anything. Words are [`Key`]s, pictures are [`Glyph`]s.

mod event;
mod form;
#[cfg(test)]
mod tests;

pub use event::{
    Agenda, Commitment, Course, DueRule, Event, HistoryWords, NEAR, Outcome, PLAN_ACTION, Recurrence, Reminder, SOON,
    SeenOn, Settled, Settlement, Tone,
};
pub use form::{Audience, Condition, FormField, Input, ask, code_words};

use std::cmp::Ordering;
use std::fmt;

#[cfg(test)]
use super::RecordKind;
use super::{Edit, KINDS, Record, RecordId};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::working_time::Instant;

/// A kind of record that people add, edit and delete one by one.
///
/// Every part is to be given; one that is forgotten does not compile.
pub struct Kind {
    /// The name under which it is stored, [`RecordKind::KIND`]; never changes.
    pub code: &'static str,
    /// "Promise"
    pub title: Key,
    /// "Promises"
    pub plural: Key,
    pub glyph: Glyph,
    /// Who may know that there is such a record at all.
    pub audience: Audience,
    /// What a person fills in, in the order it is asked.
    pub fields: &'static [FormField],
    /// What is known of a new one, at an account and now, before anybody says more.
    pub begins: fn(RecordId, Option<RecordId>, Instant) -> Vec<Edit>,
    /// What it is in the course of a relationship.
    pub course: Course,
    /// The acts by which it is said in one step what became of it. Those of a kind that binds nobody are
    /// none.
    pub settlements: &'static [Settlement],
    /// After how long another one is due.
    pub recurrence: Option<Recurrence>,
    /// A record as this version reads it, as the edits that make it: [`written_again`]. For tests alone; all
    /// readers of all kinds would weigh on the first load.
    #[cfg(test)]
    pub written_again: fn(RecordId, &Record) -> Vec<Edit>,
}

/// What a kind and its fields are called: of a [`Kind`] what every label and every history of changes needs.
///
/// **Invariant:** words alone, no function: what names a change in the first load does not bring along what a kind
/// begins with, makes due and is settled by.
#[derive(Clone, Copy)]
pub struct KindWords {
    pub code: &'static str,
    pub title: Key,
    pub fields: &'static [FormField],
}

/// Those of every kind, in the order of [`KINDS`].
static WORDS: [KindWords; KINDS.len()] = {
    let mut words = [KindWords { code: "", title: Key::PieceNote, fields: &[] }; KINDS.len()];
    let mut at = 0;
    while at < words.len() {
        words[at] = KINDS[at].words();
        at += 1;
    }
    words
};

impl KindWords {
    /// Those of the kind with this stored name; `None` for one that people don't fill in one by one, or of a later
    /// version.
    pub fn of_code(code: &str) -> Option<Self> {
        WORDS.iter().copied().find(|words| words.code == code)
    }

    /// Those of every kind.
    pub fn all() -> &'static [Self] {
        &WORDS
    }

    pub fn field(self, name: &str) -> Option<&'static FormField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl PartialEq for KindWords {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for KindWords {}

impl fmt::Debug for KindWords {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)
    }
}

impl Kind {
    /// What it and its fields are called.
    pub const fn words(&self) -> KindWords {
        KindWords { code: self.code, title: self.title, fields: self.fields }
    }

    /// The kind with this stored name; `None` for one that people don't fill in one by one, or of a later
    /// version.
    pub fn of_code(code: &str) -> Option<&'static Self> {
        KINDS.iter().copied().find(|kind| kind.code == code)
    }

    pub fn field(&self, name: &str) -> Option<&'static FormField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The condition that keeps this field of a record from being filled in; `None` if nothing does, or if it is
    /// already.
    pub fn unmet(&self, record: &Record, field: &str) -> Option<&'static Condition> {
        let condition = self.field(field).filter(|_| record.value(field).is_null())?.condition?;
        condition.first_missing(record).map(|_| condition)
    }

    /// The condition that keeps an act from being done to a record now.
    pub fn unmet_by(
        &self,
        act: &Settlement,
        id: RecordId,
        record: &Record,
        now: Instant,
    ) -> Option<&'static Condition> {
        let edits = (act.edits)(id, now);
        edits.iter().filter(|edit| !edit.value.is_null()).find_map(|edit| self.unmet(record, &edit.field))
    }

    /// What a record of this kind says in a history; `None` if it has no place in one.
    pub fn event(&self, record: &Record) -> Option<Event> {
        match self.course {
            Course::Event(event) => event(record),
            Course::Lasting(_) | Course::Fact => None,
        }
    }

    /// Whether its records stand in a history.
    pub fn is_event(&self) -> bool {
        matches!(self.course, Course::Event(_))
    }

    fn place(&self) -> usize {
        KINDS.iter().take_while(|kind| kind.code != self.code).count()
    }
}

/// A record read into its type and written anew: what a value of the wrong type would lose.
#[cfg(test)]
pub fn written_again<K: RecordKind>(id: RecordId, record: &Record) -> Vec<Edit> {
    K::read(record).create(id)
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Kind {}

impl PartialOrd for Kind {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kind {
    /// In the order they are offered.
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)
    }
}
