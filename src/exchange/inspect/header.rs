//! Finding the header, and what its words mean.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::exchange::cell::fold::fold;
use crate::exchange::cell::row::{Cell, Kind, Row};
use crate::exchange::cell::words::{STRONG, TOTALS, WEAK};
use crate::exchange::cell::{delivery_words, words_by_language};
use crate::exchange::{Role, cell::date, cell::number, cell::period};

/// The header is looked for among these lines.
const HEADER_LINES: u64 = 30;

/// Rows looked at below the header; formats need many, but not all.
pub(in crate::exchange) const ROWS: usize = 5_000;

/// A row of the first part of a file.
#[derive(Clone)]
pub(in crate::exchange) struct HeadRow {
    pub line: u64,
    pub cells: Vec<String>,
    pub kinds: Vec<Kind>,
    pub is_utf8: bool,
    /// How many lines of the file it takes up.
    pub lines: u64,
    /// Whether a quote in it is closed in an odd way or never: it may hold rows that are none of it.
    pub is_odd: bool,
}

impl HeadRow {
    pub fn of(row: &Row) -> Self {
        Self {
            line: row.line,
            cells: row.texts(),
            kinds: row.kinds.to_vec(),
            is_utf8: row.is_utf8(),
            lines: row.lines,
            is_odd: row.oddity.is_any(),
        }
    }

    /// Some columns of a row alone; the others are empty.
    pub fn of_columns(row: &Row, columns: &[usize]) -> Self {
        let width = columns.last().map_or(0, |last| last + 1);
        let cell = |at: usize| if columns.contains(&at) { row.text_of(at) } else { String::new() };
        Self {
            line: row.line,
            cells: (0..width.min(row.width())).map(cell).collect(),
            kinds: row.kinds.to_vec(),
            is_utf8: row.is_utf8(),
            lines: row.lines,
            is_odd: row.oddity.is_any(),
        }
    }

    /// How many cells are filled.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }

    pub fn all(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.cells.len()).map(|at| self.cell(at))
    }

    /// A cell; empty if there is none.
    pub fn cell(&self, at: usize) -> Cell<'_> {
        let text = self.cells.get(at).map_or("", String::as_str);
        Cell { text, kind: self.kinds.get(at).copied().unwrap_or_default() }
    }
}

/// What a header word says.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::exchange) struct Meaning {
    pub role: Role,
    /// The word as the list has it, folded.
    pub word: String,
    pub strength: Strength,
    /// Position in its role's list; earlier is better.
    pub rank: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::exchange) enum Strength {
    /// A general word ("name", "code").
    Weak,
    /// A known word among others.
    Part,
    /// The known word, no more and no less.
    Whole,
}

/// The known words, folded. There is one of it: it has more than a thousand entries.
pub(in crate::exchange) struct Dictionary {
    entries: FxHashMap<String, (Role, Strength, usize)>,
    /// The same without the spaces: "MwSt-Betrag", "Doc.Total", "e-mail".
    squeezed: FxHashMap<String, (Role, Strength, usize)>,
    totals: Vec<String>,
}

/// Words between a total and what it is of.
const FOR: [&str; 13] =
    ["para ", "per ", "di ", "for ", "of ", "по ", "für ", "fur ", "za ", "за ", "pour ", "dla ", "de "];

/// Words between the head of a phrase and what it is of.
const OF: [&str; 21] = [
    " del ",
    " di ",
    " do ",
    " da ",
    " dos ",
    " de ",
    " du ",
    " des ",
    " d ",
    " of ",
    " der ",
    " della ",
    " after ",
    " before ",
    " without ",
    " nach ",
    " vor ",
    " ohne ",
    " apres ",
    " avant ",
    " sans ",
];

