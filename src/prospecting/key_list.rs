//! The key list of a market: customers and those who aren't yet, marked by six criteria and ranked (K4, C20).
//!
//! A number is marked among all those that are known, by fifths (as in [`rfm`](crate::analysis)): 1 +
//! ⌊5 × (entries with a smaller number) / (entries with a number)⌋, equals alike. What nobody knows has no mark, and
//! the score says how far it could be off.

use std::cmp::Reverse;

use crate::book::RecordId;

/// What an entry is judged by, in the order of its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// What they could buy in a year of what we sell.
    Potential,
    /// How much they make.
    Volume,
    /// Through how many places they sell.
    Network,
    /// How well known their name is: a mark by a person.
    Brand,
    Employees,
    /// Years since they were founded.
    Age,
}

impl Criterion {
    pub const ALL: [Self; 6] = [Self::Potential, Self::Volume, Self::Network, Self::Brand, Self::Employees, Self::Age];
}

/// The highest mark.
pub const BEST: u8 = 5;

/// From this share of the weight on, in per cent, there is a score.
const ENOUGH: u64 = 50;

/// How much each criterion counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights(pub [u32; Criterion::ALL.len()]);

impl Default for Weights {
    fn default() -> Self {
        Self([40, 15, 15, 15, 10, 5])
    }
}

impl Weights {
    pub fn of(self, criterion: Criterion) -> u32 {
        let [potential, volume, network, brand, employees, age] = self.0;
        match criterion {
            Criterion::Potential => potential,
            Criterion::Volume => volume,
            Criterion::Network => network,
            Criterion::Brand => brand,
            Criterion::Employees => employees,
            Criterion::Age => age,
        }
    }

    fn sum(self) -> u64 {
        self.0.iter().map(|weight| u64::from(*weight)).sum()
    }
}

/// What is known of an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// In minor units of the book's currency, a year.
    pub potential: Option<i64>,
    pub volume: Option<f64>,
    pub network: Option<f64>,
    /// 1 to 5.
    pub brand: Option<u8>,
    pub employees: Option<f64>,
    /// Years.
    pub age: Option<f64>,
}

impl Known {
    /// What is marked by its place among the others.
    fn number(&self, criterion: Criterion) -> Option<f64> {
        let number = match criterion {
            Criterion::Potential => self.potential.map(|minor| minor as f64),
            Criterion::Volume => self.volume,
            Criterion::Network => self.network,
            Criterion::Brand => None,
            Criterion::Employees => self.employees,
            Criterion::Age => self.age,
        };
        number.filter(|number| number.is_finite())
    }
}

/// Somebody of the market, before they are judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub account: RecordId,
    pub name: String,
    pub known: Known,
    /// What they bought of us in the last 365 days, in minor units.
    pub value: i128,
}

/// A score out of 5, in hundredths, rounded half up.
pub type Hundredths = u32;

/// Somebody on the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub account: RecordId,
    pub name: String,
    pub known: Known,
    /// The marks 1 to 5, by the order of [`Criterion::ALL`]; `None` where it isn't known.
    pub marks: [Option<u8>; Criterion::ALL.len()],
    /// What weight is known, in per cent of all; whole where the weights add up to 100.
    pub known_weight: f64,
    /// `None` where less than half of the weight is known.
    pub score: Option<Hundredths>,
    /// The score if every unknown were a 1, and a 5.
    pub range: (Hundredths, Hundredths),
    pub value: i128,
    /// What they could buy beyond that, in minor units; never negative. `None` where the potential isn't known.
    pub gap: Option<i128>,
}

/// The list, ranked: by score, known weight, potential, name. Who has no score stands last. O(n log n).
pub fn key_list(candidates: Vec<Candidate>, weights: Weights) -> Vec<Entry> {
    let sorted = Criterion::ALL.map(|criterion| {
        let mut all: Vec<f64> = candidates.iter().filter_map(|one| one.known.number(criterion)).collect();
        all.sort_by(f64::total_cmp);
        all
    });
    let mark = |criterion: Criterion, all: &[f64], known: &Known| {
        if criterion == Criterion::Brand {
            return known.brand.filter(|mark| (1..=BEST).contains(mark));
        }
        let number = known.number(criterion)?;
        let smaller = all.partition_point(|other| *other < number);
        // Less than all are smaller, so it stays below 6.
        u8::try_from(1 + usize::from(BEST) * smaller / all.len().max(1)).ok()
    };
    let mut entries: Vec<Entry> = candidates
        .into_iter()
        .map(|one| {
            let mut marks = [None; Criterion::ALL.len()];
            for ((place, criterion), all) in marks.iter_mut().zip(Criterion::ALL).zip(&sorted) {
                *place = mark(criterion, all, &one.known);
            }
            judged(one, marks, weights)
        })
        .collect();
    entries.sort_by(|a, b| order(a).cmp(&order(b)));
    entries
}

