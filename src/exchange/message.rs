//! What the page and the import worker say to each other, as bytes.
//!
//! They are two binaries that share these types and nothing that reads: the readers are the
//! worker's. Messages have no version; so the worker begins by saying of which [`BUILD`] it is, and
//! the page speaks to none but its own.
//!
//! **Invariant:** what grows with a file or a book goes in parts ([`MOST`]), so that neither making a
//! message nor reading one keeps the page from answering.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::exchange::encrypted::{EncryptedRefusal, Fresh};
use crate::exchange::importer::{Decided, Preview};
use crate::exchange::matching::{Known, KnownAccount, Match, Suggestion};
use crate::exchange::{Customer, Hints, ImportSpec, Inspection, Refusal};
use crate::ledger::{Batch, Sales};

/// What both halves must have in common: the commit they are built of, where the build tells it, else
/// the crate's version.
pub const BUILD: &str = match option_env!("VITAL_FEW_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// How many accounts, customers or lines of sales one message holds at most.
pub const MOST: usize = 1_000;

/// What the page asks.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Open the file that goes with this message.
    Open,
    /// What does this file look like?
    Inspect(Box<Hints>),
    /// What the book knows of who is who. The accounts themselves follow; what was told before no
    /// longer holds.
    SetKnown(Box<Known>),
    /// More accounts of the book.
    AddAccounts(Vec<KnownAccount>),
    /// Which of the known accounts may be the same customer?
    Duplicates,
    /// A batch the book has, or a further part of the last one.
    AddBatch { part: Box<Batch>, is_first: bool },
    /// What a person decided about the customers of this file, in place of what was said before.
    Decided(Vec<Decided>),
    /// Read it by this spec.
    Read(Box<ImportSpec>),
    /// Match what was read with what is known now.
    Match,
    /// Hand over the sales of what was read or matched last, as far as they are new.
    Sales,
    /// Put a text under a passphrase: an export.
    Encrypt { text: String, passphrase: String, fresh: Fresh },
    /// The text in an encrypted file.
    Decrypt { file: String, passphrase: String },
}

/// What the worker answers: to each of `Inspect`, `Read`, `Match`, `Sales`, `Duplicates`, `Encrypt` and `Decrypt` once,
/// in the order they were asked in.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// It has started and listens; of which build it is.
    Ready(String),
    Inspected(Box<Result<Inspection, Refusal>>),
    Progress {
        bytes: f64,
        rows: u64,
    },
    /// Some customers of the preview that is about to come.
    Customers(Box<CustomerPart>),
    /// A preview without its customers, which came before it, and without its sales, which are to be
    /// asked for.
    Read(Box<Result<Preview, Refusal>>),
    /// Some of the sales, with how many documents and lines all of them are, so that room is made once.
    Sales {
        part: Box<Sales>,
        all: (usize, usize),
        is_last: bool,
    },
    /// Pairs of accounts, the likeliest first.
    Duplicates(Vec<Suggestion>),
    /// The text of an encrypted file.
    Encrypted(Result<String, EncryptedRefusal>),
    /// The text that was in one.
    Decrypted(Result<String, EncryptedRefusal>),
    /// The file could not be read at all: moved, changed, or no permission.
    Unreadable(String),
    /// The worker ended by itself; nothing more will come.
    Died(String),
}

/// A piece of what grows with the number of customers in a preview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CustomerPart {
    pub customers: Vec<Customer>,
    pub matches: Vec<Match>,
    pub suggestions: Vec<Suggestion>,
}

impl CustomerPart {
    /// Takes what grows with the number of customers out of a preview, in pieces.
    pub fn split(preview: &mut Preview) -> Vec<Self> {
        let mut customers = std::mem::take(&mut preview.import.customers).into_iter();
        let mut matches = std::mem::take(&mut preview.matches).into_iter();
        let mut suggestions = std::mem::take(&mut preview.suggestions).into_iter();
        let next = || {
            let part = Self {
                customers: customers.by_ref().take(MOST).collect(),
                matches: matches.by_ref().take(MOST).collect(),
                suggestions: suggestions.by_ref().take(MOST).collect(),
            };
            (part != Self::default()).then_some(part)
        };
        std::iter::from_fn(next).collect()
    }

    /// Puts the pieces, in their order, back where they were.
    pub fn join(parts: Vec<Self>, preview: &mut Preview) {
        for part in parts {
            preview.import.customers.extend(part.customers);
            preview.matches.extend(part.matches);
            preview.suggestions.extend(part.suggestions);
        }
    }
}

/// What a worker is told of the accounts of a book, message by message; each is made when it is asked
/// for.
pub fn accounts_of(book: &Book) -> impl Iterator<Item = Request> {
    let (known, mut accounts) = Known::apart(book);
    let accounts = std::iter::from_fn(move || {
        let part: Vec<KnownAccount> = accounts.by_ref().take(MOST).collect();
        (!part.is_empty()).then_some(Request::AddAccounts(part))
    });
    std::iter::once(Request::SetKnown(Box::new(known))).chain(accounts)
}

/// What a worker is told of the sales of a book, message by message.
pub fn sales_of<B: Borrow<Batch>>(batches: &[B]) -> impl Iterator<Item = Request> {
    batches.iter().flat_map(|batch| {
        let parts = batch.borrow().parts(MOST).enumerate();
        parts.map(|(at, part)| Request::AddBatch { part: Box::new(part), is_first: at == 0 })
    })
}

/// A message as bytes. Writing to memory can't fail; no bytes make no sense to the hearer, who says so.
pub fn packed(message: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(message).unwrap_or_default()
}

/// The message these bytes are, if they are one.
pub fn unpacked<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
