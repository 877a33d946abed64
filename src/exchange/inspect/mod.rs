//! Inspecting at a file: what it is, and what its first part says.

pub(super) mod activities;
mod alike_sheets;
pub(super) mod amounts;
pub(super) mod columns;
pub(super) mod currencies;
#[cfg(test)]
mod delivery_days;
pub(super) mod documents;
pub(super) mod guess;
pub(super) mod header;
pub(super) mod inspection;
mod own_words;
pub(super) mod people;
pub(super) mod period_columns;
pub(super) mod question;
pub(super) mod resolve_doubts;
pub(super) mod row_measures;
pub(super) mod shape;
pub(super) mod switches;
pub(super) mod titles;
pub(super) mod unnamed_sums;

use crate::exchange::cell::row::Row;
use crate::exchange::container::delimited::Rows;
use crate::exchange::container::{self, Container, Decoder, Format, Workbook, detect};
use crate::exchange::inspect::header::{Dictionary, HeadRow, ROWS};
use crate::exchange::inspect::inspection::{HEAD_ROWS, Table, inspection};
use crate::exchange::spec::{HeaderAt, Hints, Source};
use crate::exchange::{Inspection, Quotes, Refusal};

/// How much of a file of text [`inspect`] wants to see.
pub const HEAD_BYTES: usize = 256 * 1024;

/// Delimiters in the order they are tried; of equals the first wins.
const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];

/// Whether a file must be read as a whole before it can be looked at: workbooks and web pages.
///
/// # Errors
/// The [`Refusal`] that says what the bytes are if they are no table at all.
pub fn is_workbook(head: &[u8]) -> Result<bool, Refusal> {
    Ok(container::sniff(head)? != Format::Text)
}

/// Looks at the first bytes of a file of text (up to [`HEAD_BYTES`]); `whole` says that there are no more.
///
/// # Errors
/// A [`Refusal`] if no spec a person could make would import it.
pub fn inspect(head: &[u8], whole: bool, hints: &Hints) -> Result<Inspection, Refusal> {
    let whole = whole && head.len() <= HEAD_BYTES;
    let head = head.get(..HEAD_BYTES).unwrap_or(head);
    let mut found = detect(head, whole);
    if let Some(chosen) = hints.encoding {
        found.encoding = chosen;
    }
    let mut text = Vec::new();
    let mut decoder = Decoder::new(found.encoding);
    decoder.feed(head, &mut |part| text.extend_from_slice(part));
    if whole {
        decoder.finish(&mut |part| text.extend_from_slice(part));
    }
    let dictionary = Dictionary::get();
    let table = |quotes: Quotes| {
        let (delimiter, rows) = delimit(&text, whole, quotes, dictionary);
        let source = Source::Text { encoding: found.encoding, delimiter };
        // Of many short rows not all were looked at.
        let whole = whole && rows.len() <= ROWS;
        Table { container: Container::Text(found.clone()), source, rows, whole, are_cards: false }
    };
    let quotes = hints.quotes.unwrap_or_default();
    let first = table(quotes);
    let odd: Vec<(u64, u64)> = first.rows.iter().filter(|row| row.is_odd).map(|row| (row.line, row.lines)).collect();
    let sound = first.rows.len().saturating_sub(odd.len()) as u64;
    let seen = inspection(first, hints, dictionary);
    if hints.quotes.is_some() || !text.contains(&b'"') {
        return seen;
    }
    // A quote that isn't closed where it should be swallows what the table is known by: the header, or most of what
    // is seen of it. Then each line is taken for a row, and a person says whether it is.
    let top = seen.as_ref().map_or(u64::MAX, |seen| seen.header.line + u64::from(seen.header.rows.max(1)));
    let is_header_odd = odd.first().is_some_and(|(line, lines)| *line < top && *lines > 1);
    let swallowed: u64 = odd.iter().filter(|(_, lines)| *lines > 1).map(|(_, lines)| lines).sum();
    if seen.is_ok() && !is_header_odd && swallowed <= sound {
        return seen;
    }
    match inspection(table(Quotes::Lines), hints, dictionary) {
        Ok(by_line) => {
            let lines = odd.iter().find(|(_, lines)| *lines > 1);
            let swallowed = Some(lines.map_or_else(String::new, |(line, lines)| span(*line, *lines)));
            Ok(Inspection { swallowed, ..by_line })
        }
        Err(_) => seen,
    }
}

/// The lines a row takes up: "501–901".
pub(super) fn span(line: u64, lines: u64) -> String {
    format!("{line}–{}", line + lines.saturating_sub(1))
}

