//! What the work of our people is read from.

use crate::analysis::{Analysis, KeyAccounts};
use crate::book::Book;
use crate::calendar::Date;
use crate::ledger::Ledger;

/// What the work is read from.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    pub analysis: Option<&'a Analysis>,
    pub key: &'a KeyAccounts,
    pub today: Date,
}
