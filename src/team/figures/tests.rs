//! Two years of one of ours, against what was written down.

use super::*;
use crate::book::{Account, Change, Colleague, Edit, Kept, Label, PlannedStep, Request, Stamp};
use crate::calendar::date;
use crate::currency::Currency;
use crate::ledger::{Batch, Document, Line, Sales};
use crate::working_time::WorkingCalendar;

const ANA: RecordId = RecordId::well_known(0x101);
const BO: RecordId = RecordId::well_known(0x102);
const ALFA: RecordId = RecordId::well_known(0x201);
const BETA: RecordId = RecordId::well_known(0x202);

fn today() -> Date {
    date(1998, 5, 6)
}

fn book(more: Vec<Edit>) -> Book {
    let mut edits = Vec::new();
    for (id, name) in [(ANA, "Ana"), (BO, "Bo")] {
        edits.extend(Colleague { name: name.into(), ..Colleague::default() }.create(id));
    }
    for (id, name) in [(ALFA, "Alfa"), (BETA, "Beta")] {
        edits.extend(Account { name: name.into(), owner: Some(ANA), ..Account::default() }.create(id));
    }
    edits.extend(more);
    let mut book = Book::default();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

/// Alfa grew; Beta bought monthly until the summer of 1997.
fn ledger() -> Ledger {
    let mut lines = vec![Line::plain(0, date(1998, 5, 6), 300), Line::plain(0, date(1997, 5, 6), 100)];
    lines.extend((1..=7).map(|month| Line::plain(1, date(1997, month, 1), 10)));
    lines.push(Line { document: Some(0), ..Line::plain(0, date(1998, 2, 1), 50) });
    let sales = Sales {
        people: vec!["Ana".into()],
        documents: vec![Document { person: Some(0), ..Document::from("1") }],
        lines,
        ..Sales::new(Currency::default())
    };
    Ledger::of(Currency::default(), [&Batch { accounts: vec![ALFA, BETA], sales }])
}

fn of(book: &Book) -> ColleagueFigures {
    let (calendar, ledger) = (WorkingCalendar::default(), ledger());
    let clock = WorkingClock { calendar: &calendar, offset: &|_| 0 };
    let now = Instant::on(Wall::new(today(), 720), 0);
    figures(Sources { book, ledger: &ledger, clock, today: today(), now }, ANA, &[ALFA, BETA])
}

#[test]
fn what_their_accounts_brought_and_which_were_lost() {
    let found = of(&book(vec![]));
    assert_eq!((found.accounts, found.now.value, found.before.value), (2, 350 + 20, 100 + 50));
    assert_eq!((found.now.buying, found.before.buying), (2, 2));
    assert!(found.growth().is_some_and(|growth| (growth - 220.0 / 150.0).abs() < 1e-9));
    assert_eq!(found.now.losses, Share { of: 1, among: 2 }, "Beta, of two that had bought");
    assert_eq!(found.before.losses, Share { of: 0, among: 0 });
    assert_eq!(found.coverage, Share { of: 0, among: 2 });
    let (book, ledger) = (book(vec![]), ledger());
    assert_eq!(windows(today()).map(|window| orders_taken(&book, &ledger, ANA, window)), [1, 0]);
    assert_eq!(orders_taken(&book, &ledger, BO, windows(today())[0]), 0);
}

#[test]
fn promises_and_plans_are_theirs_by_name_or_by_account() {
    let promise = |at: u128, due, outcome, colleagues: Vec<RecordId>| {
        let promise = Promise {
            account: Some(ALFA),
            due: Some(due),
            settled: Some(due),
            outcome: Some(outcome),
            colleagues,
            ..Promise::default()
        };
        promise.create(RecordId::well_known(0x300 + at))
    };
    let step = |at: u128, due: Date, done: Option<Date>, colleagues: Vec<RecordId>| {
        let step = PlannedStep { account: Some(BETA), due: Some(due), done, colleagues, ..PlannedStep::default() };
        step.create(RecordId::well_known(0x400 + at))
    };
    let (this, last) = (date(1998, 2, 1), date(1997, 2, 1));
    let edits = [
        promise(1, this, Kept::Kept, vec![ANA]),
        promise(2, this, Kept::Broken, vec![]),
        promise(3, this, Kept::Broken, vec![BO]),
        promise(4, last, Kept::Kept, vec![]),
        step(1, this, Some(this), vec![]),
        step(2, this, Some(this.plus(1)), vec![ANA]),
        step(3, this, None, vec![]),
        step(4, this, None, vec![BO]),
        step(5, today(), None, vec![]),
        step(6, last, Some(last), vec![]),
    ];
    let found = of(&book(edits.concat()));
    assert_eq!((found.now.promises, found.before.promises), (Share { of: 1, among: 2 }, Share { of: 1, among: 1 }));
    assert_eq!(found.now.plans, Share { of: 1, among: 3 }, "late is late, open counts once its day is over");
    assert_eq!(found.before.plans, Share { of: 1, among: 1 });
}

#[test]
fn requests_count_for_whom_they_name_in_the_year_they_came() {
    let at = |day: Date, minute| Some(Instant::on(Wall::new(day, minute), 0));
    let request = |id: u128, day: Date, ours| {
        let request = Request {
            account: Some(ALFA),
            received: at(day, 600),
            answered: at(day, 660),
            colleagues: vec![ours],
            ..Request::default()
        };
        request.create(RecordId::well_known(0x500 + id))
    };
    let (this, last) = (date(1998, 2, 2), date(1997, 2, 3));
    let found = of(&book([request(1, this, ANA), request(2, this, BO), request(3, last, ANA)].concat()));
    assert_eq!((found.now.answers.done, found.before.answers.done), (1, 1));
    assert_eq!(found.now.answers.in_time, Share { of: 1, among: 1 });
}
