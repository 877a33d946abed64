//! An amount of money as a person entered it.

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::digits::ascii_digit;

/// Exact money with its currency: a bid, a budget, the price of a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// In the currency's minor unit.
    pub minor: i64,
    pub currency: Currency,
}

impl Amount {
    /// The amount a person typed, in major units: digits of any script, grouped by spaces, apostrophes,
    /// commas or points. A lone comma or point with three digits behind it groups thousands; any other
    /// separates the decimals. `None` if it is no amount, is too large, or is finer than the minor unit.
    pub fn typed(text: &str, currency: Currency) -> Option<Self> {
        let plain: String = text.trim().chars().filter_map(plain).collect();
        let (sign, digits) = plain.strip_prefix('-').map_or((1, plain.as_str()), |digits| (-1, digits));
        let scale = currency.digits() as usize;
        // This mark never groups, and where there are three decimals a lone mark may well be theirs.
        let is_decimal = text.contains('٫') || scale == 3;
        let (whole, part) = decimals(digits, is_decimal);
        if text.contains('٬') && !text.contains('٫') && !part.is_empty() || !is_grouped(whole) {
            return None;
        }
        let whole: String = whole.chars().filter(|letter| !matches!(letter, ',' | '.')).collect();
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let part = part.trim_end_matches('0');
        if whole.is_empty() || !is_number(&whole) || !is_number(part) || part.len() > scale {
            return None;
        }
        let minor: i64 = format!("{whole}{part:0<scale$}").parse().ok()?;
        Some(Self { minor: sign * minor, currency })
    }
}

/// A letter of a number as ASCII; `None` for what only groups.
fn plain(letter: char) -> Option<char> {
    match letter {
        '٫' => Some('.'),
        '٬' => Some(','),
        '\u{2212}' => Some('-'),
        '\'' | '’' => None,
        _ if letter.is_whitespace() || matches!(letter, '\u{200e}' | '\u{200f}') => None,
        other => Some(ascii_digit(other)),
    }
}

/// Whether the commas or points in it group thousands, in threes, or in twos before the last three as in
/// India.
fn is_grouped(whole: &str) -> bool {
    if whole.contains(',') && whole.contains('.') {
        return false;
    }
    let mut groups = whole.split([',', '.']).rev();
    let last = groups.next().map_or(0, str::len);
    let more: Vec<usize> = groups.map(str::len).collect();
    more.is_empty() || (last == 3 && more.iter().all(|length| (1..=3).contains(length)))
}

/// The digits before and behind the decimal mark.
fn decimals(digits: &str, is_decimal: bool) -> (&str, &str) {
    let Some(at) = digits.rfind([',', '.']) else { return (digits, "") };
    let (whole, part) = (&digits[..at], &digits[at + 1..]);
    let mark = &digits[at..=at];
    let is_repeated = whole.contains(mark);
    let is_alone = !whole.contains([',', '.']);
    let is_thousand = is_alone && !is_decimal && part.len() == 3 && !whole.is_empty() && !whole.starts_with('0');
    if is_repeated || is_thousand { (digits, "") } else { (whole, part) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Option<i64> {
        Amount::typed(text, Currency::default()).map(|amount| amount.minor)
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, minor) in [
            ("1250", 125_000),
            ("1,250", 125_000),
            ("1.250,5", 125_050),
            ("1 250.50", 125_050),
            ("1’250.50", 125_050),
            ("1,250,000", 125_000_000),
            ("-3.5", -350),
            ("\u{2212}3,05", -305),
            ("۱۲۳۴٫۵", 123_450),
            ("12.500", 1_250_000),
            ("12.5000", 1_250),
            ("0.07", 7),
        ] {
            assert_eq!(typed(text), Some(minor), "{text}");
        }
        let kwd = |text| {
            let dinar = "KWD".parse().unwrap_or_default();
            Amount::typed(text, dinar).map(|amount| amount.minor)
        };
        assert_eq!([kwd("12.500"), kwd("1,012.500"), kwd("7")], [Some(12_500), Some(1_012_500), Some(7_000)]);
        assert_eq!([typed("۱۲٫۵۰۰"), typed("۱٬۲۵۰"), typed("۱٬۲۵")], [Some(1_250), Some(125_000), None]);
        for text in ["", "abc", "1e3", "1.234,5,6", "12 EUR", "0.005", "--1", ".5.", "99999999999999999999"] {
            assert_eq!(typed(text), None, "{text}");
        }
        let yen = "JPY".parse().unwrap_or_default();
        assert_eq!(Amount::typed("1,250", yen).map(|amount| amount.minor), Some(1_250));
        assert_eq!(Amount::typed("1.5", yen), None);
    }
}
