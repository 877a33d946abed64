//! Rows of delimited text in UTF-8, without a byte order mark, fed in chunks of any size, with the exact line each begins on.
//!
//! `csv-core` does the parsing. It neither tells where a record begins (it swallows blank lines)
//! nor counts lines ended by a lone CR, so line ends are counted here. There is nothing for it to do where
//! each line is a row, nor with lines whose quotes enclose whole cells and no more, as most are: those are
//! handed over as they stand in the chunk, without being copied.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::exchange::Quotes;
use crate::exchange::cell::quotes::{Oddity, PlainLines, split_line};
use crate::exchange::cell::row::Row;
use crate::exchange::cell::span::Span;

/// Past this a row is not kept: most often a quote never closes and swallows the file.
const MAX_ROW_BYTES: usize = 1 << 20;
const MAX_ROW_CELLS: usize = 4096;
/// Rows with less than this are far from any limit.
const SMALL_ROW_BYTES: usize = MAX_ROW_BYTES / 2;
const SMALL_ROW_CELLS: usize = MAX_ROW_CELLS / 2;

/// Counts physical lines: LF, CR LF and CR each end one.
#[derive(Clone, Copy, Default)]
struct Lines {
    ended: u64,
    after_cr: bool,
}

impl Lines {
    fn count(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' if self.after_cr => self.after_cr = false,
                b'\n' => self.ended += 1,
                b'\r' => {
                    self.ended += 1;
                    self.after_cr = true;
                }
                _ => self.after_cr = false,
            }
        }
    }
}

/// A source of rows.
pub(in crate::exchange) struct Rows {
    core: Reader,
    quotes: Quotes,
    delimiter: u8,
    plain: PlainLines,
    lines: Lines,
    /// Physical lines to pass over before the first row.
    skip: u64,
    /// Whether `core` has been given a byte. It looks for a byte order mark of its own in the
    /// first input, if that is long enough; a first input of one byte prevents it.
    started: bool,
    in_row: bool,
    row_line: u64,
    /// Lines with nothing at all between rows.
    empty: u64,
    /// The row as it is in the file, as far as a row may be long.
    written: Vec<u8>,
    /// The last byte of it, kept or not.
    last: u8,
    too_long: bool,
    output: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    cells: usize,
    /// Where the cells of the row stand that is being handed over.
    spans: Vec<Span>,
}

impl Rows {
    /// Rows below the first `skip` physical lines.
    pub fn new(delimiter: char, quotes: Quotes, skip: u64) -> Self {
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        Self {
            core: ReaderBuilder::new().delimiter(delimiter).build(),
            quotes,
            delimiter,
            plain: PlainLines::new(delimiter),
            lines: Lines::default(),
            skip,
            started: false,
            in_row: false,
            row_line: 0,
            empty: 0,
            written: Vec::new(),
            last: b'\n',
            too_long: false,
            output: vec![0; 4096],
            filled: 0,
            ends: vec![0; 64],
            cells: 0,
            spans: Vec::new(),
        }
    }

    /// Lines with nothing at all so far, below those that were passed over. They are no rows.
    pub fn empty_lines(&self) -> u64 {
        self.empty
    }

    /// Takes the next bytes and hands over each row they complete.
    pub fn feed(&mut self, bytes: &[u8], row: &mut impl FnMut(Row)) {
        self.take(bytes, row);
    }

    /// The end of the bytes: hands over the last row if no line end closed it.
    pub fn finish(&mut self, row: &mut impl FnMut(Row)) {
        if self.quotes == Quotes::Lines && self.in_row {
            return self.hand_over_line(row);
        }
        // No input ends the row; a full buffer may have to grow first.
        for _ in 0..3 {
            if self.in_row {
                self.step(&[], row);
            }
        }
    }

    fn take(&mut self, mut bytes: &[u8], row: &mut impl FnMut(Row)) {
        while let Some((first, rest)) = bytes.split_first() {
            // A line being passed over, or a line end between rows. The LF of the CR LF that ended
            // the last of them counts as one, too.
            let is_end = matches!(first, b'\n' | b'\r');
            if self.lines.ended < self.skip || (!self.in_row && is_end) {
                let (is_passed_over, before) = (self.lines.ended < self.skip, self.lines.ended);
                self.lines.count(std::slice::from_ref(first));
                self.empty += if is_passed_over { 0 } else { self.lines.ended - before };
                bytes = rest;
                continue;
            }
            if !self.in_row {
                self.row_line = self.lines.ended + 1;
                if self.quotes == Quotes::Enclose
                    && let Some(rest) = self.plain_line(bytes, row)
                {
                    bytes = rest;
                    continue;
                }
                self.in_row = true;
            }
            if self.quotes == Quotes::Lines {
                let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
                let length = bytes.iter().position(is_end).unwrap_or(bytes.len());
                let (line, after) = bytes.split_at_checked(length).unwrap_or((bytes, &[]));
                self.keep(line);
                self.lines.count(line);
                if let Some((end, rest)) = after.split_first() {
                    self.hand_over_line(row);
                    self.lines.count(std::slice::from_ref(end));
                    bytes = rest;
                    continue;
                }
                return;
            }
            let input = if self.started { bytes } else { bytes.get(..1).unwrap_or(bytes) };
            self.started = true;
            let taken = self.step(input, row);
            self.lines.count(bytes.get(..taken).unwrap_or_default());
            bytes = bytes.get(taken..).unwrap_or_default();
        }
    }

