//! How long a book of 5,000 accounts and 20,000 records takes to follow a keystroke, natively: `cargo
//! xtask bench`, which asks the browser too.
//!
//! The promise is a frame (16 ms) for a keystroke in a contact's field and 200 ms for a dossier to open, in
//! the browser; what the book and the dossier have in that is here.

use std::sync::Arc;

use vital_few::book::{
    Account, Actor, Book, Change, Contact, Device, Edit, Interaction, Label, RecordId, RecordKind, Seen, Stamp, contact,
};
use vital_few::calendar::Date;
use vital_few::currency::Currency;
use vital_few::dossier::Dossier;
use vital_few::dossier::encounters::encounters;
use vital_few::dossier::group::Group;
use vital_few::dossier::people::People;
use vital_few::dossier::timeline::Timeline;
use vital_few::exchange::book_merge::{BookMerge, Here, MergeMode, MergeSteps};
use vital_few::exchange::json::Export;
use vital_few::journal::{OpenBook, Opened, Verdict};
use vital_few::ledger::Ledger;

const ACCOUNTS: u128 = 5_000;
const RECORDS: u128 = 20_000;
/// The account whose dossier is open.
const OPEN: u128 = 7;

fn main() {
    divan::main();
}

fn id(number: u128) -> RecordId {
    RecordId::well_known(1_000 + number)
}

fn account(number: u128) -> Vec<Edit> {
    let text = |what: &str| format!("{what} {number}");
    let parent = (number.is_multiple_of(10) && number > 0).then(|| id(number / 10));
    Account {
        name: text("Customer"),
        external_id: text("C"),
        address: text("Street"),
        city: text("City"),
        notes: text("What is known of"),
        parent,
        ..Account::default()
    }
    .create(id(number))
}

/// Of three records that belong to an account two are people, and one a meeting.
fn part(number: u128) -> Vec<Edit> {
    let account = Some(id(number % ACCOUNTS));
    if number.is_multiple_of(3) {
        let subject = format!("Meeting {number}");
        return Interaction { account, day: Some(Date::EPOCH.plus(19_782)), subject, ..Interaction::default() }
            .create(id(number));
    }
    let contact = Contact {
        account,
        name: format!("Person {number}"),
        function: format!("Function {}", number % 40),
        phone: format!("555-{number:06}"),
        ..Contact::default()
    };
    contact.create(id(number))
}

fn book() -> Book {
    let mut book = Book::default();
    let edits = (0..ACCOUNTS).flat_map(account).chain((ACCOUNTS..RECORDS).flat_map(part)).collect();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

fn page() -> OpenBook {
    let mut open = OpenBook::default();
    open.opened(Actor(1), Opened { book: book(), verdict: Verdict::Whole, ..Opened::default() }, true, None);
    open
}

/// The change of the keystroke with this number, in the name of a person of the open dossier.
fn keystroke(book: &Book, number: u64) -> Change {
    let person = Dossier::of(book, id(OPEN)).and_then(|dossier| dossier.all::<Contact>().map(|(id, _)| id).next());
    let edit = contact::field::name.set(person.unwrap_or(id(OPEN)), format!("Person {}", number % 1_000));
    Change::new(Label::Edit { kind: contact::CONTACT.words(), of: "Customer".into() }, vec![edit])
}

/// What the pages read of the book after each change: how many accounts there are, the open dossier with its
/// people, history and group, and where competitors are met.
fn follow(book: &Book, ledger: &Ledger) -> usize {
    let dossier = Dossier::of(book, id(OPEN));
    let people = dossier.as_ref().map(|dossier| People::of(dossier, book, Date::EPOCH).here.len());
    let timeline = dossier.as_ref().map(|dossier| Timeline::of(dossier, ledger, |id| book.name(id)).entries().len());
    let group = Group::of(book, id(OPEN)).map(|group| group.members.len());
    let counts = [people, timeline, group, Some(encounters(book).len()), Some(book.account_ids().count())];
    counts.into_iter().flatten().sum()
}

/// A keystroke, and all that follows it.
#[divan::bench]
fn typed(bencher: divan::Bencher<'_, '_>) {
    let (mut open, ledger, mut number) = (page(), Ledger::of(Currency::default(), []), 0);
    bencher.bench_local(|| {
        number += 1;
        open.enter(keystroke(open.book(), number), Vec::new(), 10_000 + number * 100);
        follow(open.book(), &ledger)
    });
}

/// The same while the last one is being written, so that the book is shared and its list is copied.
#[divan::bench]
fn typed_while_writing(bencher: divan::Bencher<'_, '_>) {
    let (mut open, mut number) = (page(), 0);
    bencher.bench_local(|| {
        number += 1;
        let written = Arc::clone(open.book());
        open.enter(keystroke(&written, number), Vec::new(), 10_000 + number * 100)
    });
}

/// The page is opened: all records at once.
#[divan::bench]
fn opened(bencher: divan::Bencher<'_, '_>) {
    let found = Opened { book: book(), verdict: Verdict::Whole, ..Opened::default() };
    bencher
        .with_inputs(|| found.clone())
        .bench_values(|found| OpenBook::default().opened(Actor(1), found, true, None).len());
}

/// A colleague's book of 2,000 accounts and 20,000 records, in which every tenth was edited on one side and every
/// hundredth on both, is compared: all turns of the preview together.
#[divan::bench(max_time = 4)]
fn preview_a_merge_of_20_000_records(bencher: divan::Bencher) {
    let (mut ours, device) = (book(), |number| Actor::of(Device(number), 1));
    let mut theirs = ours.clone();
    let edit = |number: u128, by: &str| contact::field::phone.set(id(number), format!("{by} {number}"));
    let people = || (ACCOUNTS..RECORDS).filter(|number| !number.is_multiple_of(3));
    let edits = people().filter(|number| number.is_multiple_of(10)).map(|number| edit(number, "theirs")).collect();
    theirs.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, counter: 0, actor: device(2) });
    let edits = people().filter(|number| number.is_multiple_of(100)).map(|number| edit(number, "ours")).collect();
    ours.apply(&Change::new(Label::Sample, edits), Stamp { millis: 3, counter: 0, actor: device(1) });
    let seen = Some(Seen::of(&theirs, Device(2)));
    let export = Export { book: theirs, by: Some(Device(2)), seen, ..Export::default() };
    let merge = BookMerge { export, file: "theirs.json".into() };
    let here = Here { book: &ours, sales: &|_| None, device: Device(1), now: 4 };
    bencher.bench_local(|| {
        let mut steps = MergeSteps::default();
        loop {
            if let Some(preview) = steps.step(&merge, &here, &MergeMode::Add.into()) {
                return preview;
            }
        }
    });
}
