//! Settings of the book: what the analysis measures, and over which window.

use crate::calendar::Date;
use serde::{Deserialize, Serialize};

use super::{Cadences, RecordId};
use crate::currency::Currency;
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
        /// Up to which cumulative share class A reaches, in hundredths of a per cent; empty: 80 %.
        abc_a: Option<u32>,
        /// The same for class B; empty: 95 %.
        abc_b: Option<u32>,
        /// Where the account belongs that crosses a limit of ABC.
        crossing: Crossing,
        /// Up to which coefficient of variation class X reaches, in thousandths; empty: 0.5.
        xyz_x: Option<u32>,
        /// The same for class Y; empty: 1.0.
        xyz_y: Option<u32>,
        /// From which share of the total an account is a provider, in hundredths of a per cent;
        /// empty: 10 %.
        provider_share: Option<u32>,
        /// Of which total that share is.
        provider_of: ProviderOf,
        /// Up to which cumulative share before them accounts are suggested as key, in hundredths of a per
        /// cent; empty: 55 %.
        key_share: Option<u32>,
        /// After how many days a fact is stale unless it was confirmed again; empty: 365.
        fresh_days: Option<u32>,
        /// The day the book is read on, for what is due and what is stale; empty: today. The sample's
        /// is the last day of its sales.
        read_on: Option<Date>,
        /// How often accounts and people are to hear from us, where that isn't the convention (C1).
        cadences: Cadences,
        /// Above how many times its own median gap an account is silent, in thousandths; empty: 2 (C12a).
        silence_times: Option<u32>,
        /// And above how many days; empty: 60.
        silence_days: Option<u32>,
        /// When somebody born on 29 February celebrates in common years.
        leap_day: LeapDay,
    }
}

/// When 29 February is celebrated in a year that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeapDay {
    #[default]
    LastOfFebruary,
    FirstOfMarch,
}

impl LeapDay {
    /// Its month and day.
    pub fn month_and_day(self) -> (i8, i8) {
        match self {
            Self::LastOfFebruary => (2, 28),
            Self::FirstOfMarch => (3, 1),
        }
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

/// Where the account belongs that crosses a limit of ABC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// To the higher class.
    #[default]
    Up,
    /// To the lower class.
    Down,
}

/// Of which total a provider brings its share (K3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderOf {
    /// Of profit where every sale has one, else of revenue.
    #[default]
    Known,
    Revenue,
    Profit,
}
