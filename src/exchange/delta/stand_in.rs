//! What counts in place of a batch, since others tell some of it, too.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::book::RecordId;
use crate::ledger::{Batch, Sales};

/// What is told twice among the batches of a book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlap {
    /// Batches that count in place of those of the same id.
    pub stand_ins: Vec<(RecordId, Arc<Batch>)>,
    /// Orders (documents, or the days of a customer where there are none) that a batch tells and one it hadn't seen,
    /// too.
    pub orders: u64,
}

impl Overlap {
    /// Puts what stands in in its place.
    pub fn stand_in(self, batches: &mut [(RecordId, Arc<Batch>)]) {
        let mut stand_ins: BTreeMap<RecordId, Arc<Batch>> = self.stand_ins.into_iter().collect();
        for (id, batch) in batches {
            stand_ins.remove(id).into_iter().for_each(|other| *batch = other);
        }
    }
}

/// All of the sales but their lines.
pub(super) fn without_lines(sales: &Sales) -> Sales {
    Sales {
        currencies: sales.currencies.clone(),
        documents: sales.documents.clone(),
        groups: sales.groups.clone(),
        people: sales.people.clone(),
        lines: Vec::new(),
        per_period: sales.per_period,
        sums_days: sales.sums_days,
    }
}
