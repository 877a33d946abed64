//! The texts of one language: English from the code, any other from its file.
//!
//! A file has a line `Key = text` for every key, in any order; empty lines and lines that begin
//! with `#` are for its readers. Nothing in it is quoted or escaped.

use super::{Key, Language, en};

/// A text for every key.
type Texts = [&'static str; Key::ALL.len()];

/// The texts of one language. It lives as long as the page, so it is passed around as a pointer.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    language: Language,
    texts: &'static Texts,
}

impl Catalogue {
    pub fn english() -> Self {
        Self { language: Language::English, texts: &en::TEXTS }
    }

    /// Reads a language's file. A text it lacks is the English one.
    ///
    /// What it reads is never freed: a page needs each of its few languages once, and to its end.
    pub fn parse(language: Language, file: &str) -> (Self, Vec<Problem>) {
        let file: &'static str = Box::leak(file.into());
        let mut texts = en::TEXTS;
        let mut lines = [0; Key::ALL.len()];
        let mut problems = Vec::new();
        for (line, content) in (1..).zip(file.lines()) {
            let content = content.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let (name, text) = content.split_once('=').unwrap_or((content, ""));
            let (name, text) = (name.trim(), text.trim());
            let key = Key::ALL.iter().find(|key| key.name() == name).map(|key| *key as usize);
            let place = key.and_then(|at| Some((texts.get_mut(at)?, lines.get_mut(at)?)));
            let mut problem = |fault| problems.push(Problem { line, key: name, fault });
            match place {
                None => problem(Fault::Unknown),
                Some((_, first)) if *first != 0 => problem(Fault::Twice),
                Some((_, first)) if text.is_empty() => {
                    *first = line;
                    problem(Fault::Empty);
                }
                Some((place, first)) => (*place, *first) = (text, line),
            }
        }
        // A missing text belongs behind the one it follows in English.
        let mut behind = 0;
        for (key, line) in Key::ALL.iter().zip(lines) {
            match line {
                0 => problems.push(Problem { line: behind, key: key.name(), fault: Fault::Missing }),
                line => behind = line,
            }
        }
        (Self { language, texts: Box::leak(Box::new(texts)) }, problems)
    }

    pub fn language(self) -> Language {
        self.language
    }

    /// The text of a key, its places still open.
    pub fn text(self, key: Key) -> &'static str {
        // There is a text for every key, which `get` doesn't know.
        self.texts.get(key as usize).copied().unwrap_or_default()
    }
}

/// What is wrong with a language's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1; for a missing text, the line it belongs behind.
    pub line: usize,
    /// The key, as the file has it.
    pub key: &'static str,
    pub fault: Fault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// English has this key, the file doesn't.
    Missing,
    /// No key is called that.
    Unknown,
    /// The key had a text already, which stands.
    Twice,
    /// The key has no text.
    Empty,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_line_by_line() {
        let file = "# Shell\r\n\r\n  Undo=Rückgängig  \nSaving = Speichert = sichert\n";
        let (catalogue, problems) = Catalogue::parse(Language::Russian, file);
        assert_eq!(catalogue.language(), Language::Russian);
        assert_eq!(catalogue.text(Key::Undo), "Rückgängig");
        assert_eq!(catalogue.text(Key::Saving), "Speichert = sichert");
        assert_eq!(problems.len(), Key::ALL.len() - 2);
    }

    #[test]
    fn what_a_file_lacks_is_english_and_a_problem_behind_the_text_before_it() {
        let (catalogue, problems) = Catalogue::parse(Language::Persian, "# a\nUndo = b\n");
        assert_eq!(catalogue.text(Key::UndoWhat), Catalogue::english().text(Key::UndoWhat));
        assert_eq!(problems.first(), Some(&Problem { line: 0, key: "SkipToContent", fault: Fault::Missing }));
        assert!(problems.contains(&Problem { line: 2, key: "UndoWhat", fault: Fault::Missing }));
    }

    #[test]
    fn slips_are_problems_and_change_nothing_else() {
        let (catalogue, problems) =
            Catalogue::parse(Language::Persian, "Undo = a\nUndo = b\nUndoing = c\nClose\n? ?\n");
        let slips: Vec<_> = problems.into_iter().filter(|problem| problem.fault != Fault::Missing).collect();
        assert_eq!(
            slips,
            [
                Problem { line: 2, key: "Undo", fault: Fault::Twice },
                Problem { line: 3, key: "Undoing", fault: Fault::Unknown },
                Problem { line: 4, key: "Close", fault: Fault::Empty },
                Problem { line: 5, key: "? ?", fault: Fault::Unknown },
            ]
        );
        assert_eq!(catalogue.text(Key::Undo), "a");
        assert_eq!(catalogue.text(Key::Close), "Close");
    }
}
