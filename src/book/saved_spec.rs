//! How a file with these headers was read, so that the next is read so (I14).

use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// How files with the same headers are read.
    SavedSpec = "import_profile" {
        /// The name of the file it was made from.
        name: String,
        /// Hash of the folded headers, hexadecimal.
        headers: String,
        /// An [`exchange::ImportSpec`](crate::exchange::ImportSpec) as JSON; one that can't be read is as good as none.
        plan: String,
        /// The day it was last used on.
        used_on: Option<Date>,
    }
}
