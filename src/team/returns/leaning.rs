//! Which accounts get more of our hours than their share of the value, and which get less (C17a).

use super::{Basis, Returns};
use crate::book::RecordId;

/// Below so many minutes in all nothing is said: so little is written down by chance. Forty hours, a working week.
pub const TOLD: u64 = 40 * 60;

/// Less than so many minutes a year from its share is no matter: eight hours, a working day.
pub const LEAST: u64 = 8 * 60;

/// So many times its share, or a part of that, is told.
const TIMES: i128 = 2;

/// Which way it leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lean {
    /// It takes more than its share.
    More,
    /// It gets less than its share.
    Less,
}

/// An account whose hours are far from its share of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaning {
    pub id: RecordId,
    pub lean: Lean,
    pub minutes: u64,
    /// As many as its share of the value would be of all, to the minute.
    pub fair: u64,
}

impl Returns {
    /// Those that lean, the farthest from their share first. An account that has bought nothing yet takes hours for what
    /// it could bring, and isn't said to take more than its share.
    pub fn leaning(&self, basis: Basis) -> Vec<Leaning> {
        let all = self.all(basis);
        let (value, minutes) = (all.value, i128::from(all.minutes));
        if all.minutes < TOLD || value <= 0 {
            return Vec::new();
        }
        let found = self.accounts.iter().filter(|account| account.has_bought).filter_map(|account| {
            let mine = account.effort(basis).minutes();
            // Hours beside value, each of all: both sides by what all of both come to.
            let (taken, brought) = (i128::from(mine).checked_mul(value)?, account.value.checked_mul(minutes)?);
            let fair = u64::try_from((2 * brought + value) / (2 * value)).ok()?;
            let lean = match () {
                () if mine >= fair.saturating_add(LEAST) && taken >= brought.checked_mul(TIMES)? => Lean::More,
                () if fair >= mine.saturating_add(LEAST) && brought >= taken.checked_mul(TIMES)? => Lean::Less,
                () => return None,
            };
            Some(Leaning { id: account.id, lean, minutes: mine, fair })
        });
        let mut found: Vec<Leaning> = found.collect();
        found.sort_by_key(|of| (of.lean, std::cmp::Reverse(of.minutes.abs_diff(of.fair)), of.id));
        found
    }
}
