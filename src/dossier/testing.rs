//! An account of which a test says all that is known.

use super::Dossier;
use crate::book::{Account, Book, Change, Edit, Label, RecordId, RecordKind, Stamp};
use crate::calendar::{Date, date};

pub const ID: RecordId = RecordId::well_known(9);

pub fn today() -> Date {
    date(1998, 5, 6)
}

/// A book with the account and what these edits say.
pub fn book(edits: Vec<Edit>) -> Book {
    let mut book = Book::default();
    let account = Account { name: "Ernst Handel".into(), ..Account::default() };
    let edits = account.create(ID).into_iter().chain(edits).collect();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

pub fn dossier(edits: Vec<Edit>) -> Dossier {
    Dossier::of(&book(edits), ID).unwrap_or_else(|| unreachable!("it was just made"))
}
