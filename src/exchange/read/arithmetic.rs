//! Sums of a list told by arithmetic: a row that is as much as those above it together. (Those of wide
//! files are in `subset_sums`.)

use rust_decimal::Decimal;

/// What a row is the sum of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Of {
    /// All rows of the file above it.
    All,
    /// Those since the last subtotal of its kind.
    Part,
}

/// Running sums: since the last subtotal, since the last sum of subtotals, since the last of those, and of the whole
/// file.
#[derive(Default)]
pub(in crate::exchange) struct Sums {
    parts: [Run; 3],
    whole: Run,
}

/// A sum over some rows.
#[derive(Clone, Copy, Default)]
struct Run {
    sum: i128,
    pieces: Decimal,
    rows: u64,
}

impl Sums {
    /// Takes a row of sales into account.
    pub fn add(&mut self, amount: i64, pieces: Decimal) {
        for run in self.parts.iter_mut().chain([&mut self.whole]) {
            run.rows += 1;
            run.sum += i128::from(amount);
            if !pieces.is_zero() {
                run.pieces = run.pieces.checked_add(pieces).unwrap_or_default();
            }
        }
    }

    /// What an amount is the sum of: of so many rows at least.
    pub fn of(&self, amount: i64, least: u64) -> Option<Of> {
        self.find(|run| run.rows >= least && run.sum == i128::from(amount))
    }

    /// What a number of pieces is the sum of.
    pub fn of_pieces(&self, pieces: Decimal) -> Option<Of> {
        self.find(|run| run.rows > 0 && run.pieces == pieces)
    }

    fn find(&self, is: impl Fn(&Run) -> bool) -> Option<Of> {
        is(&self.whole).then_some(Of::All).or_else(|| self.parts.iter().any(is).then_some(Of::Part))
    }

    /// A subtotal stood here: of what is since the last one, or of the subtotals that come to this amount.
    pub fn close(&mut self, amount: Option<i64>) {
        let is_it = |run: &Run| amount.is_some_and(|amount| run.rows > 0 && run.sum == i128::from(amount));
        let level = self.parts.iter().position(is_it).unwrap_or_default();
        self.parts.iter_mut().take(level + 1).for_each(|run| *run = Run::default());
    }
}

#[cfg(test)]
mod tests;
