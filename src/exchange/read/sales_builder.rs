//! What was sold, summed up while a file is read.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use crate::book::StandsFor;
use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::ContactCard;
use crate::exchange::cell::row::Row;
use crate::exchange::read::customer::Customers;
use crate::exchange::read::import::RowCounts;
use crate::exchange::read::row_reader::{Entry, Sale};
use crate::exchange::{Customer, Reason};
use crate::ledger::{Document, Line, Sales};

/// More lines than this are more than a page can hold.
const MAX_LINES: usize = 12_000_000;

/// What is summed up into one [`Line`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    day: Date,
    customer: u32,
    document: Option<u32>,
    group: Option<u32>,
    currency: u16,
}

/// Amount and profit in minor units; the profit is known if that of every row is.
struct Sum {
    amount: i64,
    profit: Option<i64>,
}

/// What a row of a wide file was taken for, to take it back.
pub(in crate::exchange) struct Posting {
    pub line: u64,
    text: String,
    currency: Currency,
    keys: Vec<(Key, i64)>,
    pub entries: Vec<Entry>,
    customer: u32,
}

/// What was sold.
pub(in crate::exchange) struct SalesBuilder {
    currencies: Vec<Currency>,
    sums: FxHashMap<Key, Sum>,
    loose: Vec<Line>,
    pub is_wide: bool,
    pub customers: Customers,
    documents: Numbers,
    facts: Vec<Document>,
    groups: Numbers,
    people: Numbers,
    /// Sums of magnitudes. While these fit 64 bits, so does every sum of a part.
    amounts: u64,
    profits: u64,
    pub is_full: bool,
}

impl SalesBuilder {
    pub fn new(currency: Currency, is_wide: bool, customers: Customers) -> Self {
        Self {
            currencies: vec![currency],
            sums: FxHashMap::default(),
            loose: Vec::new(),
            is_wide,
            customers,
            documents: Numbers::default(),
            facts: Vec::new(),
            groups: Numbers::default(),
            people: Numbers::default(),
            amounts: 0,
            profits: 0,
            is_full: false,
        }
    }

    /// Adds a sale to the sums and returns its customer; `None` if they would overflow.
    pub fn add(&mut self, sale: &Sale, counts: &mut RowCounts) -> Option<u32> {
        let grown = |sum: u64, by: i64| sum.checked_add(by.unsigned_abs()).filter(|sum| i64::try_from(*sum).is_ok());
        let amounts = sale.entries.iter().try_fold(self.amounts, |sum, entry| grown(sum, entry.amount))?;
        self.amounts = amounts;
        let main = self.main_currency();
        counts.add(sale, main);
        let customer = self.customers.add(sale, sale.currency == main);
        let document = self.documents.number(sale.document);
        self.remember(document, sale);
        let group = self.groups.number(sale.group);
        let currency = self.currency(sale.currency);
        for entry in sale.entries {
            let profit = entry.profit.and_then(|profit| Some((profit, grown(self.profits, profit)?)));
            if let Some((_, profits)) = profit {
                self.profits = profits;
            } else {
                counts.without_profit += 1;
            }
            let profit = profit.map(|(profit, _)| profit);
            let (day, amount) = (entry.day, entry.amount);
            if self.sums.len() + self.loose.len() >= MAX_LINES {
                self.is_full = true;
                return Some(customer);
            }
            if document.is_none() && !self.is_wide {
                self.loose.push(Line { customer, day, document, group, amount, profit, currency });
                continue;
            }
            let key = Key { day, customer, document, group, currency };
            let sum = self.sums.entry(key).or_insert(Sum { amount: 0, profit: Some(0) });
            sum.amount += amount;
            sum.profit = sum.profit.zip(profit).map(|(sum, profit)| sum + profit);
        }
        Some(customer)
    }

    /// What is needed to take a row of a wide file back.
    pub fn posted(&self, sale: &Sale, customer: u32, row: &Row) -> Posting {
        let group = self.groups.last.filter(|_| !sale.group.is_empty());
        let currency = self.currencies.iter().position(|known| *known == sale.currency).unwrap_or_default();
        let currency = u16::try_from(currency).unwrap_or_default();
        let document = self.documents.last.filter(|_| !sale.document.is_empty());
        let key = |entry: &Entry| (Key { day: entry.day, customer, document, group, currency }, entry.amount);
        Posting {
            line: row.line,
            text: sale.who.name.to_owned(),
            currency: sale.currency,
            keys: sale.entries.iter().map(key).collect(),
            entries: sale.entries.to_vec(),
            customer,
        }
    }

    /// Takes a row back that turned out to be the sum of others.
    pub fn take_back(&mut self, posted: &Posting, reason: Reason, counts: &mut RowCounts) {
        let main = self.main_currency();
        for (key, amount) in &posted.keys {
            if let Some(sum) = self.sums.get_mut(key) {
                sum.amount -= amount;
                if sum.amount == 0 {
                    self.sums.remove(key);
                }
            }
        }
        let amount = posted.keys.iter().fold(0_i64, |sum, (_, amount)| sum.saturating_add(*amount));
        if let Some(customer) = self.customers.get_mut(posted.customer) {
            customer.lines = customer.lines.saturating_sub(1);
            if posted.currency == main {
                customer.amount = customer.amount.saturating_sub(amount);
            }
        }
        counts.take_back(reason, posted.line, &posted.text, amount, posted.currency, main);
    }

