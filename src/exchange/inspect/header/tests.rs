//! Headers and their words.

use super::*;

#[test]
fn words_mean_roles_in_many_languages() {
    let dictionary = Dictionary::get();
    let role = |header: &str| dictionary.meaning(header).map(|meaning| meaning.role);
    for (header, expected) in [
        ("CustomerID", Role::CustomerId),
        ("InvoiceNo", Role::Document),
        ("UnitPrice", Role::Price),
        ("Company", Role::Customer),
        ("Сумма, руб.", Role::Amount),
        ("Контрагент", Role::Customer),
        ("Номер документа", Role::Document),
        ("Количество", Role::Quantity),
        ("Назив купца", Role::Customer),
        ("Iznos", Role::Amount),
        ("Znesek (EUR)", Role::Amount),
        ("Datum naročila", Role::Date),
        ("نام مشتری", Role::Customer),
        ("مبلغ", Role::Amount),
        ("ગ્રાહકનું નામ", Role::Customer),
        ("રકમ", Role::Amount),
        ("તારીખ", Role::Date),
        ("Kundennr.", Role::CustomerId),
        ("Nettobetrag", Role::Amount),
        ("Montant HT", Role::Amount),
        ("Wartość netto", Role::Amount),
        ("Required Date", Role::PromisedDate),
        ("Customer country", Role::Country),
        ("DocTotal", Role::AmountGross),
        ("CANCELED", Role::Status),
        ("ИНН", Role::TaxId),
        ("first_name", Role::Ignore),
        ("Unit Cost", Role::UnitCost),
        ("VAT amount", Role::Tax),
    ] {
        assert_eq!(role(header), Some(expected), "{header}");
    }
    assert_eq!(role("Xyzzy"), None);
}

#[test]
fn totals_are_told_by_their_word() {
    let dictionary = Dictionary::get();
    assert_eq!(dictionary.totals("Итого:"), Some(true));
    assert_eq!(dictionary.totals("GRAND TOTAL"), Some(true));
    assert_eq!(dictionary.totals("Total for Ernst Handel"), Some(false));
    assert_eq!(dictionary.totals("કુલ"), Some(true));
    assert_eq!(dictionary.totals("Totalenergies"), None);
    assert_eq!(dictionary.totals("Ernst Handel"), None);
}

/// Rows of a small file, blank ones left out, as `look` has them.
fn rows(text: &str) -> Vec<HeadRow> {
    let row = |(line, text): (u64, &str)| HeadRow {
        line,
        cells: text.split(';').map(|cell| cell.trim().to_owned()).collect(),
        kinds: Vec::new(),
        is_utf8: true,
        lines: 1,
        is_odd: false,
    };
    (1..).zip(text.lines()).map(row).filter(|row| row.filled() > 0).collect()
}

/// The header that is found: the index of its first row, how many, and the names.
fn found(text: &str) -> (usize, u8, Vec<String>) {
    let (rows, dictionary) = (rows(text), Dictionary::get());
    let header = find(&rows, dictionary).unwrap_or_else(|| panic!("no header in {text:?}"));
    let names = joined(&rows, header.row, dictionary);
    (names.first, names.rows, names.names)
}

#[test]
fn a_header_of_one_row_is_found_below_a_title() {
    let (first, count, names) = found("Sales report\n\nCustomer;Date;Amount\nAlfa;2024-01-15;5.00\n");
    assert_eq!((first, count, names.join("|").as_str()), (1, 1, "Customer|Date|Amount"));
}

/// Three days in a row looked like a header of periods.
#[test]
fn a_row_of_several_dates_is_no_header_of_an_unknown_language() {
    let (first, count, names) = found(
        "Nº;Fecha;Fecha prometida;Fecha entrega;Clienta;Familia;Importe\n\
         7001;06/01/2024;13/01/2024;12/01/2024;Hotel Miramar;Aceite;998,45\n\
         7002;06/01/2024;13/01/2024;13/01/2024;Bar Lola;Tinto;1.042,01\n",
    );
    assert_eq!((first, count, names[1].as_str()), (0, 1, "Fecha"));
}

/// Days over values head their columns all the same.
#[test]
fn days_over_values_are_a_header() {
    let (first, _, names) = found("Клиент;13.01.2024;14.01.2024;15.01.2024\nАльфа;5,50;45000;8\n");
    assert_eq!((first, names[1].as_str()), (0, "13.01.2024"));
}

