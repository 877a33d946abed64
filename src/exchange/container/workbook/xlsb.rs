//! The parts of an `xlsb` workbook: binary records instead of XML.

use std::io::{BufRead, Read};

use encoding_rs::UTF_16LE;

use super::grid::{Grid, Merge};
use super::package::{Package, Part};
use super::shared::{Shared, Strings, Styles};
use super::xls::{bool_text, error_text};
use super::xls_records::Bytes;
use super::xml::refused;
use super::{MAX_CELLS, MAX_SHEETS, Name, broken, number_format};
use crate::exchange::cell::row::Kind;
use crate::exchange::{Limit, Refusal};

/// Kinds of records.
mod kind {
    pub const ROW: u16 = 0;
    pub const RK: u16 = 2;
    pub const ERROR: u16 = 3;
    pub const BOOL: u16 = 4;
    pub const REAL: u16 = 5;
    pub const TEXT: u16 = 6;
    pub const SHARED: u16 = 7;
    pub const FORMULA_TEXT: u16 = 8;
    pub const FORMULA_NUMBER: u16 = 9;
    pub const FORMULA_BOOL: u16 = 10;
    pub const FORMULA_ERROR: u16 = 11;
    pub const SST_ITEM: u16 = 19;
    pub const FORMAT: u16 = 44;
    pub const XF: u16 = 47;
    pub const RICH_TEXT: u16 = 62;
    pub const WORKBOOK: u16 = 153;
    pub const SHEET: u16 = 156;
    pub const MERGED: u16 = 176;
    pub const CELL_STYLES: u16 = 617;
    pub const CELL_STYLES_END: u16 = 618;
}

/// Records of a part, one after the other.
struct Records<'a> {
    part: Part<'a>,
    content: Vec<u8>,
}

impl<'a> Records<'a> {
    fn new(part: Part<'a>) -> Self {
        Self { part, content: Vec::new() }
    }

    /// The kind and the content of the next record; none at the end.
    fn next(&mut self) -> Result<Option<(u16, Bytes<'_>)>, Refusal> {
        if self.part.fill_buf().map_err(|error| refused("records", &error))?.is_empty() {
            return Ok(None);
        }
        let kind = self.number(2)?;
        let length = u64::from(self.number(4)?);
        self.content.clear();
        self.content.shrink_to(1 << 20);
        let read = (&mut self.part).take(length).read_to_end(&mut self.content);
        if read.map_err(|error| refused("records", &error))? as u64 != length {
            return Err(broken("records", "a record is cut"));
        }
        Ok(Some((u16::try_from(kind).unwrap_or(u16::MAX), Bytes(&self.content))))
    }

