//! Each thing that is said, and that nothing is said where there is nothing.

use super::*;
use crate::book::{Book, Edit, RecordKind, contact};
use crate::currency::Currency;
use crate::dossier::testing::{ID, book, today};
use crate::ledger::{Batch, Document, Line, Sales};

const PART: RecordId = RecordId::well_known(0x51);
const OTHER: RecordId = RecordId::well_known(0x52);
const MET: RecordId = RecordId::well_known(0x53);

/// The last touch: four weeks before the day it is seen on.
fn touch() -> Date {
    today().plus(-28)
}

fn met(day: Date, not_reached: bool, id: RecordId) -> Vec<Edit> {
    Interaction { account: Some(ID), day: Some(day), not_reached, ..Interaction::default() }.create(id)
}

fn asked() -> Asked {
    Asked { today: today(), ordered: (None, None), tolerance: 0 }
}

fn seen(book: &Book, sales: Sales) -> Option<SinceTouch> {
    let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![ID], sales }]);
    SinceTouch::of(&Dossier::of(book, ID)?, &ledger, asked())
}

/// With a touch, and what else is known.
fn of(edits: Vec<Edit>) -> SinceTouch {
    seen(&book([met(touch(), false, MET), edits].concat()), Sales::default()).expect("they were spoken to")
}

/// Of sales of one group each, by days before the day it is seen on.
fn sold(sales: &[(u32, i32)]) -> SinceTouch {
    let line =
        |(group, before): &(u32, i32)| Line { group: Some(*group), ..Line::plain(0, today().plus(-before), 100) };
    let mut lines: Vec<Line> = sales.iter().map(line).collect();
    lines.sort_by_key(|line| line.day);
    let groups = vec!["Tea".into(), "Rice".into()];
    let sales = Sales { lines, groups, ..Sales::new(Currency::default()) };
    seen(&book(met(touch(), false, MET)), sales).expect("they were spoken to")
}

#[test]
fn it_begins_after_the_latest_touch_and_without_one_there_is_nothing() {
    assert_eq!(seen(&book(vec![]), Sales::default()), None);
    assert_eq!(seen(&book(met(touch(), true, MET)), Sales::default()), None, "nobody was reached");
    assert_eq!(seen(&book(met(today().plus(1), false, MET)), Sales::default()), None, "it lies ahead");
    let found = of(met(touch().plus(-9), false, PART));
    assert_eq!((found.touch, found.days, found.is_empty()), (touch(), 28, true), "nothing came about");
}

#[test]
fn orders_are_told_beside_their_rhythm() {
    // Every ten days until the touch: 58, 48, 38 and 28 days ago.
    let before = [(0, 58), (0, 48), (0, 38), (0, 28)];
    let orders = |since: &[(u32, i32)]| sold(&[before.as_slice(), since].concat()).orders;
    assert_eq!(orders(&[(0, 14), (0, 0)]), Some(OrdersSince { count: 2, amount: 200, usual: Some(3) }));
    assert_eq!(orders(&[]), Some(OrdersSince { count: 0, amount: 0, usual: Some(3) }), "28 days over 10 is 2.8");
    assert_eq!(sold(&[(0, 100), (0, 90)]).orders, None, "no rhythm, and nothing was ordered");
    let two = sold(&[(0, 100), (0, 90), (0, 3)]).orders;
    assert_eq!(two, Some(OrdersSince { count: 1, amount: 100, usual: None }));
    assert_eq!(sold(&[(0, 1_000), (0, 700), (0, 400)]).orders, None, "by such a rhythm none was due");
}

#[test]
fn an_order_is_late_since_the_day_it_became_so() {
    let late = |promised: Date, delivered: Option<Date>| {
        let document = Document { promised: Some(promised), delivered, ..Document::from("11008") };
        // Of a file that tells no delivery at all nothing is late.
        let other = Document { delivered: Some(today()), ..Document::from("1") };
        let line = |document| Line { document: Some(document), ..Line::plain(0, touch().plus(-9), 100) };
        let sales = Sales { documents: vec![document, other], lines: vec![line(0), line(1)], ..Sales::default() };
        seen(&book(met(touch(), false, MET)), sales).map(|found| found.late).unwrap_or_default()
    };
    assert_eq!(late(touch(), None), ["11008"]);
    assert_eq!(late(touch(), Some(touch().plus(1))), ["11008"]);
    assert_eq!(late(touch(), Some(touch())), [""; 0], "on time");
    assert_eq!(late(touch().plus(-1), None), [""; 0], "it was late already when they were spoken to");
    assert_eq!(late(today().plus(-1), None), ["11008"]);
    assert_eq!(late(today(), None), [""; 0], "there is still time");
}

