//! Days without their year: `15.03`, `1503`, `15 Mar`.

use super::month::{self, ALL};
use super::{DateFormat, is_letter};
use crate::digits::{decimal, digit};

/// What a day without its year can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// Two numbers, in either order.
    Numbers(i8, i8),
    /// A month by its name.
    Named { month: i8, day: i8 },
}

impl Pair {
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('.');
        if text.len() > 40 {
            return None;
        }
        let number = |text: &str| -> Option<i8> {
            let is_short = (1..=2).contains(&text.chars().count()) && text.chars().all(|c| digit(c).is_some());
            is_short.then(|| decimal(text).parse().ok())?.filter(|number| *number > 0)
        };
        if text.chars().all(|c| digit(c).is_some()) {
            // A spreadsheet drops the zero in front: 301 is 0301.
            let digits = decimal(text);
            let padded = match digits.len() {
                3 => format!("0{digits}"),
                4 => digits,
                _ => return None,
            };
            let (one, two) = padded.split_at_checked(2)?;
            return Self::Numbers(number(one)?, number(two)?).checked();
        }
        let (one, two) = text.split_once(['.', '/', '-', ' '])?;
        let two = two.trim_start_matches(['.', '-', ' ']);
        let day = number(one)?;
        if let Some(two) = number(two) {
            return Self::Numbers(day, two).checked();
        }
        let name = two.chars().all(is_letter).then(|| month::of(two))??.month(ALL).filter(|month| !month.jalali)?;
        Self::Named { month: i8::try_from(name.number).ok()?, day }.checked()
    }

    /// Itself, if it is a day in some order.
    fn checked(self) -> Option<Self> {
        let formats = [DateFormat::DayMonth, DateFormat::MonthDay];
        formats.iter().any(|format| self.in_order(*format).is_some()).then_some(self)
    }

    /// Month and day in the order of a format, if there is such a day in some year.
    pub fn in_order(self, format: DateFormat) -> Option<(i8, i8)> {
        let (month, day) = match (self, format) {
            (Self::Named { month, day }, _) => (month, day),
            (Self::Numbers(day, month), DateFormat::DayMonth) | (Self::Numbers(month, day), DateFormat::MonthDay) => {
                (month, day)
            }
            _ => return None,
        };
        let longest = match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=longest).contains(&day).then_some((month, day))
    }
}

/// Month and day of a text without a year, in one of the formats of such days.
pub(in crate::exchange) fn without_year(text: &str, format: DateFormat) -> Option<(i8, i8)> {
    format.needs_year().then(|| Pair::of(text)?.in_order(format))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_a_year_are_read_in_their_order() {
        let read = |text| (without_year(text, DateFormat::DayMonth), without_year(text, DateFormat::MonthDay));
        assert_eq!(read("1503"), (Some((3, 15)), None));
        assert_eq!(read("301"), (Some((1, 3)), Some((3, 1))));
        assert_eq!(read("15.03."), (Some((3, 15)), None));
        assert_eq!(read("3/15"), (None, Some((3, 15))));
        assert_eq!(read("15-Mar"), (Some((3, 15)), Some((3, 15))));
        assert_eq!(read("15 марта").0, Some((3, 15)));
        for text in ["", "15", "15032024", "3102", "15.13", "0.5", "15.03.2024", "1.500", "-15.03", "15 Bolt"] {
            assert_eq!(read(text).0, None, "{text}");
        }
    }
}
