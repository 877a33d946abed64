//! What the worker does, from the file to the preview.

use super::*;
use crate::book::{Account, Book, Change, Label, RecordKind, Stamp};
use crate::currency::Currency;
use crate::exchange::testing::{Memory, counts, data, importer, sums};
use crate::exchange::{DateFormat, NumberFormat};
use crate::exchange::{Need, Reason, Role};
use std::cell::RefCell;

const LIST: &str =
    "Customer;Customer ID;Date;Invoice;Net amount (EUR)\nAlfa;A1;2024-01-15;1;10.00\nBeta;B1;2024-01-16;2;5.00\n";

fn spec(importer: &mut Importer<Memory>) -> ImportSpec {
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let spec = inspection.spec(Currency::default());
    assert!(spec.is_ready(&inspection), "{:?}", spec.questions(&inspection));
    spec
}

fn read(importer: &mut Importer<Memory>) -> Preview {
    let spec = spec(importer);
    let Ok(preview) = importer.read(&spec, |_, _| ());
    preview.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// What the book knows where it has an account of this name, and its id.
fn known(name: &str) -> (Known, RecordId) {
    let (mut book, id) = (Book::default(), RecordId::well_known(77));
    let account = Account { name: name.into(), ..Account::default() };
    book.apply(&Change::new(Label::Sample, account.create(id)), Stamp { millis: 1, ..Stamp::default() });
    (Known::of(&book), id)
}

#[test]
fn an_empty_desk_refuses() {
    let mut importer: Importer<Memory> = Importer::default();
    let Ok(looked) = importer.inspect(&Hints::default());
    assert_eq!(looked, Err(Refusal::Empty));
    assert!(importer.matched().is_none());
}

#[test]
fn what_was_read_is_matched_again_with_what_is_known_later() {
    let mut importer = importer(LIST);
    let first = read(&mut importer);
    assert!(first.matches.iter().all(|found| found.account.is_none()));
    let (known, id) = known("Alfa");
    importer.set_known(known);
    let second = importer.matched().unwrap_or_default();
    let accounts: Vec<_> = second.matches.iter().map(|found| found.account).collect();
    assert_eq!(accounts, [Some(id), None]);
    assert_eq!(second.import, first.import);
    assert!(importer.matched().is_some(), "as often as one likes");
}

#[test]
fn sales_that_are_there_are_not_new() {
    let mut importer = importer(LIST);
    let (known, id) = known("Alfa");
    importer.set_known(known);
    let first = read(&mut importer);
    assert_eq!((first.delta.orders_created, first.delta.sales.lines.len()), (2, 2));
    assert!(first.import.sales.lines.is_empty(), "what is sold crosses once");
    importer.add_batch(Batch { accounts: vec![id, RecordId::well_known(78)], sales: first.delta.sales });
    let second = importer.matched().unwrap_or_default();
    assert_eq!((second.delta.orders_created, second.delta.orders_unchanged), (1, 1));
}

#[test]
fn another_file_in_hand_forgets_the_last() {
    let mut importer = importer(LIST);
    read(&mut importer);
    importer.open(Memory(b"Customer;Date;Net amount (EUR)\nGamma;2024-02-01;1.00\n".to_vec()));
    assert!(importer.matched().is_none());
    assert_eq!(sums(&read(&mut importer).import), [("Gamma", 100)]);
}

#[test]
fn progress_is_told_to_the_end_of_the_file() {
    let text = LIST.to_owned() + &"Alfa;A1;2024-01-17;3;1.00\n".repeat(60_000);
    let mut importer = importer(text.as_str());
    let spec = spec(&mut importer);
    let mut told = Vec::new();
    let Ok(preview) = importer.read(&spec, |bytes, rows| told.push((bytes, rows)));
    assert_eq!(preview.map(|preview| preview.import.reconciliation.read), Ok(60_002));
    assert!(told.len() > 1 && told.is_sorted(), "{told:?}");
    assert_eq!(told.last().map(|(bytes, _)| *bytes), Some(text.len() as u64));
}

/// A file that notes which parts of it were asked for.
struct Watched<'a>(Memory, &'a RefCell<Vec<(u64, u64)>>);

impl ByteSource for Watched<'_> {
    type Error = std::convert::Infallible;

    fn size(&self) -> u64 {
        self.0.size()
    }

    fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, Self::Error> {
        self.1.borrow_mut().push((from, to));
        self.0.slice(from, to)
    }
}

#[test]
fn a_workbook_is_opened_once() {
    let page = "<table><tr><th>Customer</th><th>Date</th><th>Net EUR</th></tr>\
        <tr><td>Alfa</td><td>2024-01-15</td><td>10.00</td></tr></table>";
    let slices = RefCell::new(Vec::new());
    let mut importer = Importer::default();
    importer.open(Watched(Memory(page.into()), &slices));
    let Ok(inspection) = importer.inspect(&Hints::default());
    let spec = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}")).spec(Currency::default());
    for _ in 0..2 {
        let Ok(preview) = importer.read(&spec, |_, _| ());
        let import = preview.unwrap_or_default().import;
        assert_eq!((sums(&import), import.hash.len()), (vec![("Alfa", 1000)], 32));
    }
    // Its beginning to know what it is, and all of it.
    assert_eq!(slices.borrow().len(), 2);
}

