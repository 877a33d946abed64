//! What was bought: sales by account, day, document and product group.
//!
//! A [`Batch`] is what one import brought: bulk, immutable, stored as it came. The [`Ledger`] is
//! all living batches together, sorted for reading.
//!
//! **Invariant:** amounts are integers in the currency's minor unit, and one ledger has one
//! currency. Batches in another currency are left out *and counted*, never summed.

mod batch;
mod currency;

pub use batch::{Batch, Line, Sales, Unreadable};
pub use currency::{Currency, UnknownCurrency};

use std::collections::{BTreeMap, HashMap};

use crate::calendar::Date;

use crate::book::RecordId;

/// One sale as the analysis reads it: a line of a batch with its document and group interned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    pub day: Date,
    /// Index into [`Ledger::documents`].
    pub document: Option<u32>,
    /// Index into [`Ledger::groups`].
    pub group: Option<u32>,
    /// In minor units; negative for credit notes and returns.
    pub amount: i64,
    /// In minor units; `None` where the file has no cost or profit.
    pub profit: Option<i64>,
}

/// An order: a document (or, without document numbers, a day) of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The first day it appears on.
    pub day: Date,
    /// Index into [`Ledger::documents`].
    pub document: Option<u32>,
    /// In minor units. Only orders with a positive sum count as orders; others are credit notes.
    pub amount: i128,
    pub lines: u32,
}

/// All sales of the book in its currency, by account, each sorted by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    currency: Currency,
    accounts: BTreeMap<RecordId, Vec<Sale>>,
    documents: Vec<String>,
    groups: Vec<String>,
    left_out: BTreeMap<Currency, usize>,
}

impl Ledger {
    /// The ledger in this currency made of these batches.
    pub fn of<'a>(currency: Currency, batches: impl IntoIterator<Item = &'a Batch>) -> Self {
        let mut ledger = Self { currency, ..Self::default() };
        let (mut documents, mut groups) = (Interner::default(), Interner::default());
        for batch in batches {
            if batch.sales.currency != currency {
                *ledger.left_out.entry(batch.sales.currency).or_default() += batch.sales.lines.len();
                continue;
            }
            let documents_here = documents.all(&batch.sales.documents);
            let groups_here = groups.all(&batch.sales.groups);
            let at = |table: &[u32], index: Option<u32>| index.and_then(|index| table.get(index as usize).copied());
            for line in &batch.sales.lines {
                let Some(account) = batch.accounts.get(line.customer as usize) else { continue };
                ledger.accounts.entry(*account).or_default().push(Sale {
                    day: line.day,
                    document: at(&documents_here, line.document),
                    group: at(&groups_here, line.group),
                    amount: line.amount,
                    profit: line.profit,
                });
            }
        }
        for sales in ledger.accounts.values_mut() {
            sales.sort_unstable_by_key(|sale| (sale.day, sale.document));
        }
        ledger.documents = documents.names;
        ledger.groups = groups.names;
        ledger
    }

    pub fn currency(&self) -> Currency {
        self.currency
    }

    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// The accounts that have sales, with them, sorted by day.
    pub fn accounts(&self) -> impl Iterator<Item = (RecordId, &[Sale])> {
        self.accounts.iter().map(|(id, sales)| (*id, sales.as_slice()))
    }

    /// The sales of one account, sorted by day; none if it never bought.
    pub fn sales(&self, account: RecordId) -> &[Sale] {
        self.accounts.get(&account).map_or(&[], Vec::as_slice)
    }

    /// First and last day with a sale.
    pub fn span(&self) -> Option<(Date, Date)> {
        let ends = |sales: &[Sale]| Some((sales.first()?.day, sales.last()?.day));
        self.accounts
            .values()
            .filter_map(|sales| ends(sales))
            .reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
    }

    /// Whether every sale has a profit, so that profit may be the measure.
    pub fn knows_profit(&self) -> bool {
        !self.is_empty() && self.accounts.values().flatten().all(|sale| sale.profit.is_some())
    }

    /// The number of a document, as in the file.
    pub fn document(&self, index: u32) -> &str {
        self.documents.get(index as usize).map_or("", String::as_str)
    }

    /// The product groups, by index.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Currencies whose lines are left out, with the number of lines.
    pub fn left_out(&self) -> &BTreeMap<Currency, usize> {
        &self.left_out
    }
}

