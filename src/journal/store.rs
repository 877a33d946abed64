//! What a store must be able to do: a vault in transactions, a shelf one key at a time.

use std::collections::BTreeMap;

/// Why a store did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// What is there belongs to a newer version of the page.
    Newer,
    /// The browser has no such store for this page.
    Unavailable,
    /// The browser refused, in its own words.
    Refused(String),
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
pub(super) const SHELF_MANIFEST: &str = "vital-few/manifest";