    /// The main currency.
    pub fn main_currency(&self) -> Currency {
        self.currencies.first().copied().unwrap_or_default()
    }

    /// How many different documents there are.
    pub fn documents(&self) -> u64 {
        self.documents.names.len() as u64
    }

    /// What a row says of its document, besides the amounts.
    fn remember(&mut self, document: Option<u32>, sale: &Sale) {
        let Some(document) = document else { return };
        let person = self.people.number(sale.person);
        let at = document as usize;
        if at >= self.facts.len() {
            self.facts.push(Document { number: sale.document.to_owned(), ..Document::default() });
        }
        if let Some(facts) = self.facts.get_mut(at) {
            // Of several lines the latest delivery is when it was whole.
            facts.promised = facts.promised.max(sale.promised);
            facts.delivered = facts.delivered.max(sale.delivered);
            facts.person = person.or(facts.person);
        }
    }

    fn currency(&mut self, currency: Currency) -> u16 {
        let at = self.currencies.iter().position(|known| *known == currency).unwrap_or_else(|| {
            self.currencies.push(currency);
            self.currencies.len() - 1
        });
        u16::try_from(at).unwrap_or_default()
    }

    /// The sales and their customers; those who only seemed to be some are left out where `only_buyers`.
    pub fn finish(self, only_buyers: bool) -> (Sales, Vec<Customer>) {
        let jobs = self.customers.owners();
        let mut all: Vec<Option<Customer>> = self.customers.finish().into_iter().map(Some).collect();
        let owners = jobs.unwrap_or_else(|| owners(&all));
        for (at, owner) in owners.iter().enumerate() {
            let other = owner.and_then(|_| all.get_mut(at)?.take());
            let known = owner.and_then(|owner| all.get_mut(owner)?.as_mut());
            if let (Some(known), Some(other)) = (known, other) {
                join(known, other);
            }
        }
        let mut numbers = vec![None; all.len()];
        let mut customers = Vec::with_capacity(all.len());
        for (number, customer) in numbers.iter_mut().zip(all) {
            if let Some(customer) = customer.filter(|customer| customer.lines > 0 || !only_buyers) {
                *number = u32::try_from(customers.len()).ok();
                customers.push(customer);
            }
        }
        let number = |customer: u32| -> Option<u32> {
            let at = owners.get(customer as usize).copied().flatten().unwrap_or(customer as usize);
            numbers.get(at).copied().flatten()
        };
        let summed = self.sums.into_iter().map(|(key, sum)| {
            let Key { day, customer, document, group, currency } = key;
            Line { customer, day, document, group, amount: sum.amount, profit: sum.profit, currency }
        });
        let mut lines = self.loose;
        lines.extend(summed);
        lines.retain_mut(|line| {
            let number = number(line.customer);
            line.customer = number.unwrap_or(line.customer);
            number.is_some()
        });
        lines.sort_unstable_by_key(|line| {
            (line.day, line.customer, line.document, line.group, line.currency, line.amount, line.profit)
        });
        let sales = Sales {
            currencies: self.currencies,
            documents: self.facts,
            groups: self.groups.names,
            people: self.people.names,
            lines,
            per_period: self.is_wide,
            sums_days: false,
        };
        (sales, customers)
    }
}

/// For each customer without a number the one of the same name that has one, if there is just one:
/// files leave the number out here and there.
fn owners(all: &[Option<Customer>]) -> Vec<Option<usize>> {
    let key = |customer: &Customer| customer.name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let is_known = |customer: &Customer| !customer.external_id.is_empty() || !customer.tax_id.is_empty();
    let mut by_name: HashMap<String, Option<usize>> = HashMap::new();
    for (at, customer) in all.iter().enumerate() {
        if let Some(customer) = customer.as_ref().filter(|customer| is_known(customer)) {
            by_name.entry(key(customer)).and_modify(|owner| *owner = None).or_insert(Some(at));
        }
    }
    let owner = |customer: &Customer| by_name.get(&key(customer)).copied().flatten();
    let may_be = |customer: &&Customer| !is_known(customer) && customer.stands_for != Some(StandsFor::Nobody);
    all.iter().map(|customer| customer.as_ref().filter(may_be).and_then(owner)).collect()
}

/// Adds what was read of a customer without its number.
fn join(known: &mut Customer, other: Customer) {
    known.lines += other.lines;
    known.amount = known.amount.saturating_add(other.amount);
    for (role, text) in other.facts {
        if !known.facts.iter().any(|(held, _)| *held == role) {
            known.facts.push((role, text));
        }
    }
    let contacts = other.contacts.into_iter();
    let new: Vec<ContactCard> =
        contacts.filter(|card| !known.contacts.iter().any(|held| held.name == card.name)).collect();
    known.contacts.extend(new);
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
