//! How rows hang together: headings above them, keys that go on, documents with dates in their text.

use serde::{Deserialize, Serialize};

use crate::exchange::cell::fold::fold;
use crate::exchange::cell::number::{self, Number};
use crate::exchange::cell::row::Cell;
use crate::exchange::inspect::documents::{self, FoundDocuments};
use crate::exchange::inspect::header::{Dictionary, HeadRow};
use crate::exchange::inspect::unnamed_sums::UnnamedSums;
use crate::exchange::{Column, DateFormat, FillDown, Role, cell::date, cell::document_types};

/// What the first part of a file says of how its rows hang together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// The column of headings, each above the rows of its customer.
    pub section: Option<usize>,
    /// Whether headings carry the sum of what is below them.
    pub section_sums: bool,
    /// The column of documents that name their day.
    pub dated_document: Option<usize>,
    pub fill_down: FillDown,
    /// What sums among the rows leave empty that other rows fill, where no word tells them.
    pub sum_columns: Vec<usize>,
    /// Whether they stand above what they sum up.
    pub sums_above: bool,
    /// A name with a colon: "Acme:Roof".
    pub jobs: Option<String>,
    /// A customer with a job that stands below it, above the total of both: "Acme / Roof".
    pub jobs_below: Option<String>,
    /// A word for a credit note whose amounts are positive.
    pub returns: Option<String>,
    /// Whether a yes in the column of the status means that the document was cancelled.
    pub yes_cancels: bool,
    /// Whether some amounts of credit notes are negative.
    pub has_negative_returns: bool,
    /// The types of documents, where some of them aren't sales.
    pub documents: Option<FoundDocuments>,
    /// Whether what was sold stands in the column of credits.
    pub credit_is_sold: bool,
}

/// A row with what its cells mean to the shape.
struct Seen<'a> {
    row: &'a HeadRow,
    is_totals: bool,
    is_dated: bool,
}

/// Finds the shape of the rows below a header.
pub(in crate::exchange) fn shape(columns: &[Column], rows: &[HeadRow], dictionary: &Dictionary) -> Shape {
    let at = |role| columns.iter().position(|column| column.role == role);
    let day = at(Role::Date).filter(|at| columns.get(*at).is_some_and(|column| column.could_be(Role::Date)));
    let is_wide = at(Role::Period).is_some();
    let dated_document = if day.is_some() || is_wide { None } else { dated_document(columns.len(), rows) };
    let seen: Vec<Seen> = rows.iter().map(|row| Seen::of(row, day, dated_document, columns, dictionary)).collect();
    let section = if is_wide { None } else { section(columns, &seen, day.or(dated_document)) };
    // Sums are found before anything is filled down: they would go on with the customer above.
    let sums = if section.is_some() || is_wide {
        UnnamedSums::default()
    } else {
        let (rows, totals): (Vec<&HeadRow>, Vec<bool>) = seen.iter().map(|seen| (seen.row, seen.is_totals)).unzip();
        UnnamedSums::find(columns, &rows, &totals, &keys(columns, day))
    };
    let fill_down = match section {
        None if !is_wide && goes_on(columns, &seen, &sums.rows, day) => FillDown::Keys,
        _ => FillDown::Nothing,
    };
    let (sum_columns, sums_above) = (sums.columns, sums.above);
    let section_sums = section.is_some_and(|section| has_sums(columns, &seen, section));
    let names = [section, at(Role::Customer)].into_iter().flatten().next();
    let mut shape =
        Shape { section, section_sums, dated_document, fill_down, sum_columns, sums_above, ..Shape::default() };
    if let Some(names) = names {
        // The time of a document has a colon, too.
        let is_named = |seen: &&Seen| !seen.is_totals && Some(names) != dated_document || !seen.is_dated;
        let texts = seen.iter().filter(is_named).map(|seen| seen.row.cell(names).text);
        shape.jobs = texts.filter(|text| is_job(text)).map(str::to_owned).next();
    }
    if section.is_none()
        && let Some(customer) = at(Role::Customer)
    {
        shape.jobs_below = jobs_below(customer, columns, rows, dictionary);
    }
    let of_table = seen.iter().filter(|seen| !seen.is_totals).map(|seen| seen.row);
    let of_table: Vec<&HeadRow> = of_table.collect();
    shape.documents = documents::found(columns, &of_table);
    shape.credit_is_sold = documents::is_credit_sold(columns, &of_table, shape.documents.as_ref());
    shape.look_for_returns(columns, &seen);
    if let Some(status) = at(Role::Status) {
        let asks = columns.get(status).is_some_and(|column| document_types::asks_if_cancelled(&column.header));
        let reverses = seen
            .iter()
            .any(|seen| document_types::status(seen.row.cell(status).text) == document_types::Status::Reversal);
        shape.yes_cancels = asks && !reverses;
    }
    shape
}

