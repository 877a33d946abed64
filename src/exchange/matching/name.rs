//! Names and numbers as they are compared: without what doesn't matter.

use unicode_normalization::UnicodeNormalization;

use crate::digits::ascii_digit;

/// Legal forms that stand before or after a name, without points and in lower case.
const FORMS_AROUND: &[&str] = &[
    "ооо",
    "зао",
    "оао",
    "пао",
    "нао",
    "ао",
    "ип",
    "нпо",
    "чп",
    "тоо",
    "тов",
    "фоп",
    "прат",
    "доо",
    "ад",
    "пр",
    "оод",
    "еоод",
    "фгуп",
    "муп",
    "гуп",
    "общество с ограниченной ответственностью",
    "публичное акционерное общество",
    "закрытое акционерное общество",
    "акционерное общество",
    "индивидуальный предприниматель",
    "ooo",
    "zao",
    "oao",
    "pao",
    "شرکت",
    "سهامی خاص",
    "سهامی عام",
    "با مسئولیت محدود",
    "مسئولیت محدود",
];
/// Legal forms that stand after a name; some are several words.
const FORMS_AFTER: &[&str] = &[
    "gmbh",
    "gesmbh",
    "mbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "e k",
    "co",
    "cie",
    "ltd",
    "limited",
    "private limited",
    "llc",
    "llp",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "plc",
    "pvt",
    "pte",
    "pty",
    "doo",
    "d o o",
    "jdoo",
    "dd",
    "ad",
    "sp",
    "sro",
    "s r o",
    "s ro",
    "spol s r o",
    "spol s ro",
    "spol sro",
    "as",
    "a s",
    "ks",
    "k s",
    "vos",
    "v o s",
    "sp z o o",
    "sp z oo",
    "sp zoo",
    "spzoo",
    "sp k",
    "sp j",
    "spj",
    "sa",
    "s a",
    "sas",
    "sarl",
    "sàrl",
    "eurl",
    "srl",
    "spa",
    "sl",
    "slu",
    "lda",
    "ltda",
    "bv",
    "nv",
    "ab",
    "oy",
    "oyj",
    "aps",
    "asa",
    "kft",
    "zrt",
    "nyrt",
    "bt",
    "kkt",
    "aş",
    "şti",
    "પ્રા લિ",
    "લિ",
    "લિમિટેડ",
    "પ્રાઇવેટ લિમિટેડ",
];

/// A name as it is compared: without case, quotes, points, hyphens, ё, doubled spaces and the legal
/// form. Doing it again changes nothing that matters.
pub(in crate::exchange) fn normalised(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfkc() {
        match c {
            // Points disappear, so that "d.o.o." and "doo" are one; quotes and commas part words.
            '.' | '\u{ad}' => {}
            'ё' | 'Ё' => plain.push('е'),
            'ي' => plain.push('ی'),
            'ك' => plain.push('ک'),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            c if c.is_whitespace() || is_quote(c) || is_dash(c) => plain.push(' '),
            ',' | ';' | '&' | '+' | '(' | ')' | '/' | '،' => plain.push(' '),
            c => plain.extend(ascii_digit(c).to_lowercase()),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut bare = words.as_slice();
    loop {
        let forms = FORMS_AROUND.iter().chain(FORMS_AFTER);
        let shorter = forms.filter_map(|form| without(bare, form, true));
        // The longest form: "sp z o o" rather than a part of it.
        let after = shorter.min_by_key(|rest| rest.len());
        let before = || FORMS_AROUND.iter().filter_map(|form| without(bare, form, false)).min_by_key(|rest| rest.len());
        match after.or_else(before) {
            Some(rest) => bare = rest,
            None => return bare.join(" "),
        }
    }
}

/// The words without this form at their end or beginning; `None` if it isn't there, or nothing else is.
fn without<'a, 'b>(words: &'a [&'b str], form: &str, at_end: bool) -> Option<&'a [&'b str]> {
    // Of a hundred and more forms hardly one begins or ends so.
    let is_edge = if at_end { form.ends_with(words.last()?) } else { form.starts_with(words.first()?) };
    if !is_edge {
        return None;
    }
    let length = form.split(' ').count();
    let rest = words.len().checked_sub(length).filter(|rest| *rest > 0)?;
    let (place, rest) = if at_end { (words.get(rest..)?, words.get(..rest)?) } else { words.split_at(length) };
    place.iter().copied().eq(form.split(' ')).then_some(rest)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '„' | '“' | '”' | '‚' | '‘' | '’' | '`')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A tax number as it is compared: letters and digits, zeros in front included; of "INN/KPP" the
