//! Dates: deciding the format of a column, reading a cell by it.

use crate::calendar::Date;
use serde::{Deserialize, Serialize};

use super::number::digit;
use super::{Answer, Choice, Doubt, Reading};

/// The order of a date's parts. Separators (`.` `/` `-` space), two- and four-digit years and a
/// time of day after the date are read in all of them; the time is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateFormat {
    /// `2024-01-15`, `2024/01/15`, `20240115`, `2024-01-15T08:26:00Z`
    Ymd,
    /// `15.01.2024`, `15/1/24`, `15 Jan 2024`
    Dmy,
    /// `1/15/2024`, `1/15/24`, `Jan 15, 2024`
    Mdy,
}

impl DateFormat {
    /// Every format, for an explicit choice.
    pub const ALL: [DateFormat; 3] = [DateFormat::Ymd, DateFormat::Dmy, DateFormat::Mdy];
}

/// What the cells of a column are as dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DateFindings {
    /// How many of the filled cells looked at are dates.
    pub dates: u64,
    /// How many cells looked at are filled.
    pub filled: u64,
    /// The format, where the values decide it.
    pub format: Option<DateFormat>,
    /// The value whose day is over 12 and decided between day and month first.
    pub over_12: Option<String>,
    /// A value that can be read both ways (`4/7/1996`), if nothing decides.
    pub doubt: Option<Doubt>,
}

/// Years outside are typing errors; 1899-12-30 and 9999-12-31 stand for "none" in many systems.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// A part of a date: a number with its count of digits, or a month by name.
#[derive(Clone, Copy)]
enum Part {
    Number(i16, usize),
    Month(i16),
}

/// The three parts of a date, and whether points stand between them.
struct Parts {
    parts: [Part; 3],
    points: bool,
}

/// Beginnings of months' names: English, German, French, Polish, Russian, Serbian, Slovenian.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "sty", "янв", "јан"],
    &["feb", "fév", "fev", "lut", "фев"],
    &["mar", "mär", "мар"],
    &["apr", "avr", "kwi", "апр"],
    &["may", "mai", "maj", "мая", "май", "мај"],
    &["jun", "juin", "cze", "июн", "јун"],
    &["jul", "juil", "lip", "июл", "јул"],
    &["aug", "aoû", "aou", "sie", "авг", "avg"],
    &["sep", "wrz", "сен", "сеп"],
    &["oct", "okt", "paź", "paz", "окт"],
    &["nov", "lis", "ноя", "нов"],
    &["dec", "dez", "déc", "gru", "дек", "дец"],
];

fn month(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i16::try_from(at + 1).ok()
}

/// Takes the part a text begins with.
fn part(text: &str) -> Option<(Part, &str)> {
    let (mut value, mut count) = (0_i16, 0);
    for (at, c) in text.char_indices() {
        match digit(c) {
            Some(_) if count == 4 => return None,
            Some(digit) => {
                value = value * 10 + i16::try_from(digit).ok()?;
                count += 1;
            }
            None if count > 0 => return Some((Part::Number(value, count), text.get(at..)?)),
            None => {
                let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
                let (word, rest) = text.split_at_checked(end)?;
                return month(word).map(|month| (Part::Month(month), rest));
            }
        }
    }
    (count > 0).then_some((Part::Number(value, count), ""))
}

fn separator(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    match first {
        '.' | '/' | '-' | ',' => Some((first, rest.trim_start())),
        ' ' | '\u{a0}' => Some((' ', rest.trim_start().trim_start_matches(['-', '/']))),
        _ => None,
    }
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || ('\u{200e}'..='\u{200f}').contains(&c));
        // 20240115
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
            let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
            return Some(Self {
                parts: [Part::Number(year, 4), Part::Number(month, 2), Part::Number(day, 2)],
                points: false,
            });
        }
        let (first, rest) = part(text)?;
        let (one, rest) = separator(rest)?;
        let (second, rest) = part(rest)?;
        let (two, rest) = separator(rest)?;
        let (third, rest) = part(rest)?;
        let named = matches!(first, Part::Month(_)) || matches!(second, Part::Month(_));
        if !named && (one != two || one == ' ' || one == ',') {
            return None;
        }
        is_time(rest).then_some(Self { parts: [first, second, third], points: one == '.' })
    }

    /// The format the parts decide: by a year in front, a month's name, a number over 12.
    fn verdict(&self) -> Option<DateFormat> {
        match self.parts {
            [Part::Number(_, 4), ..] => Some(DateFormat::Ymd),
            [Part::Month(_), ..] => Some(DateFormat::Mdy),
            [_, Part::Month(_), _] => Some(DateFormat::Dmy),
            [Part::Number(13.., _), ..] => Some(DateFormat::Dmy),
            [_, Part::Number(13.., _), _] => Some(DateFormat::Mdy),
            _ => None,
        }
    }

    /// Whether day and month are the same number, so that their order doesn't matter.
    fn is_even(&self) -> bool {
        matches!(self.parts, [Part::Number(one, _), Part::Number(two, _), _] if one == two)
    }

    /// The date. A year in front and a month's name decide by themselves, whatever the format.
    fn date(&self, format: Option<DateFormat>) -> Option<Date> {
        let (year, month, day) = match (self.parts, format) {
            ([Part::Number(year, 4), month, Part::Number(day, 1..=2)], _) => (year, month, day),
            ([Part::Month(month), Part::Number(day, 1..=2), Part::Number(year, count)], _)
            | ([Part::Number(day, 1..=2), Part::Month(month), Part::Number(year, count)], _) => {
                (full(year, count)?, Part::Month(month), day)
            }
            ([Part::Number(one, 1..=2), Part::Number(two, 1..=2), Part::Number(year, count)], format) => {
                let (month, day) = match format {
                    Some(DateFormat::Dmy) => (two, one),
                    Some(DateFormat::Mdy) => (one, two),
                    None if one == two => (two, one),
                    _ => return None,
                };
                (full(year, count)?, Part::Month(month), day)
            }
            _ => return None,
        };
        let month = match month {
            Part::Month(month) | Part::Number(month, 1..=2) => month,
            Part::Number(..) => return None,
        };
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        YEARS.contains(&date.year()).then_some(date)
    }
}

