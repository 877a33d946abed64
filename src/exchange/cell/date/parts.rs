//! A date taken apart, and put together in the order of a format.

use super::around::{self, is_letter};
use super::month::{self, Month};
use super::{DateFormat, YEARS, jalali};
use crate::calendar::Date;
use crate::digits::digit;
use crate::exchange::cell::number::is_invisible;

/// A part of a date: a number with its count of digits, or a month by name.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Number(i16, usize),
    Month(Month),
}

/// A part as it stands there; what a month's name means may depend on what is around it.
enum Raw {
    Number(i16, usize),
    Name(month::Name),
}

/// The three parts of a date, and whether points stand between them.
pub(super) struct Parts {
    pub parts: [Part; 3],
    pub points: bool,
}

/// The word a text begins with, which may be empty, and what follows.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !is_letter(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Takes the part a text begins with.
fn part(text: &str) -> Option<(Raw, &str)> {
    let (mut value, mut count) = (0_i16, 0);
    for (at, c) in text.char_indices() {
        match digit(c) {
            Some(_) if count == 4 => return None,
            Some(digit) => {
                value = value * 10 + i16::try_from(digit).ok()?;
                count += 1;
            }
            None if count > 0 => return Some((Raw::Number(value, count), unordered(text.get(at..)?, count))),
            None => {
                let (name, rest) = word(text);
                return month::of(name).map(|name| (Raw::Name(name), rest));
            }
        }
    }
    (count > 0).then_some((Raw::Number(value, count), ""))
}

/// What follows a number without the ending of an ordinal: `1st`, `1er`, `1-го`.
fn unordered(rest: &str, digits: usize) -> &str {
    let (ending, after) = word(rest.strip_prefix('-').unwrap_or(rest));
    let is_ending = matches!(ending, "st" | "nd" | "rd" | "th" | "er" | "го" | "е");
    if digits < 3 && is_ending { after } else { rest }
}

/// Takes what separates two parts: the first character tells, `\0` if there is nothing.
fn separator(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let (first, rest) = (chars.next()?, chars.as_str());
    let (first, rest) = match first {
        '.' | '/' | '-' | ',' => (first, rest.trim_start()),
        c if c.is_whitespace() => (' ', rest.trim_start().trim_start_matches(['-', '/']).trim_start()),
        c if is_letter(c) || digit(c).is_some() => ('\0', text),
        _ => return None,
    };
    // "15. - March", "15 de enero de 2024", "دی ماه ۱۴۰۲"
    let small = ["de ", "of ", "ماه "].iter().find_map(|word| rest.strip_prefix(word));
    Some((first, small.unwrap_or(rest).trim_start_matches(',').trim_start()))
}

impl Parts {
    pub fn of(text: &str) -> Option<Self> {
        if text.contains(is_invisible) {
            let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
            return Self::of_visible(visible.trim());
        }
        Self::of_visible(text.trim())
    }

    fn of_visible(text: &str) -> Option<Self> {
        // Most texts are names, which are looked at no further.
        if !text.contains(|c| digit(c).is_some()) {
            return None;
        }
        let plain = Self::compact(text).or_else(|| Self::separated(text));
        let is_date = |parts: &Self| parts.date(parts.verdict().or(Some(DateFormat::Dmy))).is_some();
        if plain.as_ref().is_some_and(is_date) {
            return plain;
        }
        // Mon, 15 Jan 2024
        around::without_words(text).and_then(|bare| Self::separated(&bare)).or(plain)
    }

    /// 20240115
    fn compact(text: &str) -> Option<Self> {
        if text.len() < 8 || text.len() > 16 || text.chars().count() != 8 {
            return None;
        }
        let mut digits = text.chars().map(digit);
        let mut number =
            |count| digits.by_ref().take(count).try_fold(0, |sum, digit| Some(sum * 10 + i16::try_from(digit?).ok()?));
        let parts = [Part::Number(number(4)?, 4), Part::Number(number(2)?, 2), Part::Number(number(2)?, 2)];
        Some(Self { parts, points: false })
    }

