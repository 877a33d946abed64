//! What was read of the texts met last: columns say the same few things over and over.

use std::cell::RefCell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// How many texts are remembered: of those that fall together the last.
const PLACES: usize = 256;
/// Longer texts are seldom said again.
const LONGEST: usize = 64;

/// What was made of texts, which depends on nothing else.
pub(in crate::exchange) struct Remembered<T>(RefCell<Vec<(String, T)>>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Copy> Remembered<T> {
    /// What is made of a text, made anew only if it isn't remembered.
    pub fn get(&self, text: &str, make: impl FnOnce(&str) -> T) -> T {
        if text.is_empty() || text.len() > LONGEST {
            return make(text);
        }
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let at = hasher.finish() as usize % PLACES;
        if let Some((_, made)) = self.0.borrow().get(at).filter(|(known, _)| known == text) {
            return *made;
        }
        let made = make(text);
        let mut places = self.0.borrow_mut();
        if places.is_empty() {
            // No text is remembered as the empty one.
            places.resize_with(PLACES, || (String::new(), made));
        }
        if let Some(place) = places.get_mut(at) {
            text.clone_into(&mut place.0);
            place.1 = made;
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_again_is_not_read_again() {
        let (remembered, mut read) = (Remembered::default(), 0);
        // More texts than there are places: some of them drive others out.
        for round in 0..3 {
            for number in 0..2_000_usize {
                let text = format!("text {number}");
                for _ in 0..2 {
                    let length = remembered.get(&text, |text| {
                        read += 1;
                        text.len()
                    });
                    assert_eq!(length, text.len(), "{round}");
                }
            }
        }
        assert!(read <= 6_000, "{read} of 12,000 were read");
        assert_eq!(remembered.get(&"x".repeat(100), str::len), 100);
    }
}
