//! What cells of a file said before: a column says few different things on many rows, and reading a word in
//! thirty languages takes longer than finding it.

use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::cell::document_types::Status;
use crate::exchange::cell::remembered::Remembered;

/// What a reader remembers of each kind of cell; all of it by the same spec.
#[derive(Default)]
pub(super) struct ReadBefore {
    /// Texts in the column of the day.
    pub days: Remembered<Option<Date>>,
    /// Whether types of documents take a sale back, and whether they are sales where the spec doesn't list them.
    pub returns: Remembered<bool>,
    pub sold: Remembered<bool>,
    pub statuses: Remembered<Status>,
    /// Marks of currencies.
    pub marks: Remembered<Option<Currency>>,
    /// Names and numbers of customers: whether they stand for none.
    pub nobodys: Remembered<bool>,
}
