//! What the page and the import worker say to each other, as bytes.
//!
//! They are two binaries that share these types and nothing that reads: the readers are the
//! worker's. Messages have no version; so the worker begins by saying of which [`BUILD`] it is, and
//! the page speaks to none but its own.

use serde::{Deserialize, Serialize};

use super::desk::Preview;
use super::matching::{Known, Suggestion};
use super::{Hints, Outline, Plan, Refusal};

/// What both halves must have in common: the commit they are built of, where the build tells it, else
/// the crate's version.
pub const BUILD: &str = match option_env!("VITAL_FEW_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// What the page asks.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Take the file that goes with this message in hand.
    Take,
    /// What does this file look like?
    Look(Box<Hints>),
    /// What the book knows of its accounts.
    Know(Box<Known>),
    /// Which of the known accounts may be the same customer?
    Duplicates,
    /// A batch the book has, as it is stored.
    Has(Vec<u8>),
    /// Read it by this plan.
    Read(Box<Plan>),
    /// Match what was read with what is known now.
    Match,
}

/// What the worker answers.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// It has started and listens; of which build it is.
    Ready(String),
    Looked(Box<Result<Outline, Refusal>>),
    Progress {
        bytes: f64,
        rows: u64,
    },
    Read(Box<Result<Preview, Refusal>>),
    /// Pairs of accounts, the likeliest first.
    Duplicates(Vec<Suggestion>),
    /// The file could not be read at all: moved, changed, or no permission.
    Unreadable(String),
    /// The worker ended by itself; nothing more will come.
    Died(String),
}

/// A message as bytes. Writing to memory can't fail; no bytes make no sense to the hearer, who says so.
pub fn packed(message: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(message).unwrap_or_default()
}

/// The message these bytes are, if they are one.
pub fn unpacked<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
