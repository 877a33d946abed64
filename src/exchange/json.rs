//! Everything as one JSON file, and back: the file colleagues pass to each other, and the backup.
//!
//! Described by the static file `vital-few.schema.json`, which ships with the page. A file of an
//! earlier version is brought forward step by step before it is read. The raw file that the crash
//! screen saves is read as well: it holds what the stores hold.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sender::SenderOut;
pub use super::sender::{Part, Sender, Without};
use crate::book::{Book, Device, RecordId, Seen, bring_forward};
use crate::journal::{BATCH, Image, JOURNAL, MANIFEST, Mark, RECORD, StoreImage, Table, Verdict, open};
use crate::ledger::Batch;

/// The value of `format` in every file of ours.
pub const FORMAT: &str = "vital-few";

/// The version this program writes, and the newest it reads.
///
/// 1: book and ledger. 2: their marks, by which damage is noticed. 3: several currencies in one
/// import, what is known of documents, merged accounts; an earlier page would sum what it must not.
/// 4: parts of imports, as a dossier carries them; an earlier page would count them beside the whole.
/// 5: who of ours is meant is a reference; an earlier page would show it as it is.
/// 6: who writes, and what they have seen of others' edits; files that hold what somebody lacks, or some accounts with
/// what is left out of them, which an earlier page would take for a dossier.
pub const VERSION: u64 = 6;

/// What each version became in the next; the first brings version 1 to version 2.
const STEPS: [fn(&mut Value); VERSION as usize - 1] = [
    |file| {
        // Nothing is known of what it was when it was written.
        if let Some(file) = file.as_object_mut() {
            file.insert("marks".into(), Value::Null);
        }
    },
    // What came with version 3 is left out where it is empty, as it was in all files before.
    |_| {},
    // And so is what came with version 4.
    |_| {},
    // What named somebody of ours is brought forward in the book itself, once its marks are compared.
    |_| {},
    // What its writer had seen nobody knows.
    |_| {},
];

/// The value of `format` in the file of a page that broke.
const RAW_FORMAT: &str = "vital-few-raw";

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
    /// Whether it was changed after it was written, or something in it can't be read.
    pub is_altered: bool,
    /// When it was written, as it says.
    pub exported_at: String,
    /// Which part of a book it is, if it isn't all of it.
    pub part: Option<Part>,
    /// What of that part stayed behind.
    pub without: Vec<Without>,
    /// The device that wrote it.
    pub by: Option<Device>,
    /// What that had seen of all edits; `None` before version 6.
    pub seen: Option<Seen>,
    /// What was seen before everything that is in it, if it holds what somebody lacks.
    pub since: Option<Seen>,
}

impl Export {
    /// Whether it isn't the whole book: nothing can be restored from it.
    pub fn is_part(&self) -> bool {
        self.part.is_some()
    }

    /// Whether it is of some accounts: it says nothing of others.
    pub fn is_of_some_accounts(&self) -> bool {
        matches!(self.part, Some(Part::Dossier | Part::Accounts))
    }
}

/// The marks of what a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Marks {
    pub book: Mark,
    pub ledger: Mark,
}

/// The mark of an import's sales.
pub(super) fn batch_mark(id: RecordId, batch: &Batch) -> Mark {
    // Of the text, which outlives the compact form.
    Mark::of(&id.to_string(), &serde_json::to_string(batch).unwrap_or_default())
}

impl Marks {
    fn of<'a>(book: &Book, batches: impl Iterator<Item = (RecordId, &'a Batch)>) -> Self {
        let mut ledger = Mark::default();
        for (id, batch) in batches {
            ledger.toggle(batch_mark(id, batch));
        }
        Self { book: Mark::of_book(book), ledger }
    }
}

#[derive(Serialize)]
struct FileOut<'a> {
    format: &'static str,
    version: u64,
    exported_at: &'a str,
    #[serde(flatten)]
    sender: SenderOut<'a>,
    marks: Marks,
    book: &'a Book,
    /// The receipts of the merges of the device that writes: no part of what is shared.
    #[serde(skip_serializing_if = "is_without_records")]
    merges: &'a Book,
    ledger: LedgerOut<'a>,
}

fn is_without_records(book: &&Book) -> bool {
    book.records().next().is_none()
}

#[derive(Serialize)]
struct LedgerOut<'a> {
    batches: BTreeMap<RecordId, &'a Batch>,
}

