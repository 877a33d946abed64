//! The Jalali (Solar Hijri) calendar of Iran and Afghanistan, by ICU4X.

use calendrical_calculations::persian;

use crate::calendar::Date;

/// Years that can only be Jalali: no sale is of the Middle Ages. 1921 to 2121 of the other calendar.
pub(in crate::exchange) const YEARS: std::ops::RangeInclusive<i16> = 1300..=1499;

/// The day of ICU4X that is 1970-01-01.
pub(in crate::exchange) const EPOCH: i64 = 719_163;

/// How many days a month (1 to 12) has; `None` if there is no such month.
pub(in crate::exchange) fn month_length(year: i16, month: u8) -> Option<u8> {
    match month {
        1..=6 => Some(31),
        7..=11 => Some(30),
        12 => Some(if persian::is_leap_year(year.into()) { 30 } else { 29 }),
        _ => None,
    }
}

/// The day of a Jalali year (1300 to 1499), month and day of the month; `None` if there is none.
pub(in crate::exchange) fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    if !YEARS.contains(&year) || !(1..=month_length(year, month)?).contains(&day) {
        return None;
    }
    let fixed = persian::fixed_from_fast_persian(year.into(), month, day).to_i64_date();
    Date::from_number(i32::try_from(fixed - EPOCH).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date as gregorian;
    use calendrical_calculations::rata_die::RataDie;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(date(1402, 10, 25), Some(gregorian(2024, 1, 15)));
        assert_eq!(date(1403, 1, 1), Some(gregorian(2024, 3, 20)));
        assert_eq!(date(1403, 12, 30), Some(gregorian(2025, 3, 20)));
        assert_eq!(date(1404, 1, 1), Some(gregorian(2025, 3, 21)));
        assert_eq!(date(1357, 11, 22), Some(gregorian(1979, 2, 11)));
    }

    #[test]
    fn days_that_are_not() {
        assert_eq!(date(1402, 12, 30), None);
        for (year, month, day) in
            [(1402, 7, 31), (1402, 13, 1), (1402, 0, 1), (1402, 1, 0), (1299, 1, 1), (1500, 1, 1), (i16::MIN, 1, 1)]
        {
            assert_eq!(date(year, month, day), None);
        }
    }

    proptest! {
        #[test]
        fn every_day_is_one_day_and_back(year in 1300i16..=1499, month in 1u8..=12, day in 1u8..=31) {
            let found = date(year, month, day);
            prop_assert_eq!(found.is_some(), month_length(year, month).is_some_and(|length| day <= length));
            if let Some(found) = found {
                let fixed = RataDie::new(i64::from(found.number()) + EPOCH);
                prop_assert_eq!(persian::fast_persian_from_fixed(fixed).ok(), Some((year.into(), month, day)));
                // Days follow one another.
                let next = date(year, month, day + 1).or_else(|| date(year, month + 1, 1));
                let next = next.or_else(|| date(year + 1, 1, 1));
                prop_assert!(year == 1499 || next == Some(found.plus(1)));
            }
        }
    }
}
