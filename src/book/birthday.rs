//! A birthday: a day and a month, and the year where it is known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::LeapDay;
use crate::calendar::{Date, NotADate};

/// Stored as vCard does: `1960-05-14`, or `--05-14` without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birthday {
    year: Option<i16>,
    month: i8,
    day: i8,
}

/// A year in which every day that can be a birthday exists.
const LEAP: i16 = 2000;

impl Birthday {
    /// # Errors
    /// [`NotADate`] if the calendar has no such day.
    pub fn new(year: Option<i16>, month: i8, day: i8) -> Result<Self, NotADate> {
        Date::new(year.unwrap_or(LEAP), month, day)?;
        Ok(Self { year, month, day })
    }

    pub fn year(self) -> Option<i16> {
        self.year
    }

    /// 1 to 12
    pub fn month(self) -> i8 {
        self.month
    }

    /// Of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.day
    }

    /// A day on which its day and month can be shown; the year means nothing unless it is known.
    pub fn shown(self) -> Date {
        Date::new(self.year.unwrap_or(LEAP), self.month, self.day).unwrap_or(Date::EPOCH)
    }

    /// The first celebration on this day or after it; that of 29 February, in common years, on `leap_day`.
    pub fn next(self, from: Date, leap_day: LeapDay) -> Option<Date> {
        let (month, day) = leap_day.month_and_day();
        let in_year = |year| Date::new(year, self.month, self.day).or_else(|_| Date::new(year, month, day)).ok();
        in_year(from.year()).filter(|day| *day >= from).or_else(|| in_year(from.year().checked_add(1)?))
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

impl FromStr for Birthday {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        if let Some(rest) = text.strip_prefix("--") {
            let (month, day) = rest.split_once('-').ok_or(NotADate)?;
            let part = |text: &str| text.parse().map_err(|_| NotADate);
            return Self::new(None, part(month)?, part(day)?);
        }
        let day: Date = text.parse()?;
        Self::new(Some(day.year()), day.month(), day.day())
    }
}

impl Serialize for Birthday {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Birthday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    #[test]
    fn a_birthday_survives_its_text_with_and_without_a_year() {
        for text in ["1960-05-14", "--05-14", "--02-29"] {
            assert_eq!(text.parse::<Birthday>().map(|day| day.to_string()), Ok(text.into()));
        }
        for text in ["--13-01", "--02-30", "1961-02-29", "05-14", ""] {
            assert_eq!(text.parse::<Birthday>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn the_next_one_is_today_at_the_earliest() {
        let next = |text: &str, from| text.parse::<Birthday>().ok().and_then(|day| day.next(from, LeapDay::default()));
        assert_eq!(next("1960-05-14", date(1998, 5, 14)), Some(date(1998, 5, 14)));
        assert_eq!(next("--05-14", date(1998, 5, 15)), Some(date(1999, 5, 14)));
    }

    /// Bug: who was born on 29 February was congratulated a day late, whatever is usual where they live.
    #[test]
    fn the_leap_day_is_the_last_of_february_in_common_years_unless_set_otherwise() {
        let next = |from, leap_day| "--02-29".parse::<Birthday>().ok().and_then(|day| day.next(from, leap_day));
        assert_eq!(next(date(1998, 1, 1), LeapDay::default()), Some(date(1998, 2, 28)));
        assert_eq!(next(date(1998, 3, 1), LeapDay::LastOfFebruary), Some(date(1999, 2, 28)));
        assert_eq!(next(date(1998, 3, 1), LeapDay::FirstOfMarch), Some(date(1998, 3, 1)));
        for leap_day in [LeapDay::LastOfFebruary, LeapDay::FirstOfMarch] {
            assert_eq!(next(date(2000, 1, 1), leap_day), Some(date(2000, 2, 29)));
        }
    }
}
