//! The files this browser handed to the person: what was in them it can't reach any more.

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
    /// Those a stored text tells of, the latest first.
    pub fn all(stored: &str) -> Vec<Self> {
        let mut all: Vec<Self> = stored.lines().filter_map(Self::of_line).collect();
        all.sort_by_key(|of| std::cmp::Reverse(of.at));
        all
    }

    /// "1790000000000 orders.csv"
    fn of_line(line: &str) -> Option<Self> {
        let (at, file) = line.split_once(' ')?;
        Some(Self { at: at.parse().ok()?, file: file.to_owned() })
    }

    /// What is stored once another file was handed over, now, in ms since 1970: a file that took the place of its like
    /// of the same day is one with it. Each has a line, for the first load has no reader of anything richer.
    pub fn note(stored: &str, file: &str, now: u64) -> String {
        // A name is one line, whatever it was made of.
        let file = file.replace(['\n', '\r'], " ");
        let is_same = |of: &Self| of.file == file && of.at / DAY == now / DAY;
        let others: Vec<&str> =
            stored.lines().filter(|line| !Self::of_line(line).is_some_and(|of| is_same(&of))).collect();
        let kept = others.get(others.len().saturating_sub(MOST - 1)..).unwrap_or_default();
        kept.iter().flat_map(|line| [*line, "\n"]).chain([now.to_string().as_str(), " ", &file]).collect()
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
        let of_two_lines = HandedOver::note("", "a\nb.csv", 5);
        assert_eq!(HandedOver::all(&of_two_lines).first().map(|of| of.file.clone()).as_deref(), Some("a b.csv"));
    }

    #[test]
    fn the_oldest_are_forgotten_beyond_a_limit() {
        let stored = (0..=MOST as u64).fold(String::new(), |all, at| HandedOver::note(&all, "x", at * DAY));
        let all = HandedOver::all(&stored);
        assert_eq!((all.len(), all.last().map(|of| of.at)), (MOST, Some(DAY)));
    }
}
