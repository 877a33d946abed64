//! Files whose amount was another than it seemed: an identifier with a word of money in its name, a list price
//! beside a net one, a total on each of its lines, an amount whose currency stands beside it. Each was read
//! wrongly once without a word (`tests/data/faults`); siblings of each stand with it, and what must stay.

use std::path::Path;

use rust_decimal::Decimal;

use crate::importing::{Answers, Imported, bytes, import};

/// A file of `tests/data/faults`.
fn fault(name: &str, answers: &Answers) -> Result<Imported, String> {
    import(&bytes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faults").join(name)), answers)
}

fn text(text: &str) -> Result<Imported, String> {
    import(text.as_bytes(), &Answers::default())
}

fn answering(column: &str) -> Answers {
    Answers { amount_column: Some(column.into()), ..Answers::default() }
}

/// The sum of all, and of each customer, the greatest first, in hundredths.
#[track_caller]
fn comes_to(found: Result<Imported, String>, sum: i64, customers: &[(&str, i64)]) -> Imported {
    let found = found.unwrap_or_else(|reason| panic!("{reason}"));
    let hundredths = |text: &str| text.parse::<Decimal>().map(|value| value * Decimal::ONE_HUNDRED).unwrap_or_default();
    let mut totals: Vec<(&str, Decimal)> =
        found.customers.iter().map(|customer| (customer.name.as_str(), hundredths(&customer.total))).collect();
    totals.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    let expected: Vec<(&str, Decimal)> = customers.iter().map(|(name, total)| (*name, (*total).into())).collect();
    assert_eq!(totals, expected);
    assert_eq!(found.sum.as_deref().map(hundredths), Some(sum.into()));
    found
}

#[test]
fn a_word_of_money_in_an_identifiers_name_is_no_amount() {
    let found = fault("01_id_with_a_word_of_money.csv", &Answers::default());
    let found = comes_to(found, 1_667_389, &[("303", 880_000), ("301", 591_389), ("302", 196_000)]);
    assert!(found.asked.is_empty(), "{:?}", found.asked);
    assert_eq!((found.first.as_deref(), found.last.as_deref()), (Some("2024-01-14"), Some("2024-03-28")));
}

#[test]
fn nor_is_it_in_other_languages() {
    for (area, rest) in [
        ("Revenue Area Code", "Customer;Date;Quantity;Unit price"),
        ("sales_team_no", "Customer;Date;Quantity;Unit price"),
        ("Umsatz Gebiet Nr", "Kunde;Datum;Menge;Einzelpreis"),
        ("Код зоны продаж сумма", "Клиент;Дата;Количество;Цена"),
        ("Code vente montant", "Client;Date;Quantité;Prix unitaire"),
    ] {
        let file = format!("{area};{rest}\n6;Alfa GmbH;2024-01-15;5;10.50\n14;Beta AG;2024-02-16;2;20.25\n");
        let found = comes_to(text(&file), 9_300, &[("Alfa GmbH", 5_250), ("Beta AG", 4_050)]);
        assert!(found.asked.is_empty(), "{area}");
    }
}

#[test]
fn small_whole_numbers_under_such_a_name_are_asked_about() {
    let file =
        "Customer;Date;Sales Team;Fee\nAlfa;2024-01-15;6;10.50\nBeta;2024-02-16;14;2.25\nAlfa;2024-02-19;6;1.00\n";
    assert_eq!(text(file).err().as_deref(), Some("asks amount_column"));
    let found = import(file.as_bytes(), &answering("Fee"));
    comes_to(found, 1_375, &[("Alfa", 1_150), ("Beta", 225)]);
    // Money under the same name is money.
    let file = "Customer;Date;Sales EUR net\nAlfa;2024-01-15;6.50\nBeta;2024-02-16;14.00\n";
    comes_to(text(file), 2_050, &[("Beta", 1_400), ("Alfa", 650)]);
}

#[test]
fn of_two_prices_the_net_one_counts() {
    let found = fault("12_list_price_beside_net_price.csv", &Answers::default());
    let found = comes_to(found, 89_800, &[("7003", 40_000), ("7001", 37_800), ("7002", 12_000)]);
    assert!(found.asked.is_empty(), "{:?}", found.asked);
    assert_eq!(found.profit.as_deref(), Some("418.00"));
    assert_eq!(found.currency.as_deref(), Some("USD"));
}

#[test]
fn and_so_it_does_in_other_words() {
    for (list, net, rest) in [
        ("List price", "Discounted price", "Customer;Date;Qty"),
        ("Unit price", "Price after discount", "Customer;Date;Qty"),
        ("Listenpreis", "Nettopreis", "Kunde;Datum;Menge"),
        ("Цена без скидки", "Цена со скидкой", "Клиент;Дата;Количество"),
        ("Prix catalogue", "Prix net", "Client;Date;Quantité"),
        ("Cena katalogowa", "Cena po rabacie", "Klient;Data;Ilość"),
    ] {
        for header in [format!("{rest};{list};{net}"), format!("{rest};{net};{list}")] {
            let is_net_last = header.ends_with(net);
            let row =
                |list: &str, net: &str| if is_net_last { format!("{list};{net}") } else { format!("{net};{list}") };
            let rows = [("Alfa Ltd;2024-01-15;2", "50.00", "45.00"), ("Beta Ltd;2024-02-16;1", "120.00", "96.00")];
            let rows: String = rows.iter().map(|(rest, list, net)| format!("{rest};{}\n", row(list, net))).collect();
            let found =
                comes_to(text(&format!("{header}\n{rows}")), 18_600, &[("Beta Ltd", 9_600), ("Alfa Ltd", 9_000)]);
            assert!(found.asked.is_empty(), "{header}");
        }
    }
}

#[test]
fn a_net_price_has_its_discount_taken_off_already() {
    let file = "Customer;Date;Qty;List price;Discount %;Net price\n\
        Alfa;2024-01-15;2;50.00;10;45.00\nBeta;2024-02-16;1;120.00;20;96.00\nBeta;2024-02-17;1;10.00;0;10.00\n";
    comes_to(text(file), 19_600, &[("Beta", 10_600), ("Alfa", 9_000)]);
    // Where only one price stands, its discount is still to be taken off.
    let file = "Customer;Date;Qty;Price;Discount %\nAlfa;2024-01-15;2;50.00;10\nBeta;2024-02-16;1;120.00;20\n";
    comes_to(text(file), 18_600, &[("Beta", 9_600), ("Alfa", 9_000)]);
}

#[test]
fn of_two_prices_that_nothing_tells_apart_neither_is_taken_in_silence() {
    let file = "Customer;Date;Qty;Price A;Price B\nAlfa;2024-01-15;2;50.00;45.00\nBeta;2024-02-16;1;120.00;96.00\n";
    assert_eq!(text(file).err().as_deref(), Some("asks amount_column"));
    comes_to(import(file.as_bytes(), &answering("Price B")), 18_600, &[("Beta", 9_600), ("Alfa", 9_000)]);
    comes_to(import(file.as_bytes(), &answering("Price A")), 22_000, &[("Beta", 12_000), ("Alfa", 10_000)]);
    // The same price twice is no question.
    let file = "Customer;Date;Qty;Price A;Price B\nAlfa;2024-01-15;2;50.00;50.00\nBeta;2024-02-16;1;96.00;96.00\n";
    comes_to(text(file), 19_600, &[("Alfa", 10_000), ("Beta", 9_600)]);
}

#[test]
fn a_total_on_each_of_its_lines_is_asked_about() {
    let file = "04_invoice_total_on_each_line.xlsx.d";
    assert_eq!(fault(file, &Answers::default()).err().as_deref(), Some("asks once"));
    let once = Answers { once: Some(true), ..Answers::default() };
    let found = comes_to(fault(file, &once), 707_615, &[("503", 482_550), ("501", 135_065), ("502", 90_000)]);
    assert_eq!(found.rows.imported, 14, "each line is there, and sells for nothing more");
    let each = Answers { once: Some(false), ..Answers::default() };
    assert_eq!(fault(file, &each).map(|found| found.sum).ok().flatten().as_deref(), Some("23923.95"));
}

#[test]
fn a_total_with_a_number_is_told_by_it() {
    let file = "Kunde;Datum;Rechnung;Artikel;Rechnungsbetrag\n\
        Alfa AG;2024-01-15;R1;A;100,50\nBeta AG;2024-01-15;R2;A;80,25\nAlfa AG;2024-01-15;R1;B;100,50\n\
        Alfa AG;2024-01-16;R3;B;100,50\nBeta AG;2024-01-15;R2;C;80,25\n";
    let once = Answers { once: Some(true), ..Answers::default() };
    let found = import(file.as_bytes(), &once);
    let found = comes_to(found, 28_125, &[("Alfa AG", 20_100), ("Beta AG", 8_025)]);
    assert!(found.asked.contains("once"));
}

#[test]
fn a_total_that_its_lines_add_up_to_is_not_even_a_question() {
    let file = "Customer;Date;Order;Item;Qty;Price;Order total\n\
        Alfa;2024-01-15;1;A;2;10.00;25.00\nAlfa;2024-01-15;1;B;1;5.00;25.00\n\
        Beta;2024-01-16;2;A;3;10.00;40.00\nBeta;2024-01-16;2;B;2;5.00;40.00\nBeta;2024-01-17;3;B;2;5.00;10.00\n";
    let found = comes_to(text(file), 7_500, &[("Beta", 5_000), ("Alfa", 2_500)]);
    assert!(found.asked.is_empty(), "{:?}", found.asked);
}

#[test]
fn lines_that_are_worth_the_same_are_no_repeated_total() {
    // Of one price, of the same line twice, or of two equal lines among others.
    for rows in [
        "Alfa;2024-01-15;A;9.90\nAlfa;2024-01-15;B;9.90\nBeta;2024-01-15;A;9.90\nBeta;2024-01-15;C;9.90\nBeta;2024-01-16;A;9.90\nBeta;2024-01-16;B;9.90\n",
        "Alfa;2024-01-15;A;9.90\nAlfa;2024-01-15;A;9.90\nBeta;2024-01-15;A;7.50\nBeta;2024-01-15;A;7.50\n",
        "Alfa;2024-01-15;A;9.90\nAlfa;2024-01-15;B;9.90\nBeta;2024-01-15;A;7.50\nBeta;2024-01-15;B;3.50\n",
    ] {
        let found = text(&format!("Customer;Date;Item;Amount\n{rows}"));
        assert!(found.is_ok_and(|found| found.asked.is_empty()), "{rows}");
    }
}

#[test]
fn an_amount_has_the_currency_that_stands_beside_it() {
    let file = "08_converted_amount_beside.csv";
    assert_eq!(fault(file, &Answers::default()).err().as_deref(), Some("asks amount_column"));
    let found = fault(file, &answering("Converted Amount"));
    let found = comes_to(found, 1_260_565, &[("cu_Q1", 583_550), ("cu_R2", 359_015), ("cu_S3", 318_000)]);
    assert_eq!((found.currency.as_deref(), found.by_currency.len()), (Some("THB"), 0));
    assert_eq!((found.rows.imported, found.rows.skipped), (5, 1));
    let found = fault(file, &answering("Amount")).unwrap_or_else(|reason| panic!("{reason}"));
    let sums: Vec<(&str, &str)> = found.by_currency.iter().map(|(code, sum)| (code.as_str(), sum.as_str())).collect();
    assert_eq!(sums, [("EUR", "150.00"), ("MXN", "1500.00"), ("USD", "100.00")]);
}

#[test]
fn and_so_it_has_by_name_and_in_other_orders() {
    for header in [
        "Customer;Date;Currency;Amount;Base currency;Base amount",
        "Customer;Date;Currency;Amount;Base amount currency;Base amount",
        "Kunde;Datum;Währung;Betrag;Währung Haus;Betrag Haus",
    ] {
        let file =
            format!("{header}\nAlfa Ltd;2024-01-15;USD;100.00;VND;2450000\nBeta Ltd;2024-02-16;EUR;10.00;VND;270000\n");
        assert_eq!(text(&file).err().as_deref(), Some("asks amount_column"), "{header}");
        let last = header.rsplit(';').next().unwrap_or_default();
        let found = import(file.as_bytes(), &answering(last));
        let found = comes_to(found, 272_000_000, &[("Alfa Ltd", 245_000_000), ("Beta Ltd", 27_000_000)]);
        assert_eq!(found.currency.as_deref(), Some("VND"), "{header}");
    }
}

#[test]
fn marks_of_many_currencies_are_known() {
    for (mark, code) in [
        ("Kč", "CZK"),
        ("zł", "PLN"),
        ("₫", "VND"),
        ("﷼", "IRR"),
        ("د.إ", "AED"),
        ("฿", "THB"),
        ("R$", "BRL"),
        ("₱", "PHP"),
    ] {
        for amounts in
            [[format!("{mark} 10.50"), format!("{mark} 2.25")], [format!("10.50 {mark}"), format!("2.25{mark}")]]
        {
            let [one, other] = amounts;
            let found = text(&format!("Customer;Date;Amount\nAlfa;2024-01-15;{one}\nBeta;2024-01-16;{other}\n"));
            let found = found.unwrap_or_else(|reason| panic!("{mark}: {reason}"));
            assert_eq!((found.currency.as_deref(), found.rows.imported), (Some(code), 2), "{mark}");
        }
    }
}

#[test]
fn three_decimals_and_none_are_exact() {
    let file = "Customer;Date;Amount (OMR)\nAlfa;2024-01-15;10.5055\nBeta;2024-01-16;2.250\n";
    assert_eq!(text(file).ok().and_then(|found| found.sum).as_deref(), Some("12.76"));
    let file = "Customer;Date;Amount;Currency\nAlfa;2024-01-15;1250000;COP\nBeta;2024-01-16;99;COP\n";
    assert_eq!(text(file).ok().and_then(|found| found.currency).as_deref(), Some("COP"));
}

#[test]
fn a_total_above_its_lines_gives_way_to_what_they_come_to() {
    let file = "Order;Customer;Date;Subtotal;Total;Lineitem quantity;Lineitem name;Lineitem price\n\
        1;Ona Vilt;2024-02-06;35.00;35.00;1;Lamp;35.00\n2;Ona Vilt;2024-03-01;50.00;55.00;1;Mug;20.00\n\
        2;Ona Vilt;2024-03-01;;;1;Vase;30.00\n3;Pau Riba;2024-03-09;20.00;25.00;1;Mug;20.00\n";
    let found = comes_to(text(file), 10_500, &[("Ona Vilt", 8_500), ("Pau Riba", 2_000)]);
    assert_eq!((found.asked.len(), found.rows.imported), (0, 4));
}
