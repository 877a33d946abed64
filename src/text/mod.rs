//! Every word the page says, in each language.
//!
//! English names the keys and is part of the code; every other language is a file below `lang/`,
//! which the page fetches when it is chosen, so that nobody waits for languages they don't read.
//! Texts have named places (`{file}`), `**strong**` parts, and, where they count something, a form
//! for each plural category of the language (`one:…|other:…`). The tests below see to it that every
//! file has every text, with the same places.
//!
//! **Invariant:** numbers and dates come in as text, formatted by the browser's `Intl`. To add a
//! language: a file in `lang/`, a variant of [`Language`].

mod catalogue;
mod en;

pub use catalogue::{Catalogue, Fault, Problem};
pub use en::Key;

use crate::digits::ascii_digit;

/// A language the page speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Russian,
    Persian,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::English, Self::Russian, Self::Persian];

    /// Its BCP 47 tag.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Persian => "fa",
        }
    }

    /// The locale its numbers and dates are formatted for: English dates put the day first.
    pub fn locale(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            other => other.code(),
        }
    }

    /// Its own name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Russian => "Русский",
            Self::Persian => "فارسی",
        }
    }

    pub fn is_rtl(self) -> bool {
        self == Self::Persian
    }

    /// The language of a tag, whatever its region: `ru-RU` is Russian.
    pub fn of_code(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The address of its file, relative to the page; English needs none.
    ///
    /// It names what the file holds, so that no cache answers with an older one.
    pub fn address(self) -> Option<String> {
        let content = match self {
            Self::English => return None,
            Self::Russian => const { fingerprint(include_bytes!("lang/ru.txt")) },
            Self::Persian => const { fingerprint(include_bytes!("lang/fa.txt")) },
        };
        Some(format!("text/{}.txt?v={content:08x}", self.code()))
    }
}

/// What tells a file from its other versions (FNV-1a). It is worked out by the compiler, so the
/// file itself is no part of the page's code.
const fn fingerprint(mut bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5;
    while let [first, rest @ ..] = bytes {
        hash = (hash ^ *first as u32).wrapping_mul(0x0100_0193);
        bytes = rest;
    }
    hash
}

/// The form of a counting text for a plural category (`one`, `few`, `many`, `other`, …); a text
/// without forms is its own form for all.
pub fn plural_form<'a>(text: &'a str, category: &str) -> &'a str {
    let form = |wanted: &str| text.split('|').find_map(|form| form.strip_prefix(wanted)?.strip_prefix(':'));
    form(category).or_else(|| form("other")).unwrap_or(text)
}

/// Fills the named places of a text. A place nobody fills stays visible, so that it is noticed.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                match values.iter().find(|(known, _)| *known == name) {
                    Some((_, value)) => filled.push_str(value),
                    None => filled.extend(["{", name, "}"]),
                }
                // "16 мая 1998 г." at the end of a sentence has its stop already.
                rest = if filled.ends_with('.') { tail.strip_prefix('.').unwrap_or(tail) } else { tail };
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A number as people type it: with a comma or a point, a sign of per cent, in the digits of their
/// language. `None` if it is none.
pub fn typed_number(text: &str) -> Option<f64> {
    let plain = text.trim().trim_end_matches(['%', '٪']).trim_end().chars().map(|letter| match letter {
        ',' | '٫' => '.',
        other => ascii_digit(other),
    });
    let plain: String = plain.collect();
    let is_plain = plain.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
    plain.parse().ok().filter(|_| is_plain)
}

