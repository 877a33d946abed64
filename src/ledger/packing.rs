//! The bytes a batch is stored as, made some lines at a time: those of millions of lines would keep a page from
//! answering.

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use super::batch::{Batch, Document, Line, VERSION};

/// How far a batch is packed: version, checksum, and what [`Batch`] is by postcard, column by column.
pub struct Packing {
    bytes: Vec<u8>,
    checksum: Xxh3,
    /// The column at hand, how many values it has, and how many of them are packed.
    column: usize,
    length: Option<usize>,
    packed: usize,
}

/// Where the body begins, behind version and checksum.
const BODY: usize = 9;

fn shifted(index: Option<u32>) -> u32 {
    index.map_or(0, |index| index.saturating_add(1))
}

/// As many values as there are, or none if none is known.
fn known<T>(values: &[T], is_known: fn(&T) -> bool) -> usize {
    if values.iter().any(is_known) { values.len() } else { 0 }
}

impl Default for Packing {
    fn default() -> Self {
        let mut bytes = vec![0; BODY];
        bytes.first_mut().into_iter().for_each(|first| *first = VERSION);
        Self { bytes, checksum: Xxh3::new(), column: 0, length: None, packed: 0 }
    }
}

impl Packing {
    /// Packs up to about so many values; whether all are packed. Always of the same batch.
    pub fn step(&mut self, batch: &Batch, at_most: usize) -> bool {
        let before = self.bytes.len();
        let mut left = at_most;
        while left > 0 && self.column < 17 {
            left = left.saturating_sub(self.column(batch, left).max(1));
        }
        let start = if before == BODY { BODY } else { before };
        self.checksum.update(self.bytes.get(start..).unwrap_or_default());
        self.column >= 17
    }

    /// The bytes, once all is packed.
    pub fn finish(mut self) -> Vec<u8> {
        let sum = self.checksum.digest().to_le_bytes();
        let place = self.bytes.get_mut(1..BODY).into_iter().flatten();
        place.zip(sum).for_each(|(byte, sum)| *byte = sum);
        self.bytes
    }

    /// Packs what is left of a column, as far as it goes; how many values that were.
    fn column(&mut self, batch: &Batch, left: usize) -> usize {
        let sales = &batch.sales;
        let (lines, documents) = (sales.lines.as_slice(), sales.documents.as_slice());
        let (all, is_mixed) = (lines.len(), sales.currencies.len() > 1);
        let day = |line: &Line| line.day.number();
        match self.column {
            0 => self.values(left, || batch.accounts.len(), &batch.accounts, |_, account| *account),
            1 => self.value(&sales.currency()),
            2 => self.values(left, || documents.len(), documents, |_, document| document.number.as_str()),
            3 => self.values(left, || sales.groups.len(), &sales.groups, |_, group| group.as_str()),
            4 => self.values(left, || all, lines, |_, line| line.customer),
            5 => self.values(
                left,
                || all,
                lines,
                |at, line| day(line) - at.checked_sub(1).and_then(|before| lines.get(before)).map_or(0, day),
            ),
            6 => self.values(left, || all, lines, |_, line| shifted(line.document)),
            7 => self.values(left, || all, lines, |_, line| shifted(line.group)),
            8 => self.values(left, || all, lines, |_, line| line.amount),
            9 => self.values(left, || known(lines, |line| line.profit.is_some()), lines, |_, line| line.profit),
            10 => {
                let currencies = if is_mixed { sales.currencies.as_slice() } else { &[] };
                self.values(left, || currencies.len(), currencies, |_, currency| *currency)
            }
            11 => self.values(left, || if is_mixed { all } else { 0 }, lines, |_, line| line.currency),
            12 => {
                let is_known = |document: &Document| document.promised.is_some();
                self.values(left, || known(documents, is_known), documents, |_, of| of.promised.map(|day| day.number()))
            }
            13 => {
                let is_known = |document: &Document| document.delivered.is_some();
                self.values(
                    left,
                    || known(documents, is_known),
                    documents,
                    |_, of| of.delivered.map(|day| day.number()),
                )
            }
            14 => {
                let is_known = |document: &Document| document.person.is_some();
                self.values(left, || known(documents, is_known), documents, |_, of| shifted(of.person))
            }
            15 => self.values(left, || sales.people.len(), &sales.people, |_, person| person.as_str()),
            _ => {
                let by_row = !sales.sums_days && lines.iter().any(|line| line.document.is_none());
                self.value(&(sales.per_period, by_row))
            }
        }
    }

