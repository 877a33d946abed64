//! What was bought: sales by account, day, document and product group.
//!
//! A [`Batch`] is what one import brought: bulk, immutable, stored as it came. The [`Ledger`] is
//! all living batches together, by a [`Valuation`], sorted for reading.
//!
//! **Invariant:** amounts are integers in the currency's minor unit, and one ledger has one
//! currency. Lines in another are converted by the book's rates; without a rate they are left out
//! *and counted*, never summed.

mod batch;
mod book_currency;
mod builder;
mod columns;
mod lifetime_totals;
mod packing;
mod parts;
mod rate_entry;
mod valuation;

pub use batch::{Batch, Document, Line, Sales, Unreadable};
pub use book_currency::count_in;
pub use builder::LedgerBuilder;
pub use lifetime_totals::LifetimeTotals;
pub use packing::Packing;
pub use rate_entry::{RateEntry, RateFault, typed_rate};
pub use valuation::{Factor, NotAFactor, Valuation};

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

use crate::book::RecordId;
use crate::calendar::Date;
use crate::currency::Currency;

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

/// An order: a document (or, without document numbers, a day) of one account (M6).
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
    documents: Vec<Document>,
    groups: Vec<String>,
    people: Vec<String>,
    left_out: BTreeMap<Currency, usize>,
    /// Asked of every account, so it is looked for once.
    span: Option<(Date, Date)>,
}

impl Ledger {
    /// The ledger these batches make, the earliest first: of a document's facts the last word counts.
    pub fn of<'a>(valuation: impl Into<Valuation>, batches: impl IntoIterator<Item = &'a Batch>) -> Self {
        let mut making = LedgerBuilder::new(valuation.into(), batches.into_iter().collect());
        loop {
            if let Some(ledger) = making.step(usize::MAX) {
                return ledger;
            }
        }
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

    /// Those after one of them.
    pub fn accounts_after(&self, account: Option<RecordId>) -> impl Iterator<Item = (RecordId, &[Sale])> {
        let from = account.map_or(Bound::Unbounded, Bound::Excluded);
        self.accounts.range((from, Bound::Unbounded)).map(|(id, sales)| (*id, sales.as_slice()))
    }

    /// The sales of one account, sorted by day; none if it never bought.
    pub fn sales(&self, account: RecordId) -> &[Sale] {
        self.accounts.get(&account).map_or(&[], Vec::as_slice)
    }

    /// What an account brought in the 365 days up to this one, not below 0, in minor units (C0).
    pub fn last_year(&self, account: RecordId, until: Date) -> i128 {
        let sales = self.sales(account);
        let place = |day: Date| sales.partition_point(|sale| sale.day <= day);
        let year = sales.get(place(until.plus(-365))..place(until)).unwrap_or_default();
        year.iter().map(|sale| i128::from(sale.amount)).sum::<i128>().max(0)
    }

    /// Whether it is known of any order when it was delivered: else nothing is known of what is still to come.
    pub fn tells_deliveries(&self) -> bool {
        self.documents.iter().any(|document| document.delivered.is_some())
    }

    /// First and last day with a sale.
    pub fn span(&self) -> Option<(Date, Date)> {
        self.span
    }

    /// Whether every sale has a profit, so that profit may be the measure.
    pub fn knows_profit(&self) -> bool {
        !self.is_empty() && self.accounts.values().flatten().all(|sale| sale.profit.is_some())
    }

    /// What is known of a document: its number, when it was promised and delivered, who sold it
    /// (index into [`Self::people`]). `None` if there is none of this index.
    pub fn document(&self, index: u32) -> Option<&Document> {
        self.documents.get(index as usize)
    }

    /// The salespeople, by index.
    pub fn people(&self) -> &[String] {
        &self.people
    }

    /// The product groups, by index.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Currencies whose lines are left out for want of a rate, with the number of lines.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Label, Rate, RecordKind, Stamp};
    use crate::calendar::date;

    fn batch(currency: &str, lines: Vec<Line>) -> Batch {
        let sales = Sales {
            documents: vec!["1".into(), "2".into()],
            groups: vec!["Tea".into()],
            lines,
            ..Sales::new(currency.parse().unwrap_or_default())
        };
        Batch { accounts: vec![RecordId::well_known(7)], sales }
    }

    fn line(day: Date, document: Option<u32>, amount: i64) -> Line {
        Line { customer: 0, day, document, group: None, amount, profit: None, currency: 0 }
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

    #[test]
    fn another_currency_is_converted_where_there_is_a_rate() {
        let mut book = Book::default();
        let rate = Rate { currency: "EUR".parse().ok(), value: "1.25".into(), from: Some(date(2024, 1, 2)) };
        let change = Change::new(Label::Rates, rate.create(RecordId::well_known(1)));
        book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        let lines = [date(2024, 1, 1), date(2024, 1, 2)].map(|day| Line { profit: Some(2), ..line(day, None, 100) });
        let ledger = Ledger::of(Valuation::of(&book), [&batch("EUR", lines.into())]);
        let found: Vec<_> = ledger.sales(RecordId::well_known(7)).iter().map(|s| (s.amount, s.profit)).collect();
        assert_eq!(found, [(125, Some(3))]);
        assert_eq!(ledger.left_out().values().sum::<usize>(), 1);
    }

    #[test]
    fn the_last_word_on_a_document_counts() {
        let first = batch("USD", vec![line(date(2024, 1, 2), Some(0), 100)]);
        let mut second = batch("USD", vec![line(date(2024, 1, 2), Some(0), 5)]);
        second.sales.people = vec!["Ana".into()];
        second.sales.documents[0].delivered = Some(date(2024, 1, 9));
        second.sales.documents[0].person = Some(0);
        let mut other = batch("USD", vec![line(date(2024, 1, 2), Some(0), 7)]);
        other.accounts = vec![RecordId::well_known(8)];
        let ledger = Ledger::of(Currency::default(), [&first, &second, &first, &other]);
        let known = |account| {
            let orders = orders(ledger.sales(RecordId::well_known(account)));
            let document = ledger.document(orders.first()?.document?)?;
            Some((orders.len(), document.number.as_str(), document.delivered, document.person))
        };
        assert_eq!(known(7), Some((1, "1", Some(date(2024, 1, 9)), Some(0))));
        assert_eq!(known(8), Some((1, "1", None, None)));
        assert_eq!(ledger.people(), ["Ana"]);
    }
}
