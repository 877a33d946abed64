//! A sheet's cells on their way to rows: counted, merged cells repeated, all within limits.

use super::MAX_CELLS;
use super::tape::{Said, Tape};
use crate::exchange::cell::row::{Kind, Row, RowBuffer};
use crate::exchange::{Limit, Refusal};

/// Cells beyond are left out, and their row is too long: as in delimited text.
const MAX_ROW_CELLS: u32 = 4096;
const MAX_ROW_BYTES: usize = 1 << 20;
/// What rows cost beyond their filled cells: cells empty, repeated and merged, and long text, in cells.
const MAX_WORK: u64 = 30_000_000;
/// So many bytes of text cost as much as a cell.
const BYTES_OF_WORK: usize = 64;

/// A block of merged cells: rows from 1, columns from 0, the last of both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merge {
    pub top: u64,
    pub bottom: u64,
    pub left: u32,
    pub right: u32,
}

/// What a sheet holds, before it is read.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub rows: u64,
    pub hidden_rows: u64,
    pub uncalculated: u64,
    pub cells: u64,
    /// By their first row.
    merges: Vec<Merge>,
    /// Columns up to the last that is filled.
    width: u32,
}

/// A cell of the row being read; its text is in [`Grid::text`].
#[derive(Clone, Copy)]
struct Held {
    column: u32,
    start: usize,
    end: usize,
    kind: Kind,
}

/// A merge that covers the row being read, with what it repeats downwards.
struct Active {
    merge: Merge,
    value: Option<(String, Kind)>,
}

/// Who rows are handed to; whether there may be more.
type Take<'a> = dyn FnMut(Row) -> bool + 'a;

/// Takes the cells of sheets, row by row.
///
/// With no one to hand rows to it surveys all sheets and keeps what they say; else it hands over those of one.
pub(super) struct Grid<'a> {
    surveys: Vec<Survey>,
    tape: Tape,
    is_done: bool,
    take: Option<(&'a Survey, &'a mut Take<'a>)>,
    only: Option<usize>,
    sheet: usize,
    cells: u64,
    work: u64,
    row: u64,
    times: u64,
    hidden: bool,
    too_long: bool,
    held: Vec<Held>,
    text: String,
    next_merge: usize,
    active: Vec<Active>,
    buffer: RowBuffer,
}

impl<'a> Grid<'a> {
    /// To survey all sheets.
    pub fn survey() -> Self {
        Self {
            surveys: Vec::new(),
            tape: Tape::default(),
            is_done: false,
            take: None,
            only: None,
            sheet: 0,
            cells: 0,
            work: 0,
            row: 0,
            times: 1,
            hidden: false,
            too_long: false,
            held: Vec::new(),
            text: String::new(),
            next_merge: 0,
            active: Vec::new(),
            buffer: RowBuffer::default(),
        }
    }

    /// To hand over the rows of one sheet, surveyed before.
    pub fn read(sheet: usize, survey: &'a Survey, take: &'a mut Take<'a>) -> Self {
        Self { take: Some((survey, take)), only: Some(sheet), ..Self::survey() }
    }

    /// Begins a sheet; whether its cells are wanted.
    pub fn sheet(&mut self, sheet: usize) -> Result<bool, Refusal> {
        self.flush()?;
        self.sheet = sheet;
        self.tape.sheet(sheet);
        let is_wanted = self.only.is_none_or(|only| only == sheet);
        if is_wanted && self.surveys.len() <= sheet && self.take.is_none() {
            self.surveys.resize_with(sheet + 1, Survey::default);
        }
        Ok(is_wanted)
    }

    /// Begins a row, from 1, that stands `times` times.
    pub fn row(&mut self, row: u64, times: u64, hidden: bool) -> Result<(), Refusal> {
        self.flush()?;
        (self.row, self.times, self.hidden) = (row, times, hidden);
        if self.take.is_none() {
            self.tape.row(row, times, hidden);
        }
        Ok(())
    }

