//! XYZ: accounts by the regularity of their purchases (A3, M3).
//!
//! Source of the coefficient of variation: Pearson, "Mathematical contributions to the theory of evolution
//! III", 1896. The limits, and from which period is counted, are our choice.

use std::sync::Arc;

use crate::calendar::Date;

use super::period::Period;

/// The three groups by regularity: steady, varying, irregular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum XyzClass {
    X,
    Y,
    Z,
}

impl XyzClass {
    pub const ALL: [Self; 3] = [Self::X, Self::Y, Self::Z];

    pub fn letter(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Y => "Y",
            Self::Z => "Z",
        }
    }
}

/// Up to which coefficient of variation the classes X and Y reach, inclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct XyzLimits {
    pub x: f64,
    pub y: f64,
}

impl Default for XyzLimits {
    fn default() -> Self {
        Self { x: 0.5, y: 1.0 }
    }
}

impl XyzLimits {
    pub fn class(self, cv: f64) -> XyzClass {
        if cv <= self.x {
            XyzClass::X
        } else if cv <= self.y {
            XyzClass::Y
        } else {
            XyzClass::Z
        }
    }
}

/// The values an account's regularity is seen by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rhythm {
    /// The first period counted: that of the first purchase.
    first: Period,
    /// The value of each period counted, in minor units; none bought is zero.
    values: Arc<[i128]>,
    mean: f64,
    std_dev: f64,
}

/// How regularly an account buys, with the values it was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Regularity {
    /// The first period counted: that of the first purchase.
    pub first: Period,
    /// The value of each period counted, in minor units; none bought is zero.
    pub values: Arc<[i128]>,
    /// In minor units.
    pub mean: f64,
    /// Population standard deviation, in minor units.
    pub std_dev: f64,
    /// Standard deviation over mean; `None` for fewer than three periods or a mean of zero or less.
    pub cv: Option<f64>,
    pub class: Option<XyzClass>,
}

/// Fewer periods than this say nothing about regularity.
pub const MIN_PERIODS: usize = 3;

impl Rhythm {
    /// Of an account's value by day, in order: the periods from the one of the first purchase to the
    /// last complete one; `None` if there is none between.
    pub(super) fn of(days: &[(Date, i128)], first_purchase: Date, last_complete: Period) -> Option<Self> {
        let unit = last_complete.unit;
        let first = unit.of(first_purchase);
        let count = usize::try_from(last_complete.number - first.number + 1).ok().filter(|count| *count > 0)?;
        let mut values = vec![0; count];
        for (day, amount) in days {
            let at = usize::try_from(unit.of(*day).number - first.number);
            if let Some(value) = at.ok().and_then(|at| values.get_mut(at)) {
                *value += amount;
            }
        }
        Some(Self::of_values(first, values))
    }

    fn of_values(first: Period, values: Vec<i128>) -> Self {
        let (mean, std_dev) = mean_and_deviation(&values);
        Self { first, values: values.into(), mean, std_dev }
    }

    fn cv(&self) -> Option<f64> {
        (self.values.len() >= MIN_PERIODS && self.mean > 0.0).then(|| self.std_dev / self.mean)
    }

    pub(super) fn class(&self, limits: XyzLimits) -> Option<XyzClass> {
        self.cv().map(|cv| limits.class(cv))
    }

    /// With the class these limits give it.
    pub(super) fn judged(&self, limits: XyzLimits) -> Regularity {
        Regularity {
            first: self.first,
            values: self.values.clone(),
            mean: self.mean,
            std_dev: self.std_dev,
            cv: self.cv(),
            class: self.class(limits),
        }
    }
}

/// Mean and population standard deviation. The sums are exact as long as they fit, so equal values
/// deviate by exactly zero.
fn mean_and_deviation(values: &[i128]) -> (f64, f64) {
    let count = values.len() as f64;
    let sum: i128 = values.iter().sum();
    let mean = sum as f64 / count;
    // n² σ² = n Σx² − (Σx)²
    let exact = || {
        let squares =
            values.iter().try_fold(0_i128, |squares, value| squares.checked_add(value.checked_mul(*value)?))?;
        let scaled = squares.checked_mul(values.len() as i128)?.checked_sub(sum.checked_mul(sum)?)?;
        Some((scaled as f64).sqrt() / count)
    };
    let rounded = || (values.iter().map(|value| (*value as f64 - mean).powi(2)).sum::<f64>() / count).sqrt();
    (mean, exact().unwrap_or_else(rounded))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::PeriodUnit;

    fn cv(values: &[i128]) -> Option<f64> {
        let first = Period { unit: PeriodUnit::Month, number: 0 };
        Rhythm::of_values(first, values.to_vec()).cv()
    }

    #[test]
    fn limits_are_inclusive() {
        let limits = XyzLimits::default();
        assert_eq!([0.5, 0.500001, 1.0, 1.000001].map(|cv| limits.class(cv).letter()), ["X", "Y", "Y", "Z"]);
    }

    #[test]
    fn too_little_says_nothing() {
        assert_eq!(cv(&[5, 5]), None);
        assert_eq!(cv(&[5, -5, 0]), None);
        assert_eq!(cv(&[5, 5, 5]), Some(0.0));
    }

    #[test]
    fn sums_beyond_the_exact_range_fall_back_to_floats() {
        let big = 10_i128.pow(20);
        assert!(cv(&[big, 2 * big, 3 * big]).is_some_and(|cv| (cv - 0.408_248).abs() < 1e-6));
    }
}
