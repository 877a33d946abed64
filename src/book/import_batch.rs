//! The receipt of an import (rule 16 of importing): which file, what it held.

use crate::calendar::Date;

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
    }
}
