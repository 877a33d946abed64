//! Periods: what the column of a wide table, or a cell, stands for (`Jan 2024`, `KW 5`, `1 кв. 2024`).
//!
//! One header says little: "2024" may be a year and "Avg" an average. [`of_headers`] decides for a
//! row of them as a whole, [`parse`] for a text alone.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::exchange::cell::date::jalali;

mod found;
mod row;
mod scan;
mod token;
mod words;

pub(in crate::exchange) use row::of_headers;

/// The period a column or a cell stands for. Where it doesn't name its year, something else must.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PeriodName {
    Day(Date),
    /// ISO 8601, 1 to 53; the year is the week's, not the day's.
    Week {
        year: Option<i16>,
        week: u8,
    },
    Month {
        year: Option<i16>,
        month: u8,
    },
    /// A month of the Jalali calendar and its year.
    JalaliMonth {
        year: Option<i16>,
        month: u8,
    },
    Quarter {
        year: Option<i16>,
        quarter: u8,
    },
    Half {
        year: Option<i16>,
        half: u8,
    },
    /// A fiscal year (`FY2024`) is taken for the calendar's.
    Year(i16),
    JalaliYear(i16),
    /// `W0`, `W1` ...: a number whose first is some week or month that isn't known.
    Running {
        unit: Unit,
        number: u32,
    },
}

/// How long a period is; the shorter the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
}

/// A column that stands for a period, by its header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodColumn {
    pub period: PeriodName,
    /// What else the header says ("Qty" of "Jan 2024 Qty"); empty where it is the period alone.
    pub rest: String,
}

/// What a text alone names, if it is a period and nothing else. Its language may be needed to know
/// (`listopad`), or its neighbours (`W0`, `M1`): see [`of_headers`].
pub(in crate::exchange) fn parse(text: &str) -> Option<PeriodName> {
    let found = scan::scan(text)?;
    let is_average = found.is_average;
    let period = found.period(crate::exchange::cell::date::month::ALL)?;
    (found.rest.is_empty() && !is_average).then_some(period)
}

impl PeriodName {
    pub fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week { .. } => Unit::Week,
            Self::Month { .. } | Self::JalaliMonth { .. } => Unit::Month,
            Self::Quarter { .. } => Unit::Quarter,
            Self::Half { .. } => Unit::Half,
            Self::Year(_) | Self::JalaliYear(_) => Unit::Year,
            Self::Running { unit, .. } => unit,
        }
    }

    /// Whether its days are known once a year is.
    pub fn needs_year(self) -> bool {
        match self {
            Self::Week { year, .. }
            | Self::Month { year, .. }
            | Self::JalaliMonth { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. } => year.is_none(),
            Self::Day(_) | Self::Year(_) | Self::JalaliYear(_) | Self::Running { .. } => false,
        }
    }

    /// The first day; `default_year` where it names no year, in its own calendar. `None` if there is
    /// no such period, or nothing says when it is.
    pub fn first_day(self, default_year: Option<i16>) -> Option<Date> {
        self.days(default_year).map(|(first, _)| first)
    }

    /// The last day; as [`PeriodName::first_day`].
    pub fn last_day(self, default_year: Option<i16>) -> Option<Date> {
        self.days(default_year).map(|(_, last)| last)
    }

    fn days(self, default_year: Option<i16>) -> Option<(Date, Date)> {
        let is_jalali = |year: &i16| jalali::YEARS.contains(year);
        let gregorian = |year: Option<i16>| year.or(default_year).filter(|year| !is_jalali(year));
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Week { year, week } => {
                let monday = monday(gregorian(year)?, week)?;
                Some((monday, monday.plus(6)))
            }
            Self::Month { year, month } => months(gregorian(year)?, month, 1),
            Self::Quarter { year, quarter } => months(gregorian(year)?, first_month(quarter, 3, 4)?, 3),
            Self::Half { year, half } => months(gregorian(year)?, first_month(half, 6, 2)?, 6),
            Self::Year(year) => months(year, 1, 12),
            Self::JalaliMonth { year, month } => {
                let year = year.or(default_year).filter(is_jalali)?;
                let last = jalali::month_length(year, month)?;
                Some((jalali::date(year, month, 1)?, jalali::date(year, month, last)?))
            }
            Self::JalaliYear(year) => {
                let last = jalali::month_length(year, 12)?;
                Some((jalali::date(year, 1, 1)?, jalali::date(year, 12, last)?))
            }
            Self::Running { .. } => None,
        }
    }
}

/// The Monday of an ISO week; `None` if the year has no such week.
fn monday(year: i16, week: u8) -> Option<Date> {
    // The first week is the one with 4 January; day 0 was a Thursday.
    let fourth = Date::new(year, 1, 4).ok()?;
    let first = fourth.plus(-(fourth.number() + 3).rem_euclid(7));
    let monday = first.plus(7 * (i32::from(week) - 1));
    (monday.iso_week() == (year, week)).then_some(monday)
}

/// The first month of the `number`th part of a year that has so many.
fn first_month(number: u8, months: u8, parts: u8) -> Option<u8> {
    (1..=parts).contains(&number).then(|| (number - 1) * months + 1)
}

/// So many months from the first of one.
fn months(year: i16, month: u8, count: u8) -> Option<(Date, Date)> {
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    let last = i8::try_from(month.checked_add(count - 1)?).ok()?;
    let last = (28..=31).rev().find_map(|day| Date::new(year, last, day).ok())?;
    Some((first, last))
}

#[cfg(test)]
mod tests;
