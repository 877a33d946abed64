//! Whole files, from bytes to sums.

use std::fs;

use proptest::prelude::*;

use crate::exchange::*;
use crate::ledger::Currency;

fn data(path: &str) -> Vec<u8> {
    let path = format!("{}/tests/data/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn outline(bytes: &[u8]) -> Result<Outline, Refusal> {
    look(bytes.get(..HEAD_BYTES).unwrap_or(bytes), bytes.len() <= HEAD_BYTES)
}

fn read(plan: Plan, bytes: &[u8], chunk: usize) -> Result<Import, Refusal> {
    let mut reader = Reader::new(plan);
    bytes.chunks(chunk).for_each(|chunk| reader.feed(chunk));
    reader.finish()
}

fn plan(bytes: &[u8]) -> Result<Plan, Refusal> {
    let outline = outline(bytes)?;
    Ok(outline.plan(Currency::default()))
}

fn import(bytes: &[u8]) -> Result<Import, Refusal> {
    read(plan(bytes)?, bytes, 64 * 1024)
}

fn is_balanced(import: &Import) -> bool {
    let Reconciliation { read, imported, totals, .. } = import.reconciliation;
    let lines: i64 = import.sales.lines.iter().map(|line| line.amount).sum();
    let customers: i64 = import.customers.iter().map(|customer| customer.amount).sum();
    read == imported + totals + import.reconciliation.skipped()
        && imported == import.customers.iter().map(|customer| customer.lines).sum::<u64>()
        && [lines, customers] == [import.reconciliation.sum; 2]
}

/// Customers, documents, rows and the sum of a file that needs no questions answered.
fn facts(path: &str) -> (usize, u64, u64, i64) {
    let bytes = data(path);
    let outline = outline(&bytes).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
    let plan = outline.plan(Currency::default());
    assert!(plan.is_ready(&outline), "{path}: {:?}", plan.questions(&outline));
    let import = read(plan, &bytes, 64 * 1024).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
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
    assert_eq!(refusal("no_header"), Refusal::NoHeader);
    assert_eq!(refusal("prose"), Refusal::NoHeader);
    assert_eq!(refusal("no_customer_column"), Refusal::NoCustomerColumn { headers: headers(&["date", "amount"]) });
    assert_eq!(refusal("no_date_column"), Refusal::NoDateColumn { headers: headers(&["customer", "amount"]) });
    assert_eq!(refusal("no_amount_column"), Refusal::NoAmountColumn { headers: headers(&["customer", "date"]) });
    assert_eq!(refusal("workbook_named_csv"), Refusal::Binary(Binary::Zip));
    assert_eq!(refusal("zero_bytes"), Refusal::Binary(Binary::NulBytes));
    assert_eq!(refusal("cp1251"), Refusal::NotUtf8 { line: 1 });
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
fn every_kind_of_row_is_counted_and_listed_with_its_line() {
    let bytes = data("odd/report_with_totals.csv");
    let outline = outline(&bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!((outline.delimiter, outline.bom, outline.header_line, outline.preamble), (';', true, 4, 2));
    let plan = outline.plan("RUB".parse().unwrap_or_default());
    assert_eq!(plan.currency.to_string(), "RUB");
    let import = read(plan, &bytes, 7).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(is_balanced(&import));
    let counts = &import.reconciliation;
    assert_eq!((counts.read, counts.imported, counts.totals), (15, 3, 1));
    assert_eq!((counts.sum, counts.file_total), (220_340, Some(220_340)));
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
            (Reason::OtherCurrency, 18),
            (Reason::AmountTooLarge, 19),
            (Reason::Blank, 20),
            (Reason::TotalsRow, 21),
        ]
    );
    let names: Vec<&str> = import.customers.iter().map(|customer| customer.name.as_str()).collect();
    assert_eq!(names, ["ООО \"Ромашка\"", "ЗАО «Ёлка» филиал"]);
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
        let outline = outline(&bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let plan = outline.plan(Currency::default());
        assert!(plan.is_ready(&outline), "{name}: {:?}", plan.questions(&outline));
        let import = read(plan, &bytes, 11).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let counts = &import.reconciliation;
        assert_eq!((import.sales.currency.to_string().as_str(), counts.sum), (currency, sum), "{name}");
        assert_eq!((counts.imported, counts.skipped(), import.customers.len()), (2, 0, 2), "{name}");
        assert!(counts.file_total.is_none_or(|total| total == sum), "{name}");
    }
}

#[test]
fn a_row_in_another_encoding_is_left_out_not_misread() {
    let import = import(&data("odd/one_row_not_utf8.csv")).unwrap_or_default();
    assert_eq!(import.reconciliation.skipped, [(Reason::BadEncoding, 1)]);
    assert_eq!(import.problems[0].line, 32);
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
fn answers(path: &str, blocking: bool) -> Vec<(Option<Reading>, Option<i64>)> {
    let bytes = data(path);
    let outline = outline(&bytes).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
    let plan = outline.plan(Currency::default());
    let questions = plan.questions(&outline);
    let kind = |question: &&Question| !matches!(question.options[0].answer, Answer::Currency(_)) || !blocking;
    let question = questions.iter().find(kind).cloned().unwrap_or_else(|| panic!("{path} asks nothing"));
    assert_eq!(question.blocking, blocking, "{path}");
    assert_eq!(plan.is_ready(&outline), !blocking, "{path}");
    let answer = |choice: Choice| {
        let mut plan = plan.clone();
        plan.answer(question.column, choice.answer);
        assert!(plan.is_ready(&outline), "{path}");
        let sum = read(plan, &bytes, 4096).ok().map(|import| import.reconciliation.sum);
        (choice.reading, sum)
    };
    question.options.clone().into_iter().map(answer).collect()
}

#[test]
fn day_or_month_first_is_asked() {
    let day = |month, day| Some(Reading::Date(crate::calendar::date(2024, month, day)));
    let found = answers("odd/day_or_month_first.csv", true);
    assert_eq!(found, [(day(4, 3), Some(2250)), (day(3, 4), Some(2250))]);
}

#[test]
fn thousands_or_decimals_is_asked() {
    let number = |text: &str| Some(Reading::Number(text.into()));
    let found = answers("odd/thousands_or_decimals.csv", true);
    assert_eq!(found, [(number("1234"), Some(1_374_100)), (number("1.234"), Some(2073))]);
}

#[test]
fn an_open_question_reads_nothing_by_guess() {
    let import = import(&data("odd/thousands_or_decimals.csv")).unwrap_or_default();
    assert_eq!((import.reconciliation.sum, import.reconciliation.skipped), (700, vec![(Reason::BadAmount, 2)]));
}

#[test]
fn which_currency_is_asked_and_never_mixed() {
    let found = answers("odd/two_currencies.csv", false);
    let sums: Vec<_> = found.into_iter().filter_map(|(_, sum)| sum).collect();
    assert_eq!(sums, [700, 2250]);
}

#[test]
fn discounts_of_zero_are_asked_about_if_the_file_goes_on() {
    let bytes = data("odd/discounts_start_with_zeros.csv");
    let outline = look(&bytes, false).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let plan = outline.plan(Currency::default());
    let asked = |question: &Question| matches!(question.answer, Some(Answer::Discount(DiscountKind::Fraction)));
    assert!(plan.questions(&outline).iter().any(|question| asked(question) && !question.blocking));
}

#[test]
fn a_missing_column_can_be_mapped_by_hand() {
    let bytes = b"xyzzy,date,amount\nA1,2024-01-15,10.00\nB2,2024-01-16,1.50\n";
    let outline = outline(bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let mut plan = outline.plan(Currency::default());
    assert_eq!((outline.missing.as_slice(), plan.missing()), (&[Need::Customer][..], vec![Need::Customer]));
    plan.assign(0, Role::CustomerId);
    assert!(plan.is_ready(&outline));
    assert_eq!(read(plan, bytes, 5).map(|import| import.customers.len()), Ok(2));
}

#[test]
fn everything_crosses_to_the_page_as_json() {
    let bytes = data("odd/report_with_totals.csv");
    let outline = outline(&bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let text = serde_json::to_string(&outline).unwrap_or_default();
    assert_eq!(serde_json::from_str::<Outline>(&text).ok(), Some(outline));
    let import = import(&bytes).unwrap_or_default();
    let text = serde_json::to_string(&import).unwrap_or_default();
    assert_eq!(serde_json::from_str::<Import>(&text).ok(), Some(import));
}

/// Rows of which many are odd.
fn tables() -> impl Strategy<Value = String> {
    let cell =
        |good: &'static str| prop_oneof![3 => good, 1 => "(|Total|Customer|x|-|1,234|\"a\nb\"|2024-13-01|9{30})"];
    let row = (cell("[A-C]{1,2}"), cell("2024-0[1-9]-1[0-9]"), cell("-?[1-9][0-9]{0,3}\\.[0-9]{2}"), "(|;|;x)")
        .prop_map(|(customer, day, amount, end)| format!("{customer};{day};{amount}{end}"));
    (prop::collection::vec(row, 1..30), prop_oneof![Just("\n"), Just("\r\n"), Just("\r")])
        .prop_map(|(rows, end)| format!("Customer;Date;Amount{end}{}{end}", rows.join(end)))
}

proptest! {
    #[test]
    fn every_row_is_in_exactly_one_count(text in tables()) {
        if let Ok(import) = import(text.as_bytes()) {
            prop_assert!(is_balanced(&import), "{:?}", import);
            let listed = import.problems.len() as u64;
            prop_assert_eq!(listed, import.reconciliation.totals + import.reconciliation.skipped());
        }
    }

    #[test]
    fn chunking_does_not_matter(text in tables(), chunk in 1usize..40) {
        if let Ok(plan) = plan(text.as_bytes()) {
            prop_assert_eq!(read(plan.clone(), text.as_bytes(), chunk), read(plan, text.as_bytes(), usize::MAX));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), whole: bool) {
        let _ = look(&bytes, whole);
        if let Ok(plan) = plan(b"Customer;Date;Amount\nA;2024-01-15;5.00\n") {
            let _ = read(plan, &bytes, 13);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(Customer|Date|Amount|Total|[;,\t|\"\r\n]|[0-9]{1,4}[.,/-]|\\PC){0,60}", whole: bool) {
        if let Ok(outline) = look(text.as_bytes(), whole) {
            let plan = outline.plan(Currency::default());
            let _ = (plan.questions(&outline), read(plan, text.as_bytes(), 13));
        }
    }
}
