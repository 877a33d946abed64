//! The workbook read back by another program, beside the CSV of the same analysis.

use std::io::{Cursor, Read};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::*;
use crate::analysis::Config;
use crate::book::{Account, Book, Change, Edit, Label, RecordId, RecordKind, Stamp};
use crate::calendar::date;
use crate::currency::Currency;
use crate::exchange::list_xlsx::LONGEST;
use crate::exchange::segments_csv::{COLUMNS, segments_csv};
use crate::ledger::{Batch, Ledger, Line as SalesLine, Sales};

fn words() -> SheetWords {
    let label = |text: &str| text.to_owned();
    SheetWords {
        segments: label("Segments"),
        matrix: label("Матрица"),
        settings: label("Settings"),
        accounts: label("Accounts"),
        value: label("Revenue, USD"),
        share: label("Share"),
        total: label("Total"),
        no_abc: label("No class"),
        no_xyz: label("No XYZ"),
        labels: SettingLabels {
            measure: label("Measure"),
            from: label("From"),
            to: label("To"),
            limit_a: label("A up to"),
            limit_b: label("B up to"),
            crossing: label("Who crosses"),
            limit_x: label("X up to"),
            limit_y: label("Y up to"),
            provider: label("Provider from"),
            provider_of: label("of all"),
            period: label("Period"),
            currency: label("Currency"),
            accounts: label("Accounts"),
            exported: label("Exported"),
        },
        measure: label("Revenue"),
        crossing: label("the higher class"),
        provider_of: label("profit where known"),
        period: label("month"),
        is_rtl: true,
    }
}

/// Accounts that buy for a year, one line a month, growing by account; the last one takes it all back.
fn analysis(names: &[&str]) -> Analysis {
    let id = |at: usize| RecordId::well_known(1_000 + at as u128);
    let mut book = Book::default();
    let edits = names.iter().enumerate().flat_map(|(at, name)| {
        Account { name: (*name).into(), external_id: format!("00{at}"), ..Account::default() }.create(id(at))
    });
    let edits: Vec<Edit> = edits.collect();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    let lines = (0..names.len()).flat_map(|at| {
        (1..=12).map(move |month| {
            SalesLine::plain(
                at as u32,
                date(2024, month, 1 + (at % 27) as i8),
                (at as i64 + 1) * 12_345 + i64::from(month) * 700 * at as i64,
            )
        })
    });
    let refund = SalesLine::plain(names.len() as u32 - 1, date(2024, 12, 31), -100_000_000);
    let sales = Sales { lines: lines.chain([refund]).collect(), ..Sales::new(Currency::default()) };
    let batch = Batch { accounts: (0..names.len()).map(id).collect(), sales };
    Analysis::of(&book, &Ledger::of(Currency::default(), [&batch]), &Config::default()).expect("sales")
}

const NAMES: [&str; 7] =
    ["Ernst \"Handel\", Graz", "=1+1", "+49 30", "-SUM(A1)", "@home", "two\nlines\u{1}<b>&", "Königlich Essen"];

fn written(analysis: &Analysis) -> Vec<u8> {
    segments_xlsx(analysis, &words(), date(2026, 7, 1)).expect("a workbook")
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

/// The records of a CSV, without quotes.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    for c in csv.trim_start_matches('\u{feff}').chars() {
        let row = rows.last_mut().expect("a row");
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            c => row.last_mut().expect("a cell").push(c),
        }
    }
    rows.pop();
    rows
}

#[test]
fn every_cell_says_what_the_csv_says_and_has_its_type() {
    let analysis = analysis(&NAMES);
    let bytes = written(&analysis);
    let mut workbook = opened(&bytes);
    assert_eq!(workbook.sheet_names(), ["Segments", "Матрица", "Settings"]);
    let sheet = workbook.worksheet_range("Segments").expect("the first sheet");
    let csv = records(&segments_csv(&analysis));
    assert_eq!(sheet.height(), csv.len());
    for (row, record) in csv.iter().enumerate() {
        for (column, text) in record.iter().enumerate() {
            let cell = sheet.get((row, column)).cloned().unwrap_or_default();
            let name = COLUMNS[column];
            match cell {
                Data::Empty => assert_eq!(text, "", "{name} {row}"),
                // What is text in the CSV carries a mark against formulas.
                Data::String(found) if row == 0 || !matches!(column, 0 | 1) => assert_eq!(&found, text),
                Data::String(found) => {
                    assert_eq!(found.replace(['"', '\u{1}'], ""), text.trim_start_matches('\'').replace('\u{1}', ""))
                }
                Data::Float(found) => {
                    assert!([3, 4, 5, 8, 9, 10, 13, 14, 15, 16].contains(&column), "{name} is a number");
                    assert_eq!(found, text.parse::<f64>().expect("a number"), "{name} {row}");
                }
                Data::DateTime(found) => {
                    let (year, month, day, ..) = found.to_ymd_hms_milli();
                    assert_eq!(format!("{year:04}-{month:02}-{day:02}"), *text, "{name} {row}");
                }
                other => panic!("{name} {row}: {other:?}"),
            }
        }
    }
}

