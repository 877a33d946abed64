//! Texts as a search compares them: without case, accents and the twins of a letter.

use crate::digits::ascii_digit;

/// Lower case, without accents; the Arabic forms of Persian letters and all digits as one.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// A letter without its accent; `None` for an accent that stands by itself. Only what a keyboard for another
/// language hasn't got: letters of their own, such as й, stay.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{640}' | '\u{64b}'..='\u{652}' => return None,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ụ'..='ự' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' => 'ه',
        'أ' | 'إ' | 'آ' => 'ا',
        '\u{a0}' | '\u{202f}' => ' ',
        other => ascii_digit(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_twins_of_a_letter_make_no_difference() {
        for (text, plain) in [
            ("Königlich Essen", "koniglich essen"),
            ("KÖNIG", "konig"),
            ("Folk och fä HB", "folk och fa hb"),
            ("Ko\u{308}nig", "konig"),
            ("Świętokrzyskie", "swietokrzyskie"),
            ("Пётр Йорданов", "петр йорданов"),
            ("شركة علي", "شرکه علی"),
            ("۱۲۳ ٤٥٦", "123 456"),
        ] {
            assert_eq!(folded(text), plain);
        }
    }
}
