//! The whole file, row by row, in bounded memory.

use xxhash_rust::xxh3::Xxh3;

use crate::exchange::container::{Decoder, Workbook};
use crate::exchange::delimited::Rows;
use crate::exchange::intake::Intake;
use crate::exchange::{Encoding, Import, Plan, Refusal, Source};

/// Past this a file is refused: nobody has that many orders, and line numbers aren't the limit.
const MAX_BYTES: u64 = 4 << 30;

/// Reads delimited text by a plan, in chunks of any size.
pub struct Reader {
    decoder: Decoder,
    rows: Rows,
    intake: Intake,
    hash: Xxh3,
    bytes: u64,
    /// Whether anything but white space came.
    filled: bool,
}

impl Reader {
    pub fn new(plan: &Plan) -> Self {
        let (encoding, delimiter) = match &plan.source {
            Source::Text { encoding, delimiter } => (*encoding, *delimiter),
            Source::Sheet(_) => (Encoding::default(), ','),
        };
        Self {
            decoder: Decoder::new(encoding),
            rows: Rows::new(delimiter, plan.header.line.saturating_sub(1)),
            intake: Intake::new(plan),
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
        let Self { decoder, rows, intake, .. } = self;
        decoder.feed(bytes, &mut |text| rows.feed(text, &mut |row| intake.take(&row)));
    }

    /// Rows of data read so far.
    pub fn rows(&self) -> u64 {
        self.intake.rows()
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
        let Self { decoder, mut rows, mut intake, hash, .. } = self;
        decoder.finish(&mut |text| rows.feed(text, &mut |row| intake.take(&row)));
        rows.finish(&mut |row| intake.take(&row));
        intake.finish(hexadecimal(&hash))
    }
}

/// Reads a sheet of a workbook whose bytes have this hash, or the table of a web page; `told` hears how many rows
/// were read, now and then.
///
/// # Errors
/// As [`Reader::finish`]; or the sheet is over a limit, or broken.
pub(super) fn read_sheet(
    book: &mut Workbook,
    hash: String,
    plan: &Plan,
    mut told: impl FnMut(u64),
) -> Result<Import, Refusal> {
    let Source::Sheet(sheet) = plan.source else { return Err(Refusal::NoHeader) };
    let mut intake = Intake::new(plan);
    book.read(sheet, &mut |row| {
        if row.line < plan.header.line {
            return;
        }
        intake.take(&row);
        if intake.rows().is_multiple_of(20_000) {
            told(intake.rows());
        }
    })?;
    intake.finish(hash)
}

/// The name of a file's content.
pub(super) fn hexadecimal(hash: &Xxh3) -> String {
    format!("{:032x}", hash.digest128())
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
