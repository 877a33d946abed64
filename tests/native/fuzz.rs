//! Damaged files: every fixture, changed at random but always alike, must be read or refused; never a
//! panic, never without an end, and never a row in no count or in two.
//!
//! `FUZZ_ROUNDS` sets how many (100,000 otherwise), `FUZZ_FROM` the first, for longer soaks. A round
//! depends on nothing but its number.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::importing::{Rows, read_somehow};
use crate::zipped;

const ROUNDS: u64 = 100_000;
/// One round in so many changes a workbook, which takes longer.
const WORKBOOKS: u64 = 50;
/// Seeds are cut to this many bytes: what is odd about a file is seen in its first rows.
const SEED_BYTES: usize = 2_048;
/// Inputs don't grow beyond.
const INPUT_BYTES: usize = 8_192;

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of 0 to `count` − 1; 0 if there is none.
    fn below(&mut self, count: usize) -> usize {
        (self.next() % (count as u64).max(1)) as usize
    }

    /// A part of something: where it begins and ends.
    fn range(&mut self, length: usize, longest: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..start + self.below((length - start).min(longest) + 1)
    }
}

/// A file by its name as it is before it is damaged.
enum Seed {
    Text(Vec<u8>),
    /// The parts of an archive.
    Parts(Vec<(String, Vec<u8>)>),
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let is_parts = path.extension().is_some_and(|extension| extension == "d");
        if path.is_dir() && !is_parts { files(&path, found) } else { found.push(path) }
    }
}

/// The fixtures, texts and workbooks apart, each in the order of their names.
fn seeds() -> (Vec<Seed>, Vec<Seed>) {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data"), &mut paths);
    let (mut texts, mut workbooks) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() {
            workbooks.push(Seed::Parts(zipped::parts(&path).into_iter().map(short).collect()));
        } else if path.extension().is_some_and(|extension| extension != "json" && extension != "md") {
            let mut bytes = std::fs::read(&path).expect("a fixture");
            bytes.truncate(SEED_BYTES);
            texts.push(Seed::Text(bytes));
        }
    }
    (texts, workbooks)
}

/// A part with the first rows of its sheet, if it is one.
fn short((name, bytes): (String, Vec<u8>)) -> (String, Vec<u8>) {
    let text = String::from_utf8(bytes).expect("parts are text");
    for (row, rest) in [("</row>", "</sheetData></worksheet>"), ("</table:table-row>", "</table:table>")] {
        let rows: Vec<&str> = text.split_inclusive(row).collect();
        if rows.len() > 9 {
            let end = if name == "content.xml" {
                "</office:spreadsheet></office:body></office:document-content>"
            } else {
                ""
            };
            return (name, [&rows[..8].concat(), rest, end].concat().into_bytes());
        }
    }
    (name, text.into_bytes())
}

/// What breaks readers.
const TOKENS: [&[u8]; 48] = [
    b"\"",
    b"\"\"",
    b"\"\n",
    b"\0",
    b"\0\0\0\0",
    b";",
    b",",
    b"\t",
    b"|",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n\n",
    b" ",
    b"-",
    b"--",
    b"(",
    b")",
    b"%",
    b"E+12",
    b"1,23E+12",
    b"999999999999999999999999999999999999",
    b"9223372036854775807",
    b"-92233720368547758.08",
    b"0.00000000000000000000000000001",
    b"1,234",
    b"1.234",
    b"31.02.2024",
    b"9999-12-31",
    b"0000-00-00",
    b"99999999",
    b"2958466",
    b"1402/13/40",
    b"2024-W54",
    b"Total",
    "Итого".as_bytes(),
    "جمع".as_bytes(),
    "٫٬".as_bytes(),
    "\u{feff}".as_bytes(),
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xd8\x00",
    b"\xc3",
    b"sep=\"\n",
    b"<table><tr><td>",
    b"</td></tr></table>",
    b"&#x110000;&#0;&amp",
    b"PK\x05\x06",
];

/// Changes bytes in one way or another; the other seed lends a part.
fn damage(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let length = bytes.len();
    match dice.below(11) {
        0 if length > 0 => bytes[dice.below(length)] ^= 1 << dice.below(8),
        1 if length > 0 => bytes[dice.below(length)] = dice.next() as u8,
        2 => drop(bytes.drain(dice.range(length, 64))),
        3 => bytes.truncate(dice.below(length + 1)),
        4 => {
            let part = bytes[dice.range(length, 200)].to_vec();
            let at = dice.below(length + 1);
            bytes.splice(at..at, part);
        }
        5 => {
            let part = &other[dice.range(other.len(), 600)];
            let at = dice.range(length, 300);
            bytes.splice(at, part.iter().copied());
        }
        6 => {
            // The same line many times over.
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let at = dice.below(lines.len());
            let line = lines.get(at).copied().unwrap_or_default();
            lines.splice(at..at, std::iter::repeat_n(line, dice.below(30)));
            *bytes = lines.concat();
        }
        7 => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
            if !lines.is_empty() {
                lines.swap(one, other);
            }
            *bytes = lines.concat();
        }
        8 => {
            // A digit becomes a long number.
            let digits: Vec<usize> = (0..length).filter(|at| bytes[*at].is_ascii_digit()).collect();
            if let Some(at) = digits.get(dice.below(digits.len())) {
                let many = std::iter::repeat_n(b'9', dice.below(40));
                bytes.splice(*at..*at, many);
            }
        }
        _ => {
            let at = dice.below(length + 1);
            bytes.splice(at..at, TOKENS[dice.below(TOKENS.len())].iter().copied());
        }
    }
    bytes.truncate(INPUT_BYTES);
}

