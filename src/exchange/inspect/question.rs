//! What a file leaves open, to be asked with an example from it.

use serde::{Deserialize, Serialize};

use crate::exchange::answer::{Answer, Choice, Doubt, Reading, RowMeasure, Sums};
use crate::exchange::inspect::span;
use crate::exchange::{
    AmountOption, Column, Confidence, Container, DateFormat, DiscountKind, FileKind, ImportSpec, Inspection, Need,
    Quotes, Returns, Role, Tax,
};

/// Offered where a file names no currency: of the product's languages and their neighbours.
const COMMON: [&str; 9] = ["EUR", "USD", "GBP", "CHF", "RSD", "BAM", "RUB", "INR", "IRR"];

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Topic {
    /// Day or month first?
    DateOrder,
    /// `1,234`
    DecimalMark,
    /// 0.15 or 15?
    Discount,
    Currency,
    /// The year of periods that name none.
    Year,
    /// No column was found for it.
    Missing(Need),
    /// Several columns could be the amount.
    WhichAmount,
    /// Is an amount that is the same on all lines of a document its total?
    Once,
    /// Several things are counted in each period.
    Measure,
    /// Do the amounts hold a tax?
    Tax,
    /// Are credit notes positive?
    Returns,
    /// Is the customer what stands before the colon?
    Jobs,
    /// Does a quote enclose several lines, or is each line a row?
    Quotes,
    /// Did a spreadsheet take days for months?
    Turned,
    /// Is what stands below a customer, above its total, a job of it?
    JobsBelow,
    /// Which types of documents are sales?
    Documents,
    /// What counts of several measures in rows: one of them, or a price times pieces?
    RowMeasure,
    /// Are further sheets with the same columns one list with this one?
    Sheets,
}

/// What is in doubt about a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub topic: Topic,
    /// Whether reading must wait for the answer.
    pub blocking: bool,
    /// Index of the column it is about; 0 where it is about none.
    pub column: usize,
    /// A value from the file; may be empty.
    pub example: String,
    /// Known answers; for a year, a day and a rate of tax others may be given.
    pub options: Vec<Choice>,
    /// What the spec says; `None` if nobody decided yet.
    pub answer: Option<Answer>,
    /// Whether that is assumed: nobody said it.
    pub assumed: bool,
}

fn plain(answer: Answer) -> Choice {
    Choice { answer, reading: None }
}

impl ImportSpec {
    /// Whether the file can be read: nothing missing, no blocking question open.
    pub fn is_ready(&self, inspection: &Inspection) -> bool {
        self.missing().is_empty()
            && !self.questions(inspection).iter().any(|question| question.blocking && question.answer.is_none())
    }

