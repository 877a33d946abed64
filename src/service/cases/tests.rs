//! What the list of cases must keep.

use super::*;
use crate::book::{CustomerVerdict, Edit, RecordKind, account};
use crate::calendar::date;
use crate::currency::Currency;
use crate::dossier::testing::{ID, book, today};
use crate::ledger::{Batch, Document, Ledger, Line, Sales};
use crate::working_time::{Span, WorkingCalendar};

fn id(number: u128) -> RecordId {
    RecordId::well_known(300 + number)
}

fn at(day: Date, hour: u16) -> Instant {
    Instant::on(Wall::new(day, hour * 60), 0)
}

/// Documents ordered on 1 April with their promised and delivered days; others were delivered.
fn ledger(documents: &[(Date, Option<Date>)]) -> Ledger {
    let mut sales = Sales::new(Currency::default());
    for (at, (promised, delivered)) in (0..).zip(documents) {
        let (promised, delivered) = (Some(*promised), *delivered);
        sales.documents.push(Document { promised, delivered, ..Document::from(at.to_string().as_str()) });
        sales.lines.push(Line { document: Some(at), ..Line::plain(0, date(1998, 4, 1), 100) });
    }
    Ledger::of(Currency::default(), [&Batch { accounts: vec![ID], sales }])
}

/// At noon of the sample's day.
fn found(edits: Vec<Edit>, ledger: &Ledger) -> Vec<Case> {
    let calendar = WorkingCalendar::default();
    let clock = WorkingClock { calendar: &calendar, offset: &|_| 0 };
    cases(&book(edits), Seen { ledger, clock, today: today(), now: at(today(), 12) })
}

fn stands_in(edits: Vec<Edit>) -> (Group, bool, Option<Date>) {
    let found = found(edits, &Ledger::default());
    let case = found.first().expect("one case");
    assert_eq!(found.len(), 1);
    (case.group, case.is_late, case.day)
}

/// Received at nine on the day before.
fn request() -> Request {
    Request { account: Some(ID), received: Some(at(today().plus(-1), 9)), ..Request::default() }
}

fn complaint(due: Option<Date>) -> Complaint {
    Complaint { account: Some(ID), day: Some(date(1998, 4, 1)), due, ..Complaint::default() }
}

#[test]
fn a_request_is_pressing_once_its_target_is_over() {
    let of = |request: Request| stands_in(request.create(id(1)));
    let yesterday = today().plus(-1);
    assert_eq!(of(request()), (Group::Pressing, true, Some(yesterday)), "to be answered by 13:00");
    let today_early = Request { received: Some(at(today(), 10)), ..request() };
    assert_eq!(of(today_early), (Group::Pressing, false, Some(today())), "due on the very day");
    let late = Request { received: Some(at(today(), 11)), ..request() };
    let answered = Request { answered: late.received, ..late };
    assert_eq!(of(answered.clone()), (Group::WithUs, false, Some(date(1998, 5, 13))));
    let wanted = |day| Request { due: Some(day), ..answered.clone() };
    assert_eq!(of(wanted(today())), (Group::Pressing, false, Some(today())));
    assert_eq!(of(wanted(yesterday)), (Group::Pressing, true, Some(yesterday)));
    let waiting = Request { waiting: vec![Span { from: at(today(), 11), to: None }], ..answered.clone() };
    assert_eq!(of(waiting), (Group::WithThem, false, None));
    let resolved = Request { resolved: Some(at(today(), 11)), ..answered };
    assert_eq!(of(resolved), (Group::Closed, false, Some(today())));
    let unknown = Request { received: None, ..request() };
    assert_eq!(of(unknown), (Group::WithUs, false, None), "nothing vanishes for want of a time");
}

#[test]
fn what_is_answered_late_was_late_when_it_is_closed() {
    let (received, noon) = (at(today().plus(-1), 9), at(today(), 10));
    let closed = Request { answered: Some(noon), resolved: Some(noon), received: Some(received), ..request() };
    assert_eq!(stands_in(closed.create(id(1))), (Group::Closed, true, Some(today())));
}

