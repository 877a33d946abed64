//! What has come about with an account since somebody there was last spoken to (R3, R5, R6, R8, R9): what one should
//! know before the next word.
//!
//! *Since* is after the day of the latest touch (C1) and up to the day it is seen on. Where there is nothing to say
//! of something, nothing is said.

use crate::analysis::{gaps, median, purchase_days};
use crate::book::{Complaint, Contact, Interaction, Kept, Promise, RecordId};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::{Ledger, Sale, orders};

use super::on_time::{Asked, Faults, Punctuality, followed};

/// From so many order days on there is a rhythm (C0).
const RHYTHM: usize = 3;

/// An account whose own silence is longer than so many of its gaps buys nothing, and not one group less (C12).
const QUIET: f64 = 2.0;

/// A group is silent after so many of its own gaps (C12).
const SILENT: f64 = 3.0;

/// Orders since the touch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrdersSince {
    /// Documents with a positive sum, by their first day; without document numbers, days.
    pub count: usize,
    /// In minor units.
    pub amount: i128,
    /// How many it would be by the rhythm until the touch: days since over the median gap, rounded half up; `None`
    /// under three order days.
    pub usual: Option<usize>,
}

/// Something with a name, of which more can be read in the dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRecord {
    pub id: RecordId,
    pub name: String,
}

/// A promise whose day has come since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseSince {
    pub id: RecordId,
    pub what: String,
    pub is_ours: bool,
    pub due: Date,
    /// `None`: it is open.
    pub outcome: Option<Kept>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceTouch {
    /// The day of the latest touch.
    pub touch: Date,
    /// Days since.
    pub days: i32,
    /// `None` where nothing was ordered, and nothing would be usual.
    pub orders: Option<OrdersSince>,
    /// The numbers of documents that became late, in order of their first day.
    pub late: Vec<String>,
    pub complaints_opened: Vec<NamedRecord>,
    pub complaints_closed: Vec<NamedRecord>,
    pub promises: Vec<PromiseSince>,
    /// Who was put down as somebody of theirs.
    pub came: Vec<NamedRecord>,
    pub left: Vec<NamedRecord>,
    /// Product groups that fell silent (C12), by index in the ledger.
    pub groups: Vec<u32>,
}

impl SinceTouch {
    /// `None` where nobody there was ever spoken to.
    pub fn of(dossier: &Dossier, ledger: &Ledger, asked: Asked) -> Option<Self> {
        let today = asked.today;
        let met = dossier.all::<Interaction>().filter(|(_, met)| met.is_touch(today));
        let touch = met.filter_map(|(_, met)| met.day).max()?;
        let since = Since { touch, today };
        let sales = ledger.sales(dossier.id);
        Some(Self {
            touch,
            days: today.since(touch),
            orders: since.orders(sales),
            late: since.late(ledger, dossier.id, asked),
            complaints_opened: since.complaints(dossier, |complaint| complaint.day),
            complaints_closed: since.complaints(dossier, |complaint| complaint.solved),
            promises: since.promises(dossier),
            came: since.came(dossier),
            left: since.left(dossier),
            groups: since.groups(sales),
        })
    }

    /// Whether there is nothing to say but when it was.
    pub fn is_empty(&self) -> bool {
        let Self { orders, late, complaints_opened, complaints_closed, promises, came, left, groups, .. } = self;
        let people = complaints_opened.len() + complaints_closed.len() + came.len() + left.len();
        orders.is_none() && people + late.len() + promises.len() + groups.len() == 0
    }
}

/// The stretch that is looked at.
#[derive(Clone, Copy)]
struct Since {
    touch: Date,
    today: Date,
}

impl Since {
    fn includes(self, day: Date) -> bool {
        day > self.touch && day <= self.today
    }

    fn orders(self, sales: &[Sale]) -> Option<OrdersSince> {
        let found: Vec<i128> = orders(sales)
            .into_iter()
            .filter(|order| order.amount > 0 && self.includes(order.day))
            .map(|order| order.amount)
            .collect();
        let before = sales.get(..sales.partition_point(|sale| sale.day <= self.touch)).unwrap_or_default();
        let days = purchase_days(before);
        let gap = median(&gaps(&days)).filter(|gap| days.len() >= RHYTHM && *gap > 0.0);
        // A gap is a day at least, so there are no more than days.
        let usual = gap.map(|gap| (f64::from(self.today.since(self.touch)) / gap).round() as usize);
        let is_told = !found.is_empty() || usual.is_some_and(|usual| usual > 0);
        is_told.then(|| OrdersSince { count: found.len(), amount: found.iter().sum(), usual })
    }

