//! The cadence: how often somebody is to hear from us (R10, C1).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Date;

/// The longest gap that can be set, in days.
const TEN_YEARS: u32 = 3_650;

/// How many days may lie between two touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Days")]
pub struct Cadence {
    ideal: u32,
    longest: u32,
}

/// As it is stored, before it is put right.
#[derive(Deserialize)]
struct Days {
    ideal: u32,
    longest: u32,
}

impl From<Days> for Cadence {
    fn from(Days { ideal, longest }: Days) -> Self {
        Self::new(ideal, longest)
    }
}

impl Cadence {
    /// An ideal and a longest gap in days. The ideal is a day at least, and the longest is never below it.
    pub const fn new(ideal: u32, longest: u32) -> Self {
        const fn clamped(value: u32, least: u32) -> u32 {
            if value < least {
                least
            } else if value > TEN_YEARS {
                TEN_YEARS
            } else {
                value
            }
        }
        let ideal = clamped(ideal, 1);
        Self { ideal, longest: clamped(longest, ideal) }
    }

    /// After how many days a touch is due.
    pub fn ideal(self) -> i32 {
        self.ideal as i32
    }

    /// After more days than this it is overdue.
    pub fn longest(self) -> i32 {
        self.longest as i32
    }

    /// The smaller ideal and the smaller longest gap of two, which several reasons for a cadence come to.
    pub fn closer(self, other: Self) -> Self {
        Self::new(self.ideal.min(other.ideal), self.longest.min(other.longest))
    }
}

/// A cadence a person set for one account or one of its people, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCadence {
    pub ideal: u32,
    pub longest: u32,
    /// The day it was set: nobody is late for what was asked before it.
    pub set: Date,
}

impl OwnCadence {
    pub fn of(cadence: Cadence, set: Date) -> Self {
        Self { ideal: cadence.ideal, longest: cadence.longest, set }
    }

    pub fn cadence(self) -> Cadence {
        Cadence::new(self.ideal, self.longest)
    }
}

/// Cadences that are usual in this book, by the code of what they are for (a level, a type, deciders), where they
/// aren't the convention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cadences(BTreeMap<String, Cadence>);

impl Cadences {
    /// What is set for a code; `None`: the convention holds.
    pub fn of(&self, code: &str) -> Option<Cadence> {
        self.0.get(code).copied()
    }

    /// The same with another one, or with the convention.
    pub fn with(mut self, code: &str, cadence: Option<Cadence>) -> Self {
        match cadence {
            Some(cadence) => drop(self.0.insert(code.into(), cadence)),
            None => drop(self.0.remove(code)),
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use serde_json::json;

    #[test]
    fn the_ideal_gap_is_never_above_the_longest() {
        let of = |ideal, longest| Cadence::new(ideal, longest);
        assert_eq!((of(30, 10).ideal(), of(30, 10).longest()), (30, 30));
        assert_eq!((of(0, 0).ideal(), of(0, u32::MAX).longest()), (1, 3_650));
        assert_eq!(of(30, 60).closer(of(45, 50)), of(30, 50));
        // Whoever wrote it.
        assert_eq!(serde_json::from_value::<Cadence>(json!({"ideal": 9, "longest": 3})).ok(), Some(of(9, 9)));
    }

    #[test]
    fn a_cadence_of_ones_own_is_stored_with_its_day() {
        let own = OwnCadence { ideal: 14, longest: 30, set: date(2024, 5, 6) };
        let stored = json!({"ideal": 14, "longest": 30, "set": "2024-05-06"});
        assert_eq!(serde_json::to_value(own).ok(), Some(stored.clone()));
        assert_eq!(serde_json::from_value::<OwnCadence>(stored).ok(), Some(own));
    }

    #[test]
    fn what_is_not_set_follows_the_convention() {
        let all = Cadences::default().with("lead", Some(Cadence::new(7, 14)));
        assert_eq!((all.of("lead"), all.of("loyal")), (Some(Cadence::new(7, 14)), None));
        assert_eq!(all.with("lead", None), Cadences::default());
    }
}