/// What a file says of itself besides what it holds.
#[derive(Deserialize)]
pub(super) struct SenderIn {
    #[serde(default)]
    exported_at: Option<String>,
    #[serde(default)]
    part: Option<String>,
    #[serde(default)]
    without: Option<Vec<Without>>,
    #[serde(default)]
    by: Option<Device>,
    #[serde(default)]
    seen: Option<Seen>,
    #[serde(default)]
    since: Option<Seen>,
    #[serde(default)]
    merges: Option<Book>,
}

impl SenderIn {
    /// The export of what the file holds.
    pub fn export(self, mut book: Book, batches: BTreeMap<RecordId, Batch>, is_altered: bool) -> Export {
        if let Some(merges) = &self.merges {
            book.join_book(merges);
        }
        Export {
            book,
            batches,
            is_altered,
            exported_at: self.exported_at.unwrap_or_default(),
            part: self.part.as_deref().map(Part::of_code),
            without: self.without.unwrap_or_default(),
            by: self.by,
            seen: self.seen,
            since: self.since,
        }
    }
}

#[derive(Deserialize)]
struct FileIn {
    #[serde(flatten)]
    sender: SenderIn,
    marks: Option<Marks>,
    book: Book,
    ledger: LedgerIn,
}

#[derive(Deserialize)]
struct LedgerIn {
    batches: BTreeMap<RecordId, Batch>,
}

/// The text of an export. `exported_at` is ISO 8601 in UTC.
pub fn to_json<'a>(
    book: &Book,
    batches: impl IntoIterator<Item = (RecordId, &'a Batch)>,
    exported_at: &str,
    sender: &Sender,
) -> String {
    let mut by_id = BTreeMap::new();
    by_id.extend(batches);
    let batches: BTreeMap<RecordId, &Batch> = by_id;
    let (book, merges) = book.without_receipts();
    let marks = Marks::of(&book, batches.iter().map(|(id, batch)| (*id, *batch)));
    let sender = SenderOut::of(sender);
    let (book, merges, ledger) = (&book, &merges, LedgerOut { batches });
    let file = FileOut { format: FORMAT, version: VERSION, exported_at, sender, marks, book, merges, ledger };
    // Texts, integers and maps with text keys: nothing here can fail to serialise.
    serde_json::to_string(&file).unwrap_or_default()
}

/// Reads what [`to_json`] wrote.
///
/// # Errors
/// [`JsonRefusal`]; nothing is taken over from a file that isn't whole.
pub fn from_json(text: &str) -> Result<Export, JsonRefusal> {
    let mut value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| JsonRefusal::NotJson { line: error.line(), column: error.column() })?;
    if value.get("format").and_then(Value::as_str) == Some(RAW_FORMAT) {
        return Ok(from_raw(&value));
    }
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(JsonRefusal::NotOurs);
    }
    let version = match value.get("version").and_then(Value::as_u64) {
        Some(version) if version > VERSION => return Err(JsonRefusal::Newer { version }),
        Some(version @ 1..) => version,
        _ => return Err(JsonRefusal::Damaged { detail: "version".into() }),
    };
    for step in STEPS.iter().skip(version as usize - 1) {
        step(&mut value);
    }
    let file = FileIn::deserialize(value).map_err(|error| JsonRefusal::Damaged { detail: error.to_string() })?;
    let batches = file.ledger.batches;
    let marks = Marks::of(&file.book, batches.iter().map(|(id, batch)| (*id, batch)));
    let is_altered = file.marks.is_some_and(|written| written != marks);
    // Also in a file of this version: another program may have written it.
    let book = bring_forward(file.book);
    Ok(file.sender.export(book, batches, is_altered))
}

