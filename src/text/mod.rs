//! Every word the page says, in each language.
//!
//! English names the keys; every other language is a `match` over all of them, so a missing text
//! doesn't compile. Texts have named places (`{file}`), `**strong**` parts, and, where they count
//! something, a form for each plural category of the language (`one:…|other:…`).
//!
//! **Invariant:** numbers and dates come in as text, formatted by the browser's `Intl`. To add a
//! language: a file with its `match`, a line in [`Language`].

mod en;
mod fa;
mod ru;

pub use en::Key;

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

    /// The text of a key, its places still open.
    pub fn text(self, key: Key) -> &'static str {
        match self {
            Self::English => en::text(key),
            Self::Russian => ru::text(key),
            Self::Persian => fa::text(key),
        }
    }
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
                rest = tail;
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

    #[test]
    fn every_language_fills_the_same_places() {
        for key in Key::ALL {
            let english = places(en::text(*key));
            for language in Language::ALL {
                assert_eq!(places(language.text(*key)), english, "{key:?} in {}", language.name());
            }
        }
    }

    #[test]
    fn every_language_has_its_plural_forms() {
        for key in Key::ALL.iter().filter(|key| en::text(**key).starts_with("one:")) {
            for (language, categories) in [
                (Language::English, &["one", "other"][..]),
                (Language::Russian, &["one", "few", "many", "other"]),
                (Language::Persian, &["one", "other"]),
            ] {
                let text = language.text(*key);
                for category in categories {
                    assert!(text.split('|').any(|form| form.starts_with(&format!("{category}:"))), "{key:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn strong_marks_come_in_pairs_and_texts_are_not_empty() {
        for key in Key::ALL {
            for language in Language::ALL {
                let text = language.text(*key);
                assert!(!text.trim().is_empty(), "{key:?} in {}", language.name());
                assert_eq!(text.matches("**").count() % 2, 0, "{key:?} in {}", language.name());
            }
        }
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
