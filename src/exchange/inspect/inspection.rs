//! The first part of a file, understood.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::answer::RowMeasure;
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::period::PeriodName;
use crate::exchange::container::Container;
use crate::exchange::format::{Returns, Tax};
use crate::exchange::inspect::header::{self, Dictionary, HeadRow, Names, ROWS};
use crate::exchange::inspect::period_columns::{alike, periods};
use crate::exchange::inspect::row_measures::{self, RowMeasures};
use crate::exchange::inspect::shape::{Shape, shape};
use crate::exchange::inspect::{activities, people};
use crate::exchange::spec::money::ColumnMoney;
use crate::exchange::spec::{AlikeSheet, CountedRows, HeaderAt, Measure, Open, Said, SoldDocuments, Source};
use crate::exchange::{
    AmountOption, Column, DiscountKind, FileKind, Hints, ImportSpec, Need, Quotes, Refusal, Repeated, Role,
    inspect::amounts, inspect::currencies, inspect::guess, inspect::titles,
};

/// What a line near the top of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineKind {
    /// Above the header: a title, a period, `sep=`.
    Preamble,
    Header,
    Data,
}

/// A row as it is in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadLine {
    /// From 1.
    pub line: u64,
    pub kind: LineKind,
    pub cells: Vec<String>,
}

/// What a file looks like from its first part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    pub container: Container,
    pub source: Source,
    pub kind: FileKind,
    pub header: HeaderAt,
    /// The hash of the folded headers, hexadecimal: files with the same are read alike. Empty if there
    /// are none.
    pub headers: String,
    /// Filled lines above the header.
    pub preamble: u64,
    pub columns: Vec<Column>,
    /// What the headers of a wide file name; an entry for each column.
    pub periods: Vec<Option<PeriodName>>,
    /// What is counted in the periods, where that are several things.
    pub measures: Vec<Measure>,
    /// Whether it is clear which of them is what was sold.
    pub is_measure_known: bool,
    /// Years the title or the names of file and sheet speak of, for periods that name none.
    pub years: Vec<i16>,
    /// Whether the first of them is the only one, and said by the title or the sheet.
    pub is_year_known: bool,
    /// Days the title speaks of, the last first, for rows that name none.
    pub days: Vec<Date>,
    /// For each column the one that names its currency, row by row.
    pub paired: Vec<Option<usize>>,
    /// Ways to the amount, the chosen one among them, where there are several.
    pub amounts: Vec<AmountOption>,
    /// Whether nothing tells which of them it is.
    pub is_amount_open: bool,
    /// Amounts that are the total of their document on each of its lines.
    pub repeated: Vec<Repeated>,
    /// Whether the file speaks of a tax on sales.
    pub says_tax: bool,
    /// How its rows hang together.
    pub shape: Shape,
    pub returns_default: Returns,
    /// What is counted in rows of their own, where that are several things.
    pub row_measures: Option<RowMeasures>,
    /// Further sheets of the workbook that go on with this list.
    pub alike: Vec<AlikeSheet>,
    /// The names of sheets with the same columns that have rows of it again.
    pub repeated_sheets: Vec<String>,
    /// Whether a person chose this sheet, so that it is read alone.
    pub is_alone: bool,
    /// What no column was found for; a person can still map one.
    pub missing: Vec<Need>,
    /// The first rows as they are in the file: all of the preamble, the header, some data.
    pub head: Vec<HeadLine>,
    /// Rows of data seen.
    pub rows: u64,
    /// Whether that was the whole file.
    pub whole: bool,
    /// What quotes do, as a person said.
    pub quotes: Option<Quotes>,
    /// The lines that a quote swallows which opens in the header, above it or right below, empty where they aren't
    /// known: then each line was taken for a row, and a person must say whether it is.
    pub swallowed: Option<String>,
}

/// Rows of data in [`Inspection::head`].
pub(in crate::exchange) const HEAD_ROWS: usize = 12;
const HEAD_CHARS: usize = 120;

/// The first rows of a table, and how it came.
pub(in crate::exchange) struct Table {
    pub container: Container,
    pub source: Source,
    pub rows: Vec<HeadRow>,
    pub whole: bool,
    /// Whether its rows are cards of an address book.
    pub are_cards: bool,
}

