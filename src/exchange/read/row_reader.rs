//! One row: sales, a totals row, a heading, or a reason to skip it.
//!
//! What a row means can depend on those above it: a heading names the customer of what follows, a
//! row without keys goes on with the one before, and a sum is one of what stood above. Only that
//! much is remembered.

mod amounts;
mod days;
mod pairs;
mod read_before;
mod swallowed;
mod taken;
mod totals;

use std::collections::HashSet;

use self::amounts::signed;
use self::pairs::{CountedRow, Part};
use self::read_before::ReadBefore;
use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::cell::document_kinds::{self, DocumentKind};
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::period::PeriodName;
use crate::exchange::cell::row::{Cell, Row};
use crate::exchange::inspect::header::{Dictionary, named_width};
use crate::exchange::read::arithmetic::{Of, Sums};
use crate::exchange::read::filled_cells::FilledCells;
use crate::exchange::{
    DateFormat, DiscountKind, FileKind, FillDown, ImportSpec, NumberFormat, Quotes, Reason, Returns, Role,
    ShapeReading, SoldDocuments, Source, Tax, cell::date, cell::document_types,
};

/// What a row is.
pub(in crate::exchange) enum Meaning<'a> {
    Sale(Sale<'a>),
    /// A customer's master data.
    Card(Who<'a>),
    /// A person, or what was spoken with one, and whose they are.
    Person(Who<'a>),
    /// A customer whose jobs stand below it.
    Customer(&'a str),
    /// A price whose pieces stand in another row, or the reverse: it counts once that comes.
    Half,
    /// A row that stands above those it is about.
    Heading,
    /// A subtotal or total; the amount if it is the file's grand total and says one.
    Totals(Option<i64>),
    /// Not usable; the column at fault, if it is one.
    Skip(Reason, Option<usize>),
}

/// Whose row it is; texts are trimmed, and empty where there are none.
#[derive(Clone, Copy, Default)]
pub(in crate::exchange) struct Who<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub tax_id: &'a str,
}

impl Who<'_> {
    /// Whether it names no customer.
    pub fn is_nobody(self) -> bool {
        self.id.is_empty() && self.name.is_empty()
    }
}

/// A sale as the row has it.
pub(in crate::exchange) struct Sale<'a> {
    pub who: Who<'a>,
    pub document: &'a str,
    pub group: &'a str,
    pub person: &'a str,
    pub promised: Option<Date>,
    pub delivered: Option<Date>,
    pub currency: Currency,
    /// One, or as many as there are periods in a wide file.
    pub entries: &'a [Entry],
    /// The columns of periods whose cells can't be read; the others count.
    pub bad_cells: &'a [usize],
}

/// What was sold on a day, or in the period that ends on it; in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct Entry {
    pub day: Date,
    pub amount: i64,
    /// `None` where unknown.
    pub profit: Option<i64>,
}

/// A column of numbers with its format.
#[derive(Clone, Copy)]
struct Numeric {
    at: usize,
    format: Option<NumberFormat>,
    /// How many digits are put back: 3 for thousands.
    taken_off: u32,
}

/// A column of days with its format.
#[derive(Clone, Copy)]
struct Dated {
    at: usize,
    format: Option<DateFormat>,
    /// Whether a spreadsheet took the days of its real dates for months.
    is_turned: bool,
}

/// A reason with the column it is about.
type Fault = (Reason, Option<usize>);

