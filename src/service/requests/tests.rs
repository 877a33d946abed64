//! Requests worked out by hand, Monday to Friday from nine to five, in a zone an hour ahead of UTC.

use super::*;
use crate::book::{Change, Edit, Label, RecordKind, Stamp, request};
use crate::calendar::date;
use crate::working_time::{Span, WorkingCalendar};
use proptest::prelude::*;

const TARGETS: Targets = Targets { answer: 60, resolution: 480 };

fn an_hour_ahead(_: i64) -> i32 {
    60
}

/// In March 2026, whose 27th is a Friday.
fn march(day: i8, hour: i64, minute: i64) -> Instant {
    let midnight = i64::from(date(2026, 3, day).number()) * 1_440;
    Instant::new(midnight + hour * 60 + minute - 60, 60)
}

fn measured(request: &Request, now: Instant) -> Measured {
    let calendar = WorkingCalendar::default();
    let clock = WorkingClock { calendar: &calendar, offset: &an_hour_ahead };
    Measured::of(request, clock, TARGETS, now).expect("it was received")
}

fn asked() -> Request {
    Request { received: Some(march(27, 16, 0)), ..Request::default() }
}

fn answer(request: &Request, now: Instant) -> (i64, bool, bool) {
    let Took { minutes, is_done, is_late } = measured(request, now).answer;
    (minutes, is_done, is_late)
}

fn resolution(request: &Request, now: Instant) -> (i64, bool, bool) {
    let Took { minutes, is_done, is_late } = measured(request, now).resolution;
    (minutes, is_done, is_late)
}

#[test]
fn as_long_as_the_target_is_in_time_and_a_night_has_no_minutes() {
    let answered = |at| Request { answered: Some(at), ..asked() };
    assert_eq!(
        answer(&answered(march(27, 23, 0)), march(31, 9, 0)),
        (60, true, false),
        "after the target, yet in time"
    );
    assert_eq!(answer(&answered(march(30, 9, 0)), march(31, 9, 0)), (60, true, false));
    assert_eq!(answer(&answered(march(30, 9, 1)), march(31, 9, 0)), (61, true, true));
}

#[test]
fn what_is_open_is_late_by_now_and_no_machine_answers() {
    let automatic = Request { automatic: Some(march(27, 16, 1)), ..asked() };
    assert_eq!(answer(&automatic, march(29, 12, 0)), (60, false, false));
    assert_eq!(answer(&automatic, march(30, 10, 0)), (120, false, true));
    assert_eq!(measured(&automatic, march(29, 12, 0)).due, Some(march(27, 17, 0)));
    let later = Request { answered: Some(march(30, 12, 0)), ..asked() };
    assert_eq!(answer(&later, march(30, 10, 0)), (120, false, true), "as of then it wasn't answered");
}

#[test]
fn who_resolves_has_answered() {
    let resolved = Request { resolved: Some(march(27, 16, 30)), ..asked() };
    assert_eq!(answer(&resolved, march(30, 9, 0)), (30, true, false));
    assert_eq!(measured(&resolved, march(30, 9, 0)).due, None);
}

#[test]
fn what_we_wait_for_the_customer_does_not_count_and_never_twice() {
    let span = |from, to| Span { from, to };
    let request = Request {
        answered: Some(march(27, 16, 30)),
        waiting: vec![
            span(march(30, 10, 0), Some(march(30, 14, 0))),
            span(march(30, 12, 0), Some(march(30, 15, 0))),
            // Before it was received nobody waited for an answer to it.
            span(march(26, 9, 0), Some(march(27, 16, 15))),
        ],
        resolved: Some(march(30, 16, 0)),
        ..asked()
    };
    // An hour on Friday and seven on Monday, less a quarter and five hours.
    assert_eq!(resolution(&request, march(31, 9, 0)), (480 - 15 - 300, true, false));
    assert_eq!(answer(&request, march(31, 9, 0)).0, 30, "the answer is not waited for");
    let open = Request { resolved: None, ..request.clone() };
    assert_eq!(resolution(&open, march(30, 13, 0)), (300 - 15 - 180, false, false));
    assert_eq!(measured(&open, march(30, 13, 0)).due, None, "it is the customer's turn");
    // 480 and what was waited, 315: an hour on Friday, eight on Monday, the rest on Tuesday.
    assert_eq!(measured(&open, march(30, 16, 0)).due, Some(march(31, 13, 15)));
}

#[test]
fn what_is_opened_again_was_never_resolved() {
    let resolved = Request { answered: Some(march(27, 16, 30)), resolved: Some(march(27, 17, 0)), ..asked() };
    assert_eq!(resolution(&resolved, march(31, 9, 0)), (60, true, false));
    let reopened = Request { reopened: Some(march(30, 9, 0)), ..resolved };
    assert_eq!(resolution(&reopened, march(31, 9, 0)), (540, false, true), "the time between counts");
    assert_eq!(resolution(&reopened, march(29, 9, 0)), (60, true, false), "as of then it was resolved");
    let again = Request { resolved: Some(march(30, 16, 0)), ..reopened };
    assert_eq!(resolution(&again, march(31, 9, 0)), (480, true, false));
    assert_eq!(answer(&again, march(31, 9, 0)).0, 30);
}

