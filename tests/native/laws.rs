//! Laws of reading, for files of every shape: a row is in one count, a bad cell is no zero, and how a
//! file is cut doesn't matter.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vital_few::currency::Currency;
use vital_few::exchange::{FillDown, HeaderAt, Hints, Import, ImportSpec, Inspection, Reader, Reason, Refusal, Role};

use crate::importing::{Answers, import, importer};
use crate::tables::{SHAPES, Sale, Shape, cells, money, sales, table, text};

/// What may stand in any cell.
const JUNK: [&str; 20] = [
    "",
    "x",
    "n/a",
    "#REF!",
    "12abc",
    "1,2,3",
    "2024-13-45",
    "Total",
    "-",
    " ",
    "Customer",
    "\"a\nb\"",
    "Alfa:Roof",
    "9999999999999999999999",
    "1e5",
    "(",
    "Итого",
    "5%",
    "$5",
    "2024-02-01",
];

/// A file of any shape, some of its cells replaced by anything.
fn damaged() -> impl Strategy<Value = (Shape, String)> {
    let places = prop::collection::vec((0..200_usize, 0..5_usize, select(&JUNK[..])), 0..12);
    (select(&SHAPES[..]), sales(2..25), places).prop_map(|(shape, sales, places)| {
        let (mut rows, header) = table(shape, &sales);
        for (row, cell, junk) in places {
            let at = header + row % (rows.len() - header);
            if let Some(cell) = rows[at].get_mut(cell) {
                *cell = junk.to_owned();
            }
        }
        (shape, text(&rows))
    })
}

fn looked(bytes: &[u8]) -> Result<Inspection, Refusal> {
    let Ok(inspection) = importer(bytes).inspect(&Hints::default());
    inspection
}

fn read(spec: &ImportSpec, bytes: &[u8], chunk: usize) -> Result<Import, Refusal> {
    let mut reader = Reader::new(spec);
    bytes.chunks(chunk).for_each(|chunk| reader.feed(chunk));
    reader.finish()
}

