//! What is put out: sales with only those documents, groups and people that they need.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::{Delta, Names, Place};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::ledger::{Document, Line, Sales};

/// What becomes of an order.
#[derive(Clone, Copy)]
pub(super) enum Fate {
    Created,
    Updated,
    Unchanged,
}

/// Collects what is new.
pub(super) struct Output<'a> {
    sales: &'a Sales,
    /// The groups of the file, then those of batches.
    groups: Vec<&'a str>,
    currencies: Vec<Currency>,
    delta: Delta,
    added: Vec<Added>,
    /// The days of customers without documents: whether something is added, whether something was there.
    days: FxHashMap<(u32, Date), (bool, bool)>,
}

/// A line to be added, in numbers of the file.
struct Added {
    customer: u32,
    document: Option<u32>,
    place: Place,
    amount: i64,
    profit: Option<i64>,
}

/// The things of a kind in the output, by what they are in the file.
struct Numbers<K>(FxHashMap<K, u32>);

impl<K: Hash + Eq> Numbers<K> {
    /// Where a thing stands: at the end, if it is new.
    fn number<T>(&mut self, key: K, all: &mut Vec<T>, make: impl FnOnce() -> T) -> u32 {
        *self.0.entry(key).or_insert_with(|| {
            all.push(make());
            all.len() as u32 - 1
        })
    }
}

impl<'a> Output<'a> {
    pub fn new(sales: &'a Sales, names: &Names<'a>) -> Self {
        let empty = Sales { per_period: sales.per_period, ..Sales::new(sales.currency()) };
        Self {
            sales,
            groups: names.groups.clone(),
            currencies: names.currencies.clone(),
            delta: Delta { sales: empty, ..Delta::default() },
            added: Vec::new(),
            days: FxHashMap::default(),
        }
    }

    /// Adds a line; `document` is one of the file.
    pub fn add(&mut self, customer: u32, document: Option<u32>, place: Place, amount: i64, profit: Option<i64>) {
        self.added.push(Added { customer, document, place, amount, profit });
    }

    /// Counts lines that are there as they are.
    pub fn keep(&mut self, lines: u64) {
        self.delta.lines_unchanged += lines;
    }

    /// Takes note that on a customer's day something is added, or was there.
    pub fn day(&mut self, at: &Place, is_added: bool, was_there: bool) {
        let (added, there) = self.days.entry((at.account, at.day)).or_default();
        *added |= is_added;
        *there |= was_there;
    }

    pub fn count(&mut self, fate: Fate) {
        *match fate {
            Fate::Created => &mut self.delta.orders_created,
            Fate::Updated => &mut self.delta.orders_updated,
            Fate::Unchanged => &mut self.delta.orders_unchanged,
        } += 1;
    }

    /// What was collected, in an order that doesn't depend on how it was found.
    pub fn finish(mut self) -> Delta {
        for (is_added, was_there) in std::mem::take(&mut self.days).into_values() {
            self.count(match (is_added, was_there) {
                (true, false) => Fate::Created,
                (true, true) => Fate::Updated,
                (false, _) => Fate::Unchanged,
            });
        }
        self.added.sort_unstable_by_key(|line| {
            let Place { day, group, currency, .. } = line.place;
            (day, line.customer, line.document, group, currency, line.amount, line.profit)
        });
        let out = &mut self.delta.sales;
        // The main currency stays the main one.
        let mut currencies = Numbers(FxHashMap::from_iter([(0, 0)]));
        let (mut documents, mut groups, mut people) =
            (Numbers(FxHashMap::default()), Numbers(FxHashMap::default()), Numbers(FxHashMap::default()));
        out.lines.reserve_exact(self.added.len());
        for Added { customer, document, place, amount, profit } in self.added {
            let document = document.and_then(|document| {
                let facts = self.sales.documents.get(document as usize)?;
                let person = facts.person.and_then(|person| {
                    let name = self.sales.people.get(person as usize)?;
                    Some(people.number(person, &mut out.people, || name.clone()))
                });
                Some(documents.number(document, &mut out.documents, || Document { person, ..facts.clone() }))
            });
            let group = place.group.and_then(|group| {
                let name = self.groups.get(group as usize)?;
                Some(groups.number(group, &mut out.groups, || (*name).to_owned()))
            });
            let code = || self.currencies.get(usize::from(place.currency)).copied().unwrap_or_default();
            let currency = currencies.number(place.currency, &mut out.currencies, code);
            let currency = u16::try_from(currency).unwrap_or_default();
            out.lines.push(Line { customer, day: place.day, document, group, amount, profit, currency });
        }
        out.sums_days = self.sales.sums_days && out.lines.iter().any(|line| line.document.is_none());
        self.delta.lines_added = out.lines.len() as u64;
        self.delta
    }
}
