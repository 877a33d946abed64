//! Lines of calendars and cards (RFC 5545, RFC 6350): folded, and values whose letters mean nothing else.

/// A line has no more octets than this, its end aside; the rest goes on in the next one.
pub(super) const LINE: usize = 75;

/// A line, folded within 75 octets and never within a character.
pub(super) fn line(file: &mut String, text: &str) {
    let mut taken = 0;
    for letter in text.chars() {
        if taken + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            taken = 1;
        }
        file.push(letter);
        taken += letter.len_utf8();
    }
    file.push_str("\r\n");
}

/// A text as a value: what has a meaning there is escaped, a new line is `\n`, and what controls or turns the line is
/// left out.
pub(super) fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => value.push_str("\\n"),
            '\t' => value.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            other if other.is_control() => {}
            other => value.push(other),
        }
    }
    value
}
