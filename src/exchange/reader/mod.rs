//! The whole file, row by row, in bounded memory.

use std::collections::HashMap;

use crate::calendar::Date;
use xxhash_rust::xxh3::Xxh3;

use crate::exchange::customer::Customers;
use crate::exchange::delimited::{Row, Rows};
use crate::exchange::import::Tally;
use crate::exchange::row::{Meaning, Recipe, Sale};
use crate::exchange::{Import, Plan, Reason, Refusal};
use crate::ledger::{Currency, Line, Sales};

/// Past this a file is refused: nobody has that many orders, and line numbers aren't the limit.
const MAX_BYTES: u64 = 4 << 30;

/// Reads a file by a plan, in chunks of any size.
///
/// It keeps one sum for each customer, day, document and group, and a few examples of what it left
/// out; so its memory grows with what the file says, not with its length.
pub struct Reader {
    rows: Rows,
    intake: Intake,
    hash: Xxh3,
    bytes: u64,
    /// Whether anything but white space came.
    filled: bool,
}

impl Reader {
    pub fn new(plan: Plan) -> Self {
        Self {
            rows: Rows::new(plan.delimiter, plan.header_line.saturating_sub(1)),
            intake: Intake::new(&plan),
            hash: Xxh3::new(),
            bytes: 0,
            filled: false,
        }
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        if self.bytes > MAX_BYTES {
            return;
        }
        self.filled |= !self.filled && !bytes.iter().all(u8::is_ascii_whitespace);
        self.hash.update(bytes);
        self.rows.feed(bytes, &mut |row| self.intake.take(&row));
    }

    /// Rows of data read so far.
    pub fn rows(&self) -> u64 {
        self.intake.tally.read
    }

    /// The end of the file.
    ///
    /// # Errors
    /// A [`Refusal`] if no row could be imported: [`Refusal::NothingUsable`] with the reasons, or
    /// that there are no rows.
    pub fn finish(mut self) -> Result<Import, Refusal> {
        if self.bytes > MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        if !self.filled {
            return Err(Refusal::Empty);
        }
        self.rows.finish(&mut |row| self.intake.take(&row));
        self.intake.finish(format!("{:032x}", self.hash.digest128()))
    }
}

/// What is summed up into one [`Line`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    day: Date,
    customer: u32,
    document: Option<u32>,
    group: Option<u32>,
}

/// Amount and profit in minor units; the profit is known if that of every row is.
struct Sum {
    amount: i64,
    profit: Option<i64>,
}

/// What the rows so far amount to.
struct Intake {
    recipe: Recipe,
    currency: Currency,
    headers: Vec<String>,
    is_past_header: bool,
    sums: HashMap<Key, Sum>,
    customers: Customers,
    documents: Numbers,
    groups: Numbers,
    /// Sums of magnitudes. While these fit 64 bits, so does every sum of a part.
    amounts: u64,
    profits: u64,
    tally: Tally,
}

impl Intake {
    fn new(plan: &Plan) -> Self {
        Self {
            recipe: Recipe::new(plan),
            currency: plan.currency,
            headers: plan.headers.clone(),
            is_past_header: false,
            sums: HashMap::new(),
            customers: Customers::default(),
            documents: Numbers::default(),
            groups: Numbers::default(),
            amounts: 0,
            profits: 0,
            tally: Tally::default(),
        }
    }

    fn take(&mut self, row: &Row) {
        if !self.is_past_header {
            self.is_past_header = true;
            return;
        }
        self.tally.read += 1;
        let (reason, column) = match self.recipe.read(row) {
            Meaning::Sale(sale) if self.add(&sale) => return,
            Meaning::Sale(_) => (Reason::AmountTooLarge, None),
            Meaning::Totals(amount) => {
                // The last one stands below everything it sums.
                self.tally.file_total = amount.or(self.tally.file_total);
                (Reason::TotalsRow, None)
            }
            Meaning::Skip(reason, column) => (reason, column),
        };
        self.tally.leave_out(reason, row, column.map(|at| (at, self.headers.get(at).map_or("", String::as_str))));
    }

    /// Adds a sale to the sums; `false` if they would overflow.
    fn add(&mut self, sale: &Sale) -> bool {
        let grown = |sum: u64, by: i64| sum.checked_add(by.unsigned_abs()).filter(|sum| i64::try_from(*sum).is_ok());
        let Some(amounts) = grown(self.amounts, sale.amount) else { return false };
        self.amounts = amounts;
        let profit = sale.profit.and_then(|profit| Some((profit, grown(self.profits, profit)?)));
        if let Some((_, profits)) = profit {
            self.profits = profits;
        } else {
            self.tally.without_profit += 1;
        }
        let profit = profit.map(|(profit, _)| profit);
        self.tally.add(sale);
        let key = Key {
            day: sale.day,
            customer: self.customers.add(sale),
            document: self.documents.number(sale.document),
            group: self.groups.number(sale.group),
        };
        let sum = self.sums.entry(key).or_insert(Sum { amount: 0, profit: Some(0) });
        sum.amount += sale.amount;
        sum.profit = sum.profit.zip(profit).map(|(sum, profit)| sum + profit);
        true
    }

    fn finish(self, hash: String) -> Result<Import, Refusal> {
        if self.tally.read == 0 {
            return Err(if self.is_past_header { Refusal::HeaderOnly } else { Refusal::NoHeader });
        }
        if self.tally.imported == 0 {
            let (reasons, examples) = self.tally.nothing();
            return Err(Refusal::NothingUsable { reasons, examples });
        }
        let mut lines: Vec<Line> = self
            .sums
            .into_iter()
            .map(|(Key { day, customer, document, group }, Sum { amount, profit })| Line {
                customer,
                day,
                document,
                group,
                amount,
                profit,
            })
            .collect();
        lines.sort_unstable_by_key(|line| (line.day, line.customer, line.document, line.group));
        let documents = self.documents.names.len() as u64;
        let (reconciliation, problems) = self.tally.finish(documents, self.recipe.knows_profit());
        Ok(Import {
            sales: Sales { currency: self.currency, documents: self.documents.names, groups: self.groups.names, lines },
            customers: self.customers.finish(),
            reconciliation,
            problems,
            hash,
        })
    }
}

/// Gives each text a number, in the order they come.
#[derive(Default)]
struct Numbers {
    names: Vec<String>,
    index: HashMap<String, u32>,
    /// Lines of a document stand together: most often the last one is meant.
    last: Option<u32>,
}

impl Numbers {
    /// The number of a text; none if it is empty.
    fn number(&mut self, text: &str) -> Option<u32> {
        if text.is_empty() {
            return None;
        }
        if let Some(last) = self.last
            && self.names.get(last as usize).is_some_and(|name| name == text)
        {
            return Some(last);
        }
        let number = match self.index.get(text) {
            Some(number) => *number,
            None => {
                let number = u32::try_from(self.names.len()).ok()?;
                self.names.push(text.to_owned());
                self.index.insert(text.to_owned(), number);
                number
            }
        };
        self.last = Some(number);
        Some(number)
    }
}

#[cfg(test)]
mod tests;
