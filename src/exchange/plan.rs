//! How a file is to be read, and the questions that must be asked first.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DateFormat, Need, NumberFormat, Outline, Role};
use crate::ledger::Currency;

/// What a discount column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiscountKind {
    /// 0.15
    Fraction,
    /// 15
    Percent,
}

/// How to read a file. The vectors have an entry for each column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub delimiter: char,
    /// The line the header begins on, from 1; what is above is not read.
    pub header_line: u64,
    pub headers: Vec<String>,
    pub roles: Vec<Role>,
    /// `None` while undecided: then a cell that can be read in two ways is a bad one.
    pub numbers: Vec<Option<NumberFormat>>,
    /// `None` while undecided: then only dates with the year first are read.
    pub dates: Vec<Option<DateFormat>>,
    pub discount: DiscountKind,
    /// The currency of the amounts; rows in another one are skipped.
    pub currency: Currency,
}

/// What is in doubt about a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Whether reading must wait for the answer.
    pub blocking: bool,
    /// Index of the column it is about.
    pub column: usize,
    /// A value from the file; may be empty.
    pub example: String,
    /// At least two. The kind of their answers is the kind of the question.
    pub options: Vec<Choice>,
    /// What the plan says; `None` if nobody decided yet.
    pub answer: Option<Answer>,
}

/// A possible answer, and what the example would mean by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub answer: Answer,
    pub reading: Option<Reading>,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Date(DateFormat),
    Number(NumberFormat),
    Currency(Currency),
    Discount(DiscountKind),
}

/// What an example means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    Date(Date),
    /// Plain: ASCII digits, a point, a minus.
    Number(String),
}

impl Plan {
    /// What is missing for an import, given the roles as they are.
    pub fn missing(&self) -> Vec<Need> {
        let has = |role| self.roles.contains(&role);
        let needs = [
            (Need::Customer, has(Role::Customer) || has(Role::CustomerId)),
            (Need::Date, has(Role::Date)),
            (Need::Amount, has(Role::Amount) || has(Role::Quantity) && has(Role::Price)),
        ];
        needs.into_iter().filter(|(_, met)| !met).map(|(need, _)| need).collect()
    }

    /// Gives a column a role; the column that held it is ignored from now on.
    pub fn assign(&mut self, column: usize, role: Role) {
        if role != Role::Ignore {
            self.roles.iter_mut().filter(|held| **held == role).for_each(|held| *held = Role::Ignore);
        }
        if let Some(slot) = self.roles.get_mut(column) {
            *slot = role;
        }
    }

    /// Takes an answer to a question about a column.
    pub fn answer(&mut self, column: usize, answer: Answer) {
        match answer {
            Answer::Date(format) => {
                if let Some(slot) = self.dates.get_mut(column) {
                    *slot = Some(format);
                }
            }
            Answer::Number(format) => {
                if let Some(slot) = self.numbers.get_mut(column) {
                    *slot = Some(format);
                }
            }
            Answer::Currency(currency) => self.currency = currency,
            Answer::Discount(kind) => self.discount = kind,
        }
    }

    /// Whether the file can be read: nothing missing, no blocking question open.
    pub fn is_ready(&self, outline: &Outline) -> bool {
        self.missing().is_empty()
            && !self.questions(outline).iter().any(|question| question.blocking && question.answer.is_none())
    }

    /// Every question the file raises under this plan, answered ones included.
    pub fn questions(&self, _outline: &Outline) -> Vec<Question> {
        Vec::new()
    }
}