impl Dictionary {
    pub fn get() -> &'static Self {
        static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
        DICTIONARY.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut entries = FxHashMap::default();
        let mut squeezed = FxHashMap::default();
        let languages = words_by_language::STRONG.iter().copied().flatten();
        let strong = STRONG.iter().chain(languages).chain(&delivery_words::STRONG).map(|list| (Strength::Whole, list));
        let weak =
            WEAK.iter().chain(&words_by_language::WEAK).chain(&delivery_words::WEAK).map(|list| (Strength::Weak, list));
        let lists = strong.chain(weak);
        for (strength, (role, words)) in lists {
            for (rank, word) in words.split(", ").enumerate() {
                let word = fold(word);
                // Of two that are one without spaces, the earlier list's.
                squeezed.entry(word.replace(' ', "")).or_insert((*role, strength, rank));
                entries.entry(word).or_insert((*role, strength, rank));
            }
        }
        Self { entries, squeezed, totals: TOTALS.split(", ").map(fold).collect() }
    }

    /// What a header means, by the longest known word in it; of two as long, the later one: it is
    /// the head of the phrase in most languages here ("customer country").
    pub fn meaning(&self, header: &str) -> Option<Meaning> {
        // What stands in brackets or after a comma is a unit: "Сумма, руб."; a per cent sign isn't.
        let bare =
            header.split([',', '(', '[', '（', '【']).next().filter(|bare| !bare.trim().is_empty()).unwrap_or(header);
        let folded = fold(bare);
        if let Some((role, strength, rank)) = self.entries.get(&folded) {
            return Some(Meaning { role: *role, word: folded, strength: *strength, rank: *rank });
        }
        let squeezed = folded.replace(' ', "");
        if let Some((role, strength, rank)) = self.squeezed.get(&squeezed) {
            return Some(Meaning { role: *role, word: folded, strength: *strength, rank: *rank });
        }
        // Chinese and Japanese put no spaces between words; the head of a phrase stands last.
        if folded.chars().any(is_ideographic) {
            return self.ending(&folded);
        }
        // A single word has no part; most cells that are asked are such.
        if !folded.contains(' ') {
            return None;
        }
        // "Date de la commande": what stands before such a word is the head of the phrase.
        let head = OF.iter().filter_map(|of| folded.split_once(of)).map(|(head, _)| head).min_by_key(|head| head.len());
        if let Some((role, Strength::Whole, rank)) = head.and_then(|head| self.entries.get(head)) {
            return Some(Meaning { role: *role, word: folded, strength: Strength::Part, rank: *rank });
        }
        let words: Vec<&str> = folded.split(' ').collect();
        let price =
            words.iter().find(|word| matches!(self.entries.get(**word), Some((Role::Price, Strength::Whole, _))));
        for length in (1..words.len().min(5)).rev() {
            for part in words.windows(length).rev() {
                let phrase = part.join(" ");
                if let Some((role, Strength::Whole, rank)) = self.entries.get(&phrase)
                    && !(role.is_money() && is_identifier(&folded))
                {
                    // "Prix net": the price is net, it is no net amount.
                    if let Some(price) =
                        price.filter(|_| matches!(role, Role::Amount | Role::AmountGross) && is_kind(&phrase))
                    {
                        return Some(Meaning {
                            role: Role::Price,
                            word: (*price).into(),
                            strength: Strength::Part,
                            rank: usize::MAX,
                        });
                    }
                    return Some(Meaning { role: *role, word: phrase, strength: Strength::Part, rank: *rank });
                }
            }
        }
        None
    }

    /// What a phrase without spaces means by the longest known word it ends with.
    fn ending(&self, folded: &str) -> Option<Meaning> {
        let starts = folded.char_indices().map(|(at, _)| at).skip(1);
        let endings = starts.filter_map(|at| folded.get(at..)).filter(|ending| ending.chars().count() > 1);
        endings.into_iter().find_map(|ending| match self.entries.get(ending) {
            Some((role, Strength::Whole, rank)) => {
                Some(Meaning { role: *role, word: ending.to_owned(), strength: Strength::Part, rank: *rank })
            }
            _ => None,
        })
    }

    /// What a text is the total of, folded: "Total for Acme", "Итого по Ромашке", "Acme Total".
    pub fn total_of(&self, cell: &str) -> Option<String> {
        if cell.len() > 120 || !cell.contains(' ') {
            return None;
        }
        let folded = fold(cell);
        let behind = self.totals.iter().find_map(|word| folded.strip_prefix(word.as_str())?.strip_prefix(' '));
        let before = || self.totals.iter().find_map(|word| folded.strip_suffix(word.as_str())?.strip_suffix(' '));
        let rest = behind.or_else(before)?;
        let rest = FOR.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        Some(rest.to_owned())
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

/// Whether a letter is a Chinese or Japanese sign for a word.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a word says of money only whether a tax is in it.
fn is_kind(word: &str) -> bool {
    matches!(word, "net" | "netto" | "neto" | "нето" | "brutto" | "bruto" | "бруто" | "ttc" | "ht")
}

/// Words for what tells things apart, at the end of a header or, in other languages, in front.
const IDENTIFIER: &str = " id ids code codes key guid uuid number numbers num no nr ref kod код коды номер ид шифр шифра \
    sifra koda broj stevilka број numer nummer kennung schlussel numero codigo codice clave cislo numara kodu کد شماره \
    شناسه કોડ નંબર رقم رمز कोड संख्या ";
/// Of these, what means something else in front: "key figures", "no discount".
const NOT_IN_FRONT: &str = " key no ref ";

/// Whether a folded header names a number or a code of something, whatever else it speaks of: "sales area id".
pub(super) fn is_identifier(folded: &str) -> bool {
    let is = |word: &str| !word.is_empty() && IDENTIFIER.contains(&format!(" {word} "));
    let (first, last) = (folded.split(' ').next(), folded.rsplit(' ').next());
    last.is_some_and(is) || first.is_some_and(|word| is(word) && !NOT_IN_FRONT.contains(&format!(" {word} ")))
}

/// Whether a cell is a value rather than a name of a column.
fn is_value(cell: Cell) -> bool {
    date::of(cell, Some(crate::exchange::DateFormat::Dmy)).is_some()
        || matches!(number::of(cell, None), number::Number::Value { .. })
        || number::findings(std::iter::once(cell)).numbers > 0
}

/// A header that was found.
pub(in crate::exchange) struct Header {
    /// Its index among the rows.
    pub row: usize,
    /// How much speaks for it.
    pub score: i64,
}

/// Finds the header: known words and periods, few numbers and dates, as wide as what is below.
pub(in crate::exchange) fn find(rows: &[HeadRow], dictionary: &Dictionary) -> Option<Header> {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    rows.iter().for_each(|row| *widths.entry(row.filled()).or_default() += 1);
    let typical = widths.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(1, |(width, _)| width);
    let mut best: Option<Header> = None;
    for (at, row) in rows.iter().enumerate().take_while(|(_, row)| row.line <= HEADER_LINES) {
        let beside = [at.checked_sub(1), Some(at + 1)].map(|beside| rows.get(beside?));
        let Some(score) = score(row, beside, typical, dictionary) else { continue };
        if best.as_ref().is_none_or(|best| score > best.score) {
            best = Some(Header { row: at, score });
        }
    }
    // Unknown words alone make a header only if the rows below are of another kind.
    best.filter(|best| {
        let known =
            rows.get(best.row).is_some_and(|row| row.cells.iter().any(|cell| dictionary.meaning(cell).is_some()));
        let mut below = rows.iter().skip(best.row + 1).peekable();
        known || below.peek().is_none() || below.any(|row| row.all().any(is_value))
    })
}

/// How much speaks for a row as the header; `None` if it can't be one.
fn score(row: &HeadRow, beside: [Option<&HeadRow>; 2], typical: usize, dictionary: &Dictionary) -> Option<i64> {
    let cells: Vec<Cell> = row.all().collect();
    let filled = row.filled();
    let periods = if filled > 1 { period::of_headers(&cells) } else { Vec::new() };
    // A day that heads a column stands over values; days among days are a column of them.
    let is_day = |cell: Cell| date::of(cell, Some(crate::exchange::DateFormat::Dmy)).is_some();
    let is_among_days = |at: usize| beside.into_iter().flatten().any(|row| row.all().nth(at).is_some_and(is_day));
    let is_period = |at: usize| periods.get(at).is_some_and(Option::is_some) && !is_among_days(at);
    let is_short = |cell: &Cell| cell.text.chars().count() <= 60;
    let words = cells.iter().enumerate().filter(|(at, cell)| !is_period(*at) && is_short(cell));
    let strength = |cell: &Cell| match dictionary.meaning(cell.text)?.strength {
        Strength::Whole => Some(4),
        _ => Some(1),
    };
    let named = (0..cells.len()).filter(|at| is_period(*at)).count();
    let known: i64 = words.filter_map(|(_, cell)| strength(cell)).sum::<i64>() + 4 * named as i64;
    let is_counted = |(at, cell): &(usize, &Cell)| !is_period(*at) && !cell.is_empty() && is_value(**cell);
    let values = cells.iter().enumerate().filter(is_counted).count();
    let is_header =
        if known > 0 { values == 0 || known > 4 && values * 3 <= filled } else { values == 0 && filled > 1 };
    if !is_header || filled < 2 && typical > 1 {
        return None;
    }
    // A header is as wide as its rows; one that is wider has columns which most rows leave empty.
    let gap = typical.saturating_sub(filled) * 2 + filled.saturating_sub(typical) / 2;
    Some(known + filled as i64 - 3 * values as i64 - gap as i64)
}

/// The names of the columns, of one row or two.
pub(in crate::exchange) struct Names {
    /// The index of the first row.
    pub first: usize,
    /// How many rows.
    pub rows: u8,
    pub names: Vec<String>,
}

/// The header at this row, joined with the row above or below where the two are one.
pub(in crate::exchange) fn joined(rows: &[HeadRow], at: usize, dictionary: &Dictionary) -> Names {
    let single = || rows.get(at).map(|row| row.cells.clone()).unwrap_or_default();
    let Some(row) = rows.get(at) else { return Names { first: at, rows: 1, names: single() } };
    if let Some(above) = at.checked_sub(1).and_then(|above| rows.get(above))
        && is_upper(above, row)
    {
        return Names { first: at - 1, rows: 2, names: join(above, row) };
    }
    if let Some(below) = rows.get(at + 1)
        && is_lower(row, below, rows.get(at + 2), dictionary)
    {
        return Names { first: at, rows: 2, names: join(row, below) };
    }
    Names { first: at, rows: 1, names: single() }
}

/// Numbers for the columns of a table that names none: rows of several cells, with values among them.
pub(in crate::exchange) fn numbered(rows: &[HeadRow]) -> Option<Names> {
    let is_row = |row: &HeadRow| row.filled() > 1 && row.all().any(is_value);
    let first = rows.iter().position(is_row)?;
    let width = rows.get(first..)?.iter().map(|row| row.cells.len()).max()?;
    Some(Names { first, rows: 0, names: (1..=width).map(|number| format!("#{number}")).collect() })
}

/// The header of exactly these rows, as a person chose them.
pub(in crate::exchange) fn exactly(rows: &[HeadRow], first: usize, count: u8) -> Names {
    let name = |at: usize| rows.get(at).map(|row| row.cells.clone()).unwrap_or_default();
    match (rows.get(first), rows.get(first + 1)) {
        (Some(upper), Some(lower)) if count > 1 => Names { first, rows: 2, names: join(upper, lower) },
        _ => Names { first, rows: 1, names: name(first) },
    }
}

/// Whether the row above a header is its upper half: groups of columns that the header repeats, or
/// names for those it leaves blank.
fn is_upper(above: &HeadRow, row: &HeadRow) -> bool {
    let is_year = |cell: &Cell| cell.text.len() == 4 && cell.text.starts_with(['1', '2']);
    let is_name = |cell: Cell| cell.is_empty() || is_year(&cell) || !is_value(cell);
    let groups: HashSet<&str> = above.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    // A title merged over all columns is one text in many cells.
    if groups.len() < 2 || above.line + 1 != row.line || !above.all().all(is_name) {
        return false;
    }
    let mut seen = HashSet::new();
    let repeats = row.cells.iter().filter(|cell| !cell.is_empty()).any(|cell| !seen.insert(cell.as_str()));
    let named = |at: &usize| above.cells.get(*at).is_some_and(|cell| !cell.is_empty());
    let fills = (0..above.cells.len()).filter(named).any(|at| row.cells.get(at).is_none_or(String::is_empty));
    repeats || fills
}

/// Whether the row below a header is its lower half: known words and no values, and data below.
fn is_lower(row: &HeadRow, below: &HeadRow, data: Option<&HeadRow>, dictionary: &Dictionary) -> bool {
    let mut filled = below.all().filter(|cell| !cell.is_empty()).peekable();
    let is_known = |cell: Cell| !is_value(cell) && dictionary.meaning(cell.text).is_some();
    let is_totals = |row: &HeadRow| row.cells.iter().any(|cell| dictionary.totals(cell) == Some(true));
    row.line + 1 == below.line
        && filled.peek().is_some()
        && filled.all(is_known)
        && !is_totals(below)
        && below.cells != row.cells
        && data.is_some_and(|data| data.all().any(is_value) || data.filled() == 1)
}

/// "2024 / Jan": a name of the upper row goes on to the right until the next.
fn join(upper: &HeadRow, lower: &HeadRow) -> Vec<String> {
    let width = upper.cells.len().max(lower.cells.len());
    let mut group = "";
    let mut names = Vec::with_capacity(width);
    for at in 0..width {
        let own = upper.cells.get(at).map_or("", String::as_str);
        let name = lower.cells.get(at).map_or("", String::as_str);
        if !own.is_empty() {
            group = own;
        }
        names.push(match (group, name) {
            (_, "") => own.to_owned(),
            ("", name) => name.to_owned(),
            (group, name) if group == name => name.to_owned(),
            (group, name) => format!("{group} / {name}"),
        });
    }
    names
}

/// How many columns there are up to the last one with a name; a delimiter that ends the header line
/// opens a column that the rows need not have.
pub(in crate::exchange) fn named_width(headers: &[String]) -> usize {
    headers.iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests;
