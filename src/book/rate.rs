//! The table of rates: what one unit of another currency is worth in the book's (I7).

use crate::calendar::Date;
use crate::currency::Currency;
use crate::record_kind;

record_kind! {
    /// One rate. Of those of a currency the latest that is valid on a sale's day converts it.
    Rate = "rate" {
        /// The currency that is converted.
        currency: Option<Currency>,
        /// How much of the book's currency one unit is: a decimal with a point ("117.2"), read by
        /// [`ledger::Factor`](crate::ledger::Factor).
        value: String,
        /// The day it is valid from; empty: always.
        from: Option<Date>,
    }
}
