//! Workbooks of Excel 5.0 to 2003: records in a stream of a compound file.

use std::io::{Cursor, Read};
use std::ops::Range;

use cfb::CompoundFile;
use encoding_rs::WINDOWS_1252;

use super::grid::{Grid, Merge};
use super::number_format;
use super::shared::{Strings, Styles};
use super::xls_records::{Bytes, Records, StringTable, Writing, code_page};
use super::{MAX_INFLATED, MAX_SHEETS, Name, Source, broken};
use crate::exchange::cell::row::Kind;
use crate::exchange::{Limit, Refusal};

/// Kinds of records.
mod kind {
    pub const FORMULA: u16 = 0x06;
    pub const EOF: u16 = 0x0a;
    pub const DATE_1904: u16 = 0x22;
    pub const FILE_PASS: u16 = 0x2f;
    pub const CODE_PAGE: u16 = 0x42;
    pub const BOUND_SHEET: u16 = 0x85;
    pub const MUL_RK: u16 = 0xbd;
    pub const RSTRING: u16 = 0xd6;
    pub const XF: u16 = 0xe0;
    pub const MERGED: u16 = 0xe5;
    pub const SST: u16 = 0xfc;
    pub const LABEL_SST: u16 = 0xfd;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const BOOL_ERR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const ROW: u16 = 0x208;
    pub const RK: u16 = 0x27e;
    pub const FORMAT: u16 = 0x41e;
    pub const BOF: u16 = 0x809;
}

struct Xls {
    stream: Vec<u8>,
    writing: Writing,
    is_1904: bool,
    strings: Strings,
    styles: Styles,
    names: Vec<Name>,
    /// Where each sheet is in the stream.
    places: Vec<Range<usize>>,
}

pub(super) fn open(bytes: Vec<u8>) -> Result<Box<dyn Source>, Refusal> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| broken("file", error))?;
    // A workbook of today behind a password is kept like this.
    if file.is_stream("/EncryptedPackage") {
        return Err(Refusal::Locked);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)) else {
        return Err(Refusal::NoSheet);
    };
    let mut stream = Vec::new();
    let from = file.open_stream(name).map_err(|error| broken("stream", error))?;
    from.take(MAX_INFLATED).read_to_end(&mut stream).map_err(|error| broken("stream", error))?;
    let mut xls = Xls {
        stream,
        writing: Writing { is_unicode: true, code_page: WINDOWS_1252 },
        is_1904: false,
        strings: Strings::default(),
        styles: Styles::default(),
        names: Vec::new(),
        places: Vec::new(),
    };
    xls.read_globals()?;
    Ok(Box::new(xls))
}

