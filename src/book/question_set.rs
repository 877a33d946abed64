//! What is asked in a satisfaction interview (R1): the usual questions, and a company's own.

use serde::{Deserialize, Serialize};

use super::codes::codes;
use super::{Book, Mark, RecordId};
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// The questions that are asked in one language. Empty: the usual ones.
    QuestionSet = "question_set" {
        /// By its tag.
        language: String,
        questions: Vec<Question>,
    }
}

codes! {
    /// How a question is answered.
    AnswerKind {
        /// By a mark from 0 to 10.
        Mark = "mark" => QuestionMark,
        /// In words.
        Words = "words" => QuestionWords,
    }
}

/// A question as it is asked, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// By which an answer finds it, whatever becomes of its words.
    pub code: String,
    pub kind: AnswerKind,
    /// The company's own words; empty: the usual ones of this code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// What somebody answered, with the question as it stood then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub code: String,
    /// The words of the question.
    pub asked: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// A question that every book has.
pub struct UsualQuestion {
    pub code: &'static str,
    pub kind: AnswerKind,
    pub words: Key,
    /// What 0 and 10 mean, for a mark.
    pub ends: [Key; 2],
    /// What helps to answer it, for words.
    pub hint: Option<Key>,
}

/// How satisfied somebody is, all in all: the mark of C8.
pub const OVERALL: &str = "overall";
/// What bothers them.
pub const BOTHERS: &str = "bothers";
/// What they miss.
pub const MISSING: &str = "missing";

/// What 0 and 10 mean where nobody says otherwise.
pub const ENDS: [Key; 2] = [Key::AskNotAtAll, Key::AskEntirely];

/// Few and well chosen: how it is, and above all what bothers and what is missing (R1).
pub static USUAL: [UsualQuestion; 6] = [
    mark(OVERALL, Key::AskOverall, ENDS),
    mark("goods", Key::AskGoods, ENDS),
    mark("delivery", Key::AskDelivery, [Key::AskNever, Key::AskAlways]),
    mark("response", Key::AskResponse, ENDS),
    words(BOTHERS, Key::AskBothers, Key::AskBothersHint),
    words(MISSING, Key::AskMissing, Key::AskMissingHint),
];

const fn mark(code: &'static str, words: Key, ends: [Key; 2]) -> UsualQuestion {
    UsualQuestion { code, kind: AnswerKind::Mark, words, ends, hint: None }
}

const fn words(code: &'static str, words: Key, hint: Key) -> UsualQuestion {
    UsualQuestion { code, kind: AnswerKind::Words, words, ends: ENDS, hint: Some(hint) }
}

impl UsualQuestion {
    pub fn of_code(code: &str) -> Option<&'static Self> {
        USUAL.iter().find(|usual| usual.code == code)
    }

    fn question(&self) -> Question {
        Question { code: self.code.into(), kind: self.kind, words: String::new() }
    }
}

impl Question {
    /// More are no interview.
    pub const MOST: usize = 12;
    /// So many characters has a question at most.
    pub const LONGEST: usize = 240;

    /// Whether there is something to ask, and a way to answer it: a usual question is answered as it always is.
    pub fn is_sound(&self) -> bool {
        match UsualQuestion::of_code(&self.code) {
            Some(usual) => usual.kind == self.kind,
            None => !self.code.is_empty() && !self.words.is_empty(),
        }
    }

    /// What is asked; `usual` says the usual words in the language of the interview.
    pub fn asked(&self, usual: impl Fn(Key) -> String) -> String {
        match UsualQuestion::of_code(&self.code) {
            Some(known) if self.words.is_empty() => usual(known.words),
            _ => self.words.clone(),
        }
    }
}

impl QuestionSet {
    /// The record of a language, by its tag: the same in every book, so that two people's questions meet.
    pub fn of_language(language: &str) -> RecordId {
        RecordId::derived(RecordId::well_known(0x30), language)
    }

    /// The questions asked in a language: the company's, else the usual ones.
    pub fn in_use(book: &Book, language: &str) -> Vec<Question> {
        let mut own = book.value(Self::of_language(language), field::questions);
        own.retain(Question::is_sound);
        own.truncate(Question::MOST);
        if own.is_empty() { Self::usual() } else { own }
    }

    pub fn usual() -> Vec<Question> {
        USUAL.iter().map(UsualQuestion::question).collect()
    }

    /// A code that none of these questions has, for one that is added.
    pub fn new_code(questions: &[Question]) -> String {
        let is_free = |code: &String| questions.iter().all(|question| question.code != *code);
        (1..).map(|number| format!("own{number}")).find(is_free).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, RecordKind, Stamp};

    fn own(code: &str, words: &str) -> Question {
        Question { code: code.into(), kind: AnswerKind::Words, words: words.into() }
    }

    fn in_use(questions: Vec<Question>) -> Vec<Question> {
        let (mut book, id) = (Book::default(), QuestionSet::of_language("en"));
        book.apply(&Change::new(Label::Settings, vec![field::questions.set(id, questions)]), Stamp::default());
        assert_eq!(QuestionSet::in_use(&book, "fa"), QuestionSet::usual(), "another language has its own");
        assert!(book.is_empty(), "questions fill no book");
        QuestionSet::in_use(&book, "en")
    }

    #[test]
    fn nobody_s_questions_are_the_usual_ones() {
        assert_eq!(in_use(vec![]), QuestionSet::usual());
        let codes: Vec<&str> = USUAL.iter().map(|usual| usual.code).collect();
        assert_eq!(codes, [OVERALL, "goods", "delivery", "response", BOTHERS, MISSING]);
        assert!(QuestionSet::usual().iter().all(Question::is_sound));
    }

    #[test]
    fn what_cannot_be_asked_is_left_out() {
        let good = own("own1", "Which fair shall we meet at?");
        // Without words, without a code, and a mark that is answered in words.
        let asked = in_use(vec![own("own2", ""), own("", "What?"), own(OVERALL, ""), good.clone()]);
        assert_eq!(asked, std::slice::from_ref(&good));
        assert_eq!(in_use(vec![good; 40]).len(), Question::MOST);
    }

    #[test]
    fn own_words_go_before_the_usual_ones() {
        let usual = |_| "usual".to_owned();
        assert_eq!(own(MISSING, "").asked(usual), "usual");
        assert_eq!(own(MISSING, "What else?").asked(usual), "What else?");
    }

    #[test]
    fn a_new_question_has_a_code_of_its_own() {
        assert_eq!(QuestionSet::new_code(&[own("own1", "a"), own("own3", "b")]), "own2");
        let written = QuestionSet { language: "en".into(), questions: vec![own("own1", "a")] };
        assert_eq!(written.create(QuestionSet::of_language("en")).len(), 2);
    }
}
