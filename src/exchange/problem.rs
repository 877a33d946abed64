//! What couldn't be used: a row, or a whole file. Codes and places; their words are made by `text`.

use serde::{Deserialize, Serialize};

/// Why a row was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Neither a customer number nor a name.
    NoCustomer,
    /// Neither a person's name nor a mail address.
    NoPerson,
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
    /// Not a number where the tax is to be subtracted.
    BadTax,
    /// Not a currency, or one in the cell and another in its column.
    OtherCurrency,
    /// The amount, or a sum it enters, doesn't fit 64 bits of minor units.
    AmountTooLarge,
    TooFewCells,
    /// More cells than the header, and the surplus is not empty.
    TooManyCells,
    /// Not UTF-8.
    BadEncoding,
    /// It goes over several lines, and some of them look like rows of their own: a quote may have swallowed them.
    Swallowed,
    /// A cell that can't be read in a row that is used: only the cell is left out. No row is counted under it.
    BadCell,
    /// Over 1 MiB or 4,096 cells: most often a quote that never closes.
    RowTooLong,
    /// The header again, as in pages pasted together.
    RepeatedHeader,
    /// Delimiters and nothing else. (A line with nothing at all is no row.)
    Blank,
    /// Cancelled, a draft, or otherwise never a sale, by its status.
    Cancelled,
    /// Hidden in the sheet, and left out by a person's word.
    Hidden,
    /// A row that counts something else than what was sold.
    OtherMeasure,
    /// A row of prices without its pieces, or the reverse.
    NoPair,
    /// A type of document that is no sale: a payment, an order, a quotation.
    OtherDocument,
    /// A row that stands above those it is about. Counted apart from what is skipped.
    Heading,
    /// A subtotal or total. Counted apart from what is skipped.
    TotalsRow,
}

/// An example of what was left out. Counts are kept elsewhere and are exact; examples are few.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The sheet it is on, where several are read as one list.
    pub sheet: Option<String>,
    pub reason: Reason,
    /// The line of the file the row begins on, from 1.
    pub line: u64,
    /// How many lines it takes up.
    pub lines: u64,
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
    /// A ZIP archive that is no workbook and doesn't have just one table in it.
    Zip,
    Pdf,
    Image,
    /// Packed in something that was packed.
    Gzip,
    /// Not recognised, but it holds zero bytes.
    NulBytes,
}

/// What a workbook has too much of. All are counted on what is really there, never on what the file
/// says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// Over 25 MB as a file, for those that are compressed.
    Compressed,
    /// Over 400 MB unpacked.
    Inflated,
    /// Over 2 GB unpacked, of a table that is packed by itself.
    Unpacked,
    /// Over 10,000 files in the archive, or a thousand sheets.
    Entries,
    /// Over 5 million filled cells, or as much in what is merged, repeated and empty between them.
    Cells,
}

/// Why a whole file can't be imported, even with a person's help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// No bytes, or nothing but white space.
    Empty,
    Binary(Binary),
    /// A workbook too large to be read.
    Workbook(Limit),
    /// A workbook that opens with a password only.
    Locked,
    /// It begins as a workbook does, but can't be read as one.
    BrokenWorkbook {
        /// What is wrong and in which part, in English: for a report, not for people.
        detail: String,
    },
    /// An archive with a table in it that can't be unpacked.
    BrokenArchive {
        /// What is wrong, in English: for a report, not for people.
        detail: String,
    },
    /// A workbook without a sheet of cells, or a page without a table.
    NoSheet,
    /// No line among the first 30 names the columns.
    NoHeader,
    /// A header and no rows below it.
    HeaderOnly,
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
