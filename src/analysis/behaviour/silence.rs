//! Whether an account has fallen silent against its own rhythm (C12a).

use super::{LEAST, Verdict};
use crate::analysis::days::{gaps, purchase_days};
use crate::analysis::median;
use crate::book::{Book, SETTINGS, settings};
use crate::calendar::Date;
use crate::ledger::Sale;

/// From when on a silence is told: above so many times the account's own median gap, and above so many days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SilenceRule {
    pub times: f64,
    pub days: u32,
}

impl Default for SilenceRule {
    /// On six data sets the floor of 60 days lost no true loss and dropped up to half of the false alarms.
    fn default() -> Self {
        Self { times: 2.0, days: 60 }
    }
}

impl SilenceRule {
    /// What the book's settings say.
    pub fn of(book: &Book) -> Self {
        let convention = Self::default();
        let times = book.value(SETTINGS, settings::field::silence_times);
        Self {
            times: times.map_or(convention.times, |thousandths| f64::from(thousandths) / 1_000.0),
            days: book.value(SETTINGS, settings::field::silence_days).unwrap_or(convention.days),
        }
    }

    /// The most days that are no silence yet, of an account with this median gap.
    fn limit(self, gap: f64) -> i32 {
        // A silence is whole days, so above the limit is above its whole part. Casts stop at the ends.
        (self.times * gap).floor().max(f64::from(self.days)) as i32
    }
}

/// A silence that is longer than is usual for the account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silence {
    /// The last order day.
    pub last: Date,
    /// Days since.
    pub days: i32,
    /// The account's own median gap, in days.
    pub gap: f64,
    /// Its longest gap, in days.
    pub longest: i32,
    /// The first day on which it was too long.
    pub since: Date,
}

impl Silence {
    /// Of an account with these sales, which are sorted by day; `None` while it may be silent, and with fewer than
    /// three order days.
    pub fn of(sales: &[Sale], today: Date, rule: SilenceRule) -> Option<Self> {
        let known = sales.get(..sales.partition_point(|sale| sale.day <= today)).unwrap_or_default();
        // Most accounts bought lately, and of those no rhythm is needed.
        let last = known.chunk_by(|a, b| a.day == b.day).rev().find(|day| sum(day) > 0).and_then(<[Sale]>::first)?;
        if i64::from(today.since(last.day)) <= i64::from(rule.days) {
            return None;
        }
        let days = purchase_days(known);
        let last = *days.last().filter(|_| days.len() >= LEAST)?;
        let gaps = gaps(&days);
        let gap = median(&gaps)?;
        let limit = rule.limit(gap);
        let silence = Self {
            last,
            days: today.since(last),
            gap,
            longest: gaps.iter().copied().fold(0.0, f64::max) as i32,
            since: last.plus(limit.saturating_add(1)),
        };
        (silence.days > limit).then_some(silence)
    }

    /// The silence over the account's own gap.
    pub fn times(&self) -> f64 {
        f64::from(self.days) / self.gap
    }

    /// What it means by M7.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.times(), self.days > self.longest)
    }
}

fn sum(day: &[Sale]) -> i128 {
    day.iter().map(|sale| i128::from(sale.amount)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    fn sale(day: Date, amount: i64) -> Sale {
        Sale { day, document: None, group: None, amount, profit: None }
    }

    fn on(days: &[Date], today: Date) -> Option<(i32, Date)> {
        let sales: Vec<Sale> = days.iter().map(|day| sale(*day, 100)).collect();
        Silence::of(&sales, today, SilenceRule::default()).map(|found| (found.days, found.since))
    }

    #[test]
    fn it_is_told_from_the_day_after_the_limit() {
        // Gaps of 40 and 45: the median is 42.5, twice that 85.
        let days = [date(2024, 1, 1), date(2024, 2, 10), date(2024, 3, 26)];
        let last = date(2024, 3, 26);
        assert_eq!(on(&days, last.plus(85)), None);
        assert_eq!(on(&days, last.plus(86)), Some((86, last.plus(86))));
        assert_eq!(on(&days, last.plus(200)), Some((200, last.plus(86))), "it grows older");
    }

    #[test]
    fn sixty_days_are_no_silence_of_who_buys_often() {
        let days = [date(2024, 1, 1), date(2024, 1, 8), date(2024, 1, 15)];
        let last = date(2024, 1, 15);
        assert_eq!(on(&days, last.plus(60)), None);
        assert_eq!(on(&days, last.plus(61)), Some((61, last.plus(61))));
    }

    #[test]
    fn two_order_days_have_no_rhythm() {
        assert_eq!(on(&[date(2024, 1, 1), date(2024, 1, 8)], date(2026, 1, 1)), None);
        assert_eq!(on(&[], date(2026, 1, 1)), None);
    }

    #[test]
    fn a_credit_note_breaks_no_silence_and_what_is_to_come_neither() {
        let bought = [1, 8, 15].map(|day| sale(date(2024, 1, day), 100));
        let of = |more: &[Sale]| {
            let sales: Vec<Sale> = bought.iter().chain(more).copied().collect();
            Silence::of(&sales, date(2024, 4, 1), SilenceRule::default()).map(|found| found.last)
        };
        assert_eq!(of(&[sale(date(2024, 3, 25), -5)]), Some(date(2024, 1, 15)));
        assert_eq!(of(&[sale(date(2024, 3, 25), 5), sale(date(2024, 3, 25), -5)]), Some(date(2024, 1, 15)));
        assert_eq!(of(&[sale(date(2024, 5, 1), 5)]), Some(date(2024, 1, 15)));
        assert_eq!(of(&[sale(date(2024, 3, 25), 5)]), None);
    }

    #[test]
    fn both_limits_are_settings() {
        let sales = [1, 11, 21].map(|day| sale(date(2024, 1, day), 100));
        let on = |rule, after: i32| Silence::of(&sales, date(2024, 1, 21).plus(after), rule).is_some();
        let rule = SilenceRule { times: 3.5, days: 5 };
        assert!(!on(rule, 35) && on(rule, 36));
        assert!(!on(SilenceRule { days: 90, ..rule }, 90) && on(SilenceRule { days: 90, ..rule }, 91));
    }
}
