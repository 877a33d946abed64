//! Numbers: deciding the format of a column, reading a cell by it.

use serde::{Deserialize, Serialize};

/// Which mark separates the decimals. The other one, spaces and apostrophes group thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberFormat {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// What groups the digits of large numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grouping {
    /// Any space, including the no-break ones.
    Space,
    Apostrophe,
    Point,
    Comma,
}

/// What the cells of a column are as numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NumberFindings {
    /// How many of the filled cells looked at are numbers.
    pub numbers: u64,
    /// How many cells looked at are filled.
    pub filled: u64,
    /// The format, where a value decides it. Without separators there is none, and none is needed.
    pub format: Option<NumberFormat>,
    pub grouping: Option<Grouping>,
    /// A value that can be read both ways (`1,234`), if no other value decides.
    pub doubt: Option<String>,
}
