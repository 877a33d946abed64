//! What a number of a workbook means by its format: a number, a day, a time; and its text.

use std::fmt::Write;

use crate::calendar::Date;
use crate::exchange::cell::money;
use crate::exchange::cell::row::Kind;

/// What a number format shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    #[default]
    Number,
    /// A number with the mark of its currency.
    Money(&'static str),
    /// A day, perhaps with a time.
    Day,
    /// A time of day.
    Time,
    /// Hours that go on past 24.
    Duration,
}

/// What a number format shows that every Excel knows by its number.
pub(super) fn built_in(id: u32) -> Shows {
    match id {
        // Beyond 22 they are those of the East Asian versions.
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shows::Day,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Shows::Time,
        46 => Shows::Duration,
        _ => Shows::Number,
    }
}

/// What a number format shows by its code, as `dd.mm.yyyy;@`.
pub(super) fn shows(code: &str) -> Shows {
    let (mut day, mut month, mut time, mut duration) = (false, false, false, false);
    let lower = code.to_lowercase();
    if lower.starts_with("general") {
        return Shows::Number;
    }
    let mut chars = lower.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            // The first section is for positive numbers.
            ';' => break,
            '"' => drop(chars.by_ref().find(|char| *char == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|char| *char != ']').collect();
                let unit = inside.trim_start_matches(['h', 'm', 's']);
                duration |= unit.is_empty() && !inside.is_empty();
            }
            // AM/PM or A/P.
            'a' | 'p' if chars.peek() == Some(&'m') => drop(chars.next()),
            'y' | 'd' => day = true,
            'm' => month = true,
            'h' | 's' => time = true,
            _ => {}
        }
    }
    match (day, duration, time, month) {
        (true, ..) => Shows::Day,
        (_, true, ..) => Shows::Duration,
        (_, _, true, _) => Shows::Time,
        (.., true) => Shows::Day,
        _ => mark(code).map_or(Shows::Number, Shows::Money),
    }
}

/// The currency a format writes beside its numbers: `[$€-407]`, `"EUR"`, or a bare sign.
fn mark(code: &str) -> Option<&'static str> {
    let section = code.split(';').next().unwrap_or(code);
    let within = |open: &str, close: &[char]| section.split_once(open)?.1.split(close).next();
    let named = [within("[$", &['-', ']']), within("\"", &['"'])].into_iter().flatten().find_map(money::known);
    let sign = || {
        section.chars().filter(|c| !c.is_ascii() || *c == '$').find_map(|c| money::known(c.encode_utf8(&mut [0; 4])))
    };
    named.or_else(sign)
}

/// The days between 1970-01-01 and the day before the first of a workbook's.
const BEFORE_1900: i32 = -25_568;
const BEFORE_1904: i32 = -24_107;
/// 9999-12-31, the last day Excel knows.
const LAST: f64 = 2_958_466.0;
const SECONDS: f64 = 86_400.0;

/// Whether a number stands there as [`write`] would write it: digits, of which a `f64` holds fifteen whatever they are,
/// and no zero too many.
pub(super) fn is_as_written(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "1"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = is_digits(whole) && is_digits(part) && !part.ends_with('0') && count <= 15;
    is_plain && (whole == "0" || !whole.starts_with('0')) && text != "-0"
}

