//! A number somebody counted, or means to reach: orders on time, people known, per cent.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A number in thousandths, exact; up to a milliard either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Quantity(i64);

/// A milliard, in thousandths.
const MOST: i64 = 1_000_000_000_000;

impl Quantity {
    pub const ZERO: Self = Self(0);

    /// `None` for more than a milliard either way.
    pub const fn of_thousandths(thousandths: i64) -> Option<Self> {
        if thousandths <= MOST && thousandths >= -MOST { Some(Self(thousandths)) } else { None }
    }

    /// So many whole ones; more than a milliard are a milliard.
    pub fn of(count: usize) -> Self {
        Self(i64::try_from(count).unwrap_or(MOST).saturating_mul(1_000).min(MOST))
    }

    pub const fn thousandths(self) -> i64 {
        self.0
    }

    pub fn value(self) -> f64 {
        self.0 as f64 / 1_000.0
    }

    /// As a person types it, to the thousandth; `None` for what is none or too large.
    pub fn typed(text: &str) -> Option<Self> {
        let thousandths = (crate::text::typed_number(text)? * 1_000.0).round();
        (thousandths.abs() <= MOST as f64).then_some(Self(thousandths as i64))
    }
}

impl fmt::Display for Quantity {
    /// With a decimal point, for other programs: "7.5".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.3}", self.value());
        out.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let thousandths = i64::deserialize(deserializer)?;
        Self::of_thousandths(thousandths)
            .ok_or_else(|| serde::de::Error::custom(format_args!("no quantity: {thousandths} thousandths")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_typed_as_people_write_it() {
        let typed = |text: &str| Quantity::typed(text).map(|of| of.to_string());
        let found = [typed("6"), typed("7,5"), typed("-0.25"), typed("۹۰٪"), typed("0.0004")];
        assert_eq!(
            found.each_ref().map(|of| of.as_deref()),
            [Some("6"), Some("7.5"), Some("-0.25"), Some("90"), Some("0")]
        );
        assert_eq!([typed("six"), typed(""), typed("9999999999")], [None, None, None]);
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        assert_eq!(serde_json::to_string(&Quantity::of(3)).ok().as_deref(), Some("3000"));
        assert_eq!(serde_json::from_str::<Quantity>("3000").ok(), Some(Quantity::of(3)));
        for other in ["1000000000001", "7.5", "\"7\"", "null"] {
            assert!(serde_json::from_str::<Quantity>(other).is_err(), "{other}");
        }
        assert_eq!(Quantity::of(usize::MAX).value(), 1e9);
    }
}