    /// Hands over the row that these bytes begin with if it is a line with nothing special about it; returns what
    /// follows.
    fn plain_line<'a>(&mut self, bytes: &'a [u8], row: &mut impl FnMut(Row)) -> Option<&'a [u8]> {
        // A file may name the quote as its delimiter.
        let (length, has_quotes) = (self.delimiter != b'"').then(|| self.plain.split(bytes, &mut self.spans))??;
        if length >= SMALL_ROW_BYTES || self.spans.len() >= SMALL_ROW_CELLS {
            return None;
        }
        let (line, after) = bytes.split_at_checked(length)?;
        let (end, rest) = after.split_at_checked(1)?;
        let written: &[u8] = if has_quotes { line } else { &[] };
        row(Row { written, ..Row::new(self.row_line, line, &self.spans) });
        self.lines.after_cr = false;
        self.lines.count(end);
        Some(rest)
    }

    /// One step of the parser; returns how many bytes it took.
    fn step(&mut self, input: &[u8], row: &mut impl FnMut(Row)) -> usize {
        let output = self.output.get_mut(self.filled..).unwrap_or_default();
        let ends = self.ends.get_mut(self.cells..).unwrap_or_default();
        let (result, taken, written, ended) = self.core.read_record(input, output, ends);
        self.keep(input.get(..taken).unwrap_or_default());
        self.filled += written;
        self.cells += ended;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull if self.output.len() < MAX_ROW_BYTES => {
                self.output.resize(self.output.len() * 2, 0);
            }
            ReadRecordResult::OutputEndsFull if self.ends.len() < MAX_ROW_CELLS => {
                self.ends.resize(self.ends.len() * 2, 0);
            }
            // Over a limit: the rest of the row overwrites what is there.
            ReadRecordResult::OutputFull => {
                self.too_long = true;
                self.filled = 0;
            }
            ReadRecordResult::OutputEndsFull => {
                self.too_long = true;
                self.cells = 0;
            }
            ReadRecordResult::Record | ReadRecordResult::End => {
                if self.cells > 0 {
                    let mut lines = self.lines;
                    lines.count(input.get(..taken).unwrap_or_default());
                    // The last line of a file needs no end.
                    let is_open = !matches!(self.last, b'\n' | b'\r');
                    let lines = (lines.ended + u64::from(is_open)).saturating_sub(self.row_line - 1);
                    let written: &[u8] = if self.written.contains(&b'"') { &self.written } else { &[] };
                    let bytes = self.output.get(..self.filled).unwrap_or_default();
                    let ends = self.ends.get(..self.cells).unwrap_or_default();
                    let starts = std::iter::once(0).chain(ends.iter().copied());
                    self.spans.clear();
                    self.spans.extend(starts.zip(ends).map(|(start, end)| Span { start, end: *end }));
                    row(Row {
                        lines: lines.max(1),
                        written,
                        oddity: Oddity::of(written, self.delimiter),
                        too_long: self.too_long,
                        ..Row::new(self.row_line, bytes, &self.spans)
                    });
                }
                (self.filled, self.cells, self.in_row, self.too_long) = (0, 0, false, false);
                self.written.clear();
            }
        }
        taken
    }

    /// Keeps bytes of the row as they are in the file.
    fn keep(&mut self, bytes: &[u8]) {
        self.last = bytes.last().copied().unwrap_or(self.last);
        let free = MAX_ROW_BYTES.saturating_sub(self.written.len());
        self.written.extend_from_slice(bytes.get(..free).unwrap_or(bytes));
    }

    /// Whether more of the row stands in the file than is kept.
    fn is_cut(&self) -> bool {
        self.written.len() >= MAX_ROW_BYTES
    }

    /// Hands over the line that was kept as a row of its own.
    fn hand_over_line(&mut self, row: &mut impl FnMut(Row)) {
        self.output.clear();
        self.spans.clear();
        split_line(&self.written, self.delimiter, &mut self.output, &mut self.spans);
        let too_long = self.is_cut() || self.spans.len() > MAX_ROW_CELLS;
        self.spans.truncate(MAX_ROW_CELLS);
        row(Row { too_long, ..Row::new(self.row_line, &self.output, &self.spans) });
        self.written.clear();
        self.in_row = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(chunks: &[&[u8]], delimiter: char, skip: u64) -> Vec<(u64, Vec<String>)> {
        let mut found = Vec::new();
        let mut rows = Rows::new(delimiter, Quotes::Enclose, skip);
        let mut take = |row: Row| found.push((row.line, row.texts()));
        chunks.iter().for_each(|chunk| rows.feed(chunk, &mut take));
        rows.finish(&mut take);
        found
    }

    fn lines(text: &str) -> Vec<u64> {
        rows(&[text.as_bytes()], ',', 0).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        assert_eq!(lines("a,b\nc,d\n"), [1, 2]);
        assert_eq!(lines("a,b\r\nc,d\r\n\r\n\r\ne"), [1, 2, 5]);
        assert_eq!(lines("a\rb\r\rc"), [1, 2, 4]);
        assert_eq!(lines("\n\na,\"x\ny\r\nz\"\nb"), [3, 6]);
    }

    #[test]
    fn quotes_hold_delimiters_and_line_ends() {
        let found = rows(&[b"a;\"b;\"\"c\"\"\nd\"\n;\n"], ';', 0);
        assert_eq!(found, [(1, vec!["a".into(), "b;\"c\"\nd".into()]), (3, vec![String::new(), String::new()])]);
    }

    #[test]
    fn lines_above_the_header_are_passed_over_raw() {
        assert_eq!(rows(&[b"an \"open quote\r", b"\nsecond\r\na,b\r\n"], ',', 2), [(3, vec!["a".into(), "b".into()])]);
    }

    #[test]
    fn a_quote_that_never_closes_is_one_long_row() {
        let mut text = b"a,b\nc,\"".to_vec();
        text.resize(MAX_ROW_BYTES * 3, b'x');
        let mut found = Vec::new();
        let mut rows = Rows::new(',', Quotes::Enclose, 0);
        let mut take = |row: Row| found.push((row.line, row.too_long));
        rows.feed(&text, &mut take);
        rows.finish(&mut take);
        assert_eq!(found, [(1, false), (2, true)]);
    }

    /// The lines each row takes up, and how many are empty.
    fn spans(text: &str, quotes: Quotes, size: usize) -> (Vec<(u64, u64)>, u64) {
        let mut found = Vec::new();
        let mut rows = Rows::new(',', quotes, 0);
        let mut take = |row: Row| found.push((row.line, row.lines));
        text.as_bytes().chunks(size).for_each(|chunk| rows.feed(chunk, &mut take));
        rows.finish(&mut take);
        (found, rows.empty_lines())
    }

    #[test]
    fn a_row_says_how_many_lines_it_takes_up() {
        let text = "a,b\r\n\r\n\"x\r\ny\nz\",c\r\nd,\"e\nf\n";
        assert_eq!(spans(text, Quotes::Enclose, 64), (vec![(1, 1), (3, 3), (6, 2)], 1));
        assert_eq!(spans(text, Quotes::Lines, 64).0.len(), 6);
    }

    #[test]
    fn where_each_line_is_a_row_quotes_hold_no_line_ends() {
        let mut found = Vec::new();
        let mut rows = Rows::new(',', Quotes::Lines, 1);
        let mut take = |row: Row| found.push((row.line, row.texts()));
        rows.feed(b"title\na,\"b,", &mut take);
        rows.feed(b"c\"\r\n\r\n\"d,e", &mut take);
        rows.finish(&mut take);
        assert_eq!(found, [(2, vec!["a".into(), "b,c".into()]), (4, vec!["\"d".into(), "e".into()])]);
    }

    proptest! {
        /// Lines that are handed over as they stand are read as others are: of chunks of one byte none is.
        #[test]
        fn a_plain_line_is_read_like_any_other(text in "[ab ;,\"\r\né]{0,40}", skip in 0u64..2) {
            let read = |size: usize| {
                let mut found = Vec::new();
                let mut rows = Rows::new(',', Quotes::Enclose, skip);
                let mut take = |row: Row| {
                    let cells: Vec<Vec<u8>> = (0..row.width()).map(|at| row.raw(at).to_vec()).collect();
                    found.push((row.line, row.lines, row.oddity, row.is_utf8(), row.too_long, cells));
                };
                text.as_bytes().chunks(size).for_each(|chunk| rows.feed(chunk, &mut take));
                rows.finish(&mut take);
                (found, rows.empty_lines())
            };
            prop_assert_eq!(read(64), read(1));
        }

        /// Every line is empty or of one row.
        #[test]
        fn no_line_is_of_no_row(text in "[ab,\"\r\n]{0,40}", size in 1usize..7, by_line: bool) {
            let quotes = if by_line { Quotes::Lines } else { Quotes::Enclose };
            let (rows, empty) = spans(&text, quotes, size);
            let plain = text.replace("\r\n", "\n").replace('\r', "\n");
            let lines = plain.split('\n').count() - usize::from(plain.is_empty() || plain.ends_with('\n'));
            prop_assert_eq!(rows.iter().map(|(_, lines)| lines).sum::<u64>() + empty, lines as u64, "{:?}", rows);
            prop_assert_eq!(&spans(&text, quotes, 64), &(rows, empty));
        }

        #[test]
        fn chunking_does_not_matter(bytes in "[ab,\"\r\né\u{feff}]{0,40}", size in 1usize..7, skip in 0u64..3) {
            let bytes = bytes.as_bytes();
            let whole = rows(&[bytes], ',', skip);
            prop_assert_eq!(rows(&bytes.chunks(size).collect::<Vec<_>>(), ',', skip), whole);
        }
    }
}
