//! Whole files, from bytes to sums.

use crate::currency::Currency;
use crate::exchange::message::{packed, unpacked};
use crate::exchange::testing::{data, importer, inspection, read};
use crate::exchange::*;

pub(super) fn looked(bytes: &[u8]) -> Result<Inspection, Refusal> {
    let Ok(inspection) = importer(bytes).inspect(&Hints::default());
    inspection
}

pub(super) fn import(bytes: &[u8]) -> Result<Import, Refusal> {
    read(&looked(bytes)?.spec(Currency::default()), bytes, 64 * 1024)
}

pub(super) fn is_balanced(import: &Import) -> bool {
    let counts = &import.reconciliation;
    let lines: i64 = import.sales.lines.iter().filter(|line| line.currency == 0).map(|line| line.amount).sum();
    let customers: i64 = import.customers.iter().map(|customer| customer.amount).sum();
    counts.read == counts.imported + counts.totals + counts.headings + counts.skipped()
        && counts.imported == import.customers.iter().map(|customer| customer.lines).sum::<u64>()
        && [lines, customers] == [counts.sum; 2]
}

/// Customers, documents, rows and the sum of a file that needs no questions answered.
fn facts(path: &str) -> (usize, u64, u64, i64) {
    let bytes = data(path);
    let inspection = looked(&bytes).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
    let spec = inspection.spec(Currency::default());
    assert!(spec.is_ready(&inspection), "{path}: {:?}", spec.questions(&inspection));
    let import = read(&spec, &bytes, 64 * 1024).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
    assert!(is_balanced(&import));
    let counts = &import.reconciliation;
    assert_eq!((counts.read, counts.totals, counts.skipped()), (counts.imported, 0, 0), "{path}");
    (import.customers.len(), counts.documents, counts.imported, counts.sum)
}

#[test]
fn files_with_known_answers() {
    for (file, summary) in
        [("northwind/northwind_order_lines.csv", "northwind"), ("chinook/chinook_invoices.csv", "chinook")]
    {
        let expected: serde_json::Value =
            serde_json::from_slice(&data(&format!("expected/{summary}_summary.json"))).unwrap_or_default();
        let (customers, _, rows, sum) = facts(file);
        assert_eq!(expected["accounts"], customers, "{file}");
        assert_eq!(expected["rows_read"], rows, "{file}");
        assert_eq!(expected["net_revenue"], Currency::default().plain(i128::from(sum)), "{file}");
    }
    assert_eq!(facts("northwind/northwind_order_lines.csv"), (89, 830, 2155, 126_579_329));
    assert_eq!(facts("chinook/chinook_invoices.csv"), (59, 412, 412, 232_860));
}

#[test]
fn northwind_has_numbers_and_names() {
    let import = import(&data("northwind/northwind_order_lines.csv")).unwrap_or_default();
    let ernst = import.customers.iter().find(|customer| customer.external_id == "ERNSH").cloned().unwrap_or_default();
    assert_eq!((ernst.name.as_str(), ernst.amount), ("Ernst Handel", 10_487_500));
    assert_eq!(import.sales.groups.len(), 8);
    assert_eq!(import.hash.len(), 32);
}

