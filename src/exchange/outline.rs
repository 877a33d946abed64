//! The first part of a file, understood.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::delimited::{Row, Rows};
use super::header::{self, Dictionary, HeadRow, Header};
use super::{Column, DiscountKind, Need, Plan, Refusal, Role, bytes, guess, money, number, row};
use crate::ledger::Currency;

/// How much of a file [`look`] wants to see.
pub const HEAD_BYTES: usize = 256 * 1024;

/// What a line near the top of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineKind {
    /// Above the header: a title, a period, `sep=`.
    Preamble,
    Header,
    Data,
}

/// A row as it is in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadLine {
    /// From 1.
    pub line: u64,
    pub kind: LineKind,
    pub cells: Vec<String>,
}

/// What a file looks like from its first part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    pub delimiter: char,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
    /// The line the header begins on, from 1.
    pub header_line: u64,
    /// Filled lines above the header.
    pub preamble: u64,
    pub columns: Vec<Column>,
    /// Currencies named by a column, else by a header, else by marks in the cells; the likeliest first.
    pub currencies: Vec<Currency>,
    /// What no column was found for; a person can still map one.
    pub missing: Vec<Need>,
    /// The first rows as they are in the file: all of the preamble, the header, some data.
    pub head: Vec<HeadLine>,
    /// Rows of data seen.
    pub rows: u64,
    /// Whether that was the whole file.
    pub whole: bool,
}

/// Delimiters in the order they are tried; of equals the first wins.
const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];
/// Rows looked at below the header; formats need many, but not all.
const ROWS: usize = 5_000;
/// Rows of data in [`Outline::head`].
const HEAD_ROWS: usize = 12;
const HEAD_CHARS: usize = 120;

/// Looks at the first bytes of a file (up to [`HEAD_BYTES`]); `whole` says that there are no more.
///
/// # Errors
/// A [`Refusal`] if no plan a person could make would import it.
pub fn look(head: &[u8], whole: bool) -> Result<Outline, Refusal> {
    bytes::check(head)?;
    let whole = whole && head.len() <= HEAD_BYTES;
    let head = head.get(..HEAD_BYTES).unwrap_or(head);
    let dictionary = Dictionary::new();
    let (delimiter, rows) = delimit(head, whole, &dictionary);
    // Before anything is said about columns: is it UTF-8? A broken row or two can be skipped, but a
    // header of question marks or many such rows are another encoding.
    let broken = rows.iter().filter(|row| !row.is_utf8).count();
    let found = header::find(&rows, &dictionary);
    let is_broken = |found: &Header| rows.get(found.row).is_some_and(|row| !row.is_utf8);
    if broken * 20 > rows.len() || broken > 0 && found.as_ref().is_none_or(is_broken) {
        return Err(Refusal::NotUtf8 { line: line_of_broken(head) });
    }
    let found = found.ok_or(Refusal::NoHeader)?;
    let (above, below) = rows.split_at(found.row);
    let Some((header, below)) = below.split_first() else { return Err(Refusal::NoHeader) };
    if below.is_empty() {
        return Err(Refusal::HeaderOnly);
    }
    let width = row::named_width(&header.cells);
    let is_sample = |row: &&HeadRow| {
        let first = row.cells.iter().find(|cell| !cell.is_empty());
        let is_totals = first.is_some_and(|cell| dictionary.totals(cell) == Some(true));
        row.is_utf8 && row.cells.len() >= width && row.cells != header.cells && !is_totals
    };
    let sample: Vec<&HeadRow> = below.iter().filter(is_sample).take(ROWS).collect();
    let columns = guess::guess(&header.cells, &sample, &dictionary);
    let missing = missing(&columns)?;
    let cells = |role| {
        let at = columns.iter().position(|column| column.role == role);
        sample.iter().filter_map(move |row| row.cells.get(at?)).map(String::as_str)
    };
    let head_line = |row: &HeadRow, kind| HeadLine {
        line: row.line,
        kind,
        cells: row.cells.iter().map(|cell| cell.chars().take(HEAD_CHARS).collect()).collect(),
    };
    Ok(Outline {
        delimiter,
        bom: head.starts_with(bytes::BOM),
        header_line: header.line,
        preamble: above.len() as u64,
        currencies: currencies(
            &columns,
            cells(Role::Currency),
            [Role::Amount, Role::Price].into_iter().flat_map(cells),
        ),
        missing,
        head: above
            .iter()
            .map(|row| head_line(row, LineKind::Preamble))
            .chain(std::iter::once(head_line(header, LineKind::Header)))
            .chain(below.iter().take(HEAD_ROWS).map(|row| head_line(row, LineKind::Data)))
            .collect(),
        rows: below.len() as u64,
        whole,
        columns,
    })
}

