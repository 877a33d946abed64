//! Files in and out: what a table of any kind holds, and what leaves the page.
//!
//! What is asked of this room are the rules I1 to I18 of `docs/method.md`.
//!
//! A file is inspected before it is read. The [`Importer`] opens it, [`Importer::inspect`] returns an
//! [`Inspection`]: what kind of file it is, header, columns with a guessed [`Role`] each, and what is in
//! doubt. [`Inspection::spec`] makes the [`ImportSpec`], how to read it, which a person may edit: another role,
//! an answer to a [`Question`]. [`Importer::read`] then takes the whole file and ends in a [`Preview`]:
//! sums by customer, day, document and group, an account of every row, who the customers are, and
//! what of it is new. [`apply_import`] makes one [`Change`](crate::book::Change) of that.
//!
//! ```text
//! bytes ─ container ─► rows ─ inspect ─► Inspection ─► ImportSpec ◄─ a person
//! bytes ─ container ─► rows ─ read (by the ImportSpec) ─► Import ─ matching, delta ─► Preview ─ apply_import ─► Change
//! ```
//!
//! | module | what it holds |
//! | --- | --- |
//! | `importer` | the file in hand and what is known of the book: all that the worker does |
//! | `unpacked` | the file's bytes, or those of the one table packed in it |
//! | `container` | what the bytes are: text in an encoding, delimited text, workbooks, pages, cards; rows out of each |
//! | `cell` | what a cell says: numbers, dates, periods, money, types of documents; formats decided for a column |
//! | `inspect` | the first part of a file, understood: header, roles, shape, titles; what must be asked |
//! | `role`, `format`, `answer` | what a column can be, how its cells can be written, what can be asked and answered |
//! | `spec` | how to read it, and what mends skipped rows |
//! | `read` | the whole file, row by row, in bounded memory; what its rows amount to, with the reconciliation |
//! | `problem` | what couldn't be used, and refusals of a whole file |
//! | [`matching`] | which accounts the customers are, and who could be the same |
//! | [`delta`] | what of a file isn't there yet |
//! | [`apply_import`] | a preview, with what a person decided, as one change |
//! | [`book_merge`] | an export of ours, as one change |
//! | [`message`] | what the page and the import worker say to each other |
//! | [`people`] | who of a file of people is who, what is new of them, and what the book says otherwise |
//! | [`activities`] | activities and notes of a file as entries of the timeline |
//! | `service` | the worker's answers, without a worker |
//! | [`flow`] | a file on its way in: what happens when, step by step |
//! | [`json`], [`export_reader`], [`book_writer`] | the whole book as one file, out and in; a large one in steps |
//! | [`encrypted`] | the same under a passphrase |
//! | `sender` | who writes a file, and what they had seen |
//! | [`sharing`], [`part`] | who of our people has seen what, a file of what somebody lacks; some accounts as a file |
//! | [`list_table`], [`list_xlsx`] | a list as a typed table; as CSV and as a workbook, out |
//! | [`segments_csv`], [`segments_xlsx`] | the segments as a table, out; as a workbook with the matrix and the settings |
//! | [`owners_table`], [`load_table`] | who answers for accounts, and who carries what, as tables |
//! | [`service_table`], [`on_time_table`], [`health_table`], [`mistakes_table`], [`opportunities_table`], [`negotiations_table`], [`dossiers_table`], [`competitors_table`] | what customers wait for, orders followed, the health of relationships and so on, as tables |
//! | [`interview`] | the questions of an interview, out; the answers, in |
//! | [`today_table`] | what is to be done today as a table |
//! | [`candidates`], [`prospects_table`] | who a candidate is before it enters; prospects and the key list as tables |
//! | [`calendar_ics`], [`vcard`] | what has a day as a calendar file, people as cards, out; cards come in as every table does |
//! | [`mail`], [`typed_day`] | a mail that is logged, and a day that is typed in passing, in |
//!
//! The import worker inspects, reads and matches; the page asks, shows and applies. What reads a cell
//! or a row is no part of the page's wasm, so whatever the page shows of a file comes with the
//! [`Inspection`] or the [`Preview`].
//!
//! **Invariants.** A cell that can't be read is never a zero: its row is skipped, or the cell alone where the row has
//! others that count, and it is counted and listed. Every row is in exactly one count, and every line of a text: none
//! is lost to a quote without a word. What is ambiguous is asked, never guessed. Nothing a
//! file holds makes this room panic, and for text its memory grows with what a file *says*
//! (customers, documents), not with its length. The same file twice adds nothing.
//!
//! Another container is another source of rows in `container`; another shape is found in
//! `inspect/shape.rs` and read in `read/row_reader.rs`; another word is a line in `cell/words.rs`
//! or `cell/words_by_language.rs`.

pub mod activities;
pub mod apply_import;
pub mod book_merge;
pub mod book_writer;
pub mod calendar_ics;
pub mod candidates;
pub mod competitors_table;
mod content_lines;
pub mod delta;
pub mod dossiers_table;
pub mod encrypted;
pub mod export_reader;
pub mod flow;
pub mod health_table;
pub mod interview;
pub mod json;
pub mod list_table;
pub mod list_xlsx;
pub mod load_table;
pub mod losses_table;
pub mod mail;
pub mod matching;
pub mod message;
pub mod mistakes_table;
pub mod negotiations_table;
pub mod on_time_table;
pub mod opportunities_table;
pub mod owners_table;
pub mod part;
pub mod people;
pub mod plans_table;
pub mod prospects_table;
pub mod returns_table;
pub mod sample;
pub mod screen_lock;
pub mod segments_csv;
pub mod segments_xlsx;
pub mod service_table;
pub mod sharing;
pub mod team_folder;
pub mod today_table;
pub mod typed_day;
pub mod vcard;
pub mod without_sample;

mod answer;
mod cell;
mod container;
mod format;
mod importer;
mod inspect;
mod problem;
mod read;
mod role;
mod sender;
mod service;
mod spec;
mod unpacked;

#[cfg(test)]
mod testing;

pub use answer::{Answer, Choice, Doubt, Reading, RowMeasure, Sums};
pub use cell::date::DateFindings;
pub use cell::number::NumberFindings;
pub use cell::period::PeriodName;
pub use container::{Container, Encoding, EncodingChoice, EncodingFindings, SheetInfo};
pub use delta::Delta;
pub use format::{DateFormat, DiscountKind, Grouping, NumberFormat, Quotes, Returns, ShapeReading, Tax};
pub use importer::{Importer, Preview};
pub use inspect::amounts::{AmountOption, Repeated};
pub use inspect::columns::{Column, Confidence, Evidence};
pub use inspect::documents::{FoundDocument, FoundDocuments};
pub use inspect::inspection::{HeadLine, Inspection, LineKind};
pub use inspect::question::{Question, Topic};
pub use inspect::row_measures::RowMeasures;
pub use inspect::shape::Shape;
pub use matching::customer::{ActivityCard, ContactCard, Customer, StandIn};
pub use matching::open_duplicates::{LookAlikes, open_duplicates};
pub use matching::{Known, Likeness, Match, MatchedBy, Subject, Suggestion};
pub use problem::{Binary, Limit, Need, Problem, Reason, Refusal};
pub use read::Reader;
pub use read::import::{Import, Lines, Reconciliation};
pub use role::Role;
pub use service::ImportService;
pub use spec::fix::Fix;
pub use spec::money::ColumnMoney;
pub use spec::{
    AlikeSheet, CountedRows, FileKind, FillDown, HeaderAt, Hints, ImportSpec, Measure, Said, SoldDocuments, Source,
};
pub use unpacked::ByteSource;
