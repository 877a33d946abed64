//! Books of all kinds of documents: which types there are, how often and for how much, and which look like
//! sales; and on which side of a book of debits and credits they stand.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::exchange::cell::document_kinds::{self, DocumentKind};
use crate::exchange::cell::number::{self, Number};
use crate::exchange::inspect::header::HeadRow;
use crate::exchange::{Column, Role};

/// More different texts than this in a column are no types of documents.
const MOST: usize = 60;

/// The types of documents in the first part of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundDocuments {
    /// The column that says them.
    pub column: usize,
    /// In the order they come.
    pub types: Vec<FoundDocument>,
}

/// A type of document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundDocument {
    /// As it stands in the file; empty for rows that say none.
    pub word: String,
    pub rows: u64,
    /// What they come to, as plain text; as they stand, so a book's credits are negative.
    pub sum: String,
    /// Whether it looks like a sale, or like what takes one back.
    pub is_sold: bool,
}

/// The types of documents, if some of them have to be left out.
pub(super) fn found(columns: &[Column], rows: &[&HeadRow]) -> Option<FoundDocuments> {
    let at = |role| columns.iter().position(|column| column.role == role);
    let of = |column: usize| -> Option<FoundDocuments> {
        let mut types: Vec<(String, u64, Decimal)> = Vec::new();
        for row in rows {
            let word = row.cell(column).text;
            let amount = amount(columns, row).unwrap_or_default();
            if let Some((_, rows, sum)) = types.iter_mut().find(|(known, ..)| known == word) {
                *rows += 1;
                *sum = sum.checked_add(amount).unwrap_or(*sum);
            } else if types.len() < MOST {
                types.push((word.to_owned(), 1, amount));
            } else {
                return None;
            }
        }
        let words: Vec<&str> = types.iter().map(|(word, ..)| word.as_str()).collect();
        let sold = document_kinds::sold(&words)?;
        let found = types.into_iter().zip(sold).map(|((word, rows, sum), is_sold)| FoundDocument {
            word,
            rows,
            sum: sum.normalize().to_string(),
            is_sold,
        });
        Some(FoundDocuments { column, types: found.collect() })
    };
    // Odoo tells a quotation from an order by its status.
    let is_status = |found: &FoundDocuments| {
        found.types.iter().any(|found| document_kinds::kind(&found.word) == DocumentKind::Quote)
            && found.types.iter().any(|found| found.is_sold)
    };
    match at(Role::DocumentType) {
        Some(column) => of(column),
        None => at(Role::Status).and_then(of).filter(is_status),
    }
}

/// Whether what was sold stands in the column of credits, as in a ledger of one's own sales.
pub(super) fn is_credit_sold(columns: &[Column], rows: &[&HeadRow], documents: Option<&FoundDocuments>) -> bool {
    let is_sale = |row: &&&HeadRow| {
        documents.is_none_or(|found| {
            let word = row.cell(found.column).text;
            let is_sold = found.types.iter().any(|known| known.word == word && known.is_sold);
            is_sold && document_kinds::kind(word) != DocumentKind::Return
        })
    };
    let sums = rows.iter().filter(is_sale).filter_map(|row| both_sides(columns, row));
    sums.fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount).unwrap_or(sum)).is_sign_negative()
}

/// What a row comes to, where a cell says it.
fn amount(columns: &[Column], row: &HeadRow) -> Option<Decimal> {
    let at = [Role::Amount, Role::AmountGross].into_iter().find_map(|role| position(columns, role));
    match at {
        Some(at) => value(columns, row, at),
        None => both_sides(columns, row),
    }
}

/// Debit less credit.
fn both_sides(columns: &[Column], row: &HeadRow) -> Option<Decimal> {
    let (debit, credit) = (position(columns, Role::Debit)?, position(columns, Role::Credit)?);
    let [debit, credit] = [debit, credit].map(|at| value(columns, row, at).unwrap_or_default());
    debit.checked_sub(credit)
}

fn position(columns: &[Column], role: Role) -> Option<usize> {
    columns.iter().position(|column| column.role == role)
}

fn value(columns: &[Column], row: &HeadRow, at: usize) -> Option<Decimal> {
    match number::of(row.cell(at), columns.get(at)?.numbers.format) {
        Number::Value { value, .. } => Some(value),
        _ => None,
    }
}
