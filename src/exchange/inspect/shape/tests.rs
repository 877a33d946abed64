//! How rows hang together.

use crate::exchange::testing::{counts, import, inspection, spec, sums};
use crate::exchange::{FillDown, Returns, Role};

const SECTIONS: &str = ",Date,Num,Amount\nAlfa,,,\n,2024-01-15,1,10.00\n,2024-01-16,2,5.00\nTotal Alfa,,,15.00\n\
    Beta,,,\n,2024-02-01,3,1.50\nTotal Beta,,,1.50\nTOTAL,,,16.50\n";

#[test]
fn a_heading_names_the_customer_of_the_rows_below() {
    assert_eq!(inspection(SECTIONS).shape.section, Some(0));
    let import = import(SECTIONS, |_| ());
    assert_eq!(sums(&import), [("Alfa", 1500), ("Beta", 150)]);
    assert_eq!((counts(&import), import.reconciliation.file_total), ([8, 3, 3, 2, 0], Some(1650)));
}

#[test]
fn where_rows_name_their_customer_no_text_is_a_heading() {
    let text = "Region;Customer;Date;Amount\nNorth;;;\n;Alfa;2024-01-15;10.00\n;Beta;2024-01-16;5.00\n";
    assert_eq!(inspection(text).shape.section, None);
    assert_eq!(sums(&import(text, |_| ())), [("Alfa", 1000), ("Beta", 500)]);
}

#[test]
fn a_row_below_all_others_is_no_heading() {
    let text = format!("{SECTIONS}Printed by Anna,,,\n");
    assert_eq!(counts(&import(&text, |_| ())), [9, 3, 3, 2, 1]);
}

#[test]
fn a_document_with_its_date_stands_for_both() {
    let text = "Контрагент, документ;Выручка\nООО «Ромашка»;15,50\nРеализация 00-1 от 15.03.2024 10:12:05;10,50\n\
        Реализация 00-2 от 16.03.2024 9:00:00;5,00\nБерёза;1,00\nРеализация 00-3 от 17.03.2024;1,00\n";
    let inspection = inspection(text);
    assert_eq!((inspection.shape.section, inspection.shape.dated_document), (Some(0), Some(0)));
    let import = import(text, |_| ());
    assert_eq!(sums(&import), [("ООО «Ромашка»", 1550), ("Берёза", 100)]);
    let numbers: Vec<&str> = import.sales.documents.iter().map(|document| document.number.as_str()).collect();
    assert_eq!(numbers, ["Реализация 00-1", "Реализация 00-2", "Реализация 00-3"]);
}

#[test]
fn keys_are_filled_down_only_where_all_of_them_are_blank() {
    let text =
        "Order;Customer;Date;Product;Amount\nS1;Alfa;2024-01-15;Bolt;10.00\n;;;Nut;5.00\nS2;Beta;2024-01-16;Nut;1.00\n";
    assert_eq!(inspection(text).shape.fill_down, FillDown::Keys);
    assert_eq!(sums(&import(text, |_| ())), [("Alfa", 1500), ("Beta", 100)]);
    let only_customer = "Order;Customer;Date;Product;Amount\nS1;Alfa;2024-01-15;Bolt;10.00\nS2;;2024-01-15;Nut;5.00\n";
    assert_eq!(inspection(only_customer).shape.fill_down, FillDown::Nothing);
    assert_eq!(counts(&import(only_customer, |_| ())), [2, 1, 0, 0, 1]);
}

#[test]
fn an_amount_without_words_goes_on_with_nothing() {
    let text =
        "Order;Customer;Date;Product;Amount\nS1;Alfa;2024-01-15;Bolt;10.00\nS2;Beta;2024-01-15;Nut;5.00\n;;;;7.00\n";
    assert_eq!(inspection(text).shape.fill_down, FillDown::Nothing);
    assert_eq!(counts(&import(text, |_| ())), [3, 2, 0, 0, 1]);
    // As much as all above: it is their sum.
    let total = text.replace("7.00", "15.00");
    assert_eq!(counts(&import(&total, |_| ())), [3, 2, 1, 0, 0]);
}

#[test]
fn a_job_is_part_of_its_customer_unless_somebody_says_no() {
    let text = "Customer;Date;Amount\nAcme:Roof;2024-01-15;10.00\nAcme:Door;2024-01-16;5.00\nBeta;2024-01-16;1.00\n";
    assert_eq!(inspection(text).shape.jobs.as_deref(), Some("Acme:Roof"));
    assert_eq!(sums(&import(text, |_| ())), [("Acme", 1500), ("Beta", 100)]);
    let apart = import(text, |spec| spec.jobs = false);
    assert_eq!(sums(&apart), [("Acme:Roof", 1000), ("Acme:Door", 500), ("Beta", 100)]);
}

#[test]
fn positive_credit_notes_turn_their_sign_and_negative_ones_do_not() {
    let text = "Customer;Date;Type;Amount\nAlfa;2024-01-15;Invoice;10.00\nAlfa;2024-01-16;Credit Memo;4.00\n";
    let found = inspection(text);
    assert_eq!((found.shape.returns.as_deref(), found.returns_default), (Some("Credit Memo"), Returns::Positive));
    assert_eq!(sums(&import(text, |_| ())), [("Alfa", 600)]);
    let signed = text.replace("4.00", "-4.00");
    assert_eq!(spec(&signed).returns, Returns::Negative);
    assert_eq!(sums(&import(&signed, |_| ())), [("Alfa", 600)]);
}

#[test]
fn a_wide_file_has_no_headings_and_fills_nothing_down() {
    let text = "Customer;Jan 2024;Feb 2024\nAlfa;10;5\n;1;\nBeta;;7\n";
    let found = inspection(text);
    assert_eq!((found.shape.section, found.shape.fill_down), (None, FillDown::Nothing));
    assert!(found.columns.iter().skip(1).all(|column| column.role == Role::Period));
}