/// The rows by the delimiter that makes the best table of them.
fn delimit(head: &[u8], whole: bool, dictionary: &Dictionary) -> (char, Vec<HeadRow>) {
    let text = head.strip_prefix(bytes::BOM).unwrap_or(head);
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter, b'\r' | b'\n', ..] = text
        && (*delimiter == b'\t' || delimiter.is_ascii_punctuation())
    {
        let delimiter = char::from(*delimiter);
        return (delimiter, rows_of(head, delimiter, whole));
    }
    let mut best = (',', Vec::new());
    let mut best_score = None;
    for delimiter in DELIMITERS {
        let rows = rows_of(head, delimiter, whole);
        let header = header::find(&rows, dictionary);
        let below = header.as_ref().map_or(0, |header| header.row);
        let width = rows.get(below).map_or(1, |row| row.cells.len());
        // A table: rows as wide as their header. Without a second column there is nothing to compare.
        let alike = rows.iter().skip(below).filter(|row| row.cells.len() == width).count();
        let alike = if width > 1 { alike * 100 / rows.len().saturating_sub(below).max(1) } else { 0 };
        let score = (width > 1, header.map_or(-100, |header| header.score) + alike as i64 / 5);
        if best_score.is_none_or(|best| score > best) {
            best_score = Some(score);
            best = (delimiter, rows);
        }
    }
    // Where no delimiter makes a table, commas are as good as anything.
    if best_score.is_some_and(|(is_table, _)| !is_table) { (',', rows_of(head, ',', whole)) } else { best }
}

fn rows_of(head: &[u8], delimiter: char, whole: bool) -> Vec<HeadRow> {
    let mut found = Vec::new();
    let mut rows = Rows::new(delimiter, 0);
    let mut take = |row: Row| {
        if found.len() <= ROWS + HEAD_ROWS {
            found.push(HeadRow { line: row.line, cells: row.cells(), is_utf8: row.is_utf8() });
        }
    };
    rows.feed(head, &mut take);
    // What the cut left of the last row is not a row.
    if whole {
        rows.finish(&mut take);
    }
    found.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    found
}

/// The line of the first byte that isn't UTF-8.
fn line_of_broken(head: &[u8]) -> u64 {
    let valid = std::str::from_utf8(head).map_or_else(|error| error.valid_up_to(), str::len);
    let before = head.get(..valid).unwrap_or(head);
    let ends = before.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => before.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u64 + 1
}

/// What no column was found for, if a person could still map one.
fn missing(columns: &[Column]) -> Result<Vec<Need>, Refusal> {
    let headers = || columns.iter().map(|column| column.header.clone()).collect();
    let has = |role| columns.iter().any(|column| column.role == role);
    let mut missing = Vec::new();
    if !has(Role::Customer) && !has(Role::CustomerId) {
        let could_name = |column: &Column| {
            let is_used = column.role == Role::Date || column.role.is_numeric();
            !is_used && !column.samples.is_empty() && column.dates.dates * 2 < column.dates.filled
        };
        if !columns.iter().any(could_name) {
            return Err(Refusal::NoCustomerColumn { headers: headers() });
        }
        missing.push(Need::Customer);
    }
    if !has(Role::Date) {
        if !columns.iter().any(|column| column.dates.dates * 3 > column.dates.filled) {
            return Err(Refusal::NoDateColumn { headers: headers() });
        }
        missing.push(Need::Date);
    }
    if !(has(Role::Amount) || has(Role::Quantity) && has(Role::Price)) {
        let could_count = |column: &Column| column.role != Role::Date && column.numbers.numbers > column.dates.dates;
        let is_taken = |column: &Column| matches!(column.role, Role::Customer | Role::CustomerId);
        if !columns.iter().any(|column| could_count(column) && !is_taken(column)) {
            return Err(Refusal::NoAmountColumn { headers: headers() });
        }
        missing.push(Need::Amount);
    }
    Ok(missing)
}

/// The currencies named: by a column of their own, else by a header, else by marks in the cells.
fn currencies<'a>(
    columns: &[Column],
    column: impl Iterator<Item = &'a str>,
    amounts: impl Iterator<Item = &'a str>,
) -> Vec<Currency> {
    let count = |marks: &mut dyn Iterator<Item = &'a str>| {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        marks.for_each(|mark| *counts.entry(mark).or_default() += 1);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(mark, count)| (std::cmp::Reverse(*count), *mark));
        let mut found = Vec::new();
        for currency in counts.into_iter().flat_map(|(mark, _)| money::currencies(mark).collect::<Vec<_>>()) {
            if !found.contains(&currency) {
                found.push(currency);
            }
        }
        found
    };
    let mut found = count(&mut column.filter(|cell| !cell.is_empty()));
    if found.is_empty() {
        let money = |column: &&Column| matches!(column.role, Role::Amount | Role::Price);
        found = columns.iter().filter(money).flat_map(|column| money::in_header(&column.header)).collect();
        found.dedup();
    }
    if found.is_empty() {
        found = count(&mut amounts.filter_map(number::mark));
    }
    found
}

impl Outline {
    /// The plan these findings suggest; `book` is the currency if the file names none.
    pub fn plan(&self, book: Currency) -> Plan {
        Plan {
            delimiter: self.delimiter,
            header_line: self.header_line,
            headers: self.columns.iter().map(|column| column.header.clone()).collect(),
            roles: self.columns.iter().map(|column| column.role).collect(),
            numbers: self.columns.iter().map(|column| column.numbers.format).collect(),
            dates: self.columns.iter().map(|column| column.dates.format).collect(),
            discounts: self
                .columns
                .iter()
                .map(|column| column.numbers.discount.unwrap_or(DiscountKind::Fraction))
                .collect(),
            currency: match self.currencies.first() {
                Some(_) if self.currencies.contains(&book) => book,
                Some(named) => *named,
                None => book,
            },
        }
    }
}
