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

/// The periods from the first with a loss to the last day, each with its losses; none without a loss. `losses`: with
/// their values in minor units; `days`: the order days of all accounts, each account's by themselves.
pub fn losses_by_period(losses: &[(Loss, i128)], days: &[&[Date]], unit: PeriodUnit, until: Date) -> Vec<LossPeriod> {
    let Some(first) = losses.iter().map(|(loss, _)| unit.of(loss.day)).min_by_key(|period| period.number) else {
        return Vec::new();
    };
    let last = unit.of(until);
    let periods = std::iter::successors(Some(first), |period| Some(period.next()));
    let found = periods.take_while(|period| period.number <= last.number).map(|period| {
        let within = losses.iter().filter(|(loss, _)| unit.of(loss.day) == period);
        let begun = period.first_day();
        let bought = |days: &&&[Date]| {
            let at = days.partition_point(|day| *day < begun.plus(-365));
            days.get(at).is_some_and(|day| *day < begun)
        };
        LossPeriod {
            period,
            count: within.clone().count(),
            returned: within.clone().filter(|(loss, _)| loss.returned.is_some()).count(),
            value: within.map(|(_, value)| value).sum(),
            buying: days.iter().filter(bought).count(),
            is_part: period.last_day() > until,
        }
    });
    found.collect()
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
        let found = losses_by_period(&all, &[&one, &other], PeriodUnit::Quarter, until);
        let told =
            |at: usize| found.get(at).map(|of| (of.period.ordinal(), of.count, of.returned, of.value, of.buying));
        assert_eq!(told(0), Some((3, 2, 1, 200, 2)), "the other was lost after a year, on 2 July");
        assert_eq!(told(1), Some((4, 0, 0, 0, 1)));
        assert_eq!((found.len(), found.last().map(|of| of.is_part)), (2, Some(true)));
        assert_eq!(losses_by_period(&[], &[&one], PeriodUnit::Quarter, until), []);
    }
}
