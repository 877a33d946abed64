//! The one thing to be said of how an account buys, where there is room for one.

use super::behaviour::{AT_RISK, Basis, Behaviour};
use super::period::Period;
use super::series::Series;
use super::{Analysis, Caution, Finding, PeriodUnit, QuartersApart, XyzClass};
use crate::ledger::Ledger;

/// From here on growth against the year before is worth a word *(our choice)*.
const GREW: f64 = 1.5;
/// From this share of all on it is worth a word that one quarter brought it, in a window of
/// [`QUARTERS`] whole quarters or more *(our choice)*.
const MUCH_IN_ONE: f64 = 0.5;
const QUARTERS: usize = 4;

/// What is most worth knowing of how an account buys.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Telling {
    /// Silent for so many times its usual gap.
    Silent(f64),
    /// So much of what it brought came in one order, 0 to 1.
    OneOrder(f64),
    /// So much of what it brought came in one calendar quarter, 0 to 1.
    OneQuarter(f64),
    /// It brings so much less than the year before, 0 to 1.
    Fell(f64),
    /// It brings so many times what it did the year before.
    Grew(f64),
    /// Where there are no two years: its last two whole quarters bring so much less than the same a year before.
    FellInQuarters(f64, [Period; 2]),
    /// Likewise so many times as much.
    GrewInQuarters(f64, [Period; 2]),
    /// Class X: the coefficient of variation.
    Steady(f64),
    /// The median gap between its orders, in days.
    Every(f64),
}

impl Telling {
    /// The two quarters that are compared, where quarters are.
    pub fn quarters(self) -> Option<[Period; 2]> {
        match self {
            Self::FellInQuarters(_, quarters) | Self::GrewInQuarters(_, quarters) => Some(quarters),
            _ => None,
        }
    }

    /// Of an account that bought something; first what may be lost, then what is won. `None` with one order day.
    pub fn of(analysis: &Analysis, ledger: &Ledger, finding: &Finding) -> Option<Self> {
        let silent = finding.overdue.filter(|times| *times > AT_RISK).map(Self::Silent);
        let one_order = || {
            let cautions = analysis.cautions(ledger, finding).into_iter();
            let share = |caution| match caution {
                Caution::OneOrder { share, .. } => Some(Self::OneOrder(share)),
                _ => None,
            };
            cautions.filter_map(share).next()
        };
        let year = || {
            let trend = Behaviour::of(analysis, ledger, finding.account)?.trend;
            let trend = trend.filter(|trend| trend.basis == Basis::Years)?;
            let change = trend.change()?;
            match change {
                change if trend.fell() => Some(Self::Fell(-change)),
                change if change + 1.0 >= GREW => Some(Self::Grew(change + 1.0)),
                _ => None,
            }
        };
        let steady = || {
            let cv = finding.regularity.as_ref()?.cv?;
            (finding.xyz() == Some(XyzClass::X)).then_some(Self::Steady(cv))
        };
        let one_quarter =
            || largest_quarter(analysis, ledger, finding).filter(|share| *share >= MUCH_IN_ONE).map(Self::OneQuarter);
        let in_quarters = || {
            let apart = QuartersApart::of(analysis, ledger, finding.account)?;
            match apart.times() {
                times if times <= 0.8 => Some(Self::FellInQuarters(1.0 - times, apart.quarters)),
                times if times >= GREW => Some(Self::GrewInQuarters(times, apart.quarters)),
                _ => None,
            }
        };
        let silent_or_lumpy = silent.or_else(one_order).or_else(one_quarter);
        silent_or_lumpy
            .or_else(year)
            .or_else(in_quarters)
            .or_else(steady)
            .or_else(|| finding.median_gap.map(Self::Every))
    }

    /// Whether it is a reason to look after the account now.
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Silent(_) | Self::Fell(_) | Self::FellInQuarters(..))
    }
}