#[test]
fn a_non_conformity_is_pressing_from_its_deadline_on() {
    let of = |due| stands_in(complaint(due).create(id(1)));
    let (tomorrow, yesterday) = (today().plus(1), today().plus(-1));
    assert_eq!(of(None), (Group::WithUs, false, None));
    assert_eq!(of(Some(tomorrow)), (Group::WithUs, false, Some(tomorrow)));
    assert_eq!(of(Some(today())), (Group::Pressing, false, Some(today())));
    assert_eq!(of(Some(yesterday)), (Group::Pressing, true, Some(yesterday)));
    let closed = Complaint { solved: Some(today()), outcome: Some(CustomerVerdict::Solved), ..complaint(None) };
    assert_eq!(stands_in(closed.create(id(1))), (Group::Closed, false, Some(today())));
    let late = Complaint { due: Some(yesterday), ..closed };
    assert_eq!(stands_in(late.create(id(1))), (Group::Closed, true, Some(today())));
}

#[test]
fn of_orders_those_stand_there_that_are_awaited_or_came_late() {
    let (tomorrow, yesterday) = (today().plus(1), today().plus(-1));
    let ledger = ledger(&[
        (date(1998, 4, 20), Some(date(1998, 4, 20))),
        (date(1998, 4, 20), Some(date(1998, 4, 21))),
        (today(), None),
        (tomorrow, None),
        (yesterday, None),
        (today().plus(-366), None),
    ]);
    let told: Vec<_> = found(Vec::new(), &ledger).iter().map(|case| (case.group, case.is_late, case.day)).collect();
    assert_eq!(
        told,
        [
            (Group::Pressing, true, Some(yesterday)),
            (Group::Pressing, false, Some(today())),
            (Group::UnderWay, false, Some(tomorrow)),
            (Group::Closed, true, Some(date(1998, 4, 21))),
        ]
    );
}

#[test]
fn a_case_is_whose_the_record_names_else_of_the_owner() {
    let owner = account::field::owner.set(ID, Some(id(50)));
    let named = Request { colleagues: vec![id(51), id(52)], ..request() };
    let edits = [named.create(id(1)), complaint(None).create(id(2)), vec![owner]].concat();
    let ours: Vec<_> = found(edits, &Ledger::default()).iter().map(|case| (case.record(), case.ours)).collect();
    assert_eq!(ours, [(Some(id(1)), Some(id(51))), (Some(id(2)), Some(id(50)))]);
}

#[test]
fn what_was_closed_last_stands_first_and_what_is_due_first() {
    let closed = |day| Complaint { solved: Some(day), ..complaint(None) };
    let edits = [
        closed(date(1998, 4, 2)).create(id(1)),
        closed(date(1998, 5, 2)).create(id(2)),
        complaint(Some(date(1998, 6, 2))).create(id(3)),
        complaint(Some(date(1998, 5, 20))).create(id(4)),
        complaint(None).create(id(5)),
    ];
    let order: Vec<_> =
        found(edits.concat(), &Ledger::default()).iter().map(|case| case.record().expect("a record")).collect();
    assert_eq!(order, [4, 3, 5, 2, 1].map(id));
}

#[test]
fn a_list_is_narrowed_by_kind_by_lateness_and_to_what_is_open() {
    let remark = Complaint { severity: Some(Severity::Remark), ..complaint(None) };
    let closed = Complaint { solved: Some(today()), ..complaint(None) };
    let edits = [request().create(id(1)), complaint(None).create(id(2)), remark.create(id(3)), closed.create(id(4))];
    let found = found(edits.concat(), &ledger(&[(today().plus(5), None), (today(), Some(today()))]));
    let count = |narrowed: Narrowed| found.iter().filter(|case| narrowed.admits(case)).count();
    let all = Narrowed::default();
    assert_eq!((count(all), count(Narrowed { with_closed: true, ..all })), (4, 5));
    assert_eq!(CaseKind::ALL.map(|kind| count(Narrowed { kind: Some(kind), ..all })), [1, 1, 1, 1]);
    assert_eq!(count(Narrowed { only_late: true, ..all }), 1);
}

#[test]
fn who_is_in_the_archive_is_in_no_list() {
    let archived = account::field::archived_on.set(ID, Some(today()));
    assert_eq!(found([request().create(id(1)), vec![archived]].concat(), &Ledger::default()), []);
}
