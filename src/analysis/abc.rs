//! ABC: accounts by their share of the whole (A2, M2).
//!
//! Source: Dickie, "ABC inventory analysis shoots for dollars, not pennies", 1951. Where the limits lie
//! and which class the account that crosses one has are our choice.

use crate::book::Crossing;

/// The three groups by volume: largest, medium, smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AbcClass {
    A,
    B,
    C,
}

impl AbcClass {
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// Up to which cumulative share the classes A and B reach, in hundredths of a per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbcLimits {
    pub a: u32,
    pub b: u32,
    /// Where the account belongs that crosses a limit.
    pub crossing: Crossing,
}

impl Default for AbcLimits {
    /// 80 / 15 / 5.
    fn default() -> Self {
        Self { a: 8_000, b: 9_500, crossing: Crossing::Up }
    }
}

impl AbcLimits {
    /// The class of an account with this value, `before` it of `total`, all in minor units. Exact: no
    /// division.
    pub(super) fn class(self, before: i128, value: i128, total: i128) -> AbcClass {
        let is_within = |limit: u32| {
            let limit = total * i128::from(limit);
            match self.crossing {
                Crossing::Up => before * 10_000 < limit,
                Crossing::Down => (before + value) * 10_000 <= limit,
            }
        };
        if is_within(self.a) {
            AbcClass::A
        } else if is_within(self.b) {
            AbcClass::B
        } else {
            AbcClass::C
        }
    }
}

/// Where an account stands among those with a positive total.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// From 1; equal totals share the rank of the first.
    pub rank: usize,
    /// Share of the positive total, 0 to 1.
    pub share: f64,
    /// Sum of all larger totals, in minor units.
    pub before: i128,
    /// The same as a share, 0 to 1: what decides the class.
    pub cumulative_share_before: f64,
    pub class: AbcClass,
}

/// Ranks values that stand in descending order; `None` for those that aren't positive.
///
/// The class follows the cumulative share *before* the account, so the one that crosses a limit
/// belongs to the higher class (or the share *after* it, if the settings say so). Equal values take
/// rank and class of the first of them.
pub fn rank(values: &[i128], limits: AbcLimits) -> Vec<Option<Ranked>> {
    let total: i128 = values.iter().filter(|value| **value > 0).sum();
    let mut sum = 0;
    let mut first: Option<(i128, Ranked)> = None;
    let mut rank_next = |(at, value): (usize, &i128)| {
        if *value <= 0 {
            return None;
        }
        let ranked = match first {
            Some((equal, ranked)) if equal == *value => ranked,
            _ => Ranked {
                rank: at + 1,
                share: *value as f64 / total as f64,
                before: sum,
                cumulative_share_before: sum as f64 / total as f64,
                class: limits.class(sum, *value, total),
            },
        };
        first = Some((*value, ranked));
        sum += value;
        Some(ranked)
    };
    values.iter().enumerate().map(&mut rank_next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn classes(values: &[i128]) -> Vec<&'static str> {
        rank(values, AbcLimits::default()).iter().map(|r| r.map_or("-", |r| r.class.letter())).collect()
    }

    #[test]
    fn the_account_that_crosses_a_limit_belongs_to_the_higher_class() {
        assert_eq!(classes(&[82, 8, 6, 4]), ["A", "B", "B", "C"]);
        assert_eq!(classes(&[100]), ["A"]);
        assert_eq!(classes(&[]), Vec::<&str>::new());
    }

    #[test]
    fn crossing_down_the_account_belongs_to_the_lower_class() {
        let down = AbcLimits { crossing: Crossing::Down, ..AbcLimits::default() };
        let classes =
            |values: &[i128]| rank(values, down).iter().flatten().map(|r| r.class.letter()).collect::<String>();
        assert_eq!(classes(&[82, 8, 6, 4]), "BBCC");
        assert_eq!(classes(&[80, 15, 5]), "ABC", "what ends at the limit is within");
        assert_eq!(classes(&[100]), "C");
    }

    proptest! {
        #[test]
        fn ranking_keeps_its_laws(mut values in prop::collection::vec(-50i128..1_000, 0..40)) {
            values.sort_by(|a, b| b.cmp(a));
            let ranks = rank(&values, AbcLimits::default());
            let found: Vec<Ranked> = ranks.iter().flatten().copied().collect();
            prop_assert_eq!(found.len(), values.iter().filter(|v| **v > 0).count());
            prop_assert!(found.windows(2).all(|pair| pair[0].rank <= pair[1].rank && pair[0].class <= pair[1].class));
            for (pair, ranks) in values.windows(2).zip(ranks.windows(2)) {
                if pair[0] == pair[1] { prop_assert_eq!(ranks[0], ranks[1]); }
            }
            if !found.is_empty() {
                prop_assert_eq!(found[0].class, AbcClass::A);
                let shares: f64 = found.iter().map(|r| r.share).sum();
                prop_assert!((shares - 1.0).abs() < 1e-9);
            }
        }
    }
}
