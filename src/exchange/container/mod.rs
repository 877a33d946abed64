//! What holds the rows: delimited text in some encoding, a workbook, a page with a table, the cards of an address book.
//!
//! [`sniff`] says by content which one it is. Text goes on through `encoding`; everything else is a
//! [`workbook::Workbook`], whose sheets hand over rows as delimited text does.

pub(super) mod delimited;
pub(super) mod encoding;
pub(super) mod workbook;

pub(super) use encoding::{Decoder, detect};
pub use encoding::{Encoding, EncodingChoice, EncodingFindings};
pub use workbook::SheetInfo;
pub(super) use workbook::Workbook;

use serde::{Deserialize, Serialize};

use crate::exchange::{Binary, Refusal};

/// What the bytes are, by content, never by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Delimited text in some encoding, whatever the file is called.
    Text,
    Xlsx,
    Xlsb,
    /// Excel 5.0 to 2003.
    Xls,
    Ods,
    /// A web page, most often one called `.xls`.
    Html,
    /// Excel's XML of 2003.
    SpreadsheetXml,
    /// The cards of an address book: vCard.
    Cards,
}

/// What the file is by its container.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Container {
    Text(EncodingFindings),
    /// A workbook or a web page, with its sheets or tables.
    Sheets(Vec<SheetInfo>),
}

/// What begins so is refused.
const REFUSED: [(&[u8], Binary); 7] = [
    (b"%PDF-", Binary::Pdf),
    (b"\x89PNG", Binary::Image),
    (b"\xff\xd8\xff", Binary::Image),
    (b"GIF8", Binary::Image),
    (b"II*\0", Binary::Image),
    (b"MM\0*", Binary::Image),
    (b"\x1f\x8b", Binary::Gzip),
];

/// The beginning of an entry in a ZIP archive.
const ENTRY: &[u8] = b"PK\x03\x04";

/// What a file is by its first bytes. A workbook may still turn out to be none when it is opened.
///
/// # Errors
/// The [`Refusal`] of what holds no table.
pub(super) fn sniff(head: &[u8]) -> Result<Format, Refusal> {
    if head.starts_with(ENTRY) {
        return archive(head).ok_or(Refusal::Binary(Binary::Zip));
    }
    if head.starts_with(b"PK\x05\x06") {
        return Err(Refusal::Binary(Binary::Zip));
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Format::Xls);
    }
    if let Some((_, kind)) = REFUSED.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Refusal::Binary(*kind));
    }
    let (unit, text) = match encoding::unicode_mark(head) {
        Some((unicode, mark)) => (unicode, head.get(mark..).unwrap_or_default()),
        None => (encoding::utf16_by_zeros(head).unwrap_or_default(), head),
    };
    if !unit.is_utf16() && text.contains(&0) {
        return Err(Refusal::Binary(Binary::NulBytes));
    }
    // Markup is ASCII, so without its zero bytes UTF-16 reads the same.
    let ascii: Vec<u8> = text
        .iter()
        .filter(|byte| **byte != 0)
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(4096)
        .map(u8::to_ascii_lowercase)
        .collect();
    if ascii.is_empty() {
        return Err(Refusal::Empty);
    }
    if ascii.starts_with(b"begin:vcard") {
        return Ok(Format::Cards);
    }
    Ok(markup(&ascii).unwrap_or(Format::Text))
}

/// A workbook by the names of its first entries.
fn archive(head: &[u8]) -> Option<Format> {
    let names = head.windows(ENTRY.len()).enumerate().filter(|(_, bytes)| *bytes == ENTRY).filter_map(|(at, _)| {
        let length = head.get(at + 26..at + 28)?;
        let length = usize::from(u16::from_le_bytes(length.try_into().ok()?));
        Some((head.get(at + 30..at + 30 + length)?, head.get(at + 30 + length..)?))
    });
    let mut format = None;
    for (name, content) in names {
        let name = name.to_ascii_lowercase();
        if name == b"mimetype" {
            let is_sheet = content.starts_with(b"application/vnd.oasis.opendocument.spreadsheet");
            return is_sheet.then_some(Format::Ods);
        }
        match name.as_slice() {
            b"xl/workbook.bin" => return Some(Format::Xlsb),
            b"content.xml" => format = format.or(Some(Format::Ods)),
            name if name.starts_with(b"word/") || name.starts_with(b"ppt/") => return None,
            name if name.starts_with(b"xl/") || name == b"[content_types].xml" || name == b"_rels/.rels" => {
                format = Some(Format::Xlsx);
            }
            _ => {}
        }
    }
    format
}

