//! What two imports both tell that knew nothing of each other: it counts once.
//!
//! Two colleagues import files apart, each into a book of their own; where the books meet, an order may stand in both
//! batches. Nothing is taken out of a batch for that: whenever the ledger is made, a batch is held against those
//! it hadn't seen, by the rules a file is held against what is stored ([`delta`](super::delta())), and where it tells
//! what they tell, a shorter one stands in for it. So a batch that is taken back gives the other its orders back.
//!
//! **Invariant:** imports stand in one order ([`ImportsSeen::place`]), the same in every book, so that it is no matter
//! who merged what when. Of a document the last that tells of it counts; of equal lines without one as many as the
//! most that one side tells. Imports that all knew each other cost nothing.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::stand_in::{Overlap, without_lines};
use super::sums::{Pair, SAME_DOCUMENT, Sum, person};
use crate::book::{Book, ImportBatch, ImportsSeen, Merged, RecordId};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::ledger::{Batch, Document, Line, Sales};

/// What is told twice in the same form by imports that hadn't seen each other. This is what a file is held against: what
/// it tells without numbers isn't new for somebody having told it with them.
pub fn overlap_alike(book: &Book, counting: &[(RecordId, Arc<Batch>)]) -> Overlap {
    if !ImportBatch::may_overlap(book) {
        return Overlap::default();
    }
    let seen = ImportsSeen::of(book);
    // Whoever all others had seen, or had seen them, is the same to each of them.
    let is_apart = |id: RecordId| counting.iter().any(|(other, _)| *other != id && seen.are_apart(id, *other));
    let mut batches: Vec<&(RecordId, Arc<Batch>)> = counting.iter().filter(|(id, _)| is_apart(*id)).collect();
    batches.sort_by_cached_key(|(id, _)| seen.place(*id));
    let has_seen = |later: usize, earlier: usize| match (batches.get(later), batches.get(earlier)) {
        (Some((later, _)), Some((earlier, _))) => later == earlier || seen.has_seen(*later, *earlier),
        _ => true,
    };
    let knows: Vec<Vec<bool>> =
        (0..batches.len()).map(|later| (0..=later).map(|earlier| has_seen(later, earlier)).collect()).collect();
    let mut contested = Contested::default();
    for (at, (_, batch)) in batches.iter().enumerate() {
        contested.meet(at, batch, book.merged(), knows.get(at).map_or(&[], Vec::as_slice));
    }
    if contested.is_none() {
        return Overlap::default();
    }
    let mut told = Told { contested: contested.0, ..Told::default() };
    let mut overlap = Overlap::default();
    for ((at, (id, batch)), knows) in batches.iter().enumerate().zip(&knows) {
        if let Some(sales) = told.meet(at, batch, book.merged(), knows) {
            overlap.stand_ins.push((*id, Arc::new(Batch { accounts: batch.accounts.clone(), sales })));
        }
    }
    overlap.orders = told.orders;
    overlap
}

/// What a line tells of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Subject<'a> {
    /// A document of an account, by its number.
    Document(RecordId, &'a str),
    /// The last day of a period, of a wide file.
    Period(RecordId, Date),
    /// Lines of this amount without a document.
    Rows(RecordId, Date, Currency, i64),
}

impl<'a> Subject<'a> {
    /// `None` of a line that belongs to nobody, which counts nowhere.
    fn of(batch: &'a Batch, line: &Line, merged: &Merged) -> Option<Self> {
        let account = merged.of_account(*batch.accounts.get(line.customer as usize)?);
        let sales = &batch.sales;
        Some(match line.document.and_then(|document| sales.documents.get(document as usize)) {
            _ if sales.per_period => Self::Period(account, line.day),
            Some(document) => Self::Document(account, &document.number),
            None => Self::Rows(account, line.day, sales.currency_of(line), line.amount),
        })
    }
}

/// Of each subject the batch that told of it last, and whether any that tells of it hadn't seen one before.
#[derive(Default)]
struct Contested<'a>(FxHashMap<Subject<'a>, (usize, bool)>);

