//! Files in and out: what a table of any kind holds, and what leaves the page.
//!
//! What is asked of this room are the rules I1 to I16 of `docs/method.md`.
//!
//! A file is looked at before it is read. The [`Desk`] takes it in hand, [`Desk::look`] returns an
//! [`Outline`]: what kind of file it is, header, columns with a guessed [`Role`] each, and what is in
//! doubt. [`Outline::plan`] makes the [`Plan`] of reading it, which a person may edit: another role,
//! an answer to a [`Question`]. [`Desk::read`] then takes the whole file and ends in a [`Preview`]:
//! sums by customer, day, document and group, an account of every row, who the customers are, and
//! what of it is new. [`takeover`] makes one [`Change`](crate::book::Change) of that.
//!
//! ```text
//! bytes ─ container ─► rows ─ header, guess, shape ─► Outline ─► Plan ◄─ a person
//! bytes ─ container ─► rows ─ row (by the Plan) ─► intake ─► Import ─ matching, novelty ─► Preview ─ takeover ─► Change
//! ```
//!
//! | file | what it holds |
//! | --- | --- |
//! | `desk` | the file in hand and what is known of the book: all that the worker does |
//! | `container` | what the bytes are: text in an encoding, workbooks, pages; rows out of each |
//! | `cells` | a row of a table, whatever container it came in |
//! | `delimited` | rows of delimited text with exact line numbers |
//! | `header`, `words` | finding the header, of one row or two; what its words mean in many languages |
//! | `number`, `date`, `period`, `money` | formats: deciding one for a column, reading a cell by it |
//! | `kinds` | what a type of document or a status does to a sale |
//! | `columns`, `guess` | what each column is: role, confidence, evidence |
//! | `wide` | columns that are periods, and what is counted in them |
//! | `shape` | how rows hang together: headings, keys that go on, documents with dates |
//! | `titles` | years and days that stand above the table or in names |
//! | `look`, `outline` | the first part of a file, understood |
//! | `settle` | doubts the first part leaves, settled by others |
//! | `plan`, `question`, `fix` | how to read it, what must be asked first, what mends skipped rows |
//! | `row` | one row: sales, a totals row, a heading, or a reason to skip it |
//! | `carried`, `arithmetic`, `tiles` | what a row has from those above it; sums told by arithmetic |
//! | `reader`, `intake`, `books` | the whole file, in bounded memory; what its rows amount to |
//! | `import` | what came out, with the reconciliation |
//! | `problem` | what couldn't be used, and refusals of a whole file |
//! | `customer` | the customers of one file |
//! | [`matching`] | which accounts they are, and who could be the same |
//! | [`novelty`] | what of a file isn't there yet |
//! | [`takeover`] | a preview, with what a person decided, as one change |
//! | [`book_merge`] | an export of ours, as one change |
//! | [`message`] | what the page and the import worker say to each other |
//! | `service` | the worker's answers, without a worker |
//! | [`flow`] | a file on its way in: what happens when, step by step |
//! | [`json`] | the whole book as one file, out and in |
//! | [`segments_csv`], [`segments_xlsx`] | the segments as a table, out |
//!
//! The import worker looks, reads and matches; the page asks, shows and takes over. What reads a cell
//! or a row is no part of the page's wasm, so whatever the page shows of a file comes with the
//! [`Outline`] or the [`Preview`].
//!
//! **Invariants.** A cell that can't be read is never a zero: its row is skipped, counted and
//! listed. Every row is in exactly one count. What is ambiguous is asked, never guessed. Nothing a
//! file holds makes this room panic, and for text its memory grows with what a file *says*
//! (customers, documents), not with its length. The same file twice adds nothing.
//!
//! Another container is another source of rows in `container`; another shape is found in `shape` and
//! read in `row`; another word is a line in `words`.

pub mod book_merge;
pub mod flow;
pub mod json;
pub mod matching;
pub mod message;
pub mod novelty;
pub mod sample;
pub mod segments_csv;
pub mod segments_xlsx;
pub mod takeover;

mod answer;
mod arithmetic;
mod books;
mod carried;
mod cells;
mod columns;
mod container;
mod customer;
mod date;
mod delimited;
mod desk;
mod fix;
mod fold;
mod format;
mod guess;
mod header;
mod import;
mod intake;
mod kinds;
mod look;
mod money;
mod number;
mod outline;
mod period;
mod plan;
mod problem;
mod question;
mod reader;
mod role;
mod row;
mod service;
mod settle;
mod shape;
mod tiles;
mod titles;
mod undecided;
mod wide;
mod words;

#[cfg(test)]
mod testing;

pub use answer::{Answer, Choice, Doubt, Reading};
pub use columns::{Column, Confidence, Evidence};
pub use container::{Container, Encoding, EncodingChoice, EncodingFindings, SheetInfo};
pub use date::DateFindings;
pub use desk::{Bytes, Desk, Preview};
pub use fix::Fix;
pub use format::{DateFormat, DiscountKind, Grouping, NumberFormat, Returns, Tax};
pub use import::{ContactCard, Customer, Import, Reconciliation};
pub use matching::{Known, Likeness, Match, MatchedBy, Subject, Suggestion};
pub use novelty::Novelty;
pub use number::NumberFindings;
pub use outline::{HeadLine, LineKind, Outline};
pub use period::PeriodName;
pub use plan::{FileKind, FillDown, HeaderAt, Hints, Measure, Plan, Source};
pub use problem::{Binary, Limit, Need, Problem, Reason, Refusal};
pub use question::{Question, Topic};
pub use reader::Reader;
pub use role::Role;
pub use service::ImportService;
pub use undecided::{LookAlikes, undecided};
