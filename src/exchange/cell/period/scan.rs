//! A header looked at by itself: the period it may name, and what else it says.

use super::found::{Found, Named};
use super::token::{Token, What, tokens};
use super::words::{WORDS, roman};
use super::{PeriodName, Unit};
use crate::digits::digit;
use crate::exchange::DateFormat;
use crate::exchange::cell::date::month;
use crate::exchange::cell::date::{self, jalali};
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::number::is_invisible;

/// Years a period can be of.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;
/// Longer headers name no period, in bytes.
const LONGEST: usize = 160;

/// Looks at a header by itself.
pub(super) fn scan(header: &str) -> Option<Found> {
    if header.len() > LONGEST {
        return None;
    }
    let visible: String = header.chars().filter(|c| !is_invisible(*c)).collect();
    let visible = visible.trim();
    day(visible).or_else(|| Scan { tokens: tokens(visible)?, used: Vec::new() }.run())
}

/// A date, alone or with words before or behind it.
fn day(header: &str) -> Option<Found> {
    // Most headers are words, which are looked at no further.
    if !header.contains(|c| digit(c).is_some()) {
        return None;
    }
    let is_date = |text: &str| {
        let parts = [DateFormat::Dmy, DateFormat::Mdy];
        // Digits alone may be the number of anything.
        text.contains(|c| digit(c).is_none()) && parts.iter().any(|format| date::read(text, Some(*format)).is_some())
    };
    let found = |day: &str, rest: &str| Found { day: day.into(), rest: rest.trim().into(), ..Found::of(Named::Day) };
    if is_date(header) {
        return Some(found(header, ""));
    }
    let has_total = |rest: &str| fold(rest).split(' ').any(|word| WORDS.is_total(word, Unit::Day));
    let (first, after) = header.split_once(char::is_whitespace)?;
    let (before, last) = header.rsplit_once(char::is_whitespace)?;
    let found = match (is_date(first), is_date(last)) {
        (true, false) => found(first, after),
        (false, true) => found(last, before),
        _ => return None,
    };
    let is_words = found.rest.chars().all(|c| digit(c).is_none());
    (is_words && !has_total(&found.rest)).then_some(found)
}

/// Tokens, and which of them the period takes up.
struct Scan<'a> {
    tokens: Vec<Token<'a>>,
    used: Vec<usize>,
}

