//! A document and its date in one text, as 1C writes them: "Реализация 00УТ-000123 от 15.03.2024".

use super::around::JOINERS;
use super::parts::Parts;
use super::{DateFormat, iso};
use crate::calendar::Date;

/// Small words that may stand before a joiner: "z dnia", "ze dne".
const BEFORE: [&str; 3] = ["z", "ze", "به"];

/// Longer texts aren't looked at, in bytes.
const LONGEST: usize = 512;
/// A date with its time has no more words than this.
const WORDS: usize = 7;

/// The date in a text like "Invoice INV-1 of 15.03.2024 10:12:05", and the document before it. A
/// date whose day and month could be the other way round is none.
pub(in crate::exchange) fn in_text(text: &str) -> Option<(Date, &str)> {
    if text.len() > LONGEST || !text.contains(|c| super::digit(c).is_some()) {
        return None;
    }
    let start_of = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    let words: Vec<(usize, &str)> = text.split_whitespace().map(|word| (start_of(word), word)).collect();
    let is_joiner =
        |word: &str, known: &[&str]| known.contains(&word.trim_end_matches([':', '.']).to_lowercase().as_str());
    for (at, (start, word)) in words.iter().enumerate().skip(1).rev() {
        if !is_joiner(word, &JOINERS) {
            continue;
        }
        let after = words.get(at + 1..).unwrap_or_default();
        let Some((from, _)) = after.first() else { continue };
        let dates = (1..=after.len().min(WORDS)).rev().filter_map(|count| after.get(count - 1));
        let mut dates = dates.filter_map(|(last, word)| certain(text.get(*from..last + word.len())?));
        if let Some(date) = dates.next() {
            let before = words.get(at - 1).filter(|(_, word)| at > 1 && is_joiner(word, &BEFORE));
            let end = before.map_or(*start, |(start, _)| *start);
            return Some((date, text.get(..end)?.trim_end()));
        }
    }
    None
}

/// A date that can be read in one way only.
fn certain(text: &str) -> Option<Date> {
    let text = text.trim_end_matches([')', ']', ',', ';', '"', '»']);
    if let Some(date) = iso(text.as_bytes()) {
        return Some(date);
    }
    let parts = Parts::of(text)?;
    // An eight-digit number is somebody's number.
    let is_compact = text.chars().all(|c| super::digit(c).is_some());
    let format = parts.verdict().or_else(|| (parts.points || parts.is_even()).then_some(DateFormat::Dmy))?;
    (!is_compact).then(|| parts.date(Some(format)))?
}
