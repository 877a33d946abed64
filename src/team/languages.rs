//! Languages by the names people write, and those of countries *(our choice)*: what somebody speaks beside what their
//! accounts do.

use std::collections::BTreeSet;

use crate::book::spelling::normalised;

/// A language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tongue {
    /// By its code (ISO 639-1), which `Intl` has a name for in every language.
    Known(&'static str),
    /// As a person wrote it.
    Other(String),
}

/// The code of each language, and names it goes by: its own, the English, the Russian, the Persian.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["العربية", "arabic", "арабский", "عربی"]),
    ("bg", &["български", "bulgarian", "болгарский", "بلغاری"]),
    ("cs", &["čeština", "czech", "чешский", "چکی"]),
    ("da", &["dansk", "danish", "датский", "دانمارکی"]),
    ("de", &["deutsch", "german", "немецкий", "آلمانی"]),
    ("el", &["ελληνικά", "greek", "греческий", "یونانی"]),
    ("en", &["english", "английский", "انگلیسی"]),
    ("es", &["español", "spanish", "испанский", "اسپانیایی"]),
    ("fa", &["فارسی", "persian", "farsi", "персидский"]),
    ("fi", &["suomi", "finnish", "финский", "فنلاندی"]),
    ("fr", &["français", "french", "французский", "فرانسوی"]),
    ("gu", &["ગુજરાતી", "gujarati", "гуджарати", "گجراتی"]),
    ("he", &["עברית", "hebrew", "иврит", "عبری"]),
    ("hi", &["हिन्दी", "hindi", "хинди", "هندی"]),
    ("hr", &["hrvatski", "croatian", "хорватский", "کرواتی"]),
    ("hu", &["magyar", "hungarian", "венгерский", "مجاری"]),
    ("it", &["italiano", "italian", "итальянский", "ایتالیایی"]),
    ("ja", &["日本語", "japanese", "японский", "ژاپنی"]),
    ("kk", &["қазақша", "kazakh", "казахский", "قزاقی"]),
    ("ko", &["한국어", "korean", "корейский", "کره‌ای"]),
    ("nl", &["nederlands", "dutch", "flemish", "нидерландский", "голландский", "هلندی"]),
    ("no", &["norsk", "norwegian", "норвежский", "نروژی"]),
    ("pl", &["polski", "polish", "польский", "لهستانی"]),
    ("pt", &["português", "portuguese", "португальский", "پرتغالی"]),
    ("ro", &["română", "romanian", "румынский", "رومانیایی"]),
    ("ru", &["русский", "russian", "روسی"]),
    ("sk", &["slovenčina", "slovak", "словацкий", "اسلواکی"]),
    ("sl", &["slovenščina", "slovenian", "slovene", "словенский", "اسلوونیایی"]),
    ("sr", &["srpski", "српски", "serbian", "сербский", "صربی"]),
    ("sv", &["svenska", "swedish", "шведский", "سوئدی"]),
    ("tr", &["türkçe", "turkish", "турецкий", "ترکی"]),
    ("uk", &["українська", "ukrainian", "украинский", "اوکراینی"]),
    ("uz", &["oʻzbekcha", "uzbek", "узбекский", "ازبکی"]),
    ("zh", &["中文", "chinese", "mandarin", "китайский", "چینی"]),
];

