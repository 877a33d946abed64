//! The same orders from two extracts: colleagues import overlapping files apart, exchange their books, and have what
//! one book has that imported all of them; and either file can be taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use vital_few::book::{
    Account, Actor, Book, Change, Clock, Device, ImportBatch, Label, RecordId, SETTINGS, Seen, merge_accounts, settings,
};
use vital_few::calendar::Date;
use vital_few::exchange::Hints;
use vital_few::exchange::apply_import::{Decisions, ImportSource, apply_import};
use vital_few::exchange::book_merge::{BookMerge, Here, MergeEffect, MergeMode};
use vital_few::exchange::delta::overlap;
use vital_few::exchange::json::Export;
use vital_few::exchange::matching::Known;
use vital_few::ledger::{Batch, Ledger, Valuation};

use crate::importing::importer;
use crate::tables::money;

/// In the year 2026.
const NOW: u64 = 1_795_000_000_000;
const TEN_YEARS: i64 = 315_576_000_000;

const NAMES: [&str; 3] = ["Alfa Ltd", "Beta GmbH", "Gamma"];

/// Somebody with a browser of their own.
#[derive(Clone)]
struct Side {
    book: Book,
    held: BTreeMap<RecordId, Arc<Batch>>,
    clock: Clock,
    device: Device,
    /// By how much their clock is wrong, in ms.
    wrong: i64,
    ids: u8,
}

/// What was sold: by customer, day and document, with how often; of documents the sum.
type Sold = BTreeMap<(String, Date, String, i64), usize>;

impl Side {
    fn new(number: u32, wrong: i64) -> Self {
        let device = Device(number + 1);
        let (book, held) = (Book::default(), BTreeMap::new());
        Self { book, held, clock: Clock::new(Actor::of(device, 9)), device, wrong, ids: 0 }
    }

    fn now(&self, minute: u64) -> u64 {
        (NOW + minute * 60_000).saturating_add_signed(self.wrong)
    }

    fn enter(&mut self, change: &Change, minute: u64) -> Change {
        let newest = change.edits.iter().filter_map(|edit| edit.stamp).max();
        newest.into_iter().for_each(|seen| self.clock.observe(seen));
        let stamp = self.clock.tick(self.now(minute));
        self.book.apply(change, stamp)
    }

    /// The batches that count, as the page has them.
    fn counting(&self) -> Vec<(RecordId, Arc<Batch>)> {
        let ids = ImportBatch::counting(&self.book).into_iter();
        let mut all: Vec<_> = ids.filter_map(|id| Some((id, self.held.get(&id)?.clone()))).collect();
        overlap(&self.book, &all).stand_in(&mut all);
        all
    }

    /// Imports a file; the id of the import.
    fn take(&mut self, file: &str, minute: u64) -> RecordId {
        let mut importer = importer(file.as_bytes());
        importer.set_known(Known::of(&self.book));
        for (_, batch) in self.counting() {
            importer.add_batch(Batch::from_bytes(&batch.to_bytes()).expect("a batch comes back"));
        }
        let Ok(inspection) = importer.inspect(&Hints::default());
        let inspection = inspection.expect("it is looked at");
        let currency = self.book.value(SETTINGS, settings::field::currency);
        let spec = inspection.spec(currency.unwrap_or_default());
        assert!(spec.is_ready(&inspection), "asks {:?}\n{file}", spec.questions(&inspection));
        let Ok(preview) = importer.read(&spec, |_, _| ());
        let preview = preview.expect("it is read");
        let today = "2025-01-01".parse::<Date>().expect("a day");
        let source = ImportSource { file: "orders.csv", label: Label::Sample, spec: None, today };
        let (millis, device, ids) = (self.now(minute), self.device.0 as u8, &mut self.ids);
        let (change, (id, batch)) = apply_import(&self.book, &preview, &Decisions::default(), source, || {
            *ids += 1;
            RecordId::from_parts(millis, [device, *ids, 0, 0, 0, 0, 0, 0, 0, 0])
        });
        self.enter(&change, minute);
        self.held.insert(id, Arc::new(batch));
        id
    }