    /// A number in bytes of seven bits, at most so many; the last has no eighth bit.
    fn number(&mut self, bytes: u32) -> Result<u32, Refusal> {
        let mut number = 0;
        for at in 0..bytes {
            let mut byte = [0];
            self.part.read_exact(&mut byte).map_err(|error| refused("records", &error))?;
            let [byte] = byte;
            number |= u32::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(number)
    }
}

fn short() -> Refusal {
    broken("records", "a record is short")
}

/// Text with its length in front.
fn text(content: &mut Bytes) -> Option<String> {
    let length = content.int()?;
    // None at all is said by the greatest length.
    let bytes = if length == u32::MAX { 0 } else { (length as usize).checked_mul(2)? };
    Some(UTF_16LE.decode_without_bom_handling(content.take(bytes)?).0.into_owned())
}

/// The sheets, each with the id of its relation.
pub(super) fn sheets(package: &mut Package, part: &str, shared: &mut Shared) -> Result<Vec<(Name, String)>, Refusal> {
    let mut sheets = Vec::new();
    let Some(part) = package.part(part)? else { return Ok(sheets) };
    let mut records = Records::new(part);
    while let Some((kind, mut content)) = records.next()? {
        match kind {
            kind::WORKBOOK => shared.is_1904 = content.int().ok_or_else(short)? & 1 != 0,
            kind::SHEET => {
                let hidden = content.int().ok_or_else(short)? != 0;
                content.int().ok_or_else(short)?;
                let id = text(&mut content).ok_or_else(short)?;
                let name = text(&mut content).ok_or_else(short)?;
                sheets.push((Name { name, hidden }, id));
                if sheets.len() > MAX_SHEETS {
                    return Err(Refusal::Workbook(Limit::Entries));
                }
            }
            _ => {}
        }
    }
    Ok(sheets)
}

pub(super) fn read_styles(package: &mut Package, part: &str, styles: &mut Styles) -> Result<(), Refusal> {
    let Some(part) = package.part(part)? else { return Ok(()) };
    let mut records = Records::new(part);
    let mut in_cells = false;
    while let Some((kind, mut content)) = records.next()? {
        match kind {
            kind::FORMAT => {
                let id = content.short().ok_or_else(short)?;
                styles.format(id.into(), &text(&mut content).ok_or_else(short)?);
            }
            kind::CELL_STYLES => in_cells = true,
            kind::CELL_STYLES_END => in_cells = false,
            kind::XF if in_cells => {
                content.short().ok_or_else(short)?;
                styles.style(content.short().ok_or_else(short)?.into());
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn read_strings(package: &mut Package, part: &str, strings: &mut Strings) -> Result<(), Refusal> {
    let Some(part) = package.part(part)? else { return Ok(()) };
    let mut records = Records::new(part);
    while let Some((kind, mut content)) = records.next()? {
        if kind == kind::SST_ITEM {
            content.byte().ok_or_else(short)?;
            strings.open().push_str(&text(&mut content).ok_or_else(short)?);
            strings.close();
        }
        if strings.len() as u64 > MAX_CELLS {
            return Err(Refusal::Workbook(Limit::Cells));
        }
    }
    Ok(())
}

/// Sends the cells of a sheet to the grid.
pub(super) fn read_sheet(part: Part, shared: &Shared, grid: &mut Grid) -> Result<(), Refusal> {
    let mut records = Records::new(part);
    let mut scratch = String::new();
    while let Some((kind, mut content)) = records.next()? {
        match kind {
            kind::ROW => {
                let row = content.int().ok_or_else(short)?;
                let flags = content.take(7).and_then(|_| content.byte()).unwrap_or_default();
                grid.row(u64::from(row) + 1, 1, flags & 0x10 != 0)?;
            }
            kind::RK..=kind::FORMULA_ERROR | kind::RICH_TEXT => {
                let column = content.int().ok_or_else(short)?;
                let style = content.int().ok_or_else(short)? as usize & 0xff_ffff;
                scratch.clear();
                let kind = value(kind, content, style, shared, &mut scratch)?;
                grid.cell(column, 1, &scratch, kind)?;
            }
            kind::MERGED => {
                let mut next = || content.int().ok_or_else(short);
                let (top, bottom) = (u64::from(next()?) + 1, u64::from(next()?) + 1);
                grid.merge(Merge { top, bottom, left: next()?, right: next()? })?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Writes the value of a cell.
fn value(kind: u16, mut content: Bytes, style: usize, shared: &Shared, value: &mut String) -> Result<Kind, Refusal> {
    let number = match kind {
        kind::RK => content.short_number(),
        kind::REAL | kind::FORMULA_NUMBER => content.float(),
        kind::ERROR | kind::FORMULA_ERROR => {
            value.push_str(error_text(content.byte().ok_or_else(short)?));
            return Ok(Kind::Text);
        }
        kind::BOOL | kind::FORMULA_BOOL => {
            value.push_str(bool_text(content.byte().ok_or_else(short)?));
            return Ok(Kind::Text);
        }
        kind::SHARED => {
            let number = content.int().ok_or_else(short)? as usize;
            let text = shared.strings.get(number);
            value.push_str(text.ok_or_else(|| broken("sheet", "a string that isn't there"))?);
            return Ok(Kind::Text);
        }
        kind => {
            if kind == kind::RICH_TEXT {
                content.byte().ok_or_else(short)?;
            }
            debug_assert!(matches!(kind, kind::TEXT | kind::FORMULA_TEXT | kind::RICH_TEXT));
            value.push_str(&text(&mut content).ok_or_else(short)?);
            return Ok(Kind::Text);
        }
    };
    let number = number.filter(|number| number.is_finite()).ok_or_else(short)?;
    Ok(number_format::write(number, shared.styles.get(style), shared.is_1904, value))
}
