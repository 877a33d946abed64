//! An account's last 12 months beside the 12 before.

use super::days::{Span, within};
use super::level::{Deliveries, deliveries};
use super::{Analysis, value_of};
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
        let first = super::behaviour::Behaviour::first_purchase(ledger.sales(account));
        let is_whole = first.is_some_and(|first| first <= two.plus(1));
        let year = |from: Date, to| Year::of(analysis, ledger, account, (from.plus(1), to));
        Self { now: year(one, until), before: is_whole.then(|| year(two, one)) }
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
}
