//! A number taken apart: sign, currency, digits with their separators, exponent.

use rust_decimal::Decimal;

use super::{MAX_DECIMALS, MAX_DIGITS, Number, NumberFormat, grouping, is_invisible, is_minus};
use crate::digits::digit;
use crate::exchange::cell::money;

/// What a number's own separators say about its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// No point, no comma.
    Silent,
    Decided(NumberFormat),
    /// One separator with three digits after it.
    Ambiguous,
    /// In no format a number.
    Broken,
}

/// A number taken apart: `core` runs from the first digit to the last, without the exponent.
pub(super) struct Parts<'a> {
    pub core: &'a str,
    negative: bool,
    percent: bool,
    pub mark: &'a str,
    /// `E+12` of a number in scientific notation.
    pub exponent: Option<i32>,
}

impl<'a> Parts<'a> {
    pub fn of(text: &'a str) -> Option<Self> {
        // The apostrophe by which spreadsheets mark text.
        let text = text.strip_prefix('\'').unwrap_or(text);
        let (first, _) = text.char_indices().find(|(_, c)| digit(*c).is_some())?;
        let (last, c) = text.char_indices().rfind(|(_, c)| digit(*c).is_some())?;
        // ".5": the separator belongs to the number, unless it ends an abbreviation ("Rs.500").
        let before = text.get(..first)?.char_indices().next_back();
        let start = match before {
            Some((at, '.' | ',' | '٫')) if !text.get(..at)?.ends_with(char::is_alphabetic) => at,
            _ => first,
        };
        let (prefix, suffix) = (text.get(..start)?, text.get(last + c.len_utf8()..)?);
        let core = text.get(start..last + c.len_utf8())?;
        // "100,-" and "100.–": a dash for the cents.
        let cents = [",-", ",–", ",—", ".-", ".–", ".—"];
        let suffix = cents.iter().find_map(|dash| suffix.strip_prefix(dash)).unwrap_or(suffix);

        let count = |text: &str, is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
        let minuses = count(prefix, is_minus) + count(suffix, is_minus);
        let percent = count(prefix, is_percent) + count(suffix, is_percent);
        let (open, closed) = (count(prefix, |c| c == '('), count(suffix, |c| c == ')'));
        let turned = count(prefix, |c| c == ')') + count(suffix, |c| c == '(');
        let around = |c: char| {
            c.is_whitespace() || is_invisible(c) || is_minus(c) || is_percent(c) || matches!(c, '+' | '(' | ')')
        };
        let (left, right) = (prefix.trim_matches(around), suffix.trim_matches(around));
        let (right, is_credit) = accountants(right);
        let right = right.trim_end_matches(around);
        if minuses + open + usize::from(is_credit) > 1 || open != closed || turned > 0 || percent > 1 {
            return None;
        }
        let mark = match (left, right) {
            ("", "" | "." | ",") => "",
            (one, "") | ("", one) if money::is_mark(one) => one,
            _ => return None,
        };
        let (core, exponent) = scientific(core).map_or((core, None), |(core, exponent)| (core, Some(exponent)));
        let negative = minuses + open == 1 || is_credit;
        Some(Self { core, negative, percent: percent == 1, mark, exponent })
    }

    pub fn verdict(&self) -> Verdict {
        let (mut points, mut commas, mut others) = (0, 0, 0);
        let (mut last, mut before, mut after) = (None, 0, 0);
        let mut leading_zero = false;
        for c in self.core.chars().filter(|c| !is_invisible(*c)) {
            if let Some(value) = digit(c) {
                leading_zero |= before == 0 && last.is_none() && value == 0;
                *(if last.is_none() { &mut before } else { &mut after }) += 1;
                continue;
            }
            match c {
                '.' => points += 1,
                ',' => commas += 1,
                // The Arabic decimal mark decides by itself, and nothing about points and commas.
                '٫' => return Verdict::Silent,
                c if grouping(c).is_some() => others += 1,
                _ => return Verdict::Broken,
            }
            if matches!(c, '.' | ',') {
                (last, after) = (Some(c), 0);
            }
        }
        let as_decimal = |c| if c == '.' { NumberFormat::Point } else { NumberFormat::Comma };
        let as_group = |c| if c == '.' { NumberFormat::Comma } else { NumberFormat::Point };
        match (last, points, commas) {
            (None, ..) => Verdict::Silent,
            // Scientific notation groups nothing.
            (Some(c), 1, 0) | (Some(c), 0, 1) if self.exponent.is_some() => Verdict::Decided(as_decimal(c)),
            (Some('.'), 1, 1..) | (Some(','), 1.., 1) => {
                last.map_or(Verdict::Broken, |c| Verdict::Decided(as_decimal(c)))
            }
            (Some(_), 1.., 1..) => Verdict::Broken,
            (Some(c), 1, 0) | (Some(c), 0, 1) => {
                let decides = after != 3 || before == 0 || before > 3 || leading_zero || others > 0;
                if decides { Verdict::Decided(as_decimal(c)) } else { Verdict::Ambiguous }
            }
            (Some(c), ..) => Verdict::Decided(as_group(c)),
        }
    }