/// Understands the first rows of a table.
///
/// # Errors
/// A [`Refusal`] if no spec a person could make would import it.
pub(in crate::exchange) fn inspection(
    table: Table,
    hints: &Hints,
    dictionary: &Dictionary,
) -> Result<Inspection, Refusal> {
    let rows = &table.rows;
    let names = names(rows, hints, dictionary)?;
    let (above, below) = rows.split_at(names.first);
    let (header, below) = below.split_at_checked(names.rows.into()).ok_or(Refusal::HeaderOnly)?;
    let Some(top) = below.first() else { return Err(Refusal::HeaderOnly) };
    let first = header.first().unwrap_or(top);
    let headers = &names.names;
    let periods = periods(headers, header, dictionary);
    let sample: Vec<&HeadRow> =
        below.iter().filter(|row| is_sample(row, headers, header, dictionary)).take(ROWS).collect();
    // Nothing is counted while it isn't clear which of several measures was sold.
    let counted = periods.chosen.or((periods.measures.len() > 1).then_some(0));
    let counted: &[usize] = counted.and_then(|at| periods.measures.get(at)).map_or(&[], |measure| &measure.columns);
    let wide: Vec<bool> = (0..headers.len()).map(|at| counted.contains(&at)).collect();
    let mut columns = guess::guess(headers, &wide, &sample, dictionary);
    alike(&mut columns);
    currencies::name(&mut columns, &sample, below, dictionary);
    let paired = currencies::paired(&columns, dictionary);
    let amounts = amounts::settle(&mut columns, &sample, &paired, dictionary);
    currencies::follow(&mut columns, &paired);
    let are_people = people::recognise(&mut columns, &sample, table.are_cards);
    let are_activities = !are_people && activities::recognise(&mut columns);
    // People, and what was spoken with them, stand each for themselves.
    let is_listed = are_people || are_activities;
    let found = if is_listed { Shape::default() } else { shape(&columns, below, dictionary) };
    let kind = match () {
        () if are_people => FileKind::People,
        () if are_activities => FileKind::Activities,
        () => kind(&columns, &found),
    };
    let is_jalali = periods.names.iter().flatten().any(|period| matches!(period, PeriodName::JalaliMonth { .. }));
    let titles = titles::titles(above, hints, &table.source, &table.container, is_jalali);
    let missing = missing(&columns, &found, kind)?;
    let is_period = columns.iter().any(|column| column.role == Role::Period);
    let row_measures = row_measures::find(&columns, &sample, dictionary);
    if let Some(measures) = &row_measures {
        currencies::of_measures(&mut columns, measures);
    }
    let head = head(above, header, below);
    Ok(Inspection {
        kind,
        header: HeaderAt { line: first.line, rows: names.rows },
        headers: if header.is_empty() { String::new() } else { signature(headers) },
        preamble: above.len() as u64,
        periods: if is_period { periods.names } else { vec![None; columns.len()] },
        measures: if is_period && periods.measures.len() > 1 { periods.measures } else { Vec::new() },
        is_measure_known: periods.chosen.is_some(),
        years: titles.years,
        is_year_known: titles.is_year_known,
        days: titles.days,
        paired,
        amounts: amounts.options,
        is_amount_open: amounts.is_open,
        repeated: amounts.repeated,
        says_tax: says_tax(&columns, above, dictionary),
        returns_default: if found.returns.is_some() && !found.has_negative_returns {
            Returns::Positive
        } else {
            Returns::Negative
        },
        shape: found,
        row_measures,
        alike: Vec::new(),
        repeated_sheets: Vec::new(),
        is_alone: false,
        missing,
        head,
        rows: below.len() as u64,
        whole: table.whole,
        quotes: hints.quotes,
        swallowed: None,
        container: table.container,
        source: table.source,
        columns,
    })
}

/// The header: where a person put it, else where it was found.
fn names(rows: &[HeadRow], hints: &Hints, dictionary: &Dictionary) -> Result<Names, Refusal> {
    if let Some(chosen) = hints.header {
        let first = rows.iter().position(|row| row.line >= chosen.line).ok_or(Refusal::NoHeader)?;
        return Ok(header::exactly(rows, first, chosen.rows));
    }
    let is_header = |found: &header::Header| rows.get(found.row).is_none_or(|row| !people::has_mail(row));
    match header::find(rows, dictionary).filter(is_header) {
        Some(found) => Ok(header::joined(rows, found.row, dictionary)),
        None => match people::header_above_mails(rows) {
            Some(first) => Ok(header::exactly(rows, first, 1)),
            None => header::numbered(rows).ok_or(Refusal::NoHeader),
        },
    }
}