/// The documents among these sales (sorted by day), in order of their first day. Without document
/// numbers a day is an order.
pub fn orders(sales: &[Sale]) -> Vec<Order> {
    let mut orders: Vec<Order> = Vec::new();
    let mut by_document: HashMap<u32, usize> = HashMap::new();
    for sale in sales {
        let known = match sale.document {
            Some(document) => by_document.get(&document).copied(),
            None => orders.iter().rposition(|order| order.document.is_none()).filter(|at| orders[*at].day == sale.day),
        };
        if let Some(order) = known.and_then(|at| orders.get_mut(at)) {
            order.amount += i128::from(sale.amount);
            order.lines += 1;
            continue;
        }
        if let Some(document) = sale.document {
            by_document.insert(document, orders.len());
        }
        orders.push(Order { day: sale.day, document: sale.document, amount: i128::from(sale.amount), lines: 1 });
    }
    orders
}

/// Gives each text a number.
#[derive(Default)]
struct Interner {
    names: Vec<String>,
    index: HashMap<String, u32>,
}

impl Interner {
    /// The numbers of these texts, in their order.
    fn all(&mut self, texts: &[String]) -> Vec<u32> {
        texts.iter().map(|text| self.one(text)).collect()
    }

    fn one(&mut self, text: &str) -> u32 {
        if let Some(number) = self.index.get(text) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(text.into());
        self.index.insert(text.into(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    fn batch(currency: &str, lines: Vec<Line>) -> Batch {
        let sales = Sales {
            currency: currency.parse().unwrap_or_default(),
            documents: vec!["1".into(), "2".into()],
            groups: vec!["Tea".into()],
            lines,
        };
        Batch { accounts: vec![RecordId::well_known(7)], sales }
    }

    fn line(day: Date, document: Option<u32>, amount: i64) -> Line {
        Line { customer: 0, day, document, group: None, amount, profit: None }
    }

    #[test]
    fn two_lines_of_a_document_are_one_order() {
        let lines = vec![
            line(date(2024, 1, 3), Some(1), 500),
            line(date(2024, 1, 2), Some(0), 100),
            line(date(2024, 1, 4), Some(0), 50),
        ];
        let ledger = Ledger::of(Currency::default(), [&batch("USD", lines)]);
        let found: Vec<_> = orders(ledger.sales(RecordId::well_known(7))).iter().map(|o| (o.day, o.amount)).collect();
        assert_eq!(found, [(date(2024, 1, 2), 150), (date(2024, 1, 3), 500)]);
    }

    #[test]
    fn without_documents_a_day_is_an_order() {
        let lines =
            vec![line(date(2024, 1, 2), None, 100), line(date(2024, 1, 2), None, 50), line(date(2024, 1, 3), None, 1)];
        let ledger = Ledger::of(Currency::default(), [&batch("USD", lines)]);
        assert_eq!(orders(ledger.sales(RecordId::well_known(7))).len(), 2);
    }

    #[test]
    fn another_currency_is_left_out_and_counted() {
        let (usd, eur) = (
            batch("USD", vec![line(date(2024, 1, 2), None, 100)]),
            batch("EUR", vec![line(date(2024, 1, 2), None, 9)]),
        );
        let ledger = Ledger::of(Currency::default(), [&usd, &eur]);
        assert_eq!(ledger.sales(RecordId::well_known(7)).len(), 1);
        assert_eq!(ledger.left_out().values().sum::<usize>(), 1);
    }
}
