//! The importer's importer: the file in hand, what is known of the book, what was read.
//!
//! All that the import worker does, without a browser: a file is anything that hands over its bytes.

use xxhash_rust::xxh3::xxh3_128;

use crate::book::RecordId;
use crate::exchange::container::{self, Workbook, detect};
use crate::exchange::delta::{Delta, delta};
use crate::exchange::inspect::{HEAD_BYTES, inspect, inspect_workbook, is_workbook};
use crate::exchange::matching::{Known, KnownAccount, Match, Suggestion, duplicates, match_customers, suggestions};
use crate::exchange::read::{Reader, read_sheet};
use crate::exchange::spec::Hints;
use crate::exchange::unpacked::Unpacked;
use crate::exchange::{Binary, ByteSource, Customer, Encoding, Import, ImportSpec, Inspection, Refusal, Source};
use crate::ledger::{Batch, Sales};
use serde::{Deserialize, Serialize};

/// How much of a file is read at a time: often enough for progress, seldom enough for speed.
const CHUNK: u64 = 1 << 20;

/// How many further parts of a long file are looked at when its first leaves a doubt, and how long
/// each is.
const PARTS: u64 = 64;
const PART: u64 = 32 * 1024;

/// The largest workbook or web page that is opened.
const MAX_WORKBOOK: u64 = 25_000_000;

/// A customer of a file that a person said to be an account.
pub type Decided = (Customer, RecordId);

/// What taking a file over would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// What the file holds, but for its sales: those that are new are in `delta`.
    pub import: Import,
    /// Which account each customer is, and how that was told.
    pub matches: Vec<Match>,
    /// Accounts that a customer could be, to be decided by a person.
    pub suggestions: Vec<Suggestion>,
    pub delta: Delta,
}

/// The file in hand and what is known of the book.
pub struct Importer<F> {
    file: Option<Unpacked<F>>,
    /// A workbook, opened, with the hash of its bytes.
    book: Option<(Workbook, String)>,
    known: Known,
    decided: Vec<Decided>,
    live: Vec<Batch>,
    read: Option<Import>,
}

impl<F> Default for Importer<F> {
    fn default() -> Self {
        Self { file: None, book: None, known: Known::default(), decided: Vec::new(), live: Vec::new(), read: None }
    }
}

/// The first part of a file and how long it is, or why nothing can be read of it.
type Head = Result<(Vec<u8>, u64), Refusal>;

impl<F: ByteSource> Importer<F> {
    /// Opens a file.
    pub fn open(&mut self, file: F) {
        self.file = Some(Unpacked::new(file));
        self.book = None;
        self.read = None;
    }

    /// What the book knows of its accounts, from now on.
    pub fn set_known(&mut self, known: Known) {
        self.known = known;
    }

    /// Further accounts of the book.
    pub fn add_accounts(&mut self, accounts: Vec<KnownAccount>) {
        self.known.accounts.extend(accounts);
    }

    /// Which customers of the file are which accounts by a person's word, from now on.
    pub fn decide(&mut self, decided: Vec<Decided>) {
        self.decided = decided;
    }

    /// The pairs of known accounts that may be the same customer, the likeliest first.
    pub fn duplicates(&self) -> Vec<Suggestion> {
        duplicates(&self.known)
    }

    /// A batch of sales the book has.
    pub fn add_batch(&mut self, batch: Batch) {
        self.live.push(batch);
    }

    /// Inspects the file.
    ///
    /// # Errors
    /// What the holder of the file says if it can't be read; within, a [`Refusal`].
    pub fn inspect(&mut self, hints: &Hints) -> Result<Result<Inspection, Refusal>, F::Error> {
        let (head, size) = match self.head()? {
            Ok(head) => head,
            Err(refusal) => return Ok(Err(refusal)),
        };
        match is_workbook(&head) {
            Err(refusal) => return Ok(Err(refusal)),
            Ok(true) => {
                let book = match self.workbook()? {
                    Ok(book) => book,
                    Err(refusal) => return Ok(Err(refusal)),
                };
                return Ok(inspect_workbook(&mut book.0, hints));
            }
            Ok(false) => {}
        }
        let late = if head.is_ascii() && hints.encoding.is_none() { self.late_encoding(size)? } else { None };
        let hints = &Hints { encoding: hints.encoding.or(late), ..hints.clone() };
        let Some(file) = &self.file else { return Ok(Err(Refusal::Empty)) };
        let mut inspection = inspect(&head, size <= HEAD_BYTES as u64, hints);
        if let Ok(inspection) = &mut inspection {
            for step in 1..=PARTS {
                if !inspection.is_in_doubt() || inspection.whole {
                    break;
                }
                let from = size / (PARTS + 1) * step;
                inspection.settle(&file.slice(from, size.min(from + PART))?);
            }
        }
        Ok(inspection)
    }