/// A spec made ready for row after row.
pub(in crate::exchange) struct RowReader {
    dictionary: &'static Dictionary,
    /// The rows of the header, as the file has them.
    headers: Vec<Vec<String>>,
    /// How many columns there are, and those without a name.
    columns: usize,
    nameless: Vec<usize>,
    /// How many cells a row must have: up to the last column that is used.
    width: usize,
    kind: FileKind,
    currency: Currency,
    /// Whose all rows are, where none says so.
    name: String,
    /// Whether rows that say no customer are sales all the same.
    keeps_nobodys: bool,
    /// What the last row came to that could be read and was left out all the same: nobody's, or no sale.
    left_out: Option<(i64, Currency)>,
    customer: Option<usize>,
    customer_id: Option<usize>,
    tax_id: Option<usize>,
    day: Option<Dated>,
    /// The column of the year, where the day's column names a month only; and the year of all.
    year: Option<usize>,
    every_year: Option<i16>,
    every_day: Option<Date>,
    promised: Option<Dated>,
    delivered: Option<Dated>,
    document: Option<usize>,
    dated_document: Option<usize>,
    section: Option<usize>,
    section_sums: bool,
    fill_down: FillDown,
    jobs: bool,
    /// Where jobs stand below their customer, above the total of both: the names so far, folded.
    above: Option<HashSet<String>>,
    /// Whose total the last row was, folded; empty if it was none of anybody's.
    whose_total: String,
    document_type: Option<usize>,
    returns: Returns,
    status: Option<usize>,
    yes_cancels: bool,
    /// Whether the column of the status says if a document was cancelled; elsewhere C means closed.
    asks_if_cancelled: bool,
    /// ERPNext: 0 is a draft, 1 submitted, 2 cancelled.
    is_docstatus: bool,
    group: Option<usize>,
    person: Option<usize>,
    currency_column: Option<usize>,
    amount: Option<Numeric>,
    /// The columns of debits and credits, where there is no amount; and whether credits are what was sold.
    both_sides: Option<(Numeric, Numeric)>,
    credit_is_sold: bool,
    /// What counts of several measures in rows of their own.
    counted_row: Option<CountedRow>,
    /// Which types of documents are sales, where others are among them, and the kinds of those that are.
    documents: Option<(SoldDocuments, Vec<DocumentKind>)>,
    is_gross: bool,
    tax: Tax,
    tax_column: Option<Numeric>,
    quantity: Option<Numeric>,
    price: Option<Numeric>,
    discount: Option<(Numeric, DiscountKind)>,
    cost: Option<Numeric>,
    unit_cost: Option<Numeric>,
    profit: Option<Numeric>,
    periods: Vec<(Numeric, Date)>,
    filled: FilledCells,
    quotes: Option<Quotes>,
    delimiter: u8,
    /// What sums leave empty that no word tells; none where they aren't looked for.
    sum_columns: Vec<usize>,
    sums_above: bool,
    /// Whether rows may be sums though no word says so, and how many were.
    tells_sums: bool,
    unnamed_sums: u64,
    bad_cells: Vec<usize>,
    /// What cells said before.
    read_before: ReadBefore,
    /// The customer of the last sale.
    last: String,
    sums: Sums,
    /// The totals met so far, where each stands on all lines of its document and counts once.
    totals_met: Option<HashSet<u128>>,
    entries: Vec<Entry>,
}

