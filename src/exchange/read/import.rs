//! What came out of a file.

use std::collections::BTreeMap;

use crate::calendar::Date;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::exchange::cell::row::Row;
use crate::exchange::read::row_reader::Sale;
use crate::exchange::{Customer, FileKind, Problem, Reason};
use crate::ledger::Sales;

/// The lines of a text below its header. Each is one of them: `all = rows + further + empty + doubtful`, where `rows`
/// are those of [`Reconciliation::read`] but for the doubtful. In a workbook a row is a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    pub all: u64,
    /// Lines beyond the first of rows that go over several.
    pub further: u64,
    /// With nothing at all in them.
    pub empty: u64,
    /// Of rows that may have swallowed others, which were left out: [`Reason::Swallowed`].
    pub doubtful: u64,
    /// Where the first such row begins, and how many lines it takes up.
    pub first_doubtful: Option<(u64, u64)>,
    /// How many other rows have a cell that goes on behind the quote which closes it, or that none closes; and the
    /// line of the first.
    pub odd: u64,
    pub first_odd: Option<u64>,
}

/// An account of every row: `read = imported + totals + headings + Σ skipped`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    pub read: u64,
    pub imported: u64,
    /// Subtotals and totals.
    pub totals: u64,
    /// Rows that stand above those they are about.
    pub headings: u64,
    /// Rows skipped, by reason, most frequent first.
    pub skipped: Vec<(Reason, u64)>,
    /// What the file's own grand total says, in minor units.
    pub file_total: Option<i64>,
    /// What was imported in the main currency adds up to, in minor units.
    pub sum: i64,
    /// What was imported in others, with its rows.
    pub others: Vec<(Currency, i64, u64)>,
    /// First and last day with a sale.
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// Different document numbers.
    pub documents: u64,
    /// Imported rows whose profit is unknown though the file has a profit or cost column.
    pub without_profit: u64,
    /// Imported rows of before 1990: often a date that went wrong.
    pub before_1990: u64,
    pub lines: Lines,
    /// Cells that were left out of rows that count.
    pub bad_cells: u64,
    /// How many of the totals no word tells: they are as much as other rows together.
    pub unnamed_sums: u64,
    /// Imported rows that are hidden in their sheet, and what those in the main currency add up to.
    pub hidden: u64,
    pub hidden_sum: i64,
    /// Rows that say no customer, left out or kept as one account, and what of them can be read comes to in
    /// minor units of the main currency.
    pub nobodys: (u64, i64),
    /// Where some types of documents aren't sales: each type with its rows and what they come to in minor units
    /// of the main currency, most rows first.
    pub document_types: Vec<(String, u64, i64)>,
}

impl Reconciliation {
    /// Rows skipped for this reason.
    pub fn skipped_for(&self, reason: Reason) -> u64 {
        self.skipped.iter().find(|(other, _)| *other == reason).map_or(0, |(_, count)| *count)
    }

    /// Whether what the file says is the sum of its visible rows alone, as a filtered list has it.
    pub fn is_total_of_visible(&self) -> bool {
        self.hidden > 0 && self.file_total == Some(self.sum.saturating_sub(self.hidden_sum))
    }

    /// Rows skipped for any reason.
    pub fn skipped(&self) -> u64 {
        self.skipped.iter().map(|(_, count)| count).sum()
    }

    /// Rows that could have been taken over: not those that hold nothing, or the header again, or of which a person
    /// is asked apart: the hidden, types of documents, and what rows count.
    pub fn left_out(&self) -> u64 {
        use Reason::{Blank, Hidden, OtherDocument, OtherMeasure, RepeatedHeader};
        let is_row = |(reason, _): &&(Reason, u64)| {
            !matches!(reason, Blank | RepeatedHeader | Hidden | OtherDocument | OtherMeasure)
        };
        self.skipped.iter().filter(is_row).map(|(_, count)| count).sum()
    }

    /// Whether more of these were left out than taken over: a file that is hardly read rightly.
    pub fn is_mostly_left_out(&self) -> bool {
        self.left_out() > self.imported
    }
}

/// A file, read to its end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Import {
    pub kind: FileKind,
    pub sales: Sales,
    pub customers: Vec<Customer>,
    pub reconciliation: Reconciliation,
    /// Examples of what was left out: the first 100 of each reason, in the order of the file.
    pub problems: Vec<Problem>,
    /// XXH3-128 of the file's bytes, hexadecimal.
    pub hash: String,
}

