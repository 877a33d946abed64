//! A ZIP archive of parts, inflated within limits.

use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{MAX_INFLATED, broken};
use crate::exchange::{Limit, Refusal};

const MAX_COMPRESSED: usize = 25 << 20;
/// Reports with a picture or a comment in every row have thousands.
const MAX_ENTRIES: usize = 10_000;
/// Text between two tags of XML is held as a whole; nobody's cell is as long.
const MAX_RUN: usize = 16 << 20;

/// A part being inflated.
pub(super) type Part<'a> = BufReader<Metered<'a>>;

/// An archive and its parts by name.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// By their names in lower case with `/` between folders: writers differ.
    parts: HashMap<String, usize>,
    /// Bytes that may still be inflated.
    left: u64,
}

impl Package {
    pub fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        if bytes.len() > MAX_COMPRESSED {
            return Err(Refusal::Workbook(Limit::Compressed));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        if archive.len() > MAX_ENTRIES {
            return Err(Refusal::Workbook(Limit::Entries));
        }
        let parts = (0..archive.len())
            .filter_map(|at| {
                let name = archive.name_for_index(at)?.ok()?;
                Some((normal(&name), at))
            })
            .collect();
        Ok(Self { archive, parts, left: MAX_INFLATED })
    }

    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// Allows as much to be inflated as in the beginning: the parts are read once more.
    pub fn refill(&mut self) {
        self.left = MAX_INFLATED;
    }

    /// A part by its name; none if there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Refusal> {
        let Some(at) = self.parts.get(&normal(name)) else { return Ok(None) };
        let file = self.archive.by_index(*at).map_err(|error| refused(&error))?;
        Ok(Some(BufReader::with_capacity(32 << 10, Metered { inner: Box::new(file), left: &mut self.left, run: 0 })))
    }
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn refused(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => Refusal::Locked,
        error => broken("archive", error),
    }
}

/// Counts what really comes out, whatever the archive says of it.
pub(super) struct Metered<'a> {
    inner: Box<dyn Read + 'a>,
    left: &'a mut u64,
    /// Bytes since the last `<` or zero: in XML or in binary records, one is never far.
    run: usize,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let bytes = buffer.get(..count).unwrap_or_default();
        // `rest` tells a limit by this kind.
        *self.left = self.left.checked_sub(count as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        let is_mark = |byte: &u8| matches!(byte, b'<' | 0);
        self.run = match bytes.iter().rposition(is_mark) {
            Some(at) => count - at,
            None => self.run + count,
        };
        if self.run > MAX_RUN { Err(io::Error::other("text without end")) } else { Ok(count) }
    }
}
