//! Deciding the format of a column of numbers.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Grouping, Number, NumberFormat, Parts, Verdict, grouping, is_empty, is_invisible, read};
use crate::exchange::cell::row::{Cell, Kind};
use crate::exchange::{Answer, Choice, DiscountKind, Doubt, Reading};

/// What the cells of a column are as numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NumberFindings {
    /// How many of the filled cells looked at are numbers.
    pub numbers: u64,
    /// How many cells looked at are filled.
    pub filled: u64,
    /// The format, where a value decides it. Without separators there is none, and none is needed.
    pub format: Option<NumberFormat>,
    pub grouping: Option<Grouping>,
    /// A value that can be read both ways (`1,234`), if no other value decides.
    pub doubt: Option<Doubt>,
    /// What it would be as a column of discounts: percent if any value is over 1 or has the sign, a
    /// fraction if all are 1 or less; nothing decides if all are zero.
    pub discount: Option<DiscountKind>,
    /// How many are negative, however that is written.
    pub negatives: u64,
    /// How many are in scientific notation (`1,23E+12`), with an example. In a column of amounts they
    /// are numbers; a document's or a customer's number written so has lost its digits already.
    pub exponents: u64,
    pub exponent: Option<String>,
    /// How many cells are digits that no amount is written with: zeros in front (`007`), or whole
    /// numbers of more than 15 digits. The long ones don't count as numbers.
    pub codes: u64,
}

/// Whole numbers with more digits are numbers of something, no amounts.
const AMOUNT_DIGITS: usize = 15;

/// Decides the format of a column from its cells.
pub(in crate::exchange) fn findings<'a>(cells: impl Iterator<Item = Cell<'a>>) -> NumberFindings {
    let mut found = NumberFindings::default();
    let (mut points, mut commas, mut doubt) = (0_u64, 0_u64, None);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        // A dash stands for nothing.
        if cell.kind == Kind::Text && is_empty(cell.text) {
            continue;
        }
        found.filled += 1;
        if cell.kind == Kind::Date {
            continue;
        }
        let Some(parts) = Parts::of(cell.text) else { continue };
        if cell.kind == Kind::Text
            && let Some((digits, zero)) = parts.whole()
        {
            let is_long = digits > AMOUNT_DIGITS;
            found.codes += u64::from(is_long || zero && parts.mark.is_empty() && parts.exponent.is_none());
            if is_long {
                continue;
            }
        }
        // What a workbook knows as a number says nothing about how the column's texts are written.
        let verdict = if cell.kind == Kind::Number { Verdict::Silent } else { parts.verdict() };
        let format = match verdict {
            _ if cell.kind == Kind::Number => Some(NumberFormat::Point),
            Verdict::Decided(format) => Some(format),
            // Read either way, it must be a number; the value doesn't matter here.
            Verdict::Ambiguous => Some(NumberFormat::Point),
            _ => None,
        };
        let value = parts.value(format);
        match value {
            Number::Bad => continue,
            Number::Value { value, percent, .. } if percent || value > Decimal::ONE => {
                found.discount = Some(DiscountKind::Percent);
            }
            Number::Value { value, .. } if !value.is_zero() => {
                found.discount.get_or_insert(DiscountKind::Fraction);
            }
            _ => {}
        }
        found.numbers += 1;
        found.negatives += u64::from(matches!(value, Number::Value { value, .. } if value < Decimal::ZERO));
        if parts.exponent.is_some() {
            found.exponents += 1;
            found.exponent.get_or_insert_with(|| cell.text.to_owned());
        }
        match verdict {
            Verdict::Decided(NumberFormat::Point) => points += 1,
            Verdict::Decided(NumberFormat::Comma) => commas += 1,
            Verdict::Ambiguous if doubt.is_none() => doubt = Some(cell.text),
            _ => {}
        }
        if let (Some(format), Verdict::Decided(_)) = (format, verdict)
            && found.grouping.is_none()
        {
            let point = if format == NumberFormat::Point { '.' } else { ',' };
            found.grouping = parts.core.chars().filter(|c| *c != point && !is_invisible(*c)).find_map(grouping);
        }
    }
    // A column has one format. A few cells of the other are bad cells; many are a doubt.
    let minority = points.min(commas);
    found.format = match points.cmp(&commas) {
        _ if minority * 20 > points + commas => None,
        std::cmp::Ordering::Greater => Some(NumberFormat::Point),
        std::cmp::Ordering::Less => Some(NumberFormat::Comma),
        std::cmp::Ordering::Equal => None,
    };
    if found.format.is_none() {
        found.doubt = doubt.map(in_doubt);
    }
    found
}

/// What a value is with the point as decimal mark, and with the comma.
fn in_doubt(value: &str) -> Doubt {
    let choice = |format| Choice {
        answer: Answer::Number(format),
        reading: match read(value, Some(format)) {
            Number::Value { value, .. } => Some(Reading::Number(value.to_string())),
            _ => None,
        },
    };
    Doubt { value: value.to_owned(), choices: [NumberFormat::Point, NumberFormat::Comma].map(choice).into() }
}
