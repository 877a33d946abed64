//! Settings of the book: what the analysis measures, and over which window.

use crate::calendar::Date;
use serde::{Deserialize, Serialize};

use super::RecordId;
use crate::ledger::Currency;
use crate::record_kind;

/// The one settings record of every book.
pub const SETTINGS: RecordId = RecordId::well_known(0x01);

record_kind! {
    /// How this book is analysed. What is empty follows the conventions.
    Settings = "settings" {
        measure: Measure,
        /// The book's currency; empty until the first import sets it.
        currency: Option<Currency>,
        /// The period regularity is seen by; empty: chosen from the buying rhythm.
        period: Option<PeriodUnit>,
        /// First day of the window; empty: the first sale.
        window_from: Option<Date>,
        /// Last day of the window; empty: the last sale.
        window_to: Option<Date>,
    }
}

/// What accounts are ranked by (A2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    #[default]
    Revenue,
    Profit,
}

/// A calendar period: what regularity is seen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// ISO weeks, from Monday.
    Week,
    Month,
    Quarter,
    Half,
}
