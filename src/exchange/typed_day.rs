//! A day as somebody types it in passing, in the manner of their language: "tomorrow", "Tue", "12", "12.5.", "12 May",
//! "۲۲ اردیبهشت", "+7". What has no year is the next such day.

use crate::calendar::Date;
use crate::digits::ascii_digit;
use crate::exchange::cell::date::{jalali, month};
use crate::text::Language;

use calendrical_calculations::persian;

/// Words for days near by, small; more than one may be said of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayWords {
    pub today: Vec<String>,
    pub tomorrow: Vec<String>,
    /// From Monday on: long and short names.
    pub weekdays: [Vec<String>; 7],
}

/// So many days ahead are the most "+n" can be.
const AHEAD: i32 = 3_650;

/// So far off a day without a year can be: to the next leap day.
const NEXT: i32 = 8 * 366;

/// The day; `None` if it is none, or could be two.
pub fn typed_day(text: &str, language: Language, words: &DayWords, today: Date) -> Option<Date> {
    let text: String = crate::text::without_isolates(text).to_lowercase().chars().map(ascii_digit).collect();
    let text = text.trim().trim_end_matches('.');
    if let Ok(day) = text.parse::<Date>() {
        return Some(day);
    }
    if text.starts_with('-') {
        return None;
    }
    if let Some(days) = text.strip_prefix('+') {
        let days: i32 = days.trim().parse().ok().filter(|days| (0..=AHEAD).contains(days))?;
        return Some(today.plus(days));
    }
    named(text, words, today).or_else(|| written(text, language, today))
}

fn named(text: &str, words: &DayWords, today: Date) -> Option<Date> {
    let is_said = |names: &[String]| names.iter().any(|name| is_beginning(text, name));
    match (is_said(&words.today), is_said(&words.tomorrow)) {
        // "to"
        (true, true) => return None,
        (true, false) => return Some(today),
        (false, true) => return Some(today.plus(1)),
        (false, false) => {}
    }
    let mut days = (1..=7).map(|after| today.plus(after));
    let is_of = |day: &Date| words.weekdays.get(weekday(*day)).is_some_and(|names| is_said(names));
    let found = days.find(is_of)?;
    // "T" could be two.
    days.all(|day| !is_of(&day)).then_some(found)
}

/// From Monday, 0.
pub fn weekday(day: Date) -> usize {
    // 1970-01-01 was a Thursday.
    usize::try_from((day.number() + 3).rem_euclid(7)).unwrap_or_default()
}

/// Whether a name is meant: all of it, or two letters of its beginning and more.
fn is_beginning(text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    text == name || text.chars().count() >= 2 && name.starts_with(text)
}

/// What a day is written with: numbers, and the name of a month.
struct Parts {
    numbers: Vec<i16>,
    /// The first number is of four digits.
    year_first: bool,
    month: Option<month::Month>,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let mut parts = Self { numbers: Vec::new(), year_first: false, month: None };
        let is_between = |c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-' | ',');
        for word in text.split(is_between).filter(|word| !word.is_empty()) {
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                if word.len() > 4 {
                    return None;
                }
                parts.year_first |= parts.numbers.is_empty() && word.len() == 4;
                parts.numbers.push(word.parse().ok()?);
            } else {
                let named = month::of(word)?.month_of_day(text.contains('.'))?;
                if parts.month.replace(named).is_some() {
                    return None;
                }
            }
        }
        Some(parts)
    }
}

/// What calendar numbers are of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Gregorian,
    Jalali,
}

impl Of {
    fn day(self, year: i16, month: i16, day: i16) -> Option<Date> {
        match self {
            Self::Gregorian => Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok(),
            Self::Jalali => jalali::date(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?),
        }
    }

    fn year(self, of: Date) -> i16 {
        match self {
            Self::Gregorian => of.year(),
            Self::Jalali => jalali_parts(of).map(|(year, ..)| year).unwrap_or_default(),
        }
    }

    /// A month of the year and the day in it.
    fn month_and_day(self, of: Date) -> Option<(i16, i16)> {
        match self {
            Self::Gregorian => Some((of.month().into(), of.day().into())),
            Self::Jalali => jalali_parts(of).map(|(_, month, day)| (month, day)),
        }
    }
}

fn jalali_parts(day: Date) -> Option<(i16, i16, i16)> {
    let fixed = calendrical_calculations::rata_die::RataDie::new(i64::from(day.number()) + jalali::EPOCH);
    let (year, month, day) = persian::fast_persian_from_fixed(fixed).ok()?;
    Some((i16::try_from(year).ok()?, month.into(), day.into()))
}

fn written(text: &str, language: Language, today: Date) -> Option<Date> {
    let Parts { numbers, year_first, month } = Parts::of(text)?;
    let usual = if language == Language::Persian { Of::Jalali } else { Of::Gregorian };
    let of = month.map_or(usual, |month| if month.jalali { Of::Jalali } else { Of::Gregorian });
    let named = month.map(|month| i16::from(month.number));
    // In Persian the larger part stands first.
    let month_first = of == Of::Jalali && named.is_none();
    match (numbers.as_slice(), named) {
        (&[day], None) => next(today, of, |_, of_month| of_month == day),
        (&[day], Some(month)) => next(today, of, |at, of_month| (at, of_month) == (month, day)),
        (&[a, b], None) => {
            let (month, day) = if month_first { (a, b) } else { (b, a) };
            next(today, of, |at, of_month| (at, of_month) == (month, day))
        }
        (&[a, b], Some(month)) => {
            let (day, year) = if year_first { (b, a) } else { (a, b) };
            full(of, year, month, day, today)
        }
        (&[a, b, c], None) if year_first || month_first => {
            let of = if (1300..=1499).contains(&a) {
                Of::Jalali
            } else if year_first {
                Of::Gregorian
            } else {
                of
            };
            full(of, a, b, c, today)
        }
        (&[day, month, year], None) => full(of, year, month, day, today),
        _ => None,
    }
}