/// Reads what the crash screen saved: the stores as they were, damage and all.
fn from_raw(file: &Value) -> Export {
    let texts = |part: &Value, beginning: &str| -> BTreeMap<String, String> {
        let entries = part.as_object().into_iter().flatten();
        let mut texts = BTreeMap::new();
        texts
            .extend(entries.filter_map(|(key, value)| {
                Some((key.strip_prefix(beginning)?.to_owned(), value.as_str()?.to_owned()))
            }));
        texts
    };
    let (shelf, vault) = (&file["local_storage"], &file["indexed_db"]);
    let image = Image {
        shelf: StoreImage {
            records: texts(shelf, RECORD),
            entries: texts(shelf, JOURNAL),
            manifest: texts(shelf, "vital-few/").remove(MANIFEST),
        },
        vault: StoreImage {
            records: texts(&vault[Table::Records.name()], ""),
            entries: texts(&vault[Table::Journal.name()], ""),
            manifest: texts(&vault[Table::Meta.name()], "").remove(MANIFEST),
        },
    };
    let in_vault = vault[Table::Batches.name()].as_object().into_iter().flatten();
    let in_vault = in_vault.filter_map(|(key, value)| Some((key.clone(), value.get("base64")?.as_str()?.to_owned())));
    let batches = in_vault.chain(texts(shelf, BATCH)).filter_map(|(key, base64)| {
        // Version 1 kept those on the shelf as JSON texts, quotes and all.
        let bytes = STANDARD.decode(base64.trim_matches('"')).ok()?;
        Some((key.parse().ok()?, Batch::from_bytes(&bytes).ok()?))
    });
    let opened = open(&image);
    Export {
        book: opened.book,
        batches: batches.collect(),
        is_altered: matches!(opened.verdict, Verdict::Doubtful | Verdict::Newer),
        ..Export::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{
        Account, Author, Change, Colleagues, Confirmation, Contact, Device, ImportBatch, Label, Note, RecordKind,
        Stamp, Tie, author,
    };
    use crate::calendar::date;

    fn export() -> Export {
        let mut book = Book::default();
        let id = RecordId::from_parts(3, [2; 10]);
        let account = Account { name: "Königlich Essen".into(), ..Account::default() };
        let stamp = Stamp { millis: 9, ..Stamp::default() };
        book.apply(&Change::new(Label::AddAccount { account: account.name.clone() }, account.create(id)), stamp);
        let batches = [(RecordId::well_known(5), Batch::default())].into();
        Export { book, batches, exported_at: "2026-01-01T00:00:00Z".into(), ..Export::default() }
    }

    fn text_of(export: &Export) -> String {
        let batches = export.batches.iter().map(|(id, batch)| (*id, batch));
        to_json(&export.book, batches, "2026-01-01T00:00:00Z", &Sender::default())
    }

    #[test]
    fn an_export_comes_back_without_loss() {
        let export = export();
        assert_eq!(from_json(&text_of(&export)), Ok(export));
    }

    /// Bug: such a file was taken over, and every edit after it was lost with the next opening.
    #[test]
    fn a_file_with_a_stamp_from_the_far_end_is_refused() {
        let text = text_of(&export()).replace("\"9-0-0\"", "\"ffffffffffff-ffffffff-1\"");
        assert!(text.contains("ffffffffffff"), "{text}");
        assert!(matches!(from_json(&text), Err(JsonRefusal::Damaged { .. })));
    }

    #[test]
    fn a_file_says_which_part_it_is_who_wrote_it_and_what_they_had_seen() {
        let export = export();
        let seen = Seen::of(&export.book, Device(7));
        for part in [None, Some(Part::Dossier), Some(Part::Accounts), Some(Part::Changes)] {
            let without = vec![Without::Figures, Without::People];
            let sender = Sender {
                without: without.clone(),
                since: Some(seen.clone()),
                ..Sender::of(&export.book, Device(7), part)
            };
            let batches = export.batches.iter().map(|(id, batch)| (*id, batch));
            let text = to_json(&export.book, batches, &export.exported_at, &sender);
            let expected = Export {
                part,
                without,
                by: Some(Device(7)),
                seen: Some(seen.clone()),
                since: Some(seen.clone()),
                ..export.clone()
            };
            assert_eq!(from_json(&text), Ok(expected.clone()));
            assert_eq!(
                (expected.is_part(), expected.is_of_some_accounts()),
                (part.is_some(), matches!(part, Some(Part::Dossier | Part::Accounts)))
            );
        }
        let later = text_of(&export)
            .replace("\"exported_at\"", "\"part\":\"moonshot\",\"without\":[\"stars\"],\"exported_at\"");
        let later = from_json(&later).unwrap_or_default();
        assert_eq!((later.part, later.without), (Some(Part::Dossier), vec![Without::Else]));
    }

    #[test]
    fn every_version_so_far_is_read() {
        let versions = [
            include_str!("../../tests/data/export/v1.json"),
            include_str!("../../tests/data/export/v2.json"),
            include_str!("../../tests/data/export/v3.json"),
            include_str!("../../tests/data/export/v4.json"),
            include_str!("../../tests/data/export/v5.json"),
            include_str!("../../tests/data/export/v6.json"),
        ];
        assert_eq!(versions.len() as u64, VERSION, "a fixture for each version");
        for (at, text) in versions.into_iter().enumerate() {
            let export = from_json(text).unwrap_or_default();
            let accounts: Vec<_> = export.book.all::<Account>().map(|(_, account)| account.name).collect();
            assert_eq!(accounts, ["Königlich Essen"], "version {}", at + 1);
            assert_eq!(export.batches.len(), 1, "version {}", at + 1);
            // A part of an import counts nothing beside the whole.
            let parts = export.book.all::<ImportBatch>().filter(|(_, import)| import.part_of.is_some()).count();
            let counting = ImportBatch::counting(&export.book).len();
            let living = export.book.count::<ImportBatch>();
            assert_eq!((parts, living - counting), if at < 3 { (0, 0) } else { (1, 1) }, "version {}", at + 1);
            assert!(!export.is_altered, "version {}", at + 1);
            // What a later version or another program adds to a record is kept.
            assert!(text_of(&export).contains("favourite_colour"), "version {}", at + 1);
            for batch in export.batches.values() {
                assert_eq!(batch.sales.currency().to_string(), "EUR");
                assert_eq!(batch.sales.lines.first().map(|line| line.amount), Some(44_000));
                assert_eq!(batch.sales.currencies.len() + batch.sales.people.len(), if at < 2 { 1 } else { 3 });
            }
        }
    }

    #[test]
    fn a_file_that_was_changed_by_hand_says_so() {
        let text = text_of(&export()).replace("Königlich Essen", "Königlich Trinken");
        assert_eq!(from_json(&text).map(|export| export.is_altered), Ok(true));
    }

    /// What the crash screen saves of a browser with each version's stores.
    #[test]
    fn the_file_of_a_page_that_broke_is_read_in_every_version() {
        let versions = [
            include_str!("../../tests/data/stored/v1.json"),
            include_str!("../../tests/data/stored/v2.json"),
            include_str!("../../tests/data/stored/v3.json"),
            include_str!("../../tests/data/stored/v4.json"),
            include_str!("../../tests/data/stored/v5.json"),
        ];
        assert_eq!(versions.len() as u64, crate::journal::VERSION, "a fixture for each version");
        for (at, text) in versions.into_iter().enumerate() {
            let export = from_json(text).unwrap_or_default();
            let accounts: Vec<_> = export.book.all::<Account>().map(|(_, account)| account.name).collect();
            assert_eq!(accounts, ["Königlich Essen"], "version {}", at + 1);
            assert_eq!(export.batches.keys().collect::<Vec<_>>(), [&RecordId::well_known(5)], "version {}", at + 1);
            assert!(!export.is_altered, "version {}", at + 1);
            assert!(text_of(&export).contains("favourite_colour"), "version {}", at + 1);
        }
        let broken = versions[1].replace("Königlich", "Könnlich");
        assert_eq!(from_json(&broken).map(|export| export.is_altered), Ok(true));
    }

    /// In both files of version 4, who of ours is meant is a text.
    #[test]
    fn texts_that_name_somebody_of_ours_become_colleagues() {
        for text in [
            include_str!("../../tests/data/export/v4_people.json"),
            include_str!("../../tests/data/stored/v4_people.json"),
        ] {
            let export = from_json(text).unwrap_or_default();
            assert!(!export.is_altered, "it is as it was written");
            let book = export.book;
            let named = |id: Option<RecordId>| id.map(|id| book.name(id)).unwrap_or_default();
            let (id, account) = book.accounts().next().unwrap();
            assert_eq!((named(account.owner), named(account.deputy)), ("Ana Novak".into(), "Ana Novak".into()));
            assert_eq!(account.owner, account.deputy);
            let confirmed = |id, field| Confirmation::of(book.record(id).unwrap(), field).unwrap();
            assert_eq!(named(confirmed(id, "city").by), "Bo Li");
            assert_eq!(confirmed(id, "employees"), Confirmation { on: date(2026, 11, 2), by: None });
            let (contact, _) = book.all::<Contact>().next().unwrap();
            assert_eq!(confirmed(contact, "").by, account.owner);
            let notes: Vec<_> = book.all::<Note>().map(|(_, note)| named(note.by)).collect();
            assert_eq!(notes, ["Z\u{30c}eljko Šarić", "Bo Li"]);
            assert_eq!(book.value(Author::id(Device(7)), author::field::colleague), account.owner);
            // One of them was a colleague already, and stays the one.
            let colleagues = Colleagues::of(&book);
            let (_, tie) = book.all::<Tie>().next().unwrap();
            assert_eq!(colleagues.named("BO LI"), tie.colleague);
            assert_eq!(
                book.all::<Note>().filter_map(|(_, note)| note.by).map(|by| colleagues.counts_for(by)).max(),
                tie.colleague
            );
            // Once written by this version it is read as it is.
            assert_eq!(
                from_json(&to_json(&book, [], "", &Sender::default())).map(|again| (again.book, again.is_altered)),
                Ok((book.clone(), false))
            );
        }
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
