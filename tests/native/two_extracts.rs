//! The same orders from two extracts: colleagues import overlapping files apart, exchange their books, and have what
//! one book has that imported all of them; and either file can be taken back.
//!
//! Each law is tried on a few dozen histories, and on ten thousand with `VITAL_FEW_SOAK=1`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use vital_few::book::{
    Actor, Book, Change, Clock, Device, Edit, ImportBatch, ImportsSeen, Label, RecordId, RecordKind, SETTINGS, Seen,
    Stamp, import_batch, merge_accounts, settings,
};
use vital_few::calendar::Date;
use vital_few::exchange::Hints;
use vital_few::exchange::apply_import::{Decisions, ImportSource, apply_import};
use vital_few::exchange::book_merge::{BookMerge, Here, MergeMode, MergeSteps};
use vital_few::exchange::delta::{overlap, overlap_alike};
use vital_few::exchange::json::{Export, from_json};
use vital_few::exchange::matching::Known;
use vital_few::ledger::{Batch, Ledger, Line, Sales, Valuation};

use crate::importing::importer;
use crate::tables::money;

/// In the year 2026.
const NOW: u64 = 1_795_000_000_000;
const TEN_YEARS: i64 = 315_576_000_000;

fn config() -> ProptestConfig {
    let is_soak = std::env::var_os("VITAL_FEW_SOAK").is_some_and(|soak| soak == "1");
    ProptestConfig { cases: if is_soak { 10_000 } else { 40 }, failure_persistence: None, ..ProptestConfig::default() }
}

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

    fn stored(&self) -> Vec<(RecordId, Arc<Batch>)> {
        let ids = ImportBatch::counting(&self.book).into_iter();
        ids.filter_map(|id| Some((id, self.held.get(&id)?.clone()))).collect()
    }

    /// The batches that count, as the page makes the ledger of them.
    fn counting(&self) -> Vec<(RecordId, Arc<Batch>)> {
        let mut all = self.stored();
        overlap(&self.book, &all).stand_in(&mut all);
        all
    }

    /// What a file is held against, as the page tells the worker.
    fn known(&self) -> Vec<(RecordId, Arc<Batch>)> {
        let mut all = self.stored();
        overlap_alike(&self.book, &all).stand_in(&mut all);
        all
    }

    /// Imports a file; the id of the import.
    fn take(&mut self, file: &str, minute: u64) -> RecordId {
        let mut importer = importer(file.as_bytes());
        importer.set_known(Known::of(&self.book));
        for (_, batch) in self.known() {
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

    /// Takes over what somebody else has; whether it brought anything, and what takes that back.
    fn merge(&mut self, from: &Self, minute: u64) -> (bool, Change) {
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
        let mut steps = MergeSteps::default();
        let preview = loop {
            if let Some(preview) = steps.step(&merge, &here, &MergeMode::Add.into()) {
                break preview;
            }
        };
        let (new, twice) = (merge.new_sales(&here), self.told_twice());
        for id in &new {
            let batch = merge.export.batches.get(id).expect("it is in the file");
            self.held.insert(*id, Arc::new(batch.clone()));
        }
        let inverse = self.enter(&preview.change, minute);
        // What the preview counts is what happens.
        let more = if new.is_empty() { 0 } else { self.told_twice().saturating_sub(twice) };
        assert_eq!(preview.effect.told_twice, more);
        (!preview.brings_nothing, inverse)
    }

    /// How many orders are told by several imports.
    fn told_twice(&self) -> u64 {
        overlap(&self.book, &self.stored()).orders
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
            for (number, (day, amount)) in documents.into_iter().filter(|(_, (_, amount))| *amount != 0) {
                *sold.entry((name.clone(), day, number, amount)).or_default() += 1;
            }
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

/// Who imports what: the person, which orders are in the file, which of these were corrected by then, and whether it
/// has their numbers.
type Import = (usize, BTreeSet<usize>, BTreeSet<usize>, bool);

fn imports(people: usize) -> impl Strategy<Value = Vec<Import>> {
    let set = || prop::collection::btree_set(0..9_usize, 0..9);
    prop::collection::vec((0..people, set(), set(), any::<bool>()), 2..5)
}

/// What happens: somebody imports a file, or takes over what somebody else has.
#[derive(Clone, Debug)]
enum Happening {
    Import(Import),
    Merge { from: usize, to: usize },
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let import = imports(3).prop_map(|mut all| Happening::Import(all.remove(0)));
    let merge = (0..3_usize, 1..3_usize).prop_map(|(to, by)| Happening::Merge { from: to + by, to });
    prop::collection::vec(prop_oneof![3 => import, 2 => merge], 3..8)
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
    #![proptest_config(config())]

    /// However they import and exchange, they have what one book has that imported all of it, in any order.
    #[test]
    fn the_same_orders_from_several_extracts_count_once(
        orders in orders(), wrong in wrong_clocks(), happenings in happenings(),
        shuffled in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let mut apart = apart(&wrong, &[]);
        let people = apart.sides.len();
        for (minute, happening) in (10..).zip(&happenings) {
            match happening {
                Happening::Import((who, told, _, is_numbered)) => {
                    let file = extract(&orders, told, &BTreeSet::new(), *is_numbered);
                    apart.imports.push((apart.sides[who % people].take(&file, minute), file));
                }
                Happening::Merge { from, to } => {
                    let theirs = apart.sides[from % people].clone();
                    apart.sides[to % people].merge(&theirs, minute);
                }
            }
        }
        settle(&mut apart.sides, 100);
        let files: Vec<&String> = apart.imports.iter().map(|(_, file)| file).collect();
        let one = together(files.iter().copied());
        let any = shuffled.iter().filter_map(|at| files.get(*at).copied());
        prop_assert_eq!(&together(any), &one);
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

proptest! {
    #![proptest_config(config())]

    /// Where the files differ, a document is what the last that tells of it says: in one book whose was imported last, and
    /// here whose stands last, which is the same for everybody.
    #[test]
    fn of_orders_corrected_meanwhile_the_last_import_counts(
        orders in orders(), wrong in wrong_clocks(), told in imports(1),
    ) {
        let people = wrong.len() + 1;
        let file = |(who, (_, told, changed, is_numbered)): (usize, &Import)| {
            (who, extract(&orders, told, changed, *is_numbered))
        };
        // One each.
        let files: Vec<(usize, String)> = told.iter().take(people).enumerate().map(file).collect();
        let mut apart = apart(&wrong, &files);
        let before: Vec<Sold> = apart.sides.iter().map(Side::sold).collect();
        let mut first = apart.sides[0].clone();
        let (_, inverse) = first.merge(&apart.sides[1], 90);
        first.enter(&inverse, 91);
        prop_assert_eq!(&first.sold(), &before[0], "the merge is taken back");
        settle(&mut apart.sides, 100);
        let seen = ImportsSeen::of(&apart.sides[0].book);
        let mut imports = apart.imports.clone();
        imports.sort_by_key(|(id, _)| seen.place(*id));
        let one = together(imports.iter().map(|(_, file)| file));
        for side in &apart.sides {
            prop_assert_eq!(&side.sold(), &one);
        }
    }

    /// Whoever imported several files corrects what they told themselves; all end with the same, which somebody told.
    #[test]
    fn chains_of_imports_end_the_same_for_everybody(orders in orders(), wrong in wrong_clocks(), told in imports(3)) {
        let people = wrong.len() + 1;
        let file = |(who, told, changed, _): &Import| (who % people, extract(&orders, told, changed, true));
        let files: Vec<(usize, String)> = told.iter().map(file).collect();
        let mut apart = apart(&wrong, &files);
        settle(&mut apart.sides, 100);
        let first = apart.sides[0].sold();
        for side in &apart.sides {
            prop_assert_eq!(&side.sold(), &first);
        }
        let all_told: BTreeSet<usize> = told.iter().flat_map(|(_, told, ..)| told).copied().collect();
        let all_told = all_told.into_iter().filter(|at| *at < orders.len()).count();
        prop_assert_eq!(first.len(), all_told + NAMES.len(), "each order once");
        for (name, _, number, amount) in first.keys() {
            let at: usize = number.trim_start_matches("INV-").parse().unwrap_or(90);
            let Some(told) = orders.get(at) else { continue };
            prop_assert!(*amount == told.2 || *amount == told.2 + 33, "{} {} {}", name, number, amount);
        }
    }
}

/// Two people who import these files apart and exchange their books.
fn of_two(files: [&str; 2]) -> [Side; 2] {
    let files = [(0, files[0].to_owned()), (1, files[1].to_owned())];
    let mut apart = apart(&[0], &files);
    settle(&mut apart.sides, 100);
    apart.sides.try_into().unwrap_or_else(|_| panic!("two"))
}

fn total(side: &Side) -> i64 {
    side.sold().iter().map(|((.., amount), count)| amount * *count as i64).sum()
}

/// What every file of these tests tells beside its own.
const BASE: i64 = 7_700 + 7_701 + 7_702;

#[test]
fn an_extract_of_order_lines_without_numbers_tells_the_orders() {
    let numbered = "Customer;Invoice;Date;Amount\nAlfa Ltd;1;2024-02-05;100.00\nAlfa Ltd;2;2024-02-05;50.00\nGamma;3;2024-02-07;9.00\n";
    let lines = "Customer;Date;Amount\nAlfa Ltd;2024-02-05;60.00\nAlfa Ltd;2024-02-05;40.00\nAlfa Ltd;2024-02-05;50.00\nGamma;2024-02-08;9.00\n";
    for side in of_two([numbered, lines]) {
        assert_eq!((total(&side) - BASE, side.told_twice()), (15_000 + 900 + 900, 1));
        let gone = side.stored().into_iter().map(|(id, _)| id);
        for id in gone.skip(1) {
            let mut side = side.clone();
            side.take_back(id, 500);
            assert_eq!(total(&side) - BASE, 15_900, "either tells all of it");
        }
    }
}

#[test]
fn an_extract_without_groups_says_nothing_against_those_that_are_known() {
    let with = "Customer;Invoice;Date;Category;Amount\nAlfa Ltd;1;2024-02-05;Tea;60.00\nAlfa Ltd;1;2024-02-05;Salt;40.00\nGamma;3;2024-02-07;Tea;9.00\n";
    let without = "Customer;Invoice;Date;Amount\nAlfa Ltd;1;2024-02-05;100.00\nGamma;3;2024-02-07;10.00\n";
    for files in [[with, without], [without, with]] {
        for side in of_two(files) {
            let gamma = if files[1] == with { 900 } else { 1_000 };
            assert_eq!((total(&side) - BASE, side.told_twice()), (10_000 + gamma, 2));
            let counting = side.counting();
            let ledger = Ledger::of(Valuation::of(&side.book), counting.iter().map(|(_, batch)| &**batch));
            let mut of_group: BTreeMap<&str, i64> = BTreeMap::new();
            for sale in ledger.accounts().flat_map(|(_, sales)| sales) {
                let group = sale.group.and_then(|at| ledger.groups().get(at as usize));
                *of_group.entry(group.map_or("", String::as_str)).or_default() += sale.amount;
            }
            assert_eq!((of_group["Tea"], of_group["Salt"]), (6_900, 4_000));
        }
    }
}

#[test]
fn wide_files_of_the_same_months_count_once() {
    let files = [
        "Customer;Jan 2024;Feb 2024\nAlfa Ltd;10.00;20.00\nGamma;1.00;2.00\n",
        "Customer;Feb 2024;Mar 2024\nAlfa Ltd;20.00;30.00\nGamma;2.50;3.00\n",
    ];
    for side in of_two(files) {
        assert_eq!((total(&side) - BASE, side.told_twice()), (6_000 + 100 + 250 + 300, 2));
    }
}

/// Each has made an account of their own of a customer nobody knew: its orders count once when the two are one.
#[test]
fn customers_that_were_new_to_both_count_once_when_their_accounts_are_one() {
    let file = "Customer;Invoice;Date;Amount\nDelta;1;2024-02-05;100.00\nGamma;3;2024-02-07;9.00\n";
    let [mut one, mut other] = of_two([file, file]);
    assert_eq!(total(&one) - BASE, 20_900);
    let deltas: Vec<RecordId> =
        one.book.accounts().filter(|(_, account)| account.name == "Delta").map(|(id, _)| id).collect();
    let change = merge_accounts(&one.book, deltas[0], deltas[1]);
    one.enter(&change, 300);
    assert_eq!((total(&one) - BASE, one.told_twice()), (10_900, 2));
    other.merge(&one, 301);
    assert_eq!(total(&other) - BASE, 10_900);
}

/// Books and files from before imports said what they were held against.
#[test]
fn earlier_imports_stay_as_they_were() {
    let file = "Customer;Invoice;Date;Amount\nAlfa Ltd;1;2024-02-05;100.00\nGamma;3;2024-02-07;9.00\n";
    let mut sides = apart(&[0], &[(0, file.into()), (1, file.into())]).sides;
    for side in &mut sides {
        let all: Vec<RecordId> = side.book.ids::<ImportBatch>().collect();
        let fields = [import_batch::field::compared.name, import_batch::field::numbering.name];
        let edits = all
            .iter()
            .flat_map(|id| fields.map(|field| Edit::raw(*id, ImportBatch::KIND, field, serde_json::Value::Null)));
        side.enter(&Change::new(Label::Sample, edits.collect()), 50);
    }
    settle(&mut sides, 100);
    for side in &sides {
        assert_eq!((total(side) - BASE, side.told_twice()), (21_800, 0));
    }
    // What is imported from now on is held against them, and they against what comes.
    let longer = format!("{file}Gamma;4;2024-02-09;1.00\n");
    let (first, second) = sides.split_at_mut(1);
    let before = total(&second[0]);
    first[0].take(&longer, 200);
    second[0].take(&longer, 201);
    settle(&mut sides, 300);
    for side in &sides {
        assert_eq!(total(side) - before, 100 - 10_900, "and an order that counted twice is what the last file says");
    }
}

/// Files of this version: from before imports said what they were held against, and since.
#[test]
fn stored_files_open_as_before_and_as_they_say() {
    for (name, euros, twice) in [("v6_apart", 2 * 45_250, 0), ("v6_compared", 45_250, 2)] {
        let export = from_json(&crate::data(&format!("export/{name}.json"))).expect("it is read");
        let held = export.batches.into_iter().map(|(id, batch)| (id, Arc::new(batch))).collect();
        let mut side = Side { book: export.book, held, ..Side::new(0, 0) };
        side.enter(&Change::new(Label::Settings, vec![settings::field::currency.set(SETTINGS, "EUR".parse().ok())]), 1);
        assert_eq!((total(&side), side.told_twice()), (euros, twice), "{name}");
    }
}

/// Whole exports of the same shop that two people imported apart: half of the second is in the first.
#[test]
fn of_large_imports_what_both_tell_counts_once() {
    const LARGE: usize = 20_000;
    let batch = |from: usize| {
        let line = |at: usize| Line {
            document: (!at.is_multiple_of(3)).then_some(((at - from) / 5) as u32),
            ..Line::plain((at % 500) as u32, Date::EPOCH.plus((at % 1_000) as i32), at as i64)
        };
        let lines: Vec<Line> = (from..from + LARGE).map(line).collect();
        let documents = (from / 5..(from + LARGE) / 5 + 1).map(|at| format!("No {at}").as_str().into()).collect();
        let accounts = (0..500).map(|at| RecordId::well_known(10_000 + at)).collect();
        Arc::new(Batch { accounts, sales: Sales { lines, documents, ..Sales::default() } })
    };
    let mut book = Book::default();
    let ids = [RecordId::well_known(8), RecordId::well_known(9)];
    for id in ids {
        let import = ImportBatch { compared: vec![id], ..ImportBatch::default() };
        book.apply(&Change::new(Label::Sample, import.create(id)), Stamp { millis: 1, ..Stamp::default() });
    }
    let mut batches = vec![(ids[0], batch(0)), (ids[1], batch(LARGE / 2))];
    overlap(&book, &batches).stand_in(&mut batches);
    let lines: usize = batches.iter().map(|(_, batch)| batch.sales.lines.len()).sum();
    assert_eq!(lines, LARGE * 3 / 2);
}
