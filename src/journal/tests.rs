//! Nothing is lost: scripts of changes on stores that fail, stop and are damaged.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::double::{Disk, Fault, now};
use super::*;
use crate::book::{Account, Actor, Book, Change, Contact, DELETED, Edit, Label, RecordId, RecordKind};
use crate::ledger::Batch;

/// Which stores a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stores {
    Both,
    VaultAlone,
    ShelfAlone,
}

impl Stores {
    const ALL: [Self; 3] = [Self::Both, Self::VaultAlone, Self::ShelfAlone];
}

/// A page without a browser: an open book, and the stores that do what it says.
struct Page {
    disk: Disk,
    stores: Stores,
    open: OpenBook,
    queue: Queue,
    time: u64,
}

fn merge() -> Label {
    Label::Merge { file: String::new() }
}

impl Page {
    /// Opens what the disk holds, goes on with what is left of it, and brings up the store that is behind.
    fn open(disk: Disk, stores: Stores, actor: u64) -> (Self, Verdict) {
        let (mut page, verdict) = Self::look(disk, stores, actor);
        let accepted = page.open.accept();
        page.run(accepted);
        page.write();
        (page, verdict)
    }

    /// Opens without writing.
    fn look(disk: Disk, stores: Stores, actor: u64) -> (Self, Verdict) {
        let vault = (stores != Stores::ShelfAlone).then_some(&disk);
        let shelf = (stores != Stores::VaultAlone).then_some(&disk);
        // A page reads the end of its journal; a doubt makes it read all.
        let (mut image, _) = now(Image::read(vault, shelf, Some(8)));
        if super::open(&image).verdict == Verdict::Doubtful {
            image = now(Image::read(vault, shelf, None)).0;
        }
        let opened = super::open(&image);
        let verdict = opened.verdict;
        let mut page = Self { stores, open: OpenBook::default(), queue: Queue::default(), time: 1_000, disk };
        let effects = page.open.opened(Actor(actor), opened, true, None);
        page.run(effects);
        (page, verdict)
    }

    /// The same page on another disk.
    fn forked(&self, fault: Option<(usize, Fault)>) -> Self {
        // Between two changes nothing waits.
        assert!(self.queue.is_kept() && self.queue.shelving.is_empty());
        let mut queue = Queue::default();
        queue.see(self.queue.seen());
        let disk = self.disk.forked(fault);
        Self { disk, stores: self.stores, open: self.open.clone(), queue, time: self.time }
    }

    fn book(&self) -> &Book {
        self.open.book()
    }

    fn log(&self) -> &Log {
        self.open.log()
    }

    /// Does what the open book asks of the stores; the entry that was to be kept, if there was one.
    fn run(&mut self, effects: Vec<Effect>) -> Option<Arc<Entry>> {
        let mut kept = None;
        for effect in effects {
            match effect {
                Effect::Start(found) => self.queue = Queue::new(&found, self.stores != Stores::ShelfAlone),
                Effect::Keep(entry, sales) => {
                    self.queue.push(entry.clone(), sales);
                    kept = Some(entry);
                }
                _ => {}
            }
        }
        kept
    }

    fn enter(&mut self, change: Change, batches: Vec<(RecordId, Arc<Batch>)>) -> Arc<Entry> {
        self.time += 7;
        let effects = self.open.enter(change, batches, self.time);
        self.run(effects).expect("nothing keeps it from being entered")
    }

    /// Takes a step of a script; `false` if nothing was written.
    fn take(&mut self, step: &Step) -> bool {
        match step {
            Step::Change(edits) => drop(self.enter(Change::new(merge(), edits.clone()), Vec::new())),
            Step::Undo => self.undo(),
            Step::Redo => self.redo(),
        }
        self.write()
    }

    fn undo(&mut self) {
        self.time += 7;
        let effects = self.open.undo(self.time);
        self.run(effects);
    }

    fn redo(&mut self) {
        self.time += 7;
        let effects = self.open.redo(self.time);
        self.run(effects);
    }

    /// Another tab's entry.
    fn hear(&mut self, entry: &Arc<Entry>) {
        let effects = self.open.hear(StoreEvent::Heard(entry.clone()));
        self.run(effects);
    }

    /// Writes what waits; `true` once it is saved.
    fn write(&mut self) -> bool {
        self.write_what(self.queue.next())
    }

    /// Writes what waits, also for the better store.
    fn retry(&mut self) -> bool {
        self.write_what(self.queue.next_to_retry())
    }

    fn write_what(&mut self, writing: Option<Writing>) -> bool {
        let vault = (self.stores != Stores::ShelfAlone).then_some(&self.disk);
        let shelf = (self.stores != Stores::VaultAlone).then_some(&self.disk);
        if let Some(writing) = writing {
            let kept = now(keep(vault, shelf, self.open.book(), &writing, self.queue.seen(), self.time));
            if let Ok(kept) = &kept {
                self.queue.kept(self.open.book(), &writing, kept, vault.is_some());
            }
        }
        match shelf {
            Some(shelf) => {
                while !self.queue.shelving.is_empty() && shelve(shelf, &mut self.queue.shelving, 3).is_ok() {}
            }
            None => self.queue.shelving = Shelving::default(),
        }
        self.queue.is_kept()
    }
}

/// A step of a script.
#[derive(Clone, Debug)]
enum Step {
    Change(Vec<Edit>),
    Undo,
    Redo,
}

fn id(number: u8) -> RecordId {
    RecordId::from_parts(u64::from(number), [number; 10])
}

