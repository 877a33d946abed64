//! A web page with a table, most often called `.xls`: the rows of its largest table.
//!
//! All cells are text as the page shows it; a number Excel keeps beside it (`x:num`) may be a day,
//! and only a style sheet knows.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::grid::{Grid, Merge};
use super::{Name, Source};
use crate::exchange::cell::row::Kind;
use crate::exchange::container::encoding;
use crate::exchange::{Limit, Refusal};

/// What browsers allow.
const MAX_COLUMNS_SPANNED: u32 = 1000;
const MAX_ROWS_SPANNED: u64 = 65_534;
/// A page's layout has a few tables in tables; those deeper are passed over.
const MAX_DEPTH: usize = 64;
const MAX_COLUMN: u32 = 16_384;
/// Steps over columns covered from above, in all tables.
const MAX_STEPS: u64 = 100_000_000;

struct Html {
    text: String,
    names: [Name; 1],
    /// The number of the largest table, in the order they begin.
    largest: usize,
}

pub(super) fn open(bytes: &[u8]) -> Result<Box<dyn Source>, Refusal> {
    let text = encoding::decode(bytes, encoding::declared(bytes, "charset="));
    let mut counts: Vec<u64> = Vec::new();
    tables(&text, &mut |table, part| {
        if counts.len() <= table {
            counts.resize(table + 1, 0);
        }
        if let (Part::Cell { text, .. }, Some(count)) = (part, counts.get_mut(table)) {
            *count += u64::from(!text.trim().is_empty());
        }
        Ok(())
    })?;
    // Of equals the first.
    let largest = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count);
    let largest = largest.filter(|(_, count)| **count > 0).map(|(table, _)| table).ok_or(Refusal::NoSheet)?;
    Ok(Box::new(Html { text, names: [Name { name: String::new(), hidden: false }], largest }))
}

impl Source for Html {
    fn names(&self) -> &[Name] {
        &self.names
    }

    fn read(&mut self, _: Option<usize>, grid: &mut Grid) -> Result<(), Refusal> {
        grid.sheet(0)?;
        tables(&self.text, &mut |table, part| match part {
            _ if table != self.largest => Ok(()),
            Part::Row { row, hidden } => grid.row(row, 1, hidden),
            Part::Cell { text, merge } => {
                grid.merge(merge)?;
                grid.cell(merge.left, 1, text, Kind::Text)
            }
        })
    }
}

/// What a table has.
enum Part<'a> {
    Row { row: u64, hidden: bool },
    Cell { text: &'a str, merge: Merge },
}

/// A table being read.
struct Table {
    number: usize,
    /// From 1; zero before the first.
    row: u64,
    column: u32,
    in_row: bool,
    /// The cell begun: the block it covers and its text.
    cell: Option<(Merge, String)>,
    /// The last row each column is covered to by cells above.
    covered: Vec<u64>,
}

type Take<'a> = dyn FnMut(usize, Part) -> Result<(), Refusal> + 'a;

impl Table {
    fn end_cell(&mut self, take: &mut Take) -> Result<(), Refusal> {
        let Some((merge, text)) = self.cell.take() else { return Ok(()) };
        take(self.number, Part::Cell { text: &text, merge })
    }

    fn begin_row(&mut self, hidden: bool, take: &mut Take) -> Result<(), Refusal> {
        self.end_cell(take)?;
        (self.row, self.column, self.in_row) = (self.row + 1, 0, true);
        take(self.number, Part::Row { row: self.row, hidden })
    }

