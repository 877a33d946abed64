//! What somebody answered, as a block of text that a person can read and a mail can carry.
//!
//! ```text
//! == vital-few-answers 1 k7pm4x2c9dabewqz ==
//! 1: 7
//! 2: 9
//! 5: The van comes on Thursdays. ⏎ Nobody calls before.
//! 0: Josef Handl
//! == end ==
//! ```
//!
//! Numbers are the places of the questions, 0 is who answers. A line that begins with no number goes on with the
//! one before, so that a mail may wrap it; a break of the answer's own is `⏎`; quoting marks before a line are
//! none of it, nor is what stands around the block. What would be misread is set off by a backslash. Typed by
//! hand under the questions of a [`mail`](super::mail) it is read as well.
//!
//! **Law:** what is written is read, whatever a mail did to its spaces, line ends and quotes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Token, plain};
use crate::book::Question;
use crate::digits::{ascii_digit, digit};

/// What tells such a text from all others.
pub const MARKER: &str = "vital-few-answers";

/// So many bytes of a file or a mail are read at most.
pub const MOST_BYTES: usize = 64 << 10;

/// So many characters has an answer at most.
pub const LONGEST: usize = 4_000;

const VERSION: u32 = 1;

const END: &str = "== end ==";

/// Stands for a break within an answer.
const BREAK: char = '⏎';

/// What may be misread in an answer, and is set off there: what begins a line, ends a block, or quotes.
const SET_OFF: [char; 8] = ['\\', BREAK, '>', ':', '：', '[', '=', '-'];

/// The place of the name of who answers.
const SIGNED: usize = 0;

/// An answer that came back, by the places of the questions; it isn't known yet what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub token: Token,
    /// What they call themselves.
    pub signed: String,
    /// Their words by the number of the question, from 1.
    pub said: BTreeMap<usize, String>,
}

/// Why a text is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerRefusal {
    /// Nothing in it says that it is one.
    NoAnswer,
    TooLarge,
    /// One of its answers is longer than can be.
    TooLong,
    /// Written for a later version of the page.
    Newer,
    /// It is one, and its first line isn't whole.
    Damaged,
    /// Nothing is answered.
    Empty,
    /// No interview of this book asked that.
    Unknown,
}

/// Whether a text has an answer in it, as far as it is read.
pub fn holds_answers(head: &[u8]) -> bool {
    head.windows(MARKER.len()).any(|part| part == MARKER.as_bytes())
}

/// The first line of a block.
pub(super) fn head(token: Token) -> String {
    format!("== {MARKER} {VERSION} {token} ==")
}

pub(super) fn end() -> &'static str {
    END
}

impl Reply {
    /// The block of text.
    pub fn text(&self) -> String {
        let mut lines = vec![head(self.token)];
        lines.extend(self.said.iter().filter_map(|(place, words)| line(*place, words)));
        lines.extend(line(SIGNED, &self.signed));
        lines.push(END.into());
        lines.join("\n") + "\n"
    }

    /// Out of a text that holds a block: a file, or a mail. Of several blocks the first that says something.
    ///
    /// # Errors
    /// [`AnswerRefusal`] says why it is no answer.
    pub fn read(text: &str) -> Result<Self, AnswerRefusal> {
        if text.len() > MOST_BYTES {
            return Err(AnswerRefusal::TooLarge);
        }
        let lines: Vec<String> = text.lines().map(unquoted).collect();
        let heads = lines.iter().enumerate().filter(|(_, line)| line.contains(MARKER));
        let mut first = Err(AnswerRefusal::NoAnswer);
        for (at, head) in heads {
            let found = token_of(head).map(|token| Self::of_lines(token, lines.get(at + 1..).unwrap_or_default()));
            match found {
                Ok(reply) if !reply.said.is_empty() => return reply.checked(),
                Ok(_) if first == Err(AnswerRefusal::NoAnswer) => first = Err(AnswerRefusal::Empty),
                Err(refusal) if first == Err(AnswerRefusal::NoAnswer) => first = Err(refusal),
                _ => {}
            }
        }
        first
    }