fn edit() -> impl Strategy<Value = Edit> {
    (0u8..12, 0u8..5, 0u8..6).prop_map(|(record, field, value)| {
        let kind = if record < 6 { Account::KIND } else { Contact::KIND };
        let name = ["name", "notes", "phone", "city", DELETED][usize::from(field)];
        let value = match (field, value) {
            (4, value) => json!(value == 0),
            (_, 0) => Value::Null,
            (_, value) => json!(format!("№ {value} \"{record}\"")),
        };
        Edit::raw(id(record), kind, name, value)
    })
}

/// An edit names a field once.
fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit(), 1..6).prop_map(|mut edits| {
        edits.sort_by(|a, b| (a.id, &a.field).cmp(&(b.id, &b.field)));
        edits.dedup_by(|a, b| (a.id, &a.field) == (b.id, &b.field));
        edits
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![6 => edits().prop_map(Step::Change), 2 => Just(Step::Undo), 1 => Just(Step::Redo)]
}

/// A script that is the same in every run.
fn script(steps: usize) -> Vec<Step> {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let script = prop::collection::vec(step(), steps).new_tree(&mut runner);
    script.map(|tree| tree.current()).unwrap_or_default()
}

/// What a person can see, as bytes.
fn content(book: &Book) -> String {
    let living = book.records().filter(|(_, record)| !record.is_deleted());
    let fields = living.map(|(id, record)| {
        let filled = record.fields.iter().filter(|(name, register)| *name != DELETED && !register.value.is_null());
        (id, record.kind.clone(), filled.map(|(name, register)| (name, &register.value)).collect::<Vec<_>>())
    });
    serde_json::to_string(&fields.collect::<Vec<_>>()).unwrap_or_default()
}

/// Every operation of every change of a script of 200 fails, or is the last before the end.
#[test]
fn a_store_that_fails_or_stops_anywhere_leaves_the_state_before_or_after() {
    let script = script(200);
    let mut tried = 0;
    for stores in Stores::ALL {
        let (mut page, _) = Page::open(Disk::default(), stores, 1);
        for (number, step) in script.iter().enumerate() {
            let before = page.book().clone();
            let mut after = page.forked(None);
            let started = after.disk.operations();
            assert!(after.take(step));
            for at in 0..after.disk.operations() - started {
                for fault in [Fault::Fails, Fault::Stops, Fault::StopsAfter] {
                    let place = format!("{stores:?}, change {number}, operation {at}, {fault:?}");
                    let mut faulty = page.forked(Some((at, fault)));
                    let acknowledged = faulty.take(step);
                    tried += 1;
                    if fault == Fault::Fails {
                        // What was refused once is written with the next change, or by trying again.
                        let refused = faulty.disk.restarted();
                        let (found, verdict) = Page::look(refused, stores, 2);
                        assert_ne!(verdict, Verdict::Doubtful, "{place}");
                        if acknowledged {
                            assert_eq!(found.book(), after.book(), "{place}");
                        } else {
                            assert!(*found.book() == before || found.book() == after.book(), "{place}");
                        }
                        assert!(faulty.retry(), "{place}: not saved by trying again");
                    }
                    // Local storage may lose its last writes; nothing but itself may depend on them.
                    let lost = if stores == Stores::ShelfAlone { 0 } else { at };
                    let disk = faulty.disk.restarted_without_the_last_of_the_shelf(lost);
                    let (found, verdict) = Page::open(disk, stores, 2);
                    assert_ne!(verdict, Verdict::Doubtful, "{place}");
                    if acknowledged || fault == Fault::Fails {
                        assert_eq!(found.book(), after.book(), "{place}");
                    } else {
                        assert!(*found.book() == before || found.book() == after.book(), "{place}: between");
                    }
                }
            }
            page.take(step);
        }
    }
    assert!(tried > 10_000, "{tried}");
}

/// Bringing up a store that is behind may be interrupted anywhere, and is done next time.
#[test]
fn an_interrupted_repair_changes_nothing() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    script(30).iter().for_each(|step| assert!(page.take(step)));
    let whole = page.book().clone();
    let lose: [fn(&Disk); 2] = [Disk::clear_shelf, Disk::clear_vault];
    for lose in lose {
        for fault in [Fault::Fails, Fault::Stops, Fault::StopsAfter] {
            for at in 0.. {
                let disk = page.disk.forked(None);
                lose(&disk);
                let faulty = disk.forked(Some((at, fault)));
                let (_, _) = Page::open(faulty.clone(), Stores::Both, 2);
                let has_struck = faulty.operations() > disk.operations() + at;
                let (found, verdict) = Page::open(faulty.restarted(), Stores::Both, 3);
                assert_eq!((verdict, found.book()), (Verdict::Whole, &whole), "{fault:?} at {at}");
                let image = found.disk.image();
                assert_eq!(image.shelf.records, image.vault.records, "{fault:?} at {at}");
                if !has_struck {
                    break;
                }
            }
        }
    }
}

#[test]
fn either_store_restores_the_other() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    script(40).iter().for_each(|step| assert!(page.take(step)));
    let (undoable, whole) = (page.log().undoable().cloned(), page.disk.image());
    for lose in [Disk::clear_shelf as fn(&Disk), Disk::clear_vault] {
        let disk = page.disk.forked(None);
        lose(&disk);
        let (found, verdict) = Page::open(disk, Stores::Both, 2);
        assert_eq!((verdict, found.book()), (Verdict::Whole, page.book()));
        assert_eq!(found.disk.image().shelf.records, whole.shelf.records);
        assert_eq!(found.disk.image().vault.records, whole.vault.records);
    }
    let (reopened, _) = Page::open(page.disk.forked(None), Stores::Both, 2);
    assert_eq!(reopened.log().undoable().map(|entry| entry.stamp), undoable.map(|entry| entry.stamp));
}

