//! The usual gap of all accounts that have a rhythm, day by day, from the sales up to each day (M7).

use super::Silences;
use crate::calendar::Date;

/// From which day on the usual gap was what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypicalGaps {
    /// The day it began, the gap in days, and of how many accounts it is the median; by day.
    steps: Vec<(Date, f64, usize)>,
}

impl TypicalGaps {
    /// Of the order days of all accounts.
    pub fn of<'a>(accounts: impl IntoIterator<Item = &'a [Date]>) -> Self {
        let mut making = TypicalGapsMaking::default();
        accounts.into_iter().for_each(|days| making.add(days));
        making.finish()
    }

    /// The usual gap by the sales up to a day, and of how many accounts; `None` while nobody has a rhythm.
    pub fn on(&self, day: Date) -> Option<(f64, usize)> {
        let at = self.steps.partition_point(|(from, ..)| *from <= day).checked_sub(1)?;
        self.steps.get(at).map(|(_, gap, accounts)| (*gap, *accounts))
    }

    /// The gaps that held on a day from one to another, each with the first of them.
    pub(super) fn between(&self, from: Date, to: Date) -> impl Iterator<Item = (Date, f64)> + '_ {
        let before = self.steps.partition_point(|(begun, ..)| *begun <= from).saturating_sub(1);
        let mut last = None;
        let within = self.steps.iter().skip(before).take_while(move |(begun, ..)| *begun <= to);
        // How many accounts it is of changes no state.
        within
            .filter(move |(_, gap, _)| last.replace(*gap) != Some(*gap))
            .map(move |(begun, gap, _)| ((*begun).max(from), *gap))
    }
}

/// The same, account by account: for long books in as many turns as are wanted.
#[derive(Clone, Debug, Default)]
pub struct TypicalGapsMaking {
    /// On which day an account's own median gap became another one, in half days.
    moves: Vec<(Date, Option<u32>, u32)>,
}

impl TypicalGapsMaking {
    pub fn add(&mut self, days: &[Date]) {
        let mut before = None;
        for silence in Silences::of(days) {
            // A median of whole days is whole or half.
            let Some(gap) = silence.gap.map(|gap| (gap * 2.0) as u32) else { continue };
            if before != Some(gap) {
                self.moves.push((silence.last, before, gap));
            }
            before = Some(gap);
        }
    }

    pub fn finish(mut self) -> TypicalGaps {
        self.moves.sort_unstable();
        let mut counts = Counts::with(self.moves.iter().map(|(.., gap)| *gap).max().unwrap_or_default());
        let mut steps: Vec<(Date, f64, usize)> = Vec::new();
        for day in self.moves.chunk_by(|one, next| one.0 == next.0) {
            for (_, before, gap) in day {
                counts.add(*gap, 1);
                before.iter().for_each(|before| counts.add(*before, -1));
            }
            let Some((first, ..)) = day.first() else { continue };
            if let Some(gap) = counts.median() {
                steps.push((*first, gap, counts.all));
            }
        }
        TypicalGaps { steps }
    }
}

/// How often each number of half days is there, as a tree of partial sums (Fenwick 1994): a median costs as many
/// steps as the largest has digits.
struct Counts {
    sums: Vec<i64>,
    all: usize,
}

impl Counts {
    fn with(largest: u32) -> Self {
        Self { sums: vec![0; (largest as usize + 2).next_power_of_two() + 1], all: 0 }
    }

    fn add(&mut self, value: u32, by: i64) {
        let mut at = value as usize + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += by;
            at += at & at.wrapping_neg();
        }
        self.all = self.all.saturating_add_signed(by as isize);
    }

    /// The value of a rank, from 0, in days.
    fn ranked(&self, rank: usize) -> f64 {
        let (mut at, mut left) = (0, rank as i64);
        let mut step = (self.sums.len() - 1).next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.sums.get(at + step).filter(|sum| **sum <= left) {
                left -= sum;
                at += step;
            }
            step /= 2;
        }
        at as f64 / 2.0
    }

    fn median(&self) -> Option<f64> {
        let last = self.all.checked_sub(1)?;
        Some((self.ranked(last / 2) + self.ranked(last.div_ceil(2))) / 2.0)
    }
}
