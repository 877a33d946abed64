//! How a file is to be read, as a person may change it. The questions it raises are in `inspect/question.rs`.

pub(super) mod fix;
pub(super) mod money;

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::answer::{Answer, RowMeasure};
use crate::exchange::format::{DateFormat, DiscountKind, NumberFormat, Quotes, Returns, ShapeReading, Tax};
use crate::exchange::spec::money::ColumnMoney;
use crate::exchange::{Encoding, Need, PeriodName, Role};

/// What a person decided before the file is looked at, or its profile; and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hints {
    pub file: String,
    pub encoding: Option<Encoding>,
    pub sheet: Option<usize>,
    pub header: Option<HeaderAt>,
    pub quotes: Option<Quotes>,
}

/// One of several things that are counted in each period of a wide file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What the headers say besides the period; may be empty.
    pub name: String,
    pub columns: Vec<usize>,
}

/// Where the rows come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Delimited text.
    Text { encoding: Encoding, delimiter: char },
    /// A sheet of a workbook or the table of a web page, by index.
    Sheet(usize),
}

/// The rows that name the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderAt {
    /// The line the first of them begins on, from 1; what is above is not read.
    pub line: u64,
    /// 1, or 2 where cells of the first are merged over several of the second; 0 where none names the
    /// columns, which are numbered then.
    pub rows: u8,
}

/// What the rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// What was bought.
    #[default]
    Sales,
    /// Who the customers are: names, addresses, contacts.
    Customers,
    /// The people at customers, one in a row.
    People,
    /// What was spoken and written with them.
    Activities,
}

/// What a row takes from the one above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FillDown {
    #[default]
    Nothing,
    /// A row without customer, document and date goes on with those above it.
    Keys,
    /// A row without a customer is of the customer above it.
    Customer,
}

/// A sheet that goes on with the list of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlikeSheet {
    pub sheet: usize,
    pub header: HeaderAt,
    /// The year its name or title says, where its periods don't; `None` if it is that of the first.
    pub year: Option<i16>,
}

/// What counts of several measures in rows of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedRows {
    /// The column that names the measures, and those.
    pub column: usize,
    pub names: Vec<String>,
    /// Which of them are a price and pieces.
    pub priced: Option<(usize, usize)>,
    /// `None` while nobody said; then nothing can be read.
    pub counted: Option<RowMeasure>,
}

/// Which types of documents are sales, by the texts of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoldDocuments {
    pub column: usize,
    /// Each type, as it stands in the file, and whether it is one.
    pub types: Vec<(String, bool)>,
}

impl SoldDocuments {
    /// Whether a type counts; `None` if nothing was said of it.
    pub fn counts(&self, word: &str) -> Option<bool> {
        self.types.iter().find(|(known, _)| known == word).map(|(_, counts)| *counts)
    }
}

