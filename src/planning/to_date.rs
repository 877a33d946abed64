//! Plan against actual, in the rhythm of the year before (C19).
//!
//! Who buys twice in spring and never in autumn is not behind in March because a quarter of the year is over: what is
//! to be expected by a day follows the share of the year before's sales that had come by then.

use crate::analysis::{Span, purchase_days, within};
use crate::calendar::Date;
use crate::ledger::Sale;

/// From so many order days in the year before on, its rhythm is followed.
const RHYTHM: usize = 4;

/// Below so many order days the figure by plain days stands beside it.
const THIN: usize = 12;

/// What a goal is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Revenue,
    Profit,
}

/// The sum of what was bought and taken back within a span, in minor units. `None` where profit is asked for and
/// isn't known of a sale.
pub fn sum(sales: &[Sale], span: Span, measure: Measure) -> Option<i128> {
    within(sales, span)
        .iter()
        .map(|sale| match measure {
            Measure::Revenue => Some(i128::from(sale.amount)),
            Measure::Profit => sale.profit.map(i128::from),
        })
        .sum()
}

/// The same days a year back. Where the year before had no 29 February, it ends or begins on the 28th.
pub fn a_year_back((from, to): Span) -> Span {
    (from.a_year_before(), to.a_year_before())
}

/// How an expectation was come by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum By {
    /// By the rhythm of the year before.
    Season {
        /// How many order days it rests on.
        order_days: usize,
        /// The share of the year before's sum that had come by the same day, 0 to 1 unless sales were taken back.
        share: f64,
        /// What plain days would expect, where there are so few order days that it should be said.
        by_days: Option<f64>,
    },
    /// By plain days.
    Days { run: i32, all: i32 },
}

/// How far a goal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    OnTrack,
    Behind,
    FarBehind,
}

impl State {
    /// By what there is and what is to be expected; `None` where nothing is expected yet.
    pub fn of(actual: f64, expected: f64) -> Option<Self> {
        (expected > 0.0).then(|| Self::of_ratio(actual / expected))
    }

    /// Where less is better: by the reciprocal. Nothing at all is on track.
    pub fn of_less(actual: f64, expected: f64) -> Option<Self> {
        (expected > 0.0).then(|| if actual <= 0.0 { Self::OnTrack } else { Self::of_ratio(expected / actual) })
    }

    fn of_ratio(ratio: f64) -> Self {
        // What is 95 % to the cent is on track, whatever the last bit of a quotient says.
        const BIT: f64 = 1e-12;
        if ratio >= 0.95 - BIT {
            Self::OnTrack
        } else if ratio >= 0.80 - BIT {
            Self::Behind
        } else {
            Self::FarBehind
        }
    }
}

/// A goal measured from the ledger, as of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToDate {
    /// In minor units, up to the day.
    pub actual: i128,
    /// In minor units; `None` before it begins.
    pub expected: Option<f64>,
    pub by: Option<By>,
    /// `None` before it begins, or where nothing is to be expected yet.
    pub state: Option<State>,
}

impl ToDate {
    /// Of a goal to reach `target` (minor units) within a span, both days included, as of `today`. The sales are one
    /// account's, or those of a group together, sorted by day. `None` where profit is asked for and isn't known.
    pub fn of(sales: &[Sale], span: Span, target: i64, measure: Measure, today: Date) -> Option<Self> {
        let (from, to) = span;
        if to < from {
            return None;
        }
        if today < from {
            return Some(Self { actual: 0, expected: None, by: None, state: None });
        }
        let until = today.min(to);
        let actual = sum(sales, (from, until), measure)?;
        let (all, run) = (to.since(from) + 1, until.since(from) + 1);
        let target = target as f64;
        let by_days = target * f64::from(run) / f64::from(all);
        let (expected, by) = match season(sales, span, until, measure) {
            Some((order_days, share)) => {
                let beside = (order_days < THIN).then_some(by_days);
                (target * share, By::Season { order_days, share, by_days: beside })
            }
            None => (by_days, By::Days { run, all }),
        };
        let state = State::of(actual as f64, expected);
        Some(Self { actual, expected: Some(expected), by: Some(by), state })
    }
}

