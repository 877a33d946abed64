//! In what order a list stands, by which of its columns.

use crate::book::Coded;

/// A column that a list can be sorted by.
pub trait SortColumn: Coded {
    /// The order a list has before anybody chooses one.
    const FIRST: Sorting<Self>;

    /// Whether the largest stand first when it is chosen: figures are looked at from the largest, names from
    /// the top of the alphabet.
    fn largest_first(self) -> bool;
}

/// By which column, and whether the largest stand first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting<C> {
    pub column: C,
    pub descending: bool,
}

impl<C: SortColumn> Sorting<C> {
    /// What a click on a column's head makes of it.
    pub fn clicked(self, column: C) -> Self {
        let descending = if self.column == column { !self.descending } else { column.largest_first() };
        Self { column, descending }
    }

    /// How it is written in an address: `last` from the smallest, `-last` from the largest.
    pub fn code(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.code())
    }

    pub fn of_code(code: &str) -> Option<Self> {
        let (descending, column) = match code.strip_prefix('-') {
            Some(column) => (true, column),
            None => (false, code),
        };
        Some(Self { column: C::of_code(column)?, descending })
    }
}

impl<C: SortColumn> Default for Sorting<C> {
    fn default() -> Self {
        C::FIRST
    }
}