#[test]
fn both_stores_gone_is_noticed_and_a_first_visit_is_none() {
    let (mut page, verdict) = Page::open(Disk::default(), Stores::Both, 1);
    assert_eq!(verdict, Verdict::Fresh);
    script(10).iter().for_each(|step| assert!(page.take(step)));
    let mut image = page.disk.image();
    image.shelf = StoreImage { manifest: image.shelf.manifest, ..StoreImage::default() };
    image.vault = StoreImage { manifest: image.vault.manifest, ..StoreImage::default() };
    assert_eq!(open(&image).verdict, Verdict::Doubtful);
    image.vault.manifest = None;
    assert_eq!(open(&image).verdict, Verdict::Doubtful, "one sentinel is enough");
    image.shelf.manifest = None;
    assert_eq!(open(&image).verdict, Verdict::Fresh);
}

#[test]
fn erasing_is_done_or_not_done() {
    for fault in [Fault::Fails, Fault::Stops, Fault::StopsAfter] {
        for at in 0.. {
            let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
            script(10).iter().for_each(|step| assert!(page.take(step)));
            let faulty = page.disk.forked(Some((at, fault)));
            let started = faulty.operations();
            let erased = now(erase(Some(&faulty), Some(&faulty)));
            let has_struck = faulty.operations() > started + at;
            let (found, verdict) = Page::open(faulty.restarted(), Stores::Both, 2);
            match erased {
                Ok(()) => assert_eq!(verdict, Verdict::Fresh),
                Err(_) => assert!(verdict == Verdict::Fresh || found.book() == page.book(), "{fault:?} at {at}"),
            }
            if !has_struck {
                break;
            }
        }
    }
}

#[test]
fn sales_are_kept_with_their_receipt_or_not_at_all() {
    for stores in Stores::ALL {
        for fault in [Fault::Fails, Fault::Stops, Fault::StopsAfter] {
            for at in 0.. {
                let (mut page, _) = Page::open(Disk::default().forked(Some((at, fault))), stores, 1);
                let started = page.disk.operations();
                let batch = (id(90), Arc::new(Batch::default()));
                let receipt = Edit::raw(id(90), "import_batch", "file", json!("orders.csv"));
                page.enter(Change::new(merge(), vec![receipt]), vec![batch]);
                page.write();
                let has_struck = page.disk.operations() > started + at;
                let (found, _) = Page::open(page.disk.restarted(), stores, 2);
                let has_receipt = found.book().record(id(90)).is_some();
                assert!(!has_receipt || found.disk.holds_batch(id(90)), "{stores:?} {fault:?} at {at}");
                if !has_struck {
                    break;
                }
            }
        }
    }
}

/// The texts of both stores, each under where it stands.
type Texts = BTreeMap<(Place, What, String), String>;

fn texts_of(image: &Image) -> Texts {
    let mut texts = Texts::new();
    for (place, store) in [(Place::Shelf, &image.shelf), (Place::Vault, &image.vault)] {
        let manifest = store.manifest.iter().map(|text| (What::Manifest, MANIFEST, text));
        let records = store.records.iter().map(|(key, text)| (What::Record, key.as_str(), text));
        let entries = store.entries.iter().map(|(key, text)| (What::Entry, key.as_str(), text));
        for (what, key, text) in manifest.chain(records).chain(entries) {
            texts.insert((place, what, key.into()), text.clone());
        }
    }
    texts
}

fn disk_of(texts: &Texts) -> Disk {
    let disk = Disk::default();
    for ((place, what, key), text) in texts {
        match (place, what) {
            (Place::Shelf, What::Record) => disk.put_on_shelf(&format!("{RECORD}{key}"), text),
            (Place::Shelf, What::Entry) => disk.put_on_shelf(&format!("{JOURNAL}{key}"), text),
            (Place::Shelf, What::Manifest) => disk.put_on_shelf("vital-few/manifest", text),
            (Place::Vault, What::Record) => disk.put_in_vault(Table::Records, key, text),
            (Place::Vault, What::Entry) => disk.put_in_vault(Table::Journal, key, text),
            (Place::Vault, What::Manifest) => disk.put_in_vault(Table::Meta, key, text),
        }
    }
    disk
}

