//! Everything as one JSON file, and back: the file colleagues pass to each other.
//!
//! Described by the static file `vital-few.schema.json`, which ships with the page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::book::{Book, RecordId};
use crate::ledger::Batch;

/// The value of `format` in every file of ours.
pub const FORMAT: &str = "vital-few";

/// The version this program writes, and the newest it reads.
pub const VERSION: u64 = 1;

/// Why a file could not be read as an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonRefusal {
    /// Not JSON; where, as line and column.
    NotJson { line: usize, column: usize },
    /// JSON, but not an export of this program.
    NotOurs,
    /// Written by a newer version.
    Newer { version: u64 },
    /// Ours, but something in it has not the expected shape.
    Damaged { detail: String },
}

/// What an export holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Export {
    pub book: Book,
    /// The sales of each import, under the id of its receipt.
    pub batches: BTreeMap<RecordId, Batch>,
}

#[derive(Serialize)]
struct FileOut<'a> {
    format: &'static str,
    version: u64,
    exported_at: &'a str,
    book: &'a Book,
    ledger: LedgerOut<'a>,
}

#[derive(Serialize)]
struct LedgerOut<'a> {
    batches: BTreeMap<RecordId, &'a Batch>,
}

#[derive(Deserialize)]
struct FileIn {
    book: Book,
    ledger: LedgerIn,
}

#[derive(Deserialize)]
struct LedgerIn {
    batches: BTreeMap<RecordId, Batch>,
}

/// The text of an export. `exported_at` is ISO 8601 in UTC.
pub fn to_json<'a>(book: &Book, batches: impl IntoIterator<Item = (RecordId, &'a Batch)>, exported_at: &str) -> String {
    let ledger = LedgerOut { batches: batches.into_iter().collect() };
    let file = FileOut { format: FORMAT, version: VERSION, exported_at, book, ledger };
    // Texts, integers and maps with text keys: nothing here can fail to serialise.
    serde_json::to_string(&file).unwrap_or_default()
}

/// Reads what [`to_json`] wrote.
///
/// # Errors
/// [`JsonRefusal`]; nothing is taken over from a file that isn't whole.
pub fn from_json(text: &str) -> Result<Export, JsonRefusal> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| JsonRefusal::NotJson { line: error.line(), column: error.column() })?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(JsonRefusal::NotOurs);
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version > VERSION => return Err(JsonRefusal::Newer { version }),
        Some(_) => {}
        None => return Err(JsonRefusal::Damaged { detail: "version".into() }),
    }
    let file = FileIn::deserialize(value).map_err(|error| JsonRefusal::Damaged { detail: error.to_string() })?;
    Ok(Export { book: file.book, batches: file.ledger.batches })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Label, RecordKind, Stamp};

    fn export() -> Export {
        let mut book = Book::default();
        let id = RecordId::from_parts(3, [2; 10]);
        let account = Account { name: "Königlich Essen".into(), ..Account::default() };
        let stamp = Stamp { millis: 9, ..Stamp::default() };
        book.apply(&Change::new(Label::AddAccount { account: account.name.clone() }, account.create(id)), stamp);
        Export { book, batches: [(RecordId::well_known(5), Batch::default())].into() }
    }

    fn text_of(export: &Export) -> String {
        to_json(&export.book, export.batches.iter().map(|(id, batch)| (*id, batch)), "2026-01-01T00:00:00Z")
    }

    #[test]
    fn an_export_comes_back_without_loss() {
        let export = export();
        assert_eq!(from_json(&text_of(&export)), Ok(export));
    }

    #[test]
    fn other_files_are_refused_with_their_reason() {
        assert_eq!(from_json("{\n\"a\" 1}"), Err(JsonRefusal::NotJson { line: 2, column: 5 }));
        assert_eq!(from_json("[]"), Err(JsonRefusal::NotOurs));
        assert_eq!(from_json(r#"{"format":"vital-few","version":99}"#), Err(JsonRefusal::Newer { version: 99 }));
        let damaged = text_of(&export()).replace("fields", "feelds");
        assert!(matches!(from_json(&damaged), Err(JsonRefusal::Damaged { .. })));
    }
}