/// How to read a file. The vectors have an entry for each column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportSpec {
    pub kind: FileKind,
    pub source: Source,
    pub header: HeaderAt,
    pub headers: Vec<String>,
    pub roles: Vec<Role>,
    /// `None` while undecided: then a cell that can be read in two ways is a bad one.
    pub numbers: Vec<Option<NumberFormat>>,
    /// `None` while undecided: then only dates that can be read in one way are: the year first, a month by name.
    pub dates: Vec<Option<DateFormat>>,
    pub discounts: Vec<DiscountKind>,
    /// How many digits the header takes off: 3 for thousands.
    pub taken_off: Vec<u32>,
    /// What the headers of a wide file name.
    pub periods: Vec<Option<PeriodName>>,
    /// What is counted in the periods, where that are several things.
    pub measures: Vec<Measure>,
    /// The year of periods that name none.
    pub year: Option<i16>,
    /// Whose all rows are, where none says so; empty if nobody's.
    pub name: String,
    /// What the account is called that takes the rows which say no customer; empty if they are left out.
    #[serde(default)]
    pub nobodys: String,
    /// The day all rows count on, where none says its own.
    pub day: Option<Date>,
    /// The column whose text stands above the rows it is about: the customer in a row of its own.
    pub section: Option<usize>,
    /// Whether the rows above carry the sum of those below.
    pub section_sums: bool,
    /// The column whose text holds the document and its date: "Invoice 5 of 15.03.2024".
    pub dated_document: Option<usize>,
    pub fill_down: FillDown,
    /// Whether the customer of "Customer:Job" is what stands before the colon.
    pub jobs: bool,
    /// Whether jobs stand below their customer, above the total of both: they are the customer's if `jobs`.
    #[serde(default)]
    pub jobs_below: bool,
    pub tax: Tax,
    pub returns: Returns,
    /// Which types of documents are sales, where the file has others, too.
    #[serde(default)]
    pub documents: Option<SoldDocuments>,
    /// What counts of several measures in rows of their own.
    #[serde(default)]
    pub counted_rows: Option<CountedRows>,
    /// Further sheets that go on with the list, and whether they are read with it.
    #[serde(default)]
    pub alike: Vec<AlikeSheet>,
    #[serde(default)]
    pub together: bool,
    /// Whether what was sold stands in the column of credits.
    #[serde(default)]
    pub credit_is_sold: bool,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// Whether a yes in the column of the status means that the document was cancelled. SAP says yes
    /// and lists the reversal as well: then both count.
    pub yes_cancels: bool,
    /// What the file leaves to a person.
    pub open: Open,
    /// What quotes do; `None` while nobody said: then a row that may have swallowed others is left out.
    #[serde(default)]
    pub quotes: Option<Quotes>,
    /// Whether day and month of a column's real days are turned, where a spreadsheet may have taken one for the other;
    /// `None` where nobody said.
    #[serde(default)]
    pub turned: Vec<Option<bool>>,
    /// What sums among the rows leave empty that other rows fill, where no word tells them; none where there are none.
    #[serde(default)]
    pub sum_columns: Vec<usize>,
    /// Whether such sums stand above what they sum up.
    #[serde(default)]
    pub sums_above: bool,
    /// What was found of the file's shape and a person doesn't want.
    #[serde(default)]
    pub unwanted: Vec<ShapeReading>,
    /// What each column says of currencies.
    #[serde(default)]
    pub money: Vec<ColumnMoney>,
    /// The currency of the book, if it has sales already.
    #[serde(default)]
    pub book: Option<Currency>,
    /// Whether an amount that stands on each line of a document counts once for all of them; `None` until that
    /// is said.
    #[serde(default)]
    pub once: Option<bool>,
    /// Whether rows that are hidden in their sheet, as by a filter, are left out.
    #[serde(default)]
    pub leaves_hidden_out: bool,
    /// What a person said; the rest is assumed.
    #[serde(default)]
    pub said: Said,
}

/// What of that which has a default was said by a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    pub customer: bool,
    pub amount: bool,
    pub currency: bool,
    pub tax: bool,
    pub returns: bool,
    pub jobs: bool,
    /// Columns of dates and discounts.
    pub columns: Vec<usize>,
}

/// What a file doesn't say and a person may: only that is remembered for the next file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    pub returns: bool,
    pub jobs: bool,
    /// Which of several columns of one name is the amount, until it was said.
    pub amount: bool,
    /// Which of several things counted in periods was sold, until it was said.
    pub measure: bool,
    /// Columns of discounts that could be either.
    pub discounts: Vec<usize>,
}