/// A year of two digits is of 1970–2069.
fn full(year: i16, digits: usize) -> Option<i16> {
    match digits {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// Whether what follows a date is a time of day, the point after a Serbian date, or nothing.
fn is_time(rest: &str) -> bool {
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = rest.strip_prefix(" г.").or_else(|| rest.strip_prefix(" г")).unwrap_or(rest);
    let Some(first) = rest.chars().next() else { return true };
    let time = |c: char| {
        digit(c).is_some()
            || c.is_whitespace()
            || matches!(c, ':' | '.' | '+' | '-' | 'Z' | 'A' | 'P' | 'M' | 'a' | 'p' | 'm')
    };
    matches!(first, 'T' | ' ' | ',' | '\u{a0}') && rest.contains(':') && rest.chars().skip(1).all(time)
}

/// `2024-01-15`, alone or before a time, without the ceremony.
fn iso(bytes: &[u8]) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] = bytes else { return None };
    if !(rest.is_empty() || matches!(rest, [b' ' | b'T', _, _, b':', ..])) {
        return None;
    }
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(**digit - b'0')))
    };
    let (month, day) = (i8::try_from(number(&[e, f])?).ok()?, i8::try_from(number(&[g, h])?).ok()?);
    Date::new(number(&[a, b, c, d])?, month, day).ok().filter(|date| YEARS.contains(&date.year()))
}

/// Reads a trimmed, filled cell. Without a format only what can be read in one way is a date.
pub(super) fn read(text: &str, format: Option<DateFormat>) -> Option<Date> {
    iso(text.as_bytes()).or_else(|| Parts::of(text)?.date(format))
}

/// Decides the format of a column from its cells.
pub(super) fn findings<'a>(cells: impl Iterator<Item = &'a str>) -> DateFindings {
    let mut found = DateFindings::default();
    let (mut year_first, mut day_first, mut month_first, mut even, mut pointed) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
    let (mut day_named, mut month_named) = (0_u64, 0_u64);
    let (mut day_example, mut month_example, mut open) = (None, None, None);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        found.filled += 1;
        let Some(parts) = Parts::of(cell) else { continue };
        let verdict = parts.verdict();
        if parts.date(verdict.or(Some(DateFormat::Dmy))).is_none() {
            continue;
        }
        found.dates += 1;
        let named = parts.parts.iter().any(|part| matches!(part, Part::Month(_)));
        match verdict {
            Some(DateFormat::Ymd) => year_first += 1,
            // A month's name says nothing about the order in other cells.
            Some(DateFormat::Dmy) if named => day_named += 1,
            Some(DateFormat::Mdy) if named => month_named += 1,
            Some(DateFormat::Dmy) => {
                day_first += 1;
                day_example.get_or_insert(cell);
            }
            Some(DateFormat::Mdy) => {
                month_first += 1;
                month_example.get_or_insert(cell);
            }
            None if parts.is_even() => even += 1,
            // By points, the day is first all over the world, unless another value says no.
            None if parts.points => pointed += 1,
            None => {
                open.get_or_insert(cell);
            }
        }
    }
    let (format, example) = match (day_first, month_first) {
        (1.., 0) => (Some(DateFormat::Dmy), day_example),
        (0, 1..) => (Some(DateFormat::Mdy), month_example),
        // Both orders in one column: a few odd ones are bad cells, more are a question.
        (1.., 1..) if day_first > month_first * 20 => (Some(DateFormat::Dmy), day_example),
        (1.., 1..) if month_first > day_first * 20 => (Some(DateFormat::Mdy), month_example),
        (1.., 1..) => {
            open = open.or(month_example);
            (None, None)
        }
        _ if pointed > 0 && open.is_none() => (Some(DateFormat::Dmy), None),
        _ if open.is_some() => (None, None),
        _ if year_first > 0 => (Some(DateFormat::Ymd), None),
        _ if month_named > day_named => (Some(DateFormat::Mdy), None),
        _ if even + day_named > 0 => (Some(DateFormat::Dmy), None),
        _ => (None, None),
    };
    found.format = format;
    found.over_12 = example.map(str::to_owned);
    if format.is_none() {
        found.doubt = open.map(in_doubt);
    }
    found
}