/// What files with the same headers have in common.
fn signature(headers: &[String]) -> String {
    let folded: Vec<String> = headers.iter().map(|name| fold(name)).collect();
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(folded.join("\n").as_bytes()))
}

/// Whether a row tells what its columns hold: it is as wide as the header, no repetition of it, and
/// no total.
fn is_sample(row: &HeadRow, headers: &[String], header: &[HeadRow], dictionary: &Dictionary) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_empty());
    // A customer may be called "Total Energies": what has a date is no total.
    let is_dated = || {
        row.all().any(|cell| crate::exchange::cell::date::of(cell, Some(crate::exchange::DateFormat::Dmy)).is_some())
    };
    let is_totals = first.is_some_and(|cell| dictionary.totals(cell).is_some() || dictionary.total_of(cell).is_some());
    let is_totals = is_totals && !is_dated();
    let is_whole = row.cells.len() >= header::named_width(headers) || !row.kinds.is_empty();
    row.is_utf8 && is_whole && header.iter().all(|header| header.cells != row.cells) && !is_totals
}

fn head(above: &[HeadRow], header: &[HeadRow], below: &[HeadRow]) -> Vec<HeadLine> {
    let line = |row: &HeadRow, kind| HeadLine {
        line: row.line,
        kind,
        cells: row.cells.iter().take(60).map(|cell| cell.chars().take(HEAD_CHARS).collect()).collect(),
    };
    let preamble = above.iter().map(|row| line(row, LineKind::Preamble));
    let names = header.iter().map(|row| line(row, LineKind::Header));
    let data = below.iter().take(HEAD_ROWS).map(|row| line(row, LineKind::Data));
    preamble.chain(names).chain(data).collect()
}

/// Sales, unless nothing is sold on any day and there is something to know about customers.
fn kind(columns: &[Column], found: &Shape) -> FileKind {
    let is_borne_out = |column: &&Column| column.confidence != crate::exchange::Confidence::Unsure;
    let has = |is: &dyn Fn(Role) -> bool| columns.iter().filter(is_borne_out).any(|column| is(column.role));
    let is_sold = has(&|role| matches!(role, Role::Date | Role::Year | Role::Period)) || found.dated_document.is_some();
    let is_counted = has(&|role| {
        matches!(role, Role::Amount | Role::AmountGross | Role::Debit | Role::Credit | Role::Price | Role::Quantity)
    });
    let is_named = has(&|role| matches!(role, Role::Customer | Role::CustomerId));
    let is_known = has(&|role| role.is_card() || role == Role::TaxId);
    if is_named && is_known && !is_sold && !is_counted { FileKind::Customers } else { FileKind::Sales }
}

/// What no column was found for: a person maps one, says whose all rows are, or on which day.
fn missing(columns: &[Column], found: &Shape, kind: FileKind) -> Result<Vec<Need>, Refusal> {
    let has = |role| columns.iter().any(|column| column.role == role);
    let mut missing = Vec::new();
    if matches!(kind, FileKind::People | FileKind::Activities) {
        return Ok(missing);
    }
    if !has(Role::Customer) && !has(Role::CustomerId) && found.section.is_none() {
        // Where no column could, a person can still say whose all rows are.
        missing.push(Need::Customer);
    }
    if kind == FileKind::Customers {
        return Ok(missing);
    }
    let is_wide = has(Role::Period);
    if !has(Role::Date) && !is_wide && found.dated_document.is_none() {
        missing.push(Need::Date);
    }
    let is_priced = has(Role::Quantity) && has(Role::Price) || has(Role::Debit) && has(Role::Credit);
    if !(has(Role::Amount) || has(Role::AmountGross) || is_priced || is_wide) {
        // As long as something is a number, a person may know that it is the amount.
        if columns.iter().all(|column| column.numbers.numbers == 0) {
            let headers = columns.iter().map(|column| column.header.clone()).collect();
            return Err(Refusal::NoAmountColumn { headers });
        }
        missing.push(Need::Amount);
    }
    Ok(missing)
}

