//! What one row means, through small files.

use crate::calendar::date;
use crate::exchange::testing::{counts, import, spec, sums};
use crate::exchange::{Reason, Role, Tax};

#[test]
fn a_customer_named_like_a_total_is_one_where_no_sum_says_otherwise() {
    let wide =
        "Customer;Jan 2024;Feb 2024\nAlfa;10.00;5.00\nTotal Energies;1.00;7.00\nBeta;3.00;4.00\nTotal;14.00;16.00\n";
    let found = import(wide, |_| ());
    assert_eq!(sums(&found), [("Alfa", 1500), ("Total Energies", 800), ("Beta", 700)]);
    assert_eq!((counts(&found), found.reconciliation.file_total), ([4, 3, 1, 0, 0], Some(3000)));
}

#[test]
fn a_list_of_customers_has_no_totals() {
    let text = "Customer;City;Phone\nAlfa;Berlin;030-0074321\nTotal Energies;Paris;01-1\nSumma Ltd;Lyon;02-1\n";
    assert_eq!(import(text, |_| ()).customers.len(), 3);
}

#[test]
fn tax_is_taken_out_as_it_is_told() {
    let text =
        "Customer;Date;Gross amount;VAT\nAlfa;2024-01-15;12.00;2.00\nBeta;2024-01-16;6.00;\nGamma;2024-01-16;6.00;x\n";
    let found = import(text, |_| ());
    assert_eq!(sums(&found), [("Alfa", 1000), ("Beta", 600)]);
    assert_eq!(found.reconciliation.skipped, [(Reason::BadTax, 1)]);
    assert_eq!(sums(&import(text, |spec| spec.tax = Tax::AsIs)), [("Alfa", 1200), ("Beta", 600), ("Gamma", 600)]);
    let by_rate = import(text, |spec| spec.tax = Tax::Rate(2_000));
    assert_eq!(sums(&by_rate), [("Alfa", 1000), ("Beta", 500), ("Gamma", 500)]);
}

#[test]
fn a_mark_beside_the_amount_names_its_currency_unless_a_column_says_otherwise() {
    let text = "Customer;Date;Amount\nAlfa;2024-01-15;€10.00\nAlfa;2024-01-16;€10.00\nAlfa;2024-01-17;£5.00\n";
    let counts = import(text, |_| ()).reconciliation;
    assert_eq!((counts.sum, counts.imported), (2000, 3));
    assert_eq!(counts.others, [("GBP".parse().unwrap_or_default(), 500, 1)]);
    let text = "Customer;Date;Amount;Currency\nAlfa;2024-01-15;€10.00;EUR\nAlfa;2024-01-16;£5.00;EUR\nAlfa;2024-01-16;5.00;shells\n";
    let counts = import(text, |_| ()).reconciliation;
    assert_eq!((counts.sum, counts.skipped), (1000, vec![(Reason::OtherCurrency, 2)]));
}

#[test]
fn profit_is_what_a_cost_leaves_and_turns_with_a_return() {
    let text = "Customer;Date;Type;Amount;Cost\nAlfa;2024-01-15;Invoice;10.00;6.00\nAlfa;2024-01-16;Return;10.00;6.00\nAlfa;2024-01-17;Invoice;1.00;x\n";
    let found = import(text, |_| ());
    let lines: Vec<_> = found.sales.lines.iter().map(|line| (line.amount, line.profit)).collect();
    assert_eq!(lines, [(1000, Some(400)), (-1000, Some(-400)), (100, None)]);
    assert_eq!(found.reconciliation.without_profit, 1);
}

#[test]
fn a_number_that_lost_its_digits_is_not_an_identity_where_there_is_a_name() {
    let text = "Customer;Customer ID;Date;Amount\nAlfa;1,23E+12;2024-01-15;1.00\nBeta;1,23E+12;2024-01-16;2.00\n";
    assert_eq!(sums(&import(text, |_| ())), [("Alfa", 100), ("Beta", 200)]);
}

