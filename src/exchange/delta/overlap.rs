//! What several imports tell counts once: all of it together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::apart::overlap_alike;
use super::forms::overlap_of_forms;
use super::stand_in::Overlap;
use crate::book::{Book, ImportBatch, RecordId};
use crate::ledger::Batch;

/// What is told twice among the imports that count in this book: by such that hadn't seen each other, and with and
/// without numbers.
pub fn overlap(book: &Book, counting: &[(RecordId, Arc<Batch>)]) -> Overlap {
    if !ImportBatch::may_overlap(book) {
        return Overlap::default();
    }
    let apart = overlap_alike(book, counting);
    let mut batches = counting.to_vec();
    apart.clone().stand_in(&mut batches);
    let forms = overlap_of_forms(book, &batches);
    // What stands in for a stand-in stands in for both.
    let mut stand_ins: BTreeMap<_, _> = apart.stand_ins.into_iter().collect();
    stand_ins.extend(forms.stand_ins);
    Overlap { stand_ins: stand_ins.into_iter().collect(), orders: apart.orders + forms.orders }
}