impl RowReader {
    pub fn new(spec: &ImportSpec) -> Self {
        let column = |role| spec.column(role);
        let numeric_at = |at: usize| Numeric {
            at,
            format: spec.numbers.get(at).copied().flatten(),
            taken_off: spec.taken_off.get(at).copied().unwrap_or(0),
        };
        let numeric = |role| column(role).map(numeric_at);
        let dated = |role| {
            column(role).map(|at| Dated {
                at,
                format: spec.dates.get(at).copied().flatten(),
                is_turned: spec.turned.get(at).copied().flatten() == Some(true),
            })
        };
        let tells_sums = spec.reads(ShapeReading::Sums);
        let discount_kind = |at: usize| spec.discounts.get(at).copied().unwrap_or(DiscountKind::Fraction);
        let (mut year, mut before) = (spec.year, None);
        let period = |at: usize| -> Option<(Numeric, Date)> {
            let name: PeriodName = spec.periods.get(at).copied().flatten()?;
            (spec.roles.get(at) == Some(&Role::Period)).then_some(())?;
            let mut day = name.last_day(year)?;
            // From July to June: where months step back, the next year has begun.
            if name.needs_year() && before.is_some_and(|before| day < before) {
                year = year.map(|year| year + 1);
                day = name.last_day(year)?;
            }
            before = Some(day);
            Some((numeric_at(at), day))
        };
        let periods: Vec<_> = (0..spec.roles.len()).filter_map(period).collect();
        let net = numeric(Role::Amount);
        // Cells that no sale needs may be cut off at the end of a row.
        let is_needed = |role: &Role| {
            let is_key =
                matches!(role, Role::Customer | Role::CustomerId | Role::Date | Role::Amount | Role::AmountGross);
            is_key || spec.counts(*role) && *role != Role::Period && *role != Role::Discount
        };
        let used = spec.roles.iter().rposition(is_needed).map_or(0, |last| last + 1);
        let who = [Role::Customer, Role::CustomerId, Role::TaxId];
        let document = [Role::Date, Role::Document, Role::Salesperson, Role::PromisedDate, Role::DeliveredDate];
        let also = [Role::Currency, Role::DocumentType, Role::Status];
        let document = document.into_iter().chain(also).filter(|_| spec.fill_down == FillDown::Keys);
        let keys = who.into_iter().chain(document);
        Self {
            dictionary: Dictionary::get(),
            headers: Vec::new(),
            columns: spec.headers.len(),
            nameless: (0..spec.headers.len())
                .filter(|at| spec.headers.get(*at).is_some_and(String::is_empty))
                .collect(),
            width: used.min(named_width(&spec.headers)).max(1),
            kind: spec.kind,
            currency: spec.currency,
            name: spec.name.trim().to_owned(),
            keeps_nobodys: !spec.nobodys.is_empty(),
            left_out: None,
            customer: column(Role::Customer),
            customer_id: column(Role::CustomerId),
            tax_id: column(Role::TaxId),
            day: dated(Role::Date),
            year: column(Role::Year),
            every_year: spec.year,
            every_day: spec.day,
            promised: dated(Role::PromisedDate),
            delivered: dated(Role::DeliveredDate),
            document: column(Role::Document).or(spec.dated_document),
            dated_document: spec.dated_document,
            section: spec.section,
            section_sums: spec.section_sums,
            fill_down: spec.fill_down,
            jobs: spec.jobs,
            above: spec.jobs_below.then(HashSet::new),
            whose_total: String::new(),
            document_type: column(Role::DocumentType),
            returns: spec.returns,
            status: column(Role::Status),
            yes_cancels: spec.yes_cancels,
            asks_if_cancelled: column(Role::Status)
                .and_then(|at| spec.headers.get(at))
                .is_some_and(|header| document_types::asks_if_cancelled(header)),
            is_docstatus: column(Role::Status)
                .and_then(|at| spec.headers.get(at))
                .is_some_and(|header| is_docstatus(header)),
            group: column(Role::ProductGroup),
            person: column(Role::Salesperson),
            currency_column: column(Role::Currency),
            is_gross: net.is_none(),
            amount: net.or(numeric(Role::AmountGross)),
            both_sides: numeric(Role::Debit).zip(numeric(Role::Credit)),
            credit_is_sold: spec.credit_is_sold,
            counted_row: spec.counted_rows.as_ref().and_then(CountedRow::of),
            documents: spec.documents.clone().map(|documents| {
                let sold = documents.types.iter().filter(|(_, counts)| *counts);
                let kinds = sold.map(|(word, _)| document_kinds::kind(word)).collect();
                (documents, kinds)
            }),
            tax: spec.tax,
            tax_column: numeric(Role::Tax),
            quantity: numeric(Role::Quantity),
            price: numeric(Role::Price),
            discount: numeric(Role::Discount).map(|column| (column, discount_kind(column.at))),
            cost: numeric(Role::Cost),
            unit_cost: numeric(Role::UnitCost),
            profit: numeric(Role::Profit),
            sums: Sums::default(),
            totals_met: (spec.once == Some(true)).then(HashSet::new),
            periods,
            filled: FilledCells::new(keys.filter_map(column).collect()),
            quotes: spec.quotes,
            delimiter: match &spec.source {
                Source::Text { delimiter, .. } => u8::try_from(*delimiter).unwrap_or(b','),
                Source::Sheet(_) => b',',
            },
            sum_columns: if tells_sums { spec.sum_columns.clone() } else { Vec::new() },
            sums_above: spec.sums_above,
            tells_sums,
            unnamed_sums: 0,
            bad_cells: Vec::new(),
            read_before: ReadBefore::default(),
            last: String::new(),
            entries: Vec::new(),
        }
    }