/// Damage to what two stores hold.
#[derive(Clone, Debug)]
enum Damage {
    /// A character becomes another.
    Flip(Index, Index, char),
    /// A text ends early.
    Cut(Index, Index),
    /// A text is gone.
    Remove(Index),
    /// A text is as it was some changes ago.
    Swap(Index, Index),
    /// A store is empty but for its manifest.
    Clear(Place),
    /// A store is as it was some changes ago, whole.
    RollBack(Place, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<Index>;
    let place = || prop_oneof![Just(Place::Shelf), Just(Place::Vault)];
    prop_oneof![
        4 => (index(), index(), any::<char>()).prop_map(|(a, b, to)| Damage::Flip(a, b, to)),
        3 => (index(), index()).prop_map(|(a, b)| Damage::Cut(a, b)),
        3 => index().prop_map(Damage::Remove),
        4 => (index(), index()).prop_map(|(a, b)| Damage::Swap(a, b)),
        1 => place().prop_map(Damage::Clear),
        2 => (place(), index()).prop_map(|(place, at)| Damage::RollBack(place, at)),
    ]
}

impl Damage {
    fn strike(&self, texts: &mut Texts, past: &[(Book, Texts)]) {
        let key_at = |texts: &Texts, at: &Index| (!texts.is_empty()).then(|| at.get(&keys(texts)).clone());
        match self {
            Self::Flip(at, letter, to) => {
                let Some(text) = key_at(texts, at).and_then(|key| texts.get_mut(&key)) else { return };
                let mut letters: Vec<char> = text.chars().collect();
                if !letters.is_empty() {
                    let letter = letter.index(letters.len());
                    letters[letter] = *to;
                }
                *text = letters.into_iter().collect();
            }
            Self::Cut(at, letter) => {
                let Some(text) = key_at(texts, at).and_then(|key| texts.get_mut(&key)) else { return };
                let length = text.chars().count();
                *text = text.chars().take(if length == 0 { 0 } else { letter.index(length) }).collect();
            }
            Self::Remove(at) => drop(key_at(texts, at).and_then(|key| texts.remove(&key))),
            Self::Swap(at, when) => {
                let Some(key) = key_at(texts, at) else { return };
                match when.get(past).1.get(&key) {
                    Some(old) => drop(texts.insert(key, old.clone())),
                    None => drop(texts.remove(&key)),
                }
            }
            Self::Clear(place) => texts.retain(|(there, what, _), _| there != place || *what == What::Manifest),
            Self::RollBack(place, when) => {
                texts.retain(|(there, _, _), _| there != place);
                let old = when.get(past).1.iter().filter(|((there, _, _), _)| there == place);
                texts.extend(old.map(|(key, text)| (key.clone(), text.clone())));
            }
        }
    }
}

fn keys(texts: &Texts) -> Vec<(Place, What, String)> {
    texts.keys().cloned().collect()
}

/// A script's book and texts after each of its changes.
fn generations(stores: Stores) -> Vec<(Book, Texts)> {
    let (mut page, _) = Page::open(Disk::default(), stores, 1);
    let mut past = Vec::new();
    for step in script(40) {
        page.take(&step);
        past.push((page.book().clone(), texts_of(&page.disk.image())));
    }
    past
}

#[test]
fn damaged_stores_give_a_state_that_was_or_say_so() {
    let mut seen = [0; 2];
    for stores in Stores::ALL {
        let past = generations(stores);
        let mut runner = TestRunner::new(Config { cases: 10_000 / 3 + 1, ..Config::default() });
        let counts = std::cell::Cell::new([0; 2]);
        let outcome = runner.run(&prop::collection::vec(damage(), 1..6), |damages| {
            let mut texts = past[past.len() - 1].1.clone();
            damages.iter().for_each(|damage| damage.strike(&mut texts, &past));
            let disk = disk_of(&texts);
            let (found, verdict) = Page::look(disk.forked(None), stores, 2);
            let mut so_far = counts.get();
            match verdict {
                Verdict::Whole => {
                    so_far[0] += 1;
                    prop_assert!(past.iter().any(|(book, _)| *book == *found.book()), "a state that never was");
                }
                Verdict::Doubtful => {
                    so_far[1] += 1;
                    // A person looks at what is left and goes on with it.
                    let (kept, _) = Page::open(disk, stores, 2);
                    let (again, verdict) = Page::look(kept.disk.restarted(), stores, 3);
                    prop_assert_eq!((verdict, again.book()), (Verdict::Whole, found.book()));
                }
                Verdict::Fresh => prop_assert!(texts.is_empty(), "an empty book over {} texts", texts.len()),
                Verdict::Newer => prop_assert!(false, "no version is newer"),
            }
            counts.set(so_far);
            Ok(())
        });
        if let Err(failure) = outcome {
            panic!("{stores:?}: {failure}");
        }
        let counts = counts.get();
        seen = [seen[0] + counts[0], seen[1] + counts[1]];
    }
    // Both outcomes are really tried.
    assert!(seen.iter().all(|count| *count > 1_000), "{seen:?}");
}

#[test]
fn what_is_damaged_is_set_aside_and_restored_from_the_other_store() {
    let past = generations(Stores::Both);
    let (book, texts) = &past[past.len() - 1];
    for key in keys(texts).into_iter().filter(|(_, what, _)| *what == What::Record) {
        let mut texts = texts.clone();
        texts.insert(key.clone(), "{\"kind\":".into());
        let (found, verdict) = Page::open(disk_of(&texts), Stores::Both, 2);
        assert_eq!((verdict, found.book()), (Verdict::Whole, book), "{key:?}");
        assert_eq!(found.disk.set_aside(), 1, "{key:?}");
        let (again, verdict) = Page::open(found.disk.restarted(), Stores::Both, 3);
        assert_eq!((verdict, again.book()), (Verdict::Whole, book), "{key:?}");
        assert_eq!(again.disk.set_aside(), 1, "{key:?} is set aside again");
    }
}

#[test]
fn records_of_version_1_are_taken_over_in_every_kind_of_browser() {
    let mut book = Book::default();
    let account = Account { name: "Ernst Handel".into(), ..Account::default() };
    book.apply(&Change::new(merge(), account.create(id(1))), crate::book::Stamp { millis: 5, ..Default::default() });
    for stores in Stores::ALL.into_iter().filter(|stores| *stores != Stores::VaultAlone) {
        let old = Disk::default();
        for (id, record) in book.records() {
            old.put_on_shelf(&format!("{RECORD}{id}"), &serde_json::to_string(record).unwrap_or_default());
        }
        for fault in [Fault::Fails, Fault::Stops, Fault::StopsAfter] {
            for at in 0..40 {
                let faulty = old.forked(Some((at, fault)));
                let (_, _) = Page::open(faulty.clone(), stores, 1);
                let (found, verdict) = Page::open(faulty.restarted(), stores, 2);
                assert_eq!((verdict, found.book()), (Verdict::Whole, &book), "{stores:?} {fault:?} at {at}");
                assert!(found.disk.image().shelf.manifest.is_some_and(|text| Manifest::read(&text).is_some()));
            }
        }
    }
}

/// A disk on which version 4 kept these edits, each entry naming people by texts.
fn disk_of_version_4(edits: &[Edit], stores: Stores) -> Disk {
    let (mut page, _) = Page::look(Disk::default(), stores, 1);
    for edit in edits {
        assert!(page.take(&Step::Change(vec![edit.clone()])));
    }
    let mut texts = texts_of(&page.disk.image());
    for (key, text) in &mut texts {
        if key.1 == What::Manifest {
            let manifest = Manifest::read(text).unwrap_or_default();
            *text = Manifest { version: 4, ..manifest }.sealed();
        }
    }
    disk_of(&texts)
}

/// Whoever answers for the account, by the names its history knows, the oldest first.
fn owners(book: &Book, log: &Log) -> Vec<String> {
    let past = log.history(id(1)).into_iter().rev().filter(|past| past.field == "owner");
    past.map(|past| past.to.as_str().and_then(|id| id.parse().ok()).map(|id| book.name(id)).unwrap_or_default())
        .collect()
}

#[test]
fn texts_of_version_4_become_colleagues_in_every_kind_of_browser() {
    let owner = |name: &str| Edit::raw(id(1), "account", "owner", json!(name));
    let mut edits = vec![Edit::raw(id(1), "account", "name", json!("Ernst Handel"))];
    // More than a page reads of a journal: the first is named there alone.
    edits.extend(["First", "Ana", "Bo", "ana", "Cy", "BO", "Di", "Ed", "Fay", "Gus", "Ana"].map(owner));
    let names = ["First", "Ana", "Bo", "Ana", "Cy", "Bo", "Di", "Ed", "Fay", "Gus", "Ana"];
    for stores in Stores::ALL {
        let old = disk_of_version_4(&edits, stores);
        let (whole, verdict) = Page::open(old.forked(None), stores, 2);
        assert_eq!(verdict, Verdict::Whole, "{stores:?}");
        let ana = crate::book::Colleague::id("Ana");
        assert_eq!(whole.book().get::<Account>(id(1)).and_then(|account| account.owner), Some(ana));
        assert_eq!(owners(whole.book(), whole.log()), names, "{stores:?}");
        for fault in [Fault::Fails, Fault::Stops, Fault::StopsAfter] {
            for at in 0..60 {
                let faulty = old.forked(Some((at, fault)));
                let (_, _) = Page::open(faulty.clone(), stores, 3);
                let (mut found, verdict) = Page::open(faulty.restarted(), stores, 4);
                assert_eq!(verdict, Verdict::Whole, "{stores:?} {fault:?} at {at}");
                if fault == Fault::Fails {
                    // A journal that couldn't be read at first is read later; whom it alone names is known
                    // from it, and not from the book.
                    let own = |book: &Book| book.record(id(1)).cloned();
                    assert_eq!(own(found.book()), own(whole.book()), "{stores:?} at {at}");
                    assert_eq!(found.book().name(ana), "Ana", "{stores:?} at {at}");
                } else {
                    assert_eq!(found.book(), whole.book(), "{stores:?} {fault:?} at {at}");
                }
                // What was done before can be taken back.
                found.undo();
                assert!(found.write());
                let gus = found
                    .book()
                    .get::<Account>(id(1))
                    .and_then(|account| account.owner)
                    .map(|id| found.book().name(id));
                assert_eq!(gus.as_deref(), Some("Gus"));
            }
        }
    }
}

#[test]
fn what_a_tab_of_version_4_still_wrote_is_brought_forward() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    assert!(page.take(&Step::Change(vec![Edit::raw(id(1), "account", "name", json!("Ernst Handel"))])));
    let (mut old, _) = Page::look(page.disk.clone(), Stores::Both, 2);
    let change = Change::new(merge(), vec![Edit::raw(id(1), "account", "owner", json!("Zoe"))]);
    let entry = old.enter(change, Vec::new());
    assert!(old.write());
    // This page hears of it, and writes the same record.
    let heard = Entry::read(&entry.key(), &entry.sealed()).unwrap_or_default();
    heard.into_iter().map(Arc::new).for_each(|entry| page.hear(&entry));
    assert!(page.take(&Step::Change(vec![Edit::raw(id(1), "account", "city", json!("Graz"))])));
    let owner = |book: &Book| book.get::<Account>(id(1)).and_then(|account| account.owner).map(|id| book.name(id));
    assert_eq!(owner(page.book()).as_deref(), Some("Zoe"));
    let (again, verdict) = Page::open(page.disk.restarted(), Stores::Both, 3);
    assert_eq!((verdict, owner(again.book()).as_deref()), (Verdict::Whole, Some("Zoe")));
}

