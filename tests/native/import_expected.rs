//! Files of orders, from their bytes to the exported segments, against `expected/`. Other data sets are in
//! `import_sets`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use vital_few::analysis::{AbcClass, Analysis, Config, Movement, PeriodUnit, Place, Run, movement};
use vital_few::book::{Account, Book, Change, Edit, Label, RecordId, RecordKind, Stamp};
use vital_few::calendar::Date;
use vital_few::currency::Currency;
use vital_few::exchange::sample::dossiers;
use vital_few::exchange::segments_csv::segments_csv;
use vital_few::exchange::{Hints, Import, Refusal};
use vital_few::ledger::{Batch, Ledger};

/// Looks at a file and reads it as nobody would have to ask anything.
pub fn import(bytes: &[u8]) -> Result<Import, Refusal> {
    let mut importer = crate::importing::importer(bytes);
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection?;
    let spec = inspection.spec(Currency::default());
    assert!(spec.is_ready(&inspection), "something must be asked: {:?}", spec.questions(&inspection));
    let Ok(preview) = importer.read(&spec, |_, _| ());
    let preview = preview?;
    Ok(Import { sales: preview.delta.sales, ..preview.import })
}

/// The dossiers of the sample for a book of some of its customers; whoever is missing, as those who never ordered, is
/// there from then on.
pub fn sample_dossiers(book: &mut Book) -> Vec<Edit> {
    let file = crate::data("northwind/dossiers.json");
    let read: Value = serde_json::from_str(&file).expect("JSON");
    let accounts = read["accounts"].as_array().expect("accounts");
    let known: BTreeSet<String> = book.accounts().map(|(_, account)| account.external_id.clone()).collect();
    let numbers =
        accounts.iter().filter(|account| account["invented"] != true).filter_map(|of| of["external_id"].as_str());
    let missing = (9_000..).zip(numbers.filter(|number| !known.contains(*number)));
    let edits = missing.flat_map(|(id, number)| {
        Account { name: number.into(), external_id: number.into(), ..Account::default() }
            .create(RecordId::well_known(id))
    });
    let change = Change::new(Label::Sample, edits.collect());
    book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
    dossiers(&file, book).expect("the sample")
}

/// The book and the ledger an import makes of nothing.
pub fn world(import: &Import) -> (Book, Ledger) {
    let mut book = Book::default();
    let mut accounts = Vec::new();
    for (number, customer) in import.customers.iter().enumerate() {
        let id = RecordId::well_known(1_000 + number as u128);
        let account =
            Account { name: customer.name.clone(), external_id: customer.external_id.clone(), ..Account::default() };
        let change = Change::new(Label::Sample, account.create(id));
        book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        accounts.push(id);
    }
    let batch = Batch { accounts, sales: import.sales.clone() };
    let stored = Batch::from_bytes(&batch.to_bytes()).expect("a batch comes back");
    (book, Ledger::of(import.sales.currency(), [&stored]))
}

/// Analyses a file and compares export and summary with what is expected, to the last cell.
fn check(file: &str, expected: &str, config: &Config) {
    let text = crate::data(file);
    let import = import(text.as_bytes()).expect("the file imports");
    let (book, ledger) = world(&import);
    let analysis = Analysis::of(&book, &ledger, config).expect("sales");
    compare_csv(&segments_csv(&analysis), &crate::data(&format!("expected/{expected}_segments.csv")));
    compare_summary(&analysis, &import, &crate::data(&format!("expected/{expected}_summary.json")));
}

fn compare_csv(found: &str, expected: &str) {
    let found = found.strip_prefix('\u{feff}').expect("a byte order mark");
    let (found, expected): (Vec<&str>, Vec<&str>) = (found.lines().collect(), expected.lines().collect());
    assert_eq!(found.first(), expected.first(), "the columns");
    assert_eq!(found.len(), expected.len(), "the number of accounts");
    for (found, expected) in found.iter().zip(&expected).skip(1) {
        let (cells, wanted) = (cells(found), cells(expected));
        assert_eq!(cells.len(), wanted.len(), "{found}");
        for (cell, wanted) in cells.iter().zip(&wanted) {
            let same = match (cell.parse::<f64>(), wanted.parse::<f64>()) {
                (Ok(cell), Ok(wanted)) => (cell - wanted).abs() < 1.5e-6,
                _ => cell == wanted,
            };
            assert!(same, "{cell} is not {wanted}\n   found {found}\nexpected {expected}");
        }
    }
}

/// The cells of a line without line breaks in its cells.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().expect("one cell at least").push(letter),
        }
    }
    cells
}

