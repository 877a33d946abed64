//! Every word the page says, in each language.
//!
//! A folder a language, and in it a file a **room**: what the first load shows is in `shell.txt`, what
//! travels with a page in a file of its own, what several pages say in `common.txt` and
//! `dossier.txt`. A page gets the rooms its line names (`ui::page::parts`) together with its code, so
//! that nobody waits for words they don't read. The English files name the keys: `build.rs` makes
//! [`Room`] and [`Key`] from them.
//!
//! Texts have named places (`{file}`), `**strong**` parts, and, where they count something, a form
//! for each plural category of the language (`one:…|other:…`). The tests below see to it that every
//! language has every text, with the same places.
//!
//! **Invariant:** numbers and dates come in as text, formatted by the browser's `Intl`. To add a
//! language: a folder, and a line in `languages!`.

mod catalogue;
#[cfg(test)]
mod not_translated;
#[cfg(test)]
mod source;

pub use catalogue::{Catalogue, WrongFile};

use crate::digits::ascii_digit;

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

impl Room {
    /// The name of its files.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// How many texts it has.
    pub fn size(self) -> usize {
        Self::SIZES[self as usize]
    }

    /// Whether a style sheet travels with it.
    pub fn has_sheet(self) -> bool {
        Self::SHEETS[self as usize]
    }
}

impl Key {
    /// The room it belongs to.
    pub fn room(self) -> Room {
        // A key has a room, which indexing doesn't know.
        Room::ALL.get(usize::from(self as u16 >> PLACE_BITS)).copied().unwrap_or(Room::Shell)
    }

    /// Its place among the texts of its room.
    pub fn place(self) -> usize {
        usize::from(self as u16 & ((1 << PLACE_BITS) - 1))
    }
}

macro_rules! languages {
    ($($language:ident = $code:literal, $locale:literal, $name:literal, $direction:ident, $categories:expr;)*) => {
        /// A language the page speaks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Language { $($language),* }

        impl Language {
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$language),*];

            /// Its BCP 47 tag, and the name of its folder.
            pub fn code(self) -> &'static str {
                match self { $(Self::$language => $code),* }
            }

            /// The locale its numbers and dates are formatted for: English dates put the day first.
            pub fn locale(self) -> &'static str {
                match self { $(Self::$language => $locale),* }
            }

            /// Its own name for itself.
            pub fn name(self) -> &'static str {
                match self { $(Self::$language => $name),* }
            }

            /// Whether it is written from right to left.
            pub fn is_rtl(self) -> bool {
                match self { $(Self::$language => stringify!($direction) == "rtl"),* }
            }

            /// The forms its counting texts have.
            pub fn plural_categories(self) -> &'static [&'static str] {
                match self { $(Self::$language => &$categories),* }
            }
        }
    };
}

languages! {
    English = "en", "en-GB", "English", ltr, ["one", "other"];
    Russian = "ru", "ru", "Русский", ltr, ["one", "few", "many", "other"];
    Serbian = "sr", "sr", "Српски", ltr, ["one", "few", "other"];
    Slovenian = "sl", "sl", "Slovenščina", ltr, ["one", "two", "few", "other"];
    Persian = "fa", "fa", "فارسی", rtl, ["one", "other"];
    Gujarati = "gu", "gu", "ગુજરાતી", ltr, ["one", "other"];
}

#[allow(clippy::derivable_impls, reason = "the table has no place for a mark")]
impl Default for Language {
    fn default() -> Self {
        Self::English
    }
}

impl Language {
    /// What stands between facts in one line. Beside the Persian zero, "۰", a point in the middle is one digit more.
    pub fn between(self) -> &'static str {
        match self {
            Self::Persian => "، ",
            _ => " · ",
        }
    }

    /// The language of a tag, whatever its region: `ru-RU` is Russian.
    pub fn of_code(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
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
                rest = match filled.trim_end_matches(is_isolate).ends_with('.') {
                    true => without_stop(&mut filled, tail),
                    false => tail,
                };
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

/// What stands behind a place that has its stop already, as "16 мая 1998 г." and "Salchicas S.A." have at the end of a
/// sentence: without another one. What makes the place strong is still closed.
fn without_stop<'a>(filled: &mut String, tail: &'a str) -> &'a str {
    match tail.strip_prefix("**.") {
        Some(rest) => {
            filled.push_str("**");
            rest
        }
        None => tail.strip_prefix('.').unwrap_or(tail),
    }
}

fn is_isolate(letter: char) -> bool {
    matches!(letter, '\u{2066}'..='\u{2069}')
}

