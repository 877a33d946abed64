//! Calendar dates, without time or zone.
//!
//! The arithmetic is the `time` crate's; what is added is the text of a date (ISO 8601) for people,
//! files and storage. `jiff`, whose dates would do as well, brings its time zones' errors with it:
//! some 25 kB of the page's first load.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::Month;

/// A day of the Gregorian calendar, years −9999 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// There is no such day, or the text is not `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date is written YYYY-MM-DD")
    }
}

impl Date {
    /// 1970-01-01
    pub const EPOCH: Self = match time::Date::from_julian_day(Self::EPOCH_JULIAN) {
        Ok(day) => Self(day),
        Err(_) => Self(time::Date::MIN),
    };
    pub const MAX: Self = Self(time::Date::MAX);
    /// The Julian day of 1970-01-01.
    const EPOCH_JULIAN: i32 = 2_440_588;

    /// The day of a year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// [`NotADate`] if the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADate> {
        let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok()).ok_or(NotADate)?;
        let day = u8::try_from(day).map_err(|_| NotADate)?;
        time::Date::from_calendar_date(year.into(), month, day).map(Self).map_err(|_| NotADate)
    }

    /// So many days after 1970-01-01, or before it.
    ///
    /// # Errors
    /// [`NotADate`] beyond the years the calendar holds.
    pub fn from_number(days: i32) -> Result<Self, NotADate> {
        let julian = days.checked_add(Self::EPOCH_JULIAN).ok_or(NotADate)?;
        time::Date::from_julian_day(julian).map(Self).map_err(|_| NotADate)
    }

    /// Days since 1970-01-01; negative before it.
    pub fn number(self) -> i32 {
        self.0.to_julian_day() - Self::EPOCH_JULIAN
    }

    pub fn year(self) -> i16 {
        // The calendar's years fit.
        self.0.year() as i16
    }

    /// 1 to 12
    pub fn month(self) -> i8 {
        u8::from(self.0.month()) as i8
    }

    /// Of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day() as i8
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i32 {
        self.0.to_julian_day() - earlier.0.to_julian_day()
    }

    /// So many days later, or earlier; at the ends of the calendar it stops.
    pub fn plus(self, days: i32) -> Self {
        let end = if days < 0 { Self(time::Date::MIN) } else { Self::MAX };
        Self::from_number(self.number().saturating_add(days)).unwrap_or(end)
    }

    /// The same day a year before; 28 February for the 29th.
    pub fn a_year_before(self) -> Self {
        self.months_before(12)
    }

    /// The same day so many months before; the last of that month where it is shorter.
    pub fn months_before(self, months: i32) -> Self {
        let month = i32::from(self.year()) * 12 + i32::from(self.month()) - 1 - months;
        let of = |day| {
            let (year, month) =
                (i16::try_from(month.div_euclid(12)).ok()?, i8::try_from(month.rem_euclid(12) + 1).ok()?);
            Self::new(year, month, day).ok()
        };
        [self.day(), 30, 29, 28].into_iter().find_map(of).unwrap_or(self)
    }

    /// Whether it is a day from Monday to Friday.
    pub fn is_weekday(self) -> bool {
        // 1970-01-01 was a Thursday, the fourth day counted from Monday.
        (self.number() + 3).rem_euclid(7) < 5
    }

    /// ISO 8601 week: its year and its number.
    pub fn iso_week(self) -> (i16, u8) {
        let (year, week, _) = self.0.to_iso_week_date();
        (year as i16, week)
    }
}

/// `YYYY-MM-DD`
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (year, rest) = text.split_once('-').ok_or(NotADate)?;
        let (month, day) = rest.split_once('-').ok_or(NotADate)?;
        let is_plain = |part: &str, digits| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_plain(year, 4) || !is_plain(month, 2) || !is_plain(day, 2) {
            return Err(NotADate);
        }
        Self::new(
            year.parse().map_err(|_| NotADate)?,
            month.parse().map_err(|_| NotADate)?,
            day.parse().map_err(|_| NotADate)?,
        )
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A day that is known to exist, for tests.
#[cfg(test)]
pub(crate) fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day of the calendar")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_survives_its_number_and_its_text(days in -700_000i32..2_900_000) {
            let day = Date::from_number(days).unwrap();
            prop_assert_eq!(day.number(), days);
            prop_assert_eq!(Date::EPOCH.plus(days), day);
            if (0..=9999).contains(&day.year()) {
                prop_assert_eq!(day.to_string().parse(), Ok(day));
            }
        }

        #[test]
        fn no_text_panics(text: String) {
            let _ = text.parse::<Date>();
        }
    }

    #[test]
    fn impossible_days_are_no_dates() {
        for text in
            ["2023-02-29", "2024-13-01", "2024-00-10", "24-01-01", "2024-1-1", "2024-01-01T00", "+024-01-01", ""]
        {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
        assert_eq!(Date::MAX.plus(1), Date::MAX);
    }

    #[test]
    fn five_days_in_a_row_are_weekdays() {
        // 6 May 2024 was a Monday.
        let week: Vec<bool> = (0..7).map(|after| date(2024, 5, 6).plus(after).is_weekday()).collect();
        assert_eq!(week, [true, true, true, true, true, false, false]);
        assert!(date(1969, 12, 26).is_weekday() && !date(1969, 12, 27).is_weekday());
    }

    #[test]
    fn a_leap_day_has_its_year_before() {
        assert_eq!(date(2024, 2, 29).a_year_before(), date(2023, 2, 28));
        assert_eq!(date(1998, 5, 6).a_year_before(), date(1997, 5, 6));
    }
}
