//! The promise: what one side told the other it would do (rule R3).

use super::codes::codes;
use super::{RecordId, favour::Side};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// Something promised, until it is kept or broken.
    Promise = "promise" {
        account: Option<RecordId>,
        /// The day it was made.
        day: Option<Date>,
        what: String,
        /// Who promised; empty: we.
        by: Option<Side>,
        /// Who of ours sees to it, or was promised it.
        colleagues: Vec<RecordId>,
        /// To whom of theirs, or by whom.
        contacts: Vec<RecordId>,
        due: Option<Date>,
        outcome: Option<Kept>,
        /// The day it was kept, or was seen to be broken.
        settled: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

impl Promise {
    /// Whether it still has to be kept.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    pub fn is_ours(&self) -> bool {
        self.by != Some(Side::Them)
    }
}

codes! {
    /// What became of a promise; empty: it is open.
    Kept {
        Kept = "kept",
        Broken = "broken",
        /// They didn't want it any more.
        Released = "released",
    }
}
