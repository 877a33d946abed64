//! How many rows each chip of the list would leave, beside what the others ask for.

use super::{AccountFilter, Chosen, ClassFilter, Listing, row_finding};
use crate::analysis::AbcClass;

/// How many rows a chip alone of its kind would leave, while all other filters and the search stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChipCounts {
    pub key: usize,
    pub at_risk: usize,
    pub archived: usize,
    /// In the order of [`AbcClass::ALL`].
    pub abc: [usize; AbcClass::ALL.len()],
    /// In the order of [`ClassFilter::ALL`].
    pub xyz: [usize; ClassFilter::ALL.len()],
}

impl Listing<'_> {
    /// Wants the states, and the levels where a level is asked for.
    pub fn chip_counts(self, filter: AccountFilter) -> ChipCounts {
        let count = |filter| self.count(filter);
        ChipCounts {
            key: count(AccountFilter { key: true, ..filter }),
            at_risk: count(AccountFilter { at_risk: true, ..filter }),
            archived: count(AccountFilter { archived: true, ..filter }),
            abc: AbcClass::ALL.map(|class| count(AccountFilter { abc: Chosen::only(class), ..filter })),
            xyz: ClassFilter::ALL.map(|class| count(AccountFilter { xyz: Chosen::only(class), ..filter })),
        }
    }

    fn count(self, filter: AccountFilter) -> usize {
        let passes = |at: &usize| {
            self.rows.get(*at).is_some_and(|row| {
                filter.admits(row, row_finding(row, self.analysis), (self.level(*at), self.state(*at)))
            })
        };
        match self.found {
            Some(found) => found.rows().filter(passes).count(),
            None => (0..self.rows.len()).filter(passes).count(),
        }
    }
}
