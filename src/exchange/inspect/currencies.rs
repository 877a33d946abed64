//! Which currencies columns name, and which column names the currency of which amount.

use std::collections::HashMap;

use crate::currency::Currency;
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::{money, number};
use crate::exchange::inspect::header::{Dictionary, HeadRow};
use crate::exchange::inspect::row_measures::RowMeasures;
use crate::exchange::{Column, Confidence, Evidence, Role};

/// Notes in each column the currencies it names, and finds a column of codes that no header names. `below` are all
/// rows: some reports mark their totals only.
pub(super) fn name(columns: &mut [Column], sample: &[&HeadRow], below: &[HeadRow], dictionary: &Dictionary) {
    let says_currency = |column: &Column| {
        let says = dictionary.meaning(&column.header).is_some_and(|meaning| meaning.role == Role::Currency);
        says && column.numbers.numbers * 2 <= column.numbers.filled
    };
    let is_unnamed = |column: &Column| column.role == Role::Ignore && dictionary.meaning(&column.header).is_none();
    for (at, column) in columns.iter_mut().enumerate() {
        let texts = || sample.iter().map(|row| row.cell(at).text).filter(|text| !text.is_empty());
        if column.role == Role::Currency || says_currency(column) {
            column.currencies = by_count(texts());
            continue;
        }
        let is_number = column.could_be(Role::Amount);
        if !is_number {
            let codes = texts().filter(|text| Currency::code_of(&text.to_uppercase()).is_some()).count();
            // As many letters as a code may be other codes here and there.
            if is_unnamed(column) && codes > 0 && codes == texts().count() {
                column.currencies = by_count(texts());
            }
            continue;
        }
        column.currencies = money::in_header(&column.header);
        if column.currencies.is_empty() {
            column.currencies = by_count(texts().filter_map(number::mark));
        }
        if column.currencies.is_empty() {
            column.currencies = by_count(below.iter().filter_map(|row| number::mark(row.cell(at).text)));
        }
    }
    if !columns.iter().any(|column| column.role == Role::Currency) {
        let mut codes = columns.iter_mut().filter(|column| is_unnamed(column) && is_code_column(column));
        if let (Some(column), None) = (codes.next(), codes.next()) {
            column.role = Role::Currency;
            column.confidence = Confidence::Likely;
        }
    }
}

/// Whether a column names currencies and nothing else.
fn is_code_column(column: &Column) -> bool {
    !column.currencies.is_empty() && !column.could_be(Role::Amount)
}

/// The currencies that marks stand for, the most frequent mark first.
fn by_count<'a>(marks: impl Iterator<Item = &'a str>) -> Vec<Currency> {
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
}

/// For each column of numbers the column that names its currencies: of the same name but for the word itself
/// ("Converted amount", "Converted currency"), else the nearest one that is no other amount's.
pub(super) fn paired(columns: &[Column], dictionary: &Dictionary) -> Vec<Option<usize>> {
    let codes: Vec<(usize, String)> = (0..columns.len())
        .filter(|at| columns.get(*at).is_some_and(is_code_column))
        .map(|at| (at, rest(columns, at, dictionary)))
        .collect();
    let word =
        |at: usize| columns.get(at).and_then(|column| dictionary.meaning(&column.header)).map(|found| found.word);
    let nearest = |at: usize, among: &mut dyn Iterator<Item = usize>| {
        // Of two as near the one behind the amount.
        among.min_by_key(|code| (code.abs_diff(at), *code < at))
    };
    let pair = |at: usize| {
        let column = columns.get(at).filter(|column| column.could_be(Role::Amount))?;
        let is_twin = |other: &usize| *other != at && word(*other).is_some() && word(*other) == word(at);
        let twins: Vec<usize> = (0..columns.len()).filter(is_twin).collect();
        // "Amount, Currency, Amount in EUR".
        if !twins.is_empty() && !money::in_header(&column.header).is_empty() {
            return None;
        }
        let own = rest(columns, at, dictionary);
        let alike = nearest(at, &mut codes.iter().filter(|(_, code)| *code == own).map(|(code, _)| *code));
        // One of the same word that has this very name has it for itself.
        let is_taken = |code: &str| twins.iter().any(|other| rest(columns, *other, dictionary) == code);
        let free = || nearest(at, &mut codes.iter().filter(|(_, code)| !is_taken(code)).map(|(code, _)| *code));
        alike.or_else(free)
    };
    (0..columns.len()).map(pair).collect()
}

/// What a header says besides the word for its role.
fn rest(columns: &[Column], at: usize, dictionary: &Dictionary) -> String {
    let header = columns.get(at).map_or("", |column| column.header.as_str());
    let folded = fold(header);
    match dictionary.meaning(header) {
        Some(meaning) => folded.replacen(&meaning.word, "", 1).split_whitespace().collect::<Vec<_>>().join(" "),
        None => folded,
    }
}

/// Notes what rows say of the currency they are counted in ("Price, EUR") in the amounts that name none.
pub(super) fn of_measures(columns: &mut [Column], measures: &RowMeasures) {
    let named: Vec<Currency> = measures.names.iter().flat_map(|name| money::in_header(name)).collect();
    let is_amount = |column: &Column| matches!(column.role, Role::Amount | Role::AmountGross | Role::Period);
    for column in columns.iter_mut().filter(|column| is_amount(column) && column.currencies.is_empty()) {
        column.currencies.clone_from(&named);
        column.currencies.dedup();
    }
}

/// Gives the amount the column of its own currency: none if another amount has it.
pub(super) fn follow(columns: &mut [Column], paired: &[Option<usize>]) {
    let money = [Role::Amount, Role::AmountGross, Role::Debit, Role::Credit, Role::Price];
    let Some(amount) = money.into_iter().find_map(|role| columns.iter().position(|column| column.role == role)) else {
        return;
    };
    let own = paired.get(amount).copied().flatten();
    let holder = columns.iter().position(|column| column.role == Role::Currency);
    if own == holder {
        return;
    }
    if let Some(column) = holder.and_then(|at| columns.get_mut(at)) {
        column.role = Role::Ignore;
        column.evidence.extend(own.map(|column| Evidence::LessLikelyThan { column }));
    }
    if let Some(column) = own.and_then(|at| columns.get_mut(at)) {
        column.role = Role::Currency;
        column.confidence = Confidence::Likely;
    }
}