/// What a value is with the day first, and with the month first.
fn in_doubt(value: &str) -> Doubt {
    let choice =
        |format| Choice { answer: Answer::Date(format), reading: read(value, Some(format)).map(Reading::Date) };
    Doubt { value: value.to_owned(), choices: [DateFormat::Dmy, DateFormat::Mdy].map(choice).into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use DateFormat::{Dmy, Mdy, Ymd};
    use proptest::prelude::*;

    #[test]
    fn dates_as_people_write_them() {
        let day = Some(date(2024, 1, 5));
        for (text, format) in [
            ("2024-01-05", Ymd),
            ("2024-01-05 08:26:00", Ymd),
            ("2024-01-05T08:26:00.000Z", Ymd),
            ("2024/1/5", Ymd),
            ("20240105", Ymd),
            ("05.01.2024", Dmy),
            ("5. 1. 2024", Dmy),
            ("05.01.2024.", Dmy),
            ("05.01.2024 г.", Dmy),
            ("05.01.2024 10:12:05", Dmy),
            ("5/1/24", Dmy),
            ("05-01-2024", Dmy),
            ("1/5/2024 8:26", Mdy),
            ("1/5/24 8:26 AM", Mdy),
            ("05-Jan-2024", Dmy),
            ("5 января 2024", Dmy),
            ("Jan 5, 2024", Mdy),
            ("۰۵.۰۱.۲۰۲۴", Dmy),
        ] {
            assert_eq!(read(text, Some(format)), day, "{text}");
        }
        // The year in front decides whatever the column's format is.
        assert_eq!(read("2024-01-05", Some(Mdy)), day);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "abc", "2024", "31.02.2024", "1.2.3", "12.345.678", "1899-12-30", "10248", "1/2", "2024-01-05x"]
        {
            assert_eq!(read(text, Some(Dmy)), None, "{text}");
        }
        assert_eq!(read("4/7/1996", None), None);
        assert_eq!(read("4/7/1996", Some(Ymd)), None);
        assert_eq!(read("1/15/2024", Some(Dmy)), None);
    }

    fn of(cells: &[&str]) -> DateFindings {
        findings(cells.iter().copied())
    }

    #[test]
    fn a_part_over_12_decides() {
        assert_eq!(of(&["4/7/1996", "15/7/1996"]).format, Some(Dmy));
        assert_eq!(of(&["4/7/1996", "7/15/1996"]).format, Some(Mdy));
        assert_eq!(of(&["4/7/1996", "7/15/1996"]).over_12.as_deref(), Some("7/15/1996"));
        assert_eq!(of(&["04.07.1996"]).format, Some(Dmy));
        assert_eq!(of(&["04.07.1996", "04.15.1996"]).format, Some(Mdy));
        assert_eq!(of(&["2024-01-05"]).format, Some(Ymd));
        assert_eq!(of(&["04-Jul-1996"]).format, Some(Dmy));
    }

    #[test]
    fn what_nothing_decides_is_a_doubt() {
        let doubt = of(&["4/7/1996", "5/5/1996"]).doubt.expect("a doubt");
        assert_eq!(doubt.value, "4/7/1996");
        let readings: Vec<_> = doubt.choices.into_iter().map(|choice| choice.reading).collect();
        assert_eq!(readings, [date(1996, 7, 4), date(1996, 4, 7)].map(|date| Some(Reading::Date(date))));
        assert_eq!(of(&["15/7/1996", "7/15/1996"]).format, None);
        assert!(of(&["15/7/1996", "7/15/1996"]).doubt.is_some());
        assert_eq!(of(&["5/5/1996"]).doubt, None);
    }

    proptest! {
        #[test]
        fn any_text_is_safe(text in "\\PC{0,20}") {
            let _ = (read(&text, None), read(&text, Some(Mdy)), of(&[&text]));
        }

        #[test]
        fn anything_date_like_is_safe(text in "[0-9./ :janT-]{0,20}") {
            let _ = (read(&text, None), read(&text, Some(Mdy)), of(&[&text]));
        }
    }
}
