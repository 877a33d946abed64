//! What follows the `?` of an address: names with values, of which a page reads its own and leaves the others.

use std::fmt::{self, Write as _};

/// The pairs of a query, in order, with their values as they were before they were written.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, String)> {
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name, decoded(value)))
}

/// What follows the `?` of an address, as it stands there: the page reads it, so that the first load needn't know how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(pub(super) String);

impl Query {
    /// Of values under their names; an empty one isn't written.
    pub fn of<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut text = String::new();
        for (name, value) in values.into_iter().filter(|(_, value)| !value.is_empty()) {
            let mark = if text.is_empty() { "" } else { "&" };
            // A text takes whatever is written into it.
            let _ = write!(text, "{mark}{name}=").and_then(|()| encode(&mut text, &value));
        }
        Self(text)
    }

    /// The values under their names, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, String)> {
        pairs(&self.0)
    }
}

/// Writes a query: nothing at all if there is nothing to say.
pub struct Writer<'a, 'b> {
    to: &'a mut fmt::Formatter<'b>,
    mark: char,
}

impl<'a, 'b> Writer<'a, 'b> {
    pub fn new(to: &'a mut fmt::Formatter<'b>) -> Self {
        Self { to, mark: '?' }
    }

    /// A value under a name; an empty one isn't written.
    pub fn pair(&mut self, name: &str, value: &str) -> fmt::Result {
        if value.is_empty() {
            return Ok(());
        }
        write!(self.to, "{}{name}=", self.mark)?;
        self.mark = '&';
        encode(self.to, value)
    }

    /// Several codes under one name.
    pub fn list<'c>(&mut self, name: &str, codes: impl Iterator<Item = &'c str>) -> fmt::Result {
        self.pair(name, &codes.collect::<Vec<_>>().join(","))
    }
}

/// What means something in an address, or could be taken for its end, is written by its bytes.
fn encode(to: &mut impl fmt::Write, value: &str) -> fmt::Result {
    for letter in value.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' | '~' | ',' => to.write_char(letter)?,
            other => {
                let mut bytes = [0; 4];
                for byte in other.encode_utf8(&mut bytes).bytes() {
                    write!(to, "%{byte:02X}")?;
                }
            }
        }
    }
    Ok(())
}

/// What isn't written as it should be stays as it is.
fn decoded(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%').then(|| value.get(at + 1..at + 3)).flatten();
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(if *byte == b'+' { b' ' } else { *byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct One(String);

    impl fmt::Display for One {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            Writer::new(f).pair("q", &self.0)
        }
    }

    fn read(address: &str) -> Vec<(&str, String)> {
        pairs(address.trim_start_matches('?')).collect()
    }

    #[test]
    fn what_a_person_wrote_by_hand_is_read() {
        assert_eq!(read("q=a+b&abc=A,B&x"), [("q", "a b".to_owned()), ("abc", "A,B".to_owned())]);
        assert_eq!(read("q=100%"), [("q", "100%".to_owned())]);
        assert_eq!(read("q=%zz%"), [("q", "%zz%".to_owned())]);
        assert_eq!(read(""), []);
    }

    proptest! {
        #[test]
        fn any_text_survives_the_address(text in ".*") {
            let address = One(text.clone()).to_string();
            prop_assert!(address.is_ascii());
            let expected = if text.is_empty() { vec![] } else { vec![("q", text)] };
            prop_assert_eq!(read(&address), expected);
        }
    }
}
