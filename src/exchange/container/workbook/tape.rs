//! What the sheets of a workbook say, in few bytes: it is read several times, to be looked at and to be imported,
//! and parsed once.
//!
//! A row is a byte, its number and how often it stands; a cell is a byte, its column unless it is the next one, and
//! its text. Numbers are written seven bits a byte.

use crate::exchange::Refusal;
use crate::exchange::cell::row::Kind;

/// More isn't kept: the workbook is parsed again then. Tests needn't fill as much to see what becomes of it.
const MAX_BYTES: usize = if cfg!(test) { 4 << 20 } else { 128 << 20 };
/// Memory is asked for in pieces of this size, so that none is moved as the tape grows.
const PIECE: usize = 256 << 10;

const ROW: u8 = 0;
const HIDDEN_ROW: u8 = 1;
/// A cell once, in the column behind the last; from here by its kind.
const NEXT: u8 = 2;
/// A cell with its column and how often it stands; from here by its kind.
const CELL: u8 = 5;

/// A row by its number, how often it stands, and whether it is hidden.
type Row = (u64, u64, bool);

/// What is said of a sheet.
pub(super) enum Said<'a> {
    Row { row: u64, times: u64, hidden: bool },
    Cell { column: u32, times: u32, text: &'a str, kind: Kind },
}

/// What was said of each sheet, in order.
#[derive(Default)]
pub(super) struct Tape {
    sheets: Vec<Vec<Vec<u8>>>,
    sheet: usize,
    /// The row that began and has no cell yet.
    row: Option<Row>,
    /// The column behind the last cell.
    next: u32,
    /// All bytes so far.
    bytes: usize,
}

impl Tape {
    /// Whether everything that was said is on it.
    pub fn is_whole(&self) -> bool {
        self.bytes <= MAX_BYTES
    }

    /// A sheet begins.
    pub fn sheet(&mut self, sheet: usize) {
        (self.sheet, self.row, self.next) = (sheet, None, 0);
    }

    /// A row of the sheet begins.
    pub fn row(&mut self, row: u64, times: u64, hidden: bool) {
        (self.row, self.next) = (Some((row, times, hidden)), 0);
    }

    /// A cell of the row.
    pub fn cell(&mut self, column: u32, times: u32, text: &str, kind: Kind) {
        let (row, is_next) = (self.row.take(), column == self.next && times == 1);
        self.next = column.saturating_add(1);
        self.write(|bytes| {
            if let Some((row, times, hidden)) = row {
                bytes.push(if hidden { HIDDEN_ROW } else { ROW });
                put(bytes, row);
                put(bytes, times);
            }
            bytes.push(if is_next { NEXT } else { CELL } + kind as u8);
            if !is_next {
                put(bytes, column.into());
                put(bytes, times.into());
            }
            put(bytes, text.len() as u64);
            bytes.extend_from_slice(text.as_bytes());
        });
    }

    fn write(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        if !self.is_whole() {
            self.sheets = Vec::new();
            return;
        }
        if self.sheets.len() <= self.sheet {
            self.sheets.resize_with(self.sheet + 1, Vec::new);
        }
        let Some(pieces) = self.sheets.get_mut(self.sheet) else { return };
        if pieces.last().is_none_or(|piece| piece.len() >= PIECE) {
            // A small sheet needs none of that size.
            pieces.push(Vec::with_capacity(if pieces.is_empty() { 0 } else { PIECE + PIECE / 8 }));
        }
        let Some(piece) = pieces.last_mut() else { return };
        let before = piece.len();
        write(piece);
        self.bytes += piece.len() - before;
    }

    /// Says of a sheet again what was said, until who hears it wants no more.
    pub fn replay(&self, sheet: usize, hear: &mut impl FnMut(Said) -> Result<bool, Refusal>) -> Result<(), Refusal> {
        let mut next = 0;
        for piece in self.sheets.get(sheet).into_iter().flatten() {
            let mut rest = piece.as_slice();
            while let Some(what) = rest.split_off_first().copied() {
                if what < NEXT {
                    let (row, times) = (number(&mut rest), number(&mut rest));
                    next = 0;
                    if !hear(Said::Row { row, times, hidden: what == HIDDEN_ROW })? {
                        return Ok(());
                    }
                    continue;
                }
                let (column, times) = if what < CELL {
                    (next, 1)
                } else {
                    let mut small = || u32::try_from(number(&mut rest)).unwrap_or(u32::MAX);
                    (small(), small())
                };
                next = column.saturating_add(1);
                let kind = match what {
                    3 | 6 => Kind::Number,
                    4 | 7 => Kind::Date,
                    _ => Kind::Text,
                };
                let length = usize::try_from(number(&mut rest)).unwrap_or_default();
                let text = rest.split_off(..length).and_then(|text| std::str::from_utf8(text).ok());
                hear(Said::Cell { column, times, text: text.unwrap_or_default(), kind })?;
            }
        }
        Ok(())
    }
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes the number that stands next; zero where none does.
fn number(rest: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let Some(byte) = rest.split_off_first() else { break };
        number |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_comes_back(numbers in prop::collection::vec(any::<u64>().prop_flat_map(|big| 0..=big), 0..9)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|one| put(&mut bytes, *one));
            let mut rest = bytes.as_slice();
            let back: Vec<u64> = numbers.iter().map(|_| number(&mut rest)).collect();
            prop_assert_eq!(back, numbers);
            prop_assert!(rest.is_empty());
        }
    }
}
