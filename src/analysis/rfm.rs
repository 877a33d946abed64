//! RFM: recency, frequency and monetary value, each scored from 1 to 5 among all who bought.
//!
//! Source: Hughes, *Strategic Database Marketing*, 1994, who scores by fifths. Our choice (M9) is
//! 1 + ⌊5 × (accounts strictly worse) / n⌋, so equals score alike, and only who beats at least four
//! fifths scores 5.

use std::collections::BTreeMap;

use super::Analysis;
use crate::book::RecordId;

/// The three scores of an account, 1 (worst) to 5 (best).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rfm {
    /// By days from the last purchase to the end of the window; fewer are better.
    pub recency: u8,
    /// By the number of orders.
    pub frequency: u8,
    /// By the total of the analysis' measure.
    pub monetary: u8,
}

impl Analysis {
    /// The scores of every customer with a purchase in the window, in O(n log n).
    pub fn rfm(&self) -> BTreeMap<RecordId, Rfm> {
        let customers = || self.findings.iter().filter(|finding| finding.stands_for.is_none());
        let bought = || customers().filter_map(|finding| Some((finding, finding.purchases?.1)));
        // The later, the better; the end of the window is the same for all.
        let recency = scores(bought().map(|(_, last)| last.number().into()).collect());
        let frequency = scores(bought().map(|(finding, _)| finding.orders as i128).collect());
        let monetary = scores(bought().map(|(finding, _)| finding.value).collect());
        let all = recency.into_iter().zip(frequency).zip(monetary);
        let all = all.map(|((recency, frequency), monetary)| Rfm { recency, frequency, monetary });
        bought().map(|(finding, _)| finding.account).zip(all).collect()
    }
}

/// The score of each value, where greater is better.
fn scores(values: Vec<i128>) -> Vec<u8> {
    let mut sorted = values.clone();
    sorted.sort_unstable();
    let score = |value: &i128| {
        let worse = sorted.partition_point(|other| other < value);
        // Less than all are worse, so it stays below 6.
        u8::try_from(1 + 5 * worse / sorted.len().max(1)).unwrap_or(5)
    };
    values.iter().map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn five_different_ones_score_one_to_five() {
        assert_eq!(scores(vec![30, 10, 50, 20, 40]), [3, 1, 5, 2, 4]);
        assert_eq!(scores(vec![7]), [1]);
        assert_eq!(scores(vec![7, 7, 7]), [1, 1, 1]);
        assert_eq!(scores(vec![]), Vec::<u8>::new());
    }

    proptest! {
        #[test]
        fn scores_are_what_the_convention_says(values in prop::collection::vec(-20i128..20, 0..60)) {
            let n = values.len() as f64;
            let naive = |value: &i128| {
                let worse = values.iter().filter(|other| *other < value).count() as f64;
                1 + (5.0 * worse / n + 1e-9).floor() as u8
            };
            prop_assert_eq!(scores(values.clone()), values.iter().map(naive).collect::<Vec<_>>());
        }
    }
}
