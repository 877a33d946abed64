//! The pieces a header is made of.

use crate::digits::digit;
use crate::exchange::cell::date::is_letter;
use crate::exchange::cell::fold::fold;

/// Headers of more pieces name no period.
const MOST_TOKENS: usize = 12;

/// A piece of a header.
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub what: What,
    /// What stands before it, as one character: `\0` nothing, ` ` space.
    pub before: char,
}

#[derive(PartialEq)]
pub(super) enum What {
    Number(u32, usize),
    /// Folded.
    Word(String),
}

/// The pieces of a header: runs of digits, runs of letters, per cent signs.
pub(super) fn tokens(header: &str) -> Option<Vec<Token<'_>>> {
    let mut found = Vec::new();
    let (mut rest, mut before) = (header, '\0');
    while let Some(first) = rest.chars().next() {
        let is_digit = digit(first).is_some();
        if !is_digit && !is_letter(first) && first != '%' {
            // A space says less than what is beside it.
            before = if first.is_whitespace() && before != '\0' { before } else { first };
            rest = rest.get(first.len_utf8()..)?;
            continue;
        }
        let belongs = |c: char| if is_digit { digit(c).is_some() } else { is_letter(c) };
        let end = if first == '%' { 1 } else { rest.find(|c: char| !belongs(c)).unwrap_or(rest.len()) };
        let (text, after) = rest.split_at_checked(end)?;
        let what = if is_digit {
            let count = text.chars().count();
            let value = text.chars().take(5).try_fold(0, |sum, c| Some(sum * 10 + digit(c)?))?;
            What::Number(value, count)
        } else if first == '%' {
            What::Word("%".to_owned())
        } else {
            What::Word(fold(text).replace(' ', ""))
        };
        found.push(Token { text, what, before: if before.is_whitespace() { ' ' } else { before } });
        if found.len() > MOST_TOKENS {
            return None;
        }
        (rest, before) = (after, '\0');
    }
    Some(found)
}
