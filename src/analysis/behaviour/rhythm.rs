//! How often an account buys, and whether its next order is overdue (L1, M7).

use super::LEAST;
use crate::analysis::days::{gaps, purchase_days, within};
use crate::analysis::{Analysis, median};
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::Ledger;

/// Above so many times the usual gap an account is at risk, and above so many it is presumed lost (M7).
pub const AT_RISK: f64 = 2.0;
pub const LOST: f64 = 3.0;

/// How often an account buys, and whether its next order is overdue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// Days with a purchase.
    pub days: usize,
    pub first: Date,
    pub last: Date,
    /// Days from the last purchase to the window's end.
    pub silence: i32,
    /// Its own median gap in days; `None` with one purchase day.
    pub gap: Option<f64>,
    /// Its longest gap in days.
    pub longest: Option<i32>,
    /// What the silence is measured by; `None` if nobody has a rhythm.
    pub yardstick: Option<Yardstick>,
}

/// The yardstick: the gap a silence is measured by, in days (M7).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Yardstick {
    /// Its own median gap.
    Own(f64),
    /// The median of the median gaps of the accounts that have a rhythm of their own: how many.
    Others(f64, usize),
}

impl Yardstick {
    /// In days.
    pub fn gap(self) -> f64 {
        match self {
            Self::Own(gap) | Self::Others(gap, _) => gap,
        }
    }
}

/// What a silence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    OnTime,
    AtRisk,
    /// Most of them buy again by themselves (C14).
    PresumedLost,
}

impl Rhythm {
    /// `typical`: the median gap of the others, and how many they are. It is read from all of them, so only where the
    /// account has no rhythm of its own.
    pub(super) fn of(days: &[Date], until: Date, typical: impl FnOnce() -> Option<(f64, usize)>) -> Option<Self> {
        let (first, last) = (*days.first()?, *days.last()?);
        let gaps = gaps(days);
        let gap = median(&gaps);
        let own = gap.filter(|_| days.len() >= LEAST).map(Yardstick::Own);
        Some(Self {
            days: days.len(),
            first,
            last,
            silence: until.since(last),
            gap,
            longest: days.windows(2).filter_map(|pair| Some(pair.last()?.since(*pair.first()?))).max(),
            yardstick: own.or_else(|| typical().map(|(gap, accounts)| Yardstick::Others(gap, accounts))),
        })
    }

    /// When the next order is due by the yardstick.
    pub fn due(&self) -> Option<Date> {
        self.yardstick.map(|yardstick| self.last.plus(yardstick.gap().round() as i32))
    }

    /// So many days the next order is past due; `None` up to the day it is.
    pub fn days_late(&self) -> Option<usize> {
        let days = self.last.plus(self.silence).since(self.due()?);
        usize::try_from(days).ok().filter(|days| *days > 0)
    }

    /// The silence over the yardstick: above 1 the next order is due.
    pub fn overdue(&self) -> Option<f64> {
        self.yardstick.map(|yardstick| f64::from(self.silence) / yardstick.gap())
    }

    /// On time; *at risk* above 2; *presumed lost* above 3, or above 2 and longer than ever before.
    pub fn verdict(&self) -> Option<Verdict> {
        let (times, yardstick) = self.overdue().zip(self.yardstick)?;
        let is_own = matches!(yardstick, Yardstick::Own(_));
        let is_longest = is_own && self.longest.is_some_and(|longest| self.silence > longest);
        Some(Verdict::of(times, is_longest))
    }
}

impl Verdict {
    /// Of a silence so many times its yardstick; `is_longest`: longer than any gap of the account's own.
    pub(in crate::analysis) fn of(times: f64, is_longest: bool) -> Self {
        match times {
            times if times > LOST || (times > AT_RISK && is_longest) => Self::PresumedLost,
            times if times > AT_RISK => Self::AtRisk,
            _ => Self::OnTime,
        }
    }
}

/// An account whose next order may be overdue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overdue {
    pub account: RecordId,
    /// In minor units, over the window.
    pub value: i128,
    pub rhythm: Rhythm,
    /// The silence over the usual gap.
    pub times: f64,
    pub verdict: Verdict,
}

/// Every customer whose silence can be judged, by overdue × value, the most pressing first.
pub fn overdue_accounts(analysis: &Analysis, ledger: &Ledger) -> Vec<Overdue> {
    let typical = typical_gap(analysis);
    let customers = analysis.findings.iter().filter(|finding| finding.stands_for.is_none());
    let judged = customers.filter_map(|finding| {
        let days = purchase_days(within(ledger.sales(finding.account), analysis.window));
        let rhythm = Rhythm::of(&days, analysis.window.1, || typical)?;
        let (times, verdict) = rhythm.overdue().zip(rhythm.verdict())?;
        Some(Overdue { account: finding.account, value: finding.value, rhythm, times, verdict })
    });
    let mut all: Vec<Overdue> = judged.collect();
    let weight = |overdue: &Overdue| overdue.times * overdue.value as f64;
    // Sorting is stable, so equals stay by rank.
    all.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    all
}

/// The median of the median gaps of all accounts that have a rhythm, in days, and how many they are.
/// For an account without one these are all *others*.
pub fn typical_gap(analysis: &Analysis) -> Option<(f64, usize)> {
    let with_rhythm = analysis.findings.iter().filter(|finding| finding.overdue.is_some());
    let gaps: Vec<f64> = with_rhythm.filter_map(|finding| finding.median_gap).collect();
    Some((median(&gaps)?, gaps.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    #[test]
    fn an_order_past_its_day_is_late_though_nobody_calls_it_at_risk() {
        let days = [date(2024, 1, 1), date(2024, 1, 11), date(2024, 1, 21)];
        let until = |day| Rhythm::of(&days, date(2024, 1, day), || None);
        let late = |day| until(day).and_then(|rhythm| rhythm.days_late());
        assert_eq!(late(31), None, "due today");
        let four = Rhythm::of(&days, date(2024, 2, 4), || None);
        assert_eq!(four.and_then(|rhythm| rhythm.days_late()), Some(4));
        assert_eq!(four.and_then(|rhythm| rhythm.verdict()), Some(Verdict::OnTime));
    }
}