/// The first day from today on that is so.
fn next(today: Date, of: Of, is_it: impl Fn(i16, i16) -> bool) -> Option<Date> {
    let is_day = |day: &Date| of.month_and_day(*day).is_some_and(|(month, day)| is_it(month, day));
    (0..=NEXT).map(|after| today.plus(after)).find(is_day)
}

/// A year of two digits is the nearest one that ends so.
fn full(of: Of, year: i16, month: i16, day: i16, today: Date) -> Option<Date> {
    let now = of.year(today);
    let year = match year {
        0..100 => {
            let century = now - now.rem_euclid(100);
            let near = [century - 100, century, century + 100].map(|century| century + year);
            near.into_iter().min_by_key(|year| (year - now).abs())?
        }
        year => year,
    };
    of.day(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use proptest::prelude::*;

    fn words(today: &str, tomorrow: &str, weekdays: [&str; 7]) -> DayWords {
        let several = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        DayWords { today: several(today), tomorrow: several(tomorrow), weekdays: weekdays.map(several) }
    }

    fn english() -> DayWords {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        words("today now", "tomorrow", names)
    }

    fn russian() -> DayWords {
        let names =
            ["понедельник пн", "вторник вт", "среда ср", "четверг чт", "пятница пт", "суббота сб", "воскресенье вс"];
        words("сегодня", "завтра", names)
    }

    fn persian() -> DayWords {
        let names = ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"];
        words("امروز", "فردا", names)
    }

    /// A Wednesday.
    fn today() -> Date {
        date(1998, 5, 6)
    }

    #[test]
    fn days_near_by_are_said_in_words() {
        let of = |text: &str| typed_day(text, Language::English, &english(), today());
        assert_eq!(
            [of("today"), of("Now"), of(" tom "), of("+0"), of("+7")].map(|day| day.map(|day| day.since(today()))),
            [Some(0), Some(0), Some(1), Some(0), Some(7)]
        );
        assert_eq!(
            [of("tue"), of("Tu"), of("wednesday"), of("fri")],
            [Some(date(1998, 5, 12)), Some(date(1998, 5, 12)), Some(date(1998, 5, 13)), Some(date(1998, 5, 8))]
        );
        for nothing in ["", "t", "to", "soon", "+x", "+99999", "-3"] {
            assert_eq!(of(nothing), None, "{nothing}");
        }
        let of = |text: &str| typed_day(text, Language::Russian, &russian(), today());
        assert_eq!(
            [of("завтра"), of("пт"), of("вторник"), of("вт")],
            [Some(date(1998, 5, 7)), Some(date(1998, 5, 8)), Some(date(1998, 5, 12)), Some(date(1998, 5, 12))]
        );
        let of = |text: &str| typed_day(text, Language::Persian, &persian(), today());
        assert_eq!(
            [of("فردا"), of("جمعه"), of("سه‌شنبه")],
            [Some(date(1998, 5, 7)), Some(date(1998, 5, 8)), Some(date(1998, 5, 12))]
        );
    }

    #[test]
    fn what_has_no_year_is_the_next_such_day() {
        let of = |text: &str| typed_day(text, Language::English, &english(), today());
        for (text, day) in [
            ("6", today()),
            ("12", date(1998, 5, 12)),
            ("5", date(1998, 6, 5)),
            ("31", date(1998, 5, 31)),
            ("12/5", date(1998, 5, 12)),
            ("4/5", date(1999, 5, 4)),
            ("12 May", date(1998, 5, 12)),
            ("May 12", date(1998, 5, 12)),
            ("29 feb", date(2000, 2, 29)),
            ("12 may 99", date(1999, 5, 12)),
            ("12.5.2001", date(2001, 5, 12)),
            ("12/5/02", date(2002, 5, 12)),
            ("1998-06-01", date(1998, 6, 1)),
        ] {
            assert_eq!(of(text), Some(day), "{text}");
        }
        for nothing in ["32", "0", "31/2", "12 13 14 15", "may may", "12 nonsense", "99999"] {
            assert_eq!(of(nothing), None, "{nothing}");
        }
        let of = |text: &str| typed_day(text, Language::Russian, &russian(), today());
        assert_eq!([of("12.05"), of("12 мая"), of("12.5.")], [Some(date(1998, 5, 12)); 3]);
    }

    #[test]
    fn in_persian_numbers_are_of_the_jalali_calendar() {
        let of = |text: &str| typed_day(text, Language::Persian, &persian(), today());
        // 6 May 1998 is 16 Ordibehesht 1377.
        for text in ["۲۲", "۲/۲۲", "۲۲ اردیبهشت", "۱۳۷۷/۲/۲۲", "1377/02/22", "77/2/22", "1998-05-12"]
        {
            assert_eq!(of(text), Some(date(1998, 5, 12)), "{text}");
        }
        assert_eq!(of("۱۵"), Some(date(1998, 6, 5)), "15 Khordad");
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_has_no_year_lies_ahead(text: String, day in -20_000i32..40_000) {
            let today = Date::EPOCH.plus(day);
            for language in Language::ALL {
                let _ = typed_day(&text, language, &english(), today);
            }
            let shown = format!("{}.{}.", today.day(), today.month());
            prop_assert_eq!(typed_day(&shown, Language::Russian, &russian(), today), Some(today));
        }
    }
}
