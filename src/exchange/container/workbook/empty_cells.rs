//! Cells of a sheet that hold nothing but their format, taken out before its XML is read.
//!
//! A sheet that was formatted down to its last row has millions of them, and an event for each would cost a person
//! seconds for nothing. Only what says its own place is taken out, so that nothing behind it moves.

use std::io::{self, BufRead, Read};

/// A tag that is longer is no cell's or row's, and is passed on.
const LONGEST: usize = 1024;
/// How much is passed on at a time, about.
const PIECE: usize = 32 << 10;

/// What is read, without its empty cells and rows.
pub(super) struct WithoutEmptyCells<R> {
    inner: R,
    /// The beginning of a tag whose end is still to come.
    held: Vec<u8>,
    out: Vec<u8>,
    /// How much of `out` was taken.
    taken: usize,
    /// Comments and CDATA may hold anything: from the first on everything is passed on.
    is_verbatim: bool,
}

/// What stands at the beginning of some bytes.
enum Tag {
    /// Too little of it is there.
    Unfinished,
    /// An empty cell or row of so many bytes.
    Empty(usize),
    /// Something else; up to here it can be passed on.
    Other(usize),
    Verbatim,
}

impl<R: BufRead> WithoutEmptyCells<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, held: Vec::new(), out: Vec::new(), taken: 0, is_verbatim: false }
    }

    /// Goes on until there is something to pass on, or nothing more to come.
    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.taken = 0;
        while self.out.len() < PIECE {
            let chunk = self.inner.fill_buf()?;
            let length = chunk.len();
            if length == 0 {
                // What was cut off is the XML reader's to complain of.
                self.out.append(&mut self.held);
                return Ok(());
            }
            self.held.extend_from_slice(chunk);
            self.inner.consume(length);
            let rest = sift(&self.held, &mut self.out, &mut self.is_verbatim);
            self.held.drain(..self.held.len() - rest);
        }
        Ok(())
    }
}

/// Passes on what is no empty cell or row; returns how many of the last bytes must wait for more.
fn sift(bytes: &[u8], out: &mut Vec<u8>, is_verbatim: &mut bool) -> usize {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<').filter(|_| !*is_verbatim) {
        let (before, from) = rest.split_at(at);
        out.extend_from_slice(before);
        rest = from;
        match tag(rest) {
            Tag::Unfinished => return rest.len(),
            Tag::Empty(length) => rest = rest.get(length..).unwrap_or_default(),
            Tag::Other(length) => {
                let (tag, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                out.extend_from_slice(tag);
                rest = after;
            }
            Tag::Verbatim => *is_verbatim = true,
        }
    }
    out.extend_from_slice(rest);
    0
}

/// What the tag is that these bytes begin with.
fn tag(bytes: &[u8]) -> Tag {
    if bytes.get(1) == Some(&b'!') {
        return Tag::Verbatim;
    }
    let Some(end) = bytes.iter().take(LONGEST).position(|byte| *byte == b'>') else {
        return if bytes.len() < LONGEST { Tag::Unfinished } else { Tag::Other(LONGEST) };
    };
    let inside = bytes.get(1..end).unwrap_or_default();
    let name_end = inside.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(name_end);
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    let says_place =
        || attributes.windows(3).any(|part| matches!(part, [before, b'r', b'='] if before.is_ascii_whitespace()));
    if !matches!(local, b"c" | b"row") || !says_place() {
        return Tag::Other(end + 1);
    }
    if attributes.ends_with(b"/") {
        return Tag::Empty(end + 1);
    }
    // <c r="A1" s="5"></c>
    match bytes.get(end + 1..).unwrap_or_default() {
        [] | [b'<'] => Tag::Unfinished,
        [b'<', b'/', after @ ..] if after.len() <= name.len() && name.starts_with(after) => Tag::Unfinished,
        [b'<', b'/', after @ ..] if after.starts_with(name) && after.get(name.len()) == Some(&b'>') => {
            Tag::Empty(end + 4 + name.len())
        }
        _ => Tag::Other(end + 1),
    }
}

impl<R: BufRead> Read for WithoutEmptyCells<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        let (from, to) = (available.get(..count).unwrap_or_default(), buffer.get_mut(..count).unwrap_or_default());
        to.copy_from_slice(from);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for WithoutEmptyCells<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken >= self.out.len() {
            self.refill()?;
        }
        Ok(self.out.get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.taken += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn sifted(text: &str, piece: usize) -> String {
        let mut found = String::new();
        let mut reader = WithoutEmptyCells::new(BufReader::with_capacity(piece, text.as_bytes()));
        reader.read_to_string(&mut found).unwrap_or_else(|error| panic!("{error}"));
        found
    }

    #[test]
    fn cells_and_rows_without_a_value_are_left_out() {
        let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"5\"/><c r=\"B1\" s=\"5\" ><v>1</v></c><x:c r='C1'></x:c></row>\
            <row r=\"2\" spans=\"1:9\" s=\"1\"/><row r=\"3\"><c s=\"5\"/><c/></row></sheetData>";
        let expected = "<sheetData><row r=\"1\"><c r=\"B1\" s=\"5\" ><v>1</v></c></row>\
            <row r=\"3\"><c s=\"5\"/><c/></row></sheetData>";
        for piece in [1, 2, 7, 4096] {
            assert_eq!(sifted(sheet, piece), expected, "{piece}");
        }
    }

    #[test]
    fn a_text_that_looks_like_a_cell_stays() {
        let sheet = "<c r=\"A1\" t=\"str\"><v><![CDATA[<c r=\"A1\"/>]]></v></c><c r=\"B1\"/>";
        assert_eq!(sifted(sheet, 3), sheet);
        assert_eq!(sifted("<cols r=\"1\"/><f r=\"A1\"/><c r=\"A1", 5), "<cols r=\"1\"/><f r=\"A1\"/><c r=\"A1");
    }

    proptest! {
        #[test]
        fn how_it_is_cut_does_not_matter(text in "(<c r=\"A1\"/>|<c r=\"A1\">|</c>|<v>|</v>|<row r=\"2\">|<|>|c|\"|!|/| r=){0,30}", piece in 1usize..9) {
            prop_assert_eq!(sifted(&text, piece), sifted(&text, 4096));
        }
    }
}
