//! Finding the header, and what its words mean.

use std::collections::HashMap;

use super::words::{STRONG, TOTALS, WEAK};
use super::{Role, date, number};

/// The header is looked for among these lines.
const HEADER_LINES: u64 = 30;

/// A row of the first part of a file.
pub(super) struct HeadRow {
    pub line: u64,
    pub cells: Vec<String>,
    pub is_utf8: bool,
}

/// What a header word says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub role: Role,
    /// The word as the list has it, folded.
    pub word: String,
    pub strength: Strength,
    /// Position in its role's list; earlier is better.
    pub rank: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A general word ("name", "code").
    Weak,
    /// A known word among others.
    Part,
    /// The known word, no more and no less.
    Whole,
}

/// The known words, folded. Made once per file: it has some seven hundred entries.
pub(super) struct Dictionary {
    entries: HashMap<String, (Role, Strength, usize)>,
    totals: Vec<String>,
}

/// Lower case, without diacritics, punctuation and the humps of camel case, one space between words:
/// `CustomerID`, `customer_id` and `Customer-Id` are the same word.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let hump = c.is_uppercase() && before.is_lowercase();
        if !c.is_alphanumeric() && !is_joined(c) {
            // Zero-width joiners and marks within a word (Persian) don't separate.
            if !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') && !folded.ends_with(' ') && !folded.is_empty() {
                folded.push(' ');
            }
            if c == '%' {
                folded.push_str("percent ");
            }
        } else {
            if hump && !folded.ends_with(' ') {
                folded.push(' ');
            }
            c.to_lowercase().for_each(|c| folded.push_str(plain(c).unwrap_or(c.encode_utf8(&mut [0; 4]))));
        }
        before = c;
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Vowel signs and such, which Rust doesn't count as letters but without which Gujarati has no words.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0dff}')
}

/// A letter without its diacritic, in the alphabets of the header words.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ą' => "a",
        'ç' | 'č' | 'ć' => "c",
        'ď' | 'đ' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ł' => "l",
        'ń' | 'ň' | 'ñ' => "n",
        'ó' | 'ò' | 'ô' | 'ö' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ť' => "t",
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' => "u",
        'ý' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ё' => "е",
        'й' => "и",
        'ي' => "ی",
        'ك' => "ک",
        // A dotted capital I becomes an i and a mark.
        '\u{307}' => "",
        _ => return None,
    })
}

impl Dictionary {
    pub fn new() -> Self {
        let mut entries = HashMap::new();
        let lists =
            STRONG.iter().map(|list| (Strength::Whole, list)).chain(WEAK.iter().map(|list| (Strength::Weak, list)));
        for (strength, (role, words)) in lists {
            for (rank, word) in words.split(", ").enumerate() {
                entries.entry(fold(word)).or_insert((*role, strength, rank));
            }
        }
        Self { entries, totals: TOTALS.split(", ").map(fold).collect() }
    }

    /// What a header means, by the longest known word in it; of two as long, the later one: it is
    /// the head of the phrase in most languages here ("customer country").
    pub fn meaning(&self, header: &str) -> Option<Meaning> {
        // What stands in brackets or after a comma is a unit: "Сумма, руб."; a per cent sign isn't.
        let bare = header.split([',', '(', '[']).next().filter(|bare| !bare.trim().is_empty()).unwrap_or(header);
        let folded = fold(bare);
        if let Some((role, strength, rank)) = self.entries.get(&folded) {
            return Some(Meaning { role: *role, word: folded, strength: *strength, rank: *rank });
        }
        let words: Vec<&str> = folded.split(' ').collect();
        for length in (1..words.len().min(5)).rev() {
            for part in words.windows(length).rev() {
                let phrase = part.join(" ");
                if let Some((role, Strength::Whole, rank)) = self.entries.get(&phrase) {
                    return Some(Meaning { role: *role, word: phrase, strength: Strength::Part, rank: *rank });
                }
            }
        }
        None
    }

    /// Whether a cell begins a totals row; `Some(true)` if it says no more than that, so that the
    /// row is the total of the file and not of a customer.
    pub fn totals(&self, cell: &str) -> Option<bool> {
        // Most cells don't even begin like one.
        let first = cell.chars().next()?;
        if first.is_ascii_digit() || cell.len() > 120 {
            return None;
        }
        let folded = fold(cell);
        if self.totals.contains(&folded) {
            return Some(true);
        }
        let begins = |word: &String| folded.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(' '));
        self.totals.iter().any(begins).then_some(false)
    }
}