#[test]
fn complaints_are_told_when_they_come_and_when_they_are_solved() {
    let complaint = |day: Date, solved: Option<Date>| {
        let complaint =
            Complaint { account: Some(ID), day: Some(day), subject: "warm".into(), solved, ..Complaint::default() };
        let found = of(complaint.create(PART));
        (found.complaints_opened.len(), found.complaints_closed.len())
    };
    assert_eq!(complaint(touch().plus(1), None), (1, 0));
    assert_eq!(complaint(touch(), None), (0, 0), "it was spoken of that day");
    assert_eq!(complaint(touch(), Some(today())), (0, 1));
    assert_eq!(complaint(touch().plus(1), Some(today())), (1, 1));
    assert_eq!(complaint(today().plus(1), None), (0, 0));
}

#[test]
fn promises_whose_day_has_come_are_told_ours_first() {
    let promise = |due: Date, by, outcome, settled| Promise {
        account: Some(ID),
        what: "samples".into(),
        due: Some(due),
        by,
        outcome,
        settled,
        ..Promise::default()
    };
    let told = |promise: Promise| of(promise.create(PART)).promises.first().map(|found| (found.is_ours, found.outcome));
    assert_eq!(told(promise(today(), None, None, None)), Some((true, None)));
    assert_eq!(told(promise(today(), None, Some(Kept::Kept), Some(today()))), Some((true, Some(Kept::Kept))));
    assert_eq!(told(promise(today(), None, Some(Kept::Kept), Some(today().plus(1)))), Some((true, None)));
    assert_eq!(told(promise(today(), None, Some(Kept::Released), None)), None);
    assert_eq!(told(promise(touch(), None, None, None)), None);
    assert_eq!(told(promise(today().plus(1), None, None, None)), None);
    let theirs = promise(touch().plus(1), Some(crate::book::Side::Them), None, None).create(PART);
    let both = of([theirs, promise(today(), None, None, None).create(OTHER)].concat()).promises;
    assert_eq!(both.iter().map(|found| found.is_ours).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn people_who_came_and_went_are_named() {
    let person = Contact { account: Some(ID), name: "Ada".into(), ..Contact::default() };
    let mut then = book(met(touch(), false, MET));
    let millis = |day: Date| u64::try_from(day.number()).unwrap_or_default() * 86_400_000;
    let change = crate::book::Change::new(crate::book::Label::Sample, person.create(PART));
    then.apply(&change, crate::book::Stamp { millis: millis(today()), ..Default::default() });
    let found = seen(&then, Sales::default()).expect("they were spoken to");
    assert_eq!(found.came, [NamedRecord { id: PART, name: "Ada".into() }]);
    // A name that was put right later makes nobody new.
    let mut known = book([met(touch(), false, MET), person.create(PART)].concat());
    let change =
        crate::book::Change::new(crate::book::Label::Sample, vec![contact::field::name.set(PART, "Ada L.".into())]);
    known.apply(&change, crate::book::Stamp { millis: millis(today()), ..Default::default() });
    assert_eq!(seen(&known, Sales::default()).map(|found| found.came), Some(vec![]));
    let left = |day| of([person.create(PART), vec![contact::field::left.set(PART, Some(day))]].concat()).left.len();
    assert_eq!([touch(), touch().plus(1), today(), today().plus(1)].map(left), [0, 1, 1, 0]);
}

#[test]
fn a_group_that_is_no_longer_bought_is_told_while_the_account_buys_on() {
    // Rice every week, tea every five days until 25 days ago: above 15 days it is silent, since 9 days ago.
    let rice: Vec<(u32, i32)> = (0..12).map(|week| (1, week * 7)).collect();
    let tea = |last: i32| (0..5).map(|at| (0, last + at * 5)).collect::<Vec<_>>();
    let groups = |tea: &[(u32, i32)]| sold(&[rice.as_slice(), tea].concat()).groups;
    assert_eq!(groups(&tea(25)), [0]);
    assert_eq!(groups(&tea(16)), [0], "since today");
    assert_eq!(groups(&tea(15)), [0; 0]);
    assert_eq!(groups(&tea(43)), [0], "since the day after the touch");
    assert_eq!(groups(&tea(44)), [0; 0], "it was so already");
    assert_eq!(groups(&tea(25)[..2]), [0; 0], "of two days there is no rhythm");
    // Nothing at all is bought: that is told elsewhere.
    assert_eq!(sold(&tea(25)).groups, [0; 0]);
}
