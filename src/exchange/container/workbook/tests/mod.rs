//! Workbooks made of text: parts are zipped here, never stored zipped.

mod damaged;
mod hostile;
mod html;
mod ods;
mod spreadsheet_xml;
mod xls;
mod xlsb;
mod xlsx;

use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::exchange::cell::row::Kind;

/// An archive of parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        archive.start_file(*name, options).expect("a name");
        archive.write_all(content).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// An archive of the files in a folder of the test data.
pub fn zipped_folder(name: &str) -> Vec<u8> {
    fn add(folder: &Path, prefix: &str, parts: &mut Vec<(String, Vec<u8>)>) {
        let mut entries: Vec<_> = std::fs::read_dir(folder).expect("a folder").flatten().collect();
        entries.sort_by_key(|entry| entry.file_name());
        for entry in entries {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                add(&entry.path(), &format!("{name}/"), parts);
            } else {
                parts.push((name, std::fs::read(entry.path()).expect("a file")));
            }
        }
    }
    let mut parts = Vec::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name), "", &mut parts);
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    zipped(&parts)
}

/// A row's line and its cells: text, `#` before a number, `@` before a day.
pub type Line = (u64, Vec<String>);

pub fn lines(workbook: &mut Workbook, sheet: usize) -> Result<Vec<Line>, Refusal> {
    let mut lines = Vec::new();
    workbook.read(sheet, &mut |row| {
        let cells = (0..row.width()).map(|at| match row.cell(at) {
            cell if cell.kind == Kind::Number => format!("#{}", cell.text),
            cell if cell.kind == Kind::Date => format!("@{}", cell.text),
            cell => cell.text.to_owned(),
        });
        lines.push((row.line, cells.collect()));
    })?;
    Ok(lines)
}

/// All rows of the first sheet.
pub fn read(bytes: Vec<u8>, format: Format) -> Result<Vec<Line>, Refusal> {
    lines(&mut Workbook::open(bytes, format)?, 0)
}

/// Lines as they are written in a test: cells by `|`.
pub fn expect(lines: &[(u64, &str)]) -> Vec<Line> {
    lines.iter().map(|(line, cells)| (*line, cells.split('|').map(str::to_owned).collect())).collect()
}