#[test]
fn in_time_is_told_of_those_that_are_done_or_late() {
    let took = |minutes, is_done| Took::of(minutes, is_done, 60);
    let found = Responsiveness::of([took(10, true), took(60, true), took(61, true), took(60, false), took(90, false)]);
    assert_eq!(found.in_time, Share { of: 2, among: 4 });
    assert_eq!((found.done, found.open, found.open_late), (3, 2, 1));
    assert_eq!((found.median, found.ninetieth), (Some(60.0), None));
    let ten = Responsiveness::of((1..=10).map(|minutes| took(minutes, true)));
    assert_eq!((ten.median, ten.ninetieth), (Some(5.5), Some(9)));
    assert_eq!(Responsiveness::of([]).in_time.rate(), None);
}

#[test]
fn requests_are_told_for_each_account_and_colleague_by_the_day_they_came_in() {
    let (account, ana, bo) = (RecordId::well_known(1), RecordId::well_known(2), RecordId::well_known(3));
    let mut book = Book::default();
    let mut edits: Vec<Edit> = Vec::new();
    let all = [(27, vec![ana, bo], 30), (27, vec![ana, ana], 90), (30, vec![bo], 30)];
    for (at, (day, colleagues, minutes)) in (10..).zip(all) {
        let received = march(day, 9, 0);
        let answered = Some(march(day, 9, minutes));
        let request =
            Request { account: Some(account), received: Some(received), answered, colleagues, ..Request::default() };
        edits.extend(request.create(RecordId::well_known(at)));
    }
    edits.push(settings::field::answer_minutes.set(SETTINGS, Some(60)));
    edits.push(request::field::account.set(RecordId::well_known(99), Some(account)));
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    let calendar = WorkingCalendar::default();
    let clock = WorkingClock { calendar: &calendar, offset: &an_hour_ahead };
    let found = |from, to| requests(&book, clock, march(31, 9, 0), (date(2026, 3, from), date(2026, 3, to)));
    assert_eq!(found(27, 30).len(), 3, "one of which nobody knows when it came isn't measured");
    assert_eq!(found(28, 29), []);
    let friday = found(27, 29);
    assert_eq!(by_account(&friday)[&account].in_time, Share { of: 1, among: 2 });
    let colleagues = by_colleague(&friday);
    assert_eq!(colleagues[&ana].in_time, Share { of: 1, among: 2 });
    assert_eq!(colleagues[&bo].in_time, Share { of: 1, among: 1 });
}

/// Minutes from Thursday to the Wednesday after it, by the definition: one by one.
fn counted(from: i64, to: i64, waiting: &[(i64, Option<i64>)]) -> i64 {
    let is_open = |minute: i64| {
        let (day, minute) = ((minute + 60).div_euclid(1_440), (minute + 60).rem_euclid(1_440));
        // 1970-01-01 was a Thursday.
        (day + 3).rem_euclid(7) < 5 && (540..1_020).contains(&minute)
    };
    let waits = |minute: i64| waiting.iter().any(|(from, to)| *from <= minute && to.is_none_or(|to| minute < to));
    (from..to).filter(|minute| is_open(*minute) && !waits(*minute)).count() as i64
}

proptest! {
    #[test]
    fn a_request_takes_what_one_would_count(
        received in 0i64..4_000,
        answered in prop::option::of(0i64..9_000),
        resolved in prop::option::of(0i64..9_000),
        reopened in prop::option::of(0i64..9_000),
        ends in prop::collection::vec((0i64..9_000, prop::option::of(0i64..9_000)), 0..4),
        now in 4_000i64..9_000,
    ) {
        let begin = march(26, 0, 0).utc();
        let at = |minute: i64| Instant::new(begin + minute, 0);
        let request = Request {
            received: Some(at(received)),
            answered: answered.map(at),
            resolved: resolved.map(at),
            reopened: reopened.map(at),
            waiting: ends.iter().map(|(from, to)| Span { from: at(*from), to: to.map(at) }).collect(),
            ..Request::default()
        };
        let found = measured(&request, at(now));
        let known = |minute: Option<i64>| minute.filter(|minute| *minute <= now);
        let (resolved, reopened) = (known(resolved), known(reopened));
        let answer = known(answered).or(resolved);
        let resolution = resolved.filter(|resolved| reopened.is_none_or(|reopened| reopened < *resolved));
        let ends: Vec<_> = ends.iter().map(|(from, to)| (begin + from, to.map(|to| begin + to))).collect();
        let of = |until: Option<i64>, waiting| counted(begin + received, begin + until.unwrap_or(now), waiting);
        prop_assert_eq!((found.answer.minutes, found.answer.is_done), (of(answer, &[]), answer.is_some()));
        prop_assert_eq!(
            (found.resolution.minutes, found.resolution.is_done),
            (of(resolution, &ends), resolution.is_some())
        );
        prop_assert_eq!(found.answer.is_late, found.answer.minutes > i64::from(TARGETS.answer));
        prop_assert!(found.due.is_none_or(|due| due >= at(received)));
    }
}
