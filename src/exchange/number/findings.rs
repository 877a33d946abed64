//! Deciding the format of a column of numbers.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Grouping, Number, NumberFormat, Parts, Verdict, grouping, is_invisible, read};
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
}

/// Decides the format of a column from its cells.
pub(in crate::exchange) fn findings<'a>(cells: impl Iterator<Item = &'a str>) -> NumberFindings {
    let mut found = NumberFindings::default();
    let (mut points, mut commas, mut doubt) = (0_u64, 0_u64, None);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        found.filled += 1;
        let Some(parts) = Parts::of(cell) else { continue };
        let verdict = parts.verdict();
        let format = match verdict {
            Verdict::Decided(format) => Some(format),
            // Read either way, it must be a number; the value doesn't matter here.
            Verdict::Ambiguous => Some(NumberFormat::Point),
            _ => None,
        };
        match parts.value(format) {
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
        match verdict {
            Verdict::Decided(NumberFormat::Point) => points += 1,
            Verdict::Decided(NumberFormat::Comma) => commas += 1,
            Verdict::Ambiguous if doubt.is_none() => doubt = Some(cell),
            _ => {}
        }
        if let (Some(format), true) = (format, verdict != Verdict::Ambiguous)
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