/// The parts of a text, in turn plain and strong (between `**`).
pub fn strong_parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split("**").enumerate().map(|(at, part)| (at % 2 == 1, part)).filter(|(_, part)| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
    }

    /// Where a language's texts are.
    fn file(language: Language) -> String {
        match language {
            Language::English => "src/text/en.rs".into(),
            other => format!("src/text/lang/{}.txt", other.code()),
        }
    }

    /// Every language with its texts, and what is wrong with its file.
    fn languages() -> impl Iterator<Item = (Catalogue, Vec<Problem>)> {
        Language::ALL.into_iter().map(|language| {
            if language == Language::English {
                return (Catalogue::english(), Vec::new());
            }
            let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), file(language));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            Catalogue::parse(language, &text)
        })
    }

    /// Fails with every text for which `fault` has something to say.
    fn assert_texts(fault: impl Fn(Language, Key, &str) -> Option<String>) {
        let mut faults = String::new();
        for (catalogue, _) in languages() {
            let language = catalogue.language();
            for key in Key::ALL {
                if let Some(fault) = fault(language, *key, catalogue.text(*key)) {
                    faults += &format!("\n{}: `{}` {fault}", file(language), key.name());
                }
            }
        }
        assert!(faults.is_empty(), "{faults}");
    }

    #[test]
    fn every_file_has_every_text_once() {
        let mut faults = String::new();
        for (catalogue, problems) in languages() {
            for Problem { line, key, fault } in problems {
                let fault = match fault {
                    Fault::Missing => "is missing behind this line",
                    Fault::Unknown => "is no key of src/text/en.rs",
                    Fault::Twice => "is there a second time",
                    Fault::Empty => "has no text",
                };
                faults += &format!("\n{}:{line}: `{key}` {fault}", file(catalogue.language()));
            }
        }
        assert!(faults.is_empty(), "{faults}");
    }

    #[test]
    fn every_file_belongs_to_a_language() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/lang");
        let files = std::fs::read_dir(directory).expect("the languages' files").count();
        assert_eq!(files, Language::ALL.len() - 1, "{directory}");
    }

    #[test]
    fn every_language_fills_the_same_places() {
        let english = Catalogue::english();
        assert_texts(|_, key, text| {
            let (here, wanted) = (places(text), places(english.text(key)));
            (here != wanted).then(|| format!("has the places {here:?} instead of {wanted:?}"))
        });
    }

    #[test]
    fn every_language_has_its_plural_forms() {
        let english = Catalogue::english();
        assert_texts(|language, key, text| {
            let wanted = match language {
                Language::English | Language::Persian => &["one", "other"][..],
                Language::Russian => &["one", "few", "many", "other"],
            };
            let lacks = |category: &&str| !text.split('|').any(|form| form.starts_with(&format!("{category}:")));
            let counts = english.text(key).starts_with("one:");
            let category = wanted.iter().copied().filter(|_| counts).find(lacks)?;
            Some(format!("lacks the plural form `{category}`"))
        });
    }

    #[test]
    fn strong_marks_come_in_pairs_and_texts_are_not_empty() {
        assert_texts(|_, _, text| text.trim().is_empty().then(|| "is empty".into()));
        assert_texts(|_, _, text| (text.matches("**").count() % 2 != 0).then(|| "has an odd number of `**`".into()));
    }

    #[test]
    fn the_address_names_the_content() {
        assert_eq!(Language::English.address(), None);
        assert_eq!(fingerprint(b"foobar"), 0xbf9c_f968);
        let address = Language::Russian.address().expect("Russian has a file");
        assert!(address.starts_with("text/ru.txt?v="), "{address}");
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let typed = ["75", " 75,5 %", "0.6", "۷۵٫۵٪", "٧٥", "-3"].map(typed_number);
        assert_eq!(typed, [Some(75.0), Some(75.5), Some(0.6), Some(75.5), Some(75.0), Some(-3.0)]);
        for text in ["", "abc", "1e1", "inf", "1,2,3", "%"] {
            assert_eq!(typed_number(text), None, "{text}");
        }
    }

    /// Bug: "… 16 мая 1998 г.."
    #[test]
    fn a_sentence_that_ends_in_an_abbreviation_has_one_stop() {
        assert_eq!(fill("до {day}.", &[("day", "16 мая 1998 г.")]), "до 16 мая 1998 г.");
        assert_eq!(fill("{n}. {name}", &[("n", "1"), ("name", "a.b")]), "1. a.b");
    }

    #[test]
    fn places_are_filled_and_forms_chosen() {
        assert_eq!(fill("{n} of {m} {x", &[("n", "3"), ("m", "{n}")]), "3 of {n} {x");
        assert_eq!(plural_form("one:{n} row|other:{n} rows", "few"), "{n} rows");
        assert_eq!(plural_form("rows", "one"), "rows");
        assert_eq!(strong_parts("a **b** c").collect::<Vec<_>>(), [(false, "a "), (true, "b"), (false, " c")]);
    }

    #[test]
    fn a_region_is_no_other_language() {
        assert_eq!(Language::of_code("ru-RU"), Some(Language::Russian));
        assert_eq!(Language::of_code("de"), None);
    }
}