impl<'a> Seen<'a> {
    fn of(
        row: &'a HeadRow,
        day: Option<usize>,
        document: Option<usize>,
        columns: &[Column],
        dictionary: &Dictionary,
    ) -> Self {
        let format = |at: usize| columns.get(at).and_then(|column| column.dates.format).or(Some(DateFormat::Dmy));
        let is_dated = day.is_some_and(|at| date::of(row.cell(at), format(at)).is_some())
            || document.is_some_and(|at| date::in_text(row.cell(at).text).is_some());
        let first = row.all().find(|cell| !cell.is_empty()).map_or("", |cell| cell.text);
        let is_totals = !is_dated && (dictionary.totals(first).is_some() || dictionary.total_of(first).is_some());
        Self { row, is_totals, is_dated }
    }
}

/// The column whose texts hold a document and its date.
fn dated_document(width: usize, rows: &[HeadRow]) -> Option<usize> {
    let is_most = |at: &usize| {
        let filled = rows.iter().map(|row| row.cell(*at).text).filter(|text| !text.is_empty());
        let (mut all, mut dated) = (0, 0);
        for text in filled {
            all += 1;
            dated += usize::from(date::in_text(text).is_some());
        }
        dated > 1 && dated * 10 >= all * 3
    };
    (0..width).find(is_most)
}

/// The column of headings: texts in rows without a date, above those with one, where no other column
/// names the customer.
fn section(columns: &[Column], seen: &[Seen], dated_by: Option<usize>) -> Option<usize> {
    dated_by?;
    let dated = || seen.iter().filter(|seen| seen.is_dated);
    let count = dated().count();
    let names = |at: &usize| {
        let filled = dated().filter(|seen| !seen.row.cell(*at).is_empty()).count();
        filled * 2 >= count && Some(*at) != dated_by
    };
    let roles = [Role::Customer, Role::CustomerId];
    let mut named = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(|c| roles.contains(&c.role)));
    if count == 0 || named.any(|at| names(&at)) {
        return None;
    }
    let is_heading = |seen: &&Seen, at: usize| {
        let cell = seen.row.cell(at);
        !seen.is_dated && !seen.is_totals && !cell.is_empty() && is_text(cell)
    };
    // Headings stand in a column that the rows below leave empty, or fill with documents.
    let is_free = |at: usize| Some(at) == dated_by || dated().all(|seen| seen.row.cell(at).is_empty());
    let first_dated = seen.iter().position(|seen| seen.is_dated)?;
    let above = seen.get(..first_dated)?;
    (0..columns.len()).find(|at| is_free(*at) && above.iter().any(|seen| is_heading(&seen, *at)))
}

/// Whether most headings carry an amount: the sum of what is below them.
fn has_sums(columns: &[Column], seen: &[Seen], section: usize) -> bool {
    let is_amount = |column: &Column| matches!(column.role, Role::Amount | Role::AmountGross);
    let Some(amount) = columns.iter().position(is_amount) else { return false };
    let headings = seen.iter().filter(|seen| !seen.is_dated && !seen.is_totals && !seen.row.cell(section).is_empty());
    let (mut all, mut with) = (0, 0);
    for seen in headings {
        all += 1;
        with += usize::from(!seen.row.cell(amount).is_empty());
    }
    with * 2 > all
}

fn is_text(cell: Cell) -> bool {
    !matches!(number::of(cell, None), Number::Value { .. } | Number::TooLarge)
}

/// The columns that say whose a row is and of what.
fn keys(columns: &[Column], day: Option<usize>) -> Vec<usize> {
    let holds = |role: Role| columns.iter().position(|column| column.role == role);
    [holds(Role::Customer), holds(Role::CustomerId), day, holds(Role::Document)].into_iter().flatten().collect()
}

