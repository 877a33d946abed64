//! Requests against targets in working minutes (R2, C5).

use std::collections::BTreeMap;

use crate::analysis::{Share, median, percentile};
use crate::book::{Book, Colleagues, RecordId, Request, SETTINGS, settings};
use crate::calendar::Date;
use crate::working_time::{Instant, WorkingClock, within};

/// Within how many working minutes we want to answer and to resolve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    pub answer: u32,
    pub resolution: u32,
}

impl Default for Targets {
    /// Half a working day, and five *(our choice)*.
    fn default() -> Self {
        Self { answer: 240, resolution: 5 * 480 }
    }
}

impl Targets {
    /// What the book's settings say.
    pub fn of(book: &Book) -> Self {
        let usual = Self::default();
        Self {
            answer: book.value(SETTINGS, settings::field::answer_minutes).unwrap_or(usual.answer),
            resolution: book.value(SETTINGS, settings::field::resolution_minutes).unwrap_or(usual.resolution),
        }
    }
}

/// How long something took, or has taken so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Took {
    /// Working minutes.
    pub minutes: i64,
    /// Whether it is done, and not still open.
    pub is_done: bool,
    /// Whether that is more than the target.
    pub is_late: bool,
}

impl Took {
    fn of(minutes: i64, is_done: bool, target: u32) -> Self {
        Self { minutes, is_done, is_late: minutes > i64::from(target) }
    }
}

/// One request as it stands at an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The day it was received, by the calendar's clock.
    pub day: Date,
    /// To the first answer.
    pub answer: Took,
    /// To the resolution, without what we waited for the customer.
    pub resolution: Took,
    /// When the next target is over: that of the answer, then that of the resolution. `None` once it is resolved,
    /// while the customer is to speak, and if nobody ever works.
    pub due: Option<Instant>,
}

impl Measured {
    /// A request by what was known at an instant; `None` if it wasn't received by then.
    pub fn of(request: &Request, clock: WorkingClock, targets: Targets, now: Instant) -> Option<Self> {
        let known = |at: &Instant| *at <= now;
        let received = request.received.filter(known)?;
        let reopened = request.reopened.filter(known);
        let known = Request {
            answered: request.answered.filter(known),
            resolved: request.resolved.filter(known),
            waiting: request.waiting.iter().filter(|span| span.from <= now).copied().collect(),
            reopened,
            ..request.clone()
        };
        let (answered, resolved) = (known.first_answer(), known.resolution());
        let answer = clock.minutes(received, answered.unwrap_or(now));
        let until = resolved.unwrap_or(now);
        let waits = within(&known.waiting, received, until);
        let waited: i64 = waits.iter().map(|(from, to)| clock.minutes(*from, *to)).sum();
        let resolution = clock.minutes(received, until) - waited;
        let is_waiting = known.waiting.iter().any(|span| span.to.is_none_or(|to| to > now));
        let due = match (answered, resolved) {
            (None, None) => clock.target(received, targets.answer),
            (Some(_), None) if !is_waiting => {
                clock.target(received, targets.resolution.saturating_add(u32::try_from(waited).unwrap_or(u32::MAX)))
            }
            _ => None,
        };
        Some(Self {
            day: clock.wall(received).day(),
            answer: Took::of(answer, answered.is_some(), targets.answer),
            resolution: Took::of(resolution, resolved.is_some(), targets.resolution),
            due,
        })
    }
}

/// What there is to say of how long many took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Responsiveness {
    /// Done in time, among those that are done, or late and still open.
    pub in_time: Share,
    /// How many are done.
    pub done: usize,
    /// How many are open, late or not.
    pub open: usize,
    /// How many of these are late.
    pub open_late: usize,
    /// Of those that are done, in working minutes.
    pub median: Option<f64>,
    /// Of ten that are done or more, in working minutes.
    pub ninetieth: Option<i64>,
}

/// Of fewer a ninetieth percentile says nothing.
const ENOUGH: usize = 10;

impl Responsiveness {
    pub fn of(all: impl IntoIterator<Item = Took>) -> Self {
        let (done, open): (Vec<Took>, Vec<Took>) = all.into_iter().partition(|took| took.is_done);
        let minutes: Vec<i64> = done.iter().map(|took| took.minutes).collect();
        let open_late = open.iter().filter(|took| took.is_late).count();
        let in_time = done.iter().filter(|took| !took.is_late).count();
        Self {
            in_time: Share { of: in_time, among: done.len() + open_late },
            done: done.len(),
            open: open.len(),
            open_late,
            median: median(&minutes.iter().map(|minutes| *minutes as f64).collect::<Vec<_>>()),
            ninetieth: percentile(&minutes, 90).filter(|_| minutes.len() >= ENOUGH),
        }
    }
}

/// A request of an account, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub id: RecordId,
    pub account: Option<RecordId>,
    /// Who of ours answers, each once.
    pub colleagues: Vec<RecordId>,
    pub measured: Measured,
}

/// Every request of the book that was received on the days from `from` to `to`, in id order.
pub fn requests(book: &Book, clock: WorkingClock, now: Instant, (from, to): (Date, Date)) -> Vec<Asked> {
    let (targets, colleagues) = (Targets::of(book), Colleagues::of(book));
    let found = book.all::<Request>().filter_map(|(id, request)| {
        let measured = Measured::of(&request, clock, targets, now)?;
        let mut ours: Vec<RecordId> = request.colleagues.iter().map(|id| colleagues.counts_for(*id)).collect();
        ours.sort_unstable();
        ours.dedup();
        let account = request.account.map(|account| book.merged().of_account(account));
        Some(Asked { id, account, colleagues: ours, measured })
    });
    found.filter(|asked| (from..=to).contains(&asked.measured.day)).collect()
}

/// How soon each account is answered.
pub fn by_account(requests: &[Asked]) -> BTreeMap<RecordId, Responsiveness> {
    grouped(requests, |asked| asked.account.into_iter().collect())
}

/// How soon each of ours answers; a request of two counts for both.
pub fn by_colleague(requests: &[Asked]) -> BTreeMap<RecordId, Responsiveness> {
    grouped(requests, |asked| asked.colleagues.clone())
}

fn grouped(requests: &[Asked], of: impl Fn(&Asked) -> Vec<RecordId>) -> BTreeMap<RecordId, Responsiveness> {
    let mut groups: BTreeMap<RecordId, Vec<Took>> = BTreeMap::new();
    for asked in requests {
        of(asked).into_iter().for_each(|id| groups.entry(id).or_default().push(asked.measured.answer));
    }
    groups.into_iter().map(|(id, took)| (id, Responsiveness::of(took))).collect()
}

#[cfg(test)]
mod tests;