    /// Takes over what somebody else has; whether it brought anything, and what the preview said.
    fn merge(&mut self, from: &Self, minute: u64) -> (bool, MergeEffect) {
        let batches = from.held.iter().filter(|(id, _)| from.book.get::<ImportBatch>(**id).is_some());
        let export = Export {
            book: from.book.clone(),
            batches: batches.map(|(id, batch)| (*id, Batch::clone(batch))).collect(),
            by: Some(from.device),
            seen: Some(Seen::of(&from.book, from.device)),
            ..Export::default()
        };
        let merge = BookMerge { export, file: "theirs.json".into() };
        let sales = |id| self.held.get(&id).cloned();
        let here = Here { book: &self.book, sales: &sales, device: self.device, now: self.now(minute) };
        let mut steps = vital_few::exchange::book_merge::MergeSteps::default();
        let preview = loop {
            if let Some(preview) = steps.step(&merge, &here, &MergeMode::Add.into()) {
                break preview;
            }
        };
        for id in merge.new_sales(&here) {
            let batch = merge.export.batches.get(&id).expect("it is in the file");
            self.held.insert(id, Arc::new(batch.clone()));
        }
        self.enter(&preview.change, minute);
        (!preview.brings_nothing, preview.effect)
    }

    fn take_back(&mut self, id: RecordId, minute: u64) -> Change {
        let change = ImportBatch::take_back(&self.book, id, Label::TakeBack { file: String::new() });
        self.enter(&change, minute)
    }

    fn sold(&self) -> Sold {
        let counting = self.counting();
        let ledger = Ledger::of(Valuation::of(&self.book), counting.iter().map(|(_, batch)| &**batch));
        let mut sold = Sold::new();
        for (account, name) in self.book.accounts().map(|(id, account)| (id, account.name)) {
            let mut documents: BTreeMap<String, (Date, i64)> = BTreeMap::new();
            for sale in ledger.sales(account) {
                match sale.document.and_then(|at| ledger.document(at)) {
                    Some(document) => {
                        documents.entry(document.number.clone()).or_insert((sale.day, 0)).1 += sale.amount;
                    }
                    None => *sold.entry((name.clone(), sale.day, String::new(), sale.amount)).or_default() += 1,
                }
            }
            let documents = documents.into_iter().filter(|(_, (_, amount))| *amount != 0);
            sold.extend(documents.map(|(number, (day, amount))| ((name.clone(), day, number, amount), 1)));
        }
        sold
    }
}

/// Files go round until nothing is new; whoever they are, they end with the same.
fn settle(sides: &mut [Side], mut minute: u64) {
    for _ in 0..8 {
        let mut is_news = false;
        for (from, to) in (0..sides.len()).flat_map(|from| (0..from).flat_map(move |to| [(from, to), (to, from)])) {
            minute += 1;
            let theirs = sides[from].clone();
            is_news |= sides[to].merge(&theirs, minute).0;
        }
        if !is_news {
            return;
        }
    }
    panic!("they never come to an end");
}

/// An order of the world: whose, on which day, of how much, in hundredths.
type Order = (usize, u8, i64);

fn orders() -> impl Strategy<Value = Vec<Order>> {
    // Few amounts, so that there are genuine equal orders; returns among them.
    let amount = prop::sample::select(vec![1_000, 1_000, 2_500, 4_000, -1_000]);
    prop::collection::vec((0..NAMES.len(), 1..4_u8, amount), 1..9)
}