#[test]
fn a_newer_version_is_looked_at_and_not_written() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    page.take(&script(1)[0]);
    let mut image = page.disk.image();
    let manifest = Manifest { version: VERSION + 1, ..Manifest::default() };
    image.shelf.manifest = Some(manifest.sealed());
    image.vault = StoreImage::default();
    let opened = open(&image);
    assert_eq!((opened.verdict, &opened.book), (Verdict::Newer, page.book()));
}

/// Bug: what one store lacked at start was written to the shelf again and again while the vault
/// refused, and every further change wrote all the others once more.
#[test]
fn a_vault_that_refuses_for_long_costs_neither_time_nor_room() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    script(5).iter().for_each(|step| assert!(page.take(step)));
    page.disk.clear_vault();
    let disk = page.disk.restarted();
    disk.refuse(true);
    let (mut page, verdict) = Page::open(disk, Stores::Both, 2);
    assert_eq!(verdict, Verdict::Whole);
    assert!(page.queue.is_kept(), "what the shelf has is kept");
    let length = |page: &Page| page.disk.image().shelf.entries.values().map(String::len).sum::<usize>();
    let mut lengths = vec![length(&page)];
    for number in 0..40 {
        let edit = Edit::raw(id(1), Account::KIND, "name", json!(format!("number {number:02}")));
        page.enter(Change::new(merge(), vec![edit]), Vec::new());
        assert!(page.write());
        assert!(page.retry(), "trying again in vain changes nothing");
        lengths.push(length(&page));
    }
    let steps: Vec<usize> = lengths.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(steps.iter().all(|step| *step < 600), "{steps:?}");
    let (found, verdict) = Page::look(page.disk.restarted(), Stores::ShelfAlone, 3);
    assert_eq!((verdict, found.book()), (Verdict::Whole, page.book()));

    page.disk.refuse(false);
    assert!(page.retry());
    let image = page.disk.image();
    assert_eq!(image.shelf.entries.len(), 0, "the vault has them all");
    assert_eq!(image.vault.records, image.shelf.records);
    assert_eq!(open(&image).verdict, Verdict::Whole);
}

