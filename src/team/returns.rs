//! What accounts bring against the hours they take: resources belong where they return most (P2, C17a).
//!
//! Hours are whole minutes and value whole minor units, so that shares are compared exactly and add up.

mod leaning;
#[cfg(test)]
mod tests;

pub use leaning::{LEAST, Lean, Leaning, TOLD};

use std::collections::{BTreeMap, HashMap};

use super::rhythms::Rhythms;
use super::seen::Seen;
use super::work::{INTERVIEW, Work, Working, done_minutes, touch_minutes};
use crate::analysis::{Segment, purchase_days};
use crate::book::kind::{Course, Kind};
use crate::book::satisfaction_interview::SATISFACTION_INTERVIEW;
use crate::book::{Interaction, KINDS, Level, Record, RecordId, RecordKind, account, satisfaction_interview};
use crate::calendar::Date;

/// So many days back are looked at, today among them, and so many ahead.
const YEAR: i32 = 365;

/// Which hours are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Those of the last year, as they are written down.
    #[default]
    Spent,
    /// Those a year takes by the cadence, with what is open now.
    Ahead,
}

/// Minutes of our time, and what they went or go into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// How many touches.
    pub touches: u64,
    pub touch_minutes: u64,
    /// How many other things; those that are open now aren't counted, only their minutes.
    pub items: u64,
    pub item_minutes: u64,
}

impl Effort {
    pub fn minutes(self) -> u64 {
        self.touch_minutes.saturating_add(self.item_minutes)
    }
}

/// One account: what it brought, and the hours it took and takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountReturn {
    pub id: RecordId,
    /// `None` where it has none by its figures.
    pub cell: Option<Segment>,
    pub level: Level,
    pub is_key: bool,
    /// V: of the last 365 days, in minor units.
    pub value: i128,
    /// Whether it ever bought anything by that day.
    pub has_bought: bool,
    pub spent: Effort,
    pub ahead: Effort,
    /// How often it is to hear from us, in days.
    pub every: i32,
}

impl AccountReturn {
    pub fn effort(&self, basis: Basis) -> Effort {
        match basis {
            Basis::Spent => self.spent,
            Basis::Ahead => self.ahead,
        }
    }
}

/// What several accounts bring and take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub accounts: usize,
    /// In minor units.
    pub value: i128,
    pub minutes: u64,
}

impl Part {
    fn add(&mut self, account: &AccountReturn, basis: Basis) {
        self.accounts += 1;
        self.value += account.value;
        self.minutes = self.minutes.saturating_add(account.effort(basis).minutes());
    }
}

/// Every account that is in a list, isn't in the archive and is one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returns {
    pub accounts: Vec<AccountReturn>,
}

impl Returns {
    /// All at once.
    pub fn of(seen: Seen<'_>) -> Self {
        let mut returning = Returning::begin(seen);
        loop {
            if let Some(made) = returning.step(seen, usize::MAX) {
                return made;
            }
        }
    }

    pub fn all(&self, basis: Basis) -> Part {
        let mut all = Part::default();
        self.accounts.iter().for_each(|account| all.add(account, basis));
        all
    }

    /// Which hours say something: those that were spent, once enough of them are written down; else those ahead.
    pub fn basis(&self) -> Basis {
        if self.all(Basis::Spent).minutes >= TOLD { Basis::Spent } else { Basis::Ahead }
    }

    /// By cell of the matrix, those that hold an account; last those without one.
    pub fn by_cell(&self, basis: Basis) -> Vec<(Option<Segment>, Part)> {
        let mut parts: BTreeMap<(bool, Option<Segment>), Part> = BTreeMap::new();
        for account in &self.accounts {
            parts.entry((account.cell.is_none(), account.cell)).or_default().add(account, basis);
        }
        parts.into_iter().map(|((_, cell), part)| (cell, part)).collect()
    }

    /// By level of the relationship, those that hold an account.
    pub fn by_level(&self, basis: Basis) -> Vec<(Level, Part)> {
        let of = |level: Level| {
            let mut part = Part::default();
            self.accounts.iter().filter(|account| account.level == level).for_each(|account| part.add(account, basis));
            (level, part)
        };
        Level::ALL.into_iter().map(of).filter(|(_, part)| part.accounts > 0).collect()
    }
}

