//! What Rust source says of other modules, told by its tokens: a parser would know more, and nothing
//! that matters here.

use std::collections::BTreeMap;

/// A path as it is written, `crate::book::Account`, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub path: Vec<String>,
    /// Modules written out in the file (`mod tests { … }`) in which it stands.
    pub inside: Vec<String>,
    /// Whether only tests see it.
    pub is_test: bool,
}

/// What a file of source says of other modules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Every path of more than one segment, and all that is imported.
    pub named: Vec<Named>,
    /// What imports call by which name; of those outside inner modules.
    pub imports: BTreeMap<String, Vec<String>>,
    /// The modules it declares for tests alone.
    pub test_modules: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    /// `::`
    Path,
    Sign(char),
}

impl Source {
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { tokens: tokens(text), ..Reader::default() };
        reader.read();
        reader.source
    }
}

/// Walks the tokens of a file.
#[derive(Default)]
struct Reader<'a> {
    tokens: Vec<(usize, Token<'a>)>,
    at: usize,
    /// How many brackets of any sort are open.
    depth: usize,
    /// Inner modules with the depth their braces stand at.
    inside: Vec<(String, usize)>,
    /// The depth at which what is for tests alone began.
    test: Option<usize>,
    source: Source,
}

impl<'a> Reader<'a> {
    fn token(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).map(|(_, token)| *token)
    }

    fn word(&self, ahead: usize) -> Option<&'a str> {
        match self.token(ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn is(&self, ahead: usize, sign: char) -> bool {
        self.token(ahead) == Some(Token::Sign(sign))
    }

    fn read(&mut self) {
        while let Some(token) = self.token(0) {
            match token {
                Token::Sign('#') => self.attribute(),
                Token::Sign('{' | '(' | '[') => {
                    self.depth += 1;
                    self.at += 1;
                }
                Token::Sign(')' | ']') => {
                    self.depth = self.depth.saturating_sub(1);
                    self.at += 1;
                }
                Token::Sign('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.inside.last().is_some_and(|(_, depth)| *depth == self.depth) {
                        self.inside.pop();
                    }
                    self.end_item();
                }
                Token::Sign(';') => self.end_item(),
                Token::Word("mod") => self.module(),
                Token::Word("use") if !self.is(1, '<') => {
                    self.at += 1;
                    self.import(&[]);
                }
                Token::Word(_) if self.token(1) == Some(Token::Path) => self.path(),
                // What follows on generics, `Vec::<u8>::new`, belongs to the path before them.
                Token::Path => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// Ends what was for tests alone.
    fn end_item(&mut self) {
        if self.test == Some(self.depth) {
            self.test = None;
        }
        self.at += 1;
    }

    /// An attribute; `#[cfg(test)]` begins what is for tests alone.
    fn attribute(&mut self) {
        self.at += 1;
        if self.is(0, '!') {
            self.at += 1;
        }
        if !self.is(0, '[') {
            return;
        }
        let is_cfg = self.word(1) == Some("cfg");
        let mut open = 0_usize;
        let (mut is_test, mut is_not) = (false, false);
        while let Some(token) = self.token(0) {
            match token {
                Token::Sign('[') => open += 1,
                Token::Sign(']') => open = open.saturating_sub(1),
                Token::Word("test") => is_test = true,
                Token::Word("not") => is_not = true,
                Token::Word(_) if self.token(1) == Some(Token::Path) => {
                    self.path();
                    continue;
                }
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                break;
            }
        }
        if is_cfg && is_test && !is_not && self.test.is_none() {
            self.test = Some(self.depth);
        }
    }

    fn module(&mut self) {
        if let Some(name) = self.word(1) {
            if self.is(2, '{') {
                self.inside.push((name.to_owned(), self.depth));
            } else if self.is(2, ';') && self.test.is_some() {
                self.source.test_modules.push(name.to_owned());
            }
        }
        self.at += 1;
    }

    /// A path within code.
    fn path(&mut self) {
        let line = self.tokens[self.at].0;
        let mut path = Vec::new();
        while let Some(word) = self.word(0) {
            path.push(word.to_owned());
            self.at += 1;
            if self.token(0) != Some(Token::Path) || self.word(1).is_none() {
                break;
            }
            self.at += 1;
        }
        // `Vec::<u8>` and `call::<u8>()` name nothing of others.
        if path.len() > 1 {
            self.name(line, path);
        }
    }

    fn name(&mut self, line: usize, path: Vec<String>) {
        let inside = self.inside.iter().map(|(name, _)| name.clone()).collect();
        self.source.named.push(Named { line, path, inside, is_test: self.test.is_some() });
    }

    /// What stands behind `use`, or in the braces of one.
    fn import(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        loop {
            let line = self.tokens.get(self.at).map_or(0, |(line, _)| *line);
            match self.token(0) {
                Some(Token::Word("as")) => {
                    if let Some(alias) = self.word(1) {
                        self.imported(line, &path, alias);
                    }
                    self.at += 2;
                    path.clear();
                }
                Some(Token::Word(word)) => {
                    self.at += 1;
                    // In braces it is the module itself that is named.
                    if word != "self" || path.is_empty() {
                        path.push(word.to_owned());
                    }
                    if self.token(0) != Some(Token::Path) && self.word(0) != Some("as") {
                        let name = path.last().cloned().unwrap_or_default();
                        self.imported(line, &path, &name);
                        path.clear();
                    }
                }
                Some(Token::Path) => self.at += 1,
                Some(Token::Sign('*')) => {
                    self.at += 1;
                    self.name(line, path.clone());
                }
                Some(Token::Sign('{')) => {
                    self.at += 1;
                    self.import(&path);
                }
                Some(Token::Sign(',')) => {
                    self.at += 1;
                    path = before.to_vec();
                }
                Some(Token::Sign('}')) => {
                    self.at += 1;
                    return;
                }
                // Left to the caller, for it may end more than the import.
                _ => return,
            }
        }
    }

    fn imported(&mut self, line: usize, path: &[String], name: &str) {
        if self.inside.is_empty() {
            self.source.imports.insert(name.to_owned(), path.to_vec());
        }
        self.name(line, path.to_vec());
    }
}

/// The words and signs of a text of Rust, without comments, literals and lifetimes.
fn tokens(text: &str) -> Vec<(usize, Token<'_>)> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment_length(rest)
        } else if c == '"' {
            string_length(rest)
        } else if c == '\'' {
            quote_length(rest)
        } else if c.is_alphanumeric() || c == '_' {
            let word = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())];
            match literal_length(word, &rest[word.len()..]) {
                Some(length) => word.len() + length,
                None => {
                    if !c.is_ascii_digit() {
                        tokens.push((line, Token::Word(word)));
                    }
                    word.len()
                }
            }
        } else if rest.starts_with("::") {
            tokens.push((line, Token::Path));
            2
        } else {
            if !c.is_whitespace() {
                tokens.push((line, Token::Sign(c)));
            }
            c.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// Comments of this sort may hold others.
fn comment_length(text: &str) -> usize {
    let mut open = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            open += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            open -= 1;
            at += 2;
            if open == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of what begins with a single quote: a character, or the quote and name of a lifetime.
fn quote_length(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some(_)) => chars.find(|(_, c)| *c == '\'').map_or(text.len(), |(at, _)| at + 1),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => {
            let end = text[1..].find(|c: char| !c.is_alphanumeric() && c != '_');
            end.map_or(text.len(), |end| end + 1)
        }
    }
}