/// Bug: a tab whose change was on the shelf alone, and another that went on writing to the vault, made
/// the next opening say that data are missing.
#[test]
fn what_the_shelf_kept_for_a_while_is_no_reason_to_doubt() {
    let (first, _) = Page::open(Disk::default(), Stores::Both, 1);
    let (mut one, mut other) =
        (Page::open(first.disk.clone(), Stores::Both, 1).0, Page::open(first.disk.clone(), Stores::Both, 2).0);
    let edit = |number: u8| vec![Edit::raw(id(number), Account::KIND, "name", json!("Alfa"))];
    other.enter(Change::new(merge(), edit(1)), Vec::new());
    assert!(other.write());
    one.disk.refuse(true);
    one.enter(Change::new(merge(), edit(2)), Vec::new());
    assert!(one.write());
    one.disk.refuse(false);
    for number in 3..6 {
        other.enter(Change::new(merge(), edit(number)), Vec::new());
        assert!(other.write());
    }
    let (found, verdict) = Page::open(first.disk.restarted(), Stores::Both, 3);
    assert_eq!((verdict, found.book().records().count()), (Verdict::Whole, 5));
    assert_eq!(found.disk.image().shelf.entries.len(), 0);
}

#[test]
fn a_store_of_a_newer_version_is_not_written_even_by_a_page_that_was_open() {
    for stores in Stores::ALL {
        let (mut page, _) = Page::open(Disk::default(), stores, 1);
        assert!(page.take(&script(1)[0]));
        let newer = Manifest { version: VERSION + 1, ..Manifest::default() }.sealed();
        page.disk.put_in_vault(Table::Meta, MANIFEST, &newer);
        page.disk.put_on_shelf("vital-few/manifest", &newer);
        let before = page.disk.image();
        assert!(!page.take(&script(2)[1]), "{stores:?}");
        assert_eq!(page.disk.image(), before, "{stores:?}");
    }
}

#[test]
fn what_a_tab_of_version_1_still_wrote_is_taken_over() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    let edit = Edit::raw(id(1), Account::KIND, "name", json!("Alfa"));
    page.enter(Change::new(merge(), vec![edit]), Vec::new());
    assert!(page.write());
    let mut book = page.book().clone();
    let edit = Edit::raw(id(1), Account::KIND, "notes", json!("written by the old tab"));
    book.apply(&Change::new(merge(), vec![edit]), crate::book::Stamp { millis: 5_000, ..Default::default() });
    let record = book.record(id(1)).map(|record| serde_json::to_string(record).unwrap_or_default());
    page.disk.put_on_shelf(&format!("{RECORD}{}", id(1)), &record.unwrap_or_default());
    let (found, verdict) = Page::open(page.disk.restarted(), Stores::Both, 2);
    assert_eq!((verdict, found.book()), (Verdict::Whole, &book));
    let (again, verdict) = Page::look(found.disk.restarted(), Stores::Both, 3);
    assert_eq!((verdict, again.book()), (Verdict::Whole, &book));
}

/// Without a vault tabs take turns on the shelf; whoever hears of the others writes a whole book.
#[test]
fn two_tabs_with_a_shelf_alone_are_no_reason_to_doubt() {
    let (first, _) = Page::open(Disk::default(), Stores::ShelfAlone, 1);
    let mut tabs: Vec<Page> =
        (1..=2).map(|actor| Page::open(first.disk.clone(), Stores::ShelfAlone, actor).0).collect();
    for number in 0..30u8 {
        let (writes, hears) = (usize::from(number / 3 % 2), usize::from(number / 3 % 2 == 0));
        let edit = Edit::raw(id(number % 5), Account::KIND, "name", json!(format!("{number}")));
        let entry = tabs[writes].enter(Change::new(merge(), vec![edit]), Vec::new());
        assert!(tabs[writes].write());
        tabs[hears].hear(&entry);
        let (found, verdict) = Page::look(first.disk.restarted(), Stores::ShelfAlone, 9);
        assert_eq!((verdict, found.book()), (Verdict::Whole, tabs[writes].book()), "change {number}");
    }
}

/// Four tabs write at once; each hears of the others late, in any order, or not at all.
#[test]
fn four_tabs_at_once_lose_nothing() {
    const CHANGES: usize = 250;
    for stores in [Stores::Both, Stores::VaultAlone] {
        let (first, _) = Page::open(Disk::default(), stores, 1);
        let disk = first.disk.clone();
        let mut tabs: Vec<Page> = (1..=4).map(|actor| Page::open(disk.clone(), stores, actor).0).collect();
        let mut inboxes: Vec<Vec<Arc<Entry>>> = vec![Vec::new(); tabs.len()];
        let mut mix = 0x9E37_79B9_u64;
        for number in 0..CHANGES * tabs.len() {
            mix = mix.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = number % tabs.len();
            // Half on a record all share, each in a field of its own; half on records of their own.
            let (record, field) =
                if mix >> 33 & 1 == 0 { (0, format!("field {at}")) } else { (at as u8 + 1, "name".into()) };
            let edit = Edit::raw(id(record), Account::KIND, &field, json!(format!("{number}")));
            let entry = tabs[at].enter(Change::new(merge(), vec![edit]), Vec::new());
            assert!(tabs[at].write());
            for (other, inbox) in inboxes.iter_mut().enumerate().filter(|(other, _)| *other != at) {
                inbox.push(entry.clone());
                if mix >> 40 & 7 == other as u64 {
                    inbox.drain(..).rev().for_each(|entry| tabs[other].hear(&entry));
                }
            }
        }
        let (fresh, verdict) = Page::open(disk.restarted(), stores, 9);
        assert_eq!(verdict, Verdict::Whole, "{stores:?}");
        assert_eq!(fresh.disk.image().vault.entries.len(), CHANGES * tabs.len());
        for (tab, inbox) in tabs.iter_mut().zip(inboxes) {
            inbox.iter().for_each(|entry| tab.hear(entry));
            assert_eq!(tab.book(), fresh.book(), "{stores:?}");
            assert_eq!(tab.log().undoable().map(|entry| entry.stamp), fresh.log().undoable().map(|entry| entry.stamp));
        }
    }
}