/// Words for a tax on sales.
const TAX: &str = " vat tax taxes mwst ust umsatzsteuer mehrwertsteuer ндс пдв pdv ddv tva iva dph afa gst kdv igst cgst \
    sgst مالیات કર જીએસટી ضریبة ";

/// Whether a header, or a text above it, speaks of a tax on sales.
fn says_tax(columns: &[Column], above: &[HeadRow], dictionary: &Dictionary) -> bool {
    let says = |text: &str| {
        let folded = fold(text);
        folded.contains('税') || folded.split(' ').any(|word| !word.is_empty() && TAX.contains(&format!(" {word} ")))
    };
    // The number of a tax payer says nothing of a sale.
    let is_number = |header: &str| dictionary.meaning(header).is_some_and(|meaning| meaning.role == Role::TaxId);
    let headers = columns.iter().map(|column| column.header.as_str()).filter(|header| !is_number(header));
    headers.chain(above.iter().flat_map(|row| row.cells.iter().map(String::as_str))).any(says)
}

impl Inspection {
    /// The spec these findings suggest; `book` is the currency if the file names none.
    pub fn spec(&self, book: Currency) -> ImportSpec {
        let has = |role| self.columns.iter().any(|column| column.role == role);
        let subtracts = has(Role::AmountGross) && !has(Role::Amount) && has(Role::Tax);
        let mut spec = ImportSpec {
            kind: self.kind,
            source: self.source.clone(),
            header: self.header,
            headers: self.columns.iter().map(|column| column.header.clone()).collect(),
            roles: self.columns.iter().map(|column| column.role).collect(),
            numbers: self.columns.iter().map(|column| column.numbers.format).collect(),
            dates: self.columns.iter().map(Column::date_format).collect(),
            discounts: self.columns.iter().map(|column| column.discount().unwrap_or(DiscountKind::Fraction)).collect(),
            taken_off: self.columns.iter().map(|column| column.taken_off).collect(),
            periods: self.periods.clone(),
            measures: self.measures.clone(),
            year: self.years.first().copied().filter(|_| self.is_year_known),
            name: String::new(),
            nobodys: String::new(),
            day: None,
            section: self.shape.section,
            section_sums: self.shape.section_sums,
            dated_document: self.shape.dated_document,
            fill_down: self.shape.fill_down,
            jobs: self.shape.jobs.is_some() || self.shape.jobs_below.is_some(),
            jobs_below: self.shape.jobs_below.is_some(),
            tax: if subtracts { Tax::LessColumn } else { Tax::AsIs },
            returns: self.returns_default,
            documents: self.shape.documents.as_ref().map(|found| SoldDocuments {
                column: found.column,
                types: found.types.iter().map(|found| (found.word.clone(), found.is_sold)).collect(),
            }),
            credit_is_sold: self.shape.credit_is_sold,
            counted_rows: self.row_measures.clone().map(|measures| CountedRows {
                counted: measures.chosen.map(RowMeasure::One),
                column: measures.column,
                names: measures.names,
                priced: measures.priced,
            }),
            alike: self.alike.clone(),
            together: !self.alike.is_empty() && !self.is_alone,
            yes_cancels: self.shape.yes_cancels,
            open: Open {
                returns: self.shape.returns.is_some(),
                jobs: self.shape.jobs.is_some(),
                discounts: (0..self.columns.len())
                    .filter(|at| self.columns.get(*at).is_some_and(|column| column.discount().is_none()))
                    .collect(),
                amount: self.is_amount_open,
                measure: !self.measures.is_empty() && !self.is_measure_known,
            },
            currency: book,
            money: self.columns.iter().zip(&self.paired).map(money_of).collect(),
            book: Some(book),
            quotes: self.quotes,
            turned: vec![None; self.columns.len()],
            sum_columns: self.shape.sum_columns.clone(),
            sums_above: self.shape.sums_above,
            unwanted: Vec::new(),
            once: None,
            leaves_hidden_out: false,
            said: Said::default(),
        };
        spec.decide_currency();
        spec
    }
}

fn money_of((column, currency_in): (&Column, &Option<usize>)) -> ColumnMoney {
    ColumnMoney { named: column.currencies.clone(), currency_in: *currency_in }
}