    /// Whether rows are expected to say what they earned.
    pub fn knows_profit(&self) -> bool {
        self.profit.is_some() || self.cost.is_some() || self.unit_cost.is_some()
    }

    /// Whether each row sums up whole periods.
    pub fn is_wide(&self) -> bool {
        !self.periods.is_empty()
    }

    /// Whether rows may be sums though no word says so.
    pub fn tells_sums(&self) -> bool {
        self.tells_sums
    }

    /// How many rows were sums though no word said so.
    pub fn unnamed_sums(&self) -> u64 {
        self.unnamed_sums
    }

    /// Takes a row of the header, by which its repetition is told.
    pub fn header(&mut self, row: &Row) {
        self.headers.push(row.texts());
    }

    /// What a row means. Every row means exactly one thing.
    pub fn read<'a>(&'a mut self, row: &Row<'a>) -> Meaning<'a> {
        if self.quotes.is_none() && row.lines > 1 && self.may_have_swallowed(row) {
            return Meaning::Skip(Reason::Swallowed, None);
        }
        if row.too_long {
            return Meaning::Skip(Reason::RowTooLong, None);
        }
        if !row.is_utf8() {
            return Meaning::Skip(Reason::BadEncoding, None);
        }
        let Some(first) = (0..row.width()).map(|at| row.text(at)).find(|cell| !cell.is_empty()) else {
            return Meaning::Skip(Reason::Blank, None);
        };
        if self.headers.iter().any(|header| is_same(header, row)) {
            return Meaning::Skip(Reason::RepeatedHeader, None);
        }
        // Whoever is called "Total" is a person.
        if matches!(self.kind, FileKind::People | FileKind::Activities) {
            return match self.fits(row) {
                // Another program numbers its companies in its own way: the name goes before.
                Ok(()) => {
                    let who = self.who(row);
                    Meaning::Person(Who { id: if who.name.is_empty() { who.id } else { "" }, ..who })
                }
                Err((reason, column)) => Meaning::Skip(reason, column),
            };
        }
        self.whose_total.clear();
        if let Some(is_grand) = self.totals(row, first) {
            let amount = self.total_of(row).filter(|_| is_grand);
            // A part of the file may end with a bare "Total", too.
            let is_part = amount.is_some_and(|amount| self.sums.of(amount, 1) == Some(Of::Part));
            self.sums.close(amount);
            if self.above.is_some() {
                let whose = self.dictionary.total_of(self.text(row, self.customer));
                self.whose_total = whose.unwrap_or_default();
            }
            if self.section.is_some() {
                let whose = self.dictionary.total_of(first).unwrap_or_default();
                self.filled.leave(|name| fold(name) == whose);
            }
            return Meaning::Totals(amount.filter(|_| !is_part));
        }
        if let Some(name) = self.heading(row) {
            self.filled.enter(name);
            return Meaning::Heading;
        }
        if self.is_label(row) {
            return Meaning::Heading;
        }
        if self.above.is_some() {
            let name = self.text(row, self.customer);
            let (folded, is_above) = (fold(name), !name.is_empty() && !self.says_amount(row));
            self.above.iter_mut().for_each(|above| {
                above.insert(folded.clone());
            });
            if is_above {
                return Meaning::Customer(row.text(self.customer.unwrap_or_default()));
            }
        }
        if let Some(sum) = self.unnamed_sum(row) {
            self.unnamed_sums += u64::from(matches!(sum, Meaning::Totals(_)));
            return sum;
        }
        let keys = match self.fill_down {
            FillDown::Nothing => [None; 4],
            FillDown::Keys => [self.customer, self.customer_id, self.day.map(|day| day.at), self.document],
            FillDown::Customer => [self.customer, self.customer_id, None, None],
        };
        if self.fill_down != FillDown::Nothing {
            let is_blank = keys.iter().flatten().all(|at| row.text(*at).is_empty());
            self.filled.turn(row, is_blank && (self.fill_down == FillDown::Customer || self.says_what(row)));
        }
        match self.kind {
            FileKind::Customers => self.card(row),
            FileKind::Sales | FileKind::People | FileKind::Activities => self.sale(row),
        }
    }

