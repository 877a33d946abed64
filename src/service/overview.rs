//! All that the page Service tells: as of a minute the cases, how soon we answer and causes that come back, as of a
//! day deliveries.

use std::collections::BTreeMap;

use super::cases::{Case, Seen, cases};
use super::non_conformities::{Recurring, Tally, recurring};
use super::on_time::{Asked, Faults, Followed, OnTime, Punctuality, all_followed};
use super::promises::kept;
use super::requests::{self, Responsiveness, by_account, by_colleague};
use crate::analysis::{Period, PeriodUnit, Series, Share};
use crate::book::{Book, Complaint, Fault, Promise, RecordId};
use crate::calendar::Date;
use crate::ledger::Ledger;

/// In days.
const YEAR: i32 = 365;

/// How well accounts are served: requests, promises and causes of the last 365 days.
#[derive(Clone, Debug)]
pub struct Overview {
    pub cases: Vec<Case>,
    /// To the first answer.
    pub answers: Responsiveness,
    pub resolutions: Responsiveness,
    /// To the first answer, the account with most requests first.
    pub by_account: Vec<(RecordId, Responsiveness)>,
    /// The same of each of ours.
    pub by_colleague: Vec<(RecordId, Responsiveness)>,
    /// Non-conformities.
    pub tally: Tally,
    pub recurring: Vec<Recurring>,
    /// Ours that were kept.
    pub promises: Share,
}

impl Overview {
    pub fn of(book: &Book, seen: Seen<'_>) -> Self {
        let Seen { clock, today, now, .. } = seen;
        let year = (today.plus(1 - YEAR), today);
        let asked = requests::requests(book, clock, now, year);
        let complaints: Vec<Complaint> = book.all::<Complaint>().map(|(_, complaint)| complaint).collect();
        let promises: Vec<Promise> = book.all::<Promise>().map(|(_, promise)| promise).collect();
        Self {
            cases: cases(book, seen),
            answers: Responsiveness::of(asked.iter().map(|asked| asked.measured.answer)),
            resolutions: Responsiveness::of(asked.iter().map(|asked| asked.measured.resolution)),
            by_account: most_first(by_account(&asked)),
            by_colleague: most_first(by_colleague(&asked)),
            tally: Tally::of(&complaints, today),
            recurring: recurring(book, year),
            promises: kept(&promises, year),
        }
    }
}

/// Those with most requests first; equals in id order.
fn most_first(groups: BTreeMap<RecordId, Responsiveness>) -> Vec<(RecordId, Responsiveness)> {
    let mut all: Vec<_> = groups.into_iter().collect();
    all.sort_by_key(|(_, found)| std::cmp::Reverse(found.done + found.open));
    all
}

/// Documents that were promised for a day (C7).
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    /// Account by account.
    pub documents: Vec<Followed>,
    pub all: OnTime,
    /// Without what a person said was out of our hands.
    pub own: OnTime,
    /// Of those ordered in the last 365 days.
    pub year: OnTime,
}

/// Documents ordered in a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    pub period: Period,
    pub tally: OnTime,
}

impl Deliveries {
    /// Of all accounts, as of a day.
    pub fn of(book: &Book, ledger: &Ledger, today: Date) -> Self {
        Self::among(all_followed(ledger, &Faults::of(book), Asked::of(book, today)), today)
    }

    fn among(documents: Vec<Followed>, today: Date) -> Self {
        let is_recent = |found: &&Followed| (today.plus(1 - YEAR)..=today).contains(&found.ordered);
        let year = OnTime::of(documents.iter().filter(is_recent));
        let (all, own) = (OnTime::of(&documents), OnTime::without_excused(&documents));
        Self { documents, all, own, year }
    }

    /// The late ones, the one that was promised last first.
    pub fn late(&self) -> Vec<&Followed> {
        let mut late: Vec<&Followed> = self.documents.iter().filter(|found| is_late(found)).collect();
        late.sort_by(|one, other| (other.promised, &one.number).cmp(&(one.promised, &other.number)));
        late
    }

    /// How many of the late ones are whose fault; `None`: nobody said.
    pub fn faults(&self) -> [(Option<Fault>, usize); 4] {
        let count = |fault| self.documents.iter().filter(|found| is_late(found) && found.fault == fault).count();
        [Some(Fault::Ours), Some(Fault::Theirs), Some(Fault::Carrier), None].map(|fault| (fault, count(fault)))
    }