/// The share of the largest of the whole quarters of the window, where there are [`QUARTERS`] and all together bring
/// something.
fn largest_quarter(analysis: &Analysis, ledger: &Ledger, finding: &Finding) -> Option<f64> {
    let series = Series::of(ledger.sales(finding.account), analysis.measure, PeriodUnit::Quarter, analysis.window);
    let is_whole = |period: Period| period.first_day() >= analysis.window.0 && !series.is_incomplete(period);
    let whole = series.periods().zip(&series.values).filter(|(period, _)| is_whole(*period));
    let values: Vec<i128> = whole.map(|(_, value)| *value).collect();
    let sum: i128 = values.iter().map(|value| (*value).max(0)).sum();
    let most = *values.iter().max()?;
    (values.len() >= QUARTERS && sum > 0).then(|| most as f64 / sum as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Config, PeriodUnit};
    use crate::book::{Book, RecordId};
    use crate::calendar::{Date, date};
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    /// What is told of an account with an order of an amount each month from January 2022, up to the end of 2023.
    fn told(amounts: &[i64]) -> Option<Telling> {
        let account = RecordId::well_known(7);
        let months = (2022..).flat_map(|year| (1..=12).map(move |month| date(year, month, 1)));
        let line = |(day, amount): (Date, &i64)| Line::plain(0, day, *amount);
        let bought = months.zip(amounts).filter(|(_, amount)| **amount != 0);
        let batch =
            Batch { accounts: vec![account], sales: Sales { lines: bought.map(line).collect(), ..Sales::default() } };
        let ledger = Ledger::of(Currency::default(), [&batch]);
        let window = (Some(date(2022, 1, 1)), Some(date(2023, 12, 31)));
        let config = Config { window, period: Some(PeriodUnit::Month), ..Config::default() };
        let analysis = Analysis::of(&Book::default(), &ledger, &config)?;
        Telling::of(&analysis, &ledger, analysis.finding(account)?)
    }

    #[test]
    fn what_may_be_lost_is_said_before_what_is_won() {
        let year = |amount| vec![amount; 12];
        assert!(matches!(told(&year(100)), Some(Telling::Silent(times)) if times > 11.0));
        assert!(
            matches!(told(&[year(100), year(80)].concat()), Some(Telling::Fell(less)) if (less - 0.2).abs() < 1e-9)
        );
        assert_eq!(told(&[year(100), year(200)].concat()), Some(Telling::Grew(2.0)));
        let steady = told(&[year(100), year(100)].concat());
        assert_eq!(steady, Some(Telling::Steady(0.0)));
        let one = [year(10), vec![10, 10, 10, 10, 10, 900, 10, 10, 10, 10, 10, 10]].concat();
        assert_eq!(told(&one), Some(Telling::OneOrder(900.0 / 1_130.0)));
        assert_eq!(told(&[vec![0; 23], vec![100]].concat()), Some(Telling::OneOrder(1.0)));
    }

    #[test]
    fn where_there_are_no_two_years_the_last_half_year_is_held_against_the_one_a_year_before() {
        let months = |first: i64, rest: i64, count: usize| [vec![first; 9], vec![rest; count]].concat();
        // Bought from July 2022 on, so that no year stands before the last.
        let young = |amounts: Vec<i64>| told(&[vec![0; 6], amounts].concat());
        let quarters = [8, 12].map(|month| PeriodUnit::Quarter.of(date(2023, month, 1)));
        assert_eq!(young(months(100, 230, 9)), Some(Telling::GrewInQuarters(2.3, quarters)));
        assert_eq!(young(months(100, 50, 9)), Some(Telling::FellInQuarters(0.5, quarters)));
    }

    #[test]
    fn quarters_say_nothing_where_the_year_stands_beside_the_year_before() {
        // The last two quarters are twice those of a year before, and the years nearly the same.
        let amounts = [vec![100; 6], vec![40; 6], vec![45; 6], vec![90; 6]].concat();
        assert!(!matches!(told(&amounts), Some(Telling::GrewInQuarters(..))), "{:?}", told(&amounts));
    }

    #[test]
    fn most_of_it_in_one_quarter_is_said_before_growth() {
        let mut amounts = vec![10; 24];
        amounts[15..18].fill(200);
        assert!(matches!(told(&amounts), Some(Telling::OneQuarter(share)) if share > 0.7));
    }
}
