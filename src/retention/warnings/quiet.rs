//! What is an account's season and no alarm (L5).

use super::super::criteria::FallRule;
use super::two_stretches;
use crate::calendar::Date;
use crate::ledger::Sale;

/// So many days of history are two years.
const TWO_YEARS: i32 = 730;

/// Whether the same weeks of the year before were silent as well, of an account with two years of history: a season
/// can't be told from less.
pub fn is_season(days: &[Date], first: Date, silent: (Date, Date), until: Date) -> bool {
    let (from, to) = (silent.0.a_year_before(), silent.1.a_year_before());
    let at = days.partition_point(|day| *day < from);
    first <= until.plus(-TWO_YEARS) && days.get(at).is_none_or(|day| *day > to)
}

/// Whether the same fall was met on the same day of the year before.
pub(super) fn fell_a_year_ago(sales: &[Sale], days: &[Date], rule: FallRule, until: Date) -> bool {
    let knows = days.first().is_some_and(|first| *first <= until.plus(-TWO_YEARS));
    let before = two_stretches(sales, days, rule.days, until.a_year_before());
    knows && before.is_some_and(|(earlier, later, _)| rule.is_met(earlier, later))
}