    fn put(&mut self, value: &impl Serialize) {
        // Writing to memory can't fail; an empty batch would be refused when read.
        self.bytes = postcard::to_extend(value, std::mem::take(&mut self.bytes)).unwrap_or_default();
    }

    fn value(&mut self, value: &impl Serialize) -> usize {
        self.put(value);
        self.next();
        1
    }

    fn next(&mut self) {
        (self.column, self.length, self.packed) = (self.column + 1, None, 0);
    }

    fn values<'a, T, V: Serialize + 'a>(
        &mut self,
        left: usize,
        length: impl Fn() -> usize,
        all: &'a [T],
        value: impl Fn(usize, &'a T) -> V,
    ) -> usize {
        let length = match self.length {
            Some(length) => length,
            None => {
                let length = length();
                self.put(&(length as u64));
                self.length = Some(length);
                length
            }
        };
        let before = self.packed;
        for (at, one) in all.iter().enumerate().take(length).skip(before).take(left) {
            self.put(&value(at, one));
            self.packed += 1;
        }
        let packed = self.packed - before;
        if self.packed >= length {
            self.next();
        }
        packed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::RecordId;
    use crate::calendar::Date;
    use crate::ledger::Sales;

    proptest! {
        /// Whatever the steps, the bytes are those of the whole.
        #[test]
        fn a_batch_packed_in_steps_is_the_batch(
            lines in prop::collection::vec((0u32..4, -9_000i32..9_000, prop::option::of(0u32..3), any::<i64>(),
                prop::option::of(-9i64..9)), 0..40),
            facts in prop::collection::vec((prop::option::of(0i32..9), prop::option::of(0u32..2)), 3..4),
            is_mixed: bool, per_period: bool, at_most in 1usize..50,
        ) {
            let line = |(customer, day, document, amount, profit): (u32, i32, Option<u32>, i64, Option<i64>)| Line {
                customer, day: Date::EPOCH.plus(day), document, group: document, amount, profit,
                currency: u16::from(is_mixed && amount > 0),
            };
            let document = |(at, (day, person)): (usize, (Option<i32>, Option<u32>))| Document {
                number: format!("No {at}"), promised: day.map(|day| Date::EPOCH.plus(day)), delivered: None, person,
            };
            let mut sales = Sales {
                documents: facts.into_iter().enumerate().map(document).collect(),
                groups: vec!["Tea".into(), "".into(), "Kaffee".into()],
                people: vec!["Ana".into()],
                lines: lines.into_iter().map(line).collect(),
                per_period,
                ..Sales::default()
            };
            if is_mixed {
                sales.currencies.push("EUR".parse().unwrap());
            }
            let batch = Batch { accounts: (1..5).map(|at| RecordId::well_known(1_000 + at)).collect(), sales };
            let (mut packing, mut steps) = (Packing::default(), 1);
            while !packing.step(&batch, at_most) {
                steps += 1;
            }
            prop_assert!(steps >= 6 * batch.sales.lines.len() / at_most.max(1) / 2);
            let bytes = packing.finish();
            prop_assert_eq!(bytes.get(BODY..).unwrap(), postcard::to_stdvec(&batch).unwrap());
            prop_assert_eq!(&bytes, &batch.to_bytes());
            prop_assert_eq!(Batch::from_bytes(&bytes), Ok(batch));
        }
    }
}
