//! The questions of an interview as words for a mail, to be answered in the reply: behind each number.

use super::answers::{end, head};
use super::{Asked, Shown, word};
use crate::book::{AnswerKind, Mark};
use crate::text::{Catalogue, Key};

impl Asked {
    /// What its subject says.
    pub fn mail_subject(&self, catalogue: Catalogue) -> String {
        word(catalogue, Key::AskTitle)
    }

    /// The mail, in the language of the interview; `number` writes a number as that language does. Numbers that are
    /// read again stand in digits every machine reads.
    pub fn mail(&self, catalogue: Catalogue, number: impl Fn(usize) -> String) -> String {
        let shown = self.shown(catalogue);
        let mut lines = vec![
            word(catalogue, Key::AskTitle),
            String::new(),
            format!("{} {}", word(catalogue, Key::AskIntro), word(catalogue, Key::AskMailHow)),
            String::new(),
            head(self.token),
        ];
        for (place, question) in (1..).zip(&shown) {
            lines.push(format!("[{place}] {}{}", question.words, scale(question, &number)));
            lines.extend([format!("{place}: "), String::new()]);
        }
        lines.push(format!("[0] {}", word(catalogue, Key::AskName)));
        lines.extend(["0: ".into(), String::new(), end().into()]);
        lines.join("\n") + "\n"
    }
}

/// " (0 not at all … 10 entirely)"
fn scale(question: &Shown, number: impl Fn(usize) -> String) -> String {
    let [low, high] = &question.ends;
    match question.kind {
        AnswerKind::Mark => format!(" ({} {low} … {} {high})", number(0), number(Mark::BEST.into())),
        AnswerKind::Words => String::new(),
    }
}
