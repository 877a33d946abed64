//! What would be lost if one of ours left (T3, C18): the accounts they answer for, the people only they know, and the
//! value that hangs on them; how few of ours hold more than half of everything.
//!
//! **Invariant:** of all colleagues at once, each record looked at once; amounts are exact until they are rounded.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Share;
use crate::book::{Book, BuyingRole, BuyingRoles, Colleague, Colleagues, Record, RecordId, Strength, account};
use crate::book::{colleague, contact, tie};
use crate::calendar::Date;
use crate::ledger::Ledger;

/// What each account brought in the last 365 days, V of C0, in minor units.
pub type Values = BTreeMap<RecordId, i128>;

/// V of every account with sales. It follows from the ledger alone, so that a change to the book needn't look at all
/// sales again.
pub fn values(ledger: &Ledger, today: Date) -> Values {
    ledger.accounts().map(|(account, _)| (account, ledger.last_year(account, today))).collect()
}

/// V of every account, on its way.
#[derive(Default)]
pub struct Valuing {
    values: Values,
    /// The account that was looked at last.
    last: Option<RecordId>,
}

impl Valuing {
    /// Goes on by so many accounts; the values once all are looked at. The ledger stays the same.
    pub fn step(&mut self, ledger: &Ledger, today: Date, accounts: usize) -> Option<Values> {
        let mut looked = 0;
        for (account, _) in ledger.accounts_after(self.last).take(accounts) {
            self.values.insert(account, ledger.last_year(account, today));
            (self.last, looked) = (Some(account), looked + 1);
        }
        (looked < accounts).then(|| std::mem::take(&mut self.values))
    }
}

/// Whether somebody of ours is there, and hasn't left by this day.
pub fn is_active(book: &Book, colleague: RecordId, today: Date) -> bool {
    let left = book.value(colleague, colleague::field::left_on);
    book.has::<Colleague>(colleague) && left.is_none_or(|left| left > today)
}

/// An account as it hangs on its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owned {
    pub account: RecordId,
    /// V of C0, in minor units.
    pub value: i128,
    /// Of its known deciders, approvers and influencers those whom another active colleague knows well or better.
    pub backup: Share,
    /// Whether anybody there is known at all, whatever their part.
    pub knows_somebody: bool,
}

impl Owned {
    /// V · (1 − backup), in minor units, rounded half away from zero.
    pub fn exposed_value(self) -> i128 {
        rounded_sum(std::iter::once(self.exposed()))
    }

    /// V · (1 − backup), as a fraction: over the number of those known, 1 where nobody is.
    fn exposed(self) -> (i128, i128) {
        match self.backup.among {
            0 => (self.value, 1),
            among => (self.value * (among - self.backup.of) as i128, among as i128),
        }
    }
}

/// Somebody whom one of ours alone knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sole {
    pub account: RecordId,
    pub contact: RecordId,
    /// Whether they decide (C10: whoever has that part in buying).
    pub decides: bool,
}

/// What would be lost with one of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Departure {
    /// The accounts they answer for, the one of greatest value first.
    pub owned: Vec<Owned>,
    /// Σ V of these, in minor units.
    pub value: i128,
    /// Whom only they know, account by account.
    pub only: Vec<Sole>,
    /// Σ V · (1 − backup) of the accounts owned, in minor units, rounded half away from zero.
    pub exposed: i128,
}

impl Departure {
    /// The deciders among those whom only they know.
    pub fn deciders(&self) -> impl Iterator<Item = Sole> {
        self.only.iter().copied().filter(|sole| sole.decides)
    }

    /// Whom at an account only they know.
    pub fn only_at(&self, account: RecordId) -> Vec<Sole> {
        self.only.iter().copied().filter(|sole| sole.account == account).collect()
    }

    /// How many of their accounts nobody is known at.
    pub fn without_people(&self) -> usize {
        self.owned.iter().filter(|owned| !owned.knows_somebody).count()
    }
}

/// What would be lost with each of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Departures {
    of: BTreeMap<RecordId, Departure>,
    /// Who could still leave.
    active: BTreeSet<RecordId>,
    /// Σ V over all accounts, in minor units.
    pub total: i128,
}

impl Departures {
    /// As the accounts are owned today: by whom a person named. Whom sales suggest (C23) owns nothing yet.
    pub fn of(book: &Book, values: &Values, today: Date) -> Self {
        Self::with_owners(book, values, today, |_, owner| owner)
    }