impl<'a> Contested<'a> {
    fn meet(&mut self, at: usize, batch: &'a Batch, merged: &Merged, knows: &[bool]) {
        for subject in batch.sales.lines.iter().filter_map(|line| Subject::of(batch, line, merged)) {
            let (last, is_contested) = self.0.entry(subject).or_insert((at, false));
            // Whoever saw the last saw all before it, unless one of those hadn't.
            *is_contested |= !knows.get(*last).copied().unwrap_or(true);
            *last = at;
        }
    }

    fn is_none(&self) -> bool {
        !self.0.values().any(|(_, is_contested)| *is_contested)
    }
}

/// Where in a document or a period a line belongs. The group is one of [`Told::groups`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    day: Date,
    group: Option<u32>,
    currency: Currency,
}

/// What is told of a document or a period.
type Sums = BTreeMap<Place, Sum>;

/// How many equal lines of each group there are.
type Counts = BTreeMap<Option<u32>, u64>;

/// A document, or a period, as the batches so far tell it.
struct Order<'a> {
    /// First and last day. Another of the same number lies further off.
    days: (Date, Date),
    /// What it was by each batch that tells of it.
    said: Vec<(usize, Sums)>,
    /// What it comes to so far.
    now: Sums,
    promised: Option<Date>,
    delivered: Option<Date>,
    person: Option<&'a str>,
}

/// Equal lines without a document, as the batches so far tell them.
#[derive(Default)]
struct Rows {
    said: Vec<(usize, Counts)>,
    now: Counts,
}

/// All that is contested, as the batches so far tell it.
#[derive(Default)]
struct Told<'a> {
    contested: FxHashMap<Subject<'a>, (usize, bool)>,
    orders_of: FxHashMap<Subject<'a>, Vec<Order<'a>>>,
    rows_of: FxHashMap<Subject<'a>, Rows>,
    groups: Vec<&'a str>,
    by_group: FxHashMap<&'a str, u32>,
    orders: u64,
}

/// A batch on its way.
struct Here<'a, 'b> {
    at: usize,
    batch: &'a Batch,
    /// Of each batch so far whether this one had seen it.
    knows: &'b [bool],
    /// Its groups, as those of [`Told::groups`].
    groups: Vec<u32>,
}

impl Here<'_, '_> {
    fn knows(&self, other: usize) -> bool {
        self.knows.get(other).copied().unwrap_or(true)
    }

    fn group(&self, line: &Line) -> Option<u32> {
        line.group.and_then(|group| self.groups.get(group as usize)).copied()
    }

    /// A file that doesn't tell groups says nothing against those that are stored.
    fn tells_groups(&self) -> bool {
        !self.groups.is_empty()
    }
}