    /// The first part of the file and how long it is; of the table that is packed in it, where one is.
    fn head(&mut self) -> Result<Head, F::Error> {
        let Some(file) = &mut self.file else { return Ok(Err(Refusal::Empty)) };
        let head = file.slice(0, file.size().min(HEAD_BYTES as u64))?;
        match is_workbook(&head) {
            Err(Refusal::Binary(kind @ (Binary::Gzip | Binary::Zip))) if !file.is_packed() => {
                if let Err(refusal) = file.unpack(kind)? {
                    return Ok(Err(refusal));
                }
                let size = file.size();
                Ok(Ok((file.slice(0, size.min(HEAD_BYTES as u64))?, size)))
            }
            _ => Ok(Ok((head, file.size()))),
        }
    }

    /// The encoding of a long file whose first part is ASCII, which is the same in all.
    fn late_encoding(&self, size: u64) -> Result<Option<Encoding>, F::Error> {
        let Some(file) = &self.file else { return Ok(None) };
        let parts = if size > HEAD_BYTES as u64 { PARTS } else { 0 };
        for step in 1..=parts {
            let from = size / (PARTS + 1) * step;
            let part = file.slice(from, size.min(from + PART))?;
            // Cut anywhere: what stands between its line ends is whole.
            let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
            let (Some(first), Some(last)) = (part.iter().position(is_end), part.iter().rposition(is_end)) else {
                continue;
            };
            let part = part.get(first..last).unwrap_or_default();
            if !part.is_ascii() {
                return Ok(Some(detect(part, true).encoding));
            }
        }
        Ok(None)
    }

    /// Opens a workbook, once.
    fn workbook(&mut self) -> Result<Result<&mut (Workbook, String), Refusal>, F::Error> {
        if self.book.is_none() {
            let Some(file) = &self.file else { return Ok(Err(Refusal::Empty)) };
            if file.size() > MAX_WORKBOOK {
                return Ok(Err(Refusal::TooLarge));
            }
            let bytes = file.slice(0, file.size())?;
            let hash = format!("{:032x}", xxh3_128(&bytes));
            match container::open(bytes) {
                Ok(book) => self.book = Some((book, hash)),
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        Ok(self.book.as_mut().ok_or(Refusal::Empty))
    }

    /// Reads the file by a spec; `told` hears how many bytes and rows were read, now and then.
    ///
    /// # Errors
    /// What the holder of the file says if it can't be read; within, a [`Refusal`].
    pub fn read(
        &mut self,
        spec: &ImportSpec,
        mut told: impl FnMut(u64, u64),
    ) -> Result<Result<Preview, Refusal>, F::Error> {
        let Some(file) = &self.file else { return Ok(Err(Refusal::Empty)) };
        let size = file.size();
        let whole = file.in_file(size);
        let import = if let Source::Sheet(_) = spec.source {
            match self.workbook()? {
                Ok((book, hash)) => read_sheet(book, hash.clone(), spec, |rows| told(whole, rows)),
                Err(refusal) => Err(refusal),
            }
        } else {
            let mut reader = Reader::new(spec);
            let mut at = 0;
            while at < size {
                reader.feed(&file.slice(at, size.min(at + CHUNK))?);
                at += CHUNK;
                told(file.in_file(at.min(size)), reader.rows());
            }
            reader.finish()
        };
        Ok(import.map(|import| self.preview(import)))
    }

    /// What was read last, matched with what the book knows now.
    pub fn matched(&mut self) -> Option<Preview> {
        let import = self.read.take()?;
        Some(self.preview(import))
    }

    fn preview(&mut self, import: Import) -> Preview {
        let told = self.known.aliases.len();
        self.decided.iter().for_each(|(customer, account)| self.known.learn(*account, customer));
        let matches = match_customers(&import.customers, &self.known);
        let suggestions = suggestions(&import.customers, &matches, &self.known);
        // Decided is for this file, and may be decided otherwise.
        self.known.aliases.truncate(told);
        let accounts: Vec<Option<RecordId>> = matches.iter().map(|found| found.account).collect();
        let delta = delta(&import.sales, &accounts, &self.live, &self.known.merged);
        let shown = without_sales(&import);
        self.read = Some(import);
        Preview { import: shown, matches, suggestions, delta }
    }
}

/// A copy of what was read, without what was sold.
fn without_sales(import: &Import) -> Import {
    Import {
        kind: import.kind,
        sales: Sales::default(),
        customers: import.customers.clone(),
        reconciliation: import.reconciliation.clone(),
        problems: import.problems.clone(),
        hash: import.hash.clone(),
    }
}

#[cfg(test)]
mod tests;
