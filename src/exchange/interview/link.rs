//! The questions of an interview in the fragment of an address, so that whoever opens it needs no file of ours.
//!
//! The first byte is the version; then a mark of four bytes of what follows, which is deflated: the token, the
//! language and the questions, by postcard. All of it as base64 that stands in an address. Usual questions are
//! their codes alone, so that most addresses are short.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{Asked, Token, plain};
use crate::book::{AnswerKind, Question};
use crate::text::Language;

/// What stands before the questions.
pub const PATH: &str = "#/interview/";

/// So many characters has a fragment at most: some programs cut longer ones.
pub const LONGEST: usize = 2_000;

const VERSION: u8 = 1;

/// So many bytes are the questions at most, whatever they are packed into.
const UNPACKED: u64 = 16_000;

/// Why there is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How many characters it would have.
    pub characters: usize,
}

/// Why an address asks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRefusal {
    /// Longer than any of ours.
    TooLong,
    /// Made by a later version of the page.
    Newer,
    /// Cut off, altered, or never one of ours.
    Damaged,
}

/// What is packed.
#[derive(Serialize, Deserialize)]
struct Packed {
    token: [u8; 10],
    language: String,
    /// Code, whether it is answered by a mark, own words.
    questions: Vec<(String, bool, String)>,
}

impl Asked {
    /// The fragment of an address that asks it, with its `#`.
    ///
    /// # Errors
    /// [`TooLong`] if some program might cut it.
    pub fn fragment(&self) -> Result<String, TooLong> {
        let question = |of: &Question| (of.code.clone(), of.kind == AnswerKind::Mark, of.words.clone());
        let packed = Packed {
            token: self.token.bytes(),
            language: self.language.code().into(),
            questions: self.questions.iter().map(question).collect(),
        };
        let body = deflated(&postcard::to_stdvec(&packed).unwrap_or_default());
        let bytes = [&[VERSION], mark(&body).as_slice(), &body].concat();
        let fragment = format!("{PATH}{}", URL_SAFE_NO_PAD.encode(bytes));
        if fragment.len() > LONGEST { Err(TooLong { characters: fragment.len() }) } else { Ok(fragment) }
    }

    /// Out of what stands behind [`PATH`]. What a program put behind it, a full stop or a bracket, is no part of it.
    ///
    /// # Errors
    /// [`LinkRefusal`] says what is wrong with it.
    pub fn of_fragment(questions: &str) -> Result<Self, LinkRefusal> {
        if questions.len() > LONGEST {
            return Err(LinkRefusal::TooLong);
        }
        let is_ours = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        let text = questions.trim_end_matches(|letter| !is_ours(letter));
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkRefusal::Damaged)?;
        let (version, rest) = bytes.split_first().ok_or(LinkRefusal::Damaged)?;
        let (marked, body) = rest.split_first_chunk::<4>().ok_or(LinkRefusal::Damaged)?;
        if *marked != mark(body) {
            return Err(LinkRefusal::Damaged);
        }
        if *version > VERSION {
            return Err(LinkRefusal::Newer);
        }
        Self::of_packed(body).filter(|_| *version == VERSION).ok_or(LinkRefusal::Damaged)
    }

    fn of_packed(body: &[u8]) -> Option<Self> {
        let mut bytes = Vec::new();
        DeflateDecoder::new(body).take(UNPACKED + 1).read_to_end(&mut bytes).ok()?;
        let packed: Packed = (bytes.len() as u64 <= UNPACKED).then(|| postcard::from_bytes(&bytes).ok())??;
        let question = |(code, is_mark, words): (String, bool, String)| Question {
            code,
            kind: if is_mark { AnswerKind::Mark } else { AnswerKind::Words },
            words: plain(&words),
        };
        let questions: Vec<Question> = packed.questions.into_iter().map(question).collect();
        let is_asked = (1..=Question::MOST).contains(&questions.len()) && questions.iter().all(Question::is_sound);
        let language = Language::of_code(&packed.language)?;
        is_asked.then_some(Self { token: Token::of(packed.token), language, questions })
    }
}

/// What tells a fragment that was cut or altered: the first bytes of its hash.
fn mark(body: &[u8]) -> [u8; 4] {
    xxh3_64(body).to_le_bytes().first_chunk::<4>().copied().unwrap_or_default()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Memory takes all that is written.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn packed(version: u8, body: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode([&[version], mark(body).as_slice(), body].concat())
    }

    /// What a later version of the page would make.
    pub fn of_version(version: u8) -> String {
        packed(version, b"whatever it holds then")
    }

    /// A few bytes that unpack to many.
    pub fn bomb() -> String {
        packed(VERSION, &deflated(&vec![0; 1 << 20]))
    }
}
