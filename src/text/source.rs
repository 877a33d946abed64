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
        texts.push_str(own.map_or(text, |entry| entry.text));
        texts.push('\n');
    }
    texts
}
