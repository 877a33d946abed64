//! The words of a case: where it stands, how long it took, and until when it is due.

use super::Shown;
use crate::analysis::Share;
use crate::book::kind::Tone;
use crate::book::{Complaint, Request};
use crate::calendar::Date;
use crate::service::cases::{About, Case, Group};
use crate::service::non_conformities::Standing;
use crate::service::on_time::Followed;
use crate::service::requests::{Measured, Targets, Took};
use crate::text::Key;
use crate::ui::words::{Words, isolated};
use crate::working_time::Instant;

/// "4 h 10", "35 min": working time.
pub fn time(words: Words, minutes: i64) -> String {
    let (hours, minutes) = (minutes.max(0) / 60, minutes.max(0) % 60);
    let number = |number: i64| words.number(usize::try_from(number).unwrap_or_default());
    match (hours, minutes) {
        (0, minutes) => words.fill(Key::ServiceMinutes, &[("n", &number(minutes))]),
        (hours, 0) => words.fill(Key::ServiceHours, &[("h", &number(hours))]),
        (hours, minutes) => words.fill(Key::ServiceHoursMinutes, &[("h", &number(hours)), ("m", &number(minutes))]),
    }
}

/// "95.4 %", of few "7 of 9"; `None` of nothing (C0).
pub fn share(words: Words, share: Share) -> Option<String> {
    let rate = share.rate()?;
    Some(if share.is_few() { of(words, Key::ServiceOf, share) } else { words.percent(rate) })
}

/// "7 of 9"
pub fn of(words: Words, key: Key, share: Share) -> String {
    words.fill(key, &[("n", &words.number(share.of)), ("all", &words.number(share.among))])
}

/// What it is called: the subject, or the order.
pub fn title(words: Words, case: &Case) -> String {
    let subject =
        |text: &str| if text.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { text.to_owned() };
    match &case.about {
        About::Request { request, .. } => subject(&request.subject),
        About::NonConformity { complaint, .. } => subject(&complaint.subject),
        About::Order(order) => words.fill(Key::ServiceOrder, &[("number", &isolated(&order.number))]),
    }
}

/// Since when: "request · received 5 May 1998, 15:10".
pub fn since(words: Words, shown: Shown, case: &Case) -> String {
    let day = |key: Key, day: Option<Date>| day.map(|day| words.fill(key, &[("day", &words.day(day))]));
    let (what, since) = match &case.about {
        About::Request { request, .. } => {
            let received = request.received.map(|at| minute(words, shown, at));
            let received = received.map(|at| words.fill(Key::ServiceReceived, &[("minute", &at)]));
            (words.text(Key::PieceRequest), received)
        }
        About::NonConformity { complaint, .. } => {
            (words.text(complaint.severity().name()), day(Key::ServiceSince, complaint.day))
        }
        About::Order(order) => return day(Key::ServiceOrdered, Some(order.ordered)).unwrap_or_default(),
    };
    let what = crate::text::within_sentence(what);
    std::iter::once(what).chain(since).collect::<Vec<_>>().join(" · ")
}

fn minute(words: Words, shown: Shown, at: Instant) -> String {
    words.wall(shown.wall(at))
}

/// How far it has come: the steps that are done, of all, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    pub steps: usize,
    pub done: usize,
    /// Whether the next step is the customer's.
    pub waits: bool,
    pub says: String,
}

pub fn track(words: Words, shown: Shown, case: &Case) -> Track {
    match &case.about {
        About::Request { request, measured, .. } => of_request(words, shown, request, measured.as_ref()),
        About::NonConformity { complaint, standing, .. } => of_complaint(words, complaint, *standing),
        About::Order(order) => of_order(words, case, order),
    }
}

fn of_request(words: Words, shown: Shown, request: &Request, measured: Option<&Measured>) -> Track {
    let after = |key: Key| {
        let minutes = measured.map_or(0, |measured| measured.answer.minutes);
        words.fill(key, &[("time", &time(words, minutes))])
    };
    let waiting = request.waiting.iter().rev().find(|span| span.to.is_none());
    let (done, says) = if request.resolution().is_some() {
        (3, after(Key::ServiceSaysResolved))
    } else if let Some(span) = waiting {
        let since = minute(words, shown, span.from);
        (if request.answered.is_some() { 2 } else { 1 }, words.fill(Key::ServiceSaysWaiting, &[("minute", &since)]))
    } else if request.first_answer().is_some() {
        (2, after(Key::ServiceSaysAnswered))
    } else if measured.is_none() {
        (0, words.text(Key::ServiceSaysNoTime).into())
    } else {
        (1, words.text(Key::ServiceSaysReceived).into())
    };
    Track { steps: 3, done, waits: request.is_waiting(), says }
}

fn of_complaint(words: Words, complaint: &Complaint, standing: Standing) -> Track {
    let is_said = |text: &str| !text.trim().is_empty();
    let [contained, measured] = [&complaint.containment, &complaint.measures].map(|text| is_said(text));
    let caused = is_said(&complaint.cause) || complaint.cause_kind.is_some();
    let verdict = complaint.outcome.map(|verdict| words.text(verdict.name()));
    let steps = [contained, caused, measured, verdict.is_some(), matches!(standing, Standing::Closed(_))];
    let with = |key: Key, name: &str, value: &str| words.fill(key, &[(name, value)]);
    let says = match (standing, verdict) {
        (Standing::Closed(_), Some(verdict)) => with(Key::ServiceSaysClosed, "verdict", verdict),
        (Standing::Closed(_), None) => words.text(Key::ServiceSaysShut).into(),
        (_, Some(verdict)) if caused => with(Key::ServiceSaysVerdict, "verdict", verdict),
        _ if caused && measured => words.text(Key::ServiceSaysMeasure).into(),
        _ if caused => match complaint.cause_kind {
            Some(cause) => with(Key::ServiceSaysCause, "cause", words.text(cause.name())),
            None => words.text(Key::ServiceSaysNamed).into(),
        },
        _ if contained => words.text(Key::ServiceSaysContained).into(),
        _ => words.text(Key::ServiceSaysNew).into(),
    };
    Track { steps: steps.len(), done: steps.into_iter().filter(|step| *step).count(), waits: false, says }
}

