//! A ledger being made some lines at a time: millions of them would keep a page from answering.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Bound;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::{Batch, Document, Ledger, Line, Sale, Sales, Valuation};
use crate::book::RecordId;

/// What becomes a [`Ledger`].
pub struct LedgerBuilder<B> {
    valuation: Valuation,
    batches: std::vec::IntoIter<B>,
    /// The batch at hand.
    here: Option<OpenBatch<B>>,
    documents: Documents,
    groups: Interner,
    people: Interner,
    ledger: Ledger,
    /// Up to which account the sales are in order; `None` before the first.
    ordered: Option<RecordId>,
}

/// A batch being taken over, with its names as those of the ledger.
struct OpenBatch<B> {
    batch: B,
    accounts: Vec<RecordId>,
    groups: Vec<u32>,
    people: Vec<u32>,
    /// How many of its lines were taken over.
    lines: usize,
}

fn at(table: &[u32], index: Option<u32>) -> Option<u32> {
    index.and_then(|index| table.get(index as usize).copied())
}

impl<B: Borrow<Batch>> LedgerBuilder<B> {
    /// Of these batches, the earliest first.
    pub fn new(valuation: Valuation, batches: Vec<B>) -> Self {
        let documents = batches.iter().map(|batch| batch.borrow().sales.documents.len()).sum();
        Self {
            ledger: Ledger { currency: valuation.currency, ..Ledger::default() },
            valuation,
            batches: batches.into_iter(),
            here: None,
            documents: Documents::with_room(documents),
            groups: Interner::default(),
            people: Interner::default(),
            ordered: None,
        }
    }

    /// Goes on by about so many documents, lines or sales to be ordered (an account's are ordered at once); the ledger,
    /// once it is made. Nothing is to be asked of it after that.
    pub fn step(&mut self, at_most: usize) -> Option<Ledger> {
        let mut left = at_most;
        while left > 0 {
            let Some(mut here) = self.here.take() else {
                match self.batches.next() {
                    Some(batch) => self.here = Some(self.opened(batch)),
                    None => return self.order(left),
                }
                continue;
            };
            let sales = &here.batch.borrow().sales;
            left -= self.documents.open(sales.documents.len(), left);
            let lines = sales.lines.iter().skip(here.lines).take(left);
            let before = here.lines;
            for line in lines {
                here.lines += 1;
                Self::take(&mut self.ledger, &mut self.documents, &self.valuation, sales, &here, line);
            }
            left -= here.lines - before;
            // Whoever has nothing left to do may still have lines to come.
            if here.lines < sales.lines.len() {
                self.here = Some(here);
            }
        }
        None
    }

    fn opened(&mut self, batch: B) -> OpenBatch<B> {
        let Batch { accounts, sales } = batch.borrow();
        let accounts = accounts.iter().map(|id| self.valuation.merged().of_account(*id)).collect();
        let (groups, people) = (self.groups.all(&sales.groups), self.people.all(&sales.people));
        self.documents.here.clear();
        OpenBatch { accounts, groups, people, lines: 0, batch }
    }

    fn take(
        ledger: &mut Ledger,
        documents: &mut Documents,
        valuation: &Valuation,
        sales: &Sales,
        here: &OpenBatch<B>,
        line: &Line,
    ) {
        let Some(account) = here.accounts.get(line.customer as usize) else { return };
        let currency = sales.currency_of(line);
        let converted = |amount| valuation.convert(amount, currency, line.day);
        let (amount, profit) = (converted(line.amount), line.profit.map(converted));
        let (Some(amount), false) = (amount, profit == Some(None)) else {
            *ledger.left_out.entry(currency).or_default() += 1;
            return;
        };
        let document = line
            .document
            .and_then(|document| documents.number(*account, document, sales, |person| at(&here.people, person)));
        let group = at(&here.groups, line.group);
        let sale = Sale { day: line.day, document, group, amount, profit: profit.flatten() };
        ledger.accounts.entry(*account).or_default().push(sale);
    }

    /// Orders the sales of some accounts; the ledger, once those of all are.
    fn order(&mut self, at_most: usize) -> Option<Ledger> {
        let (mut done, mut ordered) = (0, self.ordered);
        let from = ordered.map_or(Bound::Unbounded, Bound::Excluded);
        for (account, sales) in self.ledger.accounts.range_mut((from, Bound::Unbounded)) {
            if done >= at_most {
                self.ordered = ordered;
                return None;
            }
            sales.sort_unstable_by_key(|sale| (sale.day, sale.document));
            if let (Some(first), Some(last)) = (sales.first(), sales.last()) {
                let (from, to) = self.ledger.span.unwrap_or((first.day, last.day));
                self.ledger.span = Some((from.min(first.day), to.max(last.day)));
            }
            done += sales.len();
            ordered = Some(*account);
        }
        self.ledger.documents = std::mem::take(&mut self.documents.all);
        self.ledger.groups = std::mem::take(&mut self.groups.names);
        self.ledger.people = std::mem::take(&mut self.people.names);
        Some(std::mem::take(&mut self.ledger))
    }
}