impl Xls {
    /// What the workbook says before its sheets.
    fn read_globals(&mut self) -> Result<(), Refusal> {
        let mut records = Records::new(&self.stream);
        let cut = || broken("workbook", "a record is short");
        // Styles may come before the formats they mean.
        let mut styles = Vec::new();
        while let Some(mut record) = records.next()? {
            let content = &mut record.content;
            match record.kind {
                kind::BOF => self.writing.is_unicode = content.short() == Some(0x600),
                kind::EOF => break,
                kind::FILE_PASS => return Err(Refusal::Locked),
                kind::CODE_PAGE => self.writing.code_page = code_page(content.short().ok_or_else(cut)?),
                kind::DATE_1904 => self.is_1904 = content.short() == Some(1),
                kind::FORMAT => {
                    let id = content.short().ok_or_else(cut)?;
                    let length = if self.writing.is_unicode { content.short() } else { content.byte().map(u16::from) };
                    let code = length.and_then(|length| self.writing.text(content, length.into()));
                    self.styles.format(id.into(), &code.ok_or_else(cut)?);
                }
                kind::XF => {
                    content.short().ok_or_else(cut)?;
                    styles.push(content.short().ok_or_else(cut)?);
                }
                kind::BOUND_SHEET => {
                    let place = content.int().ok_or_else(cut)? as usize;
                    let hidden = content.byte().ok_or_else(cut)? & 3 != 0;
                    let is_sheet = content.byte() == Some(0);
                    let length = content.byte().ok_or_else(cut)?;
                    let name = self.writing.text(content, length.into()).ok_or_else(cut)?;
                    if is_sheet {
                        self.names.push(Name { name, hidden });
                        self.places.push(place..self.stream.len());
                    }
                    if self.names.len() > MAX_SHEETS {
                        return Err(Refusal::Workbook(Limit::Entries));
                    }
                }
                kind::SST => {
                    content.take(8).ok_or_else(cut)?;
                    let mut table = StringTable::new(&mut records, record.content);
                    while table.next(self.strings.open())? {
                        self.strings.close();
                    }
                }
                _ => {}
            }
        }
        styles.into_iter().for_each(|format| self.styles.style(format.into()));
        // One sheet ends where another begins: no byte is read as part of two.
        let mut begins: Vec<usize> = self.places.iter().map(|place| place.start).collect();
        begins.sort_unstable();
        for place in &mut self.places {
            let next = begins.partition_point(|begin| *begin <= place.start);
            place.end = begins.get(next).copied().unwrap_or(self.stream.len());
        }
        if begins.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(broken("workbook", "two sheets in one place"));
        }
        Ok(())
    }

    /// The rows that are hidden, of a sheet: these are said before and between its cells.
    fn hidden_rows(&self, place: &Range<usize>) -> Result<Vec<u16>, Refusal> {
        let mut hidden = Vec::new();
        self.sheet_records(place, &mut |kind, mut content, _| {
            if kind == kind::ROW {
                let row = content.short().unwrap_or_default();
                let height = content.take(10).and_then(|_| content.short()).unwrap_or_default();
                if height & 0x20 != 0 {
                    hidden.push(row);
                }
            }
            Ok(())
        })?;
        hidden.sort_unstable();
        hidden.dedup();
        Ok(hidden)
    }

    /// The records of a sheet without those of the charts in it.
    fn sheet_records<'a>(
        &'a self,
        place: &Range<usize>,
        take: &mut dyn FnMut(u16, Bytes<'a>, &mut Records<'a>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut records = Records::new(self.stream.get(place.clone()).unwrap_or_default());
        let mut depth = 0_usize;
        while let Some(record) = records.next()? {
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => return Ok(()),
                kind::EOF => depth -= 1,
                kind if depth == 1 => take(kind, record.content, &mut records)?,
                _ => {}
            }
        }
        Err(broken("sheet", "it ends in the middle"))
    }

    fn read_sheet(&self, place: &Range<usize>, grid: &mut Grid) -> Result<(), Refusal> {
        let hidden = self.hidden_rows(place)?;
        let mut row = None;
        let mut scratch = String::new();
        self.sheet_records(place, &mut |kind, mut content, records| {
            if kind == kind::MERGED {
                return merges(content, grid).map(|_| ());
            }
            let is_cell = [
                kind::FORMULA,
                kind::MUL_RK,
                kind::RSTRING,
                kind::LABEL_SST,
                kind::NUMBER,
                kind::LABEL,
                kind::BOOL_ERR,
                kind::RK,
            ]
            .contains(&kind);
            if !is_cell {
                return Ok(());
            }
            let length = content.0.len();
            let mut place = || Some((content.short()?, content.short()?));
            let (at, column) = place().ok_or_else(|| broken("sheet", "a cell is short"))?;
            if row != Some(at) {
                row = Some(at);
                grid.row(u64::from(at) + 1, 1, hidden.binary_search(&at).is_ok())?;
            }
            let column = u32::from(column);
            if kind == kind::MUL_RK {
                // The last column closes the record.
                let count = length.saturating_sub(6) / 6;
                for column in (column..).take(count) {
                    self.send(kind::RK, content, column, records, &mut scratch, grid)?;
                    content.take(6);
                }
                return Ok(());
            }
            self.send(kind, content, column, records, &mut scratch, grid)
        })
    }

    /// Sends one cell; its content begins with its style.
    fn send(
        &self,
        kind: u16,
        mut content: Bytes,
        column: u32,
        records: &mut Records,
        scratch: &mut String,
        grid: &mut Grid,
    ) -> Result<(), Refusal> {
        let cut = || broken("sheet", "a cell is short");
        let style = usize::from(content.short().ok_or_else(cut)?);
        scratch.clear();
        let number = match kind {
            kind::NUMBER => content.float(),
            kind::RK => content.short_number(),
            kind::FORMULA => match content.0.get(..8).ok_or_else(cut)? {
                // Text follows in a record of its own, perhaps behind that of a shared formula.
                [0, _, _, _, _, _, 0xff, 0xff] => {
                    for _ in 0..3 {
                        let Some(mut record) = records.next()? else { break };
                        if record.kind == kind::STRING && self.writing.is_unicode {
                            StringTable::new(records, record.content).next(scratch)?;
                            return grid.cell(column, 1, scratch, Kind::Text);
                        } else if record.kind == kind::STRING {
                            let length = record.content.short().ok_or_else(cut)?;
                            let text = self.writing.text(&mut record.content, length.into()).ok_or_else(cut)?;
                            return grid.cell(column, 1, &text, Kind::Text);
                        }
                    }
                    return Err(broken("sheet", "a formula without its text"));
                }
                [1, _, value, _, _, _, 0xff, 0xff] => return grid.cell(column, 1, bool_text(*value), Kind::Text),
                [2, _, code, _, _, _, 0xff, 0xff] => return grid.cell(column, 1, error_text(*code), Kind::Text),
                [3, _, _, _, _, _, 0xff, 0xff] => return Ok(()),
                _ => content.float(),
            },
            kind::LABEL_SST => {
                let number = content.int().ok_or_else(cut)? as usize;
                let text = self.strings.get(number).ok_or_else(|| broken("sheet", "a string that isn't there"))?;
                return grid.cell(column, 1, text, Kind::Text);
            }
            kind::LABEL | kind::RSTRING => {
                let length = content.short().ok_or_else(cut)?;
                let text = self.writing.text(&mut content, length.into()).ok_or_else(cut)?;
                return grid.cell(column, 1, &text, Kind::Text);
            }
            _ => {
                let (value, is_error) = (content.byte().ok_or_else(cut)?, content.byte() == Some(1));
                let text = if is_error { error_text(value) } else { bool_text(value) };
                return grid.cell(column, 1, text, Kind::Text);
            }
        };
        let Some(number) = number.filter(|number| number.is_finite()) else { return Err(cut()) };
        let kind = number_format::write(number, self.styles.get(style), self.is_1904, scratch);
        grid.cell(column, 1, scratch, kind)
    }
}

impl Source for Xls {
    fn names(&self) -> &[Name] {
        &self.names
    }

    fn read(&mut self, only: Option<usize>, grid: &mut Grid) -> Result<(), Refusal> {
        for (at, place) in self.places.iter().enumerate() {
            if only.is_none_or(|only| only == at) && grid.sheet(at)? {
                self.read_sheet(place, grid)?;
            }
        }
        Ok(())
    }
}

fn merges(mut content: Bytes, grid: &mut Grid) -> Result<Option<()>, Refusal> {
    let Some(count) = content.short() else { return Ok(None) };
    for _ in 0..count {
        let mut next = || content.short();
        let (Some(top), Some(bottom), Some(left), Some(right)) = (next(), next(), next(), next()) else {
            return Ok(None);
        };
        let (top, bottom) = (u64::from(top) + 1, u64::from(bottom) + 1);
        grid.merge(Merge { top, bottom, left: left.into(), right: right.into() })?;
    }
    Ok(Some(()))
}

pub(super) fn bool_text(value: u8) -> &'static str {
    if value == 0 { "FALSE" } else { "TRUE" }
}

pub(super) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#ERROR!",
    }
}
