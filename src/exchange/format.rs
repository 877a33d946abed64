//! How values are written: what is decided for each column and for the file.

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
    /// `1402/10/25`, `25/10/1402`, `۲۵ دی ۱۴۰۲`: days of the Jalali calendar, the year where its four
    /// digits are.
    Jalali,
    /// `15.01`, `15/1`, `1501`, `15 Jan`: the year stands elsewhere.
    DayMonth,
    /// `01/15`, `0115`: the year stands elsewhere.
    MonthDay,
    /// `45306`: days as Excel counts them; a fraction is the time of day.
    Serial1900,
    /// `43844`: the same day in a workbook of an old Mac.
    Serial1904,
}

impl DateFormat {
    /// Whether its days don't say their year.
    pub fn needs_year(self) -> bool {
        matches!(self, Self::DayMonth | Self::MonthDay)
    }
}

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

/// What a discount column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiscountKind {
    /// 0.15
    Fraction,
    /// 15
    Percent,
}

/// How quotes at the beginning of a cell are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quotes {
    /// They enclose a cell, which may hold delimiters and line ends.
    #[default]
    Enclose,
    /// Each line is a row: they enclose what ends within the line, and are characters like others elsewhere.
    Lines,
}

/// What was found of how rows and amounts hang together; a person may not want it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShapeReading {
    /// The customer stands in a row of its own above its sales.
    Sections,
    /// Document and date stand in one text.
    DatedDocuments,
    /// Rows go on with the one above.
    FillDown,
    /// Rows are sums of others, though no word says so.
    Sums,
    /// Amounts are multiplied out as their header says.
    Thousands,
}

/// What is done about tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tax {
    /// Amounts are taken as they are.
    #[default]
    AsIs,
    /// The tax column is subtracted.
    LessColumn,
    /// Amounts hold a tax of so many hundredths of a per cent, which is taken out.
    Rate(u32),
}

/// How credit notes and returns stand in the file, where a column names the type of document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Returns {
    /// Their amounts are negative already.
    #[default]
    Negative,
    /// Their amounts are positive; the sign is turned.
    Positive,
}