fn logs() -> impl Strategy<Value = Log> {
    prop::collection::vec((1u64..12, 1u32..4, 0u8..4), 0..8).prop_map(|entries| {
        let mut log = Log::default();
        for (millis, counter, act) in entries {
            // The same stamp is the same entry wherever it is met.
            let stamp = crate::book::Stamp { millis, counter, actor: Actor(act.into()) };
            let of = crate::book::Stamp { millis: millis / 2, counter: 1, actor: Actor(0) };
            let edit = Edit::raw(id(millis as u8), Account::KIND, "name", json!(stamp.to_string()));
            let act = [Act::Do, Act::Undo(of), Act::Redo(of), Act::Do][usize::from(act)];
            let replaces = (act == Act::Do && stamp.actor.0 == 3 && of != stamp).then_some(of);
            let change = Change::new(merge(), vec![edit.clone()]);
            log.insert(Arc::new(Entry { stamp, act, change, inverse: vec![edit], replaces, after: None }));
        }
        log
    })
}

fn joined(a: &Log, b: &Log) -> Log {
    let mut sum = a.clone();
    sum.join(b);
    sum
}

fn book_of(log: &Log) -> Book {
    let mut book = Book::default();
    for entry in log.entries() {
        book.apply(&entry.change, entry.stamp);
    }
    book
}

proptest! {
    #![proptest_config(Config { cases: 10_000, ..Config::default() })]

    #[test]
    fn joining_journals_is_idempotent(a in logs()) {
        prop_assert_eq!(joined(&a, &a), a);
    }

    #[test]
    fn joining_journals_is_commutative(a in logs(), b in logs()) {
        prop_assert_eq!(joined(&a, &b), joined(&b, &a));
    }

    #[test]
    fn joining_journals_is_associative(a in logs(), b in logs(), c in logs()) {
        prop_assert_eq!(joined(&joined(&a, &b), &c), joined(&a, &joined(&b, &c)));
    }

    #[test]
    fn the_order_in_which_entries_are_heard_does_not_matter(log in logs(), from: Index) {
        let mut entries: Vec<_> = log.entries().cloned().collect();
        let first = if entries.is_empty() { 0 } else { from.index(entries.len()) };
        entries.rotate_left(first);
        let mut heard = Log::default();
        entries.into_iter().for_each(|entry| heard.insert(entry));
        prop_assert_eq!(book_of(&heard), book_of(&log));
        prop_assert_eq!(heard.entries().collect::<Vec<_>>(), log.entries().collect::<Vec<_>>());
    }
}

proptest! {
    #![proptest_config(Config { cases: 1_000, ..Config::default() })]

    #[test]
    fn undoing_everything_gives_identical_bytes_and_redoing_too(
        before in prop::collection::vec(edits(), 0..6),
        changes in prop::collection::vec(edits(), 200),
    ) {
        let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
        for edits in before {
            page.enter(Change::new(merge(), edits), Vec::new());
        }
        let mut contents = vec![content(page.book())];
        for edits in changes {
            let steps = page.log().entries().filter(|entry| entry.is_visible()).count();
            page.enter(Change::new(merge(), edits), Vec::new());
            if page.log().entries().filter(|entry| entry.is_visible()).count() > steps {
                contents.push(content(page.book()));
            }
        }
        let steps = contents.len() - 1;
        (0..steps).for_each(|_| page.undo());
        prop_assert_eq!(&content(page.book()), &contents[0]);
        (0..steps / 2).for_each(|_| page.redo());
        prop_assert_eq!(&content(page.book()), &contents[steps / 2]);
        (steps / 2..steps).for_each(|_| page.redo());
        prop_assert_eq!(&content(page.book()), &contents[steps]);
    }
}

#[test]
fn history_tells_from_what_to_what() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    for name in ["E.", "Ernst", "Ernst Handel"] {
        let edit = Edit::raw(id(1), Account::KIND, "name", json!(name));
        page.enter(Change::new(merge(), vec![edit]), Vec::new());
    }
    page.undo();
    let past = page.log().history(id(1));
    let told: Vec<_> = past.iter().map(|past| (past.from.as_str(), past.to.as_str())).collect();
    let (short, long) = (Some("Ernst"), Some("Ernst Handel"));
    assert_eq!(told, [(long, short), (short, long), (Some("E."), short), (None, None)]);
    assert_eq!((past[3].field.as_str(), &past[3].to), (DELETED, &json!(false)), "it came to be");
    assert!(matches!(past[0].act, Act::Undo(_)));
}

