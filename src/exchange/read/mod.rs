//! The whole file, row by row, in bounded memory.

pub(super) mod activities;
pub(super) mod arithmetic;
pub(super) mod customer;
pub(super) mod filled_cells;
pub(super) mod import;
pub(super) mod people;
pub(super) mod row_reader;
pub(super) mod row_sink;
pub(super) mod sales_builder;
pub(super) mod subset_sums;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::exchange::container::delimited::Rows;
use crate::exchange::container::{Decoder, Workbook};
use crate::exchange::read::row_sink::RowSink;
use crate::exchange::spec::AlikeSheet;
use crate::exchange::{Encoding, Import, ImportSpec, Refusal, Source};

/// Past this a file is refused: nobody has that many orders, and line numbers aren't the limit.
const MAX_BYTES: u64 = 4 << 30;

/// Reads delimited text by a spec, in chunks of any size.
pub struct Reader {
    decoder: Decoder,
    rows: Rows,
    sink: RowSink,
    hash: Xxh3,
    bytes: u64,
    /// Whether anything but white space came.
    filled: bool,
}

impl Reader {
    pub fn new(spec: &ImportSpec) -> Self {
        let (encoding, delimiter) = match &spec.source {
            Source::Text { encoding, delimiter } => (*encoding, *delimiter),
            Source::Sheet(_) => (Encoding::default(), ','),
        };
        Self {
            decoder: Decoder::new(encoding),
            rows: Rows::new(delimiter, spec.quotes.unwrap_or_default(), spec.header.line.saturating_sub(1)),
            sink: RowSink::new(spec),
            hash: Xxh3::new(),
            bytes: 0,
            filled: false,
        }
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        if self.bytes > MAX_BYTES {
            return;
        }
        self.filled |= !self.filled && !bytes.iter().all(u8::is_ascii_whitespace);
        self.hash.update(bytes);
        let Self { decoder, rows, sink, .. } = self;
        decoder.feed(bytes, &mut |text| rows.feed(text, &mut |row| sink.take(&row)));
    }

    /// Rows of data read so far.
    pub fn rows(&self) -> u64 {
        self.sink.rows()
    }

    /// The end of the file.
    ///
    /// # Errors
    /// A [`Refusal`] if no row could be imported: [`Refusal::NothingUsable`] with the reasons, or
    /// that there are no rows.
    pub fn finish(self) -> Result<Import, Refusal> {
        if self.bytes > MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        if !self.filled {
            return Err(Refusal::Empty);
        }
        let Self { decoder, mut rows, mut sink, hash, .. } = self;
        decoder.finish(&mut |text| rows.feed(text, &mut |row| sink.take(&row)));
        rows.finish(&mut |row| sink.take(&row));
        sink.finish(hexadecimal(&hash), rows.empty_lines())
    }
}

/// Reads a sheet of a workbook whose bytes have this hash, or the table of a web page; `told` hears how many rows
/// were read, now and then.
///
/// # Errors
/// As [`Reader::finish`]; or the sheet is over a limit, or broken.
pub(in crate::exchange) fn read_sheet(
    book: &mut Workbook,
    hash: String,
    spec: &ImportSpec,
    mut told: impl FnMut(u64),
) -> Result<Import, Refusal> {
    let Source::Sheet(first) = spec.source else { return Err(Refusal::NoHeader) };
    let alike: &[AlikeSheet] = if spec.together { &spec.alike } else { &[] };
    let sheets: Vec<usize> = std::iter::once(first).chain(alike.iter().map(|alike| alike.sheet)).collect();
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let mut sink = RowSink::new(spec);
    let of_alike = |alike: &AlikeSheet| ImportSpec {
        source: Source::Sheet(alike.sheet),
        header: alike.header,
        year: alike.year.or(spec.year),
        ..spec.clone()
    };
    let specs = std::iter::once(spec.clone()).chain(alike.iter().map(of_alike));
    for (spec, sheet) in specs.zip(&sheets) {
        if sheets.len() > 1 {
            sink.begin_sheet(&spec, names.get(*sheet).map_or("", String::as_str));
        }
        book.read(*sheet, &mut |row| {
            if row.line < spec.header.line {
                return;
            }
            sink.take(&row);
            if sink.rows().is_multiple_of(20_000) {
                told(sink.rows());
            }
        })?;
    }
    // Another sheet of a file is another list.
    let hash =
        if names.len() > 1 { format!("{:032x}", xxh3_128(format!("{hash} {sheets:?}").as_bytes())) } else { hash };
    sink.finish(hash, 0)
}

/// The name of a file's content.
pub(in crate::exchange) fn hexadecimal(hash: &Xxh3) -> String {
    format!("{:032x}", hash.digest128())
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