impl Import {
    /// Where nothing was sold in the currency that was expected, that of most rows is the main one.
    pub(super) fn take_main_currency(&mut self) {
        let (sales, counts) = (&mut self.sales, &mut self.reconciliation);
        let most = counts.others.iter().enumerate().max_by_key(|(_, (.., rows))| *rows).map(|(at, _)| at);
        let Some(most) = most.filter(|_| sales.lines.iter().all(|line| line.currency != 0)) else { return };
        let (main, sum, _) = counts.others.remove(most);
        // A total that the file states was read in the other one.
        counts.file_total = counts.file_total.filter(|_| sales.currency().digits() == main.digits());
        counts.sum = sum;
        let Some(place) = sales.currencies.iter().position(|known| *known == main) else { return };
        sales.currencies.remove(place);
        sales.currencies.splice(..1, [main]);
        self.customers.iter_mut().for_each(|customer| customer.amount = 0);
        for line in &mut sales.lines {
            let at = usize::from(line.currency);
            if at == place {
                line.currency = 0;
                let customer = self.customers.get_mut(line.customer as usize);
                customer.into_iter().for_each(|one| one.amount = one.amount.saturating_add(line.amount));
            } else if at > place {
                line.currency -= 1;
            }
        }
    }
}

/// Examples of each reason that are kept.
const EXAMPLES: u64 = 100;
/// Examples are cut to this many characters.
const EXAMPLE_CHARS: usize = 80;
/// Examples in a refusal.
const REFUSAL_EXAMPLES: usize = 10;

/// Counts rows while they are read. Totals and headings are among the reasons until the end.
#[derive(Default)]
pub(in crate::exchange) struct RowCounts {
    pub read: u64,
    pub imported: u64,
    pub file_total: Option<i64>,
    /// The sheet that is read, where several are one list.
    pub sheet: Option<String>,
    pub without_profit: u64,
    before_1990: u64,
    pub unnamed_sums: u64,
    lines: Lines,
    bad_cells: u64,
    hidden: u64,
    hidden_sum: i64,
    nobodys: (u64, i64),
    document_types: BTreeMap<String, (u64, i64)>,
    others: BTreeMap<Currency, (i64, u64)>,
    left_out: BTreeMap<Reason, u64>,
    problems: Vec<Problem>,
    sum: i64,
    span: Option<(Date, Date)>,
}

impl RowCounts {
    /// Counts an imported row. The caller has made sure that the sums fit.
    pub fn add(&mut self, sale: &Sale, main: Currency) {
        self.imported += 1;
        let amount = sale.entries.iter().fold(0_i64, |sum, entry| sum.saturating_add(entry.amount));
        if sale.currency == main {
            self.sum = self.sum.saturating_add(amount);
        } else {
            let (sum, rows) = self.others.entry(sale.currency).or_default();
            *sum = sum.saturating_add(amount);
            *rows += 1;
        }
        for entry in sale.entries {
            let (first, last) = self.span.unwrap_or((entry.day, entry.day));
            self.span = Some((first.min(entry.day), last.max(entry.day)));
        }
        self.before_1990 += u64::from(sale.entries.iter().any(|entry| entry.day.year() < 1990));
    }

    /// Counts the lines of a row.
    pub fn lines(&mut self, row: &Row) {
        self.lines.all += row.lines;
        self.lines.further += row.lines.saturating_sub(1);
        if row.oddity.is_any() {
            self.lines.odd += 1;
            self.lines.first_odd.get_or_insert(row.line);
        }
    }

    /// Counts lines with nothing in them.
    pub fn empty_lines(&mut self, count: u64) {
        self.lines.all += count;
        self.lines.empty += count;
    }

    /// Counts a cell that was left out of a row that counts.
    pub fn leave_cell_out(&mut self, row: &Row, column: usize, header: &str) {
        self.bad_cells += 1;
        if self.bad_cells <= EXAMPLES {
            let text = String::from_utf8_lossy(row.raw(column)).trim().chars().take(EXAMPLE_CHARS).collect();
            let (reason, column) = (Reason::BadCell, Some(header.to_owned()));
            self.problems.push(Problem {
                sheet: self.sheet.clone(),
                reason,
                line: row.line,
                lines: row.lines,
                column,
                text,
            });
        }
    }

    /// Counts a row that says no customer, with what it comes to where that can be read.
    pub fn nobodys(&mut self, amount: Option<(i64, Currency)>, main: Currency) {
        self.nobodys.0 += 1;
        if let Some((amount, _)) = amount.filter(|(_, currency)| *currency == main) {
            self.nobodys.1 = self.nobodys.1.saturating_add(amount);
        }
    }

    /// Counts a row of a type of document, with what it comes to where that can be read.
    pub fn document(&mut self, word: &str, amount: Option<(i64, Currency)>, main: Currency) {
        if !self.document_types.contains_key(word) {
            self.document_types.insert(word.to_owned(), (0, 0));
        }
        let Some((rows, sum)) = self.document_types.get_mut(word) else { return };
        *rows += 1;
        if let Some((amount, _)) = amount.filter(|(_, currency)| *currency == main) {
            *sum = sum.saturating_add(amount);
        }
    }

    /// Counts an imported row that is hidden in its sheet.
    pub fn add_hidden(&mut self, sale: &Sale, main: Currency) {
        self.hidden += 1;
        if sale.currency == main {
            let amount = sale.entries.iter().fold(0_i64, |sum, entry| sum.saturating_add(entry.amount));
            self.hidden_sum = self.hidden_sum.saturating_add(amount);
        }
    }

