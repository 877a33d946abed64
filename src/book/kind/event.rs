//! What a record is in the course of a relationship: an event of its history, something that comes up on
//! a day, or a fact; and what it binds somebody to.
//!
//! **Invariant:** until when something is to be done stands in one place, the [`Commitment`] of an event
//! or the [`Reminder`] of what lasts. The history and the list of what is due both read it.

use crate::book::{Edit, LeapDay, Record, RecordId};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::working_time::Instant;

/// What a record is in the course of a relationship.
#[derive(Clone, Copy)]
pub enum Course {
    /// It took place, or is to: it stands in the history, and may bind somebody. `None`: this one doesn't.
    Event(fn(&Record) -> Option<Event>),
    /// It lasts, and something of it comes up, as seen on a day: a contract's end, a birthday.
    Lasting(fn(&Record, SeenOn) -> Option<Reminder>),
    /// It holds, and that is all.
    Fact,
}

/// The day from which what lasts is seen, and what is usual where the book is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenOn {
    pub today: Date,
    pub leap_day: LeapDay,
}

/// What an event says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The day it took place, or will.
    pub day: Option<Date>,
    /// What it was: "We promised", "Visit".
    pub heading: Key,
    /// Its own words: a subject, what was promised.
    pub title: String,
    /// The fields that heading, title, day and outcome say already.
    pub said: Vec<&'static str>,
    /// Their people in it.
    pub theirs: Vec<RecordId>,
    /// Ours.
    pub ours: Vec<RecordId>,
    /// `None`: it took place, and nothing is to come of it.
    pub commitment: Option<Commitment>,
}

/// Something that is to be done, or was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Commitment {
    pub rule: &'static DueRule,
    /// Until when; `None`: nobody said.
    pub until: Option<Date>,
    /// `None`: it is open.
    pub settled: Option<Settled>,
}

/// What became of a commitment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled {
    pub outcome: Outcome,
    /// The day, if it is known.
    pub on: Option<Date>,
}

/// How something was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// "kept"
    pub words: Key,
    pub tone: Tone,
    /// Whether it is what was to be done, and so may have been done too late.
    pub is_done: bool,
}

/// How something is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Warn,
    Bad,
}

/// What of a lasting thing comes up.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminder {
    pub rule: &'static DueRule,
    pub day: Date,
    /// What it is about: a name, a product group.
    pub title: String,
    /// The competitor whose contract ends.
    pub competitor: Option<RecordId>,
}

/// A way in which something becomes due.
#[derive(Debug)]
pub struct DueRule {
    /// Its name for other programs, by which lines of Today are told apart: all that a plan makes due is one kind of
    /// line. Otherwise no two have the same.
    pub code: &'static str,
    pub glyph: Glyph,
    /// How it stands among what is due; `None` if it is only awaited, and nothing is to be done.
    pub agenda: Option<Agenda>,
    /// How it reads in the history.
    pub history: HistoryWords,
}

impl PartialEq for DueRule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// How something stands among what is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agenda {
    /// "We promised: {what}", "Contract of {competitor} ends: {what}"
    pub words: Key,
    /// Which of two stands first on one day: the less.
    pub rank: u8,
    /// For how many days ahead it is told; `None`: always.
    pub ahead: Option<i32>,
    /// For how many days ahead it stands on Today already: the horizon of C3.
    pub horizon: i32,
    /// How much it weighs there against others (C3).
    pub weight: f64,
    /// Whether it is due also if nobody said until when.
    pub without_day: bool,
}

/// How a commitment with a day reads in the history while it is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HistoryWords {
    /// "overdue since {day}, {n} days"
    pub past: Key,
    /// "due today"
    pub today: Key,
    /// "due in {n} days"
    pub ahead: Key,
    /// Whose turn it is, around the words: "our bid: {due}".
    pub around: Option<Key>,
}

impl HistoryWords {
    pub const USUAL: Self =
        Self { past: Key::HistoryOverdue, today: Key::HistoryDueToday, ahead: Key::HistoryDueIn, around: None };

    pub const fn around(key: Key) -> Self {
        Self { around: Some(key), ..Self::USUAL }
    }
}

/// For how many days ahead most of what is due is told.
pub const SOON: i32 = 60;

/// From how many days on a day that comes is near.
pub const NEAR: i32 = 14;

/// What we mean to do next: with an account, about an opportunity. It is always told.
pub static PLAN_ACTION: DueRule = DueRule {
    code: "plan_action",
    glyph: Glyph::Flag,
    agenda: Some(Agenda { words: Key::DueNextStep, rank: 2, ahead: None, horizon: 7, weight: 1.0, without_day: true }),
    history: HistoryWords::USUAL,
};

/// An act by which it is said in one step what became of a record.
#[derive(Clone, Copy)]
pub struct Settlement {
    /// Its name for other programs.
    pub code: &'static str,
    /// "kept today"
    pub text: Key,
    /// Whether it is what was to be done, and not one of several ways in which it could end.
    pub is_done: bool,
    /// What it changes of a record, now.
    pub edits: fn(RecordId, Instant) -> Vec<Edit>,
}

impl PartialEq for Settlement {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// A kind of event that is to take place again: so long after the last one with an account.
#[derive(Clone, Copy, Debug)]
pub struct Recurrence {
    pub rule: &'static DueRule,
    /// In days.
    pub after: i32,
    /// The first time of all: so many days after the account became key (C9).
    pub first: i32,
    /// The day on which one took place; `None` for one that hasn't yet.
    pub held: fn(&Record) -> Option<Date>,
}
