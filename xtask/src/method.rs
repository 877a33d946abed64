//! The method and the code agree: each rule that a comment cites stands in `docs`, and each file that
//! `docs` names is there.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use crate::dist::files_below;

/// What ids of rules begin with.
const LETTERS: &str = "KAMDRPLTIC";

/// Where the two disagree.
pub fn problems(root: &Path) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut rules = BTreeSet::new();
    for (path, text) in texts(&root.join("docs"), "md")? {
        for (line, id) in defined(&text) {
            if !rules.insert(id.to_owned()) {
                problems.push(format!("{path}:{line}: {id} is there twice"));
            }
        }
        for (line, file) in linked(&text) {
            if !root.join("docs").join(file).exists() {
                problems.push(format!("{path}:{line}: there is no {file}"));
            }
        }
    }
    for (path, text) in texts(&root.join("src"), "rs")? {
        for (line, citation) in cited(&text) {
            if !rules.contains(citation) {
                problems.push(format!("{path}:{line}: no rule {citation} in docs/method.md"));
            }
        }
    }
    Ok(problems)
}

fn texts(directory: &Path, extension: &str) -> Result<Vec<(String, String)>> {
    let mut files = files_below(directory)?;
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    let text = |path: &Path| std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    files.iter().map(|path| Ok((path.display().to_string(), text(path)?))).collect()
}

/// The rules a document says, with their lines: rows of tables, and headings, that begin with an id.
fn defined(text: &str) -> Vec<(usize, &str)> {
    let begin = |(number, line)| Some((number, rule_of(line)?));
    numbered(text).filter_map(begin).collect()
}

fn rule_of(line: &str) -> Option<&str> {
    let heading = line.trim_start_matches('#');
    let rest = line.strip_prefix("| ").or_else(|| heading.strip_prefix(' ').filter(|_| heading != line))?;
    rest.split([' ', '.']).next().filter(|word| is_id(word))
}

/// The files a document leads to, with their lines.
fn linked(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in numbered(text) {
        for (_, rest) in line.match_indices("](").map(|(at, mark)| line.split_at(at + mark.len())) {
            let file = rest.split([')', '#']).next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") {
                found.push((number, file));
            }
        }
    }
    found
}

/// The ids in comments, with their lines; numbers of rules too, which are no ids and thus never known.
fn cited(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in numbered(code) {
        let Some(comment) = comment(line) else { continue };
        let mut before = "";
        for word in words(comment) {
            let is_number = word.bytes().all(|byte| byte.is_ascii_digit()) && matches!(before, "rule" | "rules");
            if is_id(word) || is_number {
                found.push((number, word));
            }
            before = word;
        }
    }
    found
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

/// What a line of code says after `//`; an address in a text is none.
fn comment(line: &str) -> Option<&str> {
    let is_begin = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
    line.match_indices("//").map(|(at, _)| at).find(is_begin).map(|at| &line[at..])
}

/// The words of a comment, without code and quotations: `A1` is a cell of a sheet.
fn words(comment: &str) -> impl Iterator<Item = &str> {
    let plain = comment.split(['`', '"']).step_by(2);
    plain.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_')).filter(|word| !word.is_empty())
}

/// One letter and a number of one or two digits; C12a stands between two.
fn is_id(word: &str) -> bool {
    let Some(number) = word.strip_prefix(|c| LETTERS.contains(c)) else { return false };
    let digits = number.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(number);
    matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_in_tables_and_headings() {
        let text = "# A title\n| id | rule |\n| K1 | Key, see K2. |\n## C12a. Silence\n\nR1 is none here.\n";
        assert_eq!(defined(text), [(3, "K1"), (4, "C12a")]);
    }

    #[test]
    fn ids_are_cited_in_comments() {
        let code = "//! Who decides (D3, D5–D7).\nlet cell = \"D9\"; // as (C12a) says\nlet D8 = 1;";
        assert_eq!(cited(code), [(1, "D3"), (1, "D5"), (1, "D7"), (2, "C12a")]);
    }

    #[test]
    fn code_and_quotations_cite_nothing() {
        assert!(
            cited("// The block `A1:B3`, \"Model T1\", X9, A123, D1x2.\nlet page = \"http://host/ D4\";").is_empty()
        );
    }

    #[test]
    fn a_rule_is_not_cited_by_its_number() {
        assert_eq!(cited("/// As rule 11 of importing says, in 3 rules.\n// A rule of thumb."), [(1, "11")]);
    }

    #[test]
    fn links_lead_to_files() {
        let text = "[a](../src/a.rs), [b](b.md#part)\n[c](#here) [d](https://host/d.md)";
        assert_eq!(linked(text), [(1, "../src/a.rs"), (1, "b.md")]);
    }
}