    /// Counts a row that was left out, and keeps it as an example while there are few.
    pub fn leave_out(&mut self, reason: Reason, row: &Row, column: Option<(usize, &str)>) {
        if reason == Reason::Swallowed {
            self.lines.further -= row.lines.saturating_sub(1).min(self.lines.further);
            self.lines.doubtful += row.lines;
            self.lines.first_doubtful.get_or_insert((row.line, row.lines));
            self.lines.odd -= u64::from(row.oddity.is_any()).min(self.lines.odd);
            if self.lines.odd == 0 {
                self.lines.first_odd = None;
            }
        }
        let count = self.left_out.entry(reason).or_default();
        *count += 1;
        if *count > EXAMPLES {
            return;
        }
        let cell = column.map(|(at, _)| String::from_utf8_lossy(row.raw(at)).trim().to_owned());
        // Of an empty cell the row around it says more.
        let text = cell.filter(|cell| !cell.is_empty()).unwrap_or_else(|| {
            let cells: Vec<String> = (0..row.width().min(40))
                .map(|at| String::from_utf8_lossy(row.raw(at)).trim().to_owned())
                .filter(|cell| !cell.is_empty())
                .collect();
            cells.join(" | ")
        });
        self.problems.push(Problem {
            sheet: self.sheet.clone(),
            reason,
            line: row.line,
            lines: row.lines,
            column: column.map(|(_, header)| header.to_owned()),
            text: text.chars().take(EXAMPLE_CHARS).collect(),
        });
    }

    /// An imported row turned out to be the sum of others.
    pub fn take_back(
        &mut self,
        reason: Reason,
        line: u64,
        text: &str,
        amount: i64,
        currency: Currency,
        main: Currency,
    ) {
        self.imported = self.imported.saturating_sub(1);
        if currency == main {
            self.sum = self.sum.saturating_sub(amount);
        } else if let Some((sum, rows)) = self.others.get_mut(&currency) {
            *sum = sum.saturating_sub(amount);
            *rows = rows.saturating_sub(1);
        }
        self.others.retain(|_, (_, rows)| *rows > 0);
        *self.left_out.entry(reason).or_default() += 1;
        let text = text.chars().take(EXAMPLE_CHARS).collect();
        self.problems.push(Problem { sheet: self.sheet.clone(), reason, line, lines: 1, column: None, text });
    }

    /// A row that waited for its other half is none of a sale.
    pub fn no_pair(&mut self, line: u64) {
        self.imported = self.imported.saturating_sub(1);
        let count = self.left_out.entry(Reason::NoPair).or_default();
        *count += 1;
        if *count <= EXAMPLES {
            let (sheet, reason) = (self.sheet.clone(), Reason::NoPair);
            self.problems.push(Problem { sheet, reason, line, lines: 1, column: None, text: String::new() });
        }
    }

    /// What was taken for a heading has nothing below it.
    pub fn no_heading(&mut self, line: u64) {
        let Some(headings) = self.left_out.get_mut(&Reason::Heading) else { return };
        *headings = headings.saturating_sub(1);
        *self.left_out.entry(Reason::NoDate).or_default() += 1;
        let sheet = &self.sheet;
        for problem in self.problems.iter_mut().filter(|problem| problem.line == line && problem.sheet == *sheet) {
            problem.reason = Reason::NoDate;
        }
    }

    /// The account of a file with imported rows, and the examples.
    pub fn finish(mut self, documents: u64, knows_profit: bool) -> (Reconciliation, Vec<Problem>) {
        let totals = self.left_out.remove(&Reason::TotalsRow).unwrap_or_default();
        let headings = self.left_out.remove(&Reason::Heading).unwrap_or_default();
        let types = self.document_types.into_iter().map(|(word, (rows, sum))| (word, rows, sum));
        let mut document_types: Vec<(String, u64, i64)> = types.collect();
        document_types.sort_by_key(|(_, rows, _)| std::cmp::Reverse(*rows));
        let reconciliation = Reconciliation {
            read: self.read,
            imported: self.imported,
            totals,
            headings,
            skipped: by_count(self.left_out),
            file_total: self.file_total,
            sum: self.sum,
            others: self.others.into_iter().map(|(currency, (sum, rows))| (currency, sum, rows)).collect(),
            before_1990: self.before_1990,
            hidden: self.hidden,
            hidden_sum: self.hidden_sum,
            first: self.span.map(|(first, _)| first),
            last: self.span.map(|(_, last)| last),
            documents,
            nobodys: self.nobodys,
            document_types,
            without_profit: if knows_profit { self.without_profit } else { 0 },
            lines: self.lines,
            bad_cells: self.bad_cells,
            unnamed_sums: self.unnamed_sums,
        };
        (reconciliation, self.problems)
    }

    /// Why nothing was imported, with the first examples.
    pub fn nothing(mut self) -> (Vec<(Reason, u64)>, Vec<Problem>) {
        self.problems.truncate(REFUSAL_EXAMPLES);
        (by_count(self.left_out), self.problems)
    }
}

/// Most frequent first.
fn by_count(counts: BTreeMap<Reason, u64>) -> Vec<(Reason, u64)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