#[test]
fn a_page_that_is_too_large_is_refused_unread() {
    struct Large;
    impl ByteSource for Large {
        type Error = std::convert::Infallible;
        fn size(&self) -> u64 {
            25_000_001
        }
        fn slice(&self, _: u64, to: u64) -> Result<Vec<u8>, Self::Error> {
            assert!(to <= HEAD_BYTES as u64);
            Ok(b"<table><tr><td>Customer</td></tr></table>".to_vec())
        }
    }
    let mut importer = Importer::default();
    importer.open(Large);
    let Ok(looked) = importer.inspect(&Hints::default());
    assert_eq!(looked.map(|_| ()), Err(Refusal::TooLarge));
}

#[test]
fn a_file_that_cannot_be_read_is_no_refusal() {
    struct Gone;
    impl ByteSource for Gone {
        type Error = &'static str;
        fn size(&self) -> u64 {
            10
        }
        fn slice(&self, _: u64, _: u64) -> Result<Vec<u8>, Self::Error> {
            Err("moved")
        }
    }
    let mut importer = Importer::default();
    importer.open(Gone);
    assert_eq!(importer.inspect(&Hints::default()).err(), Some("moved"));
}

#[test]
fn a_doubtful_head_is_settled_by_later_parts() {
    let head = "Customer;Date;Net amount (EUR)\n".to_owned() + &"Alfa;03/04/2024;1,234\n".repeat(20_000);
    let mut open = importer(head.as_str());
    let Ok(inspection) = open.inspect(&Hints::default());
    assert!(inspection.is_ok_and(|inspection| inspection.is_in_doubt()));
    let mut settled = importer(head.clone() + &"Beta;25/04/2024;1,234.50\n".repeat(2_000));
    let spec = spec(&mut settled);
    assert_eq!((spec.dates[1], spec.numbers[2]), (Some(DateFormat::Dmy), Some(NumberFormat::Point)));
}

#[test]
fn a_file_of_many_short_rows_is_settled_as_well() {
    let text =
        "Customer;Date;Net amount (EUR)\n".to_owned() + &"Al;03/04/2024;1.50\n".repeat(6_000) + "Al;25/04/2024;1.50\n";
    assert!(text.len() < HEAD_BYTES);
    assert_eq!(spec(&mut importer(text)).dates[1], Some(DateFormat::Dmy));
}

/// A long file whose first part is ASCII, and what follows is in cp1251.
fn late_cyrillic() -> Vec<u8> {
    let mut bytes = b"Customer;Date;Net amount (EUR)\n".to_vec();
    while bytes.len() < HEAD_BYTES + 1_000 {
        bytes.extend(b"Alfa;2024-01-15;1.00\n");
    }
    for _ in 0..1_000 {
        bytes.extend(b"\xc1\xe5\xf0\xb8\xe7\xe0;2024-01-16;2.00\n");
    }
    bytes
}

#[test]
fn a_code_page_that_shows_late_is_never_misread() {
    let bytes = late_cyrillic();
    let rows = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 - 1;
    let import = read(&mut importer(bytes)).import;
    let [read, imported, _, _, skipped] = counts(&import);
    assert_eq!((read, imported + skipped), (rows, rows));
    for customer in &import.customers {
        assert!(["Alfa", "Берёза"].contains(&customer.name.as_str()), "{}", customer.name);
    }
    assert!(import.reconciliation.skipped.iter().all(|(reason, _)| *reason == Reason::BadEncoding));
}

#[test]
fn a_code_page_that_shows_late_is_found() {
    let import = read(&mut importer(late_cyrillic())).import;
    assert_eq!(import.reconciliation.skipped(), 0, "{:?}", import.reconciliation.skipped);
    assert_eq!(import.customers[1].name, "Берёза");
}

#[test]
fn a_person_chooses_encoding_and_header() {
    let mut importer =
        importer("\u{feff}notes;here;now\nCustomer;Date;Net amount (EUR)\nБерёза;2024-01-15;1.00\n".as_bytes());
    let header = Some(crate::exchange::HeaderAt { line: 1, rows: 1 });
    let Ok(inspection) = importer.inspect(&Hints { header, ..Hints::default() });
    let inspection = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!((inspection.columns[0].header.as_str(), inspection.missing.contains(&Need::Date)), ("notes", true));
    let encoding = crate::exchange::Encoding::of("cp1251");
    let mut importer =
        self::importer(b"Customer;Date;Net amount (EUR)\n\xc1\xe5\xf0\xb8\xe7\xe0;2024-01-15;1.00\n".to_vec());
    let Ok(inspection) = importer.inspect(&Hints { encoding, ..Hints::default() });
    let inspection = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(inspection.columns[0].samples, ["Берёза"]);
}

#[test]
fn a_list_of_customers_brings_no_sales() {
    let preview = read(&mut importer(data("northwind/northwind_customers.csv")));
    assert_eq!((preview.import.customers.len(), preview.delta.sales.lines.len()), (91, 0));
    let first = &preview.import.customers[0];
    assert_eq!((first.external_id.as_str(), first.contacts[0].name.as_str()), ("ALFKI", "Maria Anders"));
    assert!(first.facts.contains(&(Role::City, "Berlin".into())));
}
