//! What was true on the day of a loss stays as it was.

use super::*;
use crate::book::{Edit, Kept, Mark, RecordKind, complaint, interaction, promise};
use crate::calendar::date;
use crate::currency::Currency;
use crate::dossier::testing::{ID, dossier};
use crate::ledger::{Batch, Document, Line, Sales};

const PART: RecordId = RecordId::well_known(10);
const OTHER: RecordId = RecordId::well_known(11);

fn loss() -> Date {
    date(1998, 5, 1)
}

fn last() -> Date {
    date(1997, 10, 30)
}

/// An order of that last day, promised for a week later.
fn ledger(delivered: Option<Date>) -> Ledger {
    let mut sales = Sales::new(Currency::default());
    let promised = Some(last().plus(7));
    sales.documents.push(Document { promised, delivered, ..Document::from("1") });
    sales.documents.push(Document { promised: Some(loss()), delivered: Some(loss()), ..Document::from("2") });
    sales.lines.push(Line { document: Some(0), ..Line::plain(0, last(), 100) });
    sales.lines.push(Line { document: Some(1), ..Line::plain(1, last(), 100) });
    Ledger::of(Currency::default(), [&Batch { accounts: vec![ID, OTHER], sales }])
}

fn found(edits: Vec<Edit>, delivered: Option<Date>) -> Vec<Evidence> {
    let (dossier, ledger) = (dossier(edits), ledger(delivered));
    let faults = Faults::default();
    let seen =
        OnTheDay { dossier: &dossier, ledger: &ledger, faults: &faults, tolerance: 0, day: loss(), last: last() };
    // That nobody was ever spoken to is told in a test of its own.
    seen.evidence(|_| "Bayou".into()).into_iter().filter(|one| *one != Evidence::NoTouch(None)).collect()
}

fn in_time() -> Option<Date> {
    Some(last())
}

fn complaint() -> Vec<Edit> {
    let (day, subject) = (Some(date(1997, 10, 1)), "Broken jars".into());
    Complaint { account: Some(ID), day, subject, ..Complaint::default() }.create(PART)
}

/// What was true on the day of the loss stays as it was, whatever is closed later (L3).
#[test]
fn closing_a_complaint_later_changes_nothing() {
    let open = found(complaint(), in_time());
    assert_eq!(open, [Evidence::OpenComplaints { count: 1, first: "Broken jars".into() }]);
    let closed = |on: Date| {
        let mut edits = complaint();
        edits.extend([
            complaint::field::solved.set(PART, Some(on)),
            complaint::field::cause.set(PART, "A box too thin".into()),
            complaint::field::cause_kind.set(PART, Some(crate::book::CauseKind::Packing)),
            complaint::field::outcome.set(PART, Some(CustomerVerdict::Solved)),
        ]);
        found(edits, in_time())
    };
    assert_eq!(closed(loss().plus(1)), open, "the day after it was open all the same");
    assert_eq!(closed(loss()), [], "by that day it was solved");
}

#[test]
fn an_order_that_came_after_all_was_late_on_that_day() {
    let late = [Evidence::Late(Share { of: 1, among: 1 })];
    assert_eq!(found(Vec::new(), None), late);
    assert_eq!(found(Vec::new(), Some(loss().plus(3))), late, "delivered later, it is no less late");
    assert_eq!(found(Vec::new(), in_time()), []);
}

#[test]
fn a_promise_kept_after_the_loss_was_broken_on_that_day() {
    let promise = |settled: Option<Date>| {
        let due = Some(date(1997, 10, 1));
        let outcome = settled.map(|_| Kept::Kept);
        let made = Promise { account: Some(ID), day: due, due, outcome, settled, ..Promise::default() };
        found(made.create(PART), in_time())
    };
    let broken = [Evidence::Broken(Share { of: 1, among: 1 })];
    assert_eq!(promise(None), broken);
    assert_eq!(promise(Some(loss().plus(1))), broken);
    assert_eq!(promise(Some(date(1997, 10, 1))), []);
}

#[test]
fn a_touch_after_the_loss_came_too_late() {
    let met = |day: Date| {
        let (dossier, ledger) = (
            dossier(vec![
                interaction::field::account.set(PART, Some(ID)),
                interaction::field::day.set(PART, Some(day)),
            ]),
            ledger(in_time()),
        );
        let faults = Faults::default();
        let seen =
            OnTheDay { dossier: &dossier, ledger: &ledger, faults: &faults, tolerance: 0, day: loss(), last: last() };
        seen.evidence(|_| String::new())
    };
    assert_eq!(met(loss().plus(-90)), []);
    assert_eq!(met(loss().plus(-91)), [Evidence::NoTouch(Some(91))]);
    assert_eq!(met(loss().plus(1)), [Evidence::NoTouch(None)]);
}

#[test]
fn what_has_most_evidence_is_suggested_first() {
    let mut edits = complaint();
    edits.extend([
        promise::field::account.set(OTHER, Some(ID)),
        promise::field::day.set(OTHER, Some(date(1997, 9, 1))),
        promise::field::due.set(OTHER, Some(date(1997, 10, 1))),
    ]);
    let (dossier, ledger, faults) = (dossier(edits), ledger(None), Faults::default());
    let seen =
        OnTheDay { dossier: &dossier, ledger: &ledger, faults: &faults, tolerance: 0, day: loss(), last: last() };
    let suggested = seen.suggested(|_| String::new());
    let causes: Vec<_> = suggested.iter().map(|one| (one.cause, one.evidence.len())).collect();
    assert_eq!(causes, [(LossCause::Deadlines, 2), (LossCause::Service, 1), (LossCause::Forgotten, 1)]);
}

#[test]
fn a_bad_mark_is_the_last_one_before_the_loss() {
    let asked = |on: Date, mark| SatisfactionInterview {
        account: Some(ID),
        day: Some(on),
        overall: Mark::new(mark),
        ..SatisfactionInterview::default()
    };
    let both = |first, second, later: Date| {
        let first = asked(date(1997, 8, 1), first).create(PART);
        found([first, asked(later, second).create(OTHER)].concat(), in_time())
    };
    let bad = Evidence::BadMark { mark: 5, on: date(1997, 9, 1) };
    assert_eq!(both(9, 5, date(1997, 9, 1)), [bad]);
    assert_eq!(both(5, 9, date(1997, 9, 1)), []);
    assert_eq!(both(9, 5, loss().plus(1)), [], "they said it after they had left");
}
