//! How names of people are compared: without regard to case, spacing and how a letter is encoded.
//!
//! A small part of Unicode's form NFKC, the part that names are written in. All of it would be a tenth of
//! the first load, for the one thing every page needs it for; and what ids are derived from must stay the
//! same for ever, whatever Unicode says next.

/// The name as it is written: without what can't be seen, with single spaces.
pub fn tidy(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name as it is compared; empty if nothing of it can be seen.
pub fn normalised(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in tidy(name).chars().map(narrow).flat_map(char::to_lowercase).map(one_script) {
        match folded.chars().next_back().and_then(|base| composed(base, c)) {
            Some(letter) => {
                folded.pop();
                folded.push(letter);
            }
            None => folded.push(c),
        }
    }
    // A wide space was none before it became narrow.
    tidy(&folded)
}

/// How many of its words are written as names are: a large letter, then small ones. Of two spellings of a
/// name the one with more of them was written with more care.
pub fn care(name: &str) -> u32 {
    let is_careful = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    name.split_whitespace().filter(is_careful).count() as u32
}

/// Marks of direction, soft hyphens and the like, which come along when a text is copied.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

/// The usual form of a letter of full width.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Arabic letters as Persian writes them: which of the two a keyboard gives is chance.
fn one_script(c: char) -> char {
    match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        c => c,
    }
}

/// Combining marks, the letters they stand on, and what the two make.
const MARKS: &[(char, &str, &str)] = &[
    ('\u{300}', "aeiounеи", "àèìòùǹѐѝ"),
    ('\u{301}', "aeiouyclnrszgгк", "áéíóúýćĺńŕśźǵѓќ"),
    ('\u{302}', "aeiouycghjsw", "âêîôûŷĉĝĥĵŝŵ"),
    ('\u{303}', "aeinouy", "ãẽĩñõũỹ"),
    ('\u{304}', "aeiouиу", "āēīōūӣӯ"),
    ('\u{306}', "aegiouиу", "ăĕğĭŏŭйў"),
    ('\u{307}', "cegz", "ċėġż"),
    ('\u{308}', "aeiouyеі", "äëïöüÿёї"),
    ('\u{30a}', "auy", "åůẙ"),
    ('\u{30b}', "ou", "őű"),
    ('\u{30c}', "acdeglnrstz", "ǎčďěǧľňřšťž"),
    ('\u{326}', "st", "șț"),
    ('\u{327}', "cegklnrst", "çȩģķļņŗşţ"),
    ('\u{328}', "aeiou", "ąęįǫų"),
    ('\u{653}', "ا", "آ"),
    ('\u{654}', "اوی", "أؤئ"),
];

/// The one letter that a letter and a combining mark make.
fn composed(base: char, mark: char) -> Option<char> {
    let (_, bases, letters) = MARKS.iter().find(|(known, ..)| *known == mark)?;
    bases.chars().zip(letters.chars()).find(|(known, _)| *known == base).map(|(_, letter)| letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn case_spaces_and_encoding_make_no_other_name() {
        for (one, other) in [
            ("Ana Novak", "  ana\u{a0} NOVAK "),
            ("Андрей Ёлкин", "андреи\u{306} е\u{308}лкин"),
            ("Željko Šarić", "z\u{30c}eljko s\u{30c}aric\u{301}"),
            ("Ａｎａ　Ｎｏｖａｋ", "ana novak"),
            ("\u{200f}علي\u{200e} كريمی", "علی کریمی"),
            ("آرش", "ا\u{653}رش"),
        ] {
            assert_eq!(normalised(one), normalised(other), "{one}");
        }
        assert_ne!(normalised("Ana Novak"), normalised("Anna Novak"));
        assert_ne!(normalised("Андрей"), normalised("Андреи"));
        assert_eq!(normalised(" \u{200b}\u{3000}\t"), "");
        assert_eq!(tidy(" Ana \n Novak\u{200f}"), "Ana Novak");
        let cares = ["ana novak", "ANA NOVAK", "ana NOVAK", "Ana NOVAK", "Ana Novak", "علی"].map(care);
        assert_eq!(cares, [0, 0, 0, 1, 2, 0]);
    }

    #[test]
    fn letters_are_composed_as_unicode_composes_them() {
        for (mark, bases, letters) in MARKS {
            assert_eq!(bases.chars().count(), letters.chars().count(), "{bases}");
            for (base, letter) in bases.chars().zip(letters.chars()) {
                // Of the two forms of this letter Unicode knows only the Arabic one.
                let base = if base == 'ی' { 'ي' } else { base };
                assert_eq!([base, *mark].into_iter().nfc().collect::<String>(), letter.to_string());
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_normalised_stays_so(name in ".{0,12}", more in "[a-zа-яيك \u{300}-\u{30c}]{0,12}") {
            let name = name + &more;
            prop_assert_eq!(normalised(&normalised(&name)), normalised(&name));
            prop_assert_eq!(normalised(&tidy(&name)), normalised(&name));
        }
    }
}