/// A file that tells some of them: with their numbers, or without. `changed` are those that were corrected.
fn extract(orders: &[Order], told: &BTreeSet<usize>, changed: &BTreeSet<usize>, is_numbered: bool) -> String {
    let mut text = String::from(if is_numbered { "Customer;Invoice;Date;Amount\n" } else { "Customer;Date;Amount\n" });
    let mut row = |name: &str, number: &str, day: String, amount: i64| {
        let number = if is_numbered { format!("{number};") } else { String::new() };
        text += &format!("{name};{number}{day};{}\n", money(amount));
    };
    // What every file tells, so that all know the customers.
    for (at, name) in NAMES.iter().enumerate() {
        row(name, &format!("INV-9{at}"), format!("2024-01-1{at}"), 7_700 + at as i64);
    }
    for (at, (customer, day, amount)) in orders.iter().enumerate().filter(|(at, _)| told.contains(at)) {
        let amount = amount + if changed.contains(&at) { 33 } else { 0 };
        row(NAMES[*customer], &format!("INV-{at}"), format!("2024-02-{day:02}"), amount);
    }
    text
}

/// Who imports what: the person, which orders are in the file, and which of these were corrected by then.
type Import = (usize, BTreeSet<usize>, BTreeSet<usize>);

fn imports(people: usize) -> impl Strategy<Value = Vec<Import>> {
    let set = || prop::collection::btree_set(0..9_usize, 0..9);
    prop::collection::vec((0..people, set(), set()), 2..5)
}

/// What happened: the people, with what each imported, and the imports in their order.
struct Apart {
    sides: Vec<Side>,
    imports: Vec<(RecordId, String)>,
}

fn apart(wrong: &[i64], imports: &[(usize, String)]) -> Apart {
    let mut first = Side::new(0, 0);
    first.take(&extract(&[], &BTreeSet::new(), &BTreeSet::new(), true), 0);
    let mut sides = vec![first.clone()];
    for (number, wrong) in (1..).zip(wrong) {
        let mut next = Side::new(number, *wrong);
        next.merge(&first, 1);
        sides.push(next);
    }
    let mut done = Vec::new();
    for (minute, (who, file)) in (10..).zip(imports) {
        done.push((sides[*who].take(file, minute), file.clone()));
    }
    Apart { sides, imports: done }
}

/// What one book has that imported all of these, in this order.
fn together<'a>(files: impl IntoIterator<Item = &'a String>) -> Sold {
    let mut side = Side::new(7, 0);
    side.take(&extract(&[], &BTreeSet::new(), &BTreeSet::new(), true), 0);
    for (minute, file) in (10..).zip(files) {
        side.take(file, minute);
    }
    side.sold()
}

fn wrong_clocks() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(prop::sample::select(vec![0, 0, 60_000, TEN_YEARS, -TEN_YEARS]), 1..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// However they import and exchange, they have what one book has that imported all of it, in any order.
    #[test]
    fn the_same_orders_from_several_extracts_count_once(
        orders in orders(), wrong in wrong_clocks(), told in imports(3), is_numbered: bool,
        shuffled in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let people = wrong.len() + 1;
        let file = |(who, told, _): &Import| (who % people, extract(&orders, told, &BTreeSet::new(), is_numbered));
        let files: Vec<(usize, String)> = told.iter().map(file).collect();
        let mut apart = apart(&wrong, &files);
        settle(&mut apart.sides, 100);
        let one = together(files.iter().map(|(_, file)| file));
        let any = shuffled.iter().filter_map(|at| files.get(*at));
        prop_assert_eq!(&together(any.map(|(_, file)| file)), &one);
        for side in &apart.sides {
            prop_assert_eq!(&side.sold(), &one);
        }
        // Each of them is taken back, and comes again.
        for (at, (id, _)) in apart.imports.iter().enumerate() {
            let mut side = apart.sides[0].clone();
            let gone: BTreeSet<RecordId> = ImportBatch::leaning_on(&side.book, *id).into_iter()
                .map(|(id, _)| id).chain([*id]).collect();
            let inverse = side.take_back(*id, 500);
            let left = apart.imports.iter().filter(|(id, _)| !gone.contains(id));
            prop_assert_eq!(side.sold(), together(left.map(|(_, file)| file)), "without {}", at);
            side.enter(&inverse, 501);
            prop_assert_eq!(&side.sold(), &one);
        }
    }
}