/// A number with its sign, or a date, in its own order whatever stands beside it. After a Persian letter digits
/// count as Arabic ones and "٪" changes sides; beside a Latin name day and month do.
pub fn in_own_order(language: Language, text: String) -> String {
    if language.is_rtl() && !text.is_empty() { format!("\u{2068}{text}\u{2069}") } else { text }
}

/// A text for other programs, which have no use for what keeps its parts in order on a page.
pub fn without_isolates(text: &str) -> String {
    text.chars().filter(|letter| !is_isolate(*letter)).collect()
}

/// The sign of a number below zero, as wide and as high as a plus.
const MINUS: char = '−';

/// A number with the sign of minus in place of the hyphen that most languages' formats have for it.
pub fn with_minus(number: &str) -> String {
    number.replace('-', MINUS.encode_utf8(&mut [0; 4]))
}

/// A number for other programs, which know the hyphen alone.
pub fn with_hyphen(number: &str) -> String {
    number.replace(MINUS, "-")
}

/// A number as people type it: with a comma or a point, a sign of per cent, in the digits of their
/// language. `None` if it is none.
pub fn typed_number(text: &str) -> Option<f64> {
    let text = without_isolates(text);
    let plain = text.trim().trim_end_matches(['%', '٪']).trim_end().chars().map(|letter| match letter {
        ',' | '٫' => '.',
        MINUS => '-',
        other => ascii_digit(other),
    });
    let plain: String = plain.collect();
    let is_plain = plain.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
    plain.parse().ok().filter(|_| is_plain)
}

/// What a text is written in, as far as it decides between which marks it is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Latin,
    Cyrillic,
    Arabic,
}

impl Script {
    /// The script of a text's first letter that is of one of them; of none, it is quoted as Latin is.
    pub fn of(text: &str) -> Self {
        let of_letter = |letter: char| match letter {
            '\u{0400}'..='\u{052f}' => Some(Self::Cyrillic),
            '\u{0600}'..='\u{06ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Some(Self::Arabic),
            letter if letter.is_alphabetic() => Some(Self::Latin),
            _ => None,
        };
        // Persian digits and marks lie among its letters, but tell nothing of the words around them.
        text.chars().filter(|letter| letter.is_alphabetic()).find_map(of_letter).unwrap_or(Self::Latin)
    }

    /// Its name in the style sheet.
    pub fn code(self) -> &'static str {
        match self {
            Self::Latin => "latin",
            Self::Cyrillic => "cyrillic",
            Self::Arabic => "arabic",
        }
    }
}

