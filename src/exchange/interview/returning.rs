//! An answer that finds its interview: what it says to each question, and the change that writes it down.

use super::Token;
use super::answers::{AnswerRefusal, Reply};
use crate::book::question_set::{BOTHERS, MISSING, OVERALL};
use crate::book::satisfaction_interview::{SATISFACTION_INTERVIEW, field};
use crate::book::{AnswerKind, Answered, Book, Change, Label, Mark, Question, RecordId, SatisfactionInterview};
use crate::calendar::Date;
use crate::digits::ascii_digit;

/// An answer and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    pub id: RecordId,
    pub interview: SatisfactionInterview,
    /// What they call themselves.
    pub signed: String,
    /// What was answered, in the order it was asked.
    pub answers: Vec<Answered>,
}

/// What the book holds of this interview already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Already {
    /// Nothing.
    Nothing,
    /// Just this.
    TheSame,
    /// Another answer, which this one would take the place of.
    Another,
}

/// The interview that carries a token; of several, which a merge may bring, the first.
fn of_token(book: &Book, token: Token) -> Option<RecordId> {
    let token = token.to_string();
    book.values(field::token).find(|(_, of)| *of == token).map(|(id, _)| id)
}

impl Returned {
    /// Out of what was read.
    ///
    /// # Errors
    /// [`AnswerRefusal`] if no interview of this book asked that, or nothing that was asked is answered.
    pub fn of(book: &Book, reply: &Reply) -> Result<Self, AnswerRefusal> {
        let id = of_token(book, reply.token).ok_or(AnswerRefusal::Unknown)?;
        let interview: SatisfactionInterview = book.get(id).ok_or(AnswerRefusal::Unknown)?;
        let said = |(place, question): (usize, &Question)| Some(answered(question, reply.said.get(&place)?));
        let answers: Vec<Answered> = (1..).zip(&interview.questions).filter_map(said).collect();
        if answers.is_empty() {
            return Err(AnswerRefusal::Empty);
        }
        Ok(Self { id, interview, signed: reply.signed.clone(), answers })
    }

    /// The mark all in all.
    pub fn overall(&self) -> Option<Mark> {
        self.answers.iter().find(|answered| answered.code == OVERALL).and_then(|answered| answered.mark)
    }

    fn words_of(&self, code: &str) -> String {
        let found = self.answers.iter().find(|answered| answered.code == code);
        found.map(|answered| answered.words.clone()).unwrap_or_default()
    }

    /// What has no field of its own. Words where a mark was asked for are kept as well.
    fn others(&self) -> Vec<Answered> {
        let has_field = |answered: &Answered| match answered.code.as_str() {
            OVERALL => answered.mark.is_some(),
            code => [BOTHERS, MISSING].contains(&code),
        };
        self.answers.iter().filter(|answered| !has_field(answered)).cloned().collect()
    }

    pub fn already(&self) -> Already {
        let SatisfactionInterview { overall, bothers, missing, answers, signed, .. } = &self.interview;
        let is_same = *overall == self.overall()
            && *bothers == self.words_of(BOTHERS)
            && *missing == self.words_of(MISSING)
            && *answers == self.others()
            && *signed == self.signed;
        match self.interview.is_answered() {
            false => Already::Nothing,
            true if is_same => Already::TheSame,
            true => Already::Another,
        }
    }

    /// The change that writes it down, on a day. What came before is no longer there, and comes back by undo.
    pub fn change(&self, book: &Book, today: Date) -> Change {
        let of = self.interview.account.map(|account| book.name(account)).unwrap_or_default();
        let id = self.id;
        let edits = vec![
            field::day.set(id, Some(today)),
            field::returned.set(id, Some(today)),
            field::overall.set(id, self.overall()),
            field::bothers.set(id, self.words_of(BOTHERS)),
            field::missing.set(id, self.words_of(MISSING)),
            field::answers.set(id, self.others()),
            field::signed.set(id, self.signed.clone()),
        ];
        Change::new(Label::Edit { kind: SATISFACTION_INTERVIEW.words(), of }, edits)
    }
}

/// What was said to a question. A mark is the number at its beginning; what is none stays words.
fn answered(question: &Question, said: &str) -> Answered {
    let mark = (question.kind == AnswerKind::Mark).then(|| marked(said)).flatten();
    let words = if mark.is_some() { String::new() } else { said.to_owned() };
    Answered { code: question.code.clone(), asked: question.words.clone(), mark, words }
}

/// "7", "۷", "7/10", "7 of 10", "7."
fn marked(said: &str) -> Option<Mark> {
    let said: String = said.trim().chars().map(ascii_digit).collect();
    let end = said.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(said.len());
    let (number, rest) = said.split_at(end);
    let is_exact = rest.is_empty() || rest.starts_with(['/', ' ']) || rest == ".";
    number.parse().ok().filter(|_| is_exact).and_then(Mark::new)
}
