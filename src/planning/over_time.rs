//! Plan against actual over time: what came, what was to be expected, and the year before, day by day (C19).

use super::to_date::{Measure, ToDate, sum};
use crate::analysis::{Span, within};
use crate::calendar::Date;
use crate::ledger::Sale;

/// The value a line has from a day on, in minor units: it goes in steps.
pub type Steps = Vec<(Date, f64)>;

/// The three lines of a plan, each from its first to its last day.
#[derive(Clone, Debug, PartialEq)]
pub struct OverTime {
    pub span: Span,
    /// The day up to which it has run; `None` before it begins.
    pub until: Option<Date>,
    /// In minor units.
    pub target: i64,
    /// Up to the day it has run to.
    pub actual: Steps,
    pub expected: Steps,
    /// The year before, on the days of this one.
    pub before: Steps,
    /// Month by month.
    pub months: Vec<Month>,
}

/// One month of a plan, or the part of it that belongs to the plan; sums in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    pub span: Span,
    pub before: i128,
    /// All that is expected by its last day.
    pub expected: f64,
    /// `None` for what is still to come.
    pub actual: Option<i128>,
    /// All up to its last day.
    pub actual_sum: Option<i128>,
}

impl OverTime {
    /// Of a goal as [`ToDate`] has it. `None` where profit is asked for and isn't known, or the days are the wrong way
    /// round.
    pub fn of(sales: &[Sale], span: Span, target: i64, measure: Measure, today: Date) -> Option<Self> {
        let (from, to) = span;
        if to < from {
            return None;
        }
        let until = (today >= from).then(|| today.min(to));
        let expected_by = |day: Date| ToDate::of(sales, span, target, measure, day)?.expected;
        let back = |day: Date| day.a_year_before();
        let mut expected: Steps = vec![(from, 0.0)];
        let mut before: Steps = vec![(from, 0.0)];
        let days = || (0..=to.since(from)).map(|at| from.plus(at));
        for day in days() {
            push(&mut expected, day, expected_by(day)?);
            push(&mut before, day, sum(sales, (back(from), back(day)), measure)? as f64);
        }
        let mut actual: Steps = Vec::new();
        if let Some(until) = until {
            actual.push((from, 0.0));
            for day in within(sales, (from, until)).chunk_by(|a, b| a.day == b.day).filter_map(|day| day.first()) {
                push(&mut actual, day.day, sum(sales, (from, day.day), measure)? as f64);
            }
        }
        let mut months = Vec::new();
        let mut first = from;
        while first <= to {
            let last = days().skip_while(|day| *day < first).take_while(|day| day.month() == first.month()).last()?;
            let run = until.filter(|until| *until >= first).map(|until| until.min(last));
            let actual = run.and_then(|run| sum(sales, (first, run), measure));
            months.push(Month {
                span: (first, last),
                before: sum(sales, (back(first), back(last)), measure)?,
                expected: expected_by(last)?,
                actual,
                actual_sum: run.and_then(|run| sum(sales, (from, run), measure)),
            });
            first = last.plus(1);
        }
        Some(Self { span, until, target, actual, expected, before, months })
    }
}

/// Adds a step where the value changes.
fn push(steps: &mut Steps, day: Date, value: f64) {
    if steps.last().is_none_or(|(_, last)| *last != value) {
        steps.push((day, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use crate::planning::testing::{ACCOUNT, Made};

    #[test]
    fn the_lines_go_in_steps_and_end_where_they_are_to() {
        let made = Made::with_plan();
        let ledger = made.ledger();
        let span = (date(1998, 1, 1), date(1998, 6, 30));
        let sales = ledger.sales(ACCOUNT);
        let found = OverTime::of(sales, span, 20_000, Measure::Revenue, date(1998, 3, 15)).expect("it runs");
        assert_eq!(found.actual, [(date(1998, 1, 1), 0.0), (date(1998, 2, 1), 12_005.0)]);
        assert_eq!(found.expected.last(), Some(&(date(1998, 6, 15), 20_000.0)));
        assert_eq!(found.before.last(), Some(&(date(1998, 6, 15), 10_000.0)));
        let sums: Vec<_> = found.months.iter().map(|of| (of.before, of.expected, of.actual, of.actual_sum)).collect();
        assert_eq!(
            sums,
            [
                (1_000, 2_000.0, Some(0), Some(0)),
                (2_000, 6_000.0, Some(12_005), Some(12_005)),
                (3_000, 12_000.0, Some(0), Some(12_005)),
                (0, 12_000.0, None, None),
                (0, 12_000.0, None, None),
                (4_000, 20_000.0, None, None),
            ]
        );
        assert_eq!(found.months.get(2).map(|of| of.span), Some((date(1998, 3, 1), date(1998, 3, 31))));
    }

    #[test]
    fn before_it_begins_nothing_has_come() {
        let span = (date(1998, 1, 10), date(1998, 2, 9));
        let found = OverTime::of(&[], span, 31, Measure::Revenue, date(1998, 1, 9)).expect("a span");
        assert_eq!((found.until, found.actual.len(), found.months.len()), (None, 0, 2));
        assert_eq!(found.expected.last(), Some(&(date(1998, 2, 9), 31.0)), "without a rhythm by plain days");
        assert_eq!(OverTime::of(&[], (span.1, span.0), 31, Measure::Revenue, span.0), None);
    }
}
