//! A file's bytes, or those of the one table that is packed in it: `orders.csv.gz`, `orders.zip`.
//!
//! What is packed is unpacked piece by piece as it is asked for, from the beginning again where an earlier piece is
//! wanted, so memory doesn't grow with it. It is unpacked once to its end before anything is read of it: then its size
//! and its soundness are known, whatever the archive claims.

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::Crc;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use zip::{CompressionMethod, ZipArchive};

use crate::exchange::{Binary, Limit, Refusal};

/// What comes out of an archive may be no more. Tests needn't unpack as much to see an end to it.
const MAX_UNPACKED: u64 = if cfg!(test) { 8 << 20 } else { 2 << 30 };
const MAX_ENTRIES: usize = 10_000;
/// How much is read of the file, and unpacked, at a time.
const PIECE: usize = 128 << 10;

/// What tables are called, where several things are in an archive.
const TABLES: [&str; 11] = [".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".html", ".vcf"];

/// Where a file's bytes are.
pub trait ByteSource {
    type Error;

    fn size(&self) -> u64;

    /// The bytes from one place to before another, as far as there are any.
    ///
    /// # Errors
    /// What the holder of the file says if it can't be read.
    fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, Self::Error>;
}

/// A file as it is, or what is packed in it.
pub(super) struct Unpacked<F> {
    file: Rc<F>,
    packed: Option<Packed<F>>,
}

struct Packed<F> {
    part: Part,
    /// Unpacked, in bytes.
    size: u64,
    /// What is being unpacked, and how many bytes of it were.
    stream: RefCell<(Stream<F>, u64)>,
}

/// Where in the file something is packed, and how.
#[derive(Clone, Copy)]
struct Part {
    from: u64,
    to: u64,
    method: Method,
    /// The CRC-32 of what comes out; gzip sees to that itself.
    sum: Option<u32>,
}

#[derive(Clone, Copy)]
enum Method {
    Stored,
    Deflated,
    Gzip,
}

impl<F> Unpacked<F> {
    pub fn new(file: F) -> Self {
        Self { file: Rc::new(file), packed: None }
    }

    /// Whether it is what is packed in the file that is read.
    pub fn is_packed(&self) -> bool {
        self.packed.is_some()
    }
}

impl<F: ByteSource> Unpacked<F> {
    /// Turns to the table that is packed in the file, which is of this kind.
    ///
    /// # Errors
    /// What the holder of the file says if it can't be read; within, a [`Refusal`] if there is no one table in it, or
    /// too much, or it is damaged.
    pub fn unpack(&mut self, kind: Binary) -> Result<Result<(), Refusal>, F::Error> {
        let part = match kind {
            Binary::Gzip => Ok(Part { from: 0, to: self.file.size(), method: Method::Gzip, sum: None }),
            _ => self.entry(),
        };
        let measured = part.and_then(|part| Ok((part, self.measure(part)?)));
        if measured.is_err() {
            // A file that is gone is not damaged, and says so again.
            self.file.slice(0, 1)?;
        }
        Ok(measured.map(|(part, size)| {
            self.packed = Some(Packed { part, size, stream: RefCell::new((self.stream(part), 0)) });
        }))
    }

    /// The bytes of the file that so many of what is read come to.
    pub fn in_file(&self, read: u64) -> u64 {
        match &self.packed {
            None => read,
            // Sizes are below 2⁴⁰, and the share of one is no more than that.
            Some(packed) => read.saturating_mul(self.file.size()) / packed.size.max(1),
        }
    }

    /// The one table in an archive.
    fn entry(&self) -> Result<Part, Refusal> {
        // What has no list of what is in it only begins as an archive does.
        let archive = ZipArchive::new(self.window(0, self.file.size()));
        let mut archive = archive.map_err(|_| Refusal::Binary(Binary::Zip))?;
        if archive.len() > MAX_ENTRIES {
            return Err(Refusal::Workbook(Limit::Entries));
        }
        let name = |at| Some(archive.name_for_index(at)?.ok()?.to_lowercase());
        let names: Vec<String> = (0..archive.len()).map(|at| name(at).unwrap_or_default()).collect();
        let entry = match one_table(&names) {
            Some(at) => archive.by_index_raw(at).map_err(|error| broken(&error))?,
            None => return Err(Refusal::Binary(Binary::Zip)),
        };
        if entry.encrypted() {
            return Err(Refusal::Locked);
        }
        let method = match entry.compression() {
            CompressionMethod::Stored => Method::Stored,
            CompressionMethod::Deflated => Method::Deflated,
            other => return Err(broken(&format!("packed by {other}"))),
        };
        let from = entry.data_start().ok_or_else(|| broken(&"an entry without a place"))?;
        let to = from.saturating_add(entry.compressed_size()).min(self.file.size());
        Ok(Part { from, to, method, sum: Some(entry.crc32()) })
    }

    /// How much comes out of a part, which is unpacked to its end.
    fn measure(&self, part: Part) -> Result<u64, Refusal> {
        let (mut stream, mut sum) = (self.stream(part), Crc::new());
        let (mut size, mut piece) = (0, vec![0; PIECE]);
        loop {
            let count = stream.read(&mut piece).map_err(|error| broken(&error))?;
            if count == 0 {
                break;
            }
            size += count as u64;
            sum.update(piece.get(..count).unwrap_or_default());
            if size > MAX_UNPACKED {
                return Err(Refusal::Workbook(Limit::Unpacked));
            }
        }
        if part.sum.is_some_and(|expected| expected != sum.sum()) { Err(broken(&"the sum is wrong")) } else { Ok(size) }
    }

    fn stream(&self, Part { from, to, method, .. }: Part) -> Stream<F> {
        let window = self.window(from, to);
        match method {
            Method::Stored => Stream::Stored(window),
            Method::Deflated => Stream::Deflated(DeflateDecoder::new(window)),
            Method::Gzip => Stream::Gzip(MultiGzDecoder::new(window)),
        }
    }

    fn window(&self, from: u64, to: u64) -> Window<F> {
        Window { file: Rc::clone(&self.file), from, to, at: from, held: Vec::new(), taken: 0 }
    }
}

impl<F: ByteSource> ByteSource for Unpacked<F> {
    type Error = F::Error;

    fn size(&self) -> u64 {
        self.packed.as_ref().map_or_else(|| self.file.size(), |packed| packed.size)
    }

    fn slice(&self, from: u64, to: u64) -> Result<Vec<u8>, F::Error> {
        let Some(packed) = &self.packed else { return self.file.slice(from, to) };
        let mut held = packed.stream.borrow_mut();
        if from < held.1 {
            *held = (self.stream(packed.part), 0);
        }
        let (stream, at) = &mut *held;
        let mut bytes = Vec::new();
        let passed = io::copy(&mut stream.by_ref().take(from - *at), &mut io::sink());
        let read = stream.by_ref().take(to.saturating_sub(from)).read_to_end(&mut bytes);
        if passed.is_err() || read.is_err() {
            // It was sound: the file is gone.
            self.file.slice(0, 1)?;
        }
        *at += passed.unwrap_or_default() + bytes.len() as u64;
        Ok(bytes)
    }
}

/// An archive that can't be unpacked.
fn broken(detail: &dyn std::fmt::Display) -> Refusal {
    Refusal::BrokenArchive { detail: detail.to_string().chars().take(200).collect() }
}

/// The one table among the entries of an archive, by their names in lower case: the only file, or the only one that is
/// called as tables are.
fn one_table(names: &[String]) -> Option<usize> {
    // A letter may have a workbook within, which isn't what it is about.
    if names.iter().any(|name| name == "[content_types].xml") {
        return None;
    }
    // What the Mac adds, and hidden files.
    let is_file = |name: &str| {
        let last = name.rsplit('/').next().unwrap_or_default();
        !last.is_empty() && !last.starts_with('.') && !name.starts_with("__macosx/")
    };
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut found = names.iter().enumerate().filter(|(_, name)| is_file(name) && is(name)).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    };
    only(&|_| true).or_else(|| only(&|name| TABLES.iter().any(|ending| name.ends_with(ending))))
}

