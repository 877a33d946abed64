//! An account beside the others of its segment.

use super::{Analysis, Period, Segment, Series, median};
use crate::book::RecordId;
use crate::ledger::Ledger;

/// How many whole periods count as the last ones.
const RECENT: usize = 4;

/// An account's value over time, and that of the median account of its segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentPeers {
    pub segment: Segment,
    /// How many accounts the segment has, this one included; at least two.
    pub accounts: usize,
    pub own: Series,
    /// The median of the segment's accounts, period by period, in minor units.
    pub typical: Series,
    /// `None` without a whole period.
    pub recent: Option<Recent>,
}

/// The last whole periods: up to four.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recent {
    pub periods: usize,
    /// In minor units.
    pub own: i128,
    /// The median of what the segment's accounts bought in them, in minor units.
    pub typical: f64,
}

impl Recent {
    /// How many times the median; `None` where one of the two is nothing.
    pub fn times(&self) -> Option<f64> {
        (self.own > 0 && self.typical > 0.0).then(|| self.own as f64 / self.typical)
    }
}

impl SegmentPeers {
    /// `None` for an account without a segment, or alone in it.
    pub fn of(analysis: &Analysis, ledger: &Ledger, account: RecordId) -> Option<Self> {
        let segment = analysis.finding(account)?.segment()?;
        let own = analysis.series(ledger, account);
        let alike = analysis.findings.iter().filter(|finding| finding.segment() == Some(segment));
        let all: Vec<Series> = alike.map(|finding| analysis.series(ledger, finding.account)).collect();
        if all.len() < 2 {
            return None;
        }
        let of = |value: &dyn Fn(&Series) -> i128| {
            median(&all.iter().map(|series| value(series) as f64).collect::<Vec<_>>()).unwrap_or_default()
        };
        let at = |at: usize| of(&|series| series.values.get(at).copied().unwrap_or_default());
        let values = (0..own.values.len()).map(|period| at(period).round() as i128).collect();
        let is_whole =
            |period: &Period| period.first_day() >= analysis.window.0 && period.last_day() <= analysis.window.1;
        let whole: Vec<usize> =
            own.periods().enumerate().filter(|(_, period)| is_whole(period)).map(|(at, _)| at).collect();
        let last = whole.get(whole.len().saturating_sub(RECENT)..).unwrap_or_default();
        let sum = |series: &Series| last.iter().filter_map(|at| series.values.get(*at)).sum::<i128>();
        let recent = (!last.is_empty()).then(|| Recent { periods: last.len(), own: sum(&own), typical: of(&sum) });
        Some(Self { segment, accounts: all.len(), typical: Series { values, ..own.clone() }, own, recent })
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

    /// Accounts with so much a month, from January 2024.
    fn world(accounts: &[[i64; 6]]) -> (Analysis, Ledger) {
        let lines = accounts.iter().enumerate().flat_map(|(at, amounts)| {
            (1..).zip(amounts).map(move |(month, amount)| Line::plain(at as u32, date(2024, month, 1), *amount))
        });
        let sales = Sales { lines: lines.collect(), ..Sales::new(Currency::default()) };
        let ledger =
            Ledger::of(Currency::default(), [&Batch { accounts: (0..accounts.len()).map(id).collect(), sales }]);
        let config = Config {
            period: Some(crate::analysis::PeriodUnit::Month),
            window: (None, Some(date(2024, 6, 15))),
            ..Config::default()
        };
        (Analysis::of(&Book::default(), &ledger, &config).expect("sales"), ledger)
    }

    #[test]
    fn the_median_is_of_the_accounts_and_of_whole_periods() {
        let (analysis, ledger) = world(&[[180; 6], [200, 200, 200, 200, 220, 900], [300; 6]]);
        let found = SegmentPeers::of(&analysis, &ledger, id(2)).expect("others");
        assert_eq!((found.segment.letters(), found.accounts), ("AX", 3));
        assert_eq!(found.typical.values, [200, 200, 200, 200, 220, 300]);
        // June has not ended.
        let recent = found.recent.expect("whole periods");
        assert_eq!((recent.periods, recent.own, recent.typical), (4, 1_200, 820.0));
        assert!(recent.times().is_some_and(|times| (times - 1_200.0 / 820.0).abs() < 1e-12));
    }

    #[test]
    fn nobody_is_compared_with_itself_alone() {
        let (analysis, ledger) = world(&[[100; 6]]);
        assert_eq!(SegmentPeers::of(&analysis, &ledger, id(0)), None);
        assert_eq!(SegmentPeers::of(&analysis, &ledger, id(9)), None);
    }
}