/// Whether some rows go on with those above them: no customer, no document, no date, but an amount and
/// something that says of what.
fn goes_on(columns: &[Column], seen: &[Seen], sums: &[bool], day: Option<usize>) -> bool {
    let keys = keys(columns, day);
    let is_amount = |at: &usize| columns.get(*at).is_some_and(|column| column.role.is_numeric());
    let amounts: Vec<usize> = (0..columns.len()).filter(is_amount).collect();
    let continues = |(at, seen): (usize, &Seen)| {
        let cell = |at: &usize| seen.row.cell(*at);
        let says = |cell: Cell| !cell.is_empty() && is_text(cell);
        !seen.is_totals
            && sums.get(at) != Some(&true)
            && keys.iter().all(|at| cell(at).is_empty())
            && amounts.iter().any(|at| !cell(at).is_empty())
            && seen.row.all().any(says)
    };
    if keys.len() < 2 {
        return false;
    }
    let going_on: Vec<bool> = seen.iter().enumerate().map(continues).collect();
    let count = going_on.iter().filter(|goes_on| **goes_on).count();
    // A loose row at the end of a list is no way of writing it.
    let is_followed = going_on.windows(2).any(|pair| matches!(pair, [true, false]));
    let is_keyed =
        |(at, seen): (usize, &Seen)| !seen.is_totals && sums.get(at) != Some(&true) && going_on.get(at) == Some(&false);
    let last_is_keyed = seen.iter().enumerate().rposition(is_keyed);
    let first_goes_on = going_on.iter().position(|goes_on| *goes_on);
    let is_within = is_followed && first_goes_on < last_is_keyed;
    count > 0 && (is_within || count * 2 >= seen.len())
}

/// A customer whose jobs stand below it and above its total, with the first of them. Where every row stands so,
/// what is above are regions and the like, and the rows are the customers.
fn jobs_below(customer: usize, columns: &[Column], rows: &[HeadRow], dictionary: &Dictionary) -> Option<String> {
    let is_amount = |at: &usize| columns.get(*at).is_some_and(|column| column.role.is_numeric());
    let amounts: Vec<usize> = (0..columns.len()).filter(is_amount).collect();
    let has_amount = |row: &HeadRow| amounts.iter().any(|at| !row.cell(*at).is_empty());
    // Names that no total has come for, with their rows.
    let (mut open, mut example): (Vec<(&HeadRow, String)>, Option<String>) = (Vec::new(), None);
    for row in rows {
        let name = row.cell(customer).text;
        if let Some(whose) = dictionary.total_of(name) {
            let Some(above) = open.iter().rposition(|(_, known)| *known == whose) else { continue };
            let named = |at: usize| open.get(at).map(|(row, _)| row.cell(customer).text);
            if let (None, Some(owner), Some(job)) = (&example, named(above), named(above + 1)) {
                example = Some(format!("{owner} / {job}"));
            }
            open.truncate(above);
        } else if !name.is_empty() && dictionary.totals(name) != Some(true) {
            open.push((row, fold(name)));
        }
    }
    let alone = open.iter().any(|(row, _)| has_amount(row));
    example.filter(|_| alone)
}

fn is_job(text: &str) -> bool {
    text.split_once(':').is_some_and(|(customer, job)| {
        let is_clock = customer.ends_with(|c: char| c.is_numeric()) && job.starts_with(|c: char| c.is_numeric());
        !job.trim().is_empty() && customer.contains(char::is_alphabetic) && !is_clock && !job.starts_with("//")
    })
}

impl Shape {
    /// Credit notes by their type, and how their amounts stand in the file.
    fn look_for_returns(&mut self, columns: &[Column], seen: &[Seen]) {
        let at = |role| columns.iter().position(|column| column.role == role);
        let amount = [Role::Amount, Role::AmountGross, Role::Quantity].into_iter().find_map(at);
        // In a book of debits and credits the side says it.
        let amount = amount.filter(|_| at(Role::Debit).is_none());
        let (Some(kind), Some(amount)) = (at(Role::DocumentType), amount) else { return };
        let format = columns.get(amount).and_then(|column| column.numbers.format);
        for seen in seen {
            let word = seen.row.cell(kind).text;
            if !document_types::is_return(word) {
                continue;
            }
            match number::of(seen.row.cell(amount), format) {
                Number::Value { value, .. } if value.is_sign_negative() => self.has_negative_returns = true,
                Number::Value { .. } if self.returns.is_none() => self.returns = Some(word.to_owned()),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
