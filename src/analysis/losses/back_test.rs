//! How often an alarm was right in the book's own past, without a look ahead (C14).

use super::{LossRule, Silence, Silences};
use crate::analysis::behaviour::{AT_RISK, LOST, SilenceRule};
use crate::analysis::{Share, median};
use crate::calendar::Date;

/// The days of a month on average.
const MONTH: f64 = 30.4375;

/// When an alarm rings: the silence is longer than its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Criterion {
    /// Twice the account's own median gap.
    AtRisk,
    /// Three times that, or twice that and longer than any gap of its own.
    PresumedLost,
    /// A fixed number of days.
    Days(u32),
    /// The line of Today (C12a): the more of two limits.
    Alarm(SilenceRule),
}

impl Criterion {
    /// The most days that are no alarm yet.
    fn limit(self, gap: f64, longest: i32) -> i32 {
        let limit = match self {
            Self::AtRisk => AT_RISK * gap,
            Self::PresumedLost => presumed(gap, longest),
            Self::Days(days) => f64::from(days),
            Self::Alarm(rule) => (rule.times * gap).max(f64::from(rule.days)),
        };
        // Casts stop at the ends.
        limit.floor() as i32
    }
}

/// The most days after which an account isn't presumed lost yet.
pub(super) fn presumed(gap: f64, longest: i32) -> f64 {
    (LOST * gap).min((AT_RISK * gap).max(f64::from(longest)))
}

/// What became of the silences at which an alarm rang.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// An established loss.
    pub right: usize,
    /// They bought again before it was one.
    pub wrong: usize,
    /// It is open.
    pub undecided: usize,
}

impl Tally {
    /// How often it rang.
    pub fn raised(self) -> usize {
        self.right + self.wrong + self.undecided
    }

    /// The share that was right, of those that are decided.
    pub fn share_right(self) -> Share {
        Share { of: self.right, among: self.right + self.wrong }
    }
}

/// A silence in a rhythm, in days since 1970: hundreds of criteria are judged by each, so calendar days are counted
/// once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spell {
    last: i32,
    next: Option<i32>,
    gap: f64,
    longest: i32,
}

impl Spell {
    /// `None` before there is a rhythm: nothing rings then, by whatever criterion, since they are compared.
    pub(super) fn of(silence: Silence) -> Option<Self> {
        let Silence { last, next, gap, longest } = silence;
        Some(Self { last: last.number(), next: next.map(Date::number), gap: gap?, longest })
    }
}

/// A criterion replayed over the past, account by account: for long books in as many turns as are wanted.
#[derive(Clone, Debug)]
pub struct BackTest {
    criterion: Criterion,
    rule: LossRule,
    /// First and last day of the ledger.
    span: (Date, Date),
    tally: Tally,
    /// By how many days each right alarm came before the loss was established.
    leads: Vec<f64>,
}

impl BackTest {
    pub fn new(criterion: Criterion, rule: LossRule, span: (Date, Date)) -> Self {
        Self { criterion, rule, span, tally: Tally::default(), leads: Vec::new() }
    }

    /// Replays the silences of one account, whose order days these are.
    pub fn add(&mut self, days: &[Date]) {
        Silences::of(days).filter_map(Spell::of).for_each(|spell| self.judge(spell));
    }

    pub(super) fn judge(&mut self, spell: Spell) {
        let Spell { last, next, gap, longest } = spell;
        let until = self.span.1.number();
        let alarm = last.saturating_add(self.criterion.limit(gap, longest).saturating_add(1));
        let loss = last.saturating_add(self.rule.days(Some(gap)));
        if alarm > until || alarm > loss || next.is_some_and(|next| next <= alarm) {
            return;
        }
        if next.is_some_and(|next| next <= loss) {
            self.tally.wrong += 1;
        } else if loss <= until {
            self.tally.right += 1;
            self.leads.push(f64::from(loss - alarm));
        } else {
            self.tally.undecided += 1;
        }
    }

    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The median of the days by which a right alarm came before the loss was established; `None` if none was right.
    pub fn lead(&self) -> Option<f64> {
        median(&self.leads)
    }

