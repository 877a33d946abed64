//! A row of a table, whatever container it came in.
//!
//! Delimited text has cells of text, whose format the column decides. A workbook has numbers and
//! days as such; they stand here as canonical text with their [`Kind`], so that no column's format
//! is ever put upon them.

use crate::exchange::cell::formula_guard::unguarded;
use crate::exchange::cell::quotes::Oddity;

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
    /// The cells' bytes, one after the other.
    pub bytes: &'a [u8],
    /// Where each cell ends in them.
    pub ends: &'a [usize],
    /// What each cell is; those beyond are text.
    pub kinds: &'a [Kind],
}

impl<'a> Row<'a> {
    /// How many cells it has; at least one.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a cell; empty if there is none.
    pub fn raw(&self, cell: usize) -> &'a [u8] {
        let start = cell.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(cell).copied());
        range.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// Whether every cell is UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.bytes.is_ascii() || (0..self.width()).all(|cell| std::str::from_utf8(self.raw(cell)).is_ok())
    }

    /// The text of a cell without the space around it and the guard against formulas; empty if it isn't UTF-8.
    pub fn text(&self, cell: usize) -> &'a str {
        std::str::from_utf8(self.raw(cell)).map_or("", |text| unguarded(text.trim()).trim())
    }

    /// A cell; empty if there is none.
    pub fn cell(&self, cell: usize) -> Cell<'a> {
        Cell { text: self.text(cell), kind: self.kinds.get(cell).copied().unwrap_or_default() }
    }

    /// Its cells, as well as they can be read.
    pub fn texts(&self) -> Vec<String> {
        let text = |cell| unguarded(String::from_utf8_lossy(self.raw(cell)).trim()).trim().to_owned();
        (0..self.width()).map(text).collect()
    }
}

/// A row being put together cell by cell, its memory used again for the next.
#[derive(Default)]
pub(in crate::exchange) struct RowBuffer {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    kinds: Vec<Kind>,
}

impl RowBuffer {
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.kinds.clear();
    }

    pub fn push(&mut self, text: &str, kind: Kind) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
        self.kinds.push(kind);
    }

    /// How many cells were pushed.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    pub fn row(&self, line: u64) -> Row<'_> {
        let (bytes, ends, kinds) = (self.bytes.as_slice(), self.ends.as_slice(), self.kinds.as_slice());
        let oddity = Oddity::default();
        Row { line, lines: 1, written: &[], oddity, too_long: false, hidden: false, bytes, ends, kinds }
    }
}