/// What an import came to by currency, from its lines.
fn by_currency(import: &Import) -> BTreeMap<Currency, i64> {
    let mut sums = BTreeMap::new();
    for line in &import.sales.lines {
        *sums.entry(import.sales.currency_of(line)).or_insert(0) += line.amount;
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

proptest! {
    #[test]
    fn every_row_is_in_exactly_one_count((shape, text) in damaged()) {
        let inspection = looked(text.as_bytes());
        prop_assume!(inspection.is_ok());
        let Ok(inspection) = inspection else { return Ok(()) };
        let Ok(import) = read(&inspection.spec(Currency::default()), text.as_bytes(), 4096) else { return Ok(()) };
        let counts = &import.reconciliation;
        let counted = counts.imported + counts.totals + counts.headings + counts.skipped();
        prop_assert_eq!(counts.read, counted, "{:?}", shape);
        prop_assert_eq!(counts.imported, import.customers.iter().map(|customer| customer.lines).sum::<u64>());
        let mut sums: BTreeMap<Currency, i64> = counts.others.iter().map(|(of, sum, _)| (*of, *sum)).collect();
        *sums.entry(import.sales.currency()).or_default() += counts.sum;
        sums.retain(|_, sum| *sum != 0);
        prop_assert_eq!(sums, by_currency(&import), "{:?}", shape);
        prop_assert_eq!(counts.sum, import.customers.iter().map(|customer| customer.amount).sum::<i64>());
        let left_out = counts.totals + counts.headings + counts.skipped() + counts.bad_cells;
        prop_assert_eq!(import.problems.len() as u64, left_out, "fewer than a hundred, so all are listed");
    }

    #[test]
    fn how_a_file_is_cut_does_not_matter((_, text) in damaged(), chunk in 1..90_usize, is_utf_16: bool) {
        let bytes = match is_utf_16 {
            true => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            false => text.into_bytes(),
        };
        let Ok(inspection) = looked(&bytes) else { return Ok(()) };
        let spec = inspection.spec(Currency::default());
        prop_assert_eq!(read(&spec, &bytes, chunk), read(&spec, &bytes, usize::MAX));
    }

    /// Shapes without damage are read to the last row.
    #[test]
    fn sound_files_are_read_whole(shape in select(&SHAPES[..]), sales in sales(4..25)) {
        let (rows, header) = table(shape, &sales);
        let text = text(&rows);
        let inspection = looked(text.as_bytes()).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
        // A single column of amounts is no wide file; orders of one line need no filling.
        let is_wide = matches!(shape, Shape::Wide | Shape::TwoRows);
        let is_filled = |column: usize| rows[header..].iter().filter(|row| !row[column].is_empty()).count() > 1;
        prop_assume!(!is_wide || (1..5).all(is_filled));
        let spec = inspection.spec(Currency::default());
        prop_assert!(spec.is_ready(&inspection), "{:?} asks {:?}", shape, spec.questions(&inspection));
        prop_assert_eq!(spec.header, HeaderAt { line: 1, rows: header as u8 });
        let import = read(&spec, text.as_bytes(), 100).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
        prop_assert_eq!(import.reconciliation.skipped(), 0, "{:?}: {:?}", shape, import.problems);
        let cells = rows[header..].iter().flatten().count();
        prop_assert!(cells > 0);
        if !is_wide {
            let sum: i64 = sales.iter().map(|sale| sale.amount).sum();
            prop_assert_eq!((import.reconciliation.imported, import.reconciliation.sum), (sales.len() as u64, sum));
        }
        let fills = shape == Shape::FillDown && sales.windows(2).any(|two| two[0].order == two[1].order);
        prop_assert_eq!(spec.fill_down == FillDown::Keys, fills);
    }

    #[test]
    fn a_bad_cell_is_never_a_zero(
        shape in select(&[Shape::Documents, Shape::Loose][..]),
        sales in sales(9..30),
        bad in subsequence((0..9).collect::<Vec<usize>>(), 1..4),
        amount in select(&["x", "n/a", "#REF!", "12abc", "1,2,3", "--5", "5%", "12.34.56", "NULL", "1 2 3"][..]),
        day in select(&["soon", "2024-13-45", "31.02.2024", "00.00.2024", "15", "x"][..]),
        is_day: bool,
    ) {
        let (mut rows, _) = table(shape, &sales);
        let width = rows[0].len();
        let column = if !is_day { width - 1 } else if shape == Shape::Documents { 2 } else { 1 };
        for at in &bad {
            rows[1 + at][column] = if is_day { day.to_owned() } else { amount.to_owned() };
        }
        let text = text(&rows);
        let inspection = looked(text.as_bytes()).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
        let spec = inspection.spec(Currency::default());
        prop_assert!(spec.is_ready(&inspection), "{:?}", spec.questions(&inspection));
        let import = read(&spec, text.as_bytes(), 64).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
        let reason = if is_day { Reason::BadDate } else { Reason::BadAmount };
        prop_assert_eq!(&import.reconciliation.skipped, &[(reason, bad.len() as u64)]);
        let good = sales.iter().enumerate().filter(|(at, _)| !bad.contains(at)).map(|(_, sale)| sale);
        let mut expected: BTreeMap<&str, i64> = BTreeMap::new();
        good.for_each(|sale| *expected.entry(sale.name()).or_default() += sale.amount);
        let found: BTreeMap<&str, i64> =
            import.customers.iter().map(|customer| (customer.name.as_str(), customer.amount)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_bad_cell_of_a_wide_file_costs_itself(
        amounts in prop::collection::vec([1..9_999_999_i64, 1..9_999_999, 1..9_999_999], 6..20),
        bad in subsequence((0..6).collect::<Vec<usize>>(), 1..3),
        column in 1..4_usize,
        junk in select(&["x", "n/a", "#REF!", "12abc", "1,2,3", "--5", "5%", "NULL"][..]),
    ) {
        let mut rows = vec![cells(&["Customer", "Jan 2024", "Feb 2024", "Mar 2024"])];
        for (at, row) in amounts.iter().enumerate() {
            rows.push([cells(&[&format!("Customer no {at}")]), row.map(money).into()].concat());
        }
        bad.iter().for_each(|at| rows[1 + at][column] = junk.to_owned());
        let text = text(&rows);
        let found = import(text.as_bytes(), &Answers::default()).map_err(TestCaseError::fail)?;
        let lost: i64 = bad.iter().map(|at| amounts[*at][column - 1]).sum();
        let sum = amounts.iter().flatten().sum::<i64>() - lost;
        prop_assert_eq!(found.sum, Some(money(sum)));
        prop_assert_eq!((found.rows.skipped, found.bad_cells), (0, bad.len() as u64));
    }
}

/// So that the shapes above are what they are called.
#[test]
fn shapes_are_found() {
    let sales: Vec<Sale> =
        (0..12).map(|at| Sale { order: at / 4, group: 0, amount: 10_001 + i64::from(at * at) }).collect();
    let spec = |shape| {
        let text = text(&table(shape, &sales).0);
        looked(text.as_bytes()).unwrap_or_else(|refusal| panic!("{shape:?}: {refusal:?}")).spec(Currency::default())
    };
    assert!(spec(Shape::Documents).has(Role::Document) && spec(Shape::Documents).has(Role::ProductGroup));
    assert!(!spec(Shape::Loose).has(Role::Document));
    assert!(spec(Shape::Wide).is_wide() && spec(Shape::TwoRows).is_wide());
    assert_eq!(spec(Shape::TwoRows).header.rows, 2);
    assert_eq!(spec(Shape::Sections).section, Some(0));
    assert_eq!(spec(Shape::FillDown).fill_down, FillDown::Keys);
}

/// The same table as a page on the web, whose cells are texts as well.
fn page(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| format!("<td>{}</td>", cell.replace('&', "&amp;").replace('<', "&lt;"));
    let rows = rows.iter().map(|row| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>()));
    format!("<html><meta charset=utf-8><table>\n{}</table></html>", rows.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_page_means_what_its_text_means(shape in select(&SHAPES[..]), sales in sales(4..25)) {
        let rows = table(shape, &sales).0;
        let found = |bytes: &[u8]| -> Result<Import, String> {
            let mut importer = importer(bytes);
            let Ok(inspection) = importer.inspect(&Hints::default());
            let spec = inspection.map_err(|refusal| format!("{refusal:?}"))?.spec(Currency::default());
            let Ok(preview) = importer.read(&spec, |_, _| ());
            let preview = preview.map_err(|refusal| format!("{refusal:?}"))?;
            Ok(Import { sales: preview.delta.sales, hash: String::new(), problems: Vec::new(), ..preview.import })
        };
        prop_assert_eq!(found(page(&rows).as_bytes()), found(text(&rows).as_bytes()));
    }
}
