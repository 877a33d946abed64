//! A row of a table, whatever container it came in.
//!
//! Delimited text has cells of text, whose format the column decides. A workbook has numbers and
//! days as such; they stand here as canonical text with their [`Kind`], so that no column's format
//! is ever put upon them.

use crate::exchange::cell::formula_guard::unguarded;
use crate::exchange::cell::quotes::Oddity;
use crate::exchange::cell::span::Span;

/// What a cell is by its container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) enum Kind {
    /// Text to be read in the format of its column.
    #[default]
    Text,
    /// A number: ASCII digits, a point, a minus in front; never an exponent. The mark of a currency may
    /// follow after a space.
    Number,
    /// A day: `YYYY-MM-DD`.
    Date,
}

/// A cell, borrowed; its text is trimmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct Cell<'a> {
    pub text: &'a str,
    pub kind: Kind,
}

impl<'a> Cell<'a> {
    pub fn text(text: &'a str) -> Self {
        Self { text, kind: Kind::Text }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// One row, borrowed while it is looked at.
#[derive(Clone, Copy)]
pub(in crate::exchange) struct Row<'a> {
    /// The line of the file, or the row of the sheet, it begins on; from 1.
    pub line: u64,
    /// How many lines of the file it takes up; one row of a sheet is one.
    pub lines: u64,
    /// Its bytes as they are in the file if a quote is among them, as far as a row may be long; of a sheet none.
    pub written: &'a [u8],
    /// What is odd about its quotes.
    pub oddity: Oddity,
    /// Over a limit; the cells are not all there.
    pub too_long: bool,
    /// Hidden in its sheet, by hand or by a filter.
    pub hidden: bool,
    /// What holds its cells, and the same as text if it is.
    pub bytes: &'a [u8],
    pub text: Option<&'a str>,
    /// Where each cell stands in it.
    pub spans: &'a [Span],
    /// What each cell is; those beyond are text.
    pub kinds: &'a [Kind],
}

impl<'a> Row<'a> {
    /// A row of one line, of cells that stand there in these bytes.
    pub fn new(line: u64, bytes: &'a [u8], spans: &'a [Span]) -> Self {
        Self {
            line,
            lines: 1,
            written: &[],
            oddity: Oddity::default(),
            too_long: false,
            hidden: false,
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            spans,
            kinds: &[],
        }
    }

    /// How many cells it has; at least one.
    pub fn width(&self) -> usize {
        self.spans.len()
    }

    /// The bytes of a cell; empty if there is none.
    pub fn raw(&self, cell: usize) -> &'a [u8] {
        self.spans.get(cell).and_then(|span| self.bytes.get(span.start..span.end)).unwrap_or_default()
    }

    /// Whether every cell is UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.spans.iter().all(|span| match self.text {
            Some(text) => text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
            None => self.bytes.get(span.start..span.end).is_none_or(|cell| std::str::from_utf8(cell).is_ok()),
        })
    }

    /// The text of a cell without the space around it and the guard against formulas; empty if it isn't UTF-8.
    pub fn text(&self, cell: usize) -> &'a str {
        let Some(span) = self.spans.get(cell) else { return "" };
        let text = match self.text {
            Some(text) => text.get(span.start..span.end),
            None => std::str::from_utf8(self.raw(cell)).ok(),
        };
        // Most cells have nothing to be taken off, as their ends show.
        match text.map_or(&[][..], str::as_bytes) {
            [] => "",
            [b'!'..=b'&' | b'('..=b'~'] | [b'!'..=b'&' | b'('..=b'~', .., b'!'..=b'~'] => text.unwrap_or_default(),
            _ => text.map_or("", |text| unguarded(text.trim()).trim()),
        }
    }

    /// A cell; empty if there is none.
    pub fn cell(&self, cell: usize) -> Cell<'a> {
        Cell { text: self.text(cell), kind: self.kinds.get(cell).copied().unwrap_or_default() }
    }

    /// Its cells, as well as they can be read.
    pub fn texts(&self) -> Vec<String> {
        (0..self.width()).map(|cell| self.text_of(cell)).collect()
    }

    /// A cell, as well as it can be read.
    pub fn text_of(&self, cell: usize) -> String {
        unguarded(String::from_utf8_lossy(self.raw(cell)).trim()).trim().to_owned()
    }
}

/// A row being put together cell by cell, its memory used again for the next.
#[derive(Default)]
pub(in crate::exchange) struct RowBuffer {
    bytes: Vec<u8>,
    spans: Vec<Span>,
    kinds: Vec<Kind>,
}

impl RowBuffer {
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.spans.clear();
        self.kinds.clear();
    }

    pub fn push(&mut self, text: &str, kind: Kind) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        self.spans.push(Span { start, end: self.bytes.len() });
        self.kinds.push(kind);
    }

    /// How many cells were pushed.
    pub fn width(&self) -> usize {
        self.spans.len()
    }

    pub fn row(&self, line: u64) -> Row<'_> {
        Row { kinds: &self.kinds, ..Row::new(line, &self.bytes, &self.spans) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A cell is read alone, whatever stands beside it: two halves of a letter make none.
        #[test]
        fn a_cell_is_what_it_is_alone(cells in prop::collection::vec("['=+ \u{a0}aé\u{feff}]{0,4}", 1..4), cut in 0usize..6) {
            let bytes = cells.concat().into_bytes();
            let cut = cut.min(bytes.len());
            let spans = [Span { start: 0, end: cut }, Span { start: cut, end: bytes.len() }];
            let row = Row::new(1, &bytes, &spans);
            let alone = |cell: &[u8]| std::str::from_utf8(cell).map(|text| unguarded(text.trim()).trim().to_owned());
            let (first, second) = (alone(&bytes[..cut]), alone(&bytes[cut..]));
            prop_assert_eq!(row.is_utf8(), first.is_ok() && second.is_ok());
            prop_assert_eq!(row.text(0), first.unwrap_or_default());
            prop_assert_eq!(row.text(1), second.unwrap_or_default());
        }
    }
}
