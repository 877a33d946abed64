//! What a store must be able to do: a vault in transactions, a shelf one key at a time.

use std::collections::BTreeMap;

/// Why a store did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// What is there belongs to a newer version of the page.
    Newer,
    /// The browser has no such store for this page.
    Unavailable,
    /// It doesn't answer.
    Unanswered,
    /// The browser refused, in its own words.
    Refused(String),
}

impl StoreError {
    /// Whether it was refused for want of room. Browsers spell it in several ways.
    pub fn is_want_of_room(&self) -> bool {
        let Self::Refused(said) = self else { return false };
        let said = said.to_lowercase();
        ["quota", "no_space", "disk full", "disk is full", "not enough space"].iter().any(|word| said.contains(word))
    }
}

/// How full the store is that would first have no room for more, from 0 to 1. `all` are the bytes used and given
/// to the page, `shelf` how full local storage is; where there is a vault, a full shelf is no want of room: the
/// vault has everything.
pub fn fullness(all: Option<(f64, f64)>, shelf: f64, has_vault: bool) -> f64 {
    let all = all.map_or(0.0, |(used, given)| if given > 0.0 { used / given } else { 0.0 });
    if has_vault { all } else { all.max(shelf) }
}

/// The tables of the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    Records,
    Journal,
    Batches,
    /// The manifest.
    Meta,
    /// What was found damaged.
    Damaged,
}

impl Table {
    pub const ALL: [Self; 5] = [Self::Records, Self::Journal, Self::Batches, Self::Meta, Self::Damaged];

    /// Its name in the vault; never changes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Journal => "journal",
            Self::Batches => "batches",
            Self::Meta => "meta",
            Self::Damaged => "damaged",
        }
    }
}

/// What a table holds under a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Bytes(Vec<u8>),
}

/// A store with transactions.
#[allow(async_fn_in_trait, reason = "pages have one thread")]
pub trait Vault {
    type Transaction: Transaction;

    /// Begins a transaction; nothing is written before its commit.
    async fn begin(&self) -> Result<Self::Transaction, StoreError>;
}

/// Reads and writes that happen together or not at all. Dropped without commit: not at all.
#[allow(async_fn_in_trait, reason = "pages have one thread")]
pub trait Transaction {
    /// The texts under these keys.
    async fn get(&mut self, table: Table, keys: Vec<String>) -> Result<Vec<Option<String>>, StoreError>;
    /// All texts of a table; of the journal the last `at_most`.
    async fn all(&mut self, table: Table, at_most: Option<usize>) -> Result<BTreeMap<String, String>, StoreError>;
    async fn put(&mut self, table: Table, key: String, value: Value) -> Result<(), StoreError>;
    async fn delete(&mut self, table: Table, key: String) -> Result<(), StoreError>;
    async fn clear(&mut self, table: Table) -> Result<(), StoreError>;
    /// Returns when everything is on the disk.
    async fn commit(self) -> Result<(), StoreError>;
}

/// A store of texts that writes one key at a time.
pub trait Shelf {
    fn keys(&self) -> Result<Vec<String>, StoreError>;
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;
    fn remove(&self, key: &str) -> Result<(), StoreError>;
}

/// Beginnings of the shelf's keys.
pub const RECORD: &str = "vital-few/record/";
pub const JOURNAL: &str = "vital-few/journal/";
pub const BATCH: &str = "vital-few/batch/";
pub const DAMAGED: &str = "vital-few/damaged/";

/// Where the vault keeps, beside the manifest, the names of the books from before merges, the oldest first.
pub const RECOVERY_POINTS: &str = "recovery-points";

/// What the key of one begins with.
pub const RECOVERY_POINT: &str = "recovery-point/";

pub(super) const SHELF_MANIFEST: &str = "vital-few/manifest";

#[cfg(test)]
mod tests {
    use super::*;

    /// Bug: a book that outgrew local storage was said to be near the end of all storage.
    #[test]
    fn a_full_shelf_beside_a_vault_with_room_is_no_full_storage() {
        assert_eq!(fullness(Some((1.0, 100.0)), 1.0, true), 0.01);
        assert_eq!(fullness(Some((1.0, 100.0)), 1.0, false), 1.0);
        assert_eq!(fullness(None, 0.5, false), 0.5);
        assert_eq!(fullness(Some((1.0, 0.0)), 0.5, true), 0.0);
    }

    #[test]
    fn only_a_refusal_for_want_of_room_is_called_so() {
        let is = |said: &str| StoreError::Refused(said.into()).is_want_of_room();
        for said in [
            "QuotaExceededError: Setting the value exceeded the quota.",
            "NS_ERROR_DOM_QUOTA_REACHED",
            "QUOTA_EXCEEDED_ERR",
            "NS_ERROR_FILE_NO_SPACE_ON_DEVICE: disk full",
        ] {
            assert!(is(said), "{said}");
        }
        for said in ["UnknownError: Internal error.", "SecurityError: denied", "AbortError"] {
            assert!(!is(said), "{said}");
        }
        assert!(!StoreError::Unanswered.is_want_of_room());
    }
}