/// On how many order days of the same span a year back it rests, and what share had come by the same day; `None`
/// where the year before has no rhythm to follow.
fn season(sales: &[Sale], span: Span, until: Date, measure: Measure) -> Option<(usize, f64)> {
    let back = a_year_back(span);
    let all = sum(sales, back, measure).filter(|all| *all > 0)?;
    let order_days = purchase_days(within(sales, back)).len();
    let come = sum(sales, a_year_back((span.0, until)), measure).filter(|come| *come >= 0)?;
    (order_days >= RHYTHM).then(|| (order_days, come as f64 / all as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use proptest::prelude::*;

    fn span() -> Span {
        (date(1998, 1, 1), date(1998, 6, 30))
    }

    fn sale(day: Date, amount: i64) -> Sale {
        Sale { day, document: None, group: None, amount, profit: None }
    }

    /// 10, 20, 30 and 40 in the half-year before, in January, February, March and June.
    fn before() -> Vec<Sale> {
        [(1, 10), (2, 20), (3, 30), (6, 40)].map(|(month, amount)| sale(date(1997, month, 15), amount)).into()
    }

    fn to_date(sales: &[Sale], target: i64, today: Date) -> ToDate {
        ToDate::of(sales, span(), target, Measure::Revenue, today).unwrap()
    }

    #[test]
    fn what_is_expected_follows_the_rhythm_of_the_year_before() {
        let mut sales = before();
        sales.push(sale(date(1998, 2, 1), 120));
        let found = to_date(&sales, 200, date(1998, 3, 15));
        assert_eq!(found.actual, 120);
        assert_eq!(found.expected, Some(120.0), "60 of 100 had come");
        assert_eq!(found.state, Some(State::OnTrack));
        // 74 of 181 days: by plain days it would be far ahead.
        let by_days = 200.0 * 74.0 / 181.0;
        assert_eq!(found.by, Some(By::Season { order_days: 4, share: 0.6, by_days: Some(by_days) }));
    }

    #[test]
    fn a_credit_note_takes_from_what_there_is() {
        let mut sales = before();
        sales.extend([sale(date(1998, 1, 20), 120), sale(date(1998, 3, 1), -30)]);
        let found = to_date(&sales, 200, date(1998, 3, 15));
        assert_eq!((found.actual, found.state), (90, Some(State::FarBehind)));
    }

    #[test]
    fn without_a_rhythm_days_are_counted_both_ends_included() {
        let three = before().split_off(1);
        let found = to_date(&three, 181, date(1998, 1, 2));
        assert_eq!((found.expected, found.by), (Some(2.0), Some(By::Days { run: 2, all: 181 })));
        let whole = to_date(&[], 181, date(1999, 1, 2));
        assert_eq!(whole.expected, Some(181.0), "after its end all of it is due");
        // What was taken back a year ago leaves no share to follow.
        let mut sales = before();
        sales.insert(0, sale(date(1997, 1, 2), -5));
        assert!(matches!(to_date(&sales, 181, date(1998, 1, 5)).by, Some(By::Days { .. })));
    }

    #[test]
    fn before_it_begins_there_is_no_state() {
        let found = to_date(&before(), 200, date(1997, 12, 31));
        assert_eq!(found, ToDate { actual: 0, expected: None, by: None, state: None });
        // Nor where nothing had come by then.
        assert_eq!(to_date(&before(), 200, date(1998, 1, 1)).state, None);
    }

    #[test]
    fn the_limits_belong_to_the_better_state() {
        use State::{Behind, FarBehind, OnTrack};
        let table = [(95.0, OnTrack), (94.999, Behind), (80.0, Behind), (79.999, FarBehind), (0.0, FarBehind)];
        for (actual, expected) in table {
            assert_eq!(State::of(actual, 100.0), Some(expected), "{actual}");
        }
        assert_eq!(State::of(1.0, 0.0), None);
        // Two complaints where one was allowed.
        assert_eq!(State::of_less(2.0, 1.0), Some(FarBehind));
        assert_eq!(State::of_less(1.25, 1.0), Some(Behind));
        assert_eq!(State::of_less(0.0, 1.0), Some(OnTrack));
    }

    #[test]
    fn profit_that_is_not_known_is_no_sum() {
        let mut sales = vec![Sale { profit: Some(3), ..sale(date(1998, 1, 1), 5) }];
        let profit =
            |sales: &[Sale]| ToDate::of(sales, span(), 10, Measure::Profit, date(1998, 1, 1)).map(|it| it.actual);
        assert_eq!(profit(&sales), Some(3));
        sales.push(sale(date(1998, 1, 1), 5));
        assert_eq!(profit(&sales), None);
    }

    proptest! {
        /// At its end the whole target is expected, whichever way.
        #[test]
        fn at_its_end_all_of_it_is_due(
            days in prop::collection::vec((0..900_i32, 1..1_000_i64), 0..40),
            target in 1..1_000_000_i64,
        ) {
            let mut sales: Vec<Sale> = days.iter().map(|(day, amount)| sale(date(1996, 6, 1).plus(*day), *amount)).collect();
            sales.sort_by_key(|sale| sale.day);
            let found = to_date(&sales, target, span().1);
            prop_assert!((found.expected.unwrap_or(0.0) - target as f64).abs() < 1e-6);
            // The longer it runs, the more is expected.
            let expected: Vec<f64> = (0..181).filter_map(|day| to_date(&sales, target, span().0.plus(day)).expected).collect();
            prop_assert!(expected.is_sorted());
        }
    }
}
