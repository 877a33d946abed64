//! A mark somebody gave: from 0, as bad as can be, to 10.

use serde::{Deserialize, Deserializer, Serialize};

/// A whole number from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Mark(u8);

impl Mark {
    /// The best there is.
    pub const BEST: u8 = 10;

    /// `None` for what is above the best.
    pub const fn new(mark: u8) -> Option<Self> {
        if mark <= Self::BEST { Some(Self(mark)) } else { None }
    }

    /// Every mark, the worst first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=Self::BEST).map(Self)
    }

    pub const fn value(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mark = u8::deserialize(deserializer)?;
        Self::new(mark).ok_or_else(|| serde::de::Error::custom(format_args!("no mark: {mark}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_one_of_eleven() {
        assert_eq!(Mark::all().count(), 11);
        assert_eq!(serde_json::from_str::<Mark>("10").ok(), Mark::new(10));
        assert_eq!(serde_json::to_string(&Mark::new(0)).ok().as_deref(), Some("0"));
        for other in ["11", "-1", "7.5", "\"7\"", "null"] {
            assert!(serde_json::from_str::<Mark>(other).is_err(), "{other}");
        }
    }
}
