//! What the tests of this room have in common: small files, looked at and read.

use crate::currency::Currency;
use crate::exchange::*;

/// A file in memory.
pub(super) struct Memory(pub Vec<u8>);

impl ByteSource for Memory {
    type Error = std::convert::Infallible;

    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, Self::Error> {
        Ok(self.0.get(from as usize..(to as usize).min(self.0.len())).unwrap_or_default().to_vec())
    }
}

/// A importer with these bytes in hand.
pub(super) fn importer(bytes: impl Into<Vec<u8>>) -> Importer<Memory> {
    let mut importer = Importer::default();
    importer.open(Memory(bytes.into()));
    importer
}

/// The bytes of a file in `tests/data`.
pub(super) fn data(path: &str) -> Vec<u8> {
    let path = format!("{}/tests/data/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A file of delimited text, looked at.
pub(super) fn inspection(bytes: impl AsRef<[u8]>) -> Inspection {
    inspect::inspect(bytes.as_ref(), true, &Hints::default()).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// The spec of a file, without anything decided.
pub(super) fn spec(bytes: impl AsRef<[u8]>) -> ImportSpec {
    inspection(bytes).spec(Currency::default())
}

/// Reads delimited text in chunks of this size.
pub(super) fn read(spec: &ImportSpec, bytes: &[u8], chunk: usize) -> Result<Import, Refusal> {
    let mut reader = Reader::new(spec);
    bytes.chunks(chunk).for_each(|chunk| reader.feed(chunk));
    reader.finish()
}

/// What a file comes to as it suggests itself, or as it is changed.
pub(super) fn import(text: &str, change: impl FnOnce(&mut ImportSpec)) -> Import {
    let mut spec = spec(text);
    change(&mut spec);
    read(&spec, text.as_bytes(), 64).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// Customers with what was sold to them, in minor units.
pub(super) fn sums(import: &Import) -> Vec<(&str, i64)> {
    import.customers.iter().map(|customer| (customer.name.as_str(), customer.amount)).collect()
}

/// Rows read, imported, totals, headings and skipped.
pub(super) fn counts(import: &Import) -> [u64; 5] {
    let counts = &import.reconciliation;
    [counts.read, counts.imported, counts.totals, counts.headings, counts.skipped()]
}
