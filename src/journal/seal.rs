//! Seals: a checksum in every stored text, so that damage is noticed.
//!
//! The checksum covers the key as well: a text under another's key is damage too.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::book::{Book, Record, RecordId};

/// A checksum of 64 bits, hexadecimal in texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(u64);

impl Mark {
    /// The mark of a text under its key.
    pub fn of(key: &str, text: &str) -> Self {
        Self(xxh3_64_with_seed(text.as_bytes(), xxh3_64(key.as_bytes())))
    }

    /// Adds a member to the mark of a set, or takes it out again; the order doesn't matter.
    pub fn toggle(&mut self, member: Self) {
        self.0 ^= member.0;
    }

    /// The mark of one record of a book.
    pub fn of_record(id: RecordId, record: &Record) -> Self {
        sealed_record(id, record).1
    }

    /// The mark of a whole book: that of the set of its records.
    pub fn of_book(book: &Book) -> Self {
        let mut all = Self::default();
        for (id, record) in book.records() {
            all.toggle(Self::of_record(id, record));
        }
        all
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map(Self).map_err(serde::de::Error::custom)
    }
}

/// What stands before and behind the mark in a sealed text, which so still is JSON.
const BEFORE: &str = "{\"#\":\"";
const BEHIND: &str = "\",";

/// The text of a JSON object with its mark as its first member.
pub fn seal(key: &str, text: &str) -> String {
    with_mark(text, Mark::of(key, text))
}

fn with_mark(text: &str, mark: Mark) -> String {
    format!("{BEFORE}{mark}{BEHIND}{}", text.strip_prefix('{').unwrap_or(text))
}

/// Whether a text was sealed, and maybe damaged since.
pub fn is_sealed(text: &str) -> bool {
    text.starts_with(BEFORE)
}

/// The text and its mark; `None` if they don't belong together or to this key.
pub fn unseal(key: &str, sealed: &str) -> Option<(String, Mark)> {
    let (mark, rest) = sealed.strip_prefix(BEFORE)?.split_once(BEHIND)?;
    let text = format!("{{{rest}");
    let true_mark = Mark::of(key, &text);
    (mark == true_mark.to_string()).then_some((text, true_mark))
}

/// The one text of a record, the same in every store.
fn record_text(record: &Record) -> String {
    // Texts, numbers and maps with text keys: nothing here can fail to serialise.
    serde_json::to_string(record).unwrap_or_default()
}

/// A record as it is stored, and its mark.
pub fn sealed_record(id: RecordId, record: &Record) -> (String, Mark) {
    let text = record_text(record);
    let mark = Mark::of(&id.to_string(), &text);
    (with_mark(&text, mark), mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_sealed_is_read_and_nothing_else(value in ".*", at: prop::sample::Index, to: char) {
            let text = serde_json::json!({ "value": value }).to_string();
            let sealed = seal("key", &text);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&sealed).is_ok(), "no JSON: {}", sealed);
            prop_assert_eq!(unseal("key", &sealed).map(|(text, _)| text), Some(text));
            prop_assert_eq!(unseal("other", &sealed), None);
            let mut flipped: Vec<char> = sealed.chars().collect();
            let at = at.index(flipped.len());
            prop_assume!(flipped[at] != to);
            flipped[at] = to;
            let flipped: String = flipped.into_iter().collect();
            prop_assert_eq!(unseal("key", &flipped), None);
            let cut: String = sealed.chars().take(at).collect();
            prop_assert_eq!(unseal("key", &cut), None);
        }
    }
}