/// The input of a round.
fn input(texts: &[Seed], workbooks: &[Seed], dice: &mut Dice, round: u64) -> Vec<u8> {
    let of = if round.is_multiple_of(WORKBOOKS) && !workbooks.is_empty() { workbooks } else { texts };
    let other = match &texts[dice.below(texts.len())] {
        Seed::Text(bytes) => bytes.as_slice(),
        Seed::Parts(_) => &[],
    };
    let mut bytes = match &of[dice.below(of.len())] {
        Seed::Text(bytes) => bytes.clone(),
        Seed::Parts(parts) => {
            // Damage within a part still makes a sound archive.
            let mut parts = parts.clone();
            for _ in 0..dice.below(4) {
                let at = dice.below(parts.len());
                damage(&mut parts[at].1, other, dice);
            }
            zipped::archive(&parts)
        }
    };
    // Damage to an archive mostly makes none of it: two in three stay as they are.
    let times = if bytes.starts_with(b"PK") && dice.below(3) > 0 { 0 } else { 1 + dice.below(4) };
    for _ in 0..times {
        damage(&mut bytes, other, dice);
    }
    bytes
}

/// One round: `None` if all is well, else what went wrong. Counts what was read to its end.
fn round(texts: &[Seed], workbooks: &[Seed], number: u64, tables: &AtomicU64) -> Option<String> {
    let mut dice = Dice(number.wrapping_mul(0x0005_deec_e66d));
    let bytes = input(texts, workbooks, &mut dice, number);
    let read = catch_unwind(AssertUnwindSafe(|| read_somehow(&bytes, &mut |count| dice.below(count))));
    let fault = match read {
        Err(_) => "a panic".to_owned(),
        Ok(Some(Rows { read, imported, totals, headings, skipped }))
            if read != imported + totals + headings + skipped =>
        {
            format!("{read} rows read are not {imported} + {totals} + {headings} + {skipped}")
        }
        Ok(table) => {
            tables.fetch_add(u64::from(table.is_some()), Ordering::Relaxed);
            return None;
        }
    };
    let shown: String = bytes.escape_ascii().to_string().chars().take(3_000).collect();
    Some(format!("round {number}: {fault}\n{shown}"))
}

#[test]
fn bytes_of_zero_are_read_or_refused() {
    let with_sheet = |sheet: &[u8]| {
        let mut parts =
            zipped::parts(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/locale/nw_1900.xlsx.d")));
        for (name, bytes) in &mut parts {
            if name.ends_with("sheet1.xml") {
                *bytes = sheet.to_vec();
            }
        }
        zipped::archive(&parts)
    };
    let counts = |bytes: &[u8]| read_somehow(bytes, &mut |count| count.saturating_sub(1)).map(|rows| rows.read);
    assert_eq!(counts(&[0; 4096]), None);
    assert_eq!(counts(&with_sheet(&[0; 4096])), None);
    assert_eq!(counts(&with_sheet(b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>\0</v")), None);
    let between = b"Customer,Date,Amount\nAl\0fa,2024-01-02,10\n\0\0\0,2024-02-03,20\0\n";
    assert!(matches!(counts(between), None | Some(2)), "no row is lost without a word");
}

#[test]
fn damaged_files_are_read_or_refused() {
    let from_environment = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let rounds = from_environment("FUZZ_ROUNDS").unwrap_or(ROUNDS);
    let start = from_environment("FUZZ_FROM").unwrap_or(0);
    let (texts, workbooks) = seeds();
    assert!(texts.len() > 100 && workbooks.len() > 5, "{} texts, {} workbooks", texts.len(), workbooks.len());
    let tables = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let faults = std::thread::scope(|scope| {
        let share = |thread: u64| {
            let (texts, workbooks, tables) = (&texts, &workbooks, &tables);
            let numbers = (start..start + rounds).skip(thread as usize).step_by(threads as usize);
            // The first few say enough.
            scope.spawn(move || {
                numbers.filter_map(|number| round(texts, workbooks, number, tables)).take(3).collect::<Vec<_>>()
            })
        };
        let workers: Vec<_> = (0..threads).map(share).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("panics are caught")).collect::<Vec<String>>()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    // Damage that only makes refusals would prove little.
    let tables = tables.into_inner();
    assert!(tables * 10 >= rounds, "{tables} of {rounds} were read");
}
