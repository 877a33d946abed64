//! The columns of the list of accounts, and what each is sorted by.

use super::{Row, SortColumn, Sorting, filter};
use crate::analysis::Finding;
use crate::analysis::losses::State;
use crate::book::{AccountType, Coded, Level};

macro_rules! columns {
    ($($Column:ident = $code:literal, $first:ident;)*) => {
        /// A column of the list of accounts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Column { $($Column),* }

        impl Coded for Column {
            fn all() -> &'static [Self] {
                &[$(Self::$Column),*]
            }

            fn code(self) -> &'static str {
                match self { $(Self::$Column => $code),* }
            }
        }

        impl SortColumn for Column {
            /// The largest accounts first.
            const FIRST: Sorting<Self> = Sorting { column: Self::Value, descending: true };

            fn largest_first(self) -> bool {
                match self { $(Self::$Column => stringify!($first) == "largest"),* }
            }
        }
    };
}

// In the order they stand in.
columns! {
    Rank = "rank", smallest;
    Name = "name", smallest;
    Key = "key", largest;
    Segment = "segment", smallest;
    Value = "value", largest;
    Share = "share", largest;
    Trend = "trend", largest;
    Orders = "orders", largest;
    Last = "last", largest;
    Overdue = "overdue", largest;
    Variation = "cv", smallest;
    Type = "type", smallest;
    Level = "level", largest;
    Health = "health", largest;
    State = "state", largest;
    Owner = "owner", smallest;
    Rfm = "rfm", largest;
    Place = "place", smallest;
}

impl Column {
    /// Whether a list can be sorted by it: a picture says nothing to go by.
    pub fn sorts(self) -> bool {
        self != Self::Trend
    }

    /// Whether it shows how healthy the relationship is, which takes longer to know than the rest.
    pub fn asks_health(self) -> bool {
        self == Self::Health
    }

    /// Whether it shows how the account stands, which takes longer to know than the rest.
    pub fn asks_state(self) -> bool {
        self == Self::State
    }

    /// Whether it shows the level, which takes longer to know than the rest.
    pub fn asks_level(self) -> bool {
        self == Self::Level
    }
}

/// What is only known where somebody asks for it.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked {
    pub level: Option<Level>,
    /// 0 to 100
    pub health: Option<u32>,
    pub state: Option<State>,
}

/// What a row is compared by.
enum SortKey<'a> {
    Number(i128),
    Text(&'a str),
}

/// A fraction with nine decimals, as a whole number.
fn fraction(value: f64) -> i128 {
    (value * 1e9).round() as i128
}

fn key<'a>(column: Column, row: &'a Row, finding: Option<&Finding>, asked: Asked) -> Option<SortKey<'a>> {
    let filled = |text: &'a str| (!text.is_empty()).then_some(SortKey::Text(text));
    let first_type = || AccountType::ALL.iter().position(|kind| row.types.contains(*kind));
    let number = match column {
        Column::Place => return filled(&row.place),
        Column::Owner => return filled(&row.owner_name),
        Column::Name => (!row.sort_name.is_empty()).then_some(row.by_name as i128),
        Column::Rank => finding?.rank.map(|rank| rank.rank as i128),
        Column::Key => Some(row.key as i128).filter(|standing| *standing > 0),
        Column::Segment => {
            let finding = finding?;
            let xyz =
                filter::regularity(finding).and_then(|of| super::ClassFilter::ALL.iter().position(|one| *one == of));
            finding.abc().map(|abc| abc as i128 * 8 + xyz.map_or(7, |at| at as i128))
        }
        Column::Value => finding.map(|finding| finding.value),
        Column::Share => finding?.rank.map(|rank| fraction(rank.share)),
        Column::Orders => finding.map(|finding| finding.orders as i128),
        Column::Last => finding?.purchases.map(|(_, last)| last.number().into()),
        Column::Overdue => finding?.overdue.map(fraction),
        Column::Variation => finding?.regularity.as_ref()?.cv.map(fraction),
        Column::Type => first_type().map(|at| at as i128),
        Column::Level => asked.level.map(|level| level as i128),
        Column::Health => asked.health.map(i128::from),
        Column::State => asked.state.map(|state| state as i128),
        Column::Rfm => {
            let rfm = row.rfm?;
            Some(i128::from(rfm.recency) * 100 + i128::from(rfm.frequency) * 10 + i128::from(rfm.monetary))
        }
        Column::Trend => None,
    };
    number.map(SortKey::Number)
}

/// The rows in order, by keys that are made once. `of` has a row's finding, and what takes longer to know.
pub(super) fn sorted<'a>(
    rows: Vec<(usize, &'a Row)>,
    sorting: Sorting<Column>,
    of: impl Fn(usize, &'a Row) -> (Option<&'a Finding>, Asked),
) -> Vec<usize> {
    let mut numbers = Vec::with_capacity(rows.len());
    let (mut texts, mut rest) = (Vec::new(), Vec::new());
    for (at, row) in rows {
        let (finding, asked) = of(at, row);
        match key(sorting.column, row, finding, asked) {
            Some(SortKey::Number(number)) => {
                // Turned round, so that equals stand by name whichever way it is sorted.
                let number = if sorting.descending { number.checked_neg().unwrap_or(i128::MAX) } else { number };
                numbers.push((number, row.by_name, at));
            }
            Some(SortKey::Text(text)) => texts.push((text, row.by_name, at)),
            None => rest.push((row.by_name, at)),
        }
    }
    numbers.sort_unstable();
    texts.sort_unstable_by(|a, b| {
        let by_text = if sorting.descending { b.0.cmp(a.0) } else { a.0.cmp(b.0) };
        by_text.then(a.1.cmp(&b.1))
    });
    rest.sort_unstable();
    let numbers = numbers.into_iter().map(|(_, _, at)| at);
    numbers.chain(texts.into_iter().map(|(_, _, at)| at)).chain(rest.into_iter().map(|(_, at)| at)).collect()
}