/// Writes a number as its format shows it: what can't be shown so is a number still.
pub(super) fn write(number: f64, shows: Shows, is_1904: bool, text: &mut String) -> Kind {
    // Adding zero makes minus zero zero.
    let number = number + 0.0;
    if let Shows::Money(mark) = shows {
        let _ = write!(text, "{number} {mark}");
        return Kind::Number;
    }
    if shows == Shows::Number || !(0.0..LAST).contains(&number) {
        // Writing to a `String` can't fail, here and below.
        let _ = write!(text, "{number}");
        return Kind::Number;
    }
    // A sum of days and times may be a little less than a whole second.
    let seconds = (number * SECONDS).round() as u64;
    let (days, of_day) = (seconds / 86_400, seconds % 86_400);
    let days = i32::try_from(days).unwrap_or(0);
    let (hours, minutes, rest) = match shows {
        Shows::Duration => (seconds / 3600, seconds / 60 % 60, seconds % 60),
        _ => (of_day / 3600, of_day / 60 % 60, of_day % 60),
    };
    if shows != Shows::Day {
        let _ = write!(text, "{hours:02}:{minutes:02}:{rest:02}");
        return Kind::Text;
    }
    let day = match days {
        _ if is_1904 => Date::from_number(days + BEFORE_1904),
        // Excel's calendar has a day before the first and a 29 February 1900. They are none.
        0 | 60 => {
            text.push_str(if days == 0 { "1900-01-00" } else { "1900-02-29" });
            return Kind::Text;
        }
        1..60 => Date::from_number(days + BEFORE_1900),
        _ => Date::from_number(days + BEFORE_1900 - 1),
    };
    match day {
        Ok(day) => {
            let _ = write!(text, "{day}");
            Kind::Date
        }
        Err(_) => {
            let _ = write!(text, "{number}");
            Kind::Number
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(number: f64, shows: Shows, is_1904: bool) -> (String, Kind) {
        let mut text = String::new();
        let kind = write(number, shows, is_1904, &mut text);
        (text, kind)
    }

    #[test]
    fn a_format_tells_days_from_numbers() {
        let all = |codes: &[&str], expected| codes.iter().for_each(|code| assert_eq!(shows(code), expected, "{code}"));
        all(
            &["dd.mm.yyyy;@", "[$-419]d mmm yyyy", "m/d/yy h:mm", "mmm-yy", "mmmm", "yyyy\\-mm\\-dd", "[$-F800]dddd"],
            Shows::Day,
        );
        all(
            &["General", "0.00", "#,##0.00 \"дн.\"", "0.00E+00", "[Red]-#,##0.00", "#,##0\\ \\d", "@", "0\" days\""],
            Shows::Number,
        );
        all(&["h:mm AM/PM", "hh:mm:ss", "mm:ss.0"], Shows::Time);
        all(&["[h]:mm:ss", "[mm]:ss"], Shows::Duration);
    }

    #[test]
    fn a_format_names_the_currency_of_its_numbers() {
        for (code, mark) in [
            ("#,##0.00 \"€\"", "€"),
            ("#,##0.00\\ [$€-407]", "€"),
            ("[$EUR]\\ #,##0.00", "EUR"),
            ("\"$\"#,##0.00_);(\"$\"#,##0.00)", "$"),
            ("#,##0.00 ₽", "₽"),
        ] {
            assert_eq!(shows(code), Shows::Money(mark), "{code}");
            assert_eq!(written(-1234.5, shows(code), false), (format!("-1234.5 {mark}"), Kind::Number));
        }
        for code in ["#,##0.00", "0.0%", "\"No. \"0", "0 \"pcs\""] {
            assert_eq!(shows(code), Shows::Number, "{code}");
        }
    }

    #[test]
    fn serials_are_days_of_two_calendars() {
        let day = |serial| written(serial, Shows::Day, false);
        assert_eq!(day(45306.0), ("2024-01-15".into(), Kind::Date));
        assert_eq!(day(45306.999), ("2024-01-15".into(), Kind::Date));
        assert_eq!(day(45_305.999_999_999_9), ("2024-01-15".into(), Kind::Date));
        assert_eq!(day(1.0), ("1900-01-01".into(), Kind::Date));
        assert_eq!(day(59.0), ("1900-02-28".into(), Kind::Date));
        assert_eq!(day(60.0), ("1900-02-29".into(), Kind::Text), "no such day: its column will say so");
        assert_eq!(day(61.0), ("1900-03-01".into(), Kind::Date));
        assert_eq!(day(0.0), ("1900-01-00".into(), Kind::Text));
        assert_eq!(day(-1.0), ("-1".into(), Kind::Number));
        assert_eq!(day(2_958_465.0), ("9999-12-31".into(), Kind::Date));
        assert_eq!(day(2_958_466.0), ("2958466".into(), Kind::Number));
        assert_eq!(written(0.0, Shows::Day, true), ("1904-01-01".into(), Kind::Date));
        assert_eq!(written(43844.0, Shows::Day, true), ("2024-01-15".into(), Kind::Date));
    }

    #[test]
    fn times_are_text() {
        assert_eq!(written(0.5, Shows::Time, false), ("12:00:00".into(), Kind::Text));
        assert_eq!(written(1.25, Shows::Duration, false), ("30:00:00".into(), Kind::Text));
    }

    #[test]
    fn numbers_have_no_exponent() {
        assert_eq!(written(1e21, Shows::Number, false).0, "1000000000000000000000");
        assert_eq!(written(1.5e-7, Shows::Number, false).0, "0.00000015");
        assert_eq!(written(-0.0, Shows::Number, false).0, "0");
    }

    proptest! {
        #[test]
        fn what_is_as_written_is_written_so(text in "-?[0-9]{1,17}|-?[01]{0,2}[0-9]{0,9}[.][0-9]{0,9}0?|-?0[.]0{0,9}[0-9]{1,9}") {
            if is_as_written(&text) {
                let number: f64 = text.parse().expect("digits");
                prop_assert_eq!(written(number, Shows::Number, false), (text, Kind::Number));
            }
        }

        #[test]
        fn a_number_reads_back(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
            let (text, kind) = written(number, Shows::Number, false);
            prop_assert_eq!(kind, Kind::Number);
            prop_assert_eq!(text.parse::<f64>().ok(), Some(number));
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-'));
        }
    }
}