    fn begin_cell(&mut self, tag: &StartTag<()>, steps: &mut u64, take: &mut Take) -> Result<(), Refusal> {
        self.end_cell(take)?;
        if !self.in_row {
            self.begin_row(false, take)?;
        }
        let is_covered = |column: u32| self.covered.get(column as usize).is_some_and(|last| *last >= self.row);
        let left = (self.column..MAX_COLUMN).find(|column| !is_covered(*column)).unwrap_or(MAX_COLUMN);
        let columns = u32::try_from(span(tag, b"colspan")).unwrap_or(u32::MAX).min(MAX_COLUMNS_SPANNED);
        let rows = span(tag, b"rowspan").min(MAX_ROWS_SPANNED);
        let merge = Merge { top: self.row, bottom: self.row + rows - 1, left, right: left + columns - 1 };
        *steps += u64::from(left - self.column.min(left)) + u64::from(columns);
        if *steps > MAX_STEPS {
            return Err(Refusal::Workbook(Limit::Cells));
        }
        self.column = left + columns;
        let end = self.column.min(MAX_COLUMN) as usize;
        if rows > 1 {
            self.covered.resize(self.covered.len().max(end), 0);
            let columns = self.covered.get_mut(left as usize..end).unwrap_or_default();
            columns.iter_mut().for_each(|last| *last = merge.bottom);
        }
        self.cell = Some((merge, String::new()));
        Ok(())
    }
}

fn span(tag: &StartTag<()>, name: &[u8]) -> u64 {
    let value = tag.attributes.get(name).and_then(|value| std::str::from_utf8(&value.value).ok());
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = tag.attributes.get(&b"style"[..]).map(|style| String::from_utf8_lossy(&style.value).to_lowercase());
    style.is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

/// Goes through all tables of a page, with tables in tables, as browsers would.
fn tables(text: &str, take: &mut Take) -> Result<(), Refusal> {
    let mut emitter = DefaultEmitter::default();
    // Scripts and styles aren't text.
    emitter.naively_switch_states(true);
    let mut open: Vec<Table> = Vec::new();
    let (mut count, mut steps, mut too_deep, mut is_aside) = (0, 0, 0_usize, false);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => match tag.name.as_slice() {
                b"table" if open.len() >= MAX_DEPTH => too_deep += 1,
                _ if too_deep > 0 => {}
                b"table" => {
                    let (row, column) = (0, 0);
                    open.push(Table { number: count, row, column, in_row: false, cell: None, covered: Vec::new() });
                    count += 1;
                }
                b"script" | b"style" | b"title" => is_aside = !tag.self_closing,
                name => {
                    let Some(table) = open.last_mut() else { continue };
                    match name {
                        b"tr" => table.begin_row(is_hidden(&tag), take)?,
                        b"td" | b"th" => table.begin_cell(&tag, &mut steps, take)?,
                        b"br" | b"p" | b"div" | b"li" => {
                            if let Some((_, text)) = &mut table.cell {
                                text.push(' ');
                            }
                        }
                        _ => {}
                    }
                }
            },
            Ok(Token::EndTag(tag)) => match tag.name.as_slice() {
                b"table" if too_deep > 0 => too_deep -= 1,
                _ if too_deep > 0 => {}
                b"script" | b"style" | b"title" => is_aside = false,
                b"table" => {
                    if let Some(mut table) = open.pop() {
                        table.end_cell(take)?;
                    }
                }
                b"td" | b"th" => open.last_mut().map_or(Ok(()), |table| table.end_cell(take))?,
                b"tr" => {
                    if let Some(table) = open.last_mut() {
                        table.end_cell(take)?;
                        table.in_row = false;
                    }
                }
                _ => {}
            },
            Ok(Token::String(content)) if !is_aside && too_deep == 0 => {
                if let Some((_, text)) = open.last_mut().and_then(|table| table.cell.as_mut()) {
                    add_text(&String::from_utf8_lossy(&content.value), text);
                }
            }
            _ => {}
        }
    }
    // What the page leaves open ends with it.
    while let Some(mut table) = open.pop() {
        table.end_cell(take)?;
    }
    Ok(())
}

/// Adds text as a page shows it: line ends and spaces, any number of them, are one space.
fn add_text(content: &str, text: &mut String) {
    for char in content.chars() {
        match char {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' if text.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => text.push(' '),
            char => text.push(char),
        }
    }
}
