//! Lists as files for a person: the table is made where the list is, and written as a workbook by a part of the page
//! that is fetched when one is asked for.

use leptos::prelude::*;

use super::not_fetched::NotFetched;
use super::session::Session;
use super::words::Words;
use crate::book::RecordId;
use crate::browser::error::message_of;
use crate::browser::files;
use crate::calendar::Date;
use crate::exchange::list_table::ListTable;
use crate::exchange::list_xlsx::{NotWritten, list_xlsx};
use crate::exchange::vcard::vcards;
use crate::text::Key;

pub const CSV: &str = "text/csv;charset=utf-8";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Why there is no file.
pub enum NoFile {
    /// The part that writes it could not be had.
    NotFetched,
    /// It has no room for what is to be in it.
    NotWritten(String),
}

impl NoFile {
    /// Why, in the person's words.
    pub fn said(self, words: Words) -> String {
        match self {
            Self::NotFetched => words.text(Key::PageNotFetchedHint).into(),
            Self::NotWritten(detail) => words.fill(Key::ExportXlsxFailed, &[("detail", &detail)]),
        }
    }
}

/// Hands bytes to the person as a file. A download the browser refuses shows in the browser's own way, and there is no
/// state to mend: it is said in the console.
pub fn hand_over(name: &str, mime: &str, bytes: &[u8]) {
    if let Err(error) = files::download_bytes(name, mime, bytes) {
        leptos::logging::error!("{}", message_of(&error));
    }
}

/// Hands the people at an account, or all there are, to the person as cards for an address book.
pub fn save_people(session: Session, of: Option<RecordId>) {
    let name = format!("vital-few-{}.vcf", session.read_on.get_untracked());
    hand_over(&name, "text/vcard;charset=utf-8", vcards(&session.book_untracked(), of).as_bytes());
}

impl From<NotFetched> for NoFile {
    fn from(_: NotFetched) -> Self {
        Self::NotFetched
    }
}

impl From<NotWritten> for NoFile {
    fn from(error: NotWritten) -> Self {
        Self::NotWritten(error.to_string())
    }
}

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NoFile {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self::NotFetched
    }
}

/// In the wing of the segments' workbook, which is written by the same crate.
#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(
        segment_files,
        wasm_split_path = ::leptos::wasm_split,
        fallible
    )
)]
fn workbook_bytes(table: ListTable, sheet: String, day: Date) -> Result<Vec<u8>, NoFile> {
    Ok(list_xlsx(&table, &sheet, day)?)
}

/// A list as a workbook made on a day, once its writer is here.
///
/// # Errors
/// [`NoFile`] if the writer can't be had, or not all rows fit in.
pub async fn as_workbook(table: ListTable, sheet: String, day: Date) -> Result<Vec<u8>, NoFile> {
    #[cfg(split)]
    return workbook_bytes(table, sheet, day).await;
    #[cfg(not(split))]
    workbook_bytes(table, sheet, day)
}