/// How much of `rest` is a literal that `prefix` begins: `b"…"`, `r#"…"#`, `b'…'`.
fn literal_length(prefix: &str, rest: &str) -> Option<usize> {
    match prefix {
        "b" | "c" if rest.starts_with('"') => Some(string_length(rest)),
        "b" if rest.starts_with('\'') => Some(quote_length(rest)),
        "r" | "br" | "cr" => {
            let hashes = rest.len() - rest.trim_start_matches('#').len();
            let inner = rest[hashes..].strip_prefix('"')?;
            let end = format!("\"{}", "#".repeat(hashes));
            Some(inner.find(&end).map_or(rest.len(), |at| hashes + 1 + at + end.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        Source::read(text).named.iter().map(|named| named.path.join("::")).collect()
    }

    #[test]
    fn imports_are_taken_apart() {
        assert_eq!(
            named("use crate::{book::{Account, account::field as f}, ledger::{self, *}};\npub(super) use super::days;"),
            ["crate::book::Account", "crate::book::account::field", "crate::ledger", "crate::ledger", "super::days"]
        );
        let source = Source::read("use crate::{book::account::field as f, ledger::{self, Sale}};");
        let names: Vec<&str> = source.imports.keys().map(String::as_str).collect();
        assert_eq!(names, ["Sale", "f", "ledger"]);
    }

    #[test]
    fn paths_in_code_are_found() {
        assert_eq!(
            named("fn a(x: &crate::book::Book) -> Vec<u8> { super::b(x, Vec::<u8>::new(), self.c::<D>()) }"),
            ["crate::book::Book", "super::b"]
        );
        assert_eq!(named("#[derive(serde::Serialize)] struct A;"), ["serde::Serialize"]);
    }

    #[test]
    fn comments_and_literals_name_nothing() {
        let text = r##"
            //! [`crate::ui`]
            /* crate::ui::a /* crate::ui::b */ crate::ui::c */
            const A: &str = "crate::ui::d \" crate::ui::e";
            const B: &str = r#"crate::ui::f " crate::ui::g"#;
            const C: [char; 3] = ['"', '\'', ':'];
            fn d<'a>(e: &'a str) -> crate::book::Book {}
        "##;
        assert_eq!(named(text), ["crate::book::Book"]);
    }

    #[test]
    fn what_is_for_tests_alone_is_told_apart() {
        let text = "use a::b;\n#[cfg(test)]\nuse a::c;\n#[cfg(test)]\nmod tests { use super::*; fn e() { a::f() } }\n\
                    #[cfg(test)]\nmod laws;\nmod more;\n#[cfg(not(test))]\nuse a::g;";
        let source = Source::read(text);
        let tests: Vec<(usize, bool)> = source.named.iter().map(|named| (named.line, named.is_test)).collect();
        assert_eq!(tests, [(1, false), (3, true), (5, true), (5, true), (10, false)]);
        assert_eq!(source.named[2].inside, ["tests"]);
        assert_eq!(source.test_modules, ["laws"]);
        assert!(!source.imports.contains_key("*") && source.imports.contains_key("g"));
    }
}
