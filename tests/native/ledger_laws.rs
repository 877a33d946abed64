//! Laws of taking files over: the same file twice adds nothing, and a longer export after a shorter
//! one leaves what the longer alone would have.

use proptest::prelude::*;
use proptest::sample::select;

use crate::apply_import::{Desktop, Sold};
use crate::tables::{Sale, Shape, money, sales, table, text};

const SHAPES: [Shape; 4] = [Shape::Documents, Shape::Loose, Shape::Sections, Shape::FillDown];

/// What a book holds after these files.
fn after(files: &[&str]) -> Result<Sold, TestCaseError> {
    let mut desktop = Desktop::default();
    for file in files {
        desktop.take(file.as_bytes()).map_err(|reason| TestCaseError::fail(format!("{reason}\n{file}")))?;
    }
    Ok(desktop.sold())
}

/// A wide file of these customers and months.
fn wide(rows: &[[i64; 6]], months: usize) -> String {
    const MONTHS: [&str; 6] = ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "May 2024", "Jun 2024"];
    let mut text = format!("Customer;{}\n", MONTHS[..months].join(";"));
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row[..months].iter().map(|amount| money(*amount)).collect();
        text += &format!("Customer no {at};{}\n", cells.join(";"));
    }
    text
}

fn months() -> impl Strategy<Value = Vec<[i64; 6]>> {
    let amount = || prop_oneof![1 => Just(0), 4 => 1..9_999_999_i64];
    let row = [1..9_999_999_i64, 1..9_999_999, 1..9_999_999, 1..9_999_999, 1..9_999_999, 1..9_999_999];
    let row = (row, [amount(), amount()]).prop_map(|(mut row, [second, third])| {
        (row[1], row[2]) = (second, third);
        row
    });
    prop::collection::vec(row, 4..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_same_file_twice_adds_nothing(shape in select(&SHAPES[..]), sales in sales(3..20)) {
        let file = text(&table(shape, &sales).0);
        let mut desktop = Desktop::default();
        let first = desktop.take(file.as_bytes()).map_err(TestCaseError::fail)?;
        let (book, sold) = (desktop.book.accounts().count(), desktop.sold());
        prop_assert_eq!(sold.values().sum::<i64>(), sales.iter().map(|sale| sale.amount).sum::<i64>());
        let second = desktop.take(file.as_bytes()).map_err(TestCaseError::fail)?;
        prop_assert!(second.delta.sales.lines.is_empty(), "{:?}", second.delta);
        prop_assert_eq!((second.delta.orders_created, second.delta.orders_updated), (0, 0));
        prop_assert_eq!(second.delta.orders_unchanged, first.delta.orders_created);
        prop_assert_eq!((desktop.book.accounts().count(), desktop.sold()), (book, sold));
    }

    #[test]
    fn the_same_wide_file_twice_adds_nothing(rows in months()) {
        let file = wide(&rows, 6);
        let once = after(&[&file])?;
        prop_assert_eq!(once.values().sum::<i64>(), rows.iter().flatten().sum::<i64>());
        prop_assert_eq!(after(&[&file, &file])?, once);
    }

    #[test]
    fn a_longer_export_after_a_shorter_is_the_longer(
        shape in select(&SHAPES[..]),
        sales in sales(4..20),
        cut in 3..20_usize,
    ) {
        let shorter: &[Sale] = &sales[..cut.min(sales.len())];
        let (shorter, longer) = (text(&table(shape, shorter).0), text(&table(shape, &sales).0));
        prop_assert_eq!(after(&[&shorter, &longer])?, after(&[&longer])?);
    }

    #[test]
    fn a_longer_wide_export_after_a_shorter_is_the_longer(rows in months(), cut in 4..12_usize, months in 2..6_usize) {
        let (shorter, longer) = (wide(&rows[..cut.min(rows.len())], months), wide(&rows, 6));
        prop_assert_eq!(after(&[&shorter, &longer])?, after(&[&longer])?);
    }

    /// An order that was changed after the first export is what the second says.
    #[test]
    fn a_later_export_of_changed_orders_counts(sales in sales(4..20), at in 0..20_usize, by in 1..9_999_i64) {
        let mut changed = sales.clone();
        let at = at % sales.len();
        changed[at].amount += by;
        let (then, now) = (text(&table(Shape::Documents, &sales).0), text(&table(Shape::Documents, &changed).0));
        prop_assert_eq!(after(&[&then, &now])?, after(&[&now])?);
    }
}

/// Two genuine lines that are equal both stay, and both are known again.
#[test]
fn equal_lines_both_stay() {
    let file = "Customer;Date;Amount\nAlfa;2024-01-15;5.50\nAlfa;2024-01-15;5.50\nBeta;2024-01-16;1.00\n";
    let mut desktop = Desktop::default();
    for _ in 0..3 {
        desktop.take(file.as_bytes()).expect("it is taken over");
    }
    assert_eq!(desktop.sold().values().sum::<i64>(), 1_200);
    let longer = format!("{file}Alfa;2024-01-15;5.50\n");
    desktop.take(longer.as_bytes()).expect("it is taken over");
    assert_eq!(desktop.sold().values().sum::<i64>(), 1_750);
}

/// Northwind by order lines, again, and then its other dresses, which tell the same orders.
#[test]
fn the_sample_is_known_again() {
    let orders = crate::data("northwind/northwind_order_lines.csv");
    let customers = crate::data("northwind/northwind_customers.csv");
    let mut desktop = Desktop::default();
    for file in [&orders, &customers, &orders] {
        desktop.take(file.as_bytes()).expect("it is taken over");
    }
    assert_eq!((desktop.book.accounts().count(), desktop.sold().values().sum::<i64>()), (91, 126_579_329));
    let contacts = desktop.book.all::<vital_few::book::Contact>().count();
    desktop.take(customers.as_bytes()).expect("it is taken over");
    assert_eq!((contacts, desktop.book.all::<vital_few::book::Contact>().count()), (91, 91));
}

/// What is in another currency counts once there is a rate, and not before.
#[test]
fn other_currencies_wait_for_a_rate() {
    let file = "Customer;Date;Amount;Currency\nAlfa;2024-01-15;10.00;EUR\nBeta;2024-01-16;8.00;EUR\nBeta;2024-01-17;5.00;USD\n";
    let mut desktop = Desktop::default();
    // A book that counts in euros already.
    desktop.take("Customer;Date;Amount (EUR)\nGamma;2023-01-15;1.00\n".as_bytes()).expect("it is taken over");
    let usd = "USD".parse().expect("a currency");
    desktop.take(file.as_bytes()).expect("it is taken over");
    let ledger = desktop.ledger();
    assert_eq!((desktop.sold().values().sum::<i64>(), ledger.left_out().get(&usd)), (1_900, Some(&1)));
    desktop.decisions.rates.insert(usd, "0.9".into());
    let preview = desktop.take(file.as_bytes()).expect("it is taken over");
    assert!(preview.delta.sales.lines.is_empty());
    assert_eq!((desktop.sold().values().sum::<i64>(), desktop.ledger().left_out().len()), (2_350, 0));
}

/// What a file twice leaves, against what it leaves once; and how many accounts.
fn twice(file: &str) -> [(usize, i64); 2] {
    let mut desktop = Desktop::default();
    [(); 2].map(|()| {
        desktop.take(file.as_bytes()).expect("it is taken over");
        (desktop.book.accounts().count(), desktop.sold().values().sum())
    })
}

#[test]
fn a_customer_with_and_without_its_number_is_known_again() {
    let file =
        "Customer ID;Customer;Date;Amount\nA1;Alfa;2024-01-15;5.00\n;ALFA;2024-01-16;3.00\nB1;Beta;2024-01-16;1.00\n";
    let [once, again] = twice(file);
    assert_eq!((once, again.1), (again, 900));
}

#[test]
fn customers_that_differ_in_their_legal_form_only_are_known_again() {
    let [once, again] =
        twice("Customer;Date;Amount\nAlfa Ltd;2024-01-15;5.00\nAlfa GmbH;2024-01-16;3.00\nAlfa;2024-01-17;1.00\n");
    assert_eq!((once, again.1), (again, 900));
}

#[test]
fn customers_of_one_name_and_several_numbers_are_known_again() {
    let file =
        "Customer ID;Customer;Date;Amount\nA1;Alfa;2024-01-15;5.00\nA2;Alfa;2024-01-16;3.00\n;Alfa;2024-01-17;1.00\n";
    let [once, again] = twice(file);
    assert_eq!((once, again.1), (again, 900));
}

#[test]
fn branches_of_one_tax_number_are_known_again() {
    let file = "Customer;Tax ID;Date;Amount\nAlfa North;007;2024-01-15;5.00\nAlfa South;007;2024-01-16;3.00\nBeta;;2024-01-16;1.00\n";
    let [once, again] = twice(file);
    assert_eq!((once, again.1), (again, 900));
}

/// A part of the numbers is missing, names come in any case and form.
fn identified() -> impl Strategy<Value = String> {
    let row = (
        select(&["", "", "A1", "A2", "B1"][..]),
        select(&["Alfa", "ALFA", "Alfa Ltd", "Beta", "beta d.o.o.", "Gamma"][..]),
        select(&["", "", "007", "008"][..]),
        1..28_u8,
        1..99_999_i64,
    );
    let row =
        row.prop_map(|(id, name, tax, day, amount)| format!("{id};{name};{tax};2024-01-{day:02};{}\n", money(amount)));
    let rows = prop::collection::vec(row, 4..14);
    // Enough rows for the numbers to be told.
    rows.prop_map(|rows| {
        format!("Customer ID;Customer;Tax ID;Date;Amount\nZ9;Zeta;009;2024-01-01;1.00\n{}", rows.concat())
    })
}

proptest! {
    #[test]
    fn whoever_customers_are_the_same_file_twice_adds_nothing(file in identified()) {
        let [once, again] = twice(&file);
        prop_assert_eq!(once, again);
    }
}
