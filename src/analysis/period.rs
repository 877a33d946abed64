//! Calendar periods, and which of them fits a buying rhythm (M4). Weeks are those of ISO 8601.

use crate::calendar::Date;

pub use crate::book::PeriodUnit;

/// One period: its unit and its number on the calendar, counted from a fixed origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub unit: PeriodUnit,
    pub number: i32,
}

impl PeriodUnit {
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Half];

    /// Its name in exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
        }
    }

    /// The period a day is in.
    pub fn of(self, day: Date) -> Period {
        let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let number = match self {
            // 1970-01-01 was a Thursday.
            Self::Week => (day.number() + 3).div_euclid(7),
            Self::Month => month,
            Self::Quarter => month.div_euclid(3),
            Self::Half => month.div_euclid(6),
        };
        Period { unit: self, number }
    }

    /// The unit that fits a typical gap (days): ≤ 7 week, ≤ 31 month, ≤ 92 quarter, else half-year;
    /// a step smaller while the window holds fewer than four whole periods. Month, if nobody has
    /// bought twice.
    pub fn fitting(median_gap: Option<f64>, window: (Date, Date)) -> Self {
        let mut unit = match median_gap {
            Some(gap) if gap <= 7.0 => Self::Week,
            None => Self::Month,
            Some(gap) if gap <= 31.0 => Self::Month,
            Some(gap) if gap <= 92.0 => Self::Quarter,
            Some(_) => Self::Half,
        };
        while unit.complete_in(window) < 4 {
            unit = match unit {
                Self::Half => Self::Quarter,
                Self::Quarter => Self::Month,
                Self::Month | Self::Week => return Self::Week,
            };
        }
        unit
    }

    /// How many whole periods the window holds.
    pub fn complete_in(self, window: (Date, Date)) -> usize {
        let first = self.of(window.0);
        let first = if first.first_day() < window.0 { first.next() } else { first };
        usize::try_from(self.last_complete(window).number - first.number + 1).unwrap_or(0)
    }

    /// The last period that ends within the window.
    pub fn last_complete(self, window: (Date, Date)) -> Period {
        let last = self.of(window.1);
        if last.last_day() > window.1 { Period { number: last.number - 1, ..last } } else { last }
    }
}

impl Period {
    pub fn next(self) -> Self {
        Self { number: self.number + 1, ..self }
    }

    pub fn first_day(self) -> Date {
        let of_month = |month: i32| {
            let year = i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX);
            let month = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
            Date::new(year, month, 1).unwrap_or(Date::MAX)
        };
        match self.unit {
            PeriodUnit::Week => Date::EPOCH.plus(self.number * 7 - 3),
            PeriodUnit::Month => of_month(self.number),
            PeriodUnit::Quarter => of_month(self.number * 3),
            PeriodUnit::Half => of_month(self.number * 6),
        }
    }

    pub fn last_day(self) -> Date {
        self.next().first_day().plus(-1)
    }

    pub fn year(self) -> i16 {
        match self.unit {
            PeriodUnit::Week => self.first_day().iso_week().0,
            _ => self.first_day().year(),
        }
    }

    /// Whether it is the same part of the year before the other's.
    pub fn is_a_year_before(self, other: Self) -> bool {
        self.unit == other.unit && self.year() == other.year() - 1 && self.ordinal() == other.ordinal()
    }

    /// Its number within the year, from 1: week, month, quarter or half.
    pub fn ordinal(self) -> i32 {
        match self.unit {
            PeriodUnit::Week => self.first_day().iso_week().1.into(),
            PeriodUnit::Month => self.number.rem_euclid(12) + 1,
            PeriodUnit::Quarter => self.number.rem_euclid(4) + 1,
            PeriodUnit::Half => self.number.rem_euclid(2) + 1,
        }
    }
}

/// The middle value, or the mean of the two middle ones; `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some((sorted.get(sorted.len() / 2 - 1)? + upper) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_lies_in_its_period(days in -20_000i32..40_000, unit in 0usize..4) {
            let day = Date::EPOCH.plus(days);
            let period = PeriodUnit::ALL[unit].of(day);
            prop_assert!(period.first_day() <= day && day <= period.last_day());
            prop_assert_eq!(PeriodUnit::ALL[unit].of(period.first_day()), period);
            prop_assert_eq!(period.last_day().plus(1), period.next().first_day());
        }
    }

    #[test]
    fn weeks_are_iso_weeks() {
        let week = PeriodUnit::Week.of(date(2024, 12, 31));
        assert_eq!((week.year(), week.ordinal(), week.first_day()), (2025, 1, date(2024, 12, 30)));
    }

    #[test]
    fn a_short_window_gets_a_smaller_period() {
        let year = (date(2024, 1, 1), date(2024, 12, 31));
        assert_eq!(PeriodUnit::fitting(Some(80.0), year), PeriodUnit::Quarter);
        assert_eq!(PeriodUnit::fitting(Some(200.0), year), PeriodUnit::Quarter);
        assert_eq!(PeriodUnit::fitting(Some(80.0), (date(2024, 1, 2), date(2024, 12, 31))), PeriodUnit::Month);
        assert_eq!(PeriodUnit::fitting(Some(80.0), (date(2024, 1, 2), date(2024, 1, 9))), PeriodUnit::Week);
    }

    #[test]
    fn the_median_of_an_even_number_is_between() {
        assert_eq!(median(&[1.0, 4.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }
}
