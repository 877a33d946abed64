//! Who was lost, by what the ledger shows (L1, L2), and how far an alarm can be trusted.
//!
//! An alarm speaks of a silence while it lasts; an established [`Loss`] (C13) is a silence so long that it counts as
//! one whatever comes after it. Most accounts that an alarm calls presumed lost come back by themselves, so the two
//! are never the same thing; the [`BackTest`] (C14) says how often.
//!
//! **Invariant:** what is said of a silence rests on the order days before it alone.

mod back_test;
mod by_period;
mod in_common;
mod presumed;
mod replay;
mod states;

pub use back_test::{BackTest, Criterion, Tally};
pub use by_period::{CountingLosses, LossPeriod};
pub use in_common::{Compared, GroupLosses, in_common, tail};
pub use presumed::presumed_losses;
pub use replay::{AlarmRecord, Recording, Replay, Suggesting};
pub use states::{Known, Standing, State, TypicalGaps, TypicalGapsMaking, state_on};

use crate::analysis::days::purchase_days;
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::{Ledger, Sale};

/// From so many order days on an account has a rhythm of its own.
const LEAST: usize = 3;

/// After how long a silence is an established loss (C13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossRule {
    /// Not sooner than after so many days, however often the account bought.
    pub least: u32,
    /// After so many days where there are too few order days for a rhythm.
    pub without_rhythm: u32,
}

impl Default for LossRule {
    fn default() -> Self {
        Self { least: 182, without_rhythm: 365 }
    }
}

impl LossRule {
    /// The day on which a silence that began on `last` is a loss; `gap` is the median gap up to then, in days.
    fn day(self, last: Date, gap: Option<f64>) -> Date {
        last.plus(self.days(gap))
    }

    /// So many days after the last order day a silence is a loss.
    fn days(self, gap: Option<f64>) -> i32 {
        let days = match gap {
            // Casts stop at the ends.
            Some(gap) => self.least.max((3.0 * gap).ceil() as u32),
            None => self.without_rhythm,
        };
        i32::try_from(days).unwrap_or(i32::MAX).saturating_add(1)
    }
}

/// An established loss (C13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The day it is established.
    pub day: Date,
    /// The last order day before it.
    pub last: Date,
    /// The next order day, where the account bought again. It is no less a loss for that.
    pub returned: Option<Date>,
}

/// Every loss of an account with these order days, up to a day (for figures, the ledger's last), the earliest first.
pub fn losses(days: &[Date], until: Date, rule: LossRule) -> Vec<Loss> {
    let silences = Silences::of(days);
    let lost = silences.map(|silence| Loss {
        day: rule.day(silence.last, silence.gap),
        last: silence.last,
        returned: silence.next,
    });
    lost.filter(|loss| loss.day <= until && loss.returned.is_none_or(|next| next > loss.day)).collect()
}

impl Loss {
    /// What the account brought in the 365 days that end on the last order day, in minor units. The sales are its
    /// own, sorted by day.
    pub fn value(&self, sales: &[Sale]) -> i128 {
        let place = |day: Date| sales.partition_point(|sale| sale.day <= day);
        let year = sales.get(place(self.last.plus(-365))..place(self.last)).unwrap_or_default();
        year.iter().map(|sale| i128::from(sale.amount)).sum()
    }
}

/// The order days of all accounts of a ledger, each account's by themselves: what losses and alarms are read from.
pub fn order_days(ledger: &Ledger) -> impl Iterator<Item = (RecordId, Vec<Date>)> {
    ledger.accounts().map(|(account, sales)| (account, purchase_days(sales)))
}

/// What is known of a silence on the day it begins, and the day it ended.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Silence {
    /// The order day after which it began.
    last: Date,
    /// The next one.
    next: Option<Date>,
    /// The median gap up to its beginning, in days; `None` before there is a rhythm.
    gap: Option<f64>,
    /// The longest gap up to then.
    longest: i32,
}

/// The silences of an account, one after each order day, each with what was known by then.
struct Silences<'a> {
    days: &'a [Date],
    at: usize,
    /// The gaps so far, sorted: a median of each beginning would sort them anew.
    gaps: Vec<i32>,
}

impl<'a> Silences<'a> {
    fn of(days: &'a [Date]) -> Self {
        Self { days, at: 0, gaps: Vec::with_capacity(days.len()) }
    }

    fn median(&self) -> Option<f64> {
        let upper = f64::from(*self.gaps.get(self.gaps.len() / 2)?);
        if self.gaps.len() % 2 == 1 {
            return Some(upper);
        }
        Some((f64::from(*self.gaps.get(self.gaps.len() / 2 - 1)?) + upper) / 2.0)
    }
}