/// Whether a cell is a value rather than a name of a column.
fn is_value(cell: &str) -> bool {
    date::read(cell, Some(super::DateFormat::Dmy)).is_some()
        || matches!(number::read(cell, None), number::Number::Value { .. })
        || number::findings(std::iter::once(cell)).numbers > 0
}

/// A header that was found.
pub(super) struct Header {
    /// Its index among the rows.
    pub row: usize,
    /// How much speaks for it.
    pub score: i64,
}

/// Finds the header: known words, few numbers and dates, as wide as what is below.
pub(super) fn find(rows: &[HeadRow], dictionary: &Dictionary) -> Option<Header> {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    rows.iter().for_each(|row| *widths.entry(row.cells.len()).or_default() += 1);
    let typical = widths.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(1, |(width, _)| width);
    let mut best: Option<Header> = None;
    for (at, row) in rows.iter().enumerate().take_while(|(_, row)| row.line <= HEADER_LINES) {
        let filled: Vec<&String> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        let known: i64 = filled
            .iter()
            .filter(|cell| cell.chars().count() <= 60)
            .filter_map(|cell| dictionary.meaning(cell))
            .map(|meaning| if meaning.strength == Strength::Whole { 4 } else { 1 })
            .sum();
        let values = filled.iter().filter(|cell| is_value(cell)).count();
        let is_header = if known > 0 {
            values == 0 || known > 4 && values * 3 <= filled.len()
        } else {
            values == 0 && filled.len() > 1
        };
        if !is_header || row.cells.len() < 2 && typical > 1 {
            continue;
        }
        let score = known + filled.len() as i64 - 3 * values as i64 - 2 * row.cells.len().abs_diff(typical) as i64;
        if best.as_ref().is_none_or(|best| score > best.score) {
            best = Some(Header { row: at, score });
        }
    }
    // Unknown words alone make a header only if the rows below are of another kind.
    best.filter(|best| {
        let known =
            rows.get(best.row).is_some_and(|row| row.cells.iter().any(|cell| dictionary.meaning(cell).is_some()));
        let mut below = rows.iter().skip(best.row + 1).peekable();
        known || below.peek().is_none() || below.any(|row| row.cells.iter().any(|cell| is_value(cell)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_folded() {
        for text in ["CustomerID", "customer_id", "Customer-Id", " CUSTOMER  ID "] {
            assert_eq!(fold(text), "customer id");
        }
        assert_eq!(fold("Šifra kupca"), "sifra kupca");
        assert_eq!(fold("Счёт"), "счет");
        assert_eq!(fold("Discount %"), "discount percent");
    }

    #[test]
    fn words_mean_roles_in_many_languages() {
        let dictionary = Dictionary::new();
        let role = |header: &str| dictionary.meaning(header).map(|meaning| meaning.role);
        for (header, expected) in [
            ("CustomerID", Role::CustomerId),
            ("InvoiceNo", Role::Document),
            ("UnitPrice", Role::Price),
            ("Company", Role::Customer),
            ("Сумма, руб.", Role::Amount),
            ("Контрагент", Role::Customer),
            ("Номер документа", Role::Document),
            ("Количество", Role::Quantity),
            ("Назив купца", Role::Customer),
            ("Iznos", Role::Amount),
            ("Znesek (EUR)", Role::Amount),
            ("Datum naročila", Role::Date),
            ("نام مشتری", Role::Customer),
            ("مبلغ", Role::Amount),
            ("ગ્રાહકનું નામ", Role::Customer),
            ("રકમ", Role::Amount),
            ("તારીખ", Role::Date),
            ("Kundennr.", Role::CustomerId),
            ("Nettobetrag", Role::Amount),
            ("Montant HT", Role::Amount),
            ("Wartość netto", Role::Amount),
            ("Required Date", Role::Ignore),
            ("Customer country", Role::Ignore),
            ("first_name", Role::Ignore),
            ("Unit Cost", Role::UnitCost),
            ("VAT amount", Role::Ignore),
        ] {
            assert_eq!(role(header), Some(expected), "{header}");
        }
        assert_eq!(role("Xyzzy"), None);
    }

    #[test]
    fn totals_are_told_by_their_word() {
        let dictionary = Dictionary::new();
        assert_eq!(dictionary.totals("Итого:"), Some(true));
        assert_eq!(dictionary.totals("GRAND TOTAL"), Some(true));
        assert_eq!(dictionary.totals("Total for Ernst Handel"), Some(false));
        assert_eq!(dictionary.totals("કુલ"), Some(true));
        assert_eq!(dictionary.totals("Totalenergies"), None);
        assert_eq!(dictionary.totals("Ernst Handel"), None);
    }
}
