//! The business review: what we did for a customer in a period, to be shown to them (D8, R2, R3, R5, R8).
//!
//! **Invariant:** all that people wrote down is read from what the hand-over lets out to the customer
//! ([`Audience::Customer`]), so a field they may not see can't get in here. The rest is what they ordered.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::on_time::{Asked, Faults, Followed, OnTime, Punctuality, followed};
use super::promises::{Keeping, counted, kept};
use super::requests::{Measured, Responsiveness, Targets};
use crate::analysis::{Period, PeriodUnit, Share, median, within};
use crate::book::kind::Audience;
use crate::book::{Account, Answer, Book, Complaint, Offer, Promise, RecordId, Request};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::dossier::handover::Handover;
use crate::ledger::{Ledger, orders};
use crate::working_time::{Instant, WorkingClock};

/// Over which days it looks back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// The last calendar quarter that is over.
    Quarter,
    /// The last calendar half-year that is over.
    Half,
    /// A year up to today.
    #[default]
    Year,
    /// First and last day, as a person chose them.
    Own(Date, Date),
}

impl Span {
    /// Its first and last day, as seen on a day; never after that, and never the wrong way round.
    pub fn days(self, today: Date) -> (Date, Date) {
        let over = |unit: PeriodUnit| {
            let period = unit.of(unit.of(today).first_day().plus(-1));
            (period.first_day(), period.last_day())
        };
        match self {
            Self::Quarter => over(PeriodUnit::Quarter),
            Self::Half => over(PeriodUnit::Half),
            Self::Year => (today.a_year_before().plus(1), today),
            Self::Own(from, to) => {
                let (from, to) = (from.min(to), from.max(to).min(today));
                (from.min(to), to)
            }
        }
    }
}

/// What it is made of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub book: &'a Book,
    pub dossier: &'a Dossier,
    pub ledger: &'a Ledger,
    pub clock: WorkingClock<'a>,
    /// The day the book is read on, and the minute of it.
    pub today: Date,
    pub now: Instant,
}

/// Orders of a calendar period, as far as it lies in the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfPeriod {
    pub period: Period,
    /// Whether all of its days are in the span.
    pub is_whole: bool,
    pub orders: usize,
    /// In minor units.
    pub value: i128,
}

/// A promise of ours that was due in the span, or settled without a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Promised {
    pub promise: Promise,
    pub due: Date,
    pub is_kept: bool,
}

/// Something that is to come.
#[derive(Clone, Debug, PartialEq)]
pub enum Agreed {
    /// We promised it.
    Ours(Promise),
    /// They did.
    Theirs(Promise),
    /// They asked for it.
    Asked(Request),
    /// It is on offer.
    Offered(Offer),
}

impl Agreed {
    /// Until when; `None`: nobody said.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Ours(promise) | Self::Theirs(promise) => promise.due,
            Self::Asked(request) => request.due,
            Self::Offered(offer) => offer.valid_until,
        }
    }
}

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// First and last day.
    pub days: (Date, Date),
    /// The account as the customer may see it.
    pub account: Account,
    /// Who of ours answers for it; empty if nobody does.
    pub ours: String,
    pub currency: Currency,
    pub orders: usize,
    /// What they bought, credit notes taken off, in minor units.
    pub value: i128,
    /// By calendar months up to half a year, by quarters beyond.
    pub periods: Vec<OfPeriod>,
    /// What they bought by product group, the most first; only what is above nothing.
    pub groups: Vec<(String, i128)>,
    pub on_time: OnTime,
    /// The documents that came late or are late, the last first.
    pub late: Vec<Followed>,
    /// Median days from order to delivery.
    pub took: Option<f64>,
    /// What went wrong and was open on one of the days, the last first.
    pub complaints: Vec<Complaint>,
    /// First answers to what they asked, against so many working minutes (C5).
    pub answers: Share,
    pub target: u32,
    /// How many of our promises we kept (C6), and which.
    pub kept: Share,
    pub promised: Vec<Promised>,
    /// What is agreed next, by its day, what has none last.
    pub agreed: Vec<Agreed>,
}

/// The longest span that is told by months, in days.
const HALF: i32 = 184;

impl Review {
    /// Of the days from the first to the last; `None` if the customer may not even know of the account.
    pub fn of(seen: Seen<'_>, days: (Date, Date)) -> Option<Self> {
        let Seen { book, ledger, today, .. } = seen;
        let handover = Handover { audience: Audience::Customer, with_sales: false };
        let open = handover.of(seen.dossier, book, []).book;
        let dossier = Dossier::of(&open, seen.dossier.id)?;
        let account = dossier.account();
        let ours = account.owner.map(|owner| open.name(owner)).unwrap_or_default();
        let bought = Bought::of(ledger, dossier.id, days);
        let asked = Asked { ordered: (Some(days.0), Some(days.1)), ..Asked::of(book, today) };
        // Whose fault it was is our word on it, and counts for nothing towards them.
        let documents = followed(ledger, dossier.id, &Faults::default(), asked);
        let took: Vec<f64> =
            documents.iter().filter_map(|of| Some(f64::from(of.delivered?.since(of.ordered)))).collect();
        let on_time = OnTime::of(&documents);
        let mut late: Vec<Followed> = documents.into_iter().filter(|of| of.punctuality == Punctuality::Late).collect();
        late.sort_by_key(|of| Reverse(of.ordered));
        let targets = Targets::of(book);
        let (kept, promised) = promises(&dossier, days);
        Some(Self {
            days,
            ours,
            currency: ledger.currency(),
            orders: bought.orders,
            value: bought.value,
            periods: bought.periods,
            groups: bought.groups,
            on_time,
            late,
            took: median(&took),
            complaints: complaints(&dossier, days),
            answers: answers(&dossier, seen, targets, days),
            target: targets.answer,
            kept,
            agreed: agreed(&dossier, &promised),
            promised: promised.into_iter().map(|(_, promised)| promised).collect(),
            account,
        })
    }
}