/// A part being unpacked.
enum Stream<F> {
    Stored(Window<F>),
    Deflated(DeflateDecoder<Window<F>>),
    Gzip(MultiGzDecoder<Window<F>>),
}

impl<F: ByteSource> Read for Stream<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stored(window) => window.read(buffer),
            Self::Deflated(stream) => stream.read(buffer),
            Self::Gzip(stream) => stream.read(buffer),
        }
    }
}

/// A part of a file, read in pieces.
struct Window<F> {
    file: Rc<F>,
    from: u64,
    to: u64,
    /// Where the bytes begin that aren't held yet.
    at: u64,
    held: Vec<u8>,
    taken: usize,
}

impl<F: ByteSource> BufRead for Window<F> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken >= self.held.len() {
            let end = self.to.min(self.at.saturating_add(PIECE as u64));
            self.taken = 0;
            self.held.clear();
            if self.at < end {
                self.held = self.file.slice(self.at, end).map_err(|_| io::Error::other("the file is gone"))?;
            }
            self.at += self.held.len() as u64;
        }
        Ok(self.held.get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.taken += count;
    }
}

impl<F: ByteSource> Read for Window<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<F: ByteSource> Seek for Window<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let unread = self.held.len().saturating_sub(self.taken) as u64;
        let to = match to {
            SeekFrom::Start(at) => self.from.checked_add(at),
            SeekFrom::End(by) => self.to.checked_add_signed(by),
            SeekFrom::Current(by) => (self.at - unread).checked_add_signed(by),
        };
        let to = to.filter(|to| *to >= self.from).ok_or(io::ErrorKind::InvalidInput)?;
        (self.at, self.taken) = (to, 0);
        self.held.clear();
        Ok(to - self.from)
    }
}

#[cfg(test)]
mod tests;
