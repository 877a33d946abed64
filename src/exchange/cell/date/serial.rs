//! Excel's serial numbers: days as spreadsheets count them, the time of day in the fraction.

use crate::calendar::Date;
use crate::digits::digit;

/// Which day is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    /// 1 is 1900-01-01, and 60 the 29 February 1900 that never was.
    Year1900,
    /// 0 is 1904-01-01: workbooks made on old Macs.
    Year1904,
}

/// 1990-01-01 and 2100-12-31 in the system of 1900.
const LIKELY: std::ops::RangeInclusive<i32> = 32_874..=73_415;

/// The whole days of a number without sign or grouping: `45306`, `45306.75`, `45306,75`.
fn days(text: &str) -> Option<i32> {
    let (whole, fraction) = text.split_once(['.', ',', '٫']).unwrap_or((text, "0"));
    let count = whole.chars().count();
    if !(1..=6).contains(&count) || fraction.is_empty() || !fraction.chars().all(|c| digit(c).is_some()) {
        return None;
    }
    whole.chars().try_fold(0, |sum, c| Some(sum * 10 + i32::try_from(digit(c)?).ok()?))
}

/// The day a number stands for; `None` if there is none, or it isn't of 1900 to 2199.
pub(super) fn date(text: &str, system: System) -> Option<Date> {
    let days = days(text)?;
    let first = |year| Date::new(year, 1, 1).ok();
    let day = match (system, days) {
        (System::Year1900, 0 | 60) => None,
        (System::Year1900, 1..60) => first(1900).map(|day| day.plus(days - 1)),
        (System::Year1900, _) => first(1900).map(|day| day.plus(days - 2)),
        (System::Year1904, _) => first(1904).map(|day| day.plus(days)),
    };
    day.filter(|day| super::YEARS.contains(&day.year()))
}

/// Whether a number could be a day of 1990 to 2100.
pub(super) fn is_likely(text: &str) -> bool {
    days(text).is_some_and(|days| LIKELY.contains(&days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date as day;
    use System::{Year1900, Year1904};

    #[test]
    fn numbers_are_days() {
        for (text, system, expected) in [
            ("45306", Year1900, Some(day(2024, 1, 15))),
            ("43844", Year1904, Some(day(2024, 1, 15))),
            ("45306.75", Year1900, Some(day(2024, 1, 15))),
            ("۴۵۳۰۶", Year1900, Some(day(2024, 1, 15))),
            ("1", Year1900, Some(day(1900, 1, 1))),
            ("59", Year1900, Some(day(1900, 2, 28))),
            ("60", Year1900, None),
            ("61", Year1900, Some(day(1900, 3, 1))),
            ("0", Year1900, None),
            ("0", Year1904, Some(day(1904, 1, 1))),
            ("999999", Year1900, None),
            ("-45306", Year1900, None),
            ("45306.", Year1900, None),
            ("45 306", Year1900, None),
            ("", Year1900, None),
        ] {
            assert_eq!(date(text, system), expected, "{text}");
        }
    }

    #[test]
    fn only_numbers_of_our_time_are_likely() {
        assert!(is_likely("45306") && is_likely("32874") && is_likely("73415.5"));
        assert_eq!(date("32874", Year1900), Some(day(1990, 1, 1)));
        assert_eq!(date("73415", Year1900), Some(day(2100, 12, 31)));
        assert!(!is_likely("32873") && !is_likely("73416") && !is_likely("1,234"));
    }
}
