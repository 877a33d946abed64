//! When in the year an account buys.

use super::{gaps, within};
use crate::analysis::{PeriodUnit, median};
use crate::calendar::Date;
use crate::ledger::Sale;

/// When in the year an account buys.
#[derive(Clone, Debug, PartialEq)]
pub enum Season {
    /// Less than two whole years of history: so many whole months.
    TooShort {
        months: usize,
    },
    Known(Seasons),
}

/// Value by month or quarter of the calendar, over whole years.
#[derive(Clone, Debug, PartialEq)]
pub struct Seasons {
    /// Month, or quarter for those who buy more rarely than monthly.
    pub unit: PeriodUnit,
    pub years: usize,
    pub from: Date,
    pub to: Date,
    /// In minor units, from January or the first quarter.
    pub values: Vec<i128>,
}

impl Seasons {
    /// Each part's share of the positive values, 0 to 1.
    pub fn shares(&self) -> Vec<f64> {
        let total: i128 = self.values.iter().filter(|value| **value > 0).sum();
        let share = |value: &i128| if total > 0 { (*value).max(0) as f64 / total as f64 } else { 0.0 };
        self.values.iter().map(share).collect()
    }

    /// The strongest part of the year and its share, if it holds at least half more than an even part
    /// would.
    pub fn peak(&self) -> Option<(usize, f64)> {
        let shares = self.shares();
        let even = 1.0 / shares.len().max(1) as f64;
        let (at, share) = shares.into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        (share >= even * 1.5).then_some((at, share))
    }
}

/// The whole years up to the window's end, if there are at least two.
pub(super) fn season(sales: &[Sale], days: &[Date], until: Date) -> Season {
    let Some(first) = days.first().copied() else { return Season::TooShort { months: 0 } };
    // A span of n years is whole if the history began with its first day, or before.
    let most = usize::try_from(until.year() - first.year() + 1).unwrap_or(0);
    let starts = std::iter::successors(Some(until), |day| Some(day.a_year_before())).skip(1).take(most);
    let whole = starts.map(|day| day.plus(1)).take_while(|from| first <= *from);
    let Some((years, from)) = (1..).zip(whole).last().filter(|(years, _)| *years >= 2) else {
        // 12 months are 365.2425 days on average.
        let months = f64::from(until.since(first) + 1) / 365.2425 * 12.0;
        return Season::TooShort { months: months as usize };
    };
    let rarely = median(&gaps(days)).is_none_or(|gap| gap > 31.0);
    let (unit, parts) = if rarely { (PeriodUnit::Quarter, 4) } else { (PeriodUnit::Month, 12) };
    let mut values = vec![0; parts];
    for sale in within(sales, (from, until)) {
        let at = usize::try_from(unit.of(sale.day).ordinal() - 1).ok();
        if let Some(value) = at.and_then(|at| values.get_mut(at)) {
            *value += i128::from(sale.amount);
        }
    }
    Season::Known(Seasons { unit, years, from, to: until, values })
}
