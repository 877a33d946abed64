//! The receipt of an import (rule 16 of importing): which file, what it held.

use crate::calendar::Date;
use crate::ledger::Currency;
use crate::record_kind;

record_kind! {
    /// A file of sales that was taken over. The sales themselves are a
    /// [`ledger::Batch`](crate::ledger::Batch) under the same id; deleting this record takes
    /// them back.
    ImportBatch = "import_batch" {
        file: String,
        /// Hash of the file's bytes, hexadecimal.
        hash: String,
        /// The day it was imported on.
        imported_on: Option<Date>,
        /// Rows of data in the file.
        rows: u64,
        /// Rows that were taken over.
        imported: u64,
        /// Rows of totals, which are no sales.
        totals: u64,
        /// Rows that were left out for any other reason.
        skipped: u64,
        /// Orders that were new.
        created: u64,
        /// Orders that were here and are different in the file.
        updated: u64,
        /// Orders that were here as they are in the file.
        unchanged: u64,
        /// What the imported rows add up to in `currency`: a decimal with a point.
        sum: String,
        /// The file's main currency.
        currency: Option<Currency>,
        /// First day with a sale.
        first: Option<Date>,
        /// Last day with a sale.
        last: Option<Date>,
    }
}