    /// Every question the file raises under this spec, answered ones included.
    pub fn questions(&self, inspection: &Inspection) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        if self.quotes.is_some() || inspection.swallowed.is_some() {
            questions.push(self.about_quotes(inspection.swallowed.clone().unwrap_or_default()));
        }
        // What the file lacks, and what a decision left without a column.
        let mut needs = inspection.missing.clone();
        // What a person says of the rows goes before what they seemed to be.
        needs.retain(|need| match self.kind {
            FileKind::Sales => true,
            FileKind::Customers => *need == Need::Customer,
            FileKind::Activities => *need == Need::Date,
            FileKind::People => false,
        });
        needs.extend(self.missing().into_iter().filter(|need| !inspection.missing.contains(need)));
        questions.extend(needs.into_iter().map(|need| self.which_column(need, inspection)));
        if matches!(self.kind, FileKind::Sales | FileKind::Customers) {
            questions.extend(self.which_customer(inspection));
        }
        for (at, (role, column)) in self.roles.iter().zip(&inspection.columns).enumerate() {
            if let Some(doubt) = column.dates.doubt.as_ref().filter(|_| role.is_day()) {
                let answer = self.dates.get(at).copied().flatten().map(Answer::Date);
                // Promised and delivered days are of use, but no sale waits for them.
                questions.push(doubtful(Topic::DateOrder, *role == Role::Date, at, doubt, answer));
            }
            let doubt = column.dates.doubt_without_year.as_ref().filter(|_| column.dates.could_be_without_year());
            if let Some(doubt) = doubt.filter(|_| role.is_day()) {
                let answer = self.dates.get(at).copied().flatten().map(Answer::Date);
                questions.push(doubtful(Topic::DateOrder, *role == Role::Date, at, doubt, answer));
            }
            if let Some(doubt) = column.dates.turned.as_ref().filter(|_| role.is_day()) {
                let answer = self.turned.get(at).copied().flatten().map(Answer::Turned);
                questions.push(doubtful(Topic::Turned, *role == Role::Date, at, doubt, answer));
            }
            if let Some(doubt) = column.numbers.doubt.as_ref().filter(|_| self.counts(*role)) {
                let answer = self.numbers.get(at).copied().flatten().map(Answer::Number);
                questions.push(doubtful(Topic::DecimalMark, true, at, doubt, answer));
            }
            // A few zeros at the top say nothing about what comes below.
            if *role == Role::Discount && column.discount().is_none() && !inspection.whole {
                let answer = self.discounts.get(at).copied().map(Answer::Discount);
                let options = [DiscountKind::Fraction, DiscountKind::Percent];
                let options = options.into_iter().map(|kind| plain(Answer::Discount(kind))).collect();
                let question = optional(Topic::Discount, at, String::new(), options, answer);
                questions.push(Question { assumed: !self.said.columns.contains(&at), ..question });
            }
        }
        questions.extend(self.which_sheets(inspection));
        if self.kind != FileKind::Sales {
            return questions;
        }
        questions.extend(self.which_measure(inspection));
        questions.extend(self.which_year(inspection));
        questions.extend(self.which_amount(inspection));
        questions.extend(self.is_total(inspection));
        questions.extend(self.which_tax(inspection));
        questions.extend(self.which_currency(inspection));
        questions.extend(self.which_rows());
        questions.extend(self.which_documents());
        if let Some(example) = &inspection.shape.returns {
            let column = self.column(Role::DocumentType).unwrap_or_default();
            let options = [Returns::Positive, Returns::Negative];
            let options = options.into_iter().map(|returns| plain(Answer::Returns(returns))).collect();
            let answer = Some(Answer::Returns(self.returns));
            let question = optional(Topic::Returns, column, example.clone(), options, answer);
            questions.push(Question { assumed: !self.said.returns, ..question });
        }
        if let Some(example) = inspection.shape.jobs_below.as_ref().filter(|_| self.jobs_below) {
            let column = self.column(Role::Customer).unwrap_or_default();
            let options = [true, false].into_iter().map(|jobs| plain(Answer::Jobs(jobs))).collect();
            let answer = Some(Answer::Jobs(self.jobs));
            questions.push(optional(Topic::JobsBelow, column, example.clone(), options, answer));
        }
        if let Some(example) = &inspection.shape.jobs {
            let column = self.section.or(self.column(Role::Customer)).unwrap_or_default();
            let options = [true, false].into_iter().map(|jobs| plain(Answer::Jobs(jobs))).collect();
            let answer = Some(Answer::Jobs(self.jobs));
            let question = optional(Topic::Jobs, column, example.clone(), options, answer);
            questions.push(Question { assumed: !self.said.jobs, ..question });
        }
        questions
    }

    /// What must be asked once the whole file was read, if it left out rows that may have swallowed others: `lines` are
    /// those of the first such row.
    pub fn late_question(&self, inspection: &Inspection, lines: Option<(u64, u64)>) -> Option<Question> {
        let (line, count) = lines.filter(|_| self.quotes.is_none() && inspection.swallowed.is_none())?;
        Some(self.about_quotes(span(line, count)))
    }

    fn about_quotes(&self, example: String) -> Question {
        let options = [Quotes::Lines, Quotes::Enclose].map(|quotes| plain(Answer::Quotes(quotes))).into();
        let answer = self.quotes.map(Answer::Quotes);
        Question { topic: Topic::Quotes, blocking: true, column: 0, example, options, answer, assumed: false }
    }

    fn which_column(&self, need: Need, inspection: &Inspection) -> Question {
        let role = match need {
            Need::Customer => Role::Customer,
            Need::Date => Role::Date,
            Need::Amount => Role::Amount,
        };
        let has_texts = inspection.columns.iter().any(|column| column.is_text());
        let is_possible = |at: usize| {
            let is_period = inspection.periods.get(at).is_some_and(Option::is_some);
            // A customer may be a number, but seldom where there are texts.
            let fits =
                |column: &Column| column.could_be(role) && (role != Role::Customer || !has_texts || column.is_text());
            !is_period && inspection.columns.get(at).is_some_and(fits)
        };
        let all = 0..inspection.columns.len();
        let mut possible: Vec<usize> = all.clone().filter(|at| is_possible(*at)).collect();
        // What doesn't look like it may be it all the same: a person knows.
        if possible.is_empty() {
            let is_free = |at: &usize| {
                let is_filled = inspection.columns.get(*at).is_some_and(|column| !column.samples.is_empty());
                is_filled && self.roles.get(*at) == Some(&Role::Ignore)
            };
            possible = all.filter(is_free).collect();
        }
        let mut options: Vec<Choice> = possible.into_iter().map(|at| plain(Answer::Column(role, at))).collect();
        if need == Need::Date {
            options.extend(inspection.days.iter().map(|day| plain(Answer::Day(*day))));
        }
        let others = match need {
            Need::Customer => [Role::CustomerId, Role::CustomerId],
            Need::Date => [Role::Period, Role::Period],
            Need::Amount => [Role::AmountGross, Role::Price],
        };
        let by_column = |role| self.column(role).map(|at| Answer::Column(role, at));
        let met = std::iter::once(role).chain(others).find_map(by_column);
        let typed = match need {
            Need::Customer => (!self.name.is_empty()).then_some(Answer::Named),
            Need::Date => self.day.map(Answer::Day),
            Need::Amount => None,
        };
        let answer = met.or(typed);
        let answer = answer.filter(|_| !self.missing().contains(&need));
        let column = self.column(role).unwrap_or_default();
        let topic = Topic::Missing(need);
        Question { topic, blocking: true, column, example: String::new(), options, answer, assumed: false }
    }

    /// Asked where nothing but its values speaks for the column of the customer, or they speak against it.
    fn which_customer(&self, inspection: &Inspection) -> Option<Question> {
        let is_customer = |column: &&Column| matches!(column.role, Role::Customer | Role::CustomerId);
        let mut guessed = inspection.columns.iter().filter(is_customer).peekable();
        guessed.peek()?;
        let is_unsure = guessed.all(|column| column.confidence == Confidence::Unsure);
        if !is_unsure || self.section.is_some() || self.missing().contains(&Need::Customer) {
            return None;
        }
        let mut question = self.which_column(Need::Customer, inspection);
        // What a menu of the columns gave it is an answer, too.
        let held = [Role::Customer, Role::CustomerId].into_iter().find_map(|role| self.column(role))?;
        let own = Answer::Column(Role::Customer, held);
        if !question.options.iter().any(|choice| choice.answer == own) {
            question.options.push(plain(own));
        }
        question.answer = self.said.customer.then_some(own);
        Some(question)
    }

    /// Asked where it isn't clear; then shown with the answer.
    fn which_measure(&self, inspection: &Inspection) -> Option<Question> {
        let first = inspection.measures.first().filter(|_| !inspection.is_measure_known)?;
        let options = (0..inspection.measures.len()).map(|at| plain(Answer::Measure(at))).collect();
        let answer = self.measured().filter(|_| !self.open.measure).map(Answer::Measure);
        let column = first.columns.first().copied().unwrap_or_default();
        let example = self.headers.get(column).cloned().unwrap_or_default();
        Some(Question { topic: Topic::Measure, blocking: true, column, example, options, answer, assumed: false })
    }

    fn which_rows(&self) -> Option<Question> {
        let rows = self.counted_rows.as_ref()?;
        let priced = rows.priced.map(|_| RowMeasure::Priced);
        let all = priced.into_iter().chain((0..rows.names.len()).map(RowMeasure::One));
        let options = all.map(|measure| plain(Answer::RowMeasure(measure))).collect();
        let answer = rows.counted.map(Answer::RowMeasure);
        let example = rows.names.join(" / ");
        Some(Question {
            topic: Topic::RowMeasure,
            blocking: true,
            column: rows.column,
            example,
            options,
            answer,
            assumed: false,
        })
    }

    fn which_sheets(&self, inspection: &Inspection) -> Option<Question> {
        let Container::Sheets(sheets) = &inspection.container else { return None };
        let names = self.alike.iter().filter_map(|alike| sheets.get(alike.sheet)).map(|sheet| sheet.name.as_str());
        let names: Vec<&str> = names.collect();
        let options = [true, false].map(|together| plain(Answer::Sheets(together))).into();
        let answer = Some(Answer::Sheets(self.together));
        (!names.is_empty()).then(|| optional(Topic::Sheets, 0, names.join(", "), options, answer))
    }

    /// Nothing can be read as long as no type of document is a sale.
    fn which_documents(&self) -> Option<Question> {
        let documents = self.documents.as_ref()?;
        let answer = documents.types.iter().any(|(_, counts)| *counts).then_some(Answer::Documents);
        let (column, example) = (documents.column, String::new());
        Some(Question {
            topic: Topic::Documents,
            blocking: true,
            column,
            example,
            options: Vec::new(),
            answer,
            assumed: false,
        })
    }

    fn which_year(&self, inspection: &Inspection) -> Option<Question> {
        let is_without = |at: &usize| match self.roles.get(*at) {
            Some(Role::Period) => {
                self.periods.get(*at).copied().flatten().is_some_and(|period| period.last_day(None).is_none())
            }
            Some(Role::Date) => {
                let is_bare = |column: &Column| column.bare_periods > column.periods;
                let needs_year = self.dates.get(*at).copied().flatten().is_some_and(DateFormat::needs_year);
                !self.has(Role::Year) && (needs_year || inspection.columns.get(*at).is_some_and(is_bare))
            }
            _ => false,
        };
        let column = (0..self.roles.len()).find(is_without)?;
        // The title or the name of the sheet said it.
        if inspection.is_year_known {
            return None;
        }
        Some(Question {
            topic: Topic::Year,
            blocking: true,
            column,
            example: match self.roles.get(column) {
                Some(Role::Date) => inspection.columns.get(column).and_then(|column| column.samples.first()).cloned(),
                _ => self.headers.get(column).cloned(),
            }
            .unwrap_or_default(),
            options: inspection.years.iter().map(|year| plain(Answer::Year(*year))).collect(),
            answer: self.year.map(Answer::Year),
            assumed: false,
        })
    }

    /// The way to the amount as the roles are.
    fn amount_way(&self) -> Option<(Role, usize)> {
        let amount = [Role::Amount, Role::AmountGross].into_iter().find_map(|role| self.column(role));
        let priced = || self.column(Role::Price).filter(|_| self.has(Role::Quantity));
        amount.map(|at| (Role::Amount, at)).or_else(|| Some((Role::Price, priced()?)))
    }

    /// Asked where there are several ways to the amount; it stays as it stood when it is answered.
    fn which_amount(&self, inspection: &Inspection) -> Option<Question> {
        let (role, at) = self.amount_way().filter(|_| !self.is_wide())?;
        if inspection.amounts.len() < 2 && !inspection.is_amount_open {
            return None;
        }
        let choice = |option: &AmountOption| {
            let role = if option.role == Role::Price { Role::Price } else { Role::Amount };
            Choice { answer: Answer::Column(role, option.column), reading: Some(Reading::Sums(option.sums.clone())) }
        };
        let mut options: Vec<Choice> = inspection.amounts.iter().map(choice).collect();
        let own = Answer::Column(role, at);
        if !options.iter().any(|choice| choice.answer == own) {
            options.push(plain(own));
        }
        let answer = (!self.open.amount).then_some(own);
        // Of all that it could be the first stands for the question: it is the same whatever is answered.
        let column = inspection.amounts.first().map_or(at, |option| option.column);
        let example = inspection.columns.get(column).and_then(|column| column.samples.first()).cloned();
        let question = optional(Topic::WhichAmount, column, example.unwrap_or_default(), options, answer);
        // Net goes before gross; what nothing tells apart is a question that must be answered.
        // Where nothing is answered nothing is assumed either.
        let assumed = answer.is_some() && !self.said.amount;
        Some(Question { blocking: inspection.is_amount_open, assumed, ..question })
    }

    /// Asked where the amount is the same on all lines of a document.
    fn is_total(&self, inspection: &Inspection) -> Option<Question> {
        let (_, at) = self.amount_way().filter(|(role, _)| *role == Role::Amount)?;
        let found = inspection.repeated.iter().find(|found| found.column == at)?;
        let choice =
            |once, sums: &Sums| Choice { answer: Answer::Once(once), reading: Some(Reading::Sums(sums.clone())) };
        Some(Question {
            topic: Topic::Once,
            blocking: true,
            column: at,
            example: found.example.clone(),
            options: vec![choice(true, &found.once), choice(false, &found.each)],
            answer: self.once.map(Answer::Once),
            assumed: false,
        })
    }

    /// Asked where the file speaks of a tax and the amount doesn't say that it is net.
    fn which_tax(&self, inspection: &Inspection) -> Option<Question> {
        let at = [Role::Amount, Role::AmountGross].into_iter().find_map(|role| self.column(role))?;
        let column = inspection.columns.get(at)?;
        let is_gross = column.role == Role::AmountGross || self.column(Role::AmountGross) == Some(at);
        if column.is_net || !(is_gross || self.has(Role::Tax) || inspection.says_tax) {
            return None;
        }
        let mut options = vec![Tax::AsIs];
        if self.has(Role::Tax) {
            options.insert(0, Tax::LessColumn);
        }
        options.push(Tax::Rate(match self.tax {
            Tax::Rate(rate) => rate,
            _ => 2_000,
        }));
        let options = options.into_iter().map(|tax| plain(Answer::Tax(tax))).collect();
        let example = column.samples.first().cloned().unwrap_or_default();
        let question = optional(Topic::Tax, at, example, options, Some(Answer::Tax(self.tax)));
        Some(Question { assumed: !self.said.tax, ..question })
    }

    /// Asked unless the file names its currencies.
    fn which_currency(&self, inspection: &Inspection) -> Option<Question> {
        let roles =
            [Role::Currency, Role::Amount, Role::AmountGross, Role::Debit, Role::Credit, Role::Price, Role::Period];
        let column = roles.into_iter().find_map(|role| self.column(role))?;
        let named = self.currencies();
        // A column of codes says it row by row; one mark with one meaning says it for all.
        if named.len() == 1 || !named.is_empty() && self.has(Role::Currency) {
            return None;
        }
        let mut options = named;
        if options.is_empty() {
            options = COMMON.iter().filter_map(|code| code.parse().ok()).collect();
        }
        // The book's own stands first, whatever is chosen.
        options.retain(|option| Some(*option) != self.book);
        options.splice(0..0, self.book);
        let options = options.into_iter().map(|currency| plain(Answer::Currency(currency))).collect();
        let example = inspection.columns.get(column).and_then(|column| column.samples.first()).cloned();
        let answer = Some(Answer::Currency(self.currency));
        let question = optional(Topic::Currency, column, example.unwrap_or_default(), options, answer);
        Some(Question { assumed: !self.said.currency, ..question })
    }
}

fn doubtful(topic: Topic, blocking: bool, column: usize, doubt: &Doubt, answer: Option<Answer>) -> Question {
    let (example, options) = (doubt.value.clone(), doubt.choices.clone());
    Question { topic, blocking, column, example, options, answer, assumed: false }
}

/// A question with a safe default.
fn optional(topic: Topic, column: usize, example: String, options: Vec<Choice>, answer: Option<Answer>) -> Question {
    Question { topic, blocking: false, column, example, options, answer, assumed: false }
}

#[cfg(test)]
mod tests;