/// The documents of all batches. Two accounts may have one of the same number each.
struct Documents {
    all: Vec<Document>,
    /// Whose each of them is.
    accounts: Vec<RecordId>,
    /// Each by its account and its number.
    index: HashTable<u32>,
    /// Of the batch at hand: what each document last was.
    here: Vec<Option<(RecordId, u32)>>,
}

fn hash(account: RecordId, number: &str) -> u64 {
    FxBuildHasher.hash_one((account, number))
}

impl Documents {
    /// None yet, with room for so many: to make more of it later takes longer than a page may keep silent.
    fn with_room(documents: usize) -> Self {
        Self {
            all: Vec::with_capacity(documents),
            accounts: Vec::with_capacity(documents),
            index: HashTable::with_capacity(documents),
            here: Vec::new(),
        }
    }

    /// Goes on with up to so many further documents of the batch at hand, which has `count`; how many were left to do.
    fn open(&mut self, count: usize, at_most: usize) -> usize {
        let before = self.here.len();
        self.here.reserve_exact(count.saturating_sub(before));
        self.here.resize(count.min(before.saturating_add(at_most)).max(before), None);
        self.here.len() - before
    }

    /// The number of an account's document, whose facts are taken over.
    fn number(
        &mut self,
        account: RecordId,
        document: u32,
        sales: &Sales,
        person: impl Fn(Option<u32>) -> Option<u32>,
    ) -> Option<u32> {
        let last = self.here.get_mut(document as usize)?;
        // The lines of a document most often are of one account.
        if let Some((_, number)) = last.filter(|(of, _)| *of == account) {
            return Some(number);
        }
        let facts = sales.documents.get(document as usize)?;
        let of = |number: &u32| Some((*self.accounts.get(*number as usize)?, self.all.get(*number as usize)?));
        let is_it = |number: &u32| of(number).is_some_and(|(of, known)| of == account && known.number == facts.number);
        let hash_of = |number: &u32| of(number).map_or(0, |(account, known)| hash(account, &known.number));
        let next = self.all.len() as u32;
        let number = *self.index.entry(hash(account, &facts.number), is_it, hash_of).or_insert(next).get();
        if number == next {
            self.all.push(Document::from(facts.number.as_str()));
            self.accounts.push(account);
        }
        *last = Some((account, number));
        let known = self.all.get_mut(number as usize)?;
        known.promised = facts.promised.or(known.promised);
        known.delivered = facts.delivered.or(known.delivered);
        known.person = person(facts.person).or(known.person);
        Some(number)
    }
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
    use crate::calendar::Date;
    use crate::currency::Currency;

    #[test]
    fn a_ledger_made_in_steps_is_the_same_and_no_step_is_longer_than_asked() {
        let line = |number: i32| Line {
            customer: number as u32 % 3,
            day: Date::EPOCH.plus(1_000 - number % 70),
            document: (number % 5 > 0).then_some(number as u32 % 4),
            group: None,
            amount: i64::from(number),
            profit: None,
            currency: 0,
        };
        let batch = |from: i32| Batch {
            accounts: (1..4).map(|number| RecordId::well_known(1_000 + number)).collect(),
            sales: Sales {
                documents: ["1", "2", "3", "4"].map(Document::from).into(),
                lines: (from..from + 100).map(line).collect(),
                ..Sales::default()
            },
        };
        let batches = [batch(0), batch(50), Batch::default()];
        let whole = Ledger::of(Currency::default(), &batches);
        for at_most in [1, 7, 64, 1_000] {
            let mut making = LedgerBuilder::new(Currency::default().into(), batches.iter().collect());
            let mut steps = 1;
            let ledger = loop {
                let before: usize = making.ledger.accounts.values().map(Vec::len).sum();
                if let Some(ledger) = making.step(at_most) {
                    break ledger;
                }
                let after: usize = making.ledger.accounts.values().map(Vec::len).sum();
                assert!(after - before <= at_most, "{} lines in a step of {at_most}", after - before);
                steps += 1;
            };
            assert_eq!(ledger, whole, "in steps of {at_most}");
            assert!(steps >= (2 * 4 + 200) / at_most, "{steps} steps of {at_most}");
        }
    }
}
