//! How long half a million lines take from their bytes to the preview, natively: `cargo xtask bench`, which asks
//! the browser too.
//!
//! `csv` is the file of the size and shape of UCI's Online Retail, `every_cell_quoted` the same as programs write it
//! that put quotes around everything, `gzip` the same packed, and `xlsx` its first hundred thousand lines as a workbook.

#[path = "../e2e/src/large.rs"]
#[allow(unused_imports, reason = "its tests are run where it is at home")]
mod large;
#[path = "../e2e/src/random.rs"]
#[allow(dead_code, reason = "what journeys need of it besides")]
mod random;

use std::convert::Infallible;
use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use vital_few::currency::Currency;
use vital_few::exchange::{ByteSource, Hints, ImportSpec, Importer, Preview};

fn main() {
    divan::main();
}

/// A file in memory.
#[derive(Clone)]
struct Held(std::sync::Arc<[u8]>);

impl ByteSource for Held {
    type Error = Infallible;

    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, Infallible> {
        Ok(self.0.get(from as usize..to as usize).unwrap_or_default().to_vec())
    }
}

/// Inspects and reads a file.
fn preview(file: &Held) -> Option<Preview> {
    let mut importer = Importer::default();
    importer.open(file.clone());
    let Ok(found) = importer.inspect(&Hints::default());
    let spec: ImportSpec = found.ok()?.spec(Currency::default());
    let Ok(preview) = importer.read(&spec, |_, _| {});
    preview.ok()
}

fn measure(bencher: divan::Bencher<'_, '_>, bytes: impl Into<Vec<u8>>, lines: usize) {
    let bytes: Vec<u8> = bytes.into();
    let file = Held(bytes.into());
    let read = preview(&file).map(|preview| preview.import.reconciliation.read);
    assert_eq!(read, Some(lines as u64), "what is measured is that every line was read");
    bencher.bench(|| preview(&file));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn csv(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, large::online_retail(), large::LINES);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn gzip(bencher: divan::Bencher<'_, '_>) {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(large::online_retail().as_bytes()).and_then(|()| encoder.finish());
    measure(bencher, packed.expect("memory"), large::LINES);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn xlsx(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, workbook(100_000).expect("a workbook"), 100_000);
}

/// The first lines as a workbook, with numbers and days as such.
fn workbook(lines: usize) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day_format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (row, line) in (0..).zip(without_inner_commas().lines().take(lines + 1)) {
        for (column, cell) in (0..).zip(line.split(',')) {
            let day = || ExcelDateTime::parse_from_str(&cell.replace(' ', "T")).ok().filter(|_| cell.contains(':'));
            if let Ok(number) = cell.parse::<f64>() {
                sheet.write_number(row, column, number)?;
            } else if let Some(day) = day() {
                sheet.write_datetime_with_format(row, column, &day, &day_format)?;
            } else if !cell.is_empty() {
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// The file without the quoted description that has a comma in it, which is no matter here.
fn without_inner_commas() -> String {
    large::online_retail().replace("\"LUNCH BAG, BLACK SKULL\"", "LUNCH BAG BLACK SKULL")
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn every_cell_quoted(bencher: divan::Bencher<'_, '_>) {
    let quoted = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("\"{}\"\n", cells.join("\",\""))
    };
    measure(bencher, without_inner_commas().lines().map(quoted).collect::<String>(), large::LINES);
}