    fn separated(text: &str) -> Option<Self> {
        let (first, rest) = part(text)?;
        let (one, rest) = separator(rest)?;
        let (second, rest) = part(rest)?;
        let (two, rest) = separator(rest)?;
        let (third, rest) = part(rest)?;
        let named = matches!(first, Raw::Name(_)) || matches!(second, Raw::Name(_));
        if !named && (one != two || !matches!(one, '.' | '/' | '-')) {
            return None;
        }
        let pointed = one == '.' && matches!(first, Raw::Number(_, 1..=2));
        let known = |raw| match raw {
            Raw::Number(value, count) => Some(Part::Number(value, count)),
            Raw::Name(name) => name.month_of_day(pointed).map(Part::Month),
        };
        let parts = [known(first)?, known(second)?, known(third)?];
        is_time(rest).then_some(Self { parts, points: one == '.' })
    }

    /// Whether a month has its name.
    pub fn is_named(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Month(_)))
    }

    /// The format the parts decide: by a year or a month that only one calendar has, a year in
    /// front, a month's name, a number over 12.
    pub fn verdict(&self) -> Option<DateFormat> {
        let is_jalali = |part: &Part| match part {
            Part::Number(year, 4) => jalali::YEARS.contains(year),
            Part::Number(..) => false,
            Part::Month(month) => month.jalali,
        };
        match self.parts {
            _ if self.parts.iter().any(is_jalali) => Some(DateFormat::Jalali),
            [Part::Number(_, 4), ..] => Some(DateFormat::Ymd),
            [Part::Month(_), ..] => Some(DateFormat::Mdy),
            [_, Part::Month(_), _] => Some(DateFormat::Dmy),
            [Part::Number(13.., _), ..] => Some(DateFormat::Dmy),
            [_, Part::Number(13.., _), _] => Some(DateFormat::Mdy),
            _ => None,
        }
    }

    /// Whether day and month are the same number, so that their order doesn't matter.
    pub fn is_even(&self) -> bool {
        matches!(self.parts, [Part::Number(one, _), Part::Number(two, _), _] if one == two)
    }

    /// Whether its year has two digits.
    pub fn is_short(&self) -> bool {
        !self.parts.iter().any(|part| matches!(part, Part::Number(_, 4)))
    }

    /// The date. A year in front, a Jalali year and a month's name decide by themselves, whatever
    /// the format.
    pub fn date(&self, format: Option<DateFormat>) -> Option<Date> {
        match self.parts {
            [Part::Number(year, 4), Part::Month(month), Part::Number(day, 1..=2)] => date(year, month, day),
            [Part::Number(year, 4), Part::Number(month, 1..=2), Part::Number(day, 1..=2)] => numbered(year, month, day),
            [Part::Month(month), Part::Number(day, 1..=2), Part::Number(year, count)]
            | [Part::Number(day, 1..=2), Part::Month(month), Part::Number(year, count)] => {
                date(full(year, count, month.jalali)?, month, day)
            }
            [Part::Number(one, 1..=2), Part::Number(two, 1..=2), Part::Number(year, count)] => {
                if format == Some(DateFormat::Jalali) && count == 2 {
                    return short_jalali(one, two, year);
                }
                let year = full(year, count, false)?;
                let (month, day) = match format {
                    // In Persian the day is first where the year is last.
                    _ if jalali::YEARS.contains(&year) => (two, one),
                    Some(DateFormat::Dmy) => (two, one),
                    Some(DateFormat::Mdy) => (one, two),
                    None if one == two => (two, one),
                    _ => return None,
                };
                numbered(year, month, day)
            }
            _ => None,
        }
    }
}

/// The day of a year, a month of either calendar and a day.
fn date(year: i16, month: Month, day: i16) -> Option<Date> {
    if month.jalali {
        return jalali::date(year, month.number, u8::try_from(day).ok()?);
    }
    let date = Date::new(year, i8::try_from(month.number).ok()?, i8::try_from(day).ok()?).ok()?;
    YEARS.contains(&date.year()).then_some(date)
}