/// Looks at a workbook or a web page: at the sheet a person chose, else at the first that is a table.
///
/// # Errors
/// A [`Refusal`] if no sheet can be imported; that of the largest.
pub fn inspect_workbook(book: &mut Workbook, hints: &Hints) -> Result<Inspection, Refusal> {
    let sheets = book.sheets().to_vec();
    let mut order: Vec<usize> = (0..sheets.len()).collect();
    let rank = |at: &usize| sheets.get(*at).map(|sheet| (sheet.hidden, std::cmp::Reverse(sheet.rows)));
    order.sort_by_key(rank);
    if let Some(chosen) = hints.sheet {
        order = vec![chosen];
    }
    let dictionary = Dictionary::get();
    // Cards have no header of their own; ours stands above them.
    let are_cards = book.are_cards();
    let header = hints.header.or(are_cards.then_some(HeaderAt { line: 1, rows: 1 }));
    let hints = &Hints { header, ..hints.clone() };
    let mut best: Option<Result<Inspection, Refusal>> = None;
    // A cover, a pivot and notes are seldom more than a few sheets.
    let is_empty = |at: usize| sheets.get(at).is_some_and(|sheet| sheet.rows == 0);
    for at in order.into_iter().take(8) {
        // What was formatted and never filled needn't be read again to say so.
        if is_empty(at) {
            best.get_or_insert(Err(Refusal::NoHeader));
            continue;
        }
        let (rows, whole) = alike_sheets::first_rows(book, at)?;
        let container = Container::Sheets(sheets.clone());
        let table = Table { container, source: Source::Sheet(at), rows, whole, are_cards };
        let mut found = inspection(table, hints, dictionary);
        if let Ok(inspection) = &mut found
            && !inspection.whole
            && inspection.is_in_doubt()
        {
            let mut part = Vec::new();
            let mut open = inspection.columns_in_doubt();
            book.read_while(at, &mut |row| {
                part.push(HeadRow::of_columns(&row, &open));
                if part.len() > ROWS {
                    inspection.settle_rows(&part);
                    part.clear();
                    open = inspection.columns_in_doubt();
                }
                !open.is_empty()
            })?;
            inspection.settle_rows(&part);
        }
        match found {
            Ok(mut inspection) if inspection.missing.is_empty() => {
                alike_sheets::find(&mut inspection, book, hints)?;
                inspection.is_alone = hints.sheet.is_some();
                return Ok(inspection);
            }
            found if best.as_ref().is_none_or(|best| is_better(&found, best)) => best = Some(found),
            _ => {}
        }
    }
    best.unwrap_or(Err(Refusal::Empty))
}

/// Whether a sheet leaves less open than another.
fn is_better(found: &Result<Inspection, Refusal>, best: &Result<Inspection, Refusal>) -> bool {
    match (found, best) {
        (Ok(found), Ok(best)) => found.missing.len() < best.missing.len(),
        (found, best) => found.is_ok() && best.is_err(),
    }
}

/// The rows by the delimiter that makes the best table of them.
fn delimit(text: &[u8], whole: bool, quotes: Quotes, dictionary: &Dictionary) -> (char, Vec<HeadRow>) {
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter, b'\r' | b'\n', ..] = text
        && (*delimiter == b'\t' || delimiter.is_ascii_punctuation())
    {
        let delimiter = char::from(*delimiter);
        return (delimiter, rows_of(text, delimiter, quotes, whole));
    }
    let mut best = (',', Vec::new());
    let mut best_score = None;
    let is_there = |delimiter: &char| u8::try_from(*delimiter).is_ok_and(|byte| text.contains(&byte));
    for delimiter in DELIMITERS.into_iter().filter(is_there) {
        let rows = rows_of(text, delimiter, quotes, whole);
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
    if best_score.is_some_and(|(is_table, _)| !is_table) { (',', rows_of(text, ',', quotes, whole)) } else { best }
}

fn rows_of(text: &[u8], delimiter: char, quotes: Quotes, whole: bool) -> Vec<HeadRow> {
    let mut found = Vec::new();
    let mut rows = Rows::new(delimiter, quotes, 0);
    let mut take = |row: Row| {
        if found.len() <= ROWS + HEAD_ROWS {
            found.push(HeadRow::of(&row));
        }
    };
    rows.feed(text, &mut take);
    // What the cut left of the last row is not a row.
    if whole {
        rows.finish(&mut take);
    }
    found.retain(|row| row.filled() > 0);
    found
}
