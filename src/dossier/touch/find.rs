//! An account by a few letters of its name.

use crate::analysis::listing::{folded, sought};
use crate::book::{Book, RecordId, account::field};

/// So many are offered at once.
const OFFERED: usize = 7;

/// The names of the accounts one can have to do with, prepared once, so that a letter costs no more than looking.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountNames(Vec<Named>);

#[derive(Clone, Debug, PartialEq)]
struct Named {
    id: RecordId,
    name: String,
    sought: String,
    is_key: bool,
}

impl AccountNames {
    /// Of a book: all but those in the archive and those that aren't one customer.
    pub fn of(book: &Book, is_key: impl Fn(RecordId) -> bool) -> Self {
        let is_one = |id: RecordId| book.value(id, field::stands_for).is_none();
        Self::of_some(book, is_one, is_key)
    }

    /// Of a book: all but those in the archive. The first by name are offered before anything is typed.
    pub fn of_living(book: &Book) -> Self {
        Self::of_some(book, |_| true, |_| true)
    }

    fn of_some(book: &Book, is_meant: impl Fn(RecordId) -> bool, is_key: impl Fn(RecordId) -> bool) -> Self {
        let is_there = |id: &RecordId| book.value(*id, field::archived_on).is_none() && is_meant(*id);
        let named = |id| {
            let name = book.value(id, field::name);
            Named { id, sought: sought(&name), name, is_key: is_key(id) }
        };
        let mut all: Vec<Named> = book.account_ids().filter(is_there).map(named).collect();
        all.sort_by_cached_key(|named| (!named.is_key, folded(&named.name), named.id));
        Self(all)
    }

    /// The account that is called so, but for case and accents; of several the first.
    pub fn named(&self, typed: &str) -> Option<(RecordId, String)> {
        let typed = sought(typed.trim());
        let found = self.0.iter().find(|named| !typed.is_empty() && named.sought.trim() == typed);
        found.map(|named| (named.id, named.name.clone()))
    }

    /// Those in whose name every word is found, at most seven: first whose name begins so, then where a word does;
    /// among equals key accounts first, then by name. Without a word key accounts alone.
    pub fn find(&self, typed: &str) -> Vec<(RecordId, String)> {
        let typed = sought(typed);
        let words: Vec<&str> = typed.split_whitespace().collect();
        let is_found = |named: &&Named| match words.is_empty() {
            true => named.is_key,
            false => words.iter().all(|word| named.sought.contains(word)),
        };
        let mut found: Vec<&Named> = self.0.iter().filter(is_found).collect();
        let begins = |named: &Named| {
            let first = words.first().copied().unwrap_or_default();
            let within = || named.sought.split_whitespace().any(|word| word.starts_with(first));
            if named.sought.starts_with(first) { 0 } else { 2 - u8::from(within()) }
        };
        // Stable: what is equal stays in its order.
        found.sort_by_key(|named| begins(named));
        found.into_iter().take(OFFERED).map(|named| (named.id, named.name.clone())).collect()
    }
}
