//! The files this browser handed to the person: what was in them it can't reach any more.

use serde_json::{Value, json};

/// How many are remembered; of more the oldest are forgotten.
const MOST: usize = 2_000;

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
    /// Those a stored value tells of, the latest first.
    pub fn all(stored: &Value) -> Vec<Self> {
        let one = |value: &Value| Some(Self { at: value.get(0)?.as_u64()?, file: value.get(1)?.as_str()?.to_owned() });
        let mut all: Vec<Self> = stored.as_array().into_iter().flatten().filter_map(one).collect();
        all.sort_by_key(|of| std::cmp::Reverse(of.at));
        all
    }

    /// What is stored once another file was handed over, now, in ms since 1970: a file that took the place of its like
    /// of the same day is one with it.
    pub fn note(stored: Option<Value>, file: &str, now: u64) -> Value {
        let mut all = match stored {
            Some(Value::Array(all)) => all,
            _ => Vec::new(),
        };
        let is_same = |value: &Value| {
            value.get(1).and_then(Value::as_str) == Some(file)
                && value.get(0).and_then(Value::as_u64).is_some_and(|at| at / DAY == now / DAY)
        };
        all.retain(|value| !is_same(value));
        all.push(json!([now, file]));
        all.drain(..all.len().saturating_sub(MOST));
        all.into()
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
        let mut stored = None;
        for (file, at) in [("a.json", 5), ("b.xlsx", 6), ("a.json", 7), ("a.json", DAY + 7)] {
            stored = Some(HandedOver::note(stored, file, at));
        }
        let all = HandedOver::all(&stored.unwrap_or_default());
        let told: Vec<_> = all.iter().map(|of| (of.file.as_str(), of.at, of.kind())).collect();
        let book = HandedKind::Book;
        assert_eq!(told, [("a.json", DAY + 7, book), ("a.json", 7, book), ("b.xlsx", 6, HandedKind::Table)]);
        assert_eq!(HandedOver::all(&json!([[1], "x", [2, 3], [4, "c.vcf"]])).len(), 1, "what isn't one is none");
    }

    #[test]
    fn the_oldest_are_forgotten_beyond_a_limit() {
        let stored = (0..=MOST as u64).fold(None, |all, at| Some(HandedOver::note(all, "x", at * DAY)));
        let all = HandedOver::all(&stored.unwrap_or_default());
        assert_eq!((all.len(), all.last().map(|of| of.at)), (MOST, Some(DAY)));
    }
}