fn compare_summary(analysis: &Analysis, import: &Import, expected: &str) {
    let expected: Value = serde_json::from_str(expected).expect("JSON");
    let money = |minor: i128| Value::from(analysis.currency.plain(minor));
    assert_eq!(Value::from(import.reconciliation.read), expected["rows_read"]);
    assert_eq!(Value::from(analysis.findings.len()), expected["accounts"]);
    assert_eq!(money(analysis.net_total), expected["net_revenue"]);
    assert_eq!(money(analysis.positive_total), expected["positive_total"]);
    assert_eq!(Value::from(analysis.window.0.to_string()), expected["first"]);
    assert_eq!(Value::from(analysis.window.1.to_string()), expected["last"]);
    assert_eq!(analysis.period.median_gap, expected["median_gap_days"].as_f64());
    assert_eq!(Value::from(analysis.period.unit.code()), expected["period"]);
    let mut matrix: BTreeMap<String, u64> = BTreeMap::new();
    for finding in &analysis.findings {
        let abc = finding.abc().map_or("-", AbcClass::letter);
        let xyz = finding.xyz().map_or("-", |class| class.letter());
        *matrix.entry(format!("{abc}{xyz}")).or_default() += 1;
    }
    assert_eq!(serde_json::to_value(matrix).expect("JSON"), expected["matrix"]);
    assert_eq!(analysis.concentration.providers, expected["providers_10pct"].as_array().expect("a list").len());
}

#[test]
fn northwind_on_its_defaults() {
    check("northwind/northwind_order_lines.csv", "northwind", &Config::default());
}

#[test]
fn chinook_with_its_ties() {
    check("chinook/chinook_invoices.csv", "chinook", &Config::default());
}

#[test]
fn northwind_of_1997_by_month() {
    let day = |text: &str| text.parse::<Date>().ok();
    let config =
        Config { window: (day("1997-01-01"), day("1997-12-31")), period: Some(PeriodUnit::Month), ..Config::default() };
    let text = crate::data("northwind/northwind_order_lines.csv");
    let import = import(text.as_bytes()).expect("the file imports");
    let (book, ledger) = world(&import);
    let analysis = Analysis::of(&book, &ledger, &config).expect("sales");
    compare_csv(&segments_csv(&analysis), &crate::data("expected/northwind_1997_month_segments.csv"));
}

#[test]
fn northwind_from_one_half_of_1997_to_the_other() {
    let text = crate::data("northwind/northwind_order_lines.csv");
    let import = import(text.as_bytes()).expect("the file imports");
    let (book, ledger) = world(&import);
    let day = |text: &str| text.parse::<Date>().expect("a day");
    let half = (day("1997-07-01"), day("1997-12-31"));
    let [before, after] = [movement::previous(half), half].map(|w| Run::of(&book, &ledger, &Config::default(), w));
    let name = |place: Place<AbcClass>, absent: &str| match place {
        Place::Class(class) => class.letter().to_owned(),
        Place::Unclassed => "-".into(),
        Place::Absent => absent.into(),
    };
    let found: Vec<String> = Movement::between(&before, &after)
        .abc()
        .into_iter()
        .map(|((from, to), flow)| format!("{}→{} {}", name(from, "new"), name(to, "gone"), flow.count))
        .collect();
    let expected = [
        "A→A 17",
        "A→B 4",
        "A→C 8",
        "B→A 10",
        "B→B 5",
        "B→C 1",
        "B→gone 3",
        "C→A 3",
        "C→B 8",
        "C→C 9",
        "C→gone 5",
        "new→B 4",
        "new→C 9",
    ];
    assert_eq!(found, expected);
}

#[test]
fn northwind_overdue_at_its_end() {
    let text = crate::data("northwind/northwind_order_lines.csv");
    let import = import(text.as_bytes()).expect("the file imports");
    let (book, ledger) = world(&import);
    let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
    let judged: Vec<_> = analysis.findings.iter().filter_map(|f| Some((f.overdue?, &*f.external_id))).collect();
    let above = |limit: f64| judged.iter().filter(|(times, _)| *times > limit).count();
    assert_eq!((judged.len(), above(2.0), above(3.0)), (86, 8, 5));
    let most = judged.iter().max_by(|a, b| a.0.total_cmp(&b.0)).expect("some");
    assert_eq!((format!("{:.2}", most.0), most.1), ("10.74".into(), "MEREP"));
}

#[test]
fn broken_files_are_refused_each_with_its_reason() {
    let refusal = |bytes: &[u8]| import(bytes).expect_err("a refusal");
    assert_eq!(refusal(b""), Refusal::Empty);
    assert!(matches!(refusal(b"PK\x03\x04\x14\x00\x06\x00"), Refusal::Binary(_)));
    assert!(matches!(refusal(&[0, 1, 2, 0, 255, 254, 0, 7].repeat(50)), Refusal::Binary(_)));
    assert_eq!(refusal(b"Customer,Date,Amount\n"), Refusal::HeaderOnly);
    let unreadable = b"Customer,Date,Amount\nAlfa,2024-01-01,abc\nBeta,2024-01-02,n/a\n";
    assert!(matches!(refusal(unreadable), Refusal::NoAmountColumn { .. } | Refusal::NothingUsable { .. }));
}

#[test]
fn an_open_end_of_the_window_is_no_million_periods() {
    let text = crate::data("northwind/northwind_order_lines.csv");
    let import = import(text.as_bytes()).expect("the file imports");
    let (book, ledger) = world(&import);
    let window = ("0001-01-01".parse().ok(), "9999-12-31".parse().ok());
    let config = Config { window, period: Some(PeriodUnit::Week), ..Config::default() };
    let analysis = Analysis::of(&book, &ledger, &config).expect("sales");
    assert!(analysis.timeline(&ledger).total.values.len() < 220, "{}", analysis.timeline(&ledger).total.values.len());
    assert_eq!(analysis.findings.len(), 89);
}