fn judged(one: Candidate, marks: [Option<u8>; Criterion::ALL.len()], weights: Weights) -> Entry {
    let weighed = || marks.iter().zip(weights.0).map(|(mark, weight)| (*mark, u64::from(weight)));
    let known: u64 = weighed().filter(|(mark, _)| mark.is_some()).map(|(_, weight)| weight).sum();
    let sum =
        |unknown: u8| -> u64 { weighed().map(|(mark, weight)| weight * u64::from(mark.unwrap_or(unknown))).sum() };
    let all = weights.sum();
    let is_enough = known > 0 && known * 100 >= all * ENOUGH;
    Entry {
        account: one.account,
        name: one.name,
        marks,
        known_weight: if all == 0 { 0.0 } else { known as f64 * 100.0 / all as f64 },
        score: is_enough.then(|| hundredths(sum(0), known)),
        range: (hundredths(sum(1), all), hundredths(sum(BEST), all)),
        value: one.value,
        gap: one.known.potential.map(|potential| (i128::from(potential) - one.value).max(0)),
        known: one.known,
    }
}

/// `sum / weight` with two decimals, half up; 0 where nothing weighs.
fn hundredths(sum: u64, weight: u64) -> Hundredths {
    let Some(doubled) = (sum * 200 + weight).checked_div(weight * 2) else { return 0 };
    u32::try_from(doubled).unwrap_or(u32::MAX)
}

