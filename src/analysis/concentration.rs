//! How much hangs on how few (K1, M8): Gini, top 20 %, Herfindahl, the two yardsticks.
//!
//! Sources: Gini, *Variabilità e mutabilità*, 1912; Lorenz, "Methods of measuring the concentration of
//! wealth", 1905; Hirschman, *National Power and the Structure of Foreign Trade*, 1945, and Herfindahl,
//! *Concentration in the Steel Industry*, 1950; "the vital few" after Pareto: Juran, *Quality Control
//! Handbook*, 1951.

/// Concentration of the positive totals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concentration {
    /// Accounts with a positive total.
    pub accounts: usize,
    /// Gini coefficient, population form: 0 when all are equal, (n − 1) / n when one has all.
    pub gini: f64,
    /// How many the top 20 % are, rounded up.
    pub top_fifth: usize,
    /// Their share, 0 to 1.
    pub top_fifth_share: f64,
    /// Herfindahl–Hirschman index, the sum of squared shares in per cent: 10,000 is one customer.
    pub hhi: f64,
    /// Accounts with a tenth of the total or more.
    pub providers: usize,
    /// The shares in descending order, cumulated: entry *n* is what the first *n* + 1 bring.
    pub cumulative: Vec<f64>,
}

impl Concentration {
    /// Of totals in descending order; those that aren't positive are left out.
    pub(super) fn of(values: &[i128]) -> Self {
        let positive: Vec<i128> = values.iter().copied().filter(|value| *value > 0).collect();
        let count = positive.len();
        let total: i128 = positive.iter().sum();
        if count == 0 {
            return Self::default();
        }
        let share = |value: i128| value as f64 / total as f64;
        let mut sum = 0;
        let cumulative: Vec<f64> = positive
            .iter()
            .map(|value| {
                sum += value;
                share(sum)
            })
            .collect();
        // G = 2 Σ i·xᵢ / (n Σx) − (n + 1) / n, with x ascending and i from 1.
        let weighted: i128 = positive.iter().rev().zip(1..).map(|(value, position)| value * position).sum();
        let n = count as f64;
        let top_fifth = count.div_ceil(5);
        Self {
            accounts: count,
            gini: 2.0 * weighted as f64 / (n * total as f64) - (n + 1.0) / n,
            top_fifth,
            top_fifth_share: cumulative.get(top_fifth - 1).copied().unwrap_or_default(),
            hhi: positive.iter().map(|value| (share(*value) * 100.0).powi(2)).sum(),
            providers: positive.iter().filter(|value| **value * 10 >= total).count(),
            cumulative,
        }
    }

    /// What the smallest bring who are this part of all, both 0 to 1: the Lorenz curve, straight between
    /// two accounts.
    pub fn share_of_smallest(&self, part: f64) -> f64 {
        let largest = (1.0 - part.clamp(0.0, 1.0)) * self.cumulative.len() as f64;
        let brought =
            |count: usize| count.checked_sub(1).and_then(|at| self.cumulative.get(at)).copied().unwrap_or(0.0);
        let whole = largest.floor() as usize;
        let next = brought((whole + 1).min(self.cumulative.len()));
        1.0 - brought(whole) - (next - brought(whole)) * largest.fract()
    }

    /// How many of the largest it takes to bring this share (0 to 1).
    pub fn needed_for(&self, share: f64) -> usize {
        // Sums of floats may end a hair below a share that is met exactly.
        let reached = self.cumulative.iter().position(|sum| *sum >= share - 1e-12);
        reached.map_or(self.cumulative.len(), |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bug: the smaller half of one customer brought everything.
    #[test]
    fn the_smaller_half_of_an_odd_number_is_between_two_accounts() {
        let half = |values: &[i128]| Concentration::of(values).share_of_smallest(0.5);
        let is_near = |found: f64, expected: f64| (found - expected).abs() < 1e-12;
        assert!(is_near(half(&[7]), 0.5));
        assert!(is_near(half(&[3, 3, 3, 3]), 0.5));
        assert!(is_near(half(&[6, 2, 2]), 0.3), "2 and half of 2, of 10");
        assert!(is_near(Concentration::of(&[6, 2, 2]).share_of_smallest(1.0), 1.0));
        assert!(is_near(Concentration::of(&[6, 2, 2]).share_of_smallest(0.0), 0.0));
    }
}