/// The languages of a country, and names it goes by.
const COUNTRIES: &[(&[&str], &[&str])] = &[
    (&["de"], &["germany", "deutschland", "германия", "آلمان", "de"]),
    (&["de"], &["austria", "österreich", "австрия", "اتریش", "at"]),
    (&["de", "fr", "it"], &["switzerland", "schweiz", "suisse", "svizzera", "швейцария", "سوئیس", "ch"]),
    (&["fr", "nl"], &["belgium", "belgique", "belgië", "бельгия", "بلژیک", "be"]),
    (&["nl"], &["netherlands", "the netherlands", "nederland", "нидерланды", "هلند", "nl"]),
    (&["fr"], &["france", "франция", "فرانسه", "fr"]),
    (&["it"], &["italy", "italia", "италия", "ایتالیا", "it"]),
    (&["es"], &["spain", "españa", "испания", "اسپانیا", "es"]),
    (&["pt"], &["portugal", "португалия", "پرتغال", "pt"]),
    (&["pt"], &["brazil", "brasil", "бразилия", "برزیل", "br"]),
    (&["es"], &["argentina", "аргентина", "آرژانتین", "ar"]),
    (&["es"], &["mexico", "méxico", "мексика", "مکزیک", "mx"]),
    (&["es"], &["venezuela", "венесуэла", "ونزوئلا", "ve"]),
    (&["es"], &["chile", "чили", "شیلی", "cl"]),
    (&["es"], &["colombia", "колумбия", "کلمبیا", "co"]),
    (&["en"], &["uk", "united kingdom", "great britain", "england", "великобритания", "بریتانیا", "انگلستان", "gb"]),
    (&["en"], &["ireland", "ирландия", "ایرلند", "ie"]),
    (&["en"], &["usa", "united states", "united states of america", "сша", "آمریکا", "ایالات متحده", "us"]),
    (&["en", "fr"], &["canada", "канада", "کانادا", "ca"]),
    (&["en"], &["australia", "австралия", "استرالیا", "au"]),
    (&["da"], &["denmark", "danmark", "дания", "دانمارک", "dk"]),
    (&["sv"], &["sweden", "sverige", "швеция", "سوئد", "se"]),
    (&["no"], &["norway", "norge", "норвегия", "نروژ", "no"]),
    (&["fi", "sv"], &["finland", "suomi", "финляндия", "فنلاند", "fi"]),
    (&["pl"], &["poland", "polska", "польша", "لهستان", "pl"]),
    (&["cs"], &["czechia", "czech republic", "česko", "чехия", "چک", "cz"]),
    (&["sk"], &["slovakia", "slovensko", "словакия", "اسلواکی", "sk"]),
    (&["sl"], &["slovenia", "slovenija", "словения", "اسلوونی", "si"]),
    (&["hr"], &["croatia", "hrvatska", "хорватия", "کرواسی", "hr"]),
    (&["sr"], &["serbia", "srbija", "србија", "сербия", "صربستان", "rs"]),
    (&["hu"], &["hungary", "magyarország", "венгрия", "مجارستان", "hu"]),
    (&["ro"], &["romania", "românia", "румыния", "رومانی", "ro"]),
    (&["bg"], &["bulgaria", "българия", "болгария", "بلغارستان", "bg"]),
    (&["el"], &["greece", "ελλάδα", "греция", "یونان", "gr"]),
    (&["tr"], &["turkey", "türkiye", "турция", "ترکیه", "tr"]),
    (&["ru"], &["russia", "russian federation", "россия", "روسیه", "ru"]),
    (&["ru"], &["belarus", "беларусь", "белоруссия", "بلاروس", "by"]),
    (&["uk"], &["ukraine", "україна", "украина", "اوکراین", "ua"]),
    (&["kk", "ru"], &["kazakhstan", "казахстан", "қазақстан", "قزاقستان", "kz"]),
    (&["uz"], &["uzbekistan", "узбекистан", "ازبکستان", "uz"]),
    (&["fa"], &["iran", "иран", "ایران", "ir"]),
    (&["fa"], &["afghanistan", "афганистан", "افغانستان", "af"]),
    (&["ar"], &["united arab emirates", "uae", "оаэ", "امارات", "امارات متحده عربی", "ae"]),
    (&["ar"], &["saudi arabia", "саудовская аравия", "عربستان", "عربستان سعودی", "sa"]),
    (&["ar"], &["egypt", "египет", "مصر", "eg"]),
    (&["ar"], &["iraq", "ирак", "عراق", "iq"]),
    (&["he"], &["israel", "израиль", "اسرائیل", "il"]),
    (&["hi", "en"], &["india", "индия", "هند", "in"]),
    (&["zh"], &["china", "中国", "китай", "چین", "cn"]),
    (&["ja"], &["japan", "日本", "япония", "ژاپن", "jp"]),
    (&["ko"], &["south korea", "korea", "южная корея", "کره جنوبی", "kr"]),
];

/// The languages of a country as a person wrote it; none where the country isn't known.
pub fn of_country(country: &str) -> &'static [&'static str] {
    let wanted = normalised(country);
    let is_it = |names: &[&str]| names.iter().any(|name| normalised(name) == wanted);
    let found = COUNTRIES.iter().find(|(_, names)| !wanted.is_empty() && is_it(names));
    found.map_or(&[], |(codes, _)| codes)
}

/// The languages that somebody lists: commas, semicolons, slashes and line breaks stand between them. What stands in
/// brackets behind one is how well, and is left aside.
pub fn spoken(text: &str) -> BTreeSet<Tongue> {
    let parts = text.split([',', ';', '/', '\n', '،', '؛']);
    let names = parts.map(|part| part.split(['(', ':']).next().unwrap_or_default().trim());
    names.filter(|name| !normalised(name).is_empty()).map(tongue).collect()
}

fn tongue(name: &str) -> Tongue {
    let wanted = normalised(name);
    let is_it = |of: &&(&str, &[&str])| of.0 == wanted || of.1.iter().any(|name| normalised(name) == wanted);
    match NAMES.iter().find(is_it) {
        Some((code, _)) => Tongue::Known(code),
        None => Tongue::Other(wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_names_in_any_script() {
        let known = |text: &str| spoken(text).into_iter().collect::<Vec<_>>();
        assert_eq!(
            known("German (fluent); english / Español"),
            [Tongue::Known("de"), Tongue::Known("en"), Tongue::Known("es")]
        );
        assert_eq!(known("فارسی، немецкий"), [Tongue::Known("de"), Tongue::Known("fa")]);
        assert_eq!(known("Low German"), [Tongue::Other("low german".into())]);
        assert_eq!(known(" ,; "), []);
    }

    #[test]
    fn a_country_speaks_what_is_spoken_there() {
        assert_eq!(of_country(" germany"), ["de"]);
        assert_eq!(of_country("Швейцария"), ["de", "fr", "it"]);
        assert!(of_country("").is_empty() && of_country("Utopia").is_empty());
    }

    #[test]
    fn no_name_means_two_and_every_countrys_language_has_a_name() {
        let mut seen = BTreeSet::new();
        for (code, names) in NAMES {
            assert!(seen.insert(normalised(code)), "{code}");
            assert!(names.iter().all(|name| seen.insert(normalised(name))), "{code}");
        }
        let mut countries = BTreeSet::new();
        for (codes, names) in COUNTRIES {
            assert!(codes.iter().all(|code| NAMES.iter().any(|(known, _)| known == code)), "{names:?}");
            assert!(names.iter().all(|name| countries.insert(normalised(name))), "{names:?}");
        }
    }
}