    /// How often it rang in a month; `None` where the ledger holds a single day.
    pub fn a_month(&self) -> Option<f64> {
        let (first, last) = self.span;
        let days = last.since(first);
        (days > 0).then(|| self.tally.raised() as f64 / (f64::from(days) / MONTH))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    fn replayed(criterion: Criterion, days: &[i32], until: i32) -> BackTest {
        let begin = date(2024, 1, 1);
        let mut test = BackTest::new(criterion, LossRule::default(), (begin, begin.plus(until)));
        test.add(&days.iter().map(|day| begin.plus(*day)).collect::<Vec<_>>());
        test
    }

    fn tally(criterion: Criterion, days: &[i32], until: i32) -> (usize, usize, usize) {
        let Tally { right, wrong, undecided } = replayed(criterion, days, until).tally();
        (right, wrong, undecided)
    }

    #[test]
    fn an_alarm_is_right_once_the_loss_is_established_and_open_until_then() {
        // A gap of 10: it rings on the 21st day, and the loss is established on the 183rd.
        let days = [0, 10, 20];
        assert_eq!(tally(Criterion::AtRisk, &days, 20 + 20), (0, 0, 0));
        assert_eq!(tally(Criterion::AtRisk, &days, 20 + 21), (0, 0, 1));
        assert_eq!(tally(Criterion::AtRisk, &days, 20 + 182), (0, 0, 1));
        assert_eq!(tally(Criterion::AtRisk, &days, 20 + 183), (1, 0, 0));
        assert_eq!(replayed(Criterion::AtRisk, &days, 20 + 183).lead(), Some(162.0));
    }

    #[test]
    fn whoever_buys_again_by_then_was_no_loss() {
        assert_eq!(tally(Criterion::AtRisk, &[0, 10, 20, 41], 41), (0, 0, 0), "on the day it would ring");
        assert_eq!(tally(Criterion::AtRisk, &[0, 10, 20, 42], 42), (0, 1, 0));
        assert_eq!(tally(Criterion::AtRisk, &[0, 10, 20, 20 + 183], 20 + 183), (0, 1, 0), "on the day of the loss");
        assert_eq!(tally(Criterion::AtRisk, &[0, 10, 20, 20 + 184], 20 + 184), (1, 0, 0), "a loss, and then a return");
    }

    #[test]
    fn the_limits_of_the_criteria() {
        let gaps = |criterion: Criterion| criterion.limit(10.5, 25);
        assert_eq!(gaps(Criterion::AtRisk), 21);
        assert_eq!(gaps(Criterion::PresumedLost), 25, "above twice, and longer than ever");
        assert_eq!(Criterion::PresumedLost.limit(10.5, 40), 31, "above three times");
        assert_eq!(gaps(Criterion::Days(90)), 90);
        assert_eq!(gaps(Criterion::Alarm(SilenceRule::default())), 60);
        assert_eq!(Criterion::Alarm(SilenceRule::default()).limit(40.0, 50), 80);
    }

    #[test]
    fn an_alarm_that_comes_after_the_loss_is_none() {
        assert_eq!(tally(Criterion::Days(200), &[0, 10, 20], 1_000), (0, 0, 0));
    }

    #[test]
    fn two_order_days_are_no_rhythm() {
        assert_eq!(tally(Criterion::Days(30), &[0, 10], 1_000), (0, 0, 0));
    }

    #[test]
    fn how_often_it_rings_is_told_by_the_month() {
        let test = replayed(Criterion::AtRisk, &[0, 10, 20], 609);
        assert_eq!(test.a_month().map(|rate| (rate * 1_000.0).round()), Some(50.0), "once in twenty months");
        assert_eq!(replayed(Criterion::AtRisk, &[0], 0).a_month(), None);
    }
}