/// The higher, the further ahead; a score that isn't known comes last, names in their order.
fn order(entry: &Entry) -> impl Ord + use<'_> {
    // Hundredths of a per cent tell weights apart as well as any.
    let weight = (entry.known_weight * 1e6).round() as i64;
    (Reverse(entry.score), Reverse(weight), Reverse(entry.known.potential), &entry.name, entry.account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(name: &str, known: Known, value: i128) -> Candidate {
        let place = name.bytes().next().map_or(0, u64::from);
        Candidate { account: RecordId::from_parts(place, [0; 10]), name: name.into(), known, value }
    }

    /// All six known, all the same number but the potential.
    fn full(potential: i64, brand: u8) -> Known {
        Known {
            potential: Some(potential),
            volume: Some(1.0),
            network: Some(1.0),
            brand: Some(brand),
            employees: Some(1.0),
            age: Some(1.0),
        }
    }

    #[test]
    fn numbers_are_marked_by_fifths_and_the_brand_by_a_person() {
        let all = (1..=5).map(|n| candidate(&n.to_string(), full(n * 100, 4), 0)).collect();
        let list = key_list(all, Weights::default());
        let marks: Vec<_> = list.iter().map(|entry| entry.marks).collect();
        let rest = [Some(1), Some(1), Some(4), Some(1), Some(1)];
        for (entry, potential) in marks.iter().zip([5, 4, 3, 2, 1]) {
            assert_eq!(entry[0], Some(potential));
            assert_eq!(entry[1..], rest);
        }
        // 40 × 5 + 15 × 4 + 45 × 1 of 100.
        assert_eq!(list.first().and_then(|entry| entry.score), Some(305));
    }

    #[test]
    fn without_half_of_the_weight_there_is_no_score_but_a_range() {
        // 15 + 15 + 10 + 5: only 45 of 100 known.
        let known = Known { potential: None, brand: None, ..full(0, 1) };
        let list = key_list(vec![candidate("a", known, 0)], Weights::default());
        assert_eq!(
            list.iter().map(|it| (it.score, it.known_weight, it.range)).collect::<Vec<_>>(),
            [(None, 45.0, (100, 320))]
        );
        let known = Known { potential: None, ..full(0, 5) };
        let list = key_list(vec![candidate("a", known, 0)], Weights::default());
        // (15 × 5 + 45 × 1) / 60
        assert_eq!(list.iter().map(|it| (it.score, it.known_weight)).collect::<Vec<_>>(), [(Some(200), 60.0)]);
    }

    #[test]
    fn equals_stand_by_weight_potential_and_name() {
        let scoreless = Known { volume: Some(1.0), ..Known::default() };
        let list = key_list(
            vec![
                candidate("d", scoreless, 0),
                candidate("c", full(100, 3), 0),
                candidate("b", full(100, 3), 0),
                candidate("a", Known { age: None, ..full(100, 3) }, 0),
            ],
            Weights([0, 0, 0, 10, 0, 5]),
        );
        let names: String = list.iter().map(|entry| entry.name.as_str()).collect();
        // b and c: (30 + 5) / 15 = 2.33; a: 30 / 10 = 3, of which less is known; d: nothing that weighs is known.
        assert_eq!(names, "abcd");
        assert_eq!(list.iter().map(|entry| entry.score).collect::<Vec<_>>(), [Some(300), Some(233), Some(233), None]);
    }

    #[test]
    fn the_gap_is_what_they_buy_elsewhere() {
        let list = key_list(
            vec![
                candidate("a", Known { potential: Some(31_000_000), ..Known::default() }, 8_237_400),
                candidate("b", Known { potential: Some(100), ..Known::default() }, 200),
                candidate("c", Known::default(), 200),
            ],
            Weights::default(),
        );
        let gap = |name: &str| list.iter().find(|entry| entry.name == name).and_then(|entry| entry.gap);
        assert_eq!((gap("a"), gap("b"), gap("c")), (Some(22_762_600), Some(0), None));
    }

    #[test]
    fn no_weight_at_all_ranks_nobody() {
        let list = key_list(vec![candidate("a", full(1, 1), 0)], Weights([0; 6]));
        assert_eq!(
            list.iter().map(|it| (it.score, it.range, it.known_weight)).collect::<Vec<_>>(),
            [(None, (0, 0), 0.0)]
        );
    }

    fn known() -> impl Strategy<Value = Known> {
        let some = |to: i32| prop::option::of((0..to).prop_map(f64::from));
        (prop::option::of(0..20_i64), some(9), some(9), prop::option::of(1..=5_u8), some(9), some(9)).prop_map(
            |(potential, volume, network, brand, employees, age)| Known {
                potential,
                volume,
                network,
                brand,
                employees,
                age,
            },
        )
    }

    proptest! {
        /// The convention, word by word, in floating point.
        #[test]
        fn the_list_is_what_the_convention_says(
            all in prop::collection::vec(known(), 0..30),
            weights in prop::array::uniform6(0..50_u32),
        ) {
            let candidates: Vec<_> = all
                .iter()
                .enumerate()
                .map(|(n, known)| Candidate {
                    account: RecordId::from_parts(n as u64, [0; 10]),
                    name: format!("{n:03}"),
                    known: known.clone(),
                    value: 0,
                })
                .collect();
            let list = key_list(candidates.clone(), Weights(weights));
            prop_assert_eq!(list.len(), candidates.len());
            for entry in &list {
                let mut parts = Vec::new();
                for (criterion, weight) in Criterion::ALL.into_iter().zip(weights) {
                    let mark = if criterion == Criterion::Brand {
                        entry.known.brand.map(f64::from)
                    } else {
                        entry.known.number(criterion).map(|own| {
                            let others = all.iter().filter_map(|known| known.number(criterion));
                            let (smaller, count) = others.fold((0, 0), |(smaller, count), other| {
                                (smaller + usize::from(other < own), count + 1)
                            });
                            (1.0 + (5.0 * smaller as f64 / count as f64 + 1e-9).floor()).min(5.0)
                        })
                    };
                    parts.push((mark, f64::from(weight)));
                }
                let known: f64 = parts.iter().filter(|part| part.0.is_some()).map(|part| part.1).sum();
                let total: f64 = parts.iter().map(|part| part.1).sum();
                let sum: f64 = parts.iter().filter_map(|(mark, weight)| Some((*mark)? * weight)).sum();
                let expected = (known > 0.0 && known / total >= 0.5).then(|| (sum / known * 100.0 + 0.5 + 1e-9).floor() as u32);
                prop_assert_eq!(entry.score, expected);
                let (low, high) = entry.range;
                prop_assert!(low <= high);
                if known == total && total > 0.0 {
                    prop_assert_eq!((low, high), (entry.score.unwrap_or(0), entry.score.unwrap_or(0)));
                }
            }
            let place = |entry: &Entry| {
                let weight = (entry.known_weight * 1e6).round() as i64;
                (Reverse(entry.score), Reverse(weight), Reverse(entry.known.potential), entry.name.clone())
            };
            prop_assert!(list.is_sorted_by_key(place));
        }
    }
}