    /// A cell, from above where the row goes on with what stands there.
    fn cell<'a>(&'a self, row: &Row<'a>, at: usize) -> Cell<'a> {
        self.filled.cell(at).unwrap_or_else(|| row.cell(at))
    }

    fn text<'a>(&'a self, row: &Row<'a>, at: Option<usize>) -> &'a str {
        at.map_or("", |at| self.cell(row, at).text)
    }

    fn card<'a>(&'a self, row: &Row<'a>) -> Meaning<'a> {
        if let Err((reason, column)) = self.fits(row) {
            return Meaning::Skip(reason, column);
        }
        let who = self.who(row);
        if who.is_nobody() {
            return Meaning::Skip(Reason::NoCustomer, self.customer.or(self.customer_id));
        }
        Meaning::Card(who)
    }

    fn sale<'a>(&'a mut self, row: &Row<'a>) -> Meaning<'a> {
        let (mut entries, mut bad_cells) = (std::mem::take(&mut self.entries), std::mem::take(&mut self.bad_cells));
        entries.clear();
        bad_cells.clear();
        let who = self.who(row);
        let (is_taken, is_another) = (self.takes(row, who), !self.is_last(who.name));
        let mut found = match self.part(row, &mut entries) {
            Part::Whole => self.understood(row, is_taken, &mut entries, &mut bad_cells),
            Part::Other => Err((Reason::OtherMeasure, None)),
            Part::Pair(found) => found,
            Part::Waits => {
                (self.entries, self.bad_cells) = (entries, bad_cells);
                return Meaning::Half;
            }
        };
        let amount = entries.iter().fold(0, |sum: i64, entry| sum.saturating_add(entry.amount));
        let came_to = found.ok().map(|currency| (amount, currency));
        if !self.is_sold(row) && self.list_sum(row).is_none() {
            found = Err((Reason::OtherDocument, self.documents.as_ref().map(|(documents, _)| documents.column)));
        } else if came_to.is_some() && !is_taken {
            found = Err(self.nobody());
        }
        self.left_out = came_to.filter(|_| found.is_err());
        // Only what counts has been counted once.
        if found.is_ok() {
            self.count_once(row, &mut entries);
        }
        (self.entries, self.bad_cells) = (entries, bad_cells);
        match found {
            Ok(currency) => {
                let amount = self.entries.iter().fold(0_i64, |sum, entry| sum.saturating_add(entry.amount));
                self.sums.add(amount, self.pieces(row).unwrap_or_default());
                if is_another {
                    let name = self.who(row).name.to_owned();
                    self.last = name;
                }
                Meaning::Sale(Sale {
                    who: self.who(row),
                    document: self.document_of(row),
                    group: self.text(row, self.group),
                    person: self.text(row, self.person),
                    promised: self.day_in(row, self.promised),
                    delivered: self.day_in(row, self.delivered),
                    currency,
                    entries: &self.entries,
                    bad_cells: &self.bad_cells,
                })
            }
            // A sum without a word for it: nobody's, on no day, and as much as what stands above.
            Err((Reason::NoCustomer | Reason::NoDate, _)) if let Some((of, total)) = self.list_sum(row) => {
                self.sums.close(Some(total));
                self.unnamed_sums += 1;
                Meaning::Totals((of == Of::All).then_some(total))
            }
            // In a wide file nothing else has no name at all.
            Err((Reason::NoCustomer, _)) if self.is_wide() && !self.says_what(row) => {
                Meaning::Totals(self.total_of(row))
            }
            Err((reason, column)) => Meaning::Skip(reason, column),
        }
    }

