//! Workbooks and pages with tables: sheets of rows, read within limits.
//!
//! Every reader here is a stream: cells go to [`grid::Grid`] as they are found, so memory grows with
//! what a sheet says and not with the corners its cells stand in. `calamine` lays a sheet out as a
//! rectangle, knows neither hidden rows nor formulas without a value, and slices an old workbook's
//! records by the lengths these claim, which in wasm is the end of the worker; tests compare with it.
//!
//! | file | what it reads |
//! | --- | --- |
//! | `package`, `xml` | the parts of a ZIP archive; XML, both with an end to all sizes |
//! | `grid` | cells to rows: merged cells, counts, limits |
//! | `tape` | what sheets say, kept so that they are parsed once |
//! | `number_format` | days and times by number format |
//! | `xlsx`, `xlsb`, `ods` | workbooks in an archive |
//! | `plain_cell` | cells of an `xlsx` sheet as most programs write them |
//! | `xls` | Excel 5.0 to 2003 |
//! | `html`, `spreadsheet_xml` | what is called `.xls` and isn't |
//! | `cards` | the cards of an address book |

mod cards;
mod grid;
mod html;
mod number_format;
mod ods;
mod package;
mod plain_cell;
mod rich_text;
mod shared;
mod spreadsheet_xml;
mod tape;
mod xls;
mod xls_records;
mod xlsb;
mod xlsx;
mod xlsx_sheet;
mod xml;

use std::fmt::Display;

use serde::{Deserialize, Serialize};

use self::grid::{Grid, Survey};
use self::tape::Tape;
use super::Format;
use crate::exchange::cell::row::Row;
use crate::exchange::{Limit, Refusal};

/// Tests needn't inflate as much to see an end to it.
const MAX_INFLATED: u64 = if cfg!(test) { 40 << 20 } else { 400 << 20 };
const MAX_CELLS: u64 = 5_000_000;
/// More than anyone has; they are all kept.
const MAX_SHEETS: usize = 1024;

/// A sheet as a person chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    /// Empty if it has none: a page's table.
    pub name: String,
    pub hidden: bool,
    /// Filled rows.
    pub rows: u64,
    /// Those of them that are hidden, by hand or by a filter. They are read.
    pub hidden_rows: u64,
    /// Formulas the file has no value of; their cells are read as empty.
    pub uncalculated: u64,
}

/// A sheet's name and whether it is hidden.
struct Name {
    name: String,
    hidden: bool,
}

/// Something that has sheets.
trait Source {
    fn names(&self) -> &[Name];

    /// Sends the cells of one sheet to the grid, or those of all.
    fn read(&mut self, only: Option<usize>, grid: &mut Grid) -> Result<(), Refusal>;
}

/// A workbook, surveyed and ready to be read.
pub(in crate::exchange) struct Workbook {
    tape: Tape,
    /// What is parsed again where the tape doesn't hold it.
    source: Option<Box<dyn Source>>,
    sheets: Vec<SheetInfo>,
    surveys: Vec<Survey>,
    are_cards: bool,
}

impl Workbook {
    /// Opens a whole file and counts what its sheets hold.
    ///
    /// # Errors
    /// [`Refusal::Workbook`], [`Refusal::Locked`], [`Refusal::BrokenWorkbook`] or
    /// [`Refusal::NoSheet`].
    pub fn open(bytes: Vec<u8>, format: Format) -> Result<Self, Refusal> {
        if bytes.len() as u64 > MAX_INFLATED {
            return Err(Refusal::Workbook(Limit::Inflated));
        }
        let mut source: Box<dyn Source> = match format {
            Format::Xlsx | Format::Xlsb => xlsx::open(bytes)?,
            Format::Ods => ods::open(bytes)?,
            Format::Html => html::open(&bytes)?,
            Format::Xls => xls::open(bytes)?,
            Format::SpreadsheetXml => spreadsheet_xml::open(&bytes)?,
            Format::Cards => cards::open(&bytes)?,
            Format::Text => return Err(Refusal::NoSheet),
        };
        if source.names().len() > MAX_SHEETS {
            return Err(Refusal::Workbook(Limit::Entries));
        }
        let mut grid = Grid::survey();
        source.read(None, &mut grid)?;
        let (mut surveys, tape) = grid.finish()?;
        surveys.resize_with(source.names().len(), Survey::default);
        let sheets: Vec<SheetInfo> = source
            .names()
            .iter()
            .zip(&surveys)
            .map(|(Name { name, hidden }, survey)| SheetInfo {
                name: name.clone(),
                hidden: *hidden,
                rows: survey.rows,
                hidden_rows: survey.hidden_rows,
                uncalculated: survey.uncalculated,
            })
            .collect();
        if sheets.is_empty() {
            return Err(Refusal::NoSheet);
        }
        let source = (!tape.is_whole()).then_some(source);
        Ok(Self { tape, source, sheets, surveys, are_cards: format == Format::Cards })
    }

    /// Whether its rows are cards of an address book, the first of which names the columns.
    pub fn are_cards(&self) -> bool {
        self.are_cards
    }

    /// In the order of the workbook; at least one.
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Hands over the filled rows of a sheet.
    ///
    /// # Errors
    /// [`Refusal::NoSheet`] if there is no such sheet, else as [`Workbook::open`].
    pub fn read(&mut self, sheet: usize, take: &mut dyn FnMut(Row)) -> Result<(), Refusal> {
        self.read_while(sheet, &mut |row| {
            take(row);
            true
        })
    }

    /// Hands over the filled rows of a sheet until it is told that no more are wanted.
    ///
    /// # Errors
    /// As [`Workbook::read`].
    pub fn read_while(&mut self, sheet: usize, take: &mut dyn FnMut(Row) -> bool) -> Result<(), Refusal> {
        let survey = self.surveys.get(sheet).ok_or(Refusal::NoSheet)?;
        let mut grid = Grid::read(sheet, survey, take);
        match &mut self.source {
            Some(source) => source.read(Some(sheet), &mut grid)?,
            None => self.tape.replay(sheet, &mut |said| grid.hear(said))?,
        }
        grid.finish().map(drop)
    }
}

/// A workbook that can't be read: what is wrong, and with which part of it.
fn broken(part: &str, detail: impl Display) -> Refusal {
    let detail = format!("{part}: {detail}");
    Refusal::BrokenWorkbook { detail: detail.chars().take(200).collect() }
}

#[cfg(test)]
mod tests;
