//! Finding the first of a few bytes: most of what a large file of text costs is looking for where its cells end.

/// So many bytes are looked at in one step.
const STEP: usize = 8;
const ONES: u64 = u64::from_ne_bytes([1; STEP]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; STEP]);

/// Bytes that are looked for, each repeated over a word.
#[derive(Clone, Copy)]
pub(in crate::exchange) struct Marks<const N: usize>([u64; N]);

impl<const N: usize> Marks<N> {
    pub const fn new(marks: [u8; N]) -> Self {
        let (mut words, mut at) = ([0; N], 0);
        while at < N {
            words[at] = u64::from_ne_bytes([marks[at]; STEP]);
            at += 1;
        }
        Self(words)
    }

    /// Where the first of them stands.
    pub fn first_in(&self, bytes: &[u8]) -> Option<usize> {
        let mut rest = bytes;
        while let Some((step, after)) = rest.split_first_chunk::<STEP>() {
            let word = u64::from_le_bytes(*step);
            // Of the high bits that are set, those above the lowest may be set by a borrow from it; the lowest stands in
            // a byte that is a mark.
            let found = self.0.iter().fold(0, |found, mark| {
                let other = word ^ mark;
                found | (other.wrapping_sub(ONES) & !other & HIGHS)
            });
            if found != 0 {
                return Some(bytes.len() - rest.len() + found.trailing_zeros() as usize / 8);
            }
            rest = after;
        }
        let at = rest.iter().position(|byte| self.0.iter().any(|mark| *mark as u8 == *byte))?;
        Some(bytes.len() - rest.len() + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_mark_is_found(bytes in prop::collection::vec(prop_oneof![0u8..4, 126u8..131, 252u8..=255], 0..40), marks: [u8; 3]) {
            for marks in [marks, [0, 1, 2], [128, 255, 127], [3, 3, 3]] {
                let first = bytes.iter().position(|byte| marks.contains(byte));
                prop_assert_eq!(Marks::new(marks).first_in(&bytes), first);
            }
        }
    }
}