    /// The row's sales, put into `entries`, and their currency; of a wide file with the columns whose cells are bad.
    fn understood(
        &self,
        row: &Row,
        is_taken: bool,
        entries: &mut Vec<Entry>,
        bad: &mut Vec<usize>,
    ) -> Result<Currency, Fault> {
        self.fits(row)?;
        // Why there is no more of it to be said is not said of what is nobody's anyway.
        self.sold(row, entries, bad).map_err(|fault| if is_taken { fault } else { self.nobody() })
    }

    /// The same of a row that has its cells, whosever it is.
    fn sold(&self, row: &Row, entries: &mut Vec<Entry>, bad: &mut Vec<usize>) -> Result<Currency, Fault> {
        let is_turned = self.is_turned(row)?;
        let mut currency = self.currency_of(row)?;
        if self.is_wide() {
            // A bad cell costs itself and not the other periods of its row.
            let mut first = None;
            for (column, day) in &self.periods {
                let mut own = currency;
                let value = self.value(row, *column, Reason::BadAmount, &mut own);
                // A row is in one currency: the first that is marked.
                let value = match value {
                    Ok(Some(_)) if own != currency && !entries.is_empty() => {
                        Err((Reason::OtherCurrency, Some(column.at)))
                    }
                    value => value,
                };
                let amount = value.and_then(|value| {
                    value.map(|value| self.in_minor(signed(value, is_turned), own, column.at)).transpose()
                });
                match amount {
                    Ok(None | Some(0)) => {}
                    Ok(Some(amount)) => {
                        currency = own;
                        entries.push(Entry { day: *day, amount, profit: None });
                    }
                    Err(fault) => {
                        first.get_or_insert(fault);
                        bad.push(column.at);
                    }
                }
            }
            return if entries.is_empty() { Err(first.unwrap_or((Reason::NoAmount, None))) } else { Ok(currency) };
        }
        let day = self.day_of(row)?;
        let amount = self.amount(row, &mut currency)?;
        let at = self.amount.or(self.price).map_or(0, |column| column.at);
        let amount = self.in_minor(signed(amount, is_turned), currency, at)?;
        let profit = self.profit(row, amount, is_turned, currency);
        entries.push(Entry { day, amount, profit });
        Ok(currency)
    }

    /// Whether the row has the cells of its header.
    fn fits(&self, row: &Row) -> Result<(), Fault> {
        if row.width() < self.width && row.kinds.is_empty() {
            return Err((Reason::TooFewCells, None));
        }
        // A delimiter at the end of a row is only that; anything more means that cells have shifted.
        if (self.columns..row.width()).any(|at| !row.text(at).is_empty()) {
            return Err((Reason::TooManyCells, None));
        }
        Ok(())
    }

    /// Whether the last sale was of this name too. Of two empty ones nothing is compared: reading where no text is
    /// makes some processors stumble.
    fn is_last(&self, name: &str) -> bool {
        self.last.is_empty() && name.is_empty() || self.last == name
    }

    fn document_of<'a>(&'a self, row: &Row<'a>) -> &'a str {
        let text = self.text(row, self.document);
        if self.document.is_some() && self.document == self.dated_document {
            return date::in_text(text).map_or(text, |(_, document)| document);
        }
        text
    }
}

/// Whether a column is ERPNext's number for drafts and the like.
pub(in crate::exchange) fn is_docstatus(header: &str) -> bool {
    fold(header) == "docstatus"
}

fn is_same(header: &[String], row: &Row) -> bool {
    row.width() == header.len() && header.iter().enumerate().all(|(at, header)| row.text(at) == header)
}

#[cfg(test)]
mod tests;