#[test]
fn a_period_in_the_column_of_days_counts_on_its_last() {
    let found = import("Customer;Date;Amount\nAlfa;Jan 2024;1.00\nAlfa;Feb 2024;2.00\n", |_| ());
    let days: Vec<_> = found.sales.lines.iter().map(|line| line.day).collect();
    assert_eq!(days, [date(2024, 1, 31), date(2024, 2, 29)]);
}

#[test]
fn a_bad_day_of_delivery_loses_the_day_not_the_sale() {
    let text = "Customer;Invoice;Order date;Required date;Shipped date;Amount\n\
        Alfa;1;2024-01-15;2024-01-20;2024-01-19;1.00\nAlfa;2;2024-01-16;2024-01-20;soon;2.00\n";
    let found = import(text, |_| ());
    let documents: Vec<_> = found.sales.documents.iter().map(|one| (one.promised, one.delivered)).collect();
    let promised = Some(date(2024, 1, 20));
    assert_eq!(documents, [(promised, Some(date(2024, 1, 19))), (promised, None)]);
    assert_eq!(found.reconciliation.imported, 2);
}

#[test]
fn cells_beyond_the_header_mean_that_others_have_shifted() {
    let text = "Customer;Date;Amount\nAlfa;2024-01-15;1.00;\nBeta;2024-01-15;1.00;x\nGamma;2024-01-15\n";
    let found = import(text, |_| ());
    assert_eq!(found.reconciliation.skipped, [(Reason::TooFewCells, 1), (Reason::TooManyCells, 1)]);
}

#[test]
fn a_bad_cell_of_a_wide_row_costs_itself() {
    let text = "Customer;Jan 2024;Feb 2024;Mar 2024\nAlfa;1.00;2.00;3.00\nBeta;1.00;x;3.00\nGamma;;—;4.00\nDelta;;;\nEps;x;y;\n";
    let found = import(text, |_| ());
    assert_eq!(sums(&found), [("Alfa", 600), ("Beta", 400), ("Gamma", 400)]);
    assert_eq!(found.reconciliation.skipped, [(Reason::NoAmount, 1), (Reason::BadAmount, 1)]);
    let cells: Vec<_> = found.problems.iter().filter(|problem| problem.reason == Reason::BadCell).collect();
    assert_eq!((cells.len(), found.reconciliation.bad_cells), (1, 1));
    assert_eq!((cells[0].line, cells[0].column.as_deref(), cells[0].text.as_str()), (3, Some("Feb 2024"), "x"));
}

/// Bug: a column of a year most of whose cells are bad was set aside without a word.
#[test]
fn a_period_with_bad_cells_stays_a_period() {
    let text = "Customer;2022;2023;2024\nAlfa;1.00;2.00;3.00\nBeta;4.00;closed;5.00\nGamma;6.00;closed;closed\n";
    let found = import(text, |_| ());
    assert_eq!((sums(&found), found.reconciliation.bad_cells), (vec![("Alfa", 600), ("Beta", 900), ("Gamma", 600)], 3));
}

#[test]
fn a_wide_row_is_in_one_currency() {
    let text = "Customer;2023;2024\nAlfa;€1.00;€2.00\nBeta;€4.00;£5.00\nGamma;£6.00;£7.00\nDelta;€1.00;€1.00\n";
    let found = import(text, |_| ());
    assert_eq!((found.reconciliation.sum, found.reconciliation.bad_cells), (900, 1));
    assert_eq!(found.reconciliation.others, [("GBP".parse().unwrap_or_default(), 1300, 1)]);
}

#[test]
fn a_repeated_header_of_two_rows_is_neither_sale_nor_heading() {
    let text =
        ";2023;;2024;\nCustomer;Jan;Feb;Jan;Feb\nAlfa;1;2;3;4\n;2023;;2024;\nCustomer;Jan;Feb;Jan;Feb\nBeta;5;6;7;9\n";
    assert_eq!(spec(text).header.rows, 2);
    let found = import(text, |_| ());
    assert_eq!(
        (found.reconciliation.skipped, sums(&import(text, |_| ()))),
        (vec![(Reason::RepeatedHeader, 2)], vec![("Alfa", 1000), ("Beta", 2700)])
    );
}

