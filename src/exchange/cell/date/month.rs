//! Names of months in many languages.
//!
//! A name is known by its full forms, by what it is shortened to, and by any beginning of three
//! letters or more. The same letters can be another month in another language (`listopad` is
//! November in Poland and October in Croatia): then something else must tell the language, or the
//! word is no month.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::names::NAMES;
use crate::exchange::cell::fold::fold;

/// A month of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct Month {
    /// 1 to 12
    pub number: u8,
    /// Of the Jalali calendar, not the Gregorian one.
    pub jalali: bool,
}

/// Languages a word can be of: a set of bits, one for each line of [`NAMES`].
pub(in crate::exchange) type Languages = u32;

/// What a word means in each language: the languages by month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::exchange) struct Name {
    languages: [Languages; 12],
    /// A full form, or a usual short one; not any beginning.
    pub whole: bool,
}

/// Bits of [`NAMES`].
pub(in crate::exchange) const ENGLISH: Languages = 1;
const POLISH: Languages = 1 << 7;
const CROATIAN: Languages = 1 << 9;
const PERSIAN: Languages = 1 << 13 | JALALI;
const JALALI: Languages = 1 << 14;
const ARABIC: Languages = 1 << 19;

/// Every language.
pub(in crate::exchange) const ALL: Languages = Languages::MAX;

/// Beginnings shorter than this are no names.
const SHORTEST: usize = 3;
/// Longer words are none, in bytes.
const LONGEST: usize = 60;

static INDEX: LazyLock<HashMap<String, Name>> = LazyLock::new(|| {
    let mut index: HashMap<String, Name> = HashMap::new();
    let forms = NAMES.iter().enumerate().flat_map(|(language, months)| {
        let forms =
            months.split(", ").zip(0..12_usize).flat_map(|(forms, at)| forms.split(' ').map(move |form| (form, at)));
        forms.map(move |(form, at)| (fold(form), at, 1 << language))
    });
    let forms: Vec<(String, usize, Languages)> = forms.collect();
    let mut add = |word: &str, at: usize, language, whole| {
        let name = index.entry(word.to_owned()).or_insert(Name { whole, ..Name::default() });
        // A whole name in one language (`maj`) can begin the same month's in another, but no other's.
        if let Some(slot) = name.languages.get_mut(at)
            && (name.whole == whole || *slot != 0)
        {
            *slot |= language;
        }
    };
    for (form, at, language) in &forms {
        add(form, *at, *language, true);
    }
    for (form, at, language) in forms.iter().filter(|(_, _, language)| language & (PERSIAN | ARABIC) == 0) {
        let ends = form.char_indices().map(|(end, _)| end).skip(SHORTEST);
        ends.filter_map(|end| form.get(..end)).for_each(|word| add(word, *at, *language, false));
    }
    index
});

/// What a word means, if it is a month at all.
pub(in crate::exchange) fn of(word: &str) -> Option<Name> {
    if word.len() > LONGEST {
        return None;
    }
    let mut word = fold(word);
    // A Latin j on a Cyrillic keyboard, and the like.
    if word.chars().any(|c| ('\u{400}'..'\u{500}').contains(&c)) {
        let twins = |c| match c {
            'j' => 'ј',
            'a' => 'а',
            'e' => 'е',
            'o' => 'о',
            'c' => 'с',
            'p' => 'р',
            _ => c,
        };
        word = word.chars().map(twins).collect();
    }
    // "month" may be joined to a Persian name.
    INDEX.get(&word).or_else(|| INDEX.get(word.strip_suffix("ماه")?)).copied()
}

impl Name {
    /// The languages it is a month in.
    pub fn languages(&self) -> Languages {
        self.languages.iter().fold(0, |all, languages| all | languages)
    }

    /// The month it is in all of these languages that know it; `None` if they disagree.
    pub fn month(&self, among: Languages) -> Option<Month> {
        let mut found = self.languages.iter().zip(1..).filter(|(languages, _)| *languages & among != 0);
        let ((languages, number), None) = (found.next()?, found.next()) else { return None };
        Some(Month { number, jalali: languages & among & !JALALI == 0 })
    }

    /// The month in a date: with a point after the day (`15. listopada`) it isn't Polish, without
    /// one it isn't Croatian.
    pub fn month_of_day(&self, pointed: bool) -> Option<Month> {
        let not = match pointed {
            true if self.whole => POLISH,
            true => 0,
            false => CROATIAN,
        };
        self.month(ALL).or_else(|| self.month(ALL & !not))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(word: &str) -> Option<u8> {
        of(word)?.month(ALL).map(|month| month.number)
    }

    #[test]
    fn months_are_known_in_many_languages() {
        for (word, expected) in [
            ("Jan", 1),
            ("янв", 1),
            ("Январь", 1),
            ("jануар", 1),
            ("siječnja", 1),
            ("styczeń", 1),
            ("ledna", 1),
            ("જાન્યુઆરી", 1),
            ("જાન્યુ", 1),
            ("ژانويه", 1),
            ("Jän", 1),
            ("févr", 2),
            ("úno", 2),
            ("mar", 3),
            ("mrz", 3),
            ("März", 3),
            ("ožujka", 3),
            ("kwi", 4),
            ("мая", 5),
            ("maj", 5),
            ("May", 5),
            ("મે", 5),
            ("června", 6),
            ("července", 7),
            ("lipca", 7),
            ("lipnja", 6),
            ("srpanj", 7),
            ("srpen", 8),
            ("sie", 8),
            ("sij", 1),
            ("avg", 8),
            ("sept", 9),
            ("szept", 9),
            ("rujan", 9),
            ("listopadu", 11),
            ("paź", 10),
            ("студ", 0),
            ("Dez", 12),
            ("déc", 12),
            ("pro", 12),
            ("دی", 10),
            ("بهمن", 11),
            ("Marketing", 0),
            ("ma", 0),
            ("", 0),
        ] {
            assert_eq!(number(word).unwrap_or_default(), expected, "{word}");
        }
        assert!(of("مهر").and_then(|name| name.month(ALL)).is_some_and(|month| month.jalali && month.number == 7));
    }

    #[test]
    fn a_name_that_is_two_months_is_none_without_its_language() {
        for word in ["lip", "srp", "lis", "listopad", "listopada", "čer", "jui"] {
            assert_eq!(number(word), None, "{word}");
        }
        let day = |word, pointed| of(word).and_then(|name| name.month_of_day(pointed)).map(|month| month.number);
        assert_eq!((day("listopada", true), day("listopada", false)), (Some(10), Some(11)));
        assert_eq!((day("lis", true), day("lis", false)), (None, Some(11)));
        assert_eq!((day("lip", true), day("lip", false)), (None, Some(7)));
        assert_eq!((day("srp", true), day("srp", false)), (None, Some(8)));
    }

    #[test]
    fn each_language_tells_its_months_apart() {
        for (at, months) in NAMES.iter().enumerate() {
            assert_eq!(months.split(", ").count(), 12);
            for (forms, expected) in months.split(", ").zip(1..) {
                for form in forms.split(' ') {
                    let found = of(form).and_then(|name| name.month(1 << at)).map(|month| month.number);
                    assert_eq!(found, Some(expected), "{form}");
                }
            }
        }
    }
}