impl Iterator for Silences<'_> {
    type Item = Silence;

    fn next(&mut self) -> Option<Silence> {
        let last = *self.days.get(self.at)?;
        if let Some(before) = self.at.checked_sub(1).and_then(|before| self.days.get(before)) {
            let gap = last.since(*before);
            self.gaps.insert(self.gaps.partition_point(|other| *other < gap), gap);
        }
        self.at += 1;
        Some(Silence {
            last,
            next: self.days.get(self.at).copied(),
            gap: self.median().filter(|_| self.at >= LEAST),
            longest: self.gaps.last().copied().unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{gaps, median};
    use crate::calendar::date;
    use proptest::prelude::*;

    fn days(of: &[i32]) -> Vec<Date> {
        of.iter().map(|day| date(2024, 1, 1).plus(*day)).collect()
    }

    fn lost(of: &[i32], until: i32) -> Vec<(i32, Option<i32>)> {
        let begin = date(2024, 1, 1);
        let found = losses(&days(of), begin.plus(until), LossRule::default());
        found.iter().map(|loss| (loss.day.since(begin), loss.returned.map(|day| day.since(begin)))).collect()
    }

    #[test]
    fn who_buys_often_is_lost_after_half_a_year_and_a_day() {
        assert_eq!(lost(&[0, 7, 14], 14 + 182), []);
        assert_eq!(lost(&[0, 7, 14], 14 + 183), [(14 + 183, None)]);
    }

    #[test]
    fn who_buys_seldom_is_lost_after_three_times_their_gap() {
        // Gaps of 100 and 101: three times 100.5 is 301.5, so the 302nd day is still a silence.
        assert_eq!(lost(&[0, 100, 201], 201 + 302), []);
        assert_eq!(lost(&[0, 100, 201], 201 + 303), [(201 + 303, None)]);
    }

    #[test]
    fn without_a_rhythm_a_year_must_pass() {
        assert_eq!(lost(&[0], 365), []);
        assert_eq!(lost(&[0], 366), [(366, None)]);
        assert_eq!(lost(&[0, 7], 7 + 366), [(7 + 366, None)]);
    }

    /// A return doesn't take the loss away, and an account can be lost twice.
    #[test]
    fn losses_and_returns_are_never_netted() {
        let found = lost(&[0, 7, 14, 400, 407], 2_000);
        assert_eq!(found, [(14 + 183, Some(400)), (407 + 183, None)]);
        // On the very day it would be a loss, it is none.
        assert_eq!(lost(&[0, 7, 14, 14 + 183], 14 + 183 + 100), []);
    }

    #[test]
    fn its_value_is_the_year_up_to_the_last_order() {
        let sale = |day, amount| Sale { day, document: None, group: None, amount, profit: None };
        let begin = date(2024, 1, 1);
        let sales = [sale(begin, 1), sale(begin.plus(1), 20), sale(begin.plus(365), 300), sale(begin.plus(366), 4_000)];
        let loss = Loss { day: begin.plus(900), last: begin.plus(365), returned: None };
        assert_eq!(loss.value(&sales), 320, "the first is a year and a day ago, the last came after");
    }

    proptest! {
        /// What is said of a silence is what the order days up to it say, whatever comes after.
        #[test]
        fn a_silence_knows_its_past_alone(mut of in prop::collection::vec(0..2_000_i32, 0..40)) {
            of.sort_unstable();
            of.dedup();
            let days = days(&of);
            for (at, silence) in Silences::of(&days).enumerate() {
                let known = &days[..=at];
                let gaps = gaps(known);
                prop_assert_eq!(silence.last, days[at]);
                prop_assert_eq!(silence.next, days.get(at + 1).copied());
                prop_assert_eq!(silence.gap, median(&gaps).filter(|_| known.len() >= 3));
                prop_assert_eq!(f64::from(silence.longest), gaps.iter().copied().fold(0.0, f64::max));
            }
        }

        /// A loss stands whatever is bought after it.
        #[test]
        fn a_loss_is_no_less_one_for_what_comes_after(mut of in prop::collection::vec(0..2_000_i32, 0..30), more in 0..2_000_i32) {
            of.sort_unstable();
            of.dedup();
            let until = 2_000;
            let before = lost(&of, until);
            let later: Vec<i32> = of.iter().copied().chain([until + 1 + more]).collect();
            let after = lost(&later, until);
            let days = |found: &[(i32, Option<i32>)]| found.iter().map(|(day, _)| *day).collect::<Vec<_>>();
            prop_assert_eq!(days(&before), days(&after));
        }
    }
}