/// What lower-case ASCII without leading space is if it is markup with a table.
fn markup(ascii: &[u8]) -> Option<Format> {
    let has = |needle: &[u8]| ascii.windows(needle.len()).any(|bytes| bytes == needle);
    const PAGE: [&[u8]; 8] = [b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div"];
    if PAGE.iter().any(|tag| ascii.starts_with(tag)) {
        return Some(Format::Html);
    }
    if !ascii.starts_with(b"<?xml") && !ascii.starts_with(b"<!--") && !ascii.starts_with(b"<workbook") {
        return None;
    }
    if has(b"<html") || has(b"<table") && !has(b"workbook") {
        return Some(Format::Html);
    }
    has(b"urn:schemas-microsoft-com:office:spreadsheet").then_some(Format::SpreadsheetXml)
}

/// Opens what isn't plain text, whole.
///
/// # Errors
/// As [`sniff`] and [`Workbook::open`].
pub(super) fn open(bytes: Vec<u8>) -> Result<Workbook, Refusal> {
    let format = sniff(&bytes)?;
    Workbook::open(bytes, format)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, content: &str) -> Vec<u8> {
        let mut entry = ENTRY.to_vec();
        entry.resize(26, 0);
        entry.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        entry.extend([0, 0]);
        entry.extend(name.as_bytes());
        entry.extend(content.as_bytes());
        entry
    }

    #[test]
    fn content_tells_what_a_file_is() {
        assert_eq!(sniff(b""), Err(Refusal::Empty));
        assert_eq!(sniff(b"\xef\xbb\xbf \r\n\t"), Err(Refusal::Empty));
        assert_eq!(sniff(b"\xff\xfe \0\n\0"), Err(Refusal::Empty));
        assert_eq!(sniff(b"a;b\n\0\0\0c"), Err(Refusal::Binary(Binary::NulBytes)));
        assert_eq!(sniff(b"%PDF-1.7"), Err(Refusal::Binary(Binary::Pdf)));
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Ok(Format::Xls));
        assert_eq!(sniff(b"\xff\xfea\0;\0"), Ok(Format::Text));
        assert_eq!(sniff(b"a\0;\0b\0"), Ok(Format::Text));
        assert_eq!(sniff("Клиент;Дата".as_bytes()), Ok(Format::Text));
        assert_eq!(sniff(b"\xc8\xf2\xee\xe3\xee;1"), Ok(Format::Text));
        assert_eq!(sniff(b"\xef\xbb\xbf\r\nbegin:VCARD\r\n"), Ok(Format::Cards));
    }

    #[test]
    fn markup_is_told_by_its_first_words_in_any_unicode() {
        assert_eq!(sniff(b" <!DOCTYPE html><p>"), Ok(Format::Html));
        assert_eq!(sniff(b"\xef\xbb\xbf\n<TABLE border=1>"), Ok(Format::Html));
        assert_eq!(sniff(b"\xff\xfe<\0h\0t\0m\0l\0>\0"), Ok(Format::Html));
        assert_eq!(sniff(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>"), Ok(Format::Html));
        let xml = b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>";
        assert_eq!(sniff(xml), Ok(Format::SpreadsheetXml));
        assert_eq!(sniff(b"<?xml version='1.0'?><orders/>"), Ok(Format::Text));
    }

    #[test]
    fn an_archive_is_told_by_its_entries() {
        assert_eq!(sniff(&entry("[Content_Types].xml", "<Types/>")), Ok(Format::Xlsx));
        let binary = [entry("[Content_Types].xml", "x"), entry("xl/workbook.bin", "")].concat();
        assert_eq!(sniff(&binary), Ok(Format::Xlsb));
        let sheet = "application/vnd.oasis.opendocument.spreadsheet";
        assert_eq!(sniff(&entry("mimetype", sheet)), Ok(Format::Ods));
        let text = "application/vnd.oasis.opendocument.text";
        assert_eq!(sniff(&entry("mimetype", text)), Err(Refusal::Binary(Binary::Zip)));
        let letter = [entry("[Content_Types].xml", "x"), entry("word/document.xml", "")].concat();
        assert_eq!(sniff(&letter), Err(Refusal::Binary(Binary::Zip)));
        assert_eq!(sniff(b"PK\x03\x04rest"), Err(Refusal::Binary(Binary::Zip)));
        assert_eq!(sniff(b"PK\x05\x06"), Err(Refusal::Binary(Binary::Zip)));
    }
}
