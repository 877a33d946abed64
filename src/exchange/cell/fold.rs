//! Words as they are compared: headers, months, units and words of doubt.

/// Lower case, without diacritics, punctuation and the humps of camel case, one space between words:
/// `CustomerID`, `customer_id` and `Customer-Id` are the same word.
pub(in crate::exchange) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let hump = c.is_uppercase() && before.is_lowercase();
        if !c.is_alphanumeric() && !is_joined(c) {
            // Zero-width joiners and marks within a word (Persian) don't separate.
            if !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') && !folded.ends_with(' ') && !folded.is_empty() {
                folded.push(' ');
            }
            if c == '%' {
                folded.push_str("percent ");
            }
        } else {
            if hump && !folded.ends_with(' ') {
                folded.push(' ');
            }
            c.to_lowercase().for_each(|c| folded.push_str(plain(c).unwrap_or(c.encode_utf8(&mut [0; 4]))));
        }
        before = c;
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Vowel signs and such, which Rust doesn't count as letters but without which Gujarati has no words.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0dff}')
}

/// A letter without its diacritic, in the alphabets of the header words.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ą' | 'ã' => "a",
        'ç' | 'č' | 'ć' => "c",
        'ď' | 'đ' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => "e",
        'í' | 'ì' | 'î' | 'ï' | 'ı' => "i",
        'ğ' => "g",
        'ł' => "l",
        'ń' | 'ň' | 'ñ' => "n",
        'ó' | 'ò' | 'ô' | 'ö' | 'ő' | 'õ' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ť' => "t",
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' => "u",
        'ý' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ё' => "е",
        'й' => "и",
        'أ' | 'إ' => "ا",
        'ة' => "ه",
        'ي' | 'ى' => "ی",
        'ك' => "ک",
        // A dotted capital I becomes an i and a mark.
        '\u{307}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_folded() {
        for text in ["CustomerID", "customer_id", "Customer-Id", " CUSTOMER  ID "] {
            assert_eq!(fold(text), "customer id");
        }
        assert_eq!(fold("Šifra kupca"), "sifra kupca");
        assert_eq!(fold("Счёт"), "счет");
        assert_eq!(fold("Discount %"), "discount percent");
    }
}
