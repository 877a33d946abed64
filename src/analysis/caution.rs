//! When an account's classes should be taken with a pinch of salt (M15).

use super::days::within;
use super::{Analysis, Finding, MIN_PERIODS};
use crate::calendar::Date;
use crate::ledger::{Ledger, orders};

/// Fewer periods than this make a class, but a shaky one. *Our choice*: twice the least.
const STEADY_PERIODS: usize = 2 * MIN_PERIODS;

/// A reason to doubt an account's classes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Caution {
    /// Few periods were counted.
    ShortHistory { periods: usize },
    /// So few orders that any rhythm is chance.
    FewOrders { orders: usize },
    /// One order is more than half of all it bought in the window.
    OneOrder {
        day: Date,
        /// Revenue, in minor units.
        amount: i128,
        /// Of the account's revenue, 0 to 1 (more, where returns have eaten of it).
        share: f64,
    },
    /// Credit notes came after the end of the window: what they take back is still counted.
    CreditAfter {
        /// Of the first.
        day: Date,
        /// All of them together in minor units; negative.
        amount: i128,
        count: usize,
    },
}

impl Analysis {
    /// What to keep in mind about an account's classes. The ledger is the one analysed.
    pub fn cautions(&self, ledger: &Ledger, finding: &Finding) -> Vec<Caution> {
        let sales = ledger.sales(finding.account);
        let inside = within(sales, self.window);
        let later = within(sales, (self.window.1.plus(1), Date::MAX));
        let periods = finding.regularity.as_ref().map_or(0, |regularity| regularity.values.len());
        let short = (periods < STEADY_PERIODS && finding.rank.is_some()).then_some(Caution::ShortHistory { periods });
        let few = (finding.rank.is_some() && short.is_none() && finding.orders < MIN_PERIODS)
            .then_some(Caution::FewOrders { orders: finding.orders });
        let largest = orders(inside).into_iter().max_by_key(|order| order.amount);
        let one = largest.filter(|order| finding.revenue > 0 && order.amount * 2 > finding.revenue).map(|order| {
            let share = order.amount as f64 / finding.revenue as f64;
            Caution::OneOrder { day: order.day, amount: order.amount, share }
        });
        let credits: Vec<_> = orders(later).into_iter().filter(|order| order.amount < 0).collect();
        let credit = credits.first().map(|first| Caution::CreditAfter {
            day: first.day,
            amount: credits.iter().map(|order| order.amount).sum(),
            count: credits.len(),
        });
        [short, few, one, credit].into_iter().flatten().collect()
    }

    /// Who stands just before and just behind an account by rank.
    pub fn neighbours(&self, finding: &Finding) -> (Option<&Finding>, Option<&Finding>) {
        let ranked = |at: Option<usize>| self.findings.get(at?).filter(|other| other.rank.is_some());
        let Some(at) = self.position(finding.account).filter(|_| finding.rank.is_some()) else { return (None, None) };
        (ranked(at.checked_sub(1)), ranked(at.checked_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::{Book, RecordId};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    fn cautions(sales: &[(Date, i64)]) -> Vec<Caution> {
        let line = |(day, amount): &(Date, i64)| Line::plain(0, *day, *amount);
        let account = RecordId::well_known(7);
        let lines = sales.iter().map(line).collect();
        let batch = Batch { accounts: vec![account], sales: Sales { lines, ..Sales::default() } };
        let ledger = Ledger::of(Currency::default(), [&batch]);
        let config = Config {
            window: (None, Some(date(2024, 12, 31))),
            period: Some(super::super::PeriodUnit::Month),
            ..Config::default()
        };
        let analysis = Analysis::of(&Book::default(), &ledger, &config);
        let found = analysis.as_ref().and_then(|analysis| Some((analysis, analysis.finding(account)?)));
        found.map(|(analysis, finding)| analysis.cautions(&ledger, finding)).unwrap_or_default()
    }

    #[test]
    fn a_steady_customer_gives_no_cause() {
        let sales: Vec<_> = (1..=12).map(|month| (date(2024, month, 5), 100)).collect();
        assert_eq!(cautions(&sales), []);
    }

    #[test]
    fn half_a_total_in_one_order_is_no_caution_and_more_is() {
        let with = |large| [(date(2024, 1, 1), 100), (date(2024, 6, 1), large)];
        let few = Caution::FewOrders { orders: 2 };
        assert_eq!(cautions(&with(100)), [few]);
        let expected = Caution::OneOrder { day: date(2024, 6, 1), amount: 101, share: 101.0 / 201.0 };
        assert_eq!(cautions(&with(101)), [few, expected]);
    }

    #[test]
    fn a_credit_note_after_the_window_is_told() {
        let mut sales: Vec<_> = (1..=12).map(|month| (date(2024, month, 5), 100)).collect();
        sales.extend([(date(2025, 1, 2), -60), (date(2025, 1, 9), 500), (date(2025, 2, 2), -5)]);
        let expected = Caution::CreditAfter { day: date(2025, 1, 2), amount: -65, count: 2 };
        assert_eq!(cautions(&sales), [expected]);
    }

    #[test]
    fn few_periods_are_told() {
        let sales = [(date(2024, 9, 1), 100), (date(2024, 10, 1), 100), (date(2024, 12, 1), 100)];
        assert_eq!(cautions(&sales), [Caution::ShortHistory { periods: 4 }]);
    }
}
