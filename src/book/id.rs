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

    /// The id for a moment as in [`from_parts`](Self::from_parts), behind `last` where that is of the same millisecond:
    /// what is made in one go sorts as it was made (RFC 9562, 6.2, method 2).
    pub fn following(last: Option<Self>, millis: u64, random: [u8; 10]) -> Self {
        /// The bits behind version and variant that count on.
        const TAIL: u128 = (1 << 62) - 1;
        let fresh = Self::from_parts(millis, random);
        let Some(last) = last.map(|last| last.0.as_u128()).filter(|last| last >> 80 == fresh.0.as_u128() >> 80) else {
            return fresh;
        };
        let [.., a, b, c, d] = random;
        let tail = (last & TAIL) + 1 + u128::from(u32::from_be_bytes([a, b, c, d]));
        // Once in two milliards of ids there is no room behind the last.
        if tail > TAIL { fresh } else { Self(Uuid::from_u128((last & !TAIL) | tail)) }
    }

    /// The id that follows from another, a place and a text, as [`derived`](Self::derived): those of one other sort by
    /// their places, up to 4,095.
    pub fn derived_at(from: Self, place: usize, text: &str) -> Self {
        let place = (place.min(0xfff) as u128) << 64;
        Self(Uuid::from_u128((Self::derived(from, text).0.as_u128() & !(0xfff << 64)) | place))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_sort_as_they_were_made() {
        let mut last = None;
        // The random bytes fall, so that by themselves they would sort the other way.
        let made: Vec<RecordId> = (0..200_u8)
            .map(|n| {
                let id = RecordId::following(last, 7, [200 - n; 10]);
                last = Some(id);
                id
            })
            .collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        let later = RecordId::following(last, 8, [0; 10]);
        assert_eq!(later, RecordId::from_parts(8, [0; 10]), "another moment begins anew");
        assert!(Some(later) > last);
        for id in made {
            assert_eq!((id.0.get_version_num(), id.0.get_variant()), (7, uuid::Variant::RFC4122));
        }
    }

    #[test]
    fn derived_ids_sort_by_their_places() {
        let from = RecordId::from_parts(9, [3; 10]);
        let made: Vec<RecordId> = (0..100).map(|at| RecordId::derived_at(from, at, &format!("part {at}"))).collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        assert_eq!(made.first(), Some(&RecordId::derived_at(from, 0, "part 0")), "the same each time");
        assert_ne!(RecordId::derived_at(from, 1, "a"), RecordId::derived_at(from, 1, "b"));
        for id in made {
            assert_eq!((id.0.get_version_num(), id.0.get_variant()), (7, uuid::Variant::RFC4122));
        }
    }
}
