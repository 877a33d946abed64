//! An account's last 12 months beside the 12 before; where those aren't whole, its last two quarters beside the same two.

use super::behaviour::Behaviour;
use super::days::{Span, within};
use super::level::{Deliveries, deliveries};
use super::{Analysis, Period, PeriodUnit, value_of};
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::{Ledger, Sale, orders};

/// What an account bought in 12 months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// By the measure in use, in minor units.
    pub value: i128,
    /// What all accounts brought in the same time, by the same measure.
    pub total: i128,
    /// Orders with a positive sum, and those sums together, in minor units.
    pub orders: usize,
    pub ordered: i128,
    /// What was promised for a day within them, and how much of it came late.
    pub deliveries: Deliveries,
}

impl Year {
    fn of(analysis: &Analysis, ledger: &Ledger, account: RecordId, span: Span) -> Self {
        let value = |sales: &[Sale]| -> i128 { sales.iter().map(|sale| value_of(sale, analysis.measure)).sum() };
        let sales = within(ledger.sales(account), span);
        // An order is one by its first day, of all that the account bought.
        let of_year = |day: &Date| (span.0..=span.1).contains(day);
        let ordered = orders(ledger.sales(account)).into_iter().filter(|order| order.amount > 0 && of_year(&order.day));
        let (orders, ordered) = ordered.fold((0, 0), |(n, sum), order| (n + 1, sum + order.amount));
        Self {
            value: value(sales),
            total: ledger.accounts().map(|(_, sales)| value(within(sales, span))).sum(),
            orders,
            ordered,
            deliveries: deliveries(ledger, sales, span),
        }
    }

    /// Of all that was bought, 0 to 1; `None` if that is nothing.
    pub fn share(&self) -> Option<f64> {
        (self.total > 0).then(|| self.value as f64 / self.total as f64)
    }

    /// Of an order, in minor units; `None` without one.
    pub fn mean_order(&self) -> Option<f64> {
        (self.orders > 0).then(|| self.ordered as f64 / self.orders as f64)
    }
}

/// The last 12 months up to the window's end, and the 12 before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    pub now: Year,
    /// `None` where that year isn't whole: a customer for part of it would be compared with one for all of it.
    pub before: Option<Year>,
}

impl Years {
    pub fn of(analysis: &Analysis, ledger: &Ledger, account: RecordId) -> Self {
        let until = analysis.window.1;
        let one = until.a_year_before();
        let two = one.a_year_before();
        let is_whole = is_customer_on(ledger, account, two.plus(1));
        let year = |from: Date, to| Year::of(analysis, ledger, account, (from.plus(1), to));
        Self { now: year(one, until), before: is_whole.then(|| year(two, one)) }
    }
}

/// Whether an account had bought by the end of a day: what began later is compared with nothing that began then.
fn is_customer_on(ledger: &Ledger, account: RecordId, day: Date) -> bool {
    Behaviour::first_purchase(ledger.sales(account)).is_some_and(|first| first <= day)
}

/// The last two whole quarters of the window beside the same two a year before, of an account of which
/// [`Years`] has no year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuartersApart {
    /// The last two, in order.
    pub quarters: [Period; 2],
    /// By the measure in use, in minor units; each of the four quarters brought something.
    pub before: i128,
    pub now: i128,
}

impl QuartersApart {
    /// `None` where there is a year before, where an account wasn't one yet when the first of them began, and where
    /// nothing was bought in one of the four.
    pub fn of(analysis: &Analysis, ledger: &Ledger, account: RecordId) -> Option<Self> {
        let until = analysis.window.1;
        if is_customer_on(ledger, account, until.a_year_before().a_year_before().plus(1)) {
            return None;
        }
        let last = PeriodUnit::Quarter.last_complete(analysis.window);
        let back = |quarters: i32| Period { number: last.number - quarters, ..last };
        let first_day = back(5).first_day();
        if first_day < analysis.window.0 || !is_customer_on(ledger, account, first_day) {
            return None;
        }
        let value = |quarter: Period| -> Option<i128> {
            let sales = within(ledger.sales(account), (quarter.first_day(), quarter.last_day()));
            let value = sales.iter().map(|sale| value_of(sale, analysis.measure)).sum();
            (value > 0).then_some(value)
        };
        let sum = |earlier, later| Some(value(back(earlier))? + value(back(later))?);
        Some(Self { quarters: [back(1), last], before: sum(5, 4)?, now: sum(1, 0)? })
    }

