//! Digits of every script that people here write numbers in.

/// The value of a digit: ASCII, Arabic-Indic, Persian, Devanagari, Gujarati.
pub fn digit(c: char) -> Option<u32> {
    // Asked of every character of a file, and most are of these.
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let zeros = ['٠', '۰', '०', '૦'];
    zeros.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))
}

/// A digit of any of these scripts as ASCII; other characters as they are.
pub fn ascii_digit(c: char) -> char {
    digit(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// An ASCII digit as a Gujarati one; other characters as they are.
pub fn gujarati_digit(c: char) -> char {
    let digit = c.is_ascii_digit().then(|| u32::from('૦') + u32::from(c) - u32::from('0'));
    digit.and_then(char::from_u32).unwrap_or(c)
}

/// A decimal as typed, with ASCII digits and a point; a comma is one, too.
pub fn decimal(text: &str) -> String {
    let plain = |c: char| if matches!(c, ',' | '٫') { '.' } else { ascii_digit(c) };
    text.trim().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_the_same_number() {
        for text in ["1403,5", "١٤٠٣٫٥", "۱۴۰۳٫۵", "१४०३.५", " ૧૪૦૩.૫ "] {
            assert_eq!(decimal(text), "1403.5", "{text}");
        }
        assert_eq!(decimal("twelve"), "twelve");
        let gujarati: String = "₹1,23,45,678.90".chars().map(gujarati_digit).collect();
        assert_eq!(gujarati, "₹૧,૨૩,૪૫,૬૭૮.૯૦");
        assert_eq!(["9", "٩", "۹", "९", "૯", "x"].map(|text| text.chars().next().and_then(digit)), {
            let nine = Some(9);
            [nine, nine, nine, nine, nine, None]
        });
    }
}
