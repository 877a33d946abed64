//! One list over several sheets of a workbook: a sheet a quarter, a year, a branch. They are told by their
//! equal headers.

use std::collections::HashSet;

use crate::exchange::cell::fold::fold;
use crate::exchange::cell::period::PeriodName;
use crate::exchange::container::{Container, Workbook};
use crate::exchange::inspect::header::{Dictionary, HeadRow, ROWS};
use crate::exchange::inspect::inspection::{HEAD_ROWS, Table, inspection};
use crate::exchange::spec::{AlikeSheet, Source};
use crate::exchange::{Hints, Inspection, Refusal};

/// More sheets than this aren't looked at.
const MOST: usize = 64;

/// The first rows of a sheet, and whether these are all.
pub(super) fn first_rows(book: &mut Workbook, sheet: usize) -> Result<(Vec<HeadRow>, bool), Refusal> {
    let (mut rows, mut is_all) = (Vec::new(), true);
    book.read_while(sheet, &mut |row| {
        is_all = rows.len() <= ROWS + HEAD_ROWS;
        if is_all {
            rows.push(HeadRow::of(&row));
        }
        is_all
    })?;
    let count = rows.len();
    rows.retain(|row| row.filled() > 0);
    let whole = is_all && count == rows.len();
    Ok((rows, whole))
}

/// Finds the sheets that go on with the list of the one that was inspected, and settles by their rows what that
/// leaves in doubt. A sheet that has rows of another again ("all", beside the quarters) doesn't go on with it.
pub(super) fn find(found: &mut Inspection, book: &mut Workbook, hints: &Hints) -> Result<(), Refusal> {
    let (Source::Sheet(own), Container::Sheets(sheets)) = (found.source.clone(), found.container.clone()) else {
        return Ok(());
    };
    let others: Vec<usize> = (0..sheets.len().min(MOST))
        .filter(|at| *at != own && sheets.get(*at).is_some_and(|sheet| !sheet.hidden && sheet.rows > 1))
        .collect();
    if others.is_empty() || found.headers.is_empty() {
        return Ok(());
    }
    let needs_year = found.periods.iter().flatten().any(|period| PeriodName::needs_year(*period));
    let needs_year = needs_year || found.columns.iter().any(|column| column.bare_periods > column.periods);
    let mut seen = hashes(&first_rows(book, own)?.0, found.header.line);
    let hints = Hints { file: hints.file.clone(), ..Hints::default() };
    for at in others {
        let (rows, whole) = first_rows(book, at)?;
        let data = rows.clone();
        let container = found.container.clone();
        let table = Table { container, source: Source::Sheet(at), rows, whole, are_cards: false };
        let Ok(other) = inspection(table, &hints, Dictionary::get()) else { continue };
        if names(&other) != names(found) || needs_year && found.is_year_known && !other.is_year_known {
            continue;
        }
        let own_rows = hashes(&data, other.header.line);
        let twice = own_rows.intersection(&seen).count();
        if twice > 0 && twice * 2 >= own_rows.len().min(seen.len()) {
            found.repeated_sheets.extend(sheets.get(at).map(|sheet| sheet.name.clone()));
            continue;
        }
        seen.extend(own_rows);
        let year = other.years.first().copied().filter(|_| needs_year && other.is_year_known);
        found.alike.push(AlikeSheet { sheet: at, header: other.header, year });
        if found.is_in_doubt() {
            let below: Vec<HeadRow> = data.into_iter().filter(|row| row.line > other.header.line).collect();
            found.settle_rows(&below);
        }
    }
    Ok(())
}

/// What the columns are called, but for those without a name at the end.
fn names(found: &Inspection) -> Vec<String> {
    let mut names: Vec<String> = found.columns.iter().map(|column| fold(&column.header)).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// The rows below the header, by what they say.
fn hashes(rows: &[HeadRow], header: u64) -> HashSet<u64> {
    let below = rows.iter().filter(|row| row.line > header);
    below.map(|row| xxhash_rust::xxh3::xxh3_64(row.cells.join("\n").trim_end().as_bytes())).collect()
}
