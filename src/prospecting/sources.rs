//! What each source of prospects brought (P5, C22).
//!
//! A prospect is counted once, at the source it was first found in. Those found less than 180 days ago stand apart:
//! nothing can be said of them yet.

use std::collections::BTreeMap;

use super::prospects::{FoundIn, ProspectFile};
use crate::analysis::purchase_days;
use crate::calendar::Date;
use crate::ledger::{Ledger, Sale};

/// Who was found so many days ago or sooner is counted apart.
pub const YOUNG: i32 = 180;

/// Sales of so many days from the first order on are what it brought.
const YEAR: i32 = 365;

/// A prospect, as its source is judged by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a, S> {
    /// Each source with the day it was found there, in any order.
    pub sources: Vec<(Date, S)>,
    /// Whether it was ever qualified, up to the day it is seen on.
    pub was_qualified: bool,
    /// Its sales, sorted by day.
    pub sales: &'a [Sale],
}

/// What a source brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    pub prospects: usize,
    pub qualified: usize,
    /// Bought on the day they were found or later.
    pub won: usize,
    /// What these brought in the 365 days from their first order on, up to the day it is seen on; minor units.
    pub value: i128,
    /// Found in the last 180 days, and in none of the figures above.
    pub young: usize,
}

/// What all sources brought: of those first found within a window, both days included, as of a day. Sources of which
/// nothing was found in it are left out.
pub fn brought<'a, S: Copy + Ord>(
    found: impl IntoIterator<Item = Found<'a, S>>,
    (from, to): (Date, Date),
    today: Date,
) -> BTreeMap<S, Brought> {
    let mut all: BTreeMap<S, Brought> = BTreeMap::new();
    for one in found {
        let Some((created, source)) = one.sources.iter().copied().min() else { continue };
        if created < from || to < created || today < created {
            continue;
        }
        let brought = all.entry(source).or_default();
        if today.since(created) < YOUNG {
            brought.young += 1;
            continue;
        }
        brought.prospects += 1;
        brought.qualified += usize::from(one.was_qualified);
        let first = purchase_days(one.sales).into_iter().find(|day| (created..=today).contains(day));
        if let Some(first) = first {
            brought.won += 1;
            let last = first.plus(YEAR - 1).min(today);
            let sales = one.sales.iter().filter(|sale| (first..=last).contains(&sale.day));
            brought.value += sales.map(|sale| i128::from(sale.amount)).sum::<i128>();
        }
    }
    all
}

/// What the sources of a book brought, from the first prospect that was found to a day.
pub fn brought_by<'a>(all: &'a [ProspectFile], ledger: &Ledger, today: Date) -> BTreeMap<FoundIn<'a>, Brought> {
    let found: Vec<Found<'_, FoundIn<'a>>> = all
        .iter()
        .map(|file| Found {
            sources: file.sources().collect(),
            was_qualified: file.reached.qualified.is_some(),
            sales: ledger.sales(file.account),
        })
        .collect();
    let first = found.iter().flat_map(|one| &one.sources).map(|(day, _)| *day).min();
    brought(found, (first.unwrap_or(today), today), today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    fn today() -> Date {
        date(1998, 5, 6)
    }

    fn sale(day: Date, amount: i64) -> Sale {
        Sale { day, document: None, group: None, amount, profit: None }
    }

    fn found<'a>(ago: i32, source: char, was_qualified: bool, sales: &'a [Sale]) -> Found<'a, char> {
        Found { sources: vec![(today().plus(-ago), source)], was_qualified, sales }
    }

    fn all<'a>(found: Vec<Found<'a, char>>) -> Vec<(char, Brought)> {
        brought(found, (today().plus(-730), today()), today()).into_iter().collect()
    }

    #[test]
    fn a_prospect_counts_once_where_it_was_found_first() {
        let one = Found {
            sources: vec![(today().plus(-200), 'b'), (today().plus(-300), 'a')],
            was_qualified: true,
            sales: &[],
        };
        let counted = Brought { prospects: 1, qualified: 1, ..Brought::default() };
        assert_eq!(all(vec![one]), [('a', counted)]);
    }

    #[test]
    fn who_was_found_less_than_180_days_ago_stands_apart() {
        let young = Brought { young: 1, ..Brought::default() };
        assert_eq!(all(vec![found(179, 'a', true, &[])]), [('a', young)]);
        let counted = Brought { prospects: 1, qualified: 1, ..Brought::default() };
        assert_eq!(all(vec![found(180, 'a', true, &[])]), [('a', counted)]);
    }

    #[test]
    fn value_is_the_year_from_the_first_order_after_they_were_found() {
        let start = today().plus(-700);
        let sales = [
            sale(start.plus(-1), 1),
            sale(start.plus(10), 20),
            sale(start.plus(10 + 364), 300),
            sale(start.plus(10 + 365), 4_000),
        ];
        let won = Brought { prospects: 1, won: 1, value: 320, ..Brought::default() };
        assert_eq!(all(vec![found(700, 'a', false, &sales)]), [('a', won)]);
    }

    #[test]
    fn an_order_before_they_were_found_or_after_today_wins_nobody() {
        let sales = [sale(today().plus(-400), 1), sale(today().plus(1), 1)];
        let counted = Brought { prospects: 1, ..Brought::default() };
        assert_eq!(all(vec![found(300, 'a', false, &sales)]), [('a', counted)]);
        // What is taken back on the same day was never bought.
        let sales = [sale(today().plus(-200), 5), sale(today().plus(-200), -5)];
        assert_eq!(all(vec![found(300, 'a', false, &sales)]), [('a', counted)]);
    }

    #[test]
    fn who_was_found_outside_the_window_is_not_counted() {
        let one = || found(300, 'a', false, &[]);
        let within = |from: i32, to: i32| brought([one()], (today().plus(-from), today().plus(-to)), today()).len();
        assert_eq!((within(300, 300), within(299, 0), within(400, 301)), (1, 0, 0));
    }
}
