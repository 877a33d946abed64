//! The same forty sales written in every way of encoding, delimiting and formatting that isn't at odds
//! with itself; each must be read without a question to the same sums.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::importing::{Answers, Imported, import};
use crate::languages::{FRENCH, GERMAN, Language, MANY, POLISH, RUSSIAN, SERBIAN};

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    /// A code page of one byte a letter.
    Page(Page),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Page {
    Cp1250,
    Cp1251,
    Cp1252,
}

const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];
/// The decimal mark with what groups thousands; nothing in between is no grouping.
const NUMBERS: [(char, &str); 13] = [
    ('.', ""),
    ('.', " "),
    ('.', "\u{a0}"),
    ('.', "\u{202f}"),
    ('.', "'"),
    ('.', ","),
    ('.', "Indian"),
    (',', ""),
    (',', " "),
    (',', "\u{a0}"),
    (',', "\u{202f}"),
    (',', "'"),
    (',', "."),
];
const DATES: [&str; 10] = [
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "DD/MM/YY",
    "DD MMM YYYY",
    "YYYYMMDD",
    "DD-MM-YYYY",
    "YYYY/MM/DD",
    "DD.MM.YYYY 09:41:07",
];
const NEGATIVES: [&str; 5] = ["-#", "\u{2212}#", "#-", "(#)", "# CR"];

/// A sale: whose, its day and what it came to in hundredths.
struct Sale {
    customer: usize,
    day: (u16, u8, u8),
    hundredths: i64,
}

/// Forty sales of all magnitudes, some given back, on days of all kinds.
fn sales() -> Vec<Sale> {
    let magnitudes = [5, 99, 1_250, 99_999, 123_456, 1_234_567, 100_000, 12_345_678, 123_456_789, 1_234_567_890];
    let sale = |at: usize| Sale {
        customer: at * 7 % 10,
        day: (2023 + at as u16 % 2, 1 + (at * 5 % 12) as u8, 1 + (at * 11 % 28) as u8),
        hundredths: (magnitudes[at % 10] + at as i64) * if at % 6 == 5 { -1 } else { 1 },
    };
    (0..40).map(sale).collect()
}

fn number(hundredths: i64, (mark, grouping): (char, &str), negative: &str) -> String {
    let magnitude = hundredths.unsigned_abs();
    let digits = (magnitude / 100).to_string();
    let (separator, beyond) = if grouping == "Indian" { (",", 2) } else { (grouping, 3) };
    let mut whole = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && (left == 3 || left > 3 && (left - 3).is_multiple_of(beyond)) {
            whole.push_str(separator);
        }
        whole.push(digit);
    }
    let number = format!("{whole}{mark}{:02}", magnitude % 100);
    if hundredths < 0 { negative.replace('#', &number) } else { number }
}

fn date((year, month, day): (u16, u8, u8), format: &str, months: &str) -> String {
    let name = months.split(' ').nth(usize::from(month) - 1).expect("twelve months");
    let parts = [("YYYY", format!("{year}")), ("MMM", name.to_owned()), ("YY", format!("{:02}", year % 100))];
    let numbers = [("MM", format!("{month:02}")), ("DD", format!("{day:02}"))];
    // A name put in may hold letters that stand for something: months come last but for numbers.
    let mut text = format.replace("YYYY", &parts[0].1).replace("YY", &parts[2].1).replace("MMM", "\u{1}");
    for (letters, value) in numbers {
        text = text.replace(letters, &value);
    }
    text.replace('\u{1}', &parts[1].1)
}

