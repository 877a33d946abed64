//! What each column is: its role, how sure that is, and why.

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::exchange::role::Role;
use crate::exchange::{DateFindings, DateFormat, DiscountKind, Grouping, NumberFindings, NumberFormat};

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
    /// The header names a period.
    PeriodName,
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
    /// How many filled cells name a period: "Jan 2024".
    pub periods: u64,
    /// How many name one without its year: "January".
    pub bare_periods: u64,
    /// Whether its header says that tax is not in it.
    pub is_net: bool,
    /// The currencies it names: in its cells as a column of codes, in its header, or by marks beside its
    /// numbers; the likeliest first.
    pub currencies: Vec<Currency>,
    /// How many digits its header takes off: 3 for thousands.
    pub taken_off: u32,
}

impl Column {
    /// The format of its dates: that which the values decide; where a header says "date", numbers are
    /// days as a spreadsheet counts them.
    pub fn date_format(&self) -> Option<DateFormat> {
        let counted = self.role.is_day() && self.dates.could_be_serials();
        let without_year = self.role.is_day() && self.dates.could_be_without_year();
        let named = self.dates.format.or(self.dates.format_without_year.filter(|_| without_year));
        named.or(counted.then_some(DateFormat::Serial1900))
    }

    /// What it is as a column of discounts: a per cent sign in the header decides.
    pub fn discount(&self) -> Option<DiscountKind> {
        if self.header.contains(['%', '٪']) { Some(DiscountKind::Percent) } else { self.numbers.discount }
    }

    /// Whether its values are texts rather than numbers or days.
    pub fn is_text(&self) -> bool {
        self.could_be(Role::Customer) && self.numbers.numbers * 2 <= self.numbers.filled
    }

    /// Whether its values could be what a role needs.
    pub fn could_be(&self, role: Role) -> bool {
        let (dates, numbers) = (&self.dates, &self.numbers);
        let is_dated = dates.dates * 3 > dates.filled
            || (self.periods + self.bare_periods) * 3 > dates.filled.min(200)
            || (dates.could_be_serials() || dates.could_be_without_year()) && role == Role::Date;
        match role {
            _ if self.samples.is_empty() => false,
            Role::Date => is_dated,
            role if role.is_numeric() => numbers.numbers * 2 > numbers.filled && !is_dated,
            _ => !is_dated,
        }
    }
}
