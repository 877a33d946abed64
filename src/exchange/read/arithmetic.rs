//! Sums of a list told by arithmetic: a row that is as much as those above it together. (Those of wide
//! files are in `subset_sums`.)

/// What a row is the sum of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Of {
    /// All rows of the file above it.
    All,
    /// Those since the last subtotal.
    Part,
}

/// Running sums since the last subtotal, and of the whole file.
#[derive(Default)]
pub(in crate::exchange) struct Sums {
    part: Run,
    whole: Run,
}

/// A sum over some rows.
#[derive(Clone, Copy, Default)]
struct Run {
    sum: i128,
    rows: u64,
}

impl Sums {
    /// Takes a row of sales into account.
    pub fn add(&mut self, amount: i64) {
        for run in [&mut self.part, &mut self.whole] {
            run.rows += 1;
            run.sum += i128::from(amount);
        }
    }

    /// What an amount is the sum of: of so many rows at least.
    pub fn of(&self, amount: i64, least: u64) -> Option<Of> {
        let is = |run: &Run| run.rows >= least && run.sum == i128::from(amount);
        is(&self.whole).then_some(Of::All).or(is(&self.part).then_some(Of::Part))
    }

    /// A subtotal stood here.
    pub fn close(&mut self) {
        self.part = Run::default();
    }
}

#[cfg(test)]
mod tests;