#[test]
fn broken_files_are_refused_each_for_its_own_reason() {
    let refusal = |name: &str| match import(&data(&format!("broken/{name}.csv"))) {
        Err(refusal) => refusal,
        Ok(import) => panic!("{name}: {import:?}"),
    };
    let headers = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(refusal("empty"), Refusal::Empty);
    assert_eq!(refusal("header_only"), Refusal::HeaderOnly);
    assert_eq!(refusal("prose"), Refusal::NoHeader);
    assert_eq!(refusal("no_amount_column"), Refusal::NoAmountColumn { headers: headers(&["customer", "date"]) });
    assert_eq!(refusal("workbook_named_csv"), Refusal::Binary(Binary::Zip));
    assert_eq!(refusal("zero_bytes"), Refusal::Binary(Binary::NulBytes));
    match refusal("every_amount_unreadable") {
        Refusal::NothingUsable { reasons, examples } => {
            assert_eq!(reasons, [(Reason::BadAmount, 2), (Reason::NoAmount, 1)]);
            assert_eq!((examples[0].line, examples[0].column.as_deref()), (2, Some("amount")));
            assert_eq!(examples[0].text, "ten");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_table_without_a_header_is_read_by_its_values() {
    let bytes = data("odd/no_header.csv");
    let inspection = inspection(&bytes);
    let headers: Vec<&str> = inspection.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!((headers.as_slice(), inspection.header.rows), (&["#1", "#2", "#3"][..], 0));
    let import = read(&inspection.spec(Currency::default()), &bytes, 7).unwrap_or_default();
    assert_eq!((import.reconciliation.imported, import.reconciliation.sum), (2, 2250));
    let header = Some(HeaderAt { line: 1, rows: 1 });
    let moved = crate::exchange::inspect::inspect(&bytes, true, &Hints { header, ..Hints::default() });
    assert_eq!(moved.map(|inspection| inspection.rows), Ok(1), "a person may say that there is one");
}

#[test]
fn every_kind_of_row_is_counted_and_listed_with_its_line() {
    let bytes = data("odd/report_with_totals.csv");
    let inspection = inspection(&bytes);
    assert_eq!(inspection.source, Source::Text { encoding: Encoding::UTF_8, delimiter: ';' });
    assert!(matches!(&inspection.container, Container::Text(found) if found.bom && found.sure));
    assert_eq!((inspection.header, inspection.preamble), (HeaderAt { line: 4, rows: 1 }, 2));
    let spec = inspection.spec("RUB".parse().unwrap_or_default());
    assert_eq!(spec.currency.to_string(), "RUB");
    let import = read(&spec, &bytes, 7).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(is_balanced(&import));
    let counts = &import.reconciliation;
    assert_eq!((counts.read, counts.imported, counts.totals, counts.headings), (15, 4, 1, 0));
    assert_eq!((counts.sum, counts.file_total), (220_340, Some(220_340)));
    let others: Vec<_> = counts.others.iter().map(|(of, sum, rows)| (of.to_string(), *sum, *rows)).collect();
    assert_eq!(others, [("USD".to_owned(), 500, 1)]);
    let found: Vec<(Reason, u64)> = import.problems.iter().map(|problem| (problem.reason, problem.line)).collect();
    assert_eq!(
        found,
        [
            (Reason::RepeatedHeader, 9),
            (Reason::NoCustomer, 11),
            (Reason::NoDate, 12),
            (Reason::BadDate, 13),
            (Reason::NoAmount, 14),
            (Reason::BadAmount, 15),
            (Reason::TooFewCells, 16),
            (Reason::TooManyCells, 17),
            (Reason::AmountTooLarge, 19),
            (Reason::Blank, 20),
            (Reason::TotalsRow, 21),
        ]
    );
    let names: Vec<&str> = import.customers.iter().map(|customer| customer.name.as_str()).collect();
    assert_eq!(names, ["ООО \"Ромашка\"", "ЗАО «Ёлка» филиал", "Берёза"]);
}

/// Small exports in the languages of the product: all rows imported but for the totals, whose sum agrees.
#[test]
fn exports_in_many_languages() {
    for (name, currency, sum) in [
        ("persian_digits", "USD", 123_700_000),
        ("gujarati_indian_grouping", "USD", 12_845_650),
        ("serbian_cyrillic", "USD", 133_350),
        ("slovenian_tabs", "USD", 11_790),
        ("german_minus_behind", "EUR", -122_256),
        ("erpnext_sales_register", "USD", 1300),
        ("header_ends_with_delimiter", "USD", 1100),
    ] {
        let bytes = data(&format!("odd/{name}.csv"));
        let inspection = inspection(&bytes);
        let spec = inspection.spec(Currency::default());
        assert!(spec.is_ready(&inspection), "{name}: {:?}", spec.questions(&inspection));
        let import = read(&spec, &bytes, 11).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let counts = &import.reconciliation;
        assert_eq!((import.sales.currency().to_string().as_str(), counts.sum), (currency, sum), "{name}");
        assert_eq!((counts.imported, counts.skipped(), import.customers.len()), (2, 0, 2), "{name}");
        assert!(counts.file_total.is_none_or(|total| total == sum), "{name}");
    }
}

#[test]
fn a_row_in_another_encoding_is_left_out_not_misread() {
    let bytes = data("odd/one_row_not_utf8.csv");
    let utf_8 = Hints { encoding: Some(Encoding::UTF_8), ..Hints::default() };
    let inspection = inspect::inspect(&bytes, true, &utf_8).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let import = read(&inspection.spec(Currency::default()), &bytes, 9).unwrap_or_default();
    assert_eq!(import.reconciliation.skipped, [(Reason::BadEncoding, 1)]);
    assert_eq!((import.reconciliation.imported, import.problems[0].line), (30, 32));
    assert!(is_balanced(&import));
}

#[test]
fn the_encoding_is_guessed_from_the_only_word_that_shows_it() {
    let import = import(&data("odd/one_row_not_utf8.csv")).unwrap_or_default();
    let names: Vec<&str> = import.customers.iter().map(|customer| customer.name.as_str()).collect();
    assert_eq!((names, import.reconciliation.skipped()), (vec!["Acme", "Café"], 0));
}

#[test]
fn a_file_in_a_code_page_is_read_and_its_cut_off_row_counted() {
    let bytes = data("odd/cp1251_cut_off.csv");
    let inspection = inspection(&bytes);
    assert!(matches!(inspection.source, Source::Text { encoding, .. } if encoding.name() == "windows-1251"));
    let import = import(&bytes).unwrap_or_default();
    assert_eq!(import.customers[0].name, "ООО «Покупатель 83 (VINET)»");
    assert_eq!(import.reconciliation.skipped, [(Reason::TooFewCells, 1)]);
    assert_eq!(import.reconciliation.imported, 22);
}

#[test]
fn utf_16_is_read_whichever_way_it_is_cut() {
    let text = "Клиент;Дата;Сумма\nООО «Ромашка»;2024-01-15;10,50\nБерёза;2024-01-16;1,25\n";
    let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let spec = inspection(&bytes).spec(Currency::default());
    for chunk in [1, 3, 64] {
        let import = read(&spec, &bytes, chunk).unwrap_or_default();
        assert_eq!((import.reconciliation.sum, import.customers[1].name.as_str()), (1175, "Берёза"), "{chunk}");
    }
}

#[test]
fn a_file_without_any_day_asks_for_one() {
    let bytes = data("odd/no_date_column.csv");
    let inspection = inspection(&bytes);
    let mut spec = inspection.spec(Currency::default());
    assert_eq!(inspection.missing, [Need::Date]);
    let question =
        spec.questions(&inspection).into_iter().find(|question| question.topic == Topic::Missing(Need::Date));
    assert!(question.is_some_and(|question| question.blocking && question.answer.is_none()));
    assert!(!spec.is_ready(&inspection));
    let day = crate::calendar::date(2024, 1, 31);
    spec.answer(0, Answer::Day(day));
    assert!(spec.is_ready(&inspection));
    let import = read(&spec, &bytes, 5).unwrap_or_default();
    let counts = &import.reconciliation;
    assert_eq!((counts.sum, counts.imported, counts.first, counts.last), (2250, 2, Some(day), Some(day)));
}

#[test]
fn discounts_in_per_cent_and_costs_of_one() {
    let bytes = data("odd/cost_and_percent_discount.csv");
    let import = import(&bytes).unwrap_or_default();
    // 17.00, then 3 × 0.35 × 0.995 = 1.04475, then 5.00.
    let lines: Vec<_> = import.sales.lines.iter().map(|line| (line.amount, line.profit)).collect();
    assert_eq!(lines, [(1700, Some(700)), (104, None), (500, Some(249))]);
    let counts = &import.reconciliation;
    assert_eq!(counts.without_profit, 1);
    assert_eq!(counts.skipped, [(Reason::BadQuantity, 1), (Reason::BadPrice, 1), (Reason::BadDiscount, 1)]);
}

/// The question of a file, and the sums each of its answers leads to; `None` if it is refused.
fn answers(path: &str, topic: Topic) -> Vec<(Option<Reading>, Option<i64>)> {
    let bytes = data(path);
    let inspection = inspection(&bytes);
    let spec = inspection.spec(Currency::default());
    let questions = spec.questions(&inspection);
    let question = questions.into_iter().find(|question| question.topic == topic);
    let question = question.unwrap_or_else(|| panic!("{path} doesn't ask {topic:?}"));
    assert!(question.blocking && question.answer.is_none() && !spec.is_ready(&inspection), "{path}");
    let answer = |choice: Choice| {
        let mut spec = spec.clone();
        spec.answer(question.column, choice.answer);
        assert!(spec.is_ready(&inspection), "{path}");
        let sum = read(&spec, &bytes, 4096).ok().map(|import| import.reconciliation.sum);
        (choice.reading, sum)
    };
    question.options.clone().into_iter().map(answer).collect()
}

#[test]
fn day_or_month_first_is_asked() {
    let day = |month, day| Some(Reading::Date(crate::calendar::date(2024, month, day)));
    let found = answers("odd/day_or_month_first.csv", Topic::DateOrder);
    assert_eq!(found, [(day(4, 3), Some(2250)), (day(3, 4), Some(2250))]);
}

#[test]
fn thousands_or_decimals_is_asked() {
    let number = |text: &str| Some(Reading::Number(text.into()));
    let found = answers("odd/thousands_or_decimals.csv", Topic::DecimalMark);
    assert_eq!(found, [(number("1234"), Some(1_374_100)), (number("1.234"), Some(2073))]);
}

#[test]
fn an_open_question_reads_nothing_by_guess() {
    let import = import(&data("odd/thousands_or_decimals.csv")).unwrap_or_default();
    assert_eq!((import.reconciliation.sum, import.reconciliation.skipped), (700, vec![(Reason::BadAmount, 2)]));
}

#[test]
fn currencies_are_kept_apart_whichever_is_the_books() {
    let bytes = data("odd/two_currencies.csv");
    let inspection = inspection(&bytes);
    for (book, main, sum, other) in [
        ("EUR", "EUR", 2250, ("USD", 700, 1)),
        ("USD", "USD", 700, ("EUR", 2250, 2)),
        ("RUB", "EUR", 2250, ("USD", 700, 1)),
    ] {
        let spec = inspection.spec(book.parse().unwrap_or_default());
        assert!(spec.questions(&inspection).iter().all(|question| question.topic != Topic::Currency));
        let import = read(&spec, &bytes, 10).unwrap_or_default();
        let counts = &import.reconciliation;
        assert_eq!((import.sales.currency().to_string().as_str(), counts.sum, counts.imported), (main, sum, 3));
        assert_eq!(counts.others, [(other.0.parse().unwrap_or_default(), other.1, other.2)]);
        assert!(is_balanced(&import));
    }
}

#[test]
fn discounts_of_zero_are_asked_about_if_the_file_goes_on() {
    let bytes = data("odd/discounts_start_with_zeros.csv");
    let inspection = inspect::inspect(&bytes, false, &Hints::default()).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let spec = inspection.spec(Currency::default());
    let asked = |question: &Question| question.topic == Topic::Discount && !question.blocking;
    let answer = spec.questions(&inspection).into_iter().find(asked).and_then(|question| question.answer);
    assert_eq!(answer, Some(Answer::Discount(DiscountKind::Fraction)));
}

#[test]
fn a_missing_column_can_be_mapped_by_hand() {
    let bytes = b"xyzzy,date,amount\nA1,2024-01-15,10.00\nB2,2024-01-16,1.50\n";
    let inspection = inspection(bytes);
    let mut spec = inspection.spec(Currency::default());
    assert_eq!((inspection.missing.as_slice(), spec.missing()), (&[Need::Customer][..], vec![Need::Customer]));
    spec.assign(0, Role::CustomerId);
    assert!(spec.missing().is_empty());
    assert_eq!(read(&spec, bytes, 5).map(|import| import.customers.len()), Ok(2));
    assert!(spec.is_ready(&inspection), "a customer's number is enough: {:?}", spec.questions(&inspection));
}

#[test]
fn everything_crosses_to_the_page() {
    let bytes = data("odd/report_with_totals.csv");
    let mut importer = importer(bytes);
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(unpacked::<Inspection>(&packed(&inspection)).as_ref(), Some(&inspection));
    let spec = inspection.spec(Currency::default());
    assert_eq!(unpacked::<ImportSpec>(&packed(&spec)).as_ref(), Some(&spec));
    let text = serde_json::to_string(&spec).unwrap_or_default();
    assert_eq!(serde_json::from_str::<ImportSpec>(&text).ok().as_ref(), Some(&spec), "as a profile keeps it");
    let questions = spec.questions(&inspection);
    assert_eq!(unpacked::<Vec<Question>>(&packed(&questions)), Some(questions));
    let Ok(preview) = importer.read(&spec, |_, _| ());
    let preview = preview.unwrap_or_default();
    assert_eq!(unpacked::<Preview>(&packed(&preview)), Some(preview));
}

/// Bug: a file all in bahts came to "0.00 + 12,605.65 THB" where dollars were expected.
#[test]
fn where_nothing_is_in_the_expected_currency_that_of_most_rows_is_the_main_one() {
    let text = "Customer,Date,Amount,Currency\nAlfa,2024-01-15,5,VND\nBeta,2024-01-16,7.25,THB\n\
        Alfa,2024-01-17,2.50,THB\nBeta,2024-01-18,1.00,OMR\n";
    let import = testing::import(text, |spec| spec.currency = "USD".parse().unwrap_or_default());
    assert_eq!((import.sales.currency().to_string(), import.reconciliation.sum), ("THB".into(), 975));
    let others: Vec<String> =
        import.reconciliation.others.iter().map(|(code, sum, rows)| format!("{sum} {code} {rows}")).collect();
    assert_eq!(others, ["1000 OMR 1", "5 VND 1"]);
    assert_eq!(testing::sums(&import), [("Alfa", 250), ("Beta", 725)]);
    let of = |line: &crate::ledger::Line| format!("{} {}", line.amount, import.sales.currency_of(line));
    assert_eq!(import.sales.lines.iter().map(of).collect::<Vec<_>>(), ["5 VND", "725 THB", "250 THB", "1000 OMR"]);
}

#[test]
fn a_total_on_each_line_counts_once_and_what_the_lines_cost_still_does() {
    let text = "Customer,Date,Order,Item,Invoice total,Cost\nAlfa,2024-01-15,1,A,10.00,2.00\n\
        Beta,2024-01-15,2,A,10.00,3.00\nAlfa,2024-01-15,1,B,10.00,4.00\n";
    let import = testing::import(text, |spec| spec.once = Some(true));
    assert_eq!(testing::sums(&import), [("Alfa", 1_000), ("Beta", 1_000)]);
    assert_eq!(import.sales.lines.iter().filter_map(|line| line.profit).sum::<i64>(), 1_100);
}

#[test]
fn a_total_of_the_visible_rows_is_told_and_hidden_rows_can_be_left_out() {
    let row = |text: &str, hidden| {
        let cells: String = text.split(',').map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr{}>{cells}</tr>", if hidden { " style='display:none'" } else { "" })
    };
    let rows = [
        row("Customer,Date,Amount", false),
        row("Alfa,2024-01-15,10.00", false),
        row("Beta,2024-01-16,7.50", true),
        row("Alfa,2024-01-17,2.50", false),
        row("Total,,12.50", false),
    ];
    let mut importer = importer(format!("<html><table>{}</table></html>", rows.concat()));
    let Ok(seen) = importer.inspect(&Hints::default());
    let mut spec = seen.unwrap_or_else(|refusal| panic!("{refusal:?}")).spec(Currency::default());
    let mut counts = |spec: &ImportSpec| {
        let Ok(preview) = importer.read(spec, |_, _| ());
        preview.unwrap_or_else(|refusal| panic!("{refusal:?}")).import.reconciliation
    };
    let found = counts(&spec);
    assert_eq!((found.sum, found.file_total, found.hidden, found.hidden_sum), (2_000, Some(1_250), 1, 750));
    assert!(found.is_total_of_visible());
    spec.leaves_hidden_out = true;
    let found = counts(&spec);
    assert_eq!((found.sum, found.file_total, found.hidden), (1_250, Some(1_250), 0));
    assert_eq!((found.skipped_for(Reason::Hidden), found.imported, found.is_total_of_visible()), (1, 2, false));
}
