//! Ids of records: UUIDs of version 7, so that they sort by time of creation.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of a record, unique across machines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(Uuid);

impl RecordId {
    /// The id for a moment (ms since 1970) and ten random bytes; randomness is the caller's.
    pub fn from_parts(millis: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// The id that follows from another and a text, the same in every book. It sorts with the other.
    pub fn derived(from: Self, text: &str) -> Self {
        let hash =
            xxhash_rust::xxh3::xxh3_128_with_seed(text.as_bytes(), xxhash_rust::xxh3::xxh3_64(from.0.as_bytes()));
        let [a, b, c, d, e, f, ..] = *from.0.as_bytes();
        let millis = u64::from_be_bytes([0, 0, a, b, c, d, e, f]);
        let mut random = [0; 10];
        random.copy_from_slice(hash.to_le_bytes().first_chunk::<10>().unwrap_or(&[0; 10]));
        Self::from_parts(millis, random)
    }

    /// When it was made, in ms since 1970; of one that follows from another, when that was. `None`: it doesn't say.
    pub fn created_at(self) -> Option<u64> {
        let (seconds, nanos) = self.0.get_timestamp()?.to_unix();
        Some(seconds * 1_000 + u64::from(nanos / 1_000_000))
    }

    /// An id that is the same in every book, for records of which there is one.
    pub const fn well_known(number: u128) -> Self {
        Self(Uuid::from_u128(number))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for RecordId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::from_str(text).map(Self)
    }
}