/// The day of a year, a month by number and a day; the year tells the calendar.
fn numbered(year: i16, month: i16, day: i16) -> Option<Date> {
    let month = Month { number: u8::try_from(month).ok()?, jalali: jalali::YEARS.contains(&year) };
    date(year, month, day)
}

/// A year of two digits is of 1970–2069, in the Jalali calendar of 1350–1449.
fn full(year: i16, digits: usize, jalali: bool) -> Option<i16> {
    let (pivot, century) = if jalali { (50, 1300) } else { (70, 1900) };
    match digits {
        4 => Some(year),
        2 if year < pivot => Some(century + 100 + year),
        2 => Some(century + year),
        _ => None,
    }
}

/// `02/10/25` in a column that is known to be Jalali: the year is first or last, whichever makes a
/// date of 1370–1415 (1991–2036); if both do, it can't be told.
fn short_jalali(one: i16, two: i16, three: i16) -> Option<Date> {
    let at = |year, day: i16| {
        let year = full(year, 2, true).filter(|year| (1370..=1415).contains(year))?;
        jalali::date(year, u8::try_from(two).ok()?, u8::try_from(day).ok()?)
    };
    match (at(one, three), at(three, one)) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(one), Some(other)) if one == other => Some(one),
        _ => None,
    }
}

/// Whether what follows a date is a time of day, a word for "year", the point after a Serbian date,
/// or nothing.
pub(super) fn is_time(rest: &str) -> bool {
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (year, after) = word(rest.trim_start());
    let is_year = matches!(year, "г" | "год" | "года" | "р" | "r" | "god" | "godine" | "године");
    let rest = if is_year { after.strip_prefix('.').unwrap_or(after) } else { rest };
    if rest.trim().is_empty() {
        return true;
    }
    let begins = |c: char| c == 'T' || c == ',' || c.is_whitespace();
    let Some(time) = rest.strip_prefix(begins).map(str::trim_start) else { return false };
    // "в 10:12", "at 10:12"
    let time = ["в ", "at ", "um ", "à ", "u ", "ob ", "ساعت "]
        .iter()
        .find_map(|word| time.strip_prefix(word))
        .unwrap_or(time);
    let Some((hour, rest)) = time.split_once(':') else { return false };
    let is_below = |text: &str, end: u32| {
        let value = text.chars().take(2).try_fold(0, |sum, c| Some(sum * 10 + digit(c)?));
        (1..=2).contains(&text.chars().count()) && value.is_some_and(|value| value < end)
    };
    let minutes = rest.find(|c: char| digit(c).is_none() && c != ':' && c != '.' && c != ',').unwrap_or(rest.len());
    let Some((minutes, zone)) = rest.split_at_checked(minutes) else { return false };
    let mut units = minutes.split([':', '.', ',']);
    let is_time = is_below(hour, 25)
        && units.next().is_some_and(|text| is_below(text, 60))
        && units.next().is_none_or(|text| is_below(text, 61));
    let is_fraction = units.next().is_none_or(|text| !text.is_empty() && text.len() <= 12);
    is_time && is_fraction && units.next().is_none() && is_zone(zone)
}

/// What may stand behind a time of day: the half of the day, the zone.
fn is_zone(zone: &str) -> bool {
    let in_zone = |c: char| {
        digit(c).is_some()
            || c.is_whitespace()
            || matches!(c, ':' | '.' | '+' | '-' | '\u{2212}' | '(' | ')' | 'ق' | 'ب' | 'ظ')
    };
    let words = zone.split(in_zone).filter(|word| !word.is_empty());
    let is_known = |word: &str| {
        matches!(
            word,
            "Z" | "A"
                | "P"
                | "M"
                | "a"
                | "p"
                | "m"
                | "AM"
                | "PM"
                | "am"
                | "pm"
                | "Am"
                | "Pm"
                | "UTC"
                | "GMT"
                | "MSK"
                | "h"
                | "Uhr"
                | "uhr"
                | "ч"
        )
    };
    zone.len() <= 24 && words.into_iter().all(is_known)
}