/// A cell as a file has it: in quotes where it must be.
fn cell(text: &str, delimiter: char) -> String {
    let is_plain = !text.contains([delimiter, '"', '\n']);
    if is_plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// The bytes of a text; `None` if the encoding hasn't a letter of it.
fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::Utf8Bom => Some(["\u{feff}", text].concat().into_bytes()),
        Encoding::Utf16Le => Some(["\u{feff}", text].concat().encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Some(["\u{feff}", text].concat().encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Page(page) => text.chars().map(|c| byte(c, page)).collect(),
    }
}

fn byte(c: char, page: Page) -> Option<u8> {
    // Letters of Windows-1250 used here, with their bytes behind them.
    const LATIN_2: [(&str, &[u8]); 2] = [
        ("ŠšŽžČčĆćĐđ", &[0x8a, 0x9a, 0x8e, 0x9e, 0xc8, 0xe8, 0xc6, 0xe6, 0xd0, 0xf0]),
        (
            "ŁłŚśŻżŹźĄąĘęÓóŃń",
            &[0xa3, 0xb3, 0x8c, 0x9c, 0xaf, 0xbf, 0x8f, 0x9f, 0xa5, 0xb9, 0xca, 0xea, 0xd3, 0xf3, 0xd1, 0xf1],
        ),
    ];
    let code = u32::from(c);
    match (page, c) {
        (_, '\0'..='\x7f' | '\u{a0}' | '«' | '»') => u8::try_from(code).ok(),
        (Page::Cp1251, 'А'..='я') => u8::try_from(code - u32::from('А') + 0xc0).ok(),
        (Page::Cp1251, 'Ё') => Some(0xa8),
        (Page::Cp1251, 'ё') => Some(0xb8),
        (Page::Cp1252, 'À'..='ÿ') => u8::try_from(code).ok(),
        (Page::Cp1250, c) => LATIN_2.iter().find_map(|(letters, bytes)| {
            letters.chars().zip(*bytes).find_map(|(letter, byte)| (letter == c).then_some(*byte))
        }),
        _ => None,
    }
}

/// What of an import isn't as it must be.
fn fault(found: Result<Imported, String>, sales: &[Sale], language: &Language) -> Option<String> {
    let found = match found {
        Ok(found) => found,
        Err(reason) => return Some(reason),
    };
    if !found.asked.is_empty() || found.rows.imported != 40 || found.rows.read != 40 {
        return Some(format!("asked {:?}, {:?}", found.asked, found.rows));
    }
    let number = |text: &str| text.parse::<Decimal>().ok();
    for (at, name) in language.names.iter().enumerate() {
        let sum: i64 = sales.iter().filter(|sale| sale.customer == at).map(|sale| sale.hundredths).sum();
        let customer = found.customers.iter().find(|customer| customer.name == *name);
        let Some(customer) = customer else { return Some(format!("no {name}")) };
        if number(&customer.total) != Some(Decimal::new(sum, 2)) {
            return Some(format!("{name}: {} for {sum} hundredths", customer.total));
        }
    }
    let day = |sale: &Sale| format!("{}-{:02}-{:02}", sale.day.0, sale.day.1, sale.day.2);
    let days = (sales.iter().map(day).min(), sales.iter().map(day).max());
    (days != (found.first.clone(), found.last.clone())).then(|| format!("{:?} to {:?}", found.first, found.last))
}

/// Every file of an encoding and a language; all that fail are told at once, with what they share.
fn check(encoding: Encoding, language: &Language) {
    let sales = sales();
    let (mut files, mut failed) = (0, Vec::new());
    let mut shares: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for delimiter in DELIMITERS {
        for (format, negative) in NUMBERS.iter().flat_map(|format| NEGATIVES.map(|negative| (*format, negative))) {
            for days in DATES {
                let mut text = language.headers.join(&delimiter.to_string()) + "\r\n";
                for (at, sale) in sales.iter().enumerate() {
                    let amount = number(sale.hundredths, format, negative);
                    let day = date(sale.day, days, language.months);
                    let cells = [language.names[sale.customer], &day, &format!("R-{}", 1_000 + at), &amount];
                    text += &(cells.map(|text| cell(text, delimiter)).join(&delimiter.to_string()) + "\r\n");
                }
                let Some(bytes) = encode(&text, encoding) else { continue };
                files += 1;
                let fault = fault(import(&bytes, &Answers::default()), &sales, language);
                for share in [format!("{delimiter:?}"), format!("{format:?}"), negative.to_owned(), days.to_owned()] {
                    let (failed, all) = shares.entry(share).or_default();
                    *failed += u64::from(fault.is_some());
                    *all += 1;
                }
                failed.extend(fault.map(|fault| format!("{delimiter:?} {format:?} {negative} {days}: {fault}")));
            }
        }
    }
    shares.retain(|_, (failed, _)| *failed > 0);
    assert!(files > 1_500, "{files}");
    failed.iter_mut().for_each(|line| *line = line.chars().take(300).collect());
    let first = failed.iter().take(10).cloned().collect::<Vec<_>>().join("\n");
    assert!(failed.is_empty(), "{} of {files} files; by what they share {shares:?}:\n{first}", failed.len());
}

#[test]
fn utf_8() {
    check(Encoding::Utf8, &MANY);
}

#[test]
fn utf_8_with_a_mark() {
    check(Encoding::Utf8Bom, &MANY);
}

#[test]
fn utf_16_little_end_first() {
    check(Encoding::Utf16Le, &MANY);
}

#[test]
fn utf_16_big_end_first() {
    check(Encoding::Utf16Be, &MANY);
}

#[test]
fn windows_1251_in_russian() {
    check(Encoding::Page(Page::Cp1251), &RUSSIAN);
}

#[test]
fn windows_1250_in_serbian() {
    check(Encoding::Page(Page::Cp1250), &SERBIAN);
}

#[test]
fn windows_1250_in_polish() {
    check(Encoding::Page(Page::Cp1250), &POLISH);
}

#[test]
fn windows_1252_in_german() {
    check(Encoding::Page(Page::Cp1252), &GERMAN);
}

#[test]
fn windows_1252_in_french() {
    check(Encoding::Page(Page::Cp1252), &FRENCH);
}