    /// How many digits it is written with, if it is a plain whole number, and whether the first of
    /// several is a zero.
    pub fn whole(&self) -> Option<(usize, bool)> {
        let digits = self.core.chars().filter(|c| !is_invisible(*c)).map(digit).collect::<Option<Vec<u32>>>()?;
        Some((digits.len(), digits.len() > 1 && digits.first() == Some(&0)))
    }

    /// Its value in this format, or in the one it decides itself.
    pub fn value(&self, format: Option<NumberFormat>) -> Number<'a> {
        let format = match (format, self.verdict()) {
            (Some(format), _) | (None, Verdict::Decided(format)) => format,
            (None, Verdict::Silent) => NumberFormat::Point,
            (None, Verdict::Ambiguous | Verdict::Broken) => return Number::Bad,
        };
        let point = if format == NumberFormat::Point { '.' } else { ',' };
        let (mut value, mut digits, mut decimals) = (0_i128, 0, None);
        let mut groups = Groups::default();
        for c in self.core.chars().filter(|c| !is_invisible(*c)) {
            if let Some(digit) = digit(c) {
                groups.digit(digit);
                if decimals.is_some_and(|count| count >= MAX_DECIMALS) {
                    continue;
                }
                digits += u32::from(value > 0 || digit > 0);
                if digits > MAX_DIGITS {
                    return Number::TooLarge;
                }
                value = value * 10 + i128::from(digit);
                decimals = decimals.map(|count: u32| count + 1);
            } else if (c == point || c == '٫') && decimals.is_none() {
                if !groups.end() {
                    return Number::Bad;
                }
                decimals = Some(0);
            } else if decimals.is_some() || self.exponent.is_some() || !groups.separator(c) {
                return Number::Bad;
            }
        }
        if decimals.is_none() && !groups.end() {
            return Number::Bad;
        }
        let value = if self.negative { -value } else { value };
        match decimal(value, decimals.unwrap_or(0), self.exponent.unwrap_or(0)) {
            Some(value) => Number::Value { value, percent: self.percent, mark: self.mark },
            None => Number::TooLarge,
        }
    }
}

fn is_percent(c: char) -> bool {
    matches!(c, '%' | '٪')
}

/// Accountants' credit (which is negative) and debit behind a number.
fn accountants(right: &str) -> (&str, bool) {
    let ends = |words: [&str; 3]| words.iter().find_map(|word| right.strip_suffix(word));
    match (ends(["CR", "Cr", "cr"]), ends(["DR", "Dr", "dr"])) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        _ => (right, false),
    }
}

/// The digits and the exponent of `1.23E+12`. Without a sign and without a separator (`12E5`) it is
/// somebody's code.
fn scientific(core: &str) -> Option<(&str, i32)> {
    let (mantissa, exponent) = core.split_once(['E', 'e'])?;
    let signed = exponent.strip_prefix('+').map(|rest| (rest, 1));
    let signed = signed.or_else(|| exponent.strip_prefix(is_minus).map(|rest| (rest, -1)));
    let (digits, sign) = signed.unwrap_or((exponent, 1));
    if signed.is_none() && !mantissa.contains(['.', ',', '٫']) || !(1..=3).contains(&digits.chars().count()) {
        return None;
    }
    let value = digits.chars().try_fold(0, |sum, c| Some(sum * 10 + i32::try_from(digit(c)?).ok()?))?;
    Some((mantissa, sign * value))
}

/// `value` · 10^(`exponent` − `decimals`); `None` if it has too many digits.
fn decimal(value: i128, decimals: u32, exponent: i32) -> Option<Decimal> {
    let scale = i32::try_from(decimals).ok()? - exponent;
    let (value, scale) = match u32::try_from(scale) {
        Ok(scale) if exponent != 0 && scale > MAX_DECIMALS => {
            (10_i128.checked_pow(scale - MAX_DECIMALS).map_or(0, |over| value / over), MAX_DECIMALS)
        }
        Ok(scale) => (value, scale),
        Err(_) if value == 0 => (0, 0),
        Err(_) => (value.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?, 0),
    };
    Decimal::try_from_i128_with_scale(value, scale).ok()
}

/// The groups of digits so far: three each (`1,234,567`), or two each but for the last (`12,34,567`).
#[derive(Default)]
struct Groups {
    separator: Option<super::Grouping>,
    /// Digits in the first group, and whether it begins with a zero.
    first: u32,
    zero: bool,
    /// Digits in each group between the first and the last.
    middle: Option<u32>,
    /// Digits in the group that is being read.
    count: u32,
}

impl Groups {
    fn digit(&mut self, value: u32) {
        if self.separator.is_none() {
            self.zero |= self.first == 0 && value == 0;
            self.first = self.first.saturating_add(1);
        }
        self.count = self.count.saturating_add(1);
    }

    /// Takes a separator; false if there can be none here.
    fn separator(&mut self, c: char) -> bool {
        let Some(found) = grouping(c) else { return false };
        let fits = match self.separator {
            None => (1..=3).contains(&self.first) && !self.zero,
            Some(separator) => {
                let size = *self.middle.get_or_insert(self.count);
                separator == found && size == self.count && (size == 3 || size == 2 && self.first <= 2)
            }
        };
        self.separator = Some(found);
        self.count = 0;
        fits
    }

    /// Whether the digits before the decimals can end here.
    fn end(&self) -> bool {
        self.separator.is_none() || self.count == 3
    }
}
