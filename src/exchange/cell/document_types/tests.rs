//! Types of documents, and statuses.

use super::*;
use crate::exchange::testing::{counts, import, sums};

#[test]
fn returns_in_many_languages() {
    for word in ["Credit Memo", "Return", "Возврат товаров от клиента", "Gutschrift", "Sales Credit Note", "Avoir"]
    {
        assert!(is_return(word), "{word}");
    }
    for word in ["Invoice", "Реализация", "Rechnung", "", "Facture"] {
        assert!(!is_return(word), "{word}");
    }
}

#[test]
fn a_status_can_end_a_sale() {
    assert_eq!(status("Cancelled"), Status::Cancelled);
    assert_eq!(status("Отменён"), Status::Cancelled);
    assert_eq!(status("C"), Status::Reversal);
    for word in ["", "N", "Y", "Open", "Closed", "Paid"] {
        assert_eq!(status(word), Status::Valid, "{word}");
    }
}

#[test]
fn words_that_only_hold_a_return_somewhere_are_none() {
    for word in ["Accredited sale", "Nonreturnable", "Returnable bottle", "Credit card"] {
        assert!(!is_return(word), "{word}");
    }
}

#[test]
fn a_status_that_denies_a_cancellation_is_valid() {
    for word in ["Not cancelled", "Не отменён", "Nicht storniert", "uncancelled"] {
        assert_eq!(status(word), Status::Valid, "{word}");
    }
}

#[test]
fn cancelled_rows_are_left_out_and_closed_ones_stay() {
    let text = "Customer;Date;Status;Amount\nAlfa;2024-01-15;Paid;10.00\nAlfa;2024-01-16;Draft;5.00\n\
        Alfa;2024-01-17;Cancelled;3.00\nAlfa;2024-01-18;C;1.00\n";
    let found = import(text, |_| ());
    assert_eq!((sums(&found), counts(&found)), (vec![("Alfa", 1100)], [4, 2, 0, 0, 2]));
}

#[test]
fn a_column_that_is_named_cancelled_says_it_with_yes_and_no() {
    let text = "Customer;Date;Cancelled;Amount\nAlfa;2024-01-15;No;10.00\nAlfa;2024-01-16;Yes;5.00\n";
    let found = import(text, |_| ());
    assert_eq!((sums(&found), counts(&found)), (vec![("Alfa", 1000)], [2, 1, 0, 0, 1]));
}

#[test]
fn a_reversal_turns_its_sign_where_the_column_speaks_of_cancelling() {
    let text =
        "Customer;Date;CANCELED;Amount\nAlfa;2024-01-15;N;10.00\nAlfa;2024-01-16;Y;5.00\nAlfa;2024-01-17;C;5.00\n";
    let found = import(text, |_| ());
    assert_eq!((sums(&found), counts(&found)), (vec![("Alfa", 1000)], [3, 3, 0, 0, 0]));
}
