//! What each column is: its role, how sure that is, and why.

use serde::{Deserialize, Serialize};

use super::{DateFindings, DateFormat, Grouping, NumberFindings, NumberFormat};

/// What a column means for an import. All but [`Role::Ignore`] are held by one column at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The customer's name.
    Customer,
    /// The customer's number in the system the file comes from.
    CustomerId,
    Date,
    /// The amount of the line; if present, quantity, price and discount are not used for it.
    Amount,
    Quantity,
    /// Price of one.
    Price,
    Discount,
    /// The number of the order, invoice or credit note.
    Document,
    ProductGroup,
    Product,
    Currency,
    /// Cost of the line.
    Cost,
    /// Cost of one; × quantity.
    UnitCost,
    /// Profit of the line; if present, costs are not used.
    Profit,
    Ignore,
}

impl Role {
    /// Every role, in the order a menu shows them.
    pub const ALL: [Role; 15] = [
        Role::Customer,
        Role::CustomerId,
        Role::Date,
        Role::Document,
        Role::Amount,
        Role::Quantity,
        Role::Price,
        Role::Discount,
        Role::Product,
        Role::ProductGroup,
        Role::Currency,
        Role::Cost,
        Role::UnitCost,
        Role::Profit,
        Role::Ignore,
    ];

    /// Whether its cells are read as numbers.
    pub fn is_numeric(self) -> bool {
        matches!(
            self,
            Role::Amount | Role::Quantity | Role::Price | Role::Discount | Role::Cost | Role::UnitCost | Role::Profit
        )
    }
}

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// Nothing speaks for it, or the values contradict the header.
    Unsure,
    /// The header says so in part, or the values alone do.
    Likely,
    /// A known header word that the values bear out.
    Sure,
}

/// Why a column has its role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// The header is, or holds, this known word.
    KnownWord { word: String },
    /// So many different values among so many filled cells.
    DistinctValues { distinct: u64, filled: u64 },
    /// Every cell is empty.
    Empty,
    /// The values are dates, in this format if it is decided; a day over 12 decided it.
    DatesLike { format: Option<DateFormat>, over_12: Option<String> },
    /// The values are numbers, in this format if it is decided.
    NumbersLike { format: Option<NumberFormat>, grouping: Option<Grouping> },
    /// Short codes without spaces.
    Codes,
    /// Words with spaces, as names are.
    Names,
    /// The values contradict the header; an example.
    Contradicted { example: String },
    /// Another column, by index, fits the role better.
    LessLikelyThan { column: usize },
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// As in the file, trimmed; may be empty.
    pub header: String,
    /// The first different filled values, three where there are.
    pub samples: Vec<String>,
    pub role: Role,
    pub confidence: Confidence,
    pub evidence: Vec<Evidence>,
    /// What its cells are as numbers, whatever its role.
    pub numbers: NumberFindings,
    /// What its cells are as dates, whatever its role.
    pub dates: DateFindings,
}