    /// A document is late from the day after the last on which it would have been on time.
    fn late(self, ledger: &Ledger, account: RecordId, asked: Asked) -> Vec<String> {
        let tolerance = i32::try_from(asked.tolerance).unwrap_or(i32::MAX);
        // Whose fault it was makes none earlier.
        let all = followed(ledger, account, &Faults::default(), asked).into_iter();
        let late = all.filter(|document| document.punctuality == Punctuality::Late);
        let since = late.filter(|document| self.includes(document.promised.plus(tolerance.saturating_add(1))));
        since.map(|document| document.number).collect()
    }

    fn complaints(self, dossier: &Dossier, day: impl Fn(&Complaint) -> Option<Date>) -> Vec<NamedRecord> {
        let all =
            dossier.all::<Complaint>().filter(|(_, complaint)| day(complaint).is_some_and(|day| self.includes(day)));
        all.map(|(id, complaint)| NamedRecord { id, name: complaint.subject }).collect()
    }

    /// Those they released us from are no duty any more.
    fn promises(self, dossier: &Dossier) -> Vec<PromiseSince> {
        let of = |(id, promise): (RecordId, Promise)| {
            let due = promise.due.filter(|day| self.includes(*day) && promise.outcome != Some(Kept::Released))?;
            // What was settled later was open.
            let outcome = promise.outcome.filter(|_| promise.settled.is_none_or(|day| day <= self.today));
            let is_ours = promise.is_ours();
            Some(PromiseSince { id, what: promise.what, is_ours, due, outcome })
        };
        let mut all: Vec<PromiseSince> = dossier.all::<Promise>().filter_map(of).collect();
        all.sort_by_key(|promise| (!promise.is_ours, promise.due, promise.id));
        all
    }

    /// By the day they were written down, in UTC: no field says since when somebody is there.
    fn came(self, dossier: &Dossier) -> Vec<NamedRecord> {
        let written = |id| {
            let record = dossier.part(id)?;
            let first = record.fields.values().map(|register| register.stamp.millis).min()?;
            Date::from_number(i32::try_from(first / 86_400_000).ok()?).ok()
        };
        let people =
            dossier.all::<Contact>().filter(|(_, contact)| contact.is_there(self.today) && !contact.placeholder);
        let new = people.filter(|(id, _)| written(*id).is_some_and(|day| self.includes(day)));
        new.map(|(id, contact)| NamedRecord { id, name: contact.name }).collect()
    }

    fn left(self, dossier: &Dossier) -> Vec<NamedRecord> {
        let gone = dossier.all::<Contact>().filter(|(_, contact)| contact.left.is_some_and(|day| self.includes(day)));
        gone.map(|(id, contact)| NamedRecord { id, name: contact.name }).collect()
    }

    /// Groups bought on three days or more, silent for longer than three of their own gaps and than ever before,
    /// while the account itself buys on.
    fn groups(self, sales: &[Sale]) -> Vec<u32> {
        let known = sales.get(..sales.partition_point(|sale| sale.day <= self.today)).unwrap_or_default();
        let days = purchase_days(known);
        let own = (days.last(), median(&gaps(&days)));
        let (Some(last), Some(gap)) = own else { return Vec::new() };
        if f64::from(self.today.since(*last)) > QUIET * gap {
            return Vec::new();
        }
        let mut groups: Vec<u32> = known.iter().filter_map(|sale| sale.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let fell_silent = |group: &u32| {
            let of_it: Vec<Sale> = known.iter().filter(|sale| sale.group == Some(*group)).copied().collect();
            let days = purchase_days(&of_it);
            let gaps = gaps(&days);
            let last = days.last().filter(|_| days.len() >= RHYTHM)?;
            let longest = gaps.iter().copied().fold(0.0, f64::max);
            // Silences are whole days, so above a limit is above its whole part.
            let limit = (SILENT * median(&gaps)?).floor().max(longest) as i32;
            Some(last.plus(limit.saturating_add(1)))
        };
        groups.retain(|group| fell_silent(group).is_some_and(|day| self.includes(day)));
        groups
    }
}

#[cfg(test)]
mod tests;