#[test]
fn amounts_past_64_bits_are_left_out() {
    let text = "Customer;Date;Amount\nAlfa;2024-01-15;92233720368547758.07\nAlfa;2024-01-15;92233720368547758.08\nAlfa;2024-01-15;0.01\nAlfa;2024-01-15;-1.00\n";
    let found = import(text, |spec| spec.assign(0, Role::Customer));
    assert_eq!(found.reconciliation.skipped, [(Reason::AmountTooLarge, 3)]);
    assert_eq!(found.reconciliation.sum, i64::MAX);
}

#[test]
fn a_subtotal_of_one_row_is_no_customer() {
    // As Excel's own subtotals are called; with a row alone, too.
    let text = "Customer;Product;Jan 2024;Feb 2024\nAlfa;Bolt;1.00;5.00\nAlfa;Nut;2.00;7.00\nAlfa Total;;3.00;12.00\n\
        Beta;Bolt;4.00;4.00\nBeta Total;;4.00;4.00\nGrand Total;;7.00;16.00\n";
    let found = import(text, |_| ());
    assert_eq!(sums(&found), [("Alfa", 1500), ("Beta", 800)]);
    assert_eq!((counts(&found), found.reconciliation.file_total), ([6, 3, 3, 0, 0], Some(2300)));
}

#[test]
fn the_first_subtotal_is_not_the_total_of_the_file() {
    let list = "Customer;Product;Date;Amount\nAlfa;Bolt;2024-01-15;1.00\nAlfa;Nut;2024-01-16;2.00\nAlfa;Total;;3.00\nBeta;Bolt;2024-01-17;4.00\n";
    let wide = "Customer;Category;Jan 2024;Feb 2024\nAlfa;Bolt;1.00;2.00\nAlfa;Nut;3.00;4.00\nAlfa;Total;4.00;6.00\nBeta;Bolt;5.00;6.00\n";
    for text in [list, wide] {
        let found = import(text, |_| ());
        assert_eq!((counts(&found), found.reconciliation.file_total), ([4, 3, 1, 0, 0], None), "{text}");
    }
}

#[test]
fn a_dated_row_of_nobody_is_no_total() {
    let text =
        "Customer;Date;Product;Amount\nAlfa;2024-01-15;Bolt;1.00\nBeta;2024-01-17;Bolt;4.00\n;2024-01-18;Nut;5.00\n";
    let found = import(text, |_| ());
    assert_eq!((counts(&found), found.reconciliation.file_total), ([3, 2, 0, 0, 1], None));
}

#[test]
fn a_product_named_like_a_total_is_one() {
    let text =
        "Product;Customer;Jan 2024;Feb 2024\nTotal care kit;Alfa;1.00;2.00\nBolt;Alfa;3.00;4.00\nNut;Beta;5.00;6.00\n";
    assert_eq!(sums(&import(text, |_| ())), [("Alfa", 1000), ("Beta", 1100)]);
}

#[test]
fn a_header_with_a_per_cent_sign_says_what_its_discounts_are() {
    let text = "Customer;Date;Qty;Price;Discount %\nAlfa;2024-01-15;10;5.00;1\nBeta;2024-01-16;3;10.00;0.5\n";
    assert_eq!(sums(&import(text, |_| ())), [("Alfa", 4950), ("Beta", 2985)]);
}

#[test]
fn what_was_planned_is_not_what_was_sold() {
    let text = "Customer;Jan 2024 ImportSpec;Jan 2024 Actual;Feb 2024 ImportSpec;Feb 2024 Actual\nAlfa;1.00;20.00;3.00;60.00\nBeta;1.00;10.00;2.00;40.00\n";
    assert_eq!(sums(&import(text, |_| ())), [("Alfa", 8000), ("Beta", 5000)]);
}

/// Bug: all months of a year from July to June were dated in one.
#[test]
fn a_year_from_july_to_june_goes_on_in_the_next() {
    let text = "Customer;Nov;Dec;Jan;Feb\nAlfa;1.00;2.00;3.00;4.00\nBeta;1.00;2.00;3.00;5.00\n";
    let counts = import(text, |spec| spec.year = Some(2023)).reconciliation;
    let days = [counts.first, counts.last].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    assert_eq!(days, ["2023-11-30", "2024-02-29"]);
}