/// What they bought in the span.
#[derive(Default)]
struct Bought {
    orders: usize,
    value: i128,
    periods: Vec<OfPeriod>,
    groups: Vec<(String, i128)>,
}

impl Bought {
    fn of(ledger: &Ledger, account: RecordId, days: (Date, Date)) -> Self {
        let sales = within(ledger.sales(account), days);
        let unit = if days.1.since(days.0) <= HALF { PeriodUnit::Month } else { PeriodUnit::Quarter };
        let of = |period: Period| {
            let is_whole = period.first_day() >= days.0 && period.last_day() <= days.1;
            OfPeriod { period, is_whole, orders: 0, value: 0 }
        };
        let mut periods = vec![of(unit.of(days.0))];
        while let Some(last) = periods.last().filter(|last| last.period.last_day() < days.1) {
            periods.push(of(last.period.next()));
        }
        let mut groups: BTreeMap<&str, i128> = BTreeMap::new();
        for sale in sales {
            let group = sale.group.and_then(|group| ledger.groups().get(group as usize)).map(|name| name.trim());
            if let Some(group) = group.filter(|group| !group.is_empty()) {
                *groups.entry(group).or_default() += i128::from(sale.amount);
            }
            let period = unit.of(sale.day);
            if let Some(found) = periods.iter_mut().find(|found| found.period == period) {
                found.value += i128::from(sale.amount);
            }
        }
        let mut count = 0;
        for order in orders(sales).into_iter().filter(|order| order.amount > 0) {
            count += 1;
            let period = unit.of(order.day);
            if let Some(found) = periods.iter_mut().find(|found| found.period == period) {
                found.orders += 1;
            }
        }
        let mut groups: Vec<(String, i128)> =
            groups.into_iter().filter(|(_, value)| *value > 0).map(|(name, value)| (name.to_owned(), value)).collect();
        // Stable: equals by their names.
        groups.sort_by_key(|(_, value)| Reverse(*value));
        let value = sales.iter().map(|sale| i128::from(sale.amount)).sum();
        Self { orders: count, value, periods, groups }
    }
}

fn complaints(dossier: &Dossier, (from, to): (Date, Date)) -> Vec<Complaint> {
    let was_open = |complaint: &Complaint| {
        complaint.day.is_some_and(|day| day <= to && complaint.solved.is_none_or(|solved| solved.max(day) >= from))
    };
    let mut all: Vec<Complaint> = dossier.all::<Complaint>().map(|(_, complaint)| complaint).filter(was_open).collect();
    all.sort_by_key(|complaint| Reverse(complaint.day));
    all
}

fn answers(dossier: &Dossier, seen: Seen<'_>, targets: Targets, (from, to): (Date, Date)) -> Share {
    let requests = dossier.all::<Request>();
    let measured = requests.filter_map(|(_, request)| Measured::of(&request, seen.clock, targets, seen.now));
    let of_span = measured.filter(|measured| (from..=to).contains(&measured.day));
    Responsiveness::of(of_span.map(|measured| measured.answer)).in_time
}

/// How many of ours we kept, and which they were, by the day they were due.
fn promises(dossier: &Dossier, days: (Date, Date)) -> (Share, Vec<(RecordId, Promised)>) {
    let all: Vec<(RecordId, Promise)> = dossier.all::<Promise>().collect();
    let share = kept(all.iter().map(|(_, promise)| promise), days);
    let of_span = all.into_iter().filter_map(|(id, promise)| {
        let (due, keeping) = counted(&promise, days.1)?;
        let is_kept = keeping == Keeping::Kept;
        (days.0..=days.1).contains(&due).then_some((id, Promised { promise, due, is_kept }))
    });
    let mut promised: Vec<_> = of_span.collect();
    promised.sort_by_key(|(id, promised)| (promised.due, *id));
    (share, promised)
}

/// What is open between us and isn't told already.
fn agreed(dossier: &Dossier, told: &[(RecordId, Promised)]) -> Vec<Agreed> {
    let promises = dossier.all::<Promise>().filter(|(id, promise)| {
        let is_told = told.iter().any(|(of, _)| of == id);
        promise.is_open() && !is_told
    });
    let promises = promises.map(|(id, promise)| {
        let agreed = if promise.is_ours() { Agreed::Ours } else { Agreed::Theirs };
        (id, agreed(promise))
    });
    let requests = dossier.all::<Request>().filter(|(_, request)| request.resolution().is_none());
    let offers = dossier.all::<Offer>().filter(|(_, offer)| matches!(offer.outcome, None | Some(Answer::Open)));
    let mut all: Vec<(RecordId, Agreed)> = promises
        .chain(requests.map(|(id, request)| (id, Agreed::Asked(request))))
        .chain(offers.map(|(id, offer)| (id, Agreed::Offered(offer))))
        .collect();
    all.sort_by_key(|(id, agreed)| (agreed.day().is_none(), agreed.day(), *id));
    all.into_iter().map(|(_, agreed)| agreed).collect()
}

#[cfg(test)]
mod tests;
