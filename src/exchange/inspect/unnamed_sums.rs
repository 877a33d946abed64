//! Sums among the rows of a list that no word tells: rows of nobody, on no day, each as much as the rows above it (or
//! below it) together.
//!
//! One row can be as much as some others by chance. So they are found by the file's way of writing them: rows that
//! fill the same cells are sums if each of them is. Sums of sums are written in another way, and found after them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::exchange::cell::number::{self, Number};
use crate::exchange::inspect::columns::Column;
use crate::exchange::inspect::header::HeadRow;
use crate::exchange::role::Role;

/// Ways of writing rows that are looked at; files have one or two.
const WAYS: usize = 8;

/// The sums that were found.
#[derive(Default)]
pub(in crate::exchange) struct UnnamedSums {
    /// Which of the rows are sums.
    pub rows: Vec<bool>,
    /// What they leave empty that other rows fill.
    pub columns: Vec<usize>,
    /// Whether they stand above what they sum up.
    pub above: bool,
}

/// What a row counts, and whether it could be a sum.
struct Counted {
    amount: Option<Decimal>,
    /// The cells it fills, if it says neither whose it is nor when.
    way: Option<Vec<bool>>,
}

impl UnnamedSums {
    /// Finds them among these rows, of which some are totals by their word; `keys` are the columns that say whose a row
    /// is, when and of which document.
    pub fn find(columns: &[Column], rows: &[&HeadRow], is_total: &[bool], keys: &[usize]) -> Self {
        let role = |role| columns.iter().position(|column| column.role == role);
        let Some(amount) = role(Role::Amount).or_else(|| role(Role::AmountGross)).filter(|_| keys.len() > 1) else {
            return Self::default();
        };
        let format = columns.get(amount).and_then(|column| column.numbers.format);
        let count = |(row, is_total): (&&HeadRow, &bool)| {
            let amount = match number::of(row.cell(amount), format) {
                Number::Value { value, .. } if !is_total => Some(value.round_dp(2)),
                _ => None,
            };
            let is_nobodys = amount.is_some() && keys.iter().all(|key| row.cell(*key).is_empty());
            let way = is_nobodys.then(|| (0..columns.len()).map(|at| !row.cell(at).is_empty()).collect());
            Counted { amount, way }
        };
        let counted: Vec<Counted> = rows.iter().zip(is_total).map(count).collect();
        let mut ways: BTreeMap<&[bool], usize> = BTreeMap::new();
        counted.iter().filter_map(|row| row.way.as_deref()).for_each(|way| *ways.entry(way).or_default() += 1);
        let mut ways: Vec<(&[bool], usize)> = ways.into_iter().collect();
        // What fills more is the finer sum.
        let filled = |way: &[bool]| way.iter().filter(|is_filled| **is_filled).count();
        ways.sort_by_key(|(way, count)| (Reverse(filled(way)), Reverse(*count)));
        let mut found = Self { rows: vec![false; rows.len()], ..Self::default() };
        for (way, _) in ways.into_iter().take(WAYS) {
            let is_first = !found.rows.contains(&true);
            let below = (is_first || !found.above).then(|| sums((0..rows.len()).collect(), &counted, &found.rows, way));
            let above = || sums((0..rows.len()).rev().collect(), &counted, &found.rows, way);
            let (sums, is_above) = match below.flatten() {
                Some(below) => (below, false),
                None if is_first || found.above => (above().unwrap_or_default(), true),
                None => continue,
            };
            found.above |= is_above && !sums.is_empty();
            sums.into_iter().for_each(|at| found.rows.get_mut(at).into_iter().for_each(|is_sum| *is_sum = true));
        }
        if found.rows.contains(&true) {
            found.columns = left_empty(columns.len(), rows, is_total, &found.rows, keys);
        }
        found
    }
}

/// The rows written in this way, if each is as much as the rows before it since the last of them.
fn sums(order: Vec<usize>, rows: &[Counted], is_sum: &[bool], way: &[bool]) -> Option<Vec<usize>> {
    let (mut found, mut right, mut of_several, mut longest) = (Vec::new(), 0, 0, 0);
    let (mut sum, mut count) = (Decimal::ZERO, 0);
    for at in order {
        let Some(row) = rows.get(at).filter(|_| is_sum.get(at) == Some(&false)) else { continue };
        let Some(amount) = row.amount else { continue };
        match row.way.as_deref() {
            Some(other) if other == way => {
                found.push(at);
                let is_right = count > 0 && sum == amount;
                right += usize::from(is_right);
                of_several += usize::from(is_right && count > 1);
                longest = longest.max(if is_right { count } else { 0 });
                (sum, count) = (Decimal::ZERO, 0);
            }
            // Right behind a sum it is one of sums.
            Some(_) if count == 0 && !found.is_empty() => {}
            _ => {
                sum = sum.checked_add(amount)?;
                count += 1;
            }
        }
    }
    let is_way = match found.len() {
        0 => false,
        1 => right == 1 && longest > 2,
        // Among many one may be off: by a cell that was changed by hand.
        all => of_several > 0 && (right == all || all > 9 && right * 10 >= all * 9),
    };
    is_way.then_some(found)
}

