//! What couldn't be used: a row, or a whole file. Codes and places; their words are made by `text`.

use serde::{Deserialize, Serialize};

/// Why a row was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Neither a customer number nor a name.
    NoCustomer,
    NoDate,
    /// Not a date in the column's format.
    BadDate,
    /// No amount, and no quantity or price to make one of.
    NoAmount,
    /// Not a number in the column's format.
    BadAmount,
    BadQuantity,
    BadPrice,
    /// Not a number, negative, or more than the whole.
    BadDiscount,
    /// A currency other than the plan's, by column or by a mark in the cell.
    OtherCurrency,
    /// The amount, or a sum it enters, doesn't fit 64 bits of minor units.
    AmountTooLarge,
    TooFewCells,
    /// More cells than the header, and the surplus is not empty.
    TooManyCells,
    /// Not UTF-8.
    BadEncoding,
    /// Over 1 MiB or 4,096 cells: most often a quote that never closes.
    RowTooLong,
    /// The header again, as in pages pasted together.
    RepeatedHeader,
    /// Delimiters and nothing else. (A line with nothing at all is no row.)
    Blank,
    /// A subtotal or total. Counted apart from what is skipped.
    TotalsRow,
}

/// An example of what was left out. Counts are kept elsewhere and are exact; examples are few.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub reason: Reason,
    /// The line of the file the row begins on, from 1.
    pub line: u64,
    /// The header of the column at fault, if it is one.
    pub column: Option<String>,
    /// The offending text, at most 80 characters.
    pub text: String,
}

/// What an import can't do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// A customer number or name.
    Customer,
    Date,
    /// An amount, or a quantity and a price.
    Amount,
}

/// What the bytes are when they aren't text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Binary {
    /// A ZIP archive: most likely a workbook (xlsx, ods).
    Zip,
    /// A workbook of Excel 97–2003.
    OldExcel,
    Pdf,
    Image,
    Gzip,
    /// Not recognised, but it holds zero bytes.
    NulBytes,
}

/// Why a whole file can't be imported, even with a person's help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// No bytes, or nothing but white space.
    Empty,
    Binary(Binary),
    /// Text in UTF-16, by its byte order mark or its pattern of zero bytes.
    Utf16,
    /// Text, but in another encoding; the first line that isn't UTF-8.
    NotUtf8 {
        line: u64,
    },
    /// A web page, whatever its name says.
    Html,
    /// No line among the first 30 names the columns.
    NoHeader,
    /// A header and no rows below it.
    HeaderOnly,
    /// No column could name customers.
    NoCustomerColumn {
        headers: Vec<String>,
    },
    /// No column holds dates.
    NoDateColumn {
        headers: Vec<String>,
    },
    /// No column holds numbers.
    NoAmountColumn {
        headers: Vec<String>,
    },
    /// Not one row could be imported; why, most frequent first, with the first examples.
    NothingUsable {
        reasons: Vec<(Reason, u64)>,
        examples: Vec<Problem>,
    },
    /// More than 4 GB.
    TooLarge,
}
