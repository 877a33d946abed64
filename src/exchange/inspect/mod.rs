//! Inspecting at a file: what it is, and what its first part says.

pub(super) mod columns;
pub(super) mod guess;
pub(super) mod header;
pub(super) mod inspection;
pub(super) mod period_columns;
pub(super) mod question;
pub(super) mod resolve_doubts;
pub(super) mod shape;
pub(super) mod titles;

use crate::exchange::cell::row::Row;
use crate::exchange::container::delimited::Rows;
use crate::exchange::container::{self, Container, Decoder, Format, Workbook, detect};
use crate::exchange::inspect::header::{Dictionary, HeadRow};
use crate::exchange::inspect::inspection::{HEAD_ROWS, ROWS, Table, inspection};
use crate::exchange::spec::{Hints, Source};
use crate::exchange::{Inspection, Refusal};

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
    let (delimiter, rows) = delimit(&text, whole, dictionary);
    let source = Source::Text { encoding: found.encoding, delimiter };
    // Of many short rows not all were looked at.
    let whole = whole && rows.len() <= ROWS;
    inspection(Table { container: Container::Text(found), source, rows, whole }, hints, dictionary)
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
    let mut best: Option<Result<Inspection, Refusal>> = None;
    // A cover, a pivot and notes are seldom more than a few sheets.
    for at in order.into_iter().take(8) {
        let mut rows = Vec::new();
        let mut count = 0_u64;
        book.read(at, &mut |row| {
            count += 1;
            if rows.len() <= ROWS + HEAD_ROWS {
                rows.push(HeadRow::of(&row));
            }
        })?;
        rows.retain(|row| row.filled() > 0);
        let whole = count == rows.len() as u64;
        let container = Container::Sheets(sheets.clone());
        let mut found = inspection(Table { container, source: Source::Sheet(at), rows, whole }, hints, dictionary);
        if let Ok(inspection) = &mut found
            && !inspection.whole
            && inspection.is_in_doubt()
        {
            let mut part = Vec::new();
            book.read(at, &mut |row| {
                part.push(HeadRow::of(&row));
                if part.len() > ROWS {
                    inspection.settle_rows(&part);
                    part.clear();
                }
            })?;
            inspection.settle_rows(&part);
        }
        match found {
            Ok(inspection) if inspection.missing.is_empty() => return Ok(inspection),
            found if best.as_ref().is_none_or(|best| best.is_err() && found.is_ok()) => best = Some(found),
            _ => {}
        }
    }
    best.unwrap_or(Err(Refusal::Empty))
}

/// The rows by the delimiter that makes the best table of them.
fn delimit(text: &[u8], whole: bool, dictionary: &Dictionary) -> (char, Vec<HeadRow>) {
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter, b'\r' | b'\n', ..] = text
        && (*delimiter == b'\t' || delimiter.is_ascii_punctuation())
    {
        let delimiter = char::from(*delimiter);
        return (delimiter, rows_of(text, delimiter, whole));
    }
    let mut best = (',', Vec::new());
    let mut best_score = None;
    let is_there = |delimiter: &char| u8::try_from(*delimiter).is_ok_and(|byte| text.contains(&byte));
    for delimiter in DELIMITERS.into_iter().filter(is_there) {
        let rows = rows_of(text, delimiter, whole);
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
    if best_score.is_some_and(|(is_table, _)| !is_table) { (',', rows_of(text, ',', whole)) } else { best }
}

fn rows_of(text: &[u8], delimiter: char, whole: bool) -> Vec<HeadRow> {
    let mut found = Vec::new();
    let mut rows = Rows::new(delimiter, 0);
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
