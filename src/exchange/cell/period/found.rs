//! What one header says of a period, before its row is known.

use super::{PeriodName, Unit};
use crate::calendar::Date;
use crate::exchange::DateFormat;
use crate::exchange::cell::date::month::{self, Languages, Name};
use crate::exchange::cell::date::{self, jalali};

/// What a header names, as far as it says itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Named {
    /// A date; the order of its parts may need the others.
    Day,
    /// A month by its name, whose language may need the others.
    Month {
        year: Option<i16>,
        name: Name,
    },
    /// A week, or a month by number without a year: part of a year or of a running count.
    Counted {
        unit: Unit,
        number: u32,
    },
    Known(PeriodName),
}

/// A header that may name a period.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub named: Named,
    /// The date of [`Named::Day`], as it is in the header.
    pub day: String,
    /// Words beside the period.
    pub rest: String,
    /// The two digits after a month's name: its year, if not its day.
    pub short: Option<u32>,
    /// "avg": August in some languages, an average in others.
    pub is_average: bool,
    /// The letter for a unit alone, which may be anything.
    pub is_letter: bool,
}

impl Found {
    pub fn of(named: Named) -> Self {
        let (day, rest) = (String::new(), String::new());
        Self { named, day, rest, short: None, is_average: false, is_letter: false }
    }

    /// The period, if it needs nothing more than the language of its month.
    pub fn period(&self, languages: Languages) -> Option<PeriodName> {
        match self.named {
            Named::Known(period) => Some(period),
            Named::Day => date::read(&self.day, None).or_else(|| pointed(&self.day)).map(PeriodName::Day),
            Named::Month { year, name } => {
                // A full name is a month even in a row of another language.
                let found = name.month(languages).or_else(|| name.month(month::ALL).filter(|_| name.whole))?;
                let (month, is_jalali) = (found.number, year.is_some_and(|year| jalali::YEARS.contains(&year)));
                match (found.jalali, is_jalali || year.is_none()) {
                    (true, true) => Some(PeriodName::JalaliMonth { year, month }),
                    (true, false) => None,
                    (false, _) if is_jalali => None,
                    (false, _) => Some(PeriodName::Month { year, month }),
                }
            }
            Named::Counted { unit: Unit::Week, number: number @ 1..=53 } => {
                Some(PeriodName::Week { year: None, week: u8::try_from(number).ok()? })
            }
            Named::Counted { unit: Unit::Month, number: number @ 1..=12 } => {
                Some(PeriodName::Month { year: None, month: u8::try_from(number).ok()? })
            }
            Named::Counted { unit, number } => Some(PeriodName::Running { unit, number }),
        }
    }
}

/// A date by points has its day in front.
fn pointed(text: &str) -> Option<Date> {
    text.contains('.').then(|| date::read(text, Some(DateFormat::Dmy)))?
}
