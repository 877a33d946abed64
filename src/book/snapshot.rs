//! A run of the analysis that was kept, to be compared with later ones (A1).

use serde::{Deserialize, Serialize};

use super::{Crossing, Measure, PeriodUnit, RecordId};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::record_kind;

record_kind! {
    /// What the analysis said on a day. It stays what it was, whatever is imported or set later.
    Snapshot = "snapshot" {
        taken_on: Option<Date>,
        note: String,
        window_from: Option<Date>,
        window_to: Option<Date>,
        measure: Measure,
        currency: Option<Currency>,
        /// The period regularity was seen by.
        period: Option<PeriodUnit>,
        /// The limits, as the settings keep them.
        abc_a: u32,
        abc_b: u32,
        crossing: Crossing,
        xyz_x: u32,
        xyz_y: u32,
        results: Vec<KeptResult>,
    }
}

/// What was said of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(RecordId, i64, String)", into = "(RecordId, i64, String)")]
pub struct KeptResult {
    pub account: RecordId,
    /// In minor units.
    pub value: i64,
    /// The letters of its classes, a dash for one it lacks: "AX", "C-", "--".
    pub classes: String,
}

impl From<(RecordId, i64, String)> for KeptResult {
    fn from((account, value, classes): (RecordId, i64, String)) -> Self {
        Self { account, value, classes }
    }
}

impl From<KeptResult> for (RecordId, i64, String) {
    fn from(kept: KeptResult) -> Self {
        (kept.account, kept.value, kept.classes)
    }
}
