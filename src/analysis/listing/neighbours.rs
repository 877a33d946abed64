//! Who stands before and after an account in a list.

use std::cmp::Reverse;

use super::folded::folded;
use crate::analysis::Analysis;
use crate::book::{Account, Book, RecordId, account::field};

/// Where an account stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbours {
    pub before: Option<RecordId>,
    pub after: Option<RecordId>,
    /// From 1.
    pub place: usize,
    pub of: usize,
}

impl Neighbours {
    /// In a list, of which those that are no account any more are left out; `None` for one that isn't in it.
    pub fn of(book: &Book, list: &[RecordId], id: RecordId) -> Option<Self> {
        if !list.contains(&id) {
            return None;
        }
        let merged = book.merged();
        let is_one = |id: &RecordId| book.has::<Account>(*id) && merged.of_account(*id) == *id;
        let list: Vec<RecordId> = list.iter().copied().filter(is_one).collect();
        let at = list.iter().position(|other| *other == id)?;
        let one = |at: Option<usize>| list.get(at?).copied();
        Some(Self { before: one(at.checked_sub(1)), after: one(at.checked_add(1)), place: at + 1, of: list.len() })
    }
}

/// All accounts but those in the archive, as the list stands that nobody has narrowed or sorted: the largest first, those
/// that bought nothing last, equals by name.
pub fn whole_list(book: &Book, analysis: Option<&Analysis>) -> Vec<RecordId> {
    let value = |id| Some(analysis?.finding(id)?.value);
    let all = book.account_ids().filter_map(|id| Some((id, book.record(id)?)));
    let living = all.filter(|(_, record)| field::archived_on.of(record).is_none());
    let mut list: Vec<_> = living
        .map(|(id, record)| {
            let (value, name) = (value(id), folded(&field::name.of(record)));
            ((value.is_none(), Reverse(value), name.is_empty(), name), id)
        })
        .collect();
    // Stable, as the list is: who has the same name stands as the book has them.
    list.sort_by(|(a, _), (b, _)| a.cmp(b));
    list.into_iter().map(|(_, id)| id).collect()
}
