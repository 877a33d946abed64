//! Documents, and the periods of wide files: known by their number or day, compared by their sums.

use rustc_hash::FxHashMap;

use super::output::{Fate, Output};
use super::{Known, Names, Place};
use crate::calendar::Date;
use crate::ledger::{Batch, Document, Line, Sales};

/// Numbers begin anew each year: what is further from a document than this, in days, is another of
/// the same number.
pub(super) const SAME_DOCUMENT: i32 = 183;

/// A place in a document, or in a period. The document is an index into [`Sums::documents`].
type Key = (Option<u32>, Place);

/// The documents and periods of a file, with what is stored of them.
pub(super) struct Sums<'a> {
    sales: &'a Sales,
    sums: FxHashMap<Key, Pair>,
    documents: Vec<State<'a>>,
    /// By account and number.
    by_number: FxHashMap<(u32, u32), u32>,
}

/// Amount and profit in minor units; the profit is known if that of every line is. The reader makes sure
/// that they fit.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    pub lines: u32,
    pub amount: i64,
    pub profit: Option<i64>,
}

/// What the file says and what is stored.
#[derive(Default)]
pub(super) struct Pair {
    pub customer: u32,
    pub new: Sum,
    pub stored: Sum,
}

/// A document of the file.
struct State<'a> {
    /// Its number in the file.
    document: u32,
    account: u32,
    customer: u32,
    /// First and last day in the file.
    days: (Date, Date),
    is_stored: bool,
    /// What was stored of it last, with the name of the person.
    promised: Option<Date>,
    delivered: Option<Date>,
    person: Option<&'a str>,
}

impl Sum {
    fn add(&mut self, line: &Line) {
        *self = self.plus(Self { lines: 1, amount: line.amount, profit: line.profit });
    }

    pub fn plus(self, other: Self) -> Self {
        let sum = |(sum, more): (i64, i64)| sum.saturating_add(more);
        let profit = match (self.lines, other.lines) {
            (0, _) => other.profit,
            (_, 0) => self.profit,
            _ => self.profit.zip(other.profit).map(sum),
        };
        let lines = self.lines.saturating_add(other.lines);
        Self { lines, amount: self.amount.saturating_add(other.amount), profit }
    }
}

impl Pair {
    /// What must be added: amount and profit. `None` if nothing must, or 64 bits don't hold it.
    pub fn difference(&self) -> Option<(i64, Option<i64>)> {
        let amount = self.new.amount.checked_sub(self.stored.amount)?;
        let profit = match (self.new.lines, self.stored.lines) {
            (_, 0) => self.new.profit,
            (0, _) => self.stored.profit.and_then(i64::checked_neg),
            _ => self.new.profit.zip(self.stored.profit).and_then(|(new, stored)| new.checked_sub(stored)),
        };
        let is_new = self.stored.lines == 0 && self.new.lines > 0;
        let is_same = amount == 0 && profit.is_none_or(|profit| profit == 0) && !is_new;
        (!is_same).then_some((amount, profit))
    }
}

pub(super) fn person<'a>(sales: &'a Sales, document: &Document) -> Option<&'a str> {
    sales.people.get(document.person? as usize).map(String::as_str)
}

impl<'a> Sums<'a> {
    pub fn of(sales: &'a Sales, names: &Names) -> Self {
        let mut all =
            Self { sales, sums: FxHashMap::default(), documents: Vec::new(), by_number: FxHashMap::default() };
        for line in sales.lines.iter().filter(|line| sales.per_period || line.document.is_some()) {
            let Some(place) = names.own.place(line) else { continue };
            let document = match names.own.document(line) {
                _ if sales.per_period => None,
                Some(document) => Some(all.document(document, &place, line)),
                None => continue,
            };
            let pair = all.sums.entry((document, place)).or_default();
            if pair.new.lines == 0 {
                pair.customer = line.customer;
            }
            pair.new.add(line);
        }
        all
    }

    /// The index of a document of the file that has this line.
    fn document(&mut self, document: u32, place: &Place, line: &Line) -> u32 {
        let at = *self.by_number.entry((place.account, document)).or_insert_with(|| {
            self.documents.push(State {
                document,
                account: place.account,
                customer: line.customer,
                days: (line.day, line.day),
                is_stored: false,
                promised: None,
                delivered: None,
                person: None,
            });
            self.documents.len() as u32 - 1
        });
        if let Some(state) = self.documents.get_mut(at as usize) {
            state.days = (state.days.0.min(line.day), state.days.1.max(line.day));
        }
        at
    }

    /// Takes note of what a batch has of these documents or periods.
    pub fn meet(&mut self, batch: &'a Batch, known: &Known) {
        let sales = &batch.sales;
        for line in &sales.lines {
            if sales.per_period {
                let pair = known.place(line).and_then(|place| self.sums.get_mut(&(None, place)));
                pair.into_iter().for_each(|pair| pair.stored.add(line));
                continue;
            }
            let (Some(document), Some(place)) = (known.document(line), known.place(line)) else { continue };
            let Some(at) = self.by_number.get(&(place.account, document)).copied() else { continue };
            let Some(state) = self.documents.get_mut(at as usize) else { continue };
            let (first, last) = state.days;
            if first.since(line.day) > SAME_DOCUMENT || line.day.since(last) > SAME_DOCUMENT {
                continue;
            }
            state.is_stored = true;
            if let Some(facts) = line.document.and_then(|document| sales.documents.get(document as usize)) {
                state.promised = facts.promised.or(state.promised);
                state.delivered = facts.delivered.or(state.delivered);
                state.person = person(sales, facts).or(state.person);
            }
            let customer = state.customer;
            let pair = self.sums.entry((Some(at), place)).or_default();
            if pair.new.lines == 0 {
                pair.customer = customer;
            }
            pair.stored.add(line);
        }
    }

    /// Puts out the differences, and what became of each document or period.
    pub fn finish(self, output: &mut Output<'a>) {
        let mut is_changed = vec![false; self.documents.len()];
        for ((document, place), pair) in &self.sums {
            let difference = pair.difference();
            let state = document.and_then(|at| self.documents.get(at as usize));
            if let Some((amount, profit)) = difference {
                output.add(pair.customer, state.map(|state| state.document), *place, amount, profit);
            } else {
                output.keep(pair.new.lines.into());
            }
            match document.and_then(|at| is_changed.get_mut(at as usize)) {
                Some(is_changed) => *is_changed |= difference.is_some(),
                None => output.day(place, difference.is_some(), pair.stored.lines > 0),
            }
        }
        for (state, mut is_changed) in self.documents.iter().zip(is_changed) {
            if !is_changed && state.learns(self.sales) {
                // A line of nothing brings what is known of the document now.
                is_changed = true;
                let place = Place { account: state.account, day: state.days.0, group: None, currency: 0 };
                output.add(state.customer, Some(state.document), place, 0, Some(0));
            }
            output.count(match (state.is_stored, is_changed) {
                (false, _) => Fate::Created,
                (true, true) => Fate::Updated,
                (true, false) => Fate::Unchanged,
            });
        }
    }
}

impl State<'_> {
    /// Whether the file knows more or other of the document than is stored.
    fn learns(&self, sales: &Sales) -> bool {
        let Some(facts) = sales.documents.get(self.document as usize) else { return false };
        let person = person(sales, facts);
        facts.promised.is_some() && facts.promised != self.promised
            || facts.delivered.is_some() && facts.delivered != self.delivered
            || person.is_some() && person != self.person
    }
}
