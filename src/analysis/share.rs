//! Shares of a number of cases, and percentiles, as they are told everywhere (C0).

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub of: usize,
    pub among: usize,
}

/// Fewer cases than this are told as "x of n".
const FEW: usize = 10;

/// Of the normal distribution, for an interval of 95 %.
const Z: f64 = 1.959_964;

impl Share {
    /// Of cases, by whether each holds.
    pub fn count(cases: impl IntoIterator<Item = bool>) -> Self {
        cases
            .into_iter()
            .fold(Self::default(), |share, holds| Self { of: share.of + usize::from(holds), among: share.among + 1 })
    }

    /// 0 to 1; `None` of nothing.
    pub fn rate(self) -> Option<f64> {
        (self.among > 0).then(|| self.of as f64 / self.among as f64)
    }

    /// Whether there are too few for a per cent to say something: it is told as "x of n".
    pub fn is_few(self) -> bool {
        self.among < FEW
    }

    /// Between which two shares, 0 to 1, the true one lies, in 95 of 100 such cases (Wilson 1927); `None` of nothing.
    pub fn interval(self) -> Option<(f64, f64)> {
        let (rate, n) = (self.rate()?, self.among as f64);
        let stretch = 1.0 + Z * Z / n;
        let middle = (rate + Z * Z / (2.0 * n)) / stretch;
        let half = Z / stretch * (rate * (1.0 - rate) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(((middle - half).max(0.0), (middle + half).min(1.0)))
    }
}

/// The value below which so many per cent of all lie, by nearest rank: number ⌈q·n/100⌉ ascending, from 1; `None`
/// of nothing.
pub fn percentile<T: Copy + Ord>(values: &[T], per_cent: usize) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let number = (per_cent * sorted.len()).div_ceil(100).max(1);
    sorted.get(number - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_interval_is_as_in_wilsons_example() {
        // 772 of 809 Northwind documents, and the ends, worked out apart to six decimals.
        let told = |of, among| Share { of, among }.interval().map(|(low, high)| format!("{low:.6} {high:.6}"));
        assert_eq!(told(772, 809).as_deref(), Some("0.937596 0.966639"));
        assert_eq!(told(0, 10).as_deref(), Some("0.000000 0.277533"));
        assert_eq!(told(10, 10).as_deref(), Some("0.722467 1.000000"));
        assert_eq!(told(0, 0), None);
    }

    #[test]
    fn the_ninetieth_of_ten_is_the_ninth() {
        let values: Vec<i64> = (1..=10).rev().collect();
        assert_eq!(percentile(&values, 90), Some(9));
        assert_eq!(percentile(&values, 91), Some(10));
        assert_eq!(percentile(&values, 0), Some(1));
        assert_eq!(percentile::<i64>(&[], 90), None);
    }

    proptest! {
        #[test]
        fn the_share_lies_in_its_interval(among in 1usize..2_000, part in 0.0f64..=1.0) {
            let share = Share { of: (among as f64 * part) as usize, among };
            let (low, high) = share.interval().unwrap();
            let rate = share.rate().unwrap();
            prop_assert!(0.0 <= low && low <= rate + 1e-12 && rate <= high + 1e-12 && high <= 1.0);
            prop_assert_eq!(share.is_few(), among < 10);
        }
    }
}