impl ImportSpec {
    /// The column that holds a role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|held| *held == role)
    }

    pub fn has(&self, role: Role) -> bool {
        self.column(role).is_some()
    }

    /// Whether the columns are periods.
    pub fn is_wide(&self) -> bool {
        self.has(Role::Period)
    }

    /// Whether debit and credit stand in columns of their own.
    pub fn has_both_sides(&self) -> bool {
        self.has(Role::Debit) && self.has(Role::Credit)
    }

    /// Whether the numbers of a column with this role are computed with.
    pub fn counts(&self, role: Role) -> bool {
        let has_amount = self.is_wide() || self.has(Role::Amount) || self.has(Role::AmountGross);
        let has_cost = self.has(Role::Cost) || self.has(Role::Profit);
        match role {
            Role::Price | Role::Discount => !has_amount && !self.has_both_sides(),
            Role::Quantity => !has_amount && !self.has_both_sides() || self.has(Role::UnitCost) && !has_cost,
            Role::AmountGross => !self.has(Role::Amount),
            Role::Debit | Role::Credit => !has_amount && self.has_both_sides(),
            Role::Tax => self.tax == Tax::LessColumn,
            Role::Cost => !self.has(Role::Profit),
            Role::UnitCost => !has_cost,
            role => role.is_numeric(),
        }
    }

    /// What is missing for an import, given the roles as they are.
    pub fn missing(&self) -> Vec<Need> {
        // Who has no company is told, and nobody is left out for it.
        match self.kind {
            FileKind::People => return Vec::new(),
            FileKind::Activities if self.has(Role::Date) => return Vec::new(),
            FileKind::Activities => return vec![Need::Date],
            FileKind::Sales | FileKind::Customers => {}
        }
        let is_sales = self.kind == FileKind::Sales;
        let counted = [Role::Amount, Role::AmountGross, Role::Period].into_iter().any(|role| self.has(role));
        let counted = counted || self.has_both_sides();
        let dated = self.has(Role::Date) || self.is_wide() || self.dated_document.is_some() || self.day.is_some();
        let named = self.has(Role::Customer) || self.has(Role::CustomerId) || self.section.is_some();
        let named = named || !self.name.is_empty();
        let needs = [
            (Need::Customer, named),
            (Need::Date, dated || !is_sales),
            (Need::Amount, counted || !is_sales || self.has(Role::Quantity) && self.has(Role::Price)),
        ];
        needs.into_iter().filter(|(_, met)| !met).map(|(need, _)| need).collect()
    }

    /// Gives a column the role a person says it has; the column that held it is ignored from now on, and an amount
    /// brings its currency.
    pub fn assign(&mut self, column: usize, role: Role) {
        self.place(column, role);
        match role {
            Role::Customer | Role::CustomerId => self.said.customer = true,
            Role::Amount | Role::AmountGross => {
                self.open.amount = false;
                self.said.amount = true;
                self.once = None;
            }
            _ => {}
        }
        let is_priced = role == Role::Price && !self.has(Role::Amount) && !self.has(Role::AmountGross);
        if is_priced || matches!(role, Role::Amount | Role::AmountGross) {
            self.follow_amount(column);
        }
        self.decide_currency();
    }

    /// Counts quantity × price, whatever columns of amounts there are.
    fn count_price(&mut self, price: usize) {
        let amounts = self.roles.iter_mut().filter(|role| matches!(role, Role::Amount | Role::AmountGross));
        amounts.for_each(|role| *role = Role::Ignore);
        self.assign(price, Role::Price);
        self.open.amount = false;
        self.said.amount = true;
    }

    /// Gives a column a role; the column that held it is ignored from now on.
    fn place(&mut self, column: usize, role: Role) {
        if !role.is_shared() {
            self.roles.iter_mut().filter(|held| **held == role).for_each(|held| *held = Role::Ignore);
        }
        let before = self.roles.get(column).copied();
        if let Some(slot) = self.roles.get_mut(column) {
            *slot = role;
        }
        // What its texts seemed to be they no longer are.
        if before != Some(role) {
            let is_type = role == Role::DocumentType;
            self.documents = self.documents.take().filter(|documents| documents.column != column && !is_type);
            self.counted_rows = self.counted_rows.take().filter(|rows| rows.column != column);
        }
        // What a person says of a column goes before what its shape suggested.
        if role == Role::Customer {
            self.section = None;
        }
        if role == Role::Date {
            self.dated_document = None;
        }
        // Nothing else has these.
        if matches!(role, Role::GivenName | Role::FamilyName) {
            self.kind = FileKind::People;
            return;
        }
        if matches!(role, Role::ActivityType | Role::Subject) {
            self.kind = FileKind::Activities;
            return;
        }
        if matches!(self.kind, FileKind::People | FileKind::Activities) {
            return;
        }
        let is_sold = self.has(Role::Date) || self.is_wide() || self.has(Role::Amount) || self.has(Role::AmountGross);
        if is_sold {
            self.kind = FileKind::Sales;
        }
    }

    /// Takes an answer to a question.
    pub fn answer(&mut self, column: usize, answer: Answer) {
        match answer {
            Answer::Date(format) => {
                put(&mut self.dates, column, Some(format));
                self.said.columns.push(column);
            }
            // The columns of a wide file are written alike.
            Answer::Number(format) if self.roles.get(column) == Some(&Role::Period) => {
                let all = self.roles.iter().zip(&mut self.numbers).filter(|(role, _)| **role == Role::Period);
                all.for_each(|(_, slot)| *slot = Some(format));
            }
            Answer::Number(format) => put(&mut self.numbers, column, Some(format)),
            Answer::Discount(kind) => {
                put(&mut self.discounts, column, kind);
                self.said.columns.push(column);
            }
            Answer::Currency(currency) => {
                self.currency = currency;
                self.said.currency = true;
            }
            Answer::Year(year) => self.year = Some(year),
            Answer::Day(day) => self.day = Some(day),
            Answer::Column(Role::Price, at) => self.count_price(at),
            Answer::Column(role, at) => self.assign(at, role),
            // The name itself is typed into the spec.
            Answer::Named | Answer::Documents => {}
            Answer::Sheets(together) => self.together = together,
            Answer::RowMeasure(measure) => {
                self.counted_rows.iter_mut().for_each(|rows| rows.counted = Some(measure));
            }
            Answer::Measure(measure) => self.measure(measure),
            Answer::Once(once) => self.once = Some(once),
            Answer::Tax(tax) => {
                self.tax = tax;
                self.said.tax = true;
            }
            Answer::Returns(returns) => {
                self.returns = returns;
                self.said.returns = true;
            }
            Answer::Jobs(jobs) => {
                self.jobs = jobs;
                self.said.jobs = true;
            }
            Answer::Quotes(quotes) => self.quotes = Some(quotes),
            Answer::Turned(turned) => {
                if self.turned.len() <= column {
                    self.turned.resize(column + 1, None);
                }
                put(&mut self.turned, column, Some(turned));
            }
        }
    }

    /// Whether rows and amounts are read as this was found in them.
    pub fn reads(&self, reading: ShapeReading) -> bool {
        match reading {
            ShapeReading::Sections => self.section.is_some(),
            ShapeReading::DatedDocuments => self.dated_document.is_some(),
            ShapeReading::FillDown => self.fill_down != FillDown::Nothing,
            ShapeReading::Sums => !self.unwanted.contains(&ShapeReading::Sums),
            ShapeReading::Thousands => {
                let counted = self.roles.iter().zip(&self.taken_off).filter(|(role, _)| self.counts(**role));
                counted.into_iter().any(|(_, digits)| *digits > 0)
            }
        }
    }

    /// Leaves what a person didn't want of the shape of an earlier file.
    fn leave(&mut self, unwanted: &[ShapeReading]) {
        self.unwanted = unwanted.to_vec();
        for reading in unwanted {
            match reading {
                ShapeReading::Sections => self.section = None,
                ShapeReading::DatedDocuments => self.dated_document = None,
                ShapeReading::FillDown => self.fill_down = FillDown::Nothing,
                ShapeReading::Sums => {}
                ShapeReading::Thousands => self.taken_off.iter_mut().for_each(|digits| *digits = 0),
            }
        }
    }

    /// Counts a type of document as a sale, or doesn't.
    pub fn count_document(&mut self, word: &str, counts: bool) {
        let Some(documents) = &mut self.documents else { return };
        match documents.types.iter_mut().find(|(known, _)| known == word) {
            Some((_, slot)) => *slot = counts,
            None => documents.types.push((word.to_owned(), counts)),
        }
    }

    /// Counts one of several things that stand in each period.
    fn measure(&mut self, at: usize) {
        self.open.measure = false;
        let measures = self.measures.clone();
        for (other, measure) in measures.iter().enumerate() {
            for column in &measure.columns {
                self.place(*column, if other == at { Role::Period } else { Role::Ignore });
            }
        }
    }

    /// Which of the measures is counted; none if they are mixed.
    pub fn measured(&self) -> Option<usize> {
        let is_counted = |column: &usize| self.roles.get(*column) == Some(&Role::Period);
        self.measures.iter().position(|measure| measure.columns.iter().any(is_counted))
    }

    /// Takes over what was decided about this very file before it was looked at again.
    /// `guessed` are the roles that nobody decided.
    pub fn keep(&mut self, earlier: &ImportSpec, guessed: &[Role]) {
        let guess = self.roles.clone();
        self.remember(earlier);
        if earlier.headers != self.headers {
            self.roles = guess;
            let decided = |at: &usize| earlier.roles.get(*at) != guessed.get(*at);
            for at in (0..earlier.headers.len()).filter(decided) {
                let header = earlier.headers.get(at).filter(|header| !header.is_empty());
                let now = header.and_then(|header| self.headers.iter().position(|other| other == header));
                if let (Some(now), Some(role)) = (now, earlier.roles.get(at)) {
                    self.assign(now, *role);
                }
            }
        }
        // A title that names the year goes before an answer to another.
        self.year = self.year.or(earlier.year);
        if self.source == earlier.source {
            self.together = earlier.together && !self.alike.is_empty();
        }
        self.day = earlier.day;
        self.name.clone_from(&earlier.name);
        self.quotes = earlier.quotes;
        if earlier.headers == self.headers {
            self.turned.clone_from(&earlier.turned);
        }
        self.nobodys.clone_from(&earlier.nobodys);
    }

    /// Takes over what was decided for another file of the same kind: roles by the name of their
    /// column, and answers where this file leaves them open.
    pub fn remember(&mut self, earlier: &ImportSpec) {
        if earlier.headers == self.headers {
            self.kind = earlier.kind;
            self.roles.clone_from(&earlier.roles);
            self.section = earlier.section;
            self.dated_document = earlier.dated_document;
            self.tax = earlier.tax;
            self.nobodys.clone_from(&earlier.nobodys);
            self.open.amount = earlier.open.amount;
            self.open.measure = earlier.open.measure;
            self.once = earlier.once;
            self.said.clone_from(&earlier.said);
        } else {
            for (at, header) in self.headers.clone().iter().enumerate().filter(|(_, header)| !header.is_empty()) {
                if let Some(role) = earlier.headers.iter().position(|other| other == header)
                    && let Some(role) = earlier.roles.get(role)
                {
                    self.place(at, *role);
                }
            }
        }
        let named = self.headers.iter().enumerate().filter(|(_, header)| !header.is_empty());
        for (at, header) in named {
            let Some(then) = earlier.headers.iter().position(|other| other == header) else { continue };
            // This file's own evidence is stronger than a memory.
            if let (Some(slot @ None), Some(format)) = (self.dates.get_mut(at), earlier.dates.get(then)) {
                *slot = *format;
            }
            if let (Some(slot @ None), Some(format)) = (self.numbers.get_mut(at), earlier.numbers.get(then)) {
                *slot = *format;
            }
            let is_open = self.open.discounts.contains(&at) && earlier.open.discounts.contains(&then);
            if let (Some(slot), Some(kind), true) = (self.discounts.get_mut(at), earlier.discounts.get(then), is_open) {
                *slot = *kind;
            }
        }
        if let (Some(own), Some(then)) = (&mut self.counted_rows, &earlier.counted_rows)
            && own.names == then.names
        {
            own.counted = then.counted;
        }
        if let (Some(own), Some(then)) = (&mut self.documents, &earlier.documents) {
            for (word, counts) in &mut own.types {
                *counts = then.counts(word).unwrap_or(*counts);
            }
        }
        if self.fill_down == FillDown::Nothing {
            self.fill_down = earlier.fill_down;
        }
        self.leave(&earlier.unwanted);
        if self.open.jobs && earlier.open.jobs {
            self.jobs = earlier.jobs;
        }
        if self.open.returns && earlier.open.returns {
            self.returns = earlier.returns;
        }
    }
}

fn put<T>(slots: &mut [T], at: usize, value: T) {
    if let Some(slot) = slots.get_mut(at) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests;
