//! What quotes do in delimited text, and what shows that one of them does it by mistake.

use crate::exchange::cell::marks::Marks;
use crate::exchange::cell::span::Span;

/// What is odd about the quotes of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct Oddity {
    /// A cell goes on behind the quote that closes it: `"Alfa" Ltd`.
    pub goes_on: bool,
    /// A quote opens a cell and none closes it.
    pub never_closes: bool,
}

impl Oddity {
    /// What is odd about a row, by its bytes as they are in the file.
    pub fn of(raw: &[u8], delimiter: u8) -> Self {
        let mut found = Self::default();
        let (mut begins, mut encloses) = (true, false);
        let mut bytes = raw.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if encloses && bytes.peek() == Some(&b'"') => drop(bytes.next()),
                b'"' if encloses => {
                    encloses = false;
                    // Blanks behind it are no part of the cell.
                    while bytes.peek().is_some_and(|byte| *byte == b' ' && *byte != delimiter) {
                        bytes.next();
                    }
                    let is_end = |byte: u8| byte == delimiter || matches!(byte, b'\r' | b'\n');
                    found.goes_on |= bytes.peek().is_some_and(|byte| !is_end(*byte));
                }
                _ if encloses => {}
                b'"' if begins => (begins, encloses) = (false, true),
                byte => begins = byte == delimiter,
            }
        }
        found.never_closes = encloses;
        found
    }

    pub fn is_any(self) -> bool {
        self.goes_on || self.never_closes
    }
}

/// Splits one line into its cells: what a quote opens must close before a delimiter or the end of the line, or the
/// quote is a character like others. The cells' bytes are added to `text`, and where each stands in it to `spans`.
pub(in crate::exchange) fn split_line(line: &[u8], delimiter: u8, text: &mut Vec<u8>, spans: &mut Vec<Span>) {
    let mut rest = line;
    loop {
        let start = text.len();
        let length = enclosed(rest, delimiter, text).unwrap_or_else(|| {
            text.truncate(start);
            let length = rest.iter().position(|byte| *byte == delimiter).unwrap_or(rest.len());
            text.extend_from_slice(rest.get(..length).unwrap_or_default());
            length
        });
        spans.push(Span { start, end: text.len() });
        match rest.get(length..) {
            Some([_, after @ ..]) => rest = after,
            _ => return,
        }
    }
}

/// Adds what the quotes at the beginning enclose, and returns how many bytes the cell takes up.
fn enclosed(cell: &[u8], delimiter: u8, text: &mut Vec<u8>) -> Option<usize> {
    let [b'"', ..] = cell else { return None };
    let mut at = 1;
    loop {
        match cell.get(at..)? {
            [b'"', b'"', ..] => {
                text.push(b'"');
                at += 2;
            }
            [b'"', after @ ..] => {
                let blanks = after.iter().take_while(|byte| **byte == b' ' && **byte != delimiter).count();
                let is_end = after.get(blanks).is_none_or(|byte| *byte == delimiter);
                return is_end.then_some(at + 1 + blanks);
            }
            [byte, ..] => {
                text.push(*byte);
                at += 1;
            }
            [] => return None,
        }
    }
}

/// Splits lines that are no more than their cells, as most are.
pub(in crate::exchange) struct PlainLines {
    delimiter: u8,
    /// What a cell ends at, or has a quote in it.
    ends: Marks<4>,
}

/// What the cells within quotes end at.
const ENDS_QUOTED: Marks<3> = Marks::new(*b"\"\n\r");

impl PlainLines {
    pub fn new(delimiter: u8) -> Self {
        Self { delimiter, ends: Marks::new([delimiter, b'\n', b'\r', b'"']) }
    }

    /// Splits the line that a text begins with into its cells, which stand in it as they are. Returns how long the line
    /// is without its end and whether a quote is in it; or `None`, with `spans` in no certain state, if the line may go
    /// on behind what is there, or if quotes do anything in it but enclose whole cells.
    pub fn split(&self, text: &[u8], spans: &mut Vec<Span>) -> Option<(usize, bool)> {
        spans.clear();
        let (mut start, mut has_quotes) = (0, false);
        loop {
            let rest = text.get(start..)?;
            let end = if let [b'"', cell @ ..] = rest {
                let length = ENDS_QUOTED.first_in(cell)?;
                if cell.get(length) != Some(&b'"') {
                    return None;
                }
                has_quotes = true;
                spans.push(Span { start: start + 1, end: start + 1 + length });
                start + length + 2
            } else {
                let mut end = start + self.ends.first_in(rest)?;
                while text.get(end) == Some(&b'"') {
                    has_quotes = true;
                    end += 1 + self.ends.first_in(text.get(end + 1..)?)?;
                }
                spans.push(Span { start, end });
                end
            };
            match text.get(end) {
                Some(byte) if *byte == self.delimiter => start = end + 1,
                Some(b'\n' | b'\r') => return Some((end, has_quotes)),
                // Behind a quote that closes a cell, which is odd; or no more is there.
                _ => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_lines_are_their_cells() {
        let plain = |text: &str| {
            let mut spans = Vec::new();
            let (length, has_quotes) = PlainLines::new(b',').split(text.as_bytes(), &mut spans)?;
            assert_eq!(has_quotes, text[..length].contains('"'), "{text}");
            Some((length, spans.iter().map(|span| text[span.start..span.end].to_owned()).collect::<Vec<_>>()))
        };
        let cells = |length, cells: &[&str]| Some((length, cells.iter().map(|cell| (*cell).to_owned()).collect()));
        assert_eq!(plain("a,\"b,c\",,d\" e\r\nnext"), cells(13, &["a", "b,c", "", "d\" e"]));
        assert_eq!(plain(",\n"), cells(1, &["", ""]));
        assert_eq!(plain("\"\"\n"), cells(2, &[""]));
        for odd in ["a,b", "a,\"b", "\"a\nb\",c\n", "\"a\" ,b\n", "\"a\"\"b\"\n", "\"a\"b\n", "\"a\""] {
            assert_eq!(plain(odd), None, "{odd}");
        }
    }

    fn cells(line: &str) -> Vec<String> {
        let (mut text, mut spans) = (Vec::new(), Vec::new());
        split_line(line.as_bytes(), b',', &mut text, &mut spans);
        spans.iter().map(|span| String::from_utf8_lossy(&text[span.start..span.end]).into_owned()).collect()
    }

    #[test]
    fn quotes_enclose_what_ends_within_the_line() {
        assert_eq!(cells("a,\"b,c\" ,\"say \"\"no\"\"\",,"), ["a", "b,c", "say \"no\"", "", ""]);
        assert_eq!(cells("a,\"b,5\" pipe,7"), ["a", "\"b", "5\" pipe", "7"]);
        assert_eq!(cells("\"a\"\",b"), ["\"a\"\"", "b"]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn what_a_quote_does_by_mistake_shows() {
        let odd = |raw: &str| {
            let found = Oddity::of(raw.as_bytes(), b',');
            (found.goes_on, found.never_closes)
        };
        for sound in ["a,\"b\nc\",\"\"\n", "\"say \"\"no\"\"\"", "a\"b,5\" pipe\n", "\"a\" ,b"] {
            assert_eq!(odd(sound), (false, false), "{sound}");
        }
        assert_eq!(odd("a,\"b\nc,\"d\"\n"), (true, false));
        assert_eq!(odd("\"a\" Ltd,b"), (true, false));
        assert_eq!(odd("a,\"b\nc,d"), (false, true));
    }
}
