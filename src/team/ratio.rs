//! An exact fraction, for hours that come out of thirds and sevenths.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Mul};

/// A fraction that isn't negative. Sums and products are exact as long as their terms are those of working hours;
/// beyond what sixteen bytes hold, they are told to a billionth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    over: i128,
    under: i128,
}

/// As finely as what can't be told exactly is told.
const FINE: i128 = 1_000_000_000;

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Ratio {
    pub const ZERO: Self = Self { over: 0, under: 1 };

    /// What is below nothing is nothing; a part of nothing is none.
    pub fn new(over: i128, under: i128) -> Self {
        if over <= 0 || under <= 0 {
            return Self::ZERO;
        }
        let common = gcd(over, under);
        Self { over: over / common, under: under / common }
    }

    /// A stretch of minutes in hours.
    pub fn of_minutes(minutes: u64) -> Self {
        Self::new(minutes.into(), 60)
    }

    /// One over another; `None` of nothing.
    pub fn over(self, other: Self) -> Option<Self> {
        (other.over > 0).then(|| self * Self { over: other.under, under: other.over })
    }

    pub fn value(self) -> f64 {
        self.over as f64 / self.under as f64
    }

    pub fn is_zero(self) -> bool {
        self.over == 0
    }

    fn rough(self) -> i128 {
        (self.value() * FINE as f64).round() as i128
    }
}

impl Add for Ratio {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let exact = || {
            let common = self.under.checked_mul(other.under / gcd(self.under, other.under))?;
            let one = self.over.checked_mul(common / self.under)?;
            let two = other.over.checked_mul(common / other.under)?;
            Some(Self::new(one.checked_add(two)?, common))
        };
        exact().unwrap_or_else(|| Self::new(self.rough() + other.rough(), FINE))
    }
}

impl Mul for Ratio {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let (one, two) = (gcd(self.over, other.under).max(1), gcd(other.over, self.under).max(1));
        let exact = || {
            let over = (self.over / one).checked_mul(other.over / two)?;
            Some(Self::new(over, (self.under / two).checked_mul(other.under / one)?))
        };
        exact().unwrap_or_else(|| Self::new((self.value() * other.value() * FINE as f64).round() as i128, FINE))
    }
}

impl Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.over.checked_mul(other.under), other.over.checked_mul(self.under)) {
            (Some(one), Some(two)) => one.cmp(&two),
            _ => self.value().total_cmp(&other.value()),
        }
    }
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { gcd(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sixths_and_thirds_make_a_half() {
        assert_eq!(Ratio::new(1, 6) + Ratio::new(1, 3), Ratio::new(1, 2));
        assert_eq!(Ratio::of_minutes(90) * Ratio::new(2, 3), Ratio::new(1, 1));
        assert_eq!(Ratio::new(9, 10), Ratio::new(63, 10).over(Ratio::new(7, 1)).unwrap_or_default());
        assert_eq!(
            (Ratio::new(1, 2).over(Ratio::ZERO), Ratio::new(-1, 2), Ratio::new(1, 0)),
            (None, Ratio::ZERO, Ratio::ZERO)
        );
    }

    proptest! {
        /// Of whatever cadences there may be.
        #[test]
        fn a_sum_is_what_it_is_whatever_the_order(mut days in prop::collection::vec(1_i128..=3_650, 0..200)) {
            let sum = |days: &[i128]| days.iter().map(|days| Ratio::new(14, *days)).sum::<Ratio>();
            let (one, plain) = (sum(&days), days.iter().map(|days| 14.0 / *days as f64).sum::<f64>());
            days.reverse();
            let other = sum(&days);
            prop_assert!((one.value() - plain).abs() < 1e-6 && (other.value() - plain).abs() < 1e-6);
            if days.len() < 9 {
                prop_assert_eq!(one, other);
            }
        }

        #[test]
        fn one_is_more_than_another_where_its_number_is(a in 0_i128..500, b in 1_i128..500, c in 0_i128..500, d in 1_i128..500) {
            prop_assert_eq!(Ratio::new(a, b).cmp(&Ratio::new(c, d)), (a * d).cmp(&(c * b)));
        }
    }
}
