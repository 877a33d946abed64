//! Losses over time: how many in each period, what they brought, and of how many (L2, C13).

use super::Loss;
use crate::analysis::{Period, PeriodUnit, Share};
use crate::calendar::Date;

/// The losses established in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossPeriod {
    pub period: Period,
    pub count: usize,
    /// Those that bought again since.
    pub returned: usize,
    /// What they brought in the year up to their last order, in minor units.
    pub value: i128,
    /// How many accounts had an order day in the 365 days before the period.
    pub buying: usize,
    /// Whether it isn't over on the last day of which sales are known.
    pub is_part: bool,
}

impl LossPeriod {
    /// Losses of those that bought in the year before.
    pub fn rate(&self) -> Share {
        Share { of: self.count, among: self.buying }
    }

    /// Those that are still away.
    pub fn away(&self) -> usize {
        self.count - self.returned
    }
}

/// Losses being counted by period, account by account.
#[derive(Clone, Debug)]
pub struct CountingLosses {
    /// From the first with a loss to the last day; none without a loss.
    periods: Vec<LossPeriod>,
}

impl CountingLosses {
    /// Of losses, with their values in minor units, up to a day.
    pub fn begin(losses: impl IntoIterator<Item = (Loss, i128)>, unit: PeriodUnit, until: Date) -> Self {
        let losses: Vec<(Loss, i128)> = losses.into_iter().collect();
        let first = losses.iter().map(|(loss, _)| unit.of(loss.day)).min_by_key(|period| period.number);
        let last = unit.of(until);
        let periods = std::iter::successors(first, |period| Some(period.next()));
        let periods = periods.take_while(|period| period.number <= last.number);
        let empty = |period: Period| LossPeriod {
            period,
            count: 0,
            returned: 0,
            value: 0,
            buying: 0,
            is_part: period.last_day() > until,
        };
        let mut periods: Vec<LossPeriod> = periods.map(empty).collect();
        for (loss, value) in losses {
            let period = unit.of(loss.day);
            let at = periods.partition_point(|of| of.period.number < period.number);
            if let Some(of) = periods.get_mut(at).filter(|of| of.period == period) {
                of.count += 1;
                of.returned += usize::from(loss.returned.is_some());
                of.value += value;
            }
        }
        Self { periods }
    }

    /// Takes in an account by its order days: it was buying where one lies in the 365 days before a period.
    pub fn add(&mut self, days: &[Date]) {
        for of in &mut self.periods {
            let begun = of.period.first_day();
            let at = days.partition_point(|day| *day < begun.plus(-365));
            of.buying += usize::from(days.get(at).is_some_and(|day| *day < begun));
        }
    }

    /// The periods in order, once all accounts are taken in.
    pub fn finish(self) -> Vec<LossPeriod> {
        self.periods
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::losses::{LossRule, losses};
    use crate::calendar::date;

    #[test]
    fn a_loss_counts_in_the_period_it_is_established_in_and_against_the_year_before_it() {
        // Lost on 13 August 2023, which is 182 days after 11 February and one more; back in October.
        let one = [date(2023, 1, 2), date(2023, 1, 22), date(2023, 2, 11), date(2023, 10, 1)];
        let other = [date(2022, 6, 30), date(2022, 7, 1)];
        let until = date(2023, 11, 30);
        let all: Vec<(Loss, i128)> = [one.as_slice(), &other]
            .iter()
            .flat_map(|days| losses(days, until, LossRule::default()))
            .map(|loss| (loss, 100))
            .collect();
        let counted = |losses: &[(Loss, i128)]| {
            let mut counting = CountingLosses::begin(losses.iter().copied(), PeriodUnit::Quarter, until);
            [one.as_slice(), &other].into_iter().for_each(|days| counting.add(days));
            counting.finish()
        };
        let found = counted(&all);
        let told =
            |at: usize| found.get(at).map(|of| (of.period.ordinal(), of.count, of.returned, of.value, of.buying));
        assert_eq!(told(0), Some((3, 2, 1, 200, 2)), "the other was lost after a year, on 2 July");
        assert_eq!(told(1), Some((4, 0, 0, 0, 1)));
        assert_eq!((found.len(), found.last().map(|of| of.is_part)), (2, Some(true)));
        assert_eq!(counted(&[]), []);
    }
}