#[test]
fn years_over_months_are_one_header() {
    let (first, count, names) = found("Customer;2023;;2024;\n;Jan;Feb;Jan;Feb\nAlfa;1;2;3;4\nBeta;1;2;3;4\n");
    assert_eq!((first, count), (0, 2));
    assert_eq!(names, ["Customer", "2023 / Jan", "2023 / Feb", "2024 / Jan", "2024 / Feb"]);
}

#[test]
fn the_upper_row_may_be_blank_over_the_customer() {
    let (first, count, names) = found(";2023;;2024;\nCustomer;Jan;Feb;Jan;Feb\nAlfa;1;2;3;4\nBeta;1;2;3;4\n");
    assert_eq!((first, count, names[0].as_str(), names[4].as_str()), (0, 2, "Customer", "2024 / Feb"));
}

#[test]
fn measures_under_months_keep_both_names() {
    let (_, count, names) = found("Customer;Jan 2024;;Feb 2024;\n;Qty;Amount;Qty;Amount\nAlfa;1;2.50;3;4.50\n");
    assert_eq!((count, names[2].as_str(), names[3].as_str()), (2, "Jan 2024 / Amount", "Feb 2024 / Qty"));
}

#[test]
fn a_title_merged_over_all_columns_is_no_upper_half() {
    let (first, count, names) =
        found("Report;Report;Report\nCustomer;Date;Amount\nAlfa;2024-01-15;5.00\nBeta;2024-01-16;5.00\n");
    assert_eq!((first, count, names.join("|").as_str()), (1, 1, "Customer|Date|Amount"));
}

#[test]
fn a_title_with_a_line_between_is_no_upper_half() {
    let (first, count, _) = found("Report;2024\n\nCustomer;Date;Date\nAlfa;2024-01-15;2024-01-16\n");
    assert_eq!((first, count), (1, 1));
}

#[test]
fn the_lower_half_of_1c_names_what_stands_below_the_customer() {
    let (first, count, names) = found(
        "Контрагент;Количество;Выручка\nДокумент продажи;;\nООО «Ромашка»;1;5,00\nРеализация 1 от 15.03.2024;1;5,00\n",
    );
    assert_eq!((first, count, names.join("|").as_str()), (0, 2, "Контрагент / Документ продажи|Количество|Выручка"));
}

#[test]
fn a_first_row_of_data_or_totals_is_no_lower_half() {
    let (_, count, _) = found("Customer;City;Amount\nGrad Company;Ort;5.00\nBeta;City;1.00\n");
    assert_eq!(count, 1);
    let (_, count, _) = found("Customer;Date;Amount\nTotal;;\nAlfa;2024-01-15;5.00\n");
    assert_eq!(count, 1);
}

#[test]
fn a_person_says_which_rows_are_the_header() {
    let rows = rows("Customer;2024;\n;Jan;Feb\nAlfa;1;2\n");
    assert_eq!(exactly(&rows, 0, 1).names, ["Customer", "2024", ""]);
    assert_eq!(exactly(&rows, 0, 2).names, ["Customer", "2024 / Jan", "2024 / Feb"]);
    let last = exactly(&rows, 2, 2);
    assert_eq!((last.rows, last.names.join("|").as_str()), (1, "Alfa|1|2"));
    assert!(exactly(&rows, 9, 1).names.is_empty());
}

#[test]
fn an_identifier_speaks_of_no_money_whatever_word_is_in_it() {
    let role = |header: &str| Dictionary::get().meaning(header).map(|meaning| meaning.role);
    for header in
        ["_SalesTeamID", "Revenue Area Code", "sales no", "Code vente", "Номер продажи сумма", "Number of sales"]
    {
        assert!(!role(header).is_some_and(Role::is_money), "{header}: {:?}", role(header));
    }
    for (header, is) in [
        ("Key account revenue", Role::Amount),
        ("Sales EUR", Role::Amount),
        ("Number of pieces", Role::Quantity),
        ("Order no", Role::Document),
        ("No discount price", Role::Price),
        ("Prix net", Role::Price),
        ("Price after discount", Role::Price),
        ("Betrag brutto", Role::AmountGross),
    ] {
        assert_eq!(role(header), Some(is), "{header}");
    }
}

#[test]
fn words_for_identifiers_are_folded_as_headers_are() {
    for list in [super::IDENTIFIER, super::NOT_IN_FRONT] {
        let folded: Vec<String> = list.split_whitespace().map(fold).collect();
        assert_eq!(folded.join(" "), list.trim());
    }
}