/// first. Empty if it is a mere placeholder.
pub(in crate::exchange) fn tax_id(text: &str) -> String {
    let first = text.split('/').find(|part| !part.trim().is_empty()).unwrap_or_default();
    let signs = first.nfkc().filter(|c| c.is_alphanumeric());
    let number: String = signs.flat_map(|c| ascii_digit(c).to_uppercase()).collect();
    let is_filler = number.chars().all(|c| number.starts_with(c));
    if number.chars().count() < 5 || is_filler || !number.contains(|c: char| c.is_ascii_digit()) {
        return String::new();
    }
    number
}

/// The last nine digits of a telephone number, which every way of writing it has; empty if it has
/// fewer than seven.
pub(in crate::exchange) fn phone(text: &str) -> String {
    let digits: Vec<char> = text.chars().map(ascii_digit).filter(char::is_ascii_digit).collect();
    if digits.len() < 7 {
        return String::new();
    }
    digits.iter().skip(digits.len().saturating_sub(9)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_does_not_matter() {
        for (one, other) in [
            ("ООО «Ромашка»", "Ромашка, ООО"),
            ("ЗАО \"Ёлка\"", "елка"),
            ("ACME  GmbH", "Acme"),
            ("Acme GmbH & Co. KG", "ACME"),
            ("Naša firma d.o.o.", "naša firma doo"),
            ("Naša firma d. o. o.", "naša firma"),
            ("Firma s.r.o.", "firma"),
            ("Firma, spol. s r.o.", "firma"),
            ("Firma a.s.", "FIRMA"),
            ("Kowalski Sp. z o.o.", "kowalski"),
            ("Kowalski Sp. z o. o.", "kowalski"),
            ("Smith, Inc.", "Smith LLC"),
            ("ТОО «Астана-Трейд»", "Астана Трейд"),
            ("Общество с ограниченной ответственностью «Ромашка»", "ооо ромашка"),
            ("Kovács Kft.", "kovács"),
            ("Dupont S.A.", "Dupont SARL"),
            ("\"Ветар\" ДОО", "Ветар"),
            ("شرکت البرز (سهامی خاص)", "البرز"),
            ("شركت البرز", "البرز"),
            ("પટેલ ટ્રેડર્સ પ્રા. લિ.", "પટેલ ટ્રેડર્સ"),
            ("Patel Traders Pvt. Ltd.", "patel traders"),
            ("ＡＣＭＥ", "acme"),
            ("Acme\u{a0}Ltd", "acme"),
            ("فروشگاه ۱۲", "فروشگاه 12"),
        ] {
            assert_eq!(normalised(one), normalised(other), "{one}");
            assert_eq!(normalised(&normalised(one)), normalised(one));
        }
        assert_ne!(normalised("Ернст"), normalised("Ернест"));
        assert_ne!(normalised("Levi's"), normalised("Levi"));
        assert_eq!(normalised("AG"), "ag");
        assert_eq!(normalised("ООО"), "ооо");
        assert_eq!(normalised("..."), "");
    }

    #[test]
    fn a_tax_number_is_a_text() {
        assert_eq!(tax_id(" 0770 1234-567 "), "07701234567");
        assert_ne!(tax_id("07701234567"), tax_id("7701234567"));
        assert_eq!(tax_id("7701234567/770101001"), "7701234567");
        assert_eq!(tax_id("si12345678"), "SI12345678");
        for placeholder in ["", "-", "0000000000", "none", "нет", "1"] {
            assert_eq!(tax_id(placeholder), "", "{placeholder}");
        }
    }

    #[test]
    fn a_telephone_number_is_its_last_digits() {
        assert_eq!(phone("+386 (1) 234-56-78"), phone("00386 1 2345678"));
        assert_eq!(phone("8 (495) 123-45-67"), phone("+7 495 123 45 67"));
        assert_eq!(phone("112"), "");
    }
}