fn of_order(words: Words, case: &Case, order: &Followed) -> Track {
    let says = match (order.delivered, case.group) {
        (Some(day), _) => words.fill(Key::ServiceSaysCame, &[("day", &words.day(day))]),
        (None, Group::UnderWay) => words.text(Key::ServiceSaysUnderWay).into(),
        (None, _) if case.is_late => words.text(Key::ServiceSaysNotThere).into(),
        (None, _) => words.text(Key::ServiceSaysToday).into(),
    };
    Track { steps: 3, done: if order.delivered.is_some() { 3 } else { 1 }, waits: false, says }
}

/// How long, or until when: a large word, what it is measured by, and how that is to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    pub large: String,
    pub small: String,
    pub mark: Option<(Tone, String)>,
}

pub fn clock(words: Words, case: &Case, targets: Targets, today: Date) -> Clock {
    match &case.about {
        About::Request { request, .. } => of_took(words, case, request, targets),
        About::NonConformity { complaint, standing, .. } => of_deadline(words, case, complaint, *standing, today),
        About::Order(order) => of_promise(words, case, order, today),
    }
}

fn of_took(words: Words, case: &Case, request: &Request, targets: Targets) -> Clock {
    let wanted = request.due.map(|day| words.fill(Key::ServiceWanted, &[("day", &words.day(day))]));
    let Some(took) = case.took() else {
        return Clock { large: "–".into(), small: wanted.unwrap_or_default(), mark: None };
    };
    let is_answer = matches!(&case.about, About::Request { measured: Some(found), .. } if !found.answer.is_done);
    let (target, key) = match (is_answer, request.is_waiting()) {
        (true, _) => (targets.answer, Key::ServiceToAnswer),
        (false, true) => (targets.resolution, Key::ServiceStands),
        (false, false) => (targets.resolution, Key::ServiceToResolve),
    };
    let of_target = words.fill(key, &[("target", &time(words, target.into()))]);
    let is_open = case.group != Group::Closed;
    let small = [Some(of_target), wanted.filter(|_| is_open)].into_iter().flatten().collect::<Vec<_>>().join("; ");
    Clock { large: time(words, took.minutes), small, mark: mark_of(words, case, took, target.into()) }
}

fn mark_of(words: Words, case: &Case, took: Took, target: i64) -> Option<(Tone, String)> {
    if took.is_late {
        let over = time(words, took.minutes - target);
        return Some((Tone::Bad, words.fill(Key::ServiceOver, &[("time", &over)])));
    }
    match (case.is_late, case.group) {
        // Its answer was late, or the customer's day has passed.
        (true, _) => Some((Tone::Bad, words.text(Key::ServiceLateMark).into())),
        (false, Group::Closed) => Some((Tone::Good, words.text(Key::ServiceInTime).into())),
        _ => None,
    }
}

fn of_deadline(words: Words, case: &Case, complaint: &Complaint, standing: Standing, today: Date) -> Clock {
    let deadline = complaint.due.map(|day| words.fill(Key::ServiceDeadline, &[("day", &words.day(day))]));
    let mark = late_or_in_time(words, case, complaint.due.is_some());
    if let Standing::Closed(on) = standing {
        let took = complaint.day.map(|day| words.days(f64::from(on.since(day))));
        let small = deadline.unwrap_or_else(|| words.text(Key::ServiceTook).into());
        return Clock { large: took.unwrap_or_else(|| words.day(on)), small, mark };
    }
    let Some(due) = complaint.due else {
        return Clock { large: words.text(Key::ServiceNoDeadline).into(), small: String::new(), mark: None };
    };
    Clock { large: until(words, due, today), small: deadline.unwrap_or_default(), mark }
}

fn of_promise(words: Words, case: &Case, order: &Followed, today: Date) -> Clock {
    let small = words.fill(Key::ServicePromised, &[("day", &words.day(order.promised))]);
    let large = match order.delivered {
        Some(day) => late_days(words, day.since(order.promised)),
        None => until(words, order.promised, today),
    };
    Clock { large, small, mark: late_or_in_time(words, case, true).filter(|(tone, _)| *tone == Tone::Bad) }
}

fn late_or_in_time(words: Words, case: &Case, has_deadline: bool) -> Option<(Tone, String)> {
    match (case.is_late, case.group) {
        (true, _) => Some((Tone::Bad, words.text(Key::ServiceLateMark).into())),
        (false, Group::Closed) if has_deadline => Some((Tone::Good, words.text(Key::ServiceInTime).into())),
        _ => None,
    }
}

/// "today", "in 9 days", "2 days late"
fn until(words: Words, day: Date, today: Date) -> String {
    match day.since(today) {
        0 => words.text(Key::DueToday).into(),
        left @ 1.. => words.count(Key::DueInDays, usize::try_from(left).unwrap_or_default()),
        left => late_days(words, -left),
    }
}

/// "2 days late"
fn late_days(words: Words, days: i32) -> String {
    words.count(Key::DueLateDays, usize::try_from(days).unwrap_or_default())
}
