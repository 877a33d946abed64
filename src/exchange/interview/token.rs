//! The random word by which an answer finds its interview.

use std::fmt;

/// Ten random bytes, written as sixteen letters and digits that nobody confuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token([u8; 10]);

const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// How many letters it has.
const LENGTH: usize = 16;

impl Token {
    pub const fn of(random: [u8; 10]) -> Self {
        Self(random)
    }

    pub fn bytes(self) -> [u8; 10] {
        self.0
    }

    /// Out of its letters, whatever their case; `None` if it is no such word.
    pub fn parse(text: &str) -> Option<Self> {
        let value = |letter: char| {
            let letter = u8::try_from(letter.to_ascii_lowercase()).ok()?;
            LETTERS.iter().position(|known| *known == letter)
        };
        let values: Option<Vec<usize>> = text.chars().map(value).collect();
        let values = values.filter(|values| values.len() == LENGTH)?;
        let all = values.into_iter().fold(0_u128, |all, value| (all << 5) | value as u128);
        all.to_be_bytes().last_chunk::<10>().copied().map(Self)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.iter().fold(0_u128, |all, byte| (all << 8) | u128::from(*byte));
        (0..LENGTH).rev().try_for_each(|at| {
            let letter = LETTERS.get((all >> (5 * at)) as usize & 31).copied().unwrap_or(b'a');
            write!(out, "{}", char::from(letter))
        })
    }
}
