//! The complaint: a non-conformity, its cause and what was done (rule R8).

use super::{Amount, RecordId};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// A remark, a complaint or a claim.
    Complaint = "complaint" {
        account: Option<RecordId>,
        day: Option<Date>,
        subject: String,
        /// What it is about in money: a claim, a credit.
        value: Option<Amount>,
        /// What went wrong and why.
        cause: String,
        /// What is done about it, and against its happening again.
        measures: String,
        /// Who of ours sees to it.
        colleagues: Vec<RecordId>,
        /// Who of theirs said it.
        contacts: Vec<RecordId>,
        due: Option<Date>,
        /// The day it was solved; empty: it is open.
        solved: Option<Date>,
        /// What they say about how it was solved.
        verdict: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}