    /// By how many days those came late that came, in ascending order.
    pub fn days_late(&self) -> Vec<i32> {
        let late = self.documents.iter().filter(|found| is_late(found));
        let mut days: Vec<i32> = late.filter_map(|found| Some(found.delivered?.since(found.promised))).collect();
        days.sort_unstable();
        days
    }

    /// By the quarter of the order, from the first to that of the last.
    pub fn quarters(&self) -> Vec<Quarter> {
        let mut tallies: BTreeMap<i32, OnTime> = BTreeMap::new();
        for found in &self.documents {
            let tally = tallies.entry(PeriodUnit::Quarter.of(found.ordered).number).or_default();
            match found.punctuality {
                Punctuality::OnTime => tally.on_time += 1,
                Punctuality::Late => tally.late += 1,
                Punctuality::Open => tally.open += 1,
            }
        }
        let ends = tallies.keys().next().zip(tallies.keys().next_back());
        let numbers = ends.map(|(first, last)| *first..=*last).into_iter().flatten();
        let of = |number| {
            let period = Period { unit: PeriodUnit::Quarter, number };
            Quarter { period, tally: tallies.get(&number).copied().unwrap_or_default() }
        };
        numbers.map(of).collect()
    }

    /// How many came late in each quarter; `None` of nothing.
    pub fn late_by_quarter(&self) -> Option<Series> {
        let quarters = self.quarters();
        let window = (
            self.documents.iter().map(|found| found.ordered).min()?,
            self.documents.iter().map(|found| found.ordered).max()?,
        );
        let values = quarters.iter().map(|quarter| quarter.tally.late as i128).collect();
        Some(Series { first: quarters.first()?.period, values, window })
    }
}

fn is_late(document: &Followed) -> bool {
    document.punctuality == Punctuality::Late
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    fn document(number: &str, ordered: Date, punctuality: Punctuality, fault: Option<Fault>) -> Followed {
        let promised = ordered.plus(28);
        let delivered = match punctuality {
            Punctuality::OnTime => Some(promised),
            Punctuality::Late => Some(promised.plus(3)),
            Punctuality::Open => None,
        };
        let account = RecordId::well_known(7);
        Followed { account, number: number.into(), ordered, promised, delivered, punctuality, fault }
    }

    fn deliveries() -> Deliveries {
        let documents = vec![
            document("1", date(1997, 8, 1), Punctuality::Late, Some(Fault::Theirs)),
            document("2", date(1997, 8, 2), Punctuality::OnTime, Some(Fault::Theirs)),
            document("3", date(1998, 2, 1), Punctuality::Late, Some(Fault::Ours)),
            Followed { delivered: None, ..document("4", date(1998, 2, 1), Punctuality::Late, None) },
            document("5", date(1998, 4, 1), Punctuality::Open, None),
        ];
        Deliveries::among(documents, date(1998, 8, 1))
    }

    #[test]
    fn the_late_ones_are_told_with_whose_fault_they_are() {
        let found = deliveries();
        let late: Vec<&str> = found.late().iter().map(|found| found.number.as_str()).collect();
        assert_eq!(late, ["3", "4", "1"]);
        assert_eq!(found.faults().map(|(_, count)| count), [1, 1, 0, 1], "on time is nobody's fault");
        assert_eq!(found.days_late(), [3, 3]);
        assert_eq!((found.all.share().of, found.all.share().among), (1, 4));
        assert_eq!((found.own.share().of, found.own.share().among), (0, 2));
        assert_eq!((found.year.documents(), found.year.on_time), (4, 1), "the first was ordered 365 days before");
    }

    #[test]
    fn a_quarter_without_orders_is_told_as_well() {
        let found = deliveries();
        let told: Vec<_> =
            found.quarters().iter().map(|Quarter { tally, .. }| (tally.on_time, tally.late, tally.open)).collect();
        assert_eq!(told, [(1, 1, 0), (0, 0, 0), (0, 2, 0), (0, 0, 1)]);
        let series = found.late_by_quarter().expect("some");
        assert_eq!((series.first.first_day(), series.values.as_slice()), (date(1997, 7, 1), [1, 0, 2, 0].as_slice()));
        assert!(Deliveries::default().late_by_quarter().is_none());
    }
}