#[test]
fn keystrokes_that_replace_each_other_are_one_step() {
    let (mut page, _) = Page::open(Disk::default(), Stores::Both, 1);
    let edit = |text: &str| Edit::raw(id(1), Account::KIND, "name", json!(text));
    page.enter(Change::new(merge(), vec![edit("before")]), Vec::new());
    for text in ["E", "Er", "Ern"] {
        let label = Label::EditAccount { account: text.into() };
        page.enter(Change::new(label, vec![edit(text)]), Vec::new());
        page.write();
    }
    let (mut again, _) = Page::open(page.disk.restarted(), Stores::Both, 2);
    assert_eq!(again.log().entries().count(), 2);
    assert_eq!(again.log().history(id(1))[0].from, json!("before"));
    again.undo();
    assert_eq!(again.book().get::<Account>(id(1)).map(|account| account.name), Some("before".into()));
}

/// Somebody is erased: no store, no undo and no history has a word of them, whatever was written before and however
/// the page is opened again.
#[test]
fn of_who_is_erased_no_store_keeps_a_word() {
    use crate::book::{Erasing, Note, note};
    for stores in Stores::ALL {
        let (mut page, _) = Page::open(Disk::default(), stores, 1);
        let (person, other, text) = (id(50), id(51), id(52));
        let enter = |page: &mut Page, label: Label, edits: Vec<Edit>| {
            page.enter(Change::new(label, edits), Vec::new());
            assert!(page.write());
        };
        let named = |name: &str| Contact { name: name.into(), ..Contact::default() };
        let kind = crate::book::contact::CONTACT.words();
        let add = Label::Add { kind, of: "Ana Novak".into() };
        enter(&mut page, add, named("Ana Novak").create(person));
        enter(&mut page, merge(), named("Bo Li").create(other));
        enter(&mut page, merge(), Note { text: "Ana is ill".into(), ..Note::default() }.create(text));
        enter(&mut page, merge(), vec![note::field::text.set(text, "Ana is well".into())]);
        enter(&mut page, merge(), vec![crate::book::contact::field::phone.set(person, "555-1234".into())]);
        page.undo();
        assert!(page.write());
        page.disk.put_in_vault(Table::Meta, RECOVERY_POINTS, "first,second");
        page.disk.put_in_vault(Table::Meta, "recovery-point/first", &format!("{{\"{person}\":1}}"));
        page.disk.put_in_vault(Table::Meta, "recovery-point/second", "{}");
        let erasing = Erasing::of(page.book(), person);
        assert_eq!(erasing.mentions.len(), 1);
        let change = erasing.change(&[0].into());
        let erased = Erased::of(&change, page.book());
        let forget = |page: &mut Page| {
            let vault = (stores != Stores::ShelfAlone).then_some(&page.disk);
            let shelf = (stores != Stores::VaultAlone).then_some(&page.disk);
            assert_eq!(now(super::forget(vault, shelf, &erased)), Ok(()));
            page.open.forget(&erased);
        };
        forget(&mut page);
        // Whoever is left in between has her still, and the same book.
        let (left, verdict) = Page::look(page.disk.restarted(), stores, 4);
        assert_eq!((left.book(), verdict), (page.book(), Verdict::Whole));
        let entry = page.enter(change, Vec::new());
        assert!(page.write());
        forget(&mut page);
        assert!(entry.inverse.is_empty());
        assert_ne!(page.log().undoable().map(|entry| entry.stamp), Some(entry.stamp), "there is no way back");
        assert!(page.log().undoable().is_some());
        for page in [&page, &Page::open(page.disk.restarted(), stores, 2).0] {
            let texts = page.disk.texts().join("\n");
            let said = format!("{texts}\n{:?}\n{:?}", page.log(), page.book());
            for word in ["Novak", "555-1234", "is ill", "Ana"] {
                assert!(!said.contains(word), "{stores:?}: {word}");
            }
            assert!(said.contains("Bo Li") && page.book().record(person).is_some_and(|of| of.is_erased()));
            if stores != Stores::ShelfAlone {
                assert!(!texts.contains("recovery-point/first") && texts.contains("recovery-point/second"));
            }
            assert_eq!(
                super::open(&now(Image::read(Some(&page.disk), Some(&page.disk), None)).0).verdict,
                Verdict::Whole
            );
        }
        // Everything that can be undone still is.
        while page.open.log().undoable().is_some() {
            page.undo();
            assert!(page.write());
            assert!(!page.book().has::<Contact>(person));
        }
        // Where a merge brings it, the texts that got gaps there have no way back here.
        let (mut bo, _) = Page::open(Disk::default(), stores, 5);
        enter(&mut bo, merge(), named("Ana Novak").create(person));
        enter(&mut bo, merge(), Note { text: "Ana is ill".into(), ..Note::default() }.create(text));
        let edits = [DELETED, crate::book::ERASED].map(|field| Edit::raw(person, Contact::KIND, field, true.into()));
        let edits = edits.into_iter().chain([note::field::text.set(text, "… is ill".into())]);
        let change = Change::new(merge(), edits.collect());
        let erased = Erased::of(&change, bo.book());
        enter(&mut bo, change.label.clone(), change.edits);
        let vault = (stores != Stores::ShelfAlone).then_some(&bo.disk);
        let shelf = (stores != Stores::VaultAlone).then_some(&bo.disk);
        assert_eq!(now(super::forget(vault, shelf, &erased)), Ok(()));
        bo.open.forget(&erased);
        let said = format!("{}\n{:?}", bo.disk.texts().join("\n"), bo.log());
        assert!(!said.contains("Ana") && said.contains("… is ill"), "{stores:?}");
        // Another tab hears of it, and has no way back either.
        let (mut tab, _) = Page::open(Disk::default(), stores, 3);
        tab.enter(Change::new(merge(), named("Ana Novak").create(person)), Vec::new());
        tab.hear(&entry);
        assert!(!format!("{:?}", tab.log()).contains("Novak"));
        tab.undo();
        assert!(!tab.book().has::<Contact>(person));
    }
}
