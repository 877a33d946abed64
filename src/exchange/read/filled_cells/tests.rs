//! What rows have from those above them, through whole files.

use crate::exchange::testing::{counts, import, sums};
use crate::exchange::{FillDown, Reason};

const LINES: &str = "Order;Customer;Customer ID;Date;Salesperson;Product;Amount\n";

#[test]
fn a_line_goes_on_with_every_key_of_its_order() {
    let text = format!("{LINES}S1;Alfa;A1;2024-01-15;Anna;Bolt;10.00\n;;;;;Nut;5.00\n;;;;;Nail;1.00\n");
    let found = import(&text, |_| ());
    assert_eq!((sums(&found), found.customers[0].external_id.as_str()), (vec![("Alfa", 1600)], "A1"));
    let sellers: Vec<_> = found.sales.documents.iter().map(|document| document.person).collect();
    assert_eq!((sellers, found.sales.people.as_slice()), (vec![Some(0)], ["Anna".to_owned()].as_slice()));
    assert_eq!(found.customers[0].lines, 3);
}

#[test]
fn a_new_order_takes_nothing_from_the_one_above() {
    let text = format!(
        "{LINES}S1;Alfa;A1;2024-01-15;Anna;Bolt;10.00\nS2;Beta;;2024-01-16;;Nut;5.00\n;;;;;Nail;1.00\nS3;Alfa;A1;2024-01-17;Anna;Bolt;1.00\n"
    );
    let found = import(&text, |_| ());
    assert_eq!(sums(&found), [("Alfa", 1100), ("Beta", 600)]);
    let sellers: Vec<_> = found.sales.documents.iter().map(|document| document.person).collect();
    assert_eq!((found.customers[1].external_id.as_str(), sellers), ("", vec![Some(0), None, Some(0)]));
}

#[test]
fn lines_before_the_first_order_are_nobodys() {
    let text = format!("{LINES};;;;;Nut;5.00\nS1;Alfa;A1;2024-01-15;Anna;Bolt;10.00\n;;;;;Nail;1.00\n");
    let found = import(&text, |_| ());
    assert_eq!((counts(&found), sums(&found)), ([3, 2, 0, 0, 1], vec![("Alfa", 1100)]));
    assert_eq!(found.reconciliation.skipped, [(Reason::NoCustomer, 1)]);
}

#[test]
fn a_bad_order_does_not_lend_its_lines_to_the_one_above() {
    let text = format!("{LINES}S1;Alfa;A1;2024-01-15;Anna;Bolt;10.00\nS2;Beta;B1;soon;Anna;Nut;5.00\n;;;;;Nail;1.00\n");
    let found = import(&text, |_| ());
    assert_eq!((sums(&found), counts(&found)), (vec![("Alfa", 1000)], [3, 1, 0, 0, 2]));
}

#[test]
fn a_total_between_orders_takes_nothing_down() {
    let text = format!(
        "{LINES}S1;Alfa;A1;2024-01-15;Anna;Bolt;10.00\n;;;;;Nut;5.00\nTotal;;;;;;15.00\nS2;Beta;B1;2024-01-16;Anna;Nut;1.00\n"
    );
    let found = import(&text, |_| ());
    assert_eq!((sums(&found), counts(&found)), (vec![("Alfa", 1500), ("Beta", 100)], [4, 3, 1, 0, 0]));
}

#[test]
fn only_the_customer_is_filled_down_where_a_person_says_so() {
    let text = "Customer;Date;Amount\nAlfa;2024-01-15;10.00\n;2024-01-16;5.00\nBeta;2024-01-16;1.00\n;;9.00\n";
    let found = import(text, |spec| spec.fill_down = FillDown::Customer);
    assert_eq!((sums(&found), counts(&found)), (vec![("Alfa", 1500), ("Beta", 100)], [4, 3, 0, 0, 1]));
}

#[test]
fn a_section_lasts_until_the_next() {
    let text = "Customer;Date;Num;Amount\nAlfa;;;\n;2024-01-15;1;10.00\n;2024-01-16;2;5.00\nBeta;;;\nGamma;;;\n;2024-01-17;3;1.00\n";
    let found = import(text, |_| ());
    assert_eq!((sums(&found), counts(&found)), (vec![("Alfa", 1500), ("Gamma", 100)], [6, 3, 0, 3, 0]));
}

/// Bug: a loose row at the end of a list went to its last customer.
#[test]
fn a_loose_row_at_the_end_is_nobodys() {
    let text =
        format!("{LINES}S1;Alfa;A1;2024-01-15;Anna;Bolt;10.00\nS2;Beta;;2024-01-16;;Nut;5.00\n;;;;;Rounding;50.00\n");
    assert_eq!(sums(&import(&text, |_| ())), [("Alfa", 1000), ("Beta", 500)]);
}
