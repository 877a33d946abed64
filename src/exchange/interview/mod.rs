//! A satisfaction interview that goes out to a customer and comes back (R1).
//!
//! | module | what |
//! | --- | --- |
//! | [`link`] | the questions in the fragment of an address, out and in |
//! | [`html`] | one page of its own that asks them, out |
//! | [`mail`] | the questions as words for a mail, out |
//! | [`answers`] | what somebody answered, as a block of text: out of the page or the form, in from a file or a mail |
//! | [`returning`] | an answer that finds its interview in the book, as one change |
//!
//! **Invariants.** What goes out carries the questions and a random token, nothing else of ours. What comes back
//! is text, whatever it holds: it is cut to what can be shown ([`plain`]), never run, and what is over the limits
//! is refused as a whole. All three ways lead to one block of text, which a mail may quote and wrap.

pub mod answers;
pub mod html;
pub mod link;
pub mod mail;
pub mod returning;
pub mod thanks;

mod plain;
mod token;

pub use plain::plain;
pub use token::Token;

use crate::book::question_set::{ENDS, UsualQuestion};
use crate::book::{AnswerKind, Question, SatisfactionInterview};
use crate::text::{Catalogue, Key, Language};

/// An interview as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub token: Token,
    pub language: Language,
    pub questions: Vec<Question>,
}

/// A question as it is read, in the language of its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub words: String,
    pub kind: AnswerKind,
    /// What 0 and 10 mean.
    pub ends: [String; 2],
    pub hint: String,
}

impl Asked {
    /// What an interview of the book asks, whose usual words are those of this catalogue; `None` if it never went
    /// out. What is said in the usual words goes without them.
    pub fn of(interview: &SatisfactionInterview, catalogue: Catalogue) -> Option<Self> {
        let token = Token::parse(&interview.token)?;
        let mut questions = interview.questions.clone();
        for question in &mut questions {
            let usual = UsualQuestion::of_code(&question.code);
            if usual.is_some_and(|usual| catalogue.get(usual.words) == Some(&question.words)) {
                question.words.clear();
            }
        }
        Some(Self { token, language: catalogue.language(), questions })
    }

    /// The interview that goes out with a new token, to be kept: with all words as they are now.
    pub fn begun(token: Token, questions: &[Question], catalogue: Catalogue) -> SatisfactionInterview {
        let with_words =
            |question: &Question| Question { words: question.asked(|key| word(catalogue, key)), ..question.clone() };
        SatisfactionInterview {
            token: token.to_string(),
            language: catalogue.language().code().into(),
            questions: questions.iter().map(with_words).collect(),
            ..SatisfactionInterview::default()
        }
    }

    /// The questions in the words of a language; own words stay what they are.
    pub fn shown(&self, catalogue: Catalogue) -> Vec<Shown> {
        self.questions.iter().map(|question| Shown::of(question, catalogue)).collect()
    }
}

impl Shown {
    fn of(question: &Question, catalogue: Catalogue) -> Self {
        let usual = UsualQuestion::of_code(&question.code);
        let ends = usual.map_or(ENDS, |usual| usual.ends);
        let hint = usual.and_then(|usual| usual.hint);
        Self {
            words: question.asked(|key| word(catalogue, key)),
            kind: question.kind,
            ends: ends.map(|key| word(catalogue, key)),
            hint: hint.map(|key| word(catalogue, key)).unwrap_or_default(),
        }
    }
}

/// A text of the language of the interview.
fn word(catalogue: Catalogue, key: Key) -> String {
    catalogue.get(key).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