    /// As they would be if `owner` said who answers for an account, given who does.
    pub fn with_owners(
        book: &Book,
        values: &Values,
        today: Date,
        owner: impl Fn(RecordId, Option<RecordId>) -> Option<RecordId>,
    ) -> Self {
        let mut departing = Departing::begin(book, today);
        loop {
            if let Some(made) = departing.step(book, values, today, usize::MAX, &owner) {
                return made;
            }
        }
    }

    /// What would be lost with this one; nothing with whoever isn't known.
    pub fn with(&self, colleague: RecordId) -> Departure {
        self.of.get(&colleague).cloned().unwrap_or_default()
    }

    /// Whom at an account this one alone knows.
    pub fn only_at(&self, colleague: RecordId, account: RecordId) -> Vec<Sole> {
        self.of.get(&colleague).map(|departure| departure.only_at(account)).unwrap_or_default()
    }

    /// Everybody of whom something is known here, in id order.
    pub fn iter(&self) -> impl Iterator<Item = (RecordId, &Departure)> {
        self.of.iter().map(|(id, departure)| (*id, departure))
    }

    /// Of what a colleague owns: how much of everything it is, 0 to 1; `None` where nothing was bought.
    pub fn share(&self, colleague: RecordId) -> Option<f64> {
        let value = self.of.get(&colleague).map_or(0, |departure| departure.value);
        (self.total > 0).then(|| value as f64 / self.total as f64)
    }

    /// Who of those that are there would together leave more than half of everything exposed, the fewest of them:
    /// as many as the bus factor says. `None` if all of them would not.
    pub fn bus(&self) -> Option<Vec<RecordId>> {
        let mut exposed: Vec<(RecordId, i128)> = self
            .of
            .iter()
            .filter(|(id, _)| self.active.contains(id))
            .map(|(id, departure)| (*id, departure.exposed))
            .collect();
        exposed.sort_by_key(|(id, exposed)| (Reverse(*exposed), *id));
        let mut sum = 0;
        let enough = exposed.iter().position(|(_, exposed)| {
            sum += exposed;
            sum * 2 > self.total
        })?;
        exposed.truncate(enough + 1);
        Some(exposed.into_iter().map(|(id, _)| id).collect())
    }

    /// The bus factor: the least number of ours whose exposed values add to more than half of everything.
    pub fn bus_factor(&self) -> Option<usize> {
        self.bus().map(|all| all.len())
    }
}

/// Somebody at an account who is there and known.
struct Known {
    /// Whether they decide, approve or influence.
    weighs: bool,
    /// Who of ours knows them, and whether well or better.
    ties: BTreeMap<RecordId, bool>,
}

/// What would be lost with each of ours: on its way, record by record.
pub struct Departing {
    colleagues: Colleagues,
    active: BTreeSet<RecordId>,
    of: BTreeMap<RecordId, Departure>,
    /// Who of ours knows each person, and whether well or better.
    ties: BTreeMap<RecordId, BTreeMap<RecordId, bool>>,
    /// Those known and there, by account.
    people: BTreeMap<RecordId, Vec<Known>>,
    /// What is to be looked at, the next one last: ties, then people, then accounts.
    waiting: Vec<(Looked, RecordId)>,
}

/// What is looked at.
#[derive(Clone, Copy)]
enum Looked {
    Tie,
    Person,
    Account,
}

impl Departing {
    pub fn begin(book: &Book, today: Date) -> Self {
        let colleagues = Colleagues::of(book);
        let names = colleagues.names().into_iter().map(|(id, _)| id);
        let active: BTreeSet<RecordId> = names.filter(|id| is_active(book, *id, today)).collect();
        let ties = book.of_kind(tie::field::contact.kind).map(|(id, _)| (Looked::Tie, id));
        let people = book.of_kind(contact::field::name.kind).map(|(id, _)| (Looked::Person, id));
        let mut waiting: Vec<(Looked, RecordId)> = ties.chain(people).collect();
        waiting.extend(book.account_ids().map(|id| (Looked::Account, id)));
        waiting.reverse();
        Self {
            of: active.iter().map(|id| (*id, Departure::default())).collect(),
            colleagues,
            active,
            ties: BTreeMap::new(),
            people: BTreeMap::new(),
            waiting,
        }
    }