    fn checked(self) -> Result<Self, AnswerRefusal> {
        let is_long = |words: &String| words.chars().count() > LONGEST;
        if self.said.values().chain([&self.signed]).any(is_long) { Err(AnswerRefusal::TooLong) } else { Ok(self) }
    }

    fn of_lines(token: Token, lines: &[String]) -> Self {
        let mut raw: BTreeMap<usize, String> = BTreeMap::new();
        let (mut seen, mut current) = (BTreeSet::new(), None);
        let block = lines.iter().take_while(|line| !is_mark(line));
        for line in block {
            match labelled(line, &seen) {
                Some((place, words)) => {
                    seen.insert(place);
                    raw.insert(place, words.into());
                    current = Some(place);
                }
                // The question itself, in a mail that quotes it.
                None if is_question(line) => current = None,
                None => {
                    if let Some(words) = current.and_then(|place| raw.get_mut(&place)) {
                        words.push(if line.is_empty() { '\n' } else { ' ' });
                        words.push_str(line);
                    }
                }
            }
        }
        let mut said: BTreeMap<usize, String> = raw.into_iter().map(|(place, words)| (place, meant(&words))).collect();
        let signed = said.remove(&SIGNED).unwrap_or_default();
        said.retain(|_, words| !words.is_empty());
        Self { token, signed, said }
    }
}

/// A line of a block; `None` where nothing is said.
fn line(place: usize, words: &str) -> Option<String> {
    let words = plain(words);
    let mut text = format!("{place}: ");
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let is_number = |next: Option<char>| next.is_some_and(|next| digit(next).is_some());
        let may_mislead = match letter {
            '\\' | BREAK | '>' => true,
            ':' | '：' => is_number(text.trim_end().chars().next_back()),
            '[' => is_number(next),
            '=' => next == Some('='),
            '-' => text.ends_with("vital"),
            _ => false,
        };
        text.extend(may_mislead.then_some('\\'));
        match letter {
            '\n' => text.extend([' ', BREAK, ' ']),
            other => text.push(other),
        }
    }
    (!words.is_empty()).then_some(text)
}

/// What the words of a line mean: breaks are breaks, what was set off stands by itself. A dash alone says nothing.
fn meant(raw: &str) -> String {
    let mut words = String::with_capacity(raw.len());
    let mut letters = raw.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            BREAK => words.push('\n'),
            '\\' => words.push(letters.next_if(|next| SET_OFF.contains(next)).unwrap_or('\\')),
            other => words.push(other),
        }
    }
    let words = plain(&words);
    if matches!(words.as_str(), "-" | "–" | "—") { String::new() } else { words }
}

/// A line without the marks of quoting before it, and without what can't be seen.
fn unquoted(line: &str) -> String {
    plain(line).trim_start_matches(['>', ' ']).to_owned()
}

/// The token of the first line of a block.
fn token_of(head: &str) -> Result<Token, AnswerRefusal> {
    let (_, rest) = head.split_once(MARKER).ok_or(AnswerRefusal::Damaged)?;
    let mut words = rest.split_whitespace();
    let version = words.next().and_then(|word| word.parse::<u32>().ok()).ok_or(AnswerRefusal::Damaged)?;
    if version > VERSION {
        return Err(AnswerRefusal::Newer);
    }
    words.next().and_then(Token::parse).ok_or(AnswerRefusal::Damaged)
}

/// Whether a line begins or ends a block.
fn is_mark(line: &str) -> bool {
    line.contains(MARKER) || line.starts_with("== end")
}

/// "[3] Does it come on the day we promised?"
fn is_question(line: &str) -> bool {
    let digits = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(number, _)| number);
    digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|letter| digit(letter).is_some()))
}

/// The place a line is about and its words, if it begins an answer: numbers go upwards, the name may come last.
fn labelled<'a>(line: &'a str, seen: &BTreeSet<usize>) -> Option<(usize, &'a str)> {
    let (number, words) = line.split_once([':', '：'])?;
    let digits: String = number.trim_end().chars().map(ascii_digit).collect();
    let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    let place: usize = digits.parse().ok().filter(|place| is_number && *place <= Question::MOST)?;
    let is_next = seen.iter().all(|before| place > *before || place == SIGNED) && !seen.contains(&place);
    is_next.then_some((place, words))
}
