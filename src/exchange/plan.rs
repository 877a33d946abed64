//! How a file is to be read, and the questions that must be asked first.

use crate::calendar::Date;
use serde::{Deserialize, Serialize};

use super::{DateFormat, Need, NumberFormat, Outline, Role};
use crate::ledger::Currency;

/// Offered where a file names no currency: of the product's languages and their neighbours.
const COMMON: [&str; 9] = ["EUR", "USD", "GBP", "CHF", "RSD", "BAM", "RUB", "INR", "IRR"];

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
    /// `None` while undecided: then only dates that can be read in one way are: the year first, a month by name.
    pub dates: Vec<Option<DateFormat>>,
    pub discounts: Vec<DiscountKind>,
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

/// A value that can be read in more than one way. Its readings are found with it, where the readers
/// are: the page that asks has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    pub value: String,
    pub choices: Vec<Choice>,
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
            Answer::Discount(kind) => {
                if let Some(slot) = self.discounts.get_mut(column) {
                    *slot = kind;
                }
            }
        }
    }

    /// Whether the file can be read: nothing missing, no blocking question open.
    pub fn is_ready(&self, outline: &Outline) -> bool {
        self.missing().is_empty()
            && !self.questions(outline).iter().any(|question| question.blocking && question.answer.is_none())
    }

    /// Every question the file raises under this plan, answered ones included.
    pub fn questions(&self, outline: &Outline) -> Vec<Question> {
        let mut questions = Vec::new();
        for (at, (role, column)) in self.roles.iter().zip(&outline.columns).enumerate() {
            if *role == Role::Date
                && let Some(doubt) = &column.dates.doubt
            {
                questions.push(self.date_order(at, doubt));
            }
            if role.is_numeric()
                && let Some(doubt) = &column.numbers.doubt
            {
                questions.push(self.decimal_mark(at, doubt));
            }
            // A few zeros at the top say nothing about what comes below.
            if *role == Role::Discount && column.numbers.discount.is_none() && !outline.whole {
                questions.push(self.discount(at));
            }
        }
        questions.extend(self.which_currency(outline));
        questions
    }

    fn date_order(&self, column: usize, doubt: &Doubt) -> Question {
        Question {
            blocking: true,
            column,
            example: doubt.value.clone(),
            options: doubt.choices.clone(),
            answer: self.dates.get(column).copied().flatten().map(Answer::Date),
        }
    }

    fn decimal_mark(&self, column: usize, doubt: &Doubt) -> Question {
        Question {
            blocking: true,
            column,
            example: doubt.value.clone(),
            options: doubt.choices.clone(),
            answer: self.numbers.get(column).copied().flatten().map(Answer::Number),
        }
    }

    fn discount(&self, column: usize) -> Question {
        let choice = |kind| Choice { answer: Answer::Discount(kind), reading: None };
        Question {
            blocking: false,
            column,
            example: String::new(),
            options: [DiscountKind::Fraction, DiscountKind::Percent].map(choice).into(),
            answer: self.discounts.get(column).copied().map(Answer::Discount),
        }
    }

    /// Asked unless the file names exactly one currency.
    fn which_currency(&self, outline: &Outline) -> Option<Question> {
        let column = [Role::Currency, Role::Amount, Role::Price];
        let column = column.iter().find_map(|role| self.roles.iter().position(|held| held == role))?;
        let mut options = outline.currencies.clone();
        if options.len() == 1 {
            return None;
        }
        if options.is_empty() {
            options = COMMON.iter().filter_map(|code| code.parse().ok()).collect();
        }
        options.retain(|option| *option != self.currency);
        options.insert(0, self.currency);
        let choice = |currency| Choice { answer: Answer::Currency(currency), reading: None };
        let example = outline.columns.get(column).and_then(|column| column.samples.first());
        Some(Question {
            blocking: false,
            column,
            example: example.cloned().unwrap_or_default(),
            options: options.into_iter().map(choice).collect(),
            answer: Some(Answer::Currency(self.currency)),
        })
    }
}
