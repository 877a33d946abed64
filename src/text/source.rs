//! The languages' files as people write them, and what the page gets of them.
//!
//! A file has a line `Key = text` for every key of its room; empty lines and lines that begin with
//! `#` are for its readers. Nothing in it is quoted or escaped. What is shipped are the texts alone, a
//! line each, in the order of the English file: nobody waits for names that only we read.
//!
//! The build script, `cargo xtask` and the tests share this file; it is no part of the page.

/// One text of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The line it stands on, counted from 1.
    pub line: usize,
    pub key: &'a str,
    pub text: &'a str,
}

/// The texts of a file, in its order.
pub fn entries(file: &str) -> impl Iterator<Item = Entry<'_>> {
    let lines = (1..).zip(file.lines().map(str::trim));
    lines.filter(|(_, content)| !content.is_empty() && !content.starts_with('#')).map(|(line, content)| {
        let (key, text) = content.split_once('=').unwrap_or((content, ""));
        Entry { line, key: key.trim(), text: text.trim() }
    })
}

/// What is shipped of a language's file: its texts in the order of the English ones. One it lacks is
/// the English one; a test sees to it that there is none.
pub fn shipped(english: &str, file: &str) -> String {
    let mut texts = String::with_capacity(file.len());
    for Entry { key, text, .. } in entries(english) {
        let own = entries(file).find(|entry| entry.key == key && !entry.text.is_empty());
        texts.push_str(&with_kept_signs(own.map_or(text, |entry| entry.text)));
        texts.push('\n');
    }
    texts
}

/// A text whose signs of per cent and of times stay on one side of their numbers: after a letter written from right
/// to left they would change it. Files are written without such isolates, which nobody sees.
fn with_kept_signs(text: &str) -> String {
    let is_leftward = text.chars().any(|letter| matches!(letter, '\u{620}'..='\u{64a}'));
    if !is_leftward {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let (mut number, mut is_place) = (String::new(), false);
    for letter in text.chars() {
        match letter {
            '٪' | '×' if !number.is_empty() => {
                kept.extend(["\u{2066}", &number, letter.encode_utf8(&mut [0; 4]), "\u{2069}"])
            }
            '۰'..='۹' | '٫' | '٬' | '{' => {
                is_place |= letter == '{';
                number.push(letter);
                continue;
            }
            _ if is_place => {
                is_place = letter != '}';
                number.push(letter);
                continue;
            }
            _ => kept.extend([number.as_str(), letter.encode_utf8(&mut [0; 4])]),
        }
        number.clear();
    }
    kept + &number
}

#[test]
fn a_sign_of_per_cent_stays_on_one_side_of_its_number() {
    assert_eq!(
        with_kept_signs("اینجا ۸۰٪ را، ۱۰٫۷× و {n}×"),
        "اینجا \u{2066}۸۰٪\u{2069} را، \u{2066}۱۰٫۷×\u{2069} و \u{2066}{n}×\u{2069}"
    );
    assert_eq!(with_kept_signs("مبلغ {sum} × سهم {n}، ۱۲ ماه {what}"), "مبلغ {sum} × سهم {n}، ۱۲ ماه {what}");
    assert_eq!(with_kept_signs("80% × {n}×"), "80% × {n}×");
}