/// The returns on their way: what is open and how often accounts hear from us, what was done, then account by account.
pub struct Returning {
    working: Working,
    work: Option<Work>,
    rhythms: Rhythms,
    /// Records that may have taken time, the next one last.
    records: Vec<(&'static Kind, RecordId)>,
    spent: HashMap<RecordId, Effort>,
    /// The accounts to be looked at, the next one last.
    waiting: Vec<RecordId>,
    made: Returns,
}

impl Returning {
    pub fn begin(seen: Seen<'_>) -> Self {
        let book = seen.book;
        let takes_time = |kind: &Kind| {
            let is_other = [Interaction::KIND, SATISFACTION_INTERVIEW.code].contains(&kind.code);
            is_other || (matches!(kind.course, Course::Event(_)) && !kind.settlements.is_empty())
        };
        let kinds = KINDS.iter().filter(|kind| takes_time(kind));
        Self {
            working: Working::begin(seen),
            work: None,
            rhythms: Rhythms::of(seen),
            records: kinds.flat_map(|kind| book.of_kind(kind.code).map(move |(id, _)| (*kind, id))).collect(),
            spent: HashMap::new(),
            waiting: book.account_ids().collect(),
            made: Returns::default(),
        }
    }

    /// Goes on by so many accounts, or records; all of it once nothing is left to look at. What is seen stays the same.
    pub fn step(&mut self, seen: Seen<'_>, at_once: usize) -> Option<Returns> {
        if self.work.is_none() {
            self.work = self.working.step(seen, at_once);
            return None;
        }
        for _ in 0..at_once {
            if let Some((kind, id)) = self.records.pop() {
                self.take_in_record(seen, kind, id);
            } else if let Some(id) = self.waiting.pop() {
                self.take_in(seen, id);
            } else {
                break;
            }
        }
        if !self.records.is_empty() || !self.waiting.is_empty() {
            return None;
        }
        // Whatever the order of the book.
        self.made.accounts.sort_by_key(|account| account.id);
        Some(std::mem::take(&mut self.made))
    }

    fn take_in_record(&mut self, seen: Seen<'_>, kind: &'static Kind, id: RecordId) {
        let Seen { book, key, today, .. } = seen;
        let Some(record) = book.record(id) else { return };
        let Some(account) = record.account().map(|account| book.merged().of_account(account)) else { return };
        let is_wanted = |day: Date| day <= today && day > today.plus(-YEAR);
        let spent = self.spent.entry(account).or_default();
        if kind.code == Interaction::KIND {
            let met = Interaction::read(record);
            if met.is_touch(today) && met.day.is_some_and(is_wanted) {
                let usual = || touch_minutes(key.is_key(account));
                spent.touches += 1;
                spent.touch_minutes += met.took.map_or_else(usual, |took| took.minutes().into());
            }
            return;
        }
        let done = if kind.code == SATISFACTION_INTERVIEW.code {
            satisfaction_interview::field::day.of(record).filter(|day| is_wanted(*day)).map(|_| INTERVIEW)
        } else {
            done_minutes(kind, record, is_wanted)
        };
        if let Some(minutes) = done {
            spent.items += 1;
            spent.item_minutes += minutes;
        }
    }

    fn take_in(&mut self, seen: Seen<'_>, id: RecordId) {
        let Seen { book, ledger, analysis, key, today } = seen;
        let is_listed = |record: &&Record| {
            account::field::archived_on.of(record).is_none() && account::field::stands_for.of(record).is_none()
        };
        let Some(record) = book.record(id).filter(is_listed) else { return };
        let (is_key, every) = (key.is_key(id), self.rhythms.cadence(seen, id, record).ideal());
        let open = self.work.as_ref().map(|work| work.open(id)).unwrap_or_default();
        let a_year = |each: u64| rounded(each * u64::from(YEAR.unsigned_abs()), every.unsigned_abs().into());
        let ahead = Effort {
            touches: a_year(1),
            touch_minutes: a_year(touch_minutes(is_key)),
            items: 0,
            item_minutes: (open.value() * 60.0).round() as u64,
        };
        let has_bought = purchase_days(ledger.sales(id)).first().is_some_and(|first| *first <= today);
        self.made.accounts.push(AccountReturn {
            id,
            cell: analysis.and_then(|analysis| analysis.finding(id)?.segment()),
            level: self.rhythms.level(seen, id, record),
            is_key,
            value: ledger.last_year(id, today),
            has_bought,
            spent: self.spent.get(&id).copied().unwrap_or_default(),
            ahead,
            every,
        });
    }
}

/// A quotient, the half of one up.
fn rounded(over: u64, under: u64) -> u64 {
    let under = under.max(1);
    (2 * over + under) / (2 * under)
}
