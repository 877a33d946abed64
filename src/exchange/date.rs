//! Dates: deciding the format of a column, reading a cell by it.

use serde::{Deserialize, Serialize};

/// The order of a date's parts. Separators (`.` `/` `-` space), two- and four-digit years and a
/// time of day after the date are read in all of them; the time is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateFormat {
    /// `2024-01-15`, `2024/01/15`, `20240115`, `2024-01-15T08:26:00Z`
    Ymd,
    /// `15.01.2024`, `15/1/24`, `15 Jan 2024`
    Dmy,
    /// `1/15/2024`, `1/15/24`, `Jan 15, 2024`
    Mdy,
}

impl DateFormat {
    /// Every format, for an explicit choice.
    pub const ALL: [DateFormat; 3] = [DateFormat::Ymd, DateFormat::Dmy, DateFormat::Mdy];
}

/// What the cells of a column are as dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DateFindings {
    /// How many of the filled cells looked at are dates.
    pub dates: u64,
    /// How many cells looked at are filled.
    pub filled: u64,
    /// The format, where the values decide it.
    pub format: Option<DateFormat>,
    /// The value whose day is over 12 and decided between day and month first.
    pub over_12: Option<String>,
    /// A value that can be read both ways (`4/7/1996`), if nothing decides.
    pub doubt: Option<String>,
}
