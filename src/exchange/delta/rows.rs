//! Lines without a document: known by their values, and how often they occur.

use rustc_hash::FxHashMap;

use super::output::Output;
use super::{Known, Names, Place};
use crate::ledger::{Batch, Line, Sales};

/// The values of a line.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Values {
    place: Place,
    amount: i64,
    profit: Option<i64>,
}

/// The lines of a file that have no document, with what is stored of the same customers and days.
#[derive(Default)]
pub(super) struct Rows {
    /// In the order of the file, with the customer.
    lines: Vec<(Values, u32)>,
    /// How often each is in the file, and then how often it is stored.
    stored: FxHashMap<Values, u64>,
    /// Where the file has lines: the sum of what earlier versions stored there by day.
    days: FxHashMap<Place, Option<i128>>,
}

impl Rows {
    pub fn of(sales: &Sales, names: &Names) -> Self {
        let mut rows = Self::default();
        if sales.per_period {
            return rows;
        }
        for line in sales.lines.iter().filter(|line| line.document.is_none()) {
            let Some(place) = names.own.place(line) else { continue };
            rows.lines.push((Values { place, amount: line.amount, profit: line.profit }, line.customer));
            rows.days.insert(place, None);
        }
        rows
    }

    /// Takes note of what a batch has of the same customers and days.
    pub fn meet(&mut self, batch: &Batch, known: &Known) {
        let sales = &batch.sales;
        if self.lines.is_empty() {
            return;
        }
        for line in sales.lines.iter().filter(|line| line.document.is_none()) {
            let Some(place) = known.place(line) else { continue };
            let Some(sum) = self.days.get_mut(&place) else { continue };
            let Line { amount, profit, .. } = *line;
            if sales.sums_days {
                *sum = Some(sum.unwrap_or_default() + i128::from(amount));
            } else {
                *self.stored.entry(Values { place, amount, profit }).or_default() += 1;
            }
        }
    }

    /// Puts out the lines that aren't stored.
    pub fn finish(mut self, output: &mut Output) {
        let is_there = |stored: &mut FxHashMap<Values, u64>, values: &Values| {
            let count = stored.get_mut(values).filter(|count| **count > 0);
            count.map(|count| *count -= 1).is_some()
        };
        let (same, mut open): (Vec<_>, Vec<_>) =
            self.lines.iter().partition(|(values, _)| is_there(&mut self.stored, values));
        let mut kept: Vec<(Values, u32)> = same;
        // The same lines, but that only one of the two files knew the profit.
        let mut of_profit: FxHashMap<Values, [u64; 2]> = FxHashMap::default();
        let unknown = |values: &Values| Values { profit: None, ..*values };
        for (values, count) in self.stored.iter().filter(|(_, count)| **count > 0 && !open.is_empty()) {
            let [without, with] = of_profit.entry(unknown(values)).or_default();
            *(if values.profit.is_none() { without } else { with }) += count;
        }
        open.retain(|(values, customer)| {
            let Some(counts) = of_profit.get_mut(&unknown(values)) else { return true };
            let count = &mut counts[usize::from(values.profit.is_none())];
            if *count > 0 {
                *count -= 1;
                kept.push((*values, *customer));
                return false;
            }
            true
        });
        let mut by_day: FxHashMap<Place, Vec<usize>> = FxHashMap::default();
        for (at, (values, _)) in open.iter().enumerate() {
            if self.days.get(&values.place).copied().flatten().is_some() {
                by_day.entry(values.place).or_default().push(at);
            }
        }
        let mut is_summed = vec![false; open.len()];
        for (place, lines) in by_day {
            let sum = self.days.get(&place).copied().flatten().unwrap_or_default();
            for at in explained(&lines, &open, sum) {
                is_summed.get_mut(*at).into_iter().for_each(|flag| *flag = true);
            }
        }
        for ((values, customer), is_summed) in open.into_iter().zip(is_summed) {
            if is_summed {
                kept.push((values, customer));
            } else {
                output.add(customer, None, values.place, values.amount, values.profit);
                output.day(&values.place, true, false);
            }
        }
        output.keep(kept.len() as u64);
        kept.iter().for_each(|(values, _)| output.day(&values.place, false, true));
    }
}

/// Which of a day's lines make the sum that was stored of it: all, or the first so many, or the last
/// (what was added to the file since stands behind them, or before); none if they don't.
fn explained<'a>(lines: &'a [usize], open: &[(Values, u32)], sum: i128) -> &'a [usize] {
    let amount = |at: &usize| open.get(*at).map_or(0, |(values, _)| i128::from(values.amount));
    if lines.iter().map(amount).sum::<i128>() == sum {
        return lines;
    }
    let count = |amounts: &mut dyn Iterator<Item = i128>| {
        let mut reached = 0;
        let mut sums = amounts.map(|amount| {
            reached += amount;
            reached
        });
        sums.position(|reached| reached == sum).map(|at| at + 1)
    };
    let first = count(&mut lines.iter().map(amount)).and_then(|count| lines.get(..count));
    let last = || count(&mut lines.iter().rev().map(amount)).and_then(|count| lines.get(lines.len() - count..));
    first.or_else(last).unwrap_or_default()
}