/// A text that stands by itself elsewhere, within a sentence or a list: its first letter small, unless it
/// begins with an abbreviation ("VAT number").
pub fn within_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let (first, second) = (letters.next(), letters.clone().next());
    match first {
        Some(first) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// The parts of a text, in turn plain and strong (between `**`).
pub fn strong_parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split("**").enumerate().map(|(at, part)| (at % 2 == 1, part)).filter(|(_, part)| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_text_is_quoted_by_the_script_of_its_first_letter() {
        for (text, script) in [
            ("One supplier for all chilled goods", Script::Latin),
            ("۲ suppliers", Script::Latin),
            ("2 поставщика", Script::Cyrillic),
            ("«تأمین‌کنندهٔ» یگانه", Script::Arabic),
            ("Élan", Script::Latin),
            ("", Script::Latin),
        ] {
            assert_eq!(Script::of(text), script, "{text}");
        }
    }

    #[test]
    fn what_stands_within_a_sentence_begins_small_unless_it_is_an_abbreviation() {
        assert_eq!(within_sentence("Where everybody in buying stands"), "where everybody in buying stands");
        assert_eq!(within_sentence("Эксперт"), "эксперт");
        assert_eq!(within_sentence("VAT number"), "VAT number");
        assert_eq!(within_sentence("تصمیم‌گیرنده"), "تصمیم‌گیرنده");
        assert_eq!(within_sentence(""), "");
    }

    #[test]
    fn a_persian_percent_sign_stays_on_its_side_and_leaves_with_no_isolate() {
        let kept = in_own_order(Language::Persian, "۵۶٫۷٪".into());
        assert_eq!(kept, "\u{2068}۵۶٫۷٪\u{2069}");
        assert_eq!((without_isolates(&kept).as_str(), typed_number(&kept)), ("۵۶٫۷٪", Some(56.7)));
        for language in [Language::English, Language::Russian] {
            assert_eq!(in_own_order(language, "56.7%".into()), "56.7%");
        }
        assert_eq!(in_own_order(Language::Persian, String::new()), "");
    }

    #[test]
    fn a_number_below_zero_has_a_minus_on_the_page_and_a_hyphen_in_a_file() {
        assert_eq!(with_minus("-87.3%"), "−87.3%");
        assert_eq!(with_minus("\u{200e}−۵"), "\u{200e}−۵", "what is one already stays");
        assert_eq!(with_hyphen(&with_minus("-1,250.50")), "-1,250.50");
        assert_eq!(typed_number("−2,5"), Some(-2.5), "who edits what is shown writes it too");
    }

    #[test]
    fn no_point_stands_between_persian_digits() {
        let marked = |language: Language| language.between().contains('·');
        assert!(Language::ALL.into_iter().all(|language| marked(language) != (language == Language::Persian)));
    }

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
    }

    /// Where a room's texts are.
    fn file(language: Language, room: Room) -> String {
        format!("src/text/{}/{}.txt", language.code(), room.name())
    }

    fn read(language: Language, room: Room) -> String {
        let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), file(language, room));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Fails with every text for which `fault` has something to say, by file, line and key. It hears
    /// the language, the English text and its own.
    fn assert_texts(fault: impl Fn(Language, &str, &str) -> Option<String>) {
        let mut faults = String::new();
        for (language, room) in files() {
            let (english, own) = (read(Language::English, room), read(language, room));
            for entry in source::entries(&own) {
                // What English doesn't have is another test's finding.
                let Some(wanted) = source::entries(&english).find(|wanted| wanted.key == entry.key) else { continue };
                if let Some(fault) = fault(language, wanted.text, entry.text) {
                    faults += &format!("\n{}:{}: `{}` {fault}", file(language, room), entry.line, entry.key);
                }
            }
        }
        assert!(faults.is_empty(), "{faults}");
    }

    fn files() -> impl Iterator<Item = (Language, Room)> {
        Language::ALL.into_iter().flat_map(|language| Room::ALL.map(|room| (language, room)))
    }

    #[test]
    fn every_file_has_every_text_once() {
        let mut faults = String::new();
        for (language, room) in files() {
            let (english, own) = (read(Language::English, room), read(language, room));
            let mut fault = |line, key: &str, fault| {
                faults += &format!("\n{}:{line}: `{key}` {fault}", file(language, room));
            };
            let mut seen = BTreeSet::new();
            for entry in source::entries(&own) {
                if !source::entries(&english).any(|wanted| wanted.key == entry.key) {
                    fault(entry.line, entry.key, "is no key of the English file");
                } else if !seen.insert(entry.key) {
                    fault(entry.line, entry.key, "is there a second time");
                } else if entry.text.is_empty() {
                    fault(entry.line, entry.key, "has no text");
                }
            }
            // A missing text belongs behind the one it follows in English.
            let mut behind = 0;
            for wanted in source::entries(&english) {
                match source::entries(&own).find(|entry| entry.key == wanted.key) {
                    Some(entry) => behind = entry.line,
                    None => fault(behind, wanted.key, "is missing behind this line"),
                }
            }
        }
        assert!(faults.is_empty(), "{faults}");
    }

    #[test]
    fn every_file_belongs_to_a_language_and_a_room() {
        let texts = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text");
        let names = |directory: &str| {
            let entries = std::fs::read_dir(directory).unwrap_or_else(|error| panic!("{directory}: {error}"));
            let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
            names.filter(|name| !name.ends_with(".rs")).collect::<BTreeSet<_>>()
        };
        assert_eq!(names(texts), Language::ALL.map(|language| language.code().to_owned()).into());
        for language in Language::ALL {
            let rooms = Room::ALL.map(|room| format!("{}.txt", room.name())).into();
            assert_eq!(names(&format!("{texts}/{}", language.code())), rooms, "{language:?}");
        }
    }

    /// The screen that says so is there before any text is.
    #[test]
    fn that_the_page_broke_is_said_in_every_language() {
        let page = include_str!("../../index.html");
        let crash = page.split_once("id=\"crash\"").and_then(|(_, rest)| rest.split_once("id=\"loading\""));
        let (crash, _) = crash.expect("the screen");
        for language in Language::ALL {
            let (code, direction) = (language.code(), if language.is_rtl() { "rtl" } else { "ltr" });
            assert!(
                crash.contains(&format!("<div lang=\"{code}\" dir=\"{direction}\">")),
                "{language:?}: what happened"
            );
            let buttons = crash.matches(&format!("<span lang=\"{code}\">")).count();
            assert_eq!(buttons, crash.matches("<button").count(), "{language:?}: what to do");
        }
    }

    #[test]
    fn what_is_shipped_has_the_order_of_the_english_texts_and_no_names() {
        let english = "# Shell\n\nUndo = Undo\nSaving = Saving…\nLater = Later\n";
        let own = "Saving = Speichert = sichert\r\n  Undo=Rückgängig  \nElse = etwas\n";
        assert_eq!(source::shipped(english, own), "Rückgängig\nSpeichert = sichert\nLater\n");
    }

    #[test]
    fn what_is_shipped_of_every_file_can_be_taken_in() {
        let russian = Catalogue::whole(Language::Russian);
        assert_eq!(russian.language(), Language::Russian);
        assert_eq!(russian.get(Key::DataTitle), Some("Данные"));
        assert_eq!(russian.get(Key::Undo), Some("Отменить"));
    }

    /// A key's number has room for both.
    #[test]
    fn no_room_is_too_large_for_its_keys() {
        assert!(Room::ALL.iter().all(|room| room.size() <= 1 << PLACE_BITS));
        assert!(Room::ALL.len() <= 1 << (16 - PLACE_BITS));
    }

    #[test]
    fn every_language_fills_the_same_places() {
        assert_texts(|_, english, text| {
            let (here, wanted) = (places(text), places(english));
            (here != wanted).then(|| format!("has the places {here:?} instead of {wanted:?}"))
        });
    }

    #[test]
    fn every_language_has_its_plural_forms() {
        assert_texts(|language, english, text| {
            let lacks = |category: &&str| !text.split('|').any(|form| form.starts_with(&format!("{category}:")));
            let wanted = language.plural_categories().iter().copied();
            let category = wanted.filter(|_| english.starts_with("one:")).find(lacks)?;
            Some(format!("lacks the plural form `{category}`"))
        });
    }

    /// A text without its places and the names of its forms.
    fn without_places(text: &str) -> String {
        let mut plain = String::new();
        for form in text.split('|') {
            let form = form.split_once(':').filter(|(name, _)| is_category(name)).map_or(form, |(_, form)| form);
            plain.extend(form.split('{').enumerate().map(|(at, part)| match at {
                0 => part,
                _ => part.split_once('}').map_or(part, |(_, rest)| rest),
            }));
            plain.push(' ');
        }
        plain
    }

    fn is_category(name: &str) -> bool {
        ["zero", "one", "two", "few", "many", "other"].contains(&name)
    }

    #[test]
    fn no_english_is_left_in_another_language() {
        let is_word = |word: &&str| word.len() > 2 && word.chars().all(|letter| letter.is_ascii_alphabetic());
        let words = |text: &str| {
            let plain = without_places(text);
            let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(is_word).map(str::to_owned);
            words.collect::<Vec<_>>()
        };
        let mut seen = BTreeSet::new();
        assert_texts(|language, _, text| {
            if matches!(language, Language::English | Language::Slovenian) {
                return None;
            }
            let left = words(text).into_iter().find(|word| !not_translated::NAMES.contains(&word.as_str()));
            left.map(|word| format!("still says `{word}`"))
        });
        for room in Room::ALL {
            let (english, own) = (read(Language::English, room), read(Language::Slovenian, room));
            for entry in source::entries(&own).filter(|entry| !words(entry.text).is_empty()) {
                let is_same = source::entries(&english).any(|of| (of.key, of.text) == (entry.key, entry.text));
                let is_known = not_translated::SAME.contains(&("sl", entry.key));
                assert!(is_known || !is_same, "{} is still in English: {}", entry.key, entry.text);
                seen.extend(Some(entry.key.to_owned()).filter(|_| is_known && is_same));
            }
        }
        assert_eq!(seen.len(), not_translated::SAME.len(), "what is listed and isn't so: {seen:?}");
    }

    #[test]
    fn strong_marks_come_in_pairs() {
        assert_texts(|_, _, text| (text.matches("**").count() % 2 != 0).then(|| "has an odd number of `**`".into()));
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
        // Bug: "Салчичас S.A.." — names stand in isolates.
        let name = [("name", "\u{2068}Salchicas S.A.\u{2069}")];
        assert_eq!(fill("Next: {name}.", &name), "Next: \u{2068}Salchicas S.A.\u{2069}");
        assert_eq!(fill("Next: **{name}**.", &name), "Next: **\u{2068}Salchicas S.A.\u{2069}**");
        assert_eq!(
            fill("{name}, {name}. Then", &name[..]),
            "\u{2068}Salchicas S.A.\u{2069}, \u{2068}Salchicas S.A.\u{2069} Then"
        );
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