impl Scan<'_> {
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at)?.what {
            What::Number(value, count) if !self.used.contains(&at) => Some((value, count)),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.what {
            What::Word(word) if !self.used.contains(&at) => Some(word),
            _ => None,
        }
    }

    fn places(&self) -> std::ops::Range<usize> {
        0..self.tokens.len()
    }

    fn run(mut self) -> Option<Found> {
        let year = self.full_year()?;
        let mut found = match self.months()? {
            Some(at) => self.month(at, year)?,
            None => match self.unit() {
                Some((at, unit)) => self.counted(at, unit, year)?,
                None => self.numeric(year?)?,
            },
        };
        self.finish(&mut found)?;
        Some(found)
    }

    /// A year of four digits; `None` if there are two of them, `Some(None)` if there is none.
    fn full_year(&mut self) -> Option<Option<i16>> {
        let is_year = |at: &usize| {
            let years =
                |value| YEARS.contains(&value) || i16::try_from(value).is_ok_and(|year| jalali::YEARS.contains(&year));
            self.number(*at).is_some_and(|(value, count)| count == 4 && years(value))
        };
        let mut years = self.places().filter(is_year);
        let found = (years.next(), years.next());
        match found {
            (None, _) => Some(None),
            (Some(at), None) => {
                let (value, _) = self.number(at)?;
                self.used.push(at);
                Some(Some(i16::try_from(value).ok()?))
            }
            _ => None,
        }
    }

    /// The one month named; `None` if there are two ("Jan-Mar"), `Some(None)` if there is none.
    fn months(&self) -> Option<Option<usize>> {
        let name = |at: usize| self.word(at).filter(|word| *word != "avg").and_then(month::of).map(|name| (at, name));
        let is_average = |at: &usize| self.word(*at) == Some("avg");
        let mut months = self.places().filter_map(name);
        match (months.next(), months.next(), months.next()) {
            (None, ..) => Some(self.places().find(is_average)),
            (Some((at, _)), None, _) => Some(Some(at)),
            // "Jan 2024 Kol.": a quantity, unless all of it is Croatian.
            (Some((one, first)), Some((two, second)), None) if first.languages() & second.languages() == 0 => {
                match first.languages().count_ones().cmp(&second.languages().count_ones()) {
                    std::cmp::Ordering::Greater => Some(Some(one)),
                    std::cmp::Ordering::Less => Some(Some(two)),
                    std::cmp::Ordering::Equal => None,
                }
            }
            _ => None,
        }
    }

    fn month(&mut self, at: usize, year: Option<i16>) -> Option<Found> {
        let word = self.word(at)?;
        let (name, is_average) = (month::of(word)?, word == "avg");
        self.used.push(at);
        let short = self.number(at + 1).filter(|(_, count)| year.is_none() && *count == 2).map(|(value, _)| value);
        if short.is_some() {
            self.used.push(at + 1);
        }
        let is_jalali = name.month(month::ALL).is_some_and(|month| month.jalali);
        let year = year.or(short.and_then(|short| short_year(short, is_jalali)));
        Some(Found { short, is_average, ..Found::of(Named::Month { year, name }) })
    }

    /// The word for a unit that has a number beside it.
    fn unit(&self) -> Option<(usize, Unit)> {
        let unit = |at: usize| WORDS.unit(self.word(at)?).map(|unit| (at, unit));
        let of_year = |(_, unit): &(usize, Unit)| *unit != Unit::Year;
        let mut found = self.places().filter_map(unit);
        let has_number = |(at, _): &(usize, Unit)| !self.counts(*at).is_empty();
        // "Week" of "Week 5, year 2024": what is less than a year comes first.
        found.clone().filter(of_year).find(has_number).or_else(|| found.find(has_number))
    }

    /// The numbers that can belong to the unit at a place: behind it and in front of it.
    fn counts(&self, at: usize) -> Vec<(usize, u32)> {
        let is_joined = |first: usize| self.tokens.get(first + 1).is_some_and(|token| token.before == '\0');
        let is_letter = self.word(at).is_some_and(|word| word.chars().count() == 1 && word != "q");
        let value = |place: usize| match self.number(place) {
            Some((value, 1..=2)) => Some((place, value)),
            Some(_) => None,
            None => self.word(place).filter(|_| !is_letter).and_then(roman).map(|value| (place, value)),
        };
        let behind = value(at + 1).filter(|_| !is_letter || is_joined(at));
        // The ending of an ordinal may be between: "1st quarter", "1-й квартал".
        let before = at.checked_sub(1).and_then(|one| {
            let is_ending =
                one > 0 && self.word(one).is_some_and(|word| roman(word).is_none() && WORDS.is_filler(word));
            value(if is_ending { one - 1 } else { one }).filter(|_| !is_letter || is_joined(one))
        });
        behind.into_iter().chain(before).collect()
    }

    fn counted(&mut self, at: usize, unit: Unit, year: Option<i16>) -> Option<Found> {
        let counts = self.counts(at);
        let word = self.word(at)?.to_owned();
        let is_behind = |place: usize| place > at;
        // "1 kw. 2024" is a Polish quarter, "KW 1" a German week.
        let unit = match counts.as_slice() {
            [(place, 1..=4)] if word == "kw" && !is_behind(*place) => Unit::Quarter,
            _ => unit,
        };
        let most = match unit {
            Unit::Quarter => 4,
            Unit::Half => 2,
            Unit::Month if year.is_some() => 12,
            Unit::Week if year.is_some() => 53,
            _ => 99,
        };
        if unit == Unit::Year {
            // FY24
            let (place, short) = counts.into_iter().find(|(place, _)| is_behind(*place))?;
            self.used.extend([at, place]);
            let year = short_year(short, false).filter(|_| year.is_none() && matches!(word.as_str(), "fy" | "gj"))?;
            return Some(Found::of(Named::Known(PeriodName::Year(year))));
        }
        let from = u32::from(year.is_some() || matches!(unit, Unit::Quarter | Unit::Half));
        let mut fitting = counts.iter().filter(|(_, value)| (from..=most).contains(value));
        let ((place, number), None) = (fitting.next()?, fitting.next()) else { return None };
        self.used.extend([at, *place]);
        // The other number is a year: "1H24", "Q1'24".
        let behind = at.max(*place) + 1;
        let short = self.number(behind).filter(|(_, count)| year.is_none() && *count == 2);
        let year = year.or(short.and_then(|(value, _)| short_year(value, false)));
        if short.is_some() {
            self.used.push(behind);
        }
        let part = u8::try_from(*number).ok()?;
        let is_jalali = year.is_some_and(|year| jalali::YEARS.contains(&year));
        let named = match (unit, year) {
            (Unit::Quarter | Unit::Half | Unit::Week, _) if is_jalali => return None,
            (Unit::Quarter, year) => Named::Known(PeriodName::Quarter { year, quarter: part }),
            (Unit::Half, year) => Named::Known(PeriodName::Half { year, half: part }),
            (Unit::Week, Some(year)) => {
                super::monday(year, part)?;
                Named::Known(PeriodName::Week { year: Some(year), week: part })
            }
            (Unit::Month, Some(_)) if !(1..=12).contains(&part) => return None,
            (Unit::Month, Some(_)) if is_jalali => Named::Known(PeriodName::JalaliMonth { year, month: part }),
            (Unit::Month, Some(_)) => Named::Known(PeriodName::Month { year, month: part }),
            (unit, None) => Named::Counted { unit, number: *number },
            _ => return None,
        };
        let is_letter = word.chars().count() == 1 && !matches!(word.as_str(), "q" | "w");
        Some(Found { is_letter, ..Found::of(named) })
    }

    /// `2024-01`, `01/2024`, `2024`.
    fn numeric(&mut self, year: i16) -> Option<Found> {
        let at = *self.used.first()?;
        let is_jalali = jalali::YEARS.contains(&year);
        let separates =
            |place: usize| self.tokens.get(place).is_some_and(|token| matches!(token.before, '-' | '/' | '.'));
        let places = [Some((at + 1, at + 1)), at.checked_sub(1).map(|before| (before, at))];
        let month = places.into_iter().flatten().find_map(|(place, second)| {
            let (month, 1..=2) = self.number(place)? else { return None };
            ((1..=12).contains(&month) && separates(second)).then_some((place, u8::try_from(month).ok()?))
        });
        let period = match month {
            Some((place, month)) => {
                self.used.push(place);
                let year = Some(year);
                if is_jalali { PeriodName::JalaliMonth { year, month } } else { PeriodName::Month { year, month } }
            }
            None if is_jalali => PeriodName::JalaliYear(year),
            None => PeriodName::Year(year),
        };
        Some(Found::of(Named::Known(period)))
    }

    /// What is left over: no numbers, no word for a total; the rest is kept.
    fn finish(&self, found: &mut Found) -> Option<()> {
        let unit = match found.named {
            Named::Known(period) => period.unit(),
            Named::Month { .. } => Unit::Month,
            Named::Counted { unit, .. } => unit,
            Named::Day => Unit::Day,
        };
        let mut rest: Vec<&str> = Vec::new();
        for (at, token) in self.tokens.iter().enumerate().filter(|(at, _)| !self.used.contains(at)) {
            match &token.what {
                What::Number(..) => return None,
                What::Word(word) if WORDS.is_total(word, unit) => return None,
                What::Word(word) if WORDS.is_filler(word) || self.is_fiscal(at, word) => {}
                What::Word(_) => rest.push(token.text),
            }
        }
        found.rest = rest.join(" ");
        Some(())
    }

    /// "FY" beside a year.
    fn is_fiscal(&self, at: usize, word: &str) -> bool {
        WORDS.unit(word) == Some(Unit::Year)
            && (self.used.contains(&(at + 1)) || at > 0 && self.used.contains(&(at - 1)))
    }
}

/// A year of two digits: 2000 to 2069 or 1970 to 1999; 1400 to 1449 or 1350 to 1399.
fn short_year(short: u32, jalali: bool) -> Option<i16> {
    let short = i16::try_from(short).ok()?;
    match (jalali, short) {
        (true, 0..50) => Some(1400 + short),
        (true, _) => Some(1300 + short),
        (false, 0..70) => Some(2000 + short),
        (false, _) => Some(1900 + short),
    }
}
