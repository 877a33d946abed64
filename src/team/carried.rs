//! Who carries what: accounts, value and load of each of ours, as it is or as a draft would have it (T3, C17).

use std::collections::BTreeMap;

use super::draft::Draft;
use super::load::{Load, Need, capacity};
use super::ownership::{Ownership, Owning};
use super::ratio::Ratio;
use super::work::{Seen, Work, Working};
use crate::book::{Absence, Book, Colleague, Colleagues, RecordId, RecordKind};
use crate::calendar::Date;
use crate::working_time::WorkingCalendar;

/// Somebody of ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub id: RecordId,
    pub colleague: Colleague,
    /// When they are away, the earliest first.
    pub absences: Vec<(RecordId, Absence)>,
    pub capacity: Option<Ratio>,
}

/// All that the page tells of our people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    pub ownership: Ownership,
    pub work: Work,
    /// By name; whoever left is among them.
    pub members: Vec<Member>,
    /// Σ V over all accounts, those in the archive too, in minor units.
    pub total: i128,
}

/// What one of ours carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    pub id: RecordId,
    /// How many accounts they own.
    pub accounts: usize,
    /// Σ V of these, in minor units.
    pub value: i128,
    pub load: Load,
    /// In how many accounts they sold something in the last year.
    pub sold_in: usize,
}

impl Carried {
    /// Whether there is anything to tell: they own something, have something to see to, or it is known what they can
    /// carry.
    pub fn is_told(&self) -> bool {
        self.accounts > 0 || self.load.capacity.is_some() || self.load.need.total() != Ratio::ZERO
    }
}

impl Team {
    pub fn of(seen: Seen<'_>, calendar: &WorkingCalendar) -> Self {
        let mut teaming = Teaming::begin(seen, calendar);
        loop {
            if let Some(made) = teaming.step(seen, usize::MAX) {
                return made;
            }
        }
    }

    pub fn member(&self, id: RecordId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// What each carries who is with us, or owns something, or would: the one who owns most first, which is no
    /// judgement; then by name.
    pub fn carried(&self, draft: &Draft) -> Vec<Carried> {
        let mut own: BTreeMap<RecordId, (usize, i128, Need)> = BTreeMap::new();
        for id in self.ownership.active() {
            own.entry(id).or_default();
        }
        for of in &self.ownership.accounts {
            if let Some(owner) = draft.owner(of.id, of.owner) {
                let (accounts, value, need) = own.entry(owner).or_default();
                *accounts += 1;
                *value += of.value;
                *need += self.work.of_account(of.id);
            }
        }
        let place: BTreeMap<RecordId, usize> = self.members.iter().enumerate().map(|(at, of)| (of.id, at)).collect();
        let of = |(id, (accounts, value, need)): (RecordId, (usize, i128, Need))| Carried {
            id,
            accounts,
            value,
            load: Load {
                need: need + self.work.of_colleague(id),
                capacity: place.get(&id).and_then(|at| self.members.get(*at)?.capacity),
            },
            sold_in: self.ownership.sold_in.get(&id).copied().unwrap_or_default(),
        };
        let mut all: Vec<Carried> = own.into_iter().map(of).collect();
        all.sort_by_key(|of| (std::cmp::Reverse(of.value), place.get(&of.id).copied().unwrap_or(usize::MAX), of.id));
        all
    }

    /// Before and after, of everybody of whom something would be another; the fullest first, for it is they who
    /// couldn't.
    pub fn compared(&self, draft: &Draft) -> Vec<(Carried, Carried)> {
        let before: BTreeMap<RecordId, Carried> =
            self.carried(&Draft::default()).into_iter().map(|of| (of.id, of)).collect();
        let none = |of: &Carried| Carried {
            accounts: 0,
            value: 0,
            load: Load { need: self.work.of_colleague(of.id), ..of.load },
            ..*of
        };
        let after = self.carried(draft);
        let is_gone = |of: &&Carried| !after.iter().any(|after| after.id == of.id);
        let mut all: Vec<(Carried, Carried)> = before.values().filter(is_gone).map(|of| (*of, none(of))).collect();
        all.extend(after.iter().map(|of| (before.get(&of.id).copied().unwrap_or_else(|| none(of)), *of)));
        all.retain(|(before, after)| before != after);
        all.sort_by(|(_, one), (_, other)| {
            (other.load.share(), other.value, one.id).cmp(&(one.load.share(), one.value, other.id))
        });
        all
    }
}

/// A team on its way: who answers for what, then the work, account by account.
pub struct Teaming {
    owning: Owning,
    working: Working,
    made: Team,
    is_owned: bool,
    is_worked: bool,
    /// The account whose value was added last.
    last: Option<RecordId>,
}

impl Teaming {
    pub fn begin(seen: Seen<'_>, calendar: &WorkingCalendar) -> Self {
        let Seen { book, ledger, today, .. } = seen;
        let made = Team { members: members(book, calendar, today), ..Team::default() };
        let (owning, working) = (Owning::begin(book, ledger), Working::begin(seen));
        Self { owning, working, made, is_owned: false, is_worked: false, last: None }
    }

    /// Goes on by so many accounts, or records; the team once all are looked at. What is seen stays the same.
    pub fn step(&mut self, seen: Seen<'_>, at_once: usize) -> Option<Team> {
        let Seen { book, ledger, today, .. } = seen;
        if !self.is_owned {
            let owned = self.owning.step(book, ledger, today, at_once);
            self.is_owned = owned.is_some();
            self.made.ownership = owned.unwrap_or_default();
            return None;
        }
        if !self.is_worked {
            let worked = self.working.step(seen, at_once);
            self.is_worked = worked.is_some();
            self.made.work = worked.unwrap_or_default();
            return None;
        }
        let mut added = 0;
        for (account, _) in ledger.accounts_after(self.last).take(at_once) {
            self.made.total += ledger.last_year(account, today);
            (self.last, added) = (Some(account), added + 1);
        }
        (added < at_once).then(|| std::mem::take(&mut self.made))
    }
}

/// Our people by name, with when they are away and what hours they have.
fn members(book: &Book, calendar: &WorkingCalendar, today: Date) -> Vec<Member> {
    let colleagues = Colleagues::of(book);
    let mut absences: BTreeMap<RecordId, Vec<(RecordId, Absence)>> = BTreeMap::new();
    for (id, absence) in book.all::<Absence>() {
        if let Some(of) = absence.colleague {
            absences.entry(colleagues.counts_for(of)).or_default().push((id, absence));
        }
    }
    let of = |(id, _): (RecordId, &str)| {
        let colleague = Colleague::read(book.record(id)?);
        let mut absences = absences.remove(&id).unwrap_or_default();
        absences.sort_by_key(|(id, absence)| (absence.days(), *id));
        let away: Vec<Absence> = absences.iter().map(|(_, absence)| absence.clone()).collect();
        let capacity = capacity(&colleague, &away, calendar, today);
        Some(Member { id, colleague, absences, capacity })
    };
    colleagues.names().into_iter().filter_map(of).collect()
}
