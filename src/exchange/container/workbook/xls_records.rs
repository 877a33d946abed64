//! The records of an old Excel workbook (BIFF), and values out of their bytes.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

use super::broken;
use crate::exchange::Refusal;

/// Bytes read from the front; past the end there is nothing.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub fn short(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn int(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn float(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// A number in 30 bits: whole or the upper half of a float, perhaps hundredths.
    pub fn short_number(&mut self) -> Option<f64> {
        let bits = self.int()?;
        let number =
            if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits.cast_signed() >> 2) };
        Some(if bits & 1 == 0 { number } else { number / 100.0 })
    }
}

/// A record: its kind and its content without continuations.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub kind: u16,
    pub content: Bytes<'a>,
}

/// Records one after the other.
pub(super) struct Records<'a>(Bytes<'a>);

impl<'a> Records<'a> {
    pub fn new(stream: &'a [u8]) -> Self {
        Self(Bytes(stream))
    }

    /// The next record; none at the end of the stream.
    pub fn next(&mut self) -> Result<Option<Record<'a>>, Refusal> {
        if self.0.0.len() < 4 {
            return Ok(None);
        }
        let mut header = || Some((self.0.short()?, self.0.short()?));
        let (kind, length) = header().unwrap_or_default();
        let content = self.0.take(length.into()).ok_or_else(|| broken("stream", "a record is cut"))?;
        Ok(Some(Record { kind, content: Bytes(content) }))
    }

    /// The content of the next record if it continues the one before.
    pub fn continued(&mut self) -> Result<Option<Bytes<'a>>, Refusal> {
        const CONTINUE: [u8; 2] = [0x3c, 0];
        Ok(if self.0.0.starts_with(&CONTINUE) { self.next()?.map(|record| record.content) } else { None })
    }
}

/// How a workbook writes text.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// Excel 97 and later: text may be UTF-16.
    pub is_unicode: bool,
    /// Of the text that isn't.
    pub code_page: &'static Encoding,
}

impl Writing {
    /// Text of a length in bytes or in characters that was read before.
    pub fn text(&self, bytes: &mut Bytes, length: usize) -> Option<String> {
        if !self.is_unicode {
            return Some(self.code_page.decode_without_bom_handling(bytes.take(length)?).0.into_owned());
        }
        let is_wide = bytes.byte()? & 1 != 0;
        characters(bytes, length, is_wide)
    }
}

/// Text of a number of characters, of two bytes or of one.
fn characters(bytes: &mut Bytes, count: usize, is_wide: bool) -> Option<String> {
    Some(if is_wide {
        UTF_16LE.decode_without_bom_handling(bytes.take(count.checked_mul(2)?)?).0.into_owned()
    } else {
        // The lower half of UTF-16, not a code page.
        bytes.take(count)?.iter().map(|byte| char::from(*byte)).collect()
    })
}

/// The code page of a number.
pub(super) fn code_page(number: u16) -> &'static Encoding {
    let label = match number {
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 | 32768 => "macintosh".to_owned(),
        10007 => "x-mac-cyrillic".to_owned(),
        20866 => "koi8-r".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// Shared strings: one text over many records, whose parts may change from one byte to two.
pub(super) struct StringTable<'a, 'r> {
    records: &'r mut Records<'a>,
    part: Bytes<'a>,
}

impl<'a, 'r> StringTable<'a, 'r> {
    pub fn new(records: &'r mut Records<'a>, content: Bytes<'a>) -> Self {
        Self { records, part: content }
    }

    /// Goes to the next record if this one is at its end.
    fn refill(&mut self) -> Result<bool, Refusal> {
        while self.part.0.is_empty() {
            match self.records.continued()? {
                Some(part) => self.part = part,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Adds the next string to `text`; whether there was one.
    pub fn next(&mut self, text: &mut String) -> Result<bool, Refusal> {
        if !self.refill()? {
            return Ok(false);
        }
        let cut = || broken("strings", "a string is cut");
        let mut left = usize::from(self.part.short().ok_or_else(cut)?);
        let flags = self.part.byte().ok_or_else(cut)?;
        let runs = if flags & 8 != 0 { usize::from(self.part.short().ok_or_else(cut)?) } else { 0 };
        let extra = if flags & 4 != 0 { self.part.int().ok_or_else(cut)? as usize } else { 0 };
        let mut is_wide = flags & 1 != 0;
        while left > 0 {
            if self.part.0.is_empty() {
                if !self.refill()? {
                    return Err(cut());
                }
                // A part begins by saying how wide its characters are.
                is_wide = self.part.byte().ok_or_else(cut)? & 1 != 0;
            }
            let here = left.min(self.part.0.len() / if is_wide { 2 } else { 1 });
            if here == 0 {
                return Err(cut());
            }
            text.push_str(&characters(&mut self.part, here, is_wide).ok_or_else(cut)?);
            left -= here;
        }
        // Fonts and phonetics behind the text.
        let mut skip = (runs * 4).saturating_add(extra);
        while skip > 0 {
            if !self.refill()? {
                return Err(cut());
            }
            let here = skip.min(self.part.0.len());
            self.part.take(here);
            skip -= here;
        }
        Ok(true)
    }
}
