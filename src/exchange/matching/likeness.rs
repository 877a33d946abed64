//! How alike two names are (M16).
//!
//! Sources: Damerau 1964 and Levenshtein 1966 for the distance by edits, Winkler 1990 for the likeness that
//! sorts out early what can't be near (`strsim` computes both). How words are paired and weighed is our
//! choice.

use strsim::{generic_damerau_levenshtein, jaro_winkler};

/// Of a longer name the first part is compared; nobody is called so.
const MAX_CHARS: usize = 120;
/// Words of a name that are compared.
const MAX_WORDS: usize = 12;

/// A normalised name, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// In order of length, the longest first, with the number of letters.
    words: Vec<(String, usize)>,
    /// The name without spaces.
    joined: String,
    letters: usize,
}

impl Words {
    pub fn of(normalised: &str) -> Self {
        let cut: String = normalised.chars().take(MAX_CHARS).collect();
        let counted = cut.split_whitespace().take(MAX_WORDS).map(|word| (word.to_owned(), word.chars().count()));
        let mut words: Vec<(String, usize)> = counted.collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let joined: String = cut.split_whitespace().take(MAX_WORDS).collect();
        let letters = words.iter().map(|(_, letters)| letters).sum();
        Self { words, joined, letters }
    }

    pub fn words(&self) -> impl Iterator<Item = (&str, usize)> {
        self.words.iter().map(|(word, letters)| (word.as_str(), *letters))
    }

    pub fn joined(&self) -> &str {
        &self.joined
    }

    /// The words with a digit: "Shop 12" and "Shop 13" are two shops.
    fn numbers(&self) -> Vec<&str> {
        let mut numbers: Vec<&str> =
            self.words().map(|(word, _)| word).filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect();
        numbers.sort_unstable();
        numbers
    }

    /// 0 to 1: by words in any order, weighed by their letters, or by the letters as they stand,
    /// whichever is more.
    pub fn likeness(&self, other: &Self) -> f64 {
        if self.numbers() != other.numbers() || self.letters == 0 || other.letters == 0 {
            return 0.0;
        }
        let mut left: Vec<&(String, usize)> = other.words.iter().collect();
        let mut shared = 0.0;
        for (word, letters) in &self.words {
            let best = left.iter().enumerate().map(|(at, candidate)| (at, word_likeness(word, *letters, candidate)));
            let best = best.filter(|(_, likeness)| *likeness > 0.0).max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((at, likeness)) = best {
                let (_, theirs) = left.remove(at);
                shared += likeness * (letters + theirs) as f64;
            }
        }
        let by_words = shared / (self.letters + other.letters) as f64;
        let longest = self.letters.max(other.letters);
        // An edit distance costs the square of the length; far from each other it can't be small.
        if by_words >= 1.0 || self.letters.abs_diff(other.letters) * 4 > longest {
            return by_words;
        }
        by_words.max(1.0 - edits(&self.joined, &other.joined) as f64 / longest as f64)
    }
}

fn word_likeness(word: &str, letters: usize, (other, theirs): &(String, usize)) -> f64 {
    if word == other {
        return 1.0;
    }
    let (shorter, longest) = (letters.min(*theirs), letters.max(*theirs));
    // An initial may stand for the word.
    if shorter == 1 {
        return if word.chars().next() == other.chars().next() { 0.6 } else { 0.0 };
    }
    if shorter < 4 || letters.abs_diff(*theirs) > 3 || jaro_winkler(word, other) < 0.8 {
        return 0.0;
    }
    let likeness = 1.0 - edits(word, other) as f64 / longest as f64;
    if likeness >= 0.7 { likeness } else { 0.0 }
}

/// Letters that are added, missing, other or exchanged.
fn edits(one: &str, other: &str) -> usize {
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    generic_damerau_levenshtein(&letters(one), &letters(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::matching::name::normalised;

    fn likeness(one: &str, other: &str) -> f64 {
        Words::of(&normalised(one)).likeness(&Words::of(&normalised(other)))
    }

    #[test]
    fn what_differs_by_a_slip_is_alike() {
        for (one, other) in [
            ("Königlich Essen", "Königlich Esen"),
            ("Ernst Handel", "Handel Ernst GmbH"),
            ("Coca-Cola", "CocaCola"),
            ("ООО Ромашка", "Рамашка"),
            ("Magazzini Alimentari Riuniti", "Magazzini Alimentary Riunitti"),
            ("Ernst Handel Wien", "Ernst Handel"),
            ("Север-Трейд 12", "СеверТрейд 12"),
        ] {
            assert!(likeness(one, other) >= 0.8, "{one}: {}", likeness(one, other));
            assert_eq!(likeness(one, other), likeness(other, one), "{one}");
        }
    }

    #[test]
    fn what_is_another_is_not_alike() {
        for (one, other) in [
            ("Shop 12", "Shop 13"),
            ("Ромашка", "Ромашка Плюс Логистика"),
            ("Ernst Handel", "Ernst Keller"),
            ("Alfa", "Beta"),
            ("", "Beta"),
        ] {
            assert!(likeness(one, other) < 0.8, "{one}: {}", likeness(one, other));
        }
    }
}