    /// Goes on by so many records; what would be lost once all are looked at. `owner` says who answers for an account,
    /// given who does. What is seen stays the same.
    pub fn step(
        &mut self,
        book: &Book,
        values: &Values,
        today: Date,
        at_once: usize,
        owner: &dyn Fn(RecordId, Option<RecordId>) -> Option<RecordId>,
    ) -> Option<Departures> {
        for _ in 0..at_once {
            let Some((what, id)) = self.waiting.pop() else { break };
            let Some(record) = book.record(id) else { continue };
            match what {
                Looked::Tie => self.take_in_tie(record),
                Looked::Person => self.take_in_person(book, today, id, record),
                Looked::Account => self.take_in_account(values, id, record, owner),
            }
        }
        self.waiting.is_empty().then(|| {
            for departure in self.of.values_mut() {
                departure.owned.sort_by_key(|owned| (Reverse(owned.value), owned.account));
                departure.only.sort_unstable();
                departure.value = departure.owned.iter().map(|owned| owned.value).sum();
                departure.exposed = rounded_sum(departure.owned.iter().map(|owned| owned.exposed()));
            }
            let (of, active) = (std::mem::take(&mut self.of), std::mem::take(&mut self.active));
            Departures { of, active, total: values.values().sum() }
        })
    }

    fn take_in_tie(&mut self, record: &Record) {
        if let (Some(contact), Some(ours)) = (tie::field::contact.of(record), tie::field::colleague.of(record)) {
            let well = tie::field::strength.of(record).is_some_and(|strength| strength >= Strength::Good);
            *self.ties.entry(contact).or_default().entry(self.colleagues.counts_for(ours)).or_default() |= well;
        }
    }

    fn take_in_person(&mut self, book: &Book, today: Date, id: RecordId, record: &Record) {
        let Some(account) = record.account().filter(|_| is_known(record, today)) else { return };
        let account = book.merged().of_account(account);
        let roles: BuyingRoles = contact::field::roles.of(record);
        let plays = |wanted: &[BuyingRole]| wanted.iter().any(|role| roles.contains(*role));
        let decides = plays(&[BuyingRole::Decider]);
        let ties = self.ties.remove(&id).unwrap_or_default();
        for known_to in ties.keys() {
            let others = ties.keys().filter(|other| *other != known_to && self.active.contains(other));
            if others.count() == 0 {
                self.of.entry(*known_to).or_default().only.push(Sole { account, contact: id, decides });
            }
        }
        let weighs = plays(&[BuyingRole::Decider, BuyingRole::Approver, BuyingRole::Influencer]);
        self.people.entry(account).or_default().push(Known { weighs, ties });
    }

    fn take_in_account(
        &mut self,
        values: &Values,
        id: RecordId,
        record: &Record,
        owner: &dyn Fn(RecordId, Option<RecordId>) -> Option<RecordId>,
    ) {
        if account::field::archived_on.of(record).is_some() {
            return;
        }
        let held = account::field::owner.of(record).map(|id| self.colleagues.counts_for(id));
        let Some(owner) = owner(id, held) else { return };
        let there = self.people.get(&id).map(Vec::as_slice).unwrap_or_default();
        let active = &self.active;
        let backup =
            Share::count(there.iter().filter(|person| person.weighs).map(|person| {
                person.ties.iter().any(|(other, well)| *well && *other != owner && active.contains(other))
            }));
        let value = values.get(&id).copied().unwrap_or_default();
        let owned = Owned { account: id, value, backup, knows_somebody: !there.is_empty() };
        self.of.entry(owner).or_default().owned.push(owned);
    }
}

/// Whether a person is there and no mere placeholder.
fn is_known(record: &Record, today: Date) -> bool {
    !contact::field::placeholder.of(record) && contact::field::left.of(record).is_none_or(|left| left > today)
}

/// A sum of fractions that aren't negative, rounded half up once at the end.
fn rounded_sum(fractions: impl Iterator<Item = (i128, i128)>) -> i128 {
    let mut by_denominator: BTreeMap<i128, i128> = BTreeMap::new();
    for (numerator, denominator) in fractions {
        *by_denominator.entry(denominator.max(1)).or_default() += numerator;
    }
    let whole: i128 = by_denominator.iter().map(|(denominator, sum)| sum / denominator).sum();
    let rest = || by_denominator.iter().map(|(denominator, sum)| (sum % denominator, *denominator));
    // Numbers of people have a small common multiple; where they don't, the rest is told from its first digits.
    let exact = rest().try_fold((0_i128, 1_i128), |(sum, under), (numerator, denominator)| {
        let common = under.checked_mul(denominator / gcd(under, denominator))?;
        let sum = sum.checked_mul(common / under)?;
        Some((sum.checked_add(numerator.checked_mul(common / denominator)?)?, common))
    });
    let parts = match exact.and_then(|(sum, under)| Some((sum.checked_mul(2)?.checked_add(under)?, under))) {
        Some((doubled, under)) => doubled / (2 * under),
        None => {
            rest().map(|(numerator, denominator)| numerator as f64 / denominator as f64).sum::<f64>().round() as i128
        }
    };
    whole + parts
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { gcd(other, one % other) }
}

#[cfg(test)]
mod tests;