#[test]
fn the_matrix_adds_up_and_the_settings_are_told() {
    let analysis = analysis(&NAMES);
    let bytes = written(&analysis);
    let mut workbook = opened(&bytes);
    let sheet = workbook.worksheet_range("Матрица").expect("the second sheet");
    let number = |row: u32, column: u32| match sheet.get_value((row, column)) {
        Some(Data::Float(number)) => *number,
        other => panic!("{row} {column}: {other:?}"),
    };
    for top in [0, 7, 14] {
        for line in 1..=5 {
            let across: f64 = (1..=4).map(|column| number(top + line, column)).sum();
            let down: f64 = (1..=4).map(|row| number(top + row, line)).sum();
            assert!((across - number(top + line, 5)).abs() < 0.011, "row {line} of {top}");
            assert!((down - number(top + 5, line)).abs() < 0.011, "column {line} of {top}");
        }
    }
    assert_eq!(number(5, 5), NAMES.len() as f64);
    assert_eq!(number(12, 5), analysis.net_total as f64 / 100.0);
    let settings = workbook.worksheet_range("Settings").expect("the third sheet");
    let value = |label: &str| {
        let row = settings.rows().find(|row| row[0] == Data::String(label.into())).expect("the setting");
        row[1].clone()
    };
    assert_eq!(value("A up to"), Data::Float(0.8));
    assert_eq!(value("Y up to"), Data::Float(1.0));
    assert_eq!(value("Provider from"), Data::Float(0.1));
    assert_eq!(value("Who crosses"), Data::String("the higher class".into()));
    assert_eq!(value("Period"), Data::String("month".into()));
    assert!(matches!(value("Exported"), Data::DateTime(day) if day.to_ymd_hms_milli().0 == 2026));
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn the_header_is_frozen_and_filtered_and_nothing_is_a_formula() {
    let bytes = written(&analysis(&NAMES));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""), "{sheet}");
    assert!(sheet.contains("<autoFilter ref=\"A1:S8\""), "{sheet}");
    assert!(!sheet.contains("<f>"), "{sheet}");
    let styles = part(&bytes, "xl/styles.xml");
    for format in ["yyyy\\-mm\\-dd", "0.000"] {
        assert!(styles.contains(format) || styles.contains(&format.replace('\\', "")), "{format} in {styles}");
    }
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("rightToLeft=\"1\""));
}

#[test]
fn the_same_day_makes_the_same_bytes() {
    let analysis = analysis(&NAMES);
    assert_eq!(written(&analysis), written(&analysis));
    assert!(part(&written(&analysis), "docProps/core.xml").contains("2026-07-01T00:00:00Z"));
}

#[test]
fn texts_of_any_length_fit() {
    let long = "𝄞".repeat(20_000);
    let analysis = analysis(&[&long, "b"]);
    let bytes = written(&analysis);
    let sheet = opened(&bytes).worksheet_range("Segments").expect("the sheet");
    let Some(Data::String(name)) = sheet.get((1, 0)) else { panic!("no name") };
    assert!(name.encode_utf16().count() <= LONGEST && name.ends_with('…'));
    assert_eq!(fitting("short"), "short");
}

#[test]
fn a_sheet_without_a_name_keeps_its_number() {
    let words = SheetWords { matrix: "a/b".into(), settings: "Segments".into(), ..words() };
    let bytes = segments_xlsx(&analysis(&NAMES), &words, date(2026, 7, 1));
    // Two of one name are no workbook; that is said, not written.
    assert!(bytes.is_err());
    let words = SheetWords { settings: "x".repeat(40), ..words };
    let bytes = segments_xlsx(&analysis(&NAMES), &words, date(2026, 7, 1)).expect("a workbook");
    assert_eq!(opened(&bytes).sheet_names(), ["Segments", "Sheet2", "Sheet3"]);
}

#[test]
#[ignore = "writes a file for other programs to open"]
fn a_workbook_for_other_programs() {
    let names: Vec<String> = (0..500).map(|at| format!("Customer {at}")).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.extend(NAMES);
    let to = std::env::var("XLSX_TO").expect("XLSX_TO");
    std::fs::write(to, written(&analysis(&names))).expect("the file");
}
