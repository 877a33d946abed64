//! Files in and out: what an order file holds, and what leaves the page.
//!
//! A file is looked at before it is read. [`look`] takes its first bytes and returns an
//! [`Outline`]: delimiter, header, columns with a guessed [`Role`] each, and what is in doubt.
//! [`Outline::plan`] makes the [`Plan`] of reading it, which a person may edit: another role,
//! an answer to a [`Question`]. A [`Reader`] then takes the whole file in chunks of any size and
//! ends in an [`Import`]: sums by customer, day, document and group, and an account of every row.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `bytes` | what kind of file it is, by content |
//! | `delimited` | rows of delimited text with exact line numbers |
//! | `header`, `words` | finding the header; what its words mean in many languages |
//! | `number`, `date`, `money` | formats: deciding one for a column, reading a cell by it |
//! | `columns`, `guess` | what each column is: role, confidence, evidence |
//! | `outline` | `look`: the first part of a file, understood |
//! | `settle` | doubts the first part leaves, settled by others |
//! | `plan` | how to read it, and the questions that must be asked first |
//! | `reader` | the whole file, row by row, in bounded memory |
//! | `row` | one row: a sale, a totals row, or a reason to skip it |
//! | `import` | what came out, with the reconciliation |
//! | `problem` | what couldn't be used, and refusals of a whole file |
//! | `customer` | who is the same customer: names normalised, accounts matched |
//! | `message` | what the page and the import worker say to each other |
//! | `json` | the whole book as one file, out and in |
//! | `segments_csv` | the segments as a table, out |
//!
//! The import worker looks and reads; the page asks, shows and takes over. What reads a cell or a row
//! is no part of the page's wasm, so whatever the page shows of a file comes with the [`Outline`] or
//! the [`Import`].
//!
//! **Invariants.** A cell that can't be read is never a zero: its row is skipped, counted and
//! listed. Every row is in exactly one count. What is ambiguous is asked, never guessed. Nothing a
//! file holds makes this room panic, and its memory grows with what a file *says* (customers,
//! documents), not with its length.
//!
//! **To come** (`importing.md`): other encodings, workbooks, wide tables, sections, Jalali dates.
//! Another container is another source of rows beside `delimited`; another shape is a step
//! between rows and `row`.

pub mod json;
pub mod message;
pub mod sample;
pub mod segments_csv;

mod bytes;
mod columns;
mod customer;
mod date;
mod delimited;
mod guess;
mod header;
mod import;
mod money;
mod number;
mod outline;
mod plan;
mod problem;
mod reader;
mod row;
mod settle;
mod words;

pub use columns::{Column, Confidence, Evidence, Role};
pub use customer::match_accounts;
pub use date::{DateFindings, DateFormat};
pub use import::{Customer, Import, Reconciliation};
pub use number::{Grouping, NumberFindings, NumberFormat};
pub use outline::{HEAD_BYTES, HeadLine, LineKind, Outline, look};
pub use plan::{Answer, Choice, DiscountKind, Doubt, Plan, Question, Reading};
pub use problem::{Binary, Need, Problem, Reason, Refusal};
pub use reader::Reader;