/// The columns that no sum fills and almost every other row does; the keys are among them.
fn left_empty(width: usize, rows: &[&HeadRow], is_total: &[bool], is_sum: &[bool], keys: &[usize]) -> Vec<usize> {
    let is_left = |at: &usize| {
        let (mut others, mut filled) = (0, 0);
        for ((row, is_total), is_sum) in rows.iter().zip(is_total).zip(is_sum) {
            let is_filled = !row.cell(*at).is_empty();
            if *is_sum && is_filled {
                return false;
            }
            if !is_sum && !is_total {
                others += 1;
                filled += usize::from(is_filled);
            }
        }
        keys.contains(at) || filled * 10 >= others * 9
    };
    (0..width).filter(is_left).collect()
}

#[cfg(test)]
mod tests {
    use crate::exchange::testing::{counts, import, inspection, sums};
    use crate::exchange::{FillDown, Reason};

    const BELOW: &str = "Customer;Invoice;Date;Unit;Amount\nAlfa;1;2024-01-15;PC;10.00\nBeta;2;2024-01-15;PC;5.50\n;;;PC;15.50\n\
        Alfa;3;2024-01-16;PC;1.00\nBeta;4;2024-01-16;PC;2.25\nBeta;5;2024-01-16;PC;1.00\n;;;PC;4.25\nBeta;6;2024-01-17;PC;9.00\n;;;PC;9.00\n";

    /// Bug: subtotals without a word were filled down from the customer above, and counted twice.
    #[test]
    fn sums_without_a_word_are_no_sales() {
        let found = import(BELOW, |_| ());
        assert_eq!((counts(&found), sums(&found)), ([9, 6, 3, 0, 0], vec![("Alfa", 1100), ("Beta", 1775)]));
    }

    #[test]
    fn sums_above_their_rows_are_no_sales_either() {
        let text = "Customer;Invoice;Date;Unit;Amount\n;;;PC;15.50\nAlfa;1;2024-01-15;PC;10.00\nBeta;2;2024-01-15;PC;5.50\n\
            ;;;PC;3.25\nAlfa;3;2024-01-16;PC;1.00\nBeta;4;2024-01-16;PC;2.25\n";
        let found = import(text, |_| ());
        assert_eq!((counts(&found), sums(&found)), ([6, 4, 2, 0, 0], vec![("Alfa", 1100), ("Beta", 775)]));
    }

    #[test]
    fn sums_of_sums_are_told_too() {
        let text = "Customer;Invoice;Date;Region;Material;Amount\n\
            Alfa;1;2024-01-15;N;M1;10.00\nBeta;2;2024-01-15;N;M1;5.00\n;;;N;M1;15.00\n\
            Alfa;3;2024-01-15;N;M2;1.00\nBeta;4;2024-01-15;N;M2;2.00\n;;;N;M2;3.00\n;;;N;;18.00\n\
            Alfa;5;2024-01-15;S;M1;7.00\nBeta;6;2024-01-15;S;M1;8.00\n;;;S;M1;15.00\n;;;S;;15.00\n;;;;;33.00\n";
        let found = import(text, |_| ());
        assert_eq!((counts(&found), sums(&found)), ([12, 6, 6, 0, 0], vec![("Alfa", 1800), ("Beta", 1500)]));
        assert_eq!(found.reconciliation.file_total, Some(3300));
    }

    #[test]
    fn orders_with_a_sum_below_still_go_on() {
        let text = "Order;Customer;Date;Product;Currency;Amount\nS1;Alfa;2024-01-15;Bolt;EUR;10.00\n;;;Nut;EUR;10.00\n;;;;EUR;20.00\n\
            S2;Beta;2024-01-16;Nut;EUR;1.00\n;;;;EUR;1.00\nS3;Beta;2024-01-16;Nut;EUR;1.00\n;;;Bolt;EUR;4.00\n;;;Bolt;EUR;4.00\n;;;;EUR;9.00\n";
        assert_eq!(inspection(text).shape.fill_down, FillDown::Keys);
        let found = import(text, |_| ());
        assert_eq!((counts(&found), sums(&found)), ([9, 6, 3, 0, 0], vec![("Alfa", 2000), ("Beta", 1000)]));
    }

    #[test]
    fn lines_of_an_order_that_add_up_by_chance_go_on() {
        let text = "Order;Customer;Date;Product;Amount\nS1;Alfa;2024-01-15;Bolt;10.00\n;;;Nut;10.00\nS2;Beta;2024-01-16;Nut;3.00\n;;;Bolt;4.00\n\
            S3;Beta;2024-01-16;Nut;1.00\n";
        assert!(inspection(text).shape.sum_columns.is_empty());
        assert_eq!(sums(&import(text, |_| ())), [("Alfa", 2000), ("Beta", 800)]);
    }

    #[test]
    fn a_row_written_like_a_sum_that_is_none_is_left_out_and_listed() {
        // Further down than what the shape is told by.
        let more = "Alfa;7;2024-01-18;PC;1.00\nAlfa;8;2024-01-18;PC;1.00\n;;;PC;5.00\n";
        let group = "Alfa;3;2024-01-16;PC;1.00\nBeta;4;2024-01-16;PC;2.25\n;;;PC;3.25\n".repeat(10);
        let found = import(&format!("{BELOW}{group}{more}"), |_| ());
        assert_eq!(found.reconciliation.skipped, [(Reason::NoCustomer, 1)]);
        assert_eq!(found.reconciliation.totals, 13);
    }
}