    /// Now over before.
    pub fn times(&self) -> f64 {
        self.now as f64 / self.before as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::Book;
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    fn id(at: usize) -> RecordId {
        RecordId::well_known(100 + at as u128)
    }

    /// The first account buys since before the year before; the second since within it.
    fn years(account: usize) -> Years {
        let sold = [
            (0, date(2020, 1, 5), 100),
            (0, date(2020, 2, 1), 40),
            (0, date(2021, 3, 1), 60),
            (0, date(2021, 3, 2), -10),
            (1, date(2020, 7, 1), 50),
            (1, date(2021, 12, 31), 150),
        ];
        let line = |(customer, day, amount)| Line::plain(customer, day, amount);
        let sales = Sales { lines: sold.map(line).into(), ..Sales::new(Currency::default()) };
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![id(0), id(1)], sales }]);
        let config = Config { window: (None, Some(date(2022, 1, 4))), ..Config::default() };
        let analysis = Analysis::of(&Book::default(), &ledger, &config).expect("sales");
        Years::of(&analysis, &ledger, id(account))
    }

    #[test]
    fn a_whole_year_before_stands_beside_the_last() {
        let years = years(0);
        assert_eq!((years.now.value, years.now.total, years.now.orders), (50, 200, 1));
        let before = years.before.map(|before| (before.value, before.total, before.orders, before.mean_order()));
        assert_eq!(before, Some((140, 190, 2, Some(70.0))));
        assert_eq!(years.now.share(), Some(0.25));
    }

    #[test]
    fn a_year_that_began_with_the_first_order_is_compared_with_nothing() {
        let years = years(1);
        assert_eq!((years.now.value, years.before), (150, None));
    }

    /// Of an account that buys for 100 on a day in the middle of each month, from a month on, each of the last six for
    /// `last`, up to the end of 2021.
    fn apart(since: Date, last: i64) -> Option<QuartersApart> {
        let months = (2019..=2021).flat_map(|year| (1..=12).map(move |month| date(year, month, 15)));
        let amount = |day: Date| if day > date(2021, 6, 30) { last } else { 100 };
        let lines = months.filter(|day| *day >= since).map(|day| Line::plain(0, day, amount(day)));
        let sales = Sales { lines: lines.collect(), ..Sales::new(Currency::default()) };
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![id(0)], sales }]);
        let config = Config { window: (Some(date(2019, 1, 1)), Some(date(2021, 12, 31))), ..Config::default() };
        let analysis = Analysis::of(&Book::default(), &ledger, &config).expect("sales");
        assert_eq!(Years::of(&analysis, &ledger, id(0)).before.is_some(), since < date(2020, 1, 15));
        QuartersApart::of(&analysis, &ledger, id(0))
    }

    #[test]
    fn two_quarters_stand_beside_the_same_of_a_year_before_where_no_year_does() {
        let quarters = [3, 4].map(|ordinal| PeriodUnit::Quarter.of(date(2021, ordinal * 3, 1)));
        assert_eq!(apart(date(2020, 6, 15), 230), Some(QuartersApart { quarters, before: 600, now: 1_380 }));
        assert_eq!(apart(date(2020, 6, 15), 230).map(|apart| apart.times()), Some(2.3));
    }

    #[test]
    fn quarters_say_nothing_beside_a_whole_year_nor_from_within_one_of_them() {
        assert_eq!(apart(date(2019, 12, 15), 230), None, "there is a year before");
        assert_eq!(apart(date(2020, 7, 15), 230), None, "the first of the four began before it bought");
        assert_eq!(apart(date(2020, 6, 15), 0), None, "nothing was bought in the last two");
    }
}
