//! Sums among the rows of a wide file, told by arithmetic alone: rows that stand above others or below
//! them and repeat what they add up to.
//!
//! Two or three customers may add up to a fourth by chance. So nothing is taken for a sum unless it is
//! the file's way: every row is a sum or one of those it sums up.

use std::collections::BTreeMap;

use crate::calendar::Date;
use crate::exchange::read::row_reader::Entry;

/// More rows than this aren't looked at so: a file of that length is a list.
pub(in crate::exchange) const MOST: usize = 100_000;

/// What of the rows is a sum of others, by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct Sums {
    /// Above what they sum up.
    pub headings: Vec<usize>,
    /// Below it.
    pub totals: Vec<usize>,
    /// The sum of all.
    pub grand: Option<usize>,
}

/// The amounts of a row or of several, by period.
type Values = BTreeMap<Date, i128>;

fn add(values: &mut Values, row: &[Entry]) {
    for entry in row {
        let sum = values.entry(entry.day).or_default();
        *sum += i128::from(entry.amount);
        if *sum == 0 {
            values.remove(&entry.day);
        }
    }
}

fn values(row: &[Entry]) -> Values {
    let mut values = Values::new();
    add(&mut values, row);
    values
}

/// Finds the sums.
pub(in crate::exchange) fn sums(rows: &[&[Entry]]) -> Sums {
    let n = rows.len();
    let all = |rows: &[&[Entry]]| {
        let mut sum = Values::new();
        rows.iter().for_each(|row| add(&mut sum, row));
        sum
    };
    let doubled = |row: &[Entry]| values(row).into_iter().map(|(day, sum)| (day, sum * 2)).collect::<Values>();
    // Tiled by sums, with or without the sum of all at its end or its beginning.
    let (first, last) = (rows.first().copied().unwrap_or_default(), rows.last().copied().unwrap_or_default());
    for (from, to, grand) in [(0, n, None), (0, n.saturating_sub(1), n.checked_sub(1)), (1, n, Some(0))] {
        let Some(part) = rows.get(from..to).filter(|part| part.len() > 3) else { continue };
        let whole = if from == 0 { last } else { first };
        if grand.is_some() && all(part) != doubled(whole) {
            continue;
        }
        if let Some(totals) = below(part) {
            return Sums { totals: totals.into_iter().map(|at| at + from).collect(), grand, ..Sums::default() };
        }
        if let Some(headings) = above(part) {
            return Sums { headings: headings.into_iter().map(|at| at + from).collect(), grand, ..Sums::default() };
        }
    }
    // The last row alone is the sum of all: of three or more, in two periods or more.
    let is_grand = n > 3 && values(last).len() > 1 && rows.get(..n - 1).is_some_and(|rows| all(rows) == values(last));
    Sums { grand: is_grand.then_some(n.saturating_sub(1)), ..Sums::default() }
}

/// The rows that are each the sum of those above it up to the one before, if that is true of all.
fn below(rows: &[&[Entry]]) -> Option<Vec<usize>> {
    let (mut found, mut open, mut count, mut most) = (Vec::new(), Values::new(), 0, 0);
    for (at, row) in rows.iter().enumerate() {
        if count > 0 && values(row) == open {
            found.push(at);
            most = most.max(count);
            (open, count) = (Values::new(), 0);
        } else {
            add(&mut open, row);
            count += 1;
        }
    }
    (count == 0 && found.len() > 1 && most > 1).then_some(found)
}

/// The rows that are each the sum of those below it down to the next, if that is true of all.
fn above(rows: &[&[Entry]]) -> Option<Vec<usize>> {
    let (mut found, mut most, mut at) = (Vec::new(), 0, 0);
    while at < rows.len() {
        let whole = values(rows.get(at)?);
        let mut sum = Values::new();
        let mut children = 0;
        loop {
            children += 1;
            add(&mut sum, rows.get(at + children)?);
            if sum == whole {
                break;
            }
        }
        found.push(at);
        most = most.max(children);
        at += children + 1;
    }
    (found.len() > 1 && most > 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    fn found(rows: &[[i64; 2]]) -> Sums {
        let days = [date(2024, 1, 31), date(2024, 2, 29)];
        let entries = |row: &[i64; 2]| -> Vec<Entry> {
            let filled = days.into_iter().zip(*row).filter(|(_, amount)| *amount != 0);
            filled.map(|(day, amount)| Entry { day, amount, profit: None }).collect()
        };
        let rows: Vec<Vec<Entry>> = rows.iter().map(entries).collect();
        sums(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    #[test]
    fn rows_above_those_they_sum_up() {
        let rows = [[30, 7], [10, 7], [20, 0], [5, 5], [5, 5]];
        assert_eq!(found(&rows), Sums { headings: vec![0, 3], ..Sums::default() });
        let with_grand = [[35, 12], [30, 7], [10, 7], [20, 0], [5, 5], [5, 5]];
        assert_eq!(found(&with_grand), Sums { headings: vec![1, 4], grand: Some(0), ..Sums::default() });
    }

    #[test]
    fn rows_below_those_they_sum_up() {
        let rows = [[10, 7], [20, 0], [30, 7], [5, 5], [5, 5], [35, 12]];
        assert_eq!(found(&rows), Sums { totals: vec![2, 4], grand: Some(5), ..Sums::default() });
        assert_eq!(found(&[[1, 2], [3, 4], [5, 6], [9, 12]]).grand, Some(3));
    }

    /// Bug: of subscribers at one price most were taken for sums of the others.
    #[test]
    fn customers_that_add_up_by_chance_stay() {
        assert_eq!(found(&[[99, 99], [99, 99], [99, 99], [99, 99], [99, 0], [0, 99]]), Sums::default());
        assert_eq!(found(&[[10, 10], [20, 20], [30, 30], [1, 2]]), Sums::default());
        assert_eq!(found(&[[1, 1], [1, 1], [2, 2]]), Sums::default());
    }
}
