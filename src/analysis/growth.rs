//! What a change of value came from (A1, L2): customers who are new or gone, and those who bought more or
//! less.

use super::days::within;
use super::movement::Movement;
use super::{Analysis, Period, value_of};
use crate::ledger::Ledger;

/// Where a part of a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Bought in the second window only.
    New,
    More,
    Less,
    /// Bought in the first window only.
    Gone,
}

impl Source {
    /// What adds first.
    pub const ALL: [Self; 4] = [Self::More, Self::New, Self::Less, Self::Gone];
}

/// How many customers, and by how much what they bring changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    pub count: usize,
    /// In minor units. Of those who are new it may be negative (only credit notes came), of those who are
    /// gone positive.
    pub change: i128,
}

/// A value in two windows, and what the change between them came from.
///
/// What the four contributions change adds up to the whole change; who brought as much as before is in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// In minor units.
    pub before: i128,
    /// In minor units.
    pub after: i128,
    contributions: [Contribution; 4],
}

impl Growth {
    /// Between the two windows of a movement.
    pub fn of(movement: &Movement) -> Self {
        let values = movement.moves.iter();
        values.map(|one| (one.before.map(|before| before.value), one.after.map(|after| after.value))).collect()
    }

    /// Between two periods, by the measure of the analysis. The ledger is the one analysed.
    pub fn between(analysis: &Analysis, ledger: &Ledger, before: Period, after: Period) -> Self {
        let sum = |sales, period: Period| {
            let sales = Some(within(sales, (period.first_day(), period.last_day()))).filter(|sales| !sales.is_empty());
            Some(sales?.iter().map(|sale| value_of(sale, analysis.measure)).sum())
        };
        ledger.accounts().map(|(_, sales)| (sum(sales, before), sum(sales, after))).collect()
    }

    pub fn contribution(&self, source: Source) -> Contribution {
        self.contributions.get(source as usize).copied().unwrap_or_default()
    }

    /// The whole change, in minor units.
    pub fn change(&self) -> i128 {
        self.after - self.before
    }
}

/// Of what each customer brought in either window, in minor units; `None` if it didn't buy in it.
impl FromIterator<(Option<i128>, Option<i128>)> for Growth {
    fn from_iter<I: IntoIterator<Item = (Option<i128>, Option<i128>)>>(values: I) -> Self {
        let mut growth = Self::default();
        for (before, after) in values {
            let (was, is) = (before.unwrap_or(0), after.unwrap_or(0));
            growth.before += was;
            growth.after += is;
            let source = match (before, after) {
                (None, None) => continue,
                (None, Some(_)) => Source::New,
                (Some(_), None) => Source::Gone,
                _ if is > was => Source::More,
                _ if is < was => Source::Less,
                _ => continue,
            };
            if let Some(contribution) = growth.contributions.get_mut(source as usize) {
                contribution.count += 1;
                contribution.change += is - was;
            }
        }
        growth
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::{Move, Outcome};
    use crate::book::RecordId;

    #[test]
    fn a_movement_has_the_growth_of_its_moves() {
        let outcome = |value: Option<i128>| value.map(|value| Outcome { value, abc: None, xyz: None });
        let one = |at: u128, before, after| Move {
            account: RecordId::well_known(at),
            before: outcome(before),
            after: outcome(after),
        };
        let moves = vec![one(1, Some(10), Some(4)), one(2, None, Some(3)), one(3, Some(5), None)];
        let movement = Movement { moves };
        let growth = Growth::of(&movement);
        let total = movement.total();
        assert_eq!((growth.before, growth.after), (total.before, total.after));
        assert_eq!(growth.contribution(Source::Less), Contribution { count: 1, change: -6 });
        assert_eq!(growth.contribution(Source::More), Contribution::default());
    }

    #[test]
    fn everybody_who_changed_is_somewhere() {
        let values = [(None, Some(50)), (Some(10), Some(30)), (Some(9), Some(9)), (Some(40), Some(5)), (Some(7), None)];
        let growth: Growth = values.into_iter().chain([(None, None)]).collect();
        assert_eq!((growth.before, growth.after, growth.change()), (66, 94, 28));
        let found = Source::ALL.map(|source| growth.contribution(source)).map(|part| (part.count, part.change));
        assert_eq!(found, [(1, 20), (1, 50), (1, -35), (1, -7)]);
    }

    proptest! {
        #[test]
        fn the_contributions_are_the_change(
            values in prop::collection::vec((prop::option::of(-99i128..99), prop::option::of(-99i128..99)), 0..40),
        ) {
            let growth: Growth = values.iter().copied().collect();
            let sum: i128 = Source::ALL.map(|source| growth.contribution(source).change).into_iter().sum();
            prop_assert_eq!(sum, growth.change());
            prop_assert!(growth.contribution(Source::More).change >= 0 && growth.contribution(Source::Less).change <= 0);
        }
    }
}
