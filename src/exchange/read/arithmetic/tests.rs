//! Sums of lists, and of wide files, told by arithmetic.

use super::*;
use crate::exchange::testing::{counts, import, sums};

#[test]
fn after_a_subtotal_sums_begin_again_but_for_the_whole() {
    let mut sums = Sums::default();
    assert_eq!(sums.of(0, 1), None, "nothing is no sum");
    sums.add(10, Decimal::ONE);
    sums.add(-3, Decimal::TWO);
    assert_eq!(sums.of_pieces(3.into()), Some(Of::All));
    sums.close(None);
    sums.add(5, Decimal::TWO);
    assert_eq!(sums.of_pieces(2.into()), Some(Of::Part));
    assert_eq!([sums.of(12, 1), sums.of(5, 1), sums.of(7, 1)], [Some(Of::All), Some(Of::Part), None]);
    assert_eq!(sums.of(5, 2), None, "one row is no sum of several");
}

#[test]
fn a_sum_of_subtotals_closes_them() {
    let mut sums = Sums::default();
    for _ in 0..2 {
        for amount in [1, 2, 3] {
            sums.add(amount, Decimal::ZERO);
            assert!(sums.of(amount, 1).is_some());
            sums.close(Some(amount));
        }
        assert!(sums.of(6, 1).is_some() && sums.of(5, 1).is_none());
        sums.close(Some(6));
    }
    assert_eq!((sums.of(12, 1), sums.of(6, 1)), (Some(Of::All), None));
}

#[test]
fn sums_beyond_64_bits_are_sums() {
    let mut sums = Sums::default();
    (0..4).for_each(|_| sums.add(i64::MAX, Decimal::MAX));
    assert_eq!(sums.of(i64::MAX, 1), None);
}

#[test]
fn a_dated_row_of_a_customer_is_a_sale_though_it_equals_those_above() {
    let text = "Customer;Date;Amount\nAlfa;2024-01-15;10.00\nBeta;2024-01-16;5.00\nGamma;2024-01-17;15.00\n;;30.00\n";
    let found = import(text, |_| ());
    assert_eq!(sums(&found), [("Alfa", 1000), ("Beta", 500), ("Gamma", 1500)]);
    assert_eq!((counts(&found), found.reconciliation.file_total), ([4, 3, 1, 0, 0], Some(3000)));
}

#[test]
fn regions_above_their_customers_are_not_counted_twice() {
    let text = "Customer;Jan 2024;Feb 2024\nNorth;11.00;12.00\nAlfa;10.00;5.00\nBeta;1.00;7.00\n\
        South;7.00;9.00\nGamma;3.00;4.00\nDelta;4.00;5.00\n;18.00;21.00\n";
    let found = import(text, |_| ());
    assert_eq!(sums(&found), [("Alfa", 1500), ("Beta", 800), ("Gamma", 700), ("Delta", 900)]);
    assert_eq!(counts(&found), [7, 4, 1, 2, 0]);
    assert_eq!((found.reconciliation.sum, found.reconciliation.file_total), (3900, Some(3900)));
}
