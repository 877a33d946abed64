//! How long half a million lines take from their bytes to the preview, natively: `cargo xtask bench`, which asks
//! the browser too.
//!
//! `csv` is the file of the size and shape of UCI's Online Retail, `every_cell_quoted` the same as programs write it
//! that put quotes around everything.

#[path = "../e2e/src/large.rs"]
#[allow(unused_imports, reason = "its tests are run where it is at home")]
mod large;
#[path = "../e2e/src/random.rs"]
#[allow(dead_code, reason = "what journeys need of it besides")]
mod random;

use std::convert::Infallible;

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

fn measure(bencher: divan::Bencher<'_, '_>, text: String) {
    let file = Held(text.into_bytes().into());
    let read = preview(&file).map(|preview| preview.import.reconciliation.read);
    assert_eq!(read, Some(large::LINES as u64), "what is measured is that every line was read");
    bencher.bench(|| preview(&file));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn csv(bencher: divan::Bencher<'_, '_>) {
    measure(bencher, large::online_retail());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn every_cell_quoted(bencher: divan::Bencher<'_, '_>) {
    let quoted = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("\"{}\"\n", cells.join("\",\""))
    };
    // Its quoted description has a comma in it, which is no matter here.
    let text = large::online_retail().replace("\"LUNCH BAG, BLACK SKULL\"", "LUNCH BAG BLACK SKULL");
    measure(bencher, text.lines().map(quoted).collect());
}
