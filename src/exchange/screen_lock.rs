//! A lock that hides the page after a while in which nobody touched it, until a word is typed. It hides and no more:
//! nothing is encrypted, and the page says so.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::encrypted::{Cost, key};

/// Of how many characters the word must be at least: it keeps out glances and not thieves.
pub const LEAST_CHARACTERS: usize = 4;

/// After how many minutes it can be set to hide.
pub const MINUTES: [u64; 5] = [1, 5, 15, 30, 60];

/// What a guess costs: a tenth of a second, and a page that shows itself again soon.
const COST: Cost = Cost { memory_kib: 19 * 1024, passes: 1 };

const MINUTE: u64 = 60_000;

/// The lock as it is kept on a device: the word isn't in it, but what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenLock {
    pub minutes: u64,
    salt: String,
    key: String,
}

impl ScreenLock {
    /// One with this word; `None` if it is too short, or there is no memory to make it.
    pub fn new(minutes: u64, word: &str, salt: [u8; 16]) -> Option<Self> {
        let is_long = word.chars().count() >= LEAST_CHARACTERS;
        let key = is_long.then(|| key(word, COST, &salt).ok()).flatten()?;
        Some(Self { minutes, salt: STANDARD.encode(salt), key: STANDARD.encode(key) })
    }

    /// Reads one that was kept; `None` if it can't be read: a lock that nothing opens would be a loss of data.
    pub fn read(stored: &Value) -> Option<Self> {
        Self::deserialize(stored).ok()
    }

    /// Whether this is the word.
    pub fn opens(&self, word: &str) -> bool {
        let salt = STANDARD.decode(&self.salt).unwrap_or_default();
        key(word, COST, &salt).is_ok_and(|key| STANDARD.encode(key) == self.key)
    }
}

/// Whether the page is to be hidden: nobody touched it for so many minutes, of which 0 are never. Times are in ms since
/// 1970; a clock that was put back hides nothing.
pub fn is_due(minutes: u64, touched: u64, now: u64) -> bool {
    minutes > 0 && now.saturating_sub(touched) >= minutes.saturating_mul(MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_to_its_word_alone() {
        let lock = ScreenLock::new(5, "зима", [7; 16]);
        let kept = serde_json::to_value(&lock).unwrap_or_default();
        let read = ScreenLock::read(&kept);
        assert_eq!((read.is_some(), &read), (true, &lock));
        assert!(read.as_ref().is_some_and(|lock| lock.opens("зима") && !lock.opens("лето") && !lock.opens("")));
        assert!(!kept.to_string().contains("зима"));
        assert_eq!(ScreenLock::new(5, "123", [7; 16]), None);
        assert_eq!(ScreenLock::read(&Value::Null), None);
    }

    #[test]
    fn it_is_due_after_its_minutes_and_never_without_any() {
        assert!(is_due(5, 1_000, 301_000) && !is_due(5, 1_000, 300_999));
        assert!(!is_due(0, 0, u64::MAX) && !is_due(5, 10, 5));
        assert!(is_due(1, 0, 60_000) && !is_due(u64::MAX, 0, 1));
    }
}
