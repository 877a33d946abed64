//! A whole number: of people, of shops, of what is made in a year.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// Not negative, and no larger than every program that reads the file can say exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Whole(u64);

/// Up to here a floating-point number, which is all that many readers of JSON have, is exact.
const MOST: u64 = 1 << 53;

impl Whole {
    /// `None` for what is larger than can be said exactly.
    pub const fn new(number: u64) -> Option<Self> {
        if number <= MOST { Some(Self(number)) } else { None }
    }

    pub const fn value(self) -> u64 {
        self.0
    }

    /// Exact.
    pub const fn as_f64(self) -> f64 {
        self.0 as f64
    }

    /// A number as a person types it, rounded; `None` for what is none, negative or too large.
    pub fn typed(text: &str) -> Option<Self> {
        let number = crate::text::typed_number(text)?.round();
        (0.0..=MOST as f64).contains(&number).then_some(Self(number as u64))
    }
}

impl fmt::Display for Whole {
    /// Digits alone, for other programs.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u64::deserialize(deserializer)?;
        Self::new(number).ok_or_else(|| serde::de::Error::custom(format_args!("too large: {number}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_typed_as_people_write_it() {
        let typed = |text: &str| Whole::typed(text).map(Whole::value);
        assert_eq!((typed("60"), typed("۱۲۰"), typed("2.6"), typed("0")), (Some(60), Some(120), Some(3), Some(0)));
        assert_eq!((typed("-1"), typed("1e20"), typed("many"), typed("")), (None, None, None, None));
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        assert_eq!(serde_json::to_string(&Whole(450)).ok().as_deref(), Some("450"));
        assert_eq!(serde_json::from_str::<Whole>("9007199254740992").ok(), Whole::new(MOST));
        for other in ["-1", "7.5", "\"7\"", "9007199254740993", "null"] {
            assert!(serde_json::from_str::<Whole>(other).is_err(), "{other}");
        }
    }
}