impl<'a> Told<'a> {
    /// What stands in for a batch; `None` if all of it counts.
    fn meet(&mut self, at: usize, batch: &'a Batch, merged: &Merged, knows: &[bool]) -> Option<Sales> {
        let sales = &batch.sales;
        let groups = sales.groups.iter().map(|group| self.group(group)).collect();
        let here = Here { at, batch, knows, groups };
        // In the order in which they come, which is the same everywhere.
        let (mut subjects, mut by_subject) = (Vec::<(Subject<'a>, Vec<usize>)>::new(), FxHashMap::default());
        for (place, line) in sales.lines.iter().enumerate() {
            let Some(subject) = Subject::of(batch, line, merged) else { continue };
            if !self.contested.get(&subject).is_some_and(|(_, is_contested)| *is_contested) {
                continue;
            }
            let at = *by_subject.entry(subject).or_insert_with(|| {
                subjects.push((subject, Vec::new()));
                subjects.len() - 1
            });
            subjects.get_mut(at).into_iter().for_each(|(_, lines)| lines.push(place));
        }
        let mut changes = Changes { is_gone: vec![false; sales.lines.len()], ..Changes::default() };
        for (subject, lines) in &subjects {
            match subject {
                Subject::Rows(account, day, ..) => {
                    if self.meet_rows(&here, *subject, lines, &mut changes) {
                        changes.days.insert((*account, *day));
                    }
                }
                _ => self.meet_order(&here, *subject, lines, &mut changes),
            }
        }
        self.orders += changes.orders + changes.days.len() as u64;
        changes.is_any.then(|| changes.made(sales, &self.groups))
    }

    fn group(&mut self, group: &'a str) -> u32 {
        *self.by_group.entry(group).or_insert_with(|| {
            self.groups.push(group);
            self.groups.len() as u32 - 1
        })
    }

    /// Equal lines without a document; whether some of them are told by others, too.
    fn meet_rows(&mut self, here: &Here, subject: Subject<'a>, lines: &[usize], changes: &mut Changes) -> bool {
        let rows = self.rows_of.entry(subject).or_default();
        let (mut said, mut new) = (Counts::new(), BTreeMap::<_, Vec<usize>>::new());
        for (_, counts) in rows.said.iter().filter(|(by, _)| here.knows(*by)) {
            for (group, count) in counts {
                let most = said.entry(*group).or_default();
                *most = (*most).max(*count);
            }
        }
        for at in lines {
            let Some(line) = here.batch.sales.lines.get(*at) else { continue };
            *said.entry(here.group(line)).or_default() += 1;
            new.entry(here.group(line)).or_default().push(*at);
        }
        let count = |counts: &Counts, group: &Option<u32>| counts.get(group).copied().unwrap_or_default();
        let lacking = |group: &Option<u32>| count(&said, group).saturating_sub(count(&rows.now, group));
        let mut left = if here.tells_groups() {
            // What somebody told without its group may be of any.
            let of_any = count(&rows.now, &None).saturating_sub(count(&said, &None));
            said.keys().map(lacking).sum::<u64>().saturating_sub(of_any)
        } else {
            said.values().sum::<u64>().saturating_sub(rows.now.values().sum())
        };
        let mut is_told = false;
        let mut now = rows.now.clone();
        for (group, lines) in &new {
            let most = if here.tells_groups() { lacking(group) } else { u64::MAX };
            let stays = (lines.len() as u64).min(most).min(left);
            left -= stays;
            *now.entry(*group).or_default() += stays;
            for at in lines.iter().skip(stays as usize) {
                changes.take(*at);
                is_told = true;
            }
        }
        rows.now = now;
        rows.said.push((here.at, said));
        is_told
    }

    /// A document, or a period.
    fn meet_order(&mut self, here: &Here<'a, '_>, subject: Subject<'a>, lines: &[usize], changes: &mut Changes) {
        let sales = &here.batch.sales;
        let lines: Vec<(usize, &Line)> = lines.iter().filter_map(|at| Some((*at, sales.lines.get(*at)?))).collect();
        let days = || lines.iter().map(|(_, line)| line.day);
        let (Some(first), Some(last), Some((_, example))) = (days().min(), days().max(), lines.first()) else { return };
        let all = self.orders_of.entry(subject).or_default();
        let is_it =
            |order: &Order| first.since(order.days.1) <= SAME_DOCUMENT && order.days.0.since(last) <= SAME_DOCUMENT;
        let at = all.iter().position(is_it).unwrap_or_else(|| {
            let (said, now) = (Vec::new(), Sums::new());
            all.push(Order { days: (first, last), said, now, promised: None, delivered: None, person: None });
            all.len() - 1
        });
        let Some(order) = all.get_mut(at) else { return };
        order.days = (order.days.0.min(first), order.days.1.max(last));
        let before = order.said.iter().rev().find(|(by, _)| here.knows(*by));
        let mut said = before.map(|(_, said)| said.clone()).unwrap_or_default();
        let mut own = Sums::new();
        for (_, line) in &lines {
            let place = Place { day: line.day, group: here.group(line), currency: sales.currency_of(line) };
            add(&mut own, place, Sum { lines: 1, amount: line.amount, profit: line.profit });
        }
        own.iter().for_each(|(place, sum)| add(&mut said, *place, *sum));
        let is_known = order.said.last().is_none_or(|(by, _)| here.knows(*by));
        let facts = example.document.and_then(|document| sales.documents.get(document as usize));
        if is_known {
            own.iter().for_each(|(place, sum)| add(&mut order.now, *place, *sum));
        } else {
            changes.orders += 1;
            lines.iter().for_each(|(at, _)| changes.take(*at));
            let mut is_other = false;
            for (place, (amount, profit)) in differences(order, &said, &own, here.tells_groups(), sales.per_period) {
                is_other = true;
                add(&mut order.now, place, Sum { lines: 1, amount, profit });
                changes.new.push((place, Line { amount, profit, day: place.day, ..**example }));
            }
            if !is_other && facts.is_some_and(|facts| order.learns(facts, sales)) {
                // A line of nothing brings what is known of the document now.
                let place = Place { day: first, group: None, currency: sales.currency() };
                changes.new.push((place, Line { amount: 0, profit: Some(0), day: first, ..**example }));
            }
        }
        if let Some(facts) = facts {
            order.promised = facts.promised.or(order.promised);
            order.delivered = facts.delivered.or(order.delivered);
            order.person = person(sales, facts).or(order.person);
        }
        order.said.push((here.at, said));
    }
}

fn add(sums: &mut Sums, place: Place, more: Sum) {
    let sum = sums.entry(place).or_default();
    *sum = sum.plus(more);
}

/// What must be added to an order so that it comes to what is said; of a period only where something is said.
fn differences(
    order: &Order,
    said: &Sums,
    own: &Sums,
    tells_groups: bool,
    per_period: bool,
) -> Vec<(Place, (i64, Option<i64>))> {
    let place = |place: &Place| if tells_groups { *place } else { Place { group: None, ..*place } };
    let mut pairs: BTreeMap<Place, Pair> = BTreeMap::new();
    for (at, sum) in said {
        let pair = pairs.entry(place(at)).or_default();
        pair.new = pair.new.plus(*sum);
    }
    for (at, sum) in &order.now {
        let pair = pairs.entry(place(at)).or_default();
        pair.stored = pair.stored.plus(*sum);
    }
    let is_said = |at: &Place| !per_period || own.keys().any(|own| place(own) == *at);
    pairs.into_iter().filter(|(at, _)| is_said(at)).filter_map(|(at, pair)| Some((at, pair.difference()?))).collect()
}

impl Order<'_> {
    /// Whether a batch knows more or other of the document.
    fn learns(&self, facts: &Document, sales: &Sales) -> bool {
        let person = person(sales, facts);
        facts.promised.is_some() && facts.promised != self.promised
            || facts.delivered.is_some() && facts.delivered != self.delivered
            || person.is_some() && person != self.person
    }
}

/// What becomes of a batch.
#[derive(Default)]
struct Changes {
    /// Whether anything is another than it was.
    is_any: bool,
    /// By line.
    is_gone: Vec<bool>,
    /// Lines that come in their place; group and currency are those of the place.
    new: Vec<(Place, Line)>,
    /// Documents and periods that others tell, too.
    orders: u64,
    /// Accounts and days with lines without a document that others tell, too.
    days: HashSet<(RecordId, Date)>,
}

impl Changes {
    fn take(&mut self, line: usize) {
        self.is_any = true;
        self.is_gone.get_mut(line).into_iter().for_each(|is_gone| *is_gone = true);
    }

    /// The sales with these changes.
    fn made(self, sales: &Sales, names: &[&str]) -> Sales {
        let stays = sales.lines.iter().zip(&self.is_gone).filter(|(_, is_gone)| !**is_gone);
        let lines = stays.map(|(line, _)| *line).collect();
        let mut made = Sales { lines, ..without_lines(sales) };
        for (place, line) in self.new {
            let group = place.group.and_then(|group| names.get(group as usize));
            let group = group.map(|name| number(&mut made.groups, |known| known == name, || (*name).to_owned()));
            let currency = number(&mut made.currencies, |known| *known == place.currency, || place.currency);
            // Codes of three letters are fewer than 65,536.
            made.lines.push(Line { group, currency: u16::try_from(currency).unwrap_or_default(), ..line });
        }
        made
    }
}

/// Where a thing stands in a list: at the end, if it is new.
fn number<T>(all: &mut Vec<T>, is_it: impl FnMut(&T) -> bool, make: impl FnOnce() -> T) -> u32 {
    let known = all.iter().position(is_it);
    known.unwrap_or_else(|| {
        all.push(make());
        all.len() - 1
    }) as u32
}
