//! Texts as a search compares them: without case, accents and the twins of a letter.

use crate::digits::ascii_digit;

/// Lower case, without accents; the Arabic forms of Persian letters and all digits as one.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// A text as it is searched for: folded, and in Latin letters where it is in Cyrillic ones. Serbian is written in both,
/// and whoever types "Novi Sad" means "Нови Сад" too. Lists are sorted by [`folded`] texts, as each alphabet has an order
/// of its own.
pub fn sought(text: &str) -> String {
    let mut sought = String::with_capacity(text.len());
    for letter in folded(text).chars() {
        match in_latin(letter) {
            Some(latin) => sought.push_str(latin),
            None => sought.push(letter),
        }
    }
    sought
}

/// A folded Cyrillic letter in folded Latin ones, by the Serbian alphabet, in which ж and ž are the same; those that
/// Serbian hasn't got as Russian names are usually written. A sign without a sound is nothing.
fn in_latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' | 'ђ' => "d",
        'е' | 'є' | 'э' => "e",
        'ж' | 'з' => "z",
        'и' | 'і' | 'ї' => "i",
        'ј' | 'й' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' => "s",
        'т' => "t",
        'ћ' | 'ц' | 'ч' => "c",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'џ' => "dz",
        'щ' => "sc",
        'ы' => "y",
        'ю' => "ju",
        'я' => "ja",
        'ъ' | 'ь' => "",
        _ => return None,
    })
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

    #[test]
    fn serbian_is_sought_in_both_its_scripts() {
        for (cyrillic, latin) in [
            ("Нови Сад", "Novi Sad"),
            ("Ђорђе Чолаковић", "Đorđe Čolaković"),
            ("Џемал Његош", "Džemal Njegoš"),
            ("Љубица Жижић", "Ljubica Žižić"),
        ] {
            assert_eq!(sought(cyrillic), sought(latin));
        }
        assert_eq!(sought("Пётр Юрьев"), "petr jurev");
        assert_eq!(sought("شركة 12"), folded("شرکه ۱۲"));
    }
}
