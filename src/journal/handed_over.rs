//! The files this browser handed to the person: what was in them it can't reach any more.

use std::collections::HashSet;

/// How much is remembered, in bytes; of more the oldest are forgotten.
const MOST: usize = 100_000;

const DAY: u64 = 86_400_000;

/// A file that was saved, as far as this device knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// When, in ms since 1970; of several of one name on one day the last.
    pub at: u64,
    /// Its name, which says for whom it is where it is for somebody.
    pub file: String,
}

/// What a file holds, as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedKind {
    /// All of the book, or a part of it.
    Book,
    Table,
    /// Address cards.
    Cards,
    Picture,
    Else,
}

impl HandedOver {
    /// Those a stored text tells of, the latest first. A file that took the place of its like of the same day is one
    /// with it.
    pub fn all(stored: &str) -> Vec<Self> {
        let mut all: Vec<Self> = stored.lines().filter_map(Self::of_line).collect();
        all.sort_by_key(|of| std::cmp::Reverse(of.at));
        let mut told = HashSet::new();
        all.retain(|of| told.insert((of.at / DAY, of.file.clone())));
        all
    }

    /// "1790000000000 orders.csv"
    fn of_line(line: &str) -> Option<Self> {
        let (at, file) = line.split_once(' ')?;
        Some(Self { at: at.parse().ok()?, file: file.to_owned() })
    }

    /// What is stored once another file was handed over, now, in ms since 1970. A line for each, put in order when it
    /// is read: every page hands over files, and few ever ask which.
    pub fn note(stored: &str, file: &str, now: u64) -> String {
        let kept = match stored.get(stored.ceil_char_boundary(stored.len().saturating_sub(MOST))..) {
            // What was cut begins in the middle of a line.
            Some(kept) if kept.len() < stored.len() => kept.split_once('\n').map_or("", |(_, whole)| whole),
            _ => stored,
        };
        format!("{kept}{now} {file}\n")
    }

    pub fn kind(&self) -> HandedKind {
        match self.file.rsplit('.').next().unwrap_or_default() {
            "json" => HandedKind::Book,
            "csv" | "xlsx" => HandedKind::Table,
            "vcf" => HandedKind::Cards,
            "svg" | "png" => HandedKind::Picture,
            _ => HandedKind::Else,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_remembered_once_a_day() {
        let mut stored = String::new();
        for (file, at) in [("a.json", 5), ("b.xlsx", 6), ("a.json", 7), ("a.json", DAY + 7)] {
            stored = HandedOver::note(&stored, file, at);
        }
        let all = HandedOver::all(&stored);
        let told: Vec<_> = all.iter().map(|of| (of.file.as_str(), of.at, of.kind())).collect();
        let book = HandedKind::Book;
        assert_eq!(told, [("a.json", DAY + 7, book), ("a.json", 7, book), ("b.xlsx", 6, HandedKind::Table)]);
        assert_eq!(HandedOver::all("1\nx\n2\n4 c.vcf\n").len(), 1, "what isn't one is none");
    }

    #[test]
    fn the_oldest_are_forgotten_beyond_a_limit() {
        let stored = (0..20_000).fold(String::new(), |all, at| HandedOver::note(&all, "ш.json", at * DAY));
        assert!((MOST / 2..MOST + 50).contains(&stored.len()), "{} bytes", stored.len());
        let all = HandedOver::all(&stored);
        assert!(all.len() > 2_000 && all.iter().all(|of| of.file == "ш.json"), "{} files", all.len());
        assert_eq!(all.first().map(|of| of.at), Some(19_999 * DAY));
        assert!(all.last().is_some_and(|of| of.at > 10_000 * DAY), "no line that was cut is taken for a whole one");
    }
}