    /// Takes what was said before; whether who rows are handed to wants more of them.
    pub fn hear(&mut self, said: Said) -> Result<bool, Refusal> {
        match said {
            Said::Row { row, times, hidden } => self.row(row, times, hidden)?,
            Said::Cell { column, times, text, kind } => self.cell(column, times, text, kind)?,
        }
        Ok(!self.is_done)
    }

    /// A cell of the row, from 0, and the same in the columns right of it, `times` in all.
    pub fn cell(&mut self, column: u32, times: u32, text: &str, kind: Kind) -> Result<(), Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.count(u64::from(times.max(1)).saturating_mul(self.times))?;
        if self.take.is_none() {
            self.tape.cell(column, times, text, kind);
        }
        let start = self.text.len();
        if start + text.len() > MAX_ROW_BYTES || column.saturating_add(times.max(1)) > MAX_ROW_CELLS {
            self.too_long = true;
        }
        if start + text.len() <= MAX_ROW_BYTES {
            self.text.push_str(text);
            let end = self.text.len();
            let columns = column..column.saturating_add(times.max(1)).min(MAX_ROW_CELLS);
            self.held.extend(columns.map(|column| Held { column, start, end, kind }));
        }
        Ok(())
    }

    /// A block of merged cells, before or after its cells.
    pub fn merge(&mut self, merge: Merge) -> Result<(), Refusal> {
        if merge.left > merge.right || merge.top > merge.bottom || merge.left >= MAX_ROW_CELLS {
            return Ok(());
        }
        if self.take.is_none() && (merge.left, merge.top) != (merge.right, merge.bottom) {
            self.count(1)?;
            if let Some(survey) = self.surveys.get_mut(self.sheet) {
                survey.merges.push(merge);
            }
        }
        Ok(())
    }

    /// A formula whose value the file doesn't know.
    pub fn uncalculated(&mut self) {
        if let Some(survey) = self.surveys.get_mut(self.sheet) {
            survey.uncalculated = survey.uncalculated.saturating_add(self.times);
        }
    }

    /// The end of the last sheet: what was surveyed, and what was said.
    pub fn finish(mut self) -> Result<(Vec<Survey>, Tape), Refusal> {
        self.flush()?;
        self.surveys.iter_mut().for_each(|survey| survey.merges.sort_unstable());
        Ok((self.surveys, self.tape))
    }

    fn count(&mut self, cells: u64) -> Result<(), Refusal> {
        self.cells = self.cells.saturating_add(cells);
        if self.cells > MAX_CELLS { Err(Refusal::Workbook(Limit::Cells)) } else { Ok(()) }
    }

    /// The end of a row.
    fn flush(&mut self) -> Result<(), Refusal> {
        if !self.held.is_empty() || self.too_long {
            if self.take.is_some() {
                for _ in 0..self.times {
                    if self.is_done {
                        break;
                    }
                    self.hand_over()?;
                    self.row += 1;
                }
            } else if let Some(survey) = self.surveys.get_mut(self.sheet) {
                survey.rows = survey.rows.saturating_add(self.times);
                survey.hidden_rows = survey.hidden_rows.saturating_add(if self.hidden { self.times } else { 0 });
                survey.cells += self.held.len() as u64;
                let width = self.held.iter().map(|held| held.column + 1).max().unwrap_or_default();
                survey.width = survey.width.max(width);
            }
        }
        self.held.clear();
        self.text.clear();
        self.too_long = false;
        Ok(())
    }

    fn hand_over(&mut self) -> Result<(), Refusal> {
        let text = self.text.len();
        // As most rows are: one cell a column, from the left to the right.
        let is_in_order = self.held.is_sorted_by(|one, next| one.column < next.column);
        if !is_in_order {
            self.held.sort_by_key(|held| held.column);
        }
        let before = if self.times > 1 { self.held.clone() } else { Vec::new() };
        if !is_in_order || self.take.as_ref().is_some_and(|(survey, _)| !survey.merges.is_empty()) {
            self.repeat_merged();
            self.held.sort_by_key(|held| held.column);
            self.held.dedup_by_key(|held| held.column);
        }
        self.buffer.clear();
        let mut bytes = 0;
        for held in &self.held {
            while self.buffer.width() < held.column as usize {
                self.buffer.push("", Kind::Text);
            }
            let cell = self.text.get(held.start..held.end).unwrap_or_default();
            bytes += cell.len();
            if bytes > MAX_ROW_BYTES {
                self.too_long = true;
                break;
            }
            self.buffer.push(cell, held.kind);
        }
        if self.buffer.width() == 0 {
            self.buffer.push("", Kind::Text);
        }
        let work = self.buffer.width() + bytes / BYTES_OF_WORK + self.active.len();
        self.work = self.work.saturating_add(work as u64);
        if self.work > MAX_WORK {
            return Err(Refusal::Workbook(Limit::Cells));
        }
        if let Some((_, take)) = &mut self.take
            && (bytes > 0 || self.too_long)
        {
            let row = Row { too_long: self.too_long, hidden: self.hidden, ..self.buffer.row(self.row) };
            self.is_done = !take(row);
        }
        // The row may stand again below, where other merges cover it.
        self.held = before;
        self.text.truncate(text);
        Ok(())
    }

    /// Puts the values of merged cells where they cover the row: to the right whatever it is,
    /// downwards text and days only. A sum merged over its lines is one sum.
    fn repeat_merged(&mut self) {
        let Some((survey, _)) = &self.take else { return };
        self.active.retain(|active| active.merge.bottom >= self.row);
        while let Some(merge) = survey.merges.get(self.next_merge).filter(|merge| merge.top <= self.row) {
            self.next_merge += 1;
            // Merges don't overlap; those of a hostile file are left out.
            if merge.bottom >= self.row && self.active.len() < MAX_ROW_CELLS as usize {
                self.active.push(Active { merge: *merge, value: None });
            }
        }
        let own = self.held.len();
        for active in &mut self.active {
            // As many as if merges overlapped, which they don't.
            if self.held.len() > own + MAX_ROW_CELLS as usize {
                break;
            }
            let Merge { top, bottom, left, right } = active.merge;
            let right = right.min(survey.width.saturating_sub(1));
            let cells = self.held.get(..own).unwrap_or_default();
            let at = cells.partition_point(|held| held.column < left);
            let anchor = cells.get(at).filter(|held| held.column == left).copied();
            self.work = self.work.saturating_add(u64::from(right.saturating_sub(left)) + 1);
            let is_top = top == self.row;
            // What a merge covers is not shown, so it doesn't count.
            for held in self.held.iter_mut().take(own).skip(at).take_while(|held| held.column <= right) {
                if !is_top || held.column > left {
                    *held = Held { column: held.column, start: 0, end: 0, kind: Kind::Text };
                }
            }
            let value = if is_top {
                active.value = anchor
                    .filter(|anchor| bottom > top && anchor.kind != Kind::Number)
                    .and_then(|anchor| Some((self.text.get(anchor.start..anchor.end)?.to_owned(), anchor.kind)));
                anchor.map(|Held { start, end, kind, .. }| (start, end, kind))
            } else {
                active.value.as_ref().filter(|(text, _)| self.text.len() + text.len() <= 2 * MAX_ROW_BYTES).map(
                    |(text, kind)| {
                        let start = self.text.len();
                        self.text.push_str(text);
                        (start, self.text.len(), *kind)
                    },
                )
            };
            if let Some((start, end, kind)) = value {
                self.held.extend((left..=right).map(|column| Held { column, start, end, kind }));
            }
        }
        // Of two in one column the last is meant, and one that is covered is none.
        self.held.reverse();
    }
}
