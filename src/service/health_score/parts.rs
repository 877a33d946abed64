//! Each part of the health of a relationship, 0 to 100, as of a day (C10).

use std::collections::BTreeSet;

use super::{Part, Sources};
use crate::analysis::{gaps, median, purchase_days, within};
use crate::book::{BuyingRole, Complaint, Contact, Promise, RecordId, Request, Strength, Tie};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Sale;
use crate::service::non_conformities::Tally;
use crate::service::on_time::{Asked, Faults, OnTime, followed};
use crate::service::promises::kept;
use crate::service::requests::{Measured, Responsiveness};
use crate::service::satisfaction::Satisfaction;
use crate::working_time::{Instant, MINUTES_A_DAY};

/// In days.
const YEAR: i32 = 365;

/// Fewer order days have no rhythm.
const LEAST_ORDER_DAYS: usize = 3;
/// Fewer documents say nothing of deliveries.
const LEAST_DOCUMENTS: usize = 5;
/// Fewer requests, or promises, say nothing.
const LEAST_CASES: usize = 3;

/// `None`: nothing is known of it.
pub(super) fn part(sources: &Sources, part: Part, day: Date) -> Option<f64> {
    let sales = up_to(sources.ledger.sales(sources.dossier.id), day);
    let value = match part {
        Part::Trend => trend(sales, day),
        Part::Rhythm => rhythm(sales, day),
        // Ten times a mark from 0 to 10.
        Part::Satisfaction => Satisfaction::of(sources.dossier, day).map(|found| f64::from(found.tenths)),
        Part::Complaints => complaints(sources, day),
        Part::Delivery => delivery(sources, day),
        Part::Responsiveness => responsiveness(sources, day),
        Part::Coverage => Some(coverage(sources, day)),
        Part::Contact => contact(sources, day),
        Part::Promises => promises(sources.dossier, day),
        Part::Freshness => sources.file.freshness().map(|share| 100.0 * share),
    };
    value.map(|value| value.clamp(0.0, 100.0))
}

fn up_to(sales: &[Sale], day: Date) -> &[Sale] {
    sales.get(..sales.partition_point(|sale| sale.day <= day)).unwrap_or_default()
}

/// First and last of the last so many days.
fn last(days: i32, day: Date) -> (Date, Date) {
    (day.plus(1 - days), day)
}

fn is_recent(of: Date, day: Date) -> bool {
    let (from, to) = last(YEAR, day);
    (from..=to).contains(&of)
}

fn trend(sales: &[Sale], day: Date) -> Option<f64> {
    let sum = |days| within(sales, days).iter().map(|sale| i128::from(sale.amount)).sum::<i128>();
    let before = sum(last(YEAR, day.plus(-YEAR)));
    let is_long = sales.first().is_some_and(|first| first.day <= day.plus(-2 * YEAR));
    (is_long && before > 0).then(|| 70.0 + 100.0 * (sum(last(YEAR, day)) as f64 / before as f64 - 1.0))
}

fn rhythm(sales: &[Sale], day: Date) -> Option<f64> {
    let days = purchase_days(sales);
    let (latest, gap) = (days.last()?, median(&gaps(&days))?);
    (days.len() >= LEAST_ORDER_DAYS).then(|| 100.0 - 50.0 * (f64::from(day.since(*latest)) / gap - 1.0))
}

fn complaints(sources: &Sources, day: Date) -> Option<f64> {
    let all: Vec<Complaint> = sources.dossier.all::<Complaint>().map(|(_, complaint)| complaint).collect();
    let logged = all.iter().filter_map(|complaint| complaint.day).chain(sources.touches.iter().copied());
    if !logged.into_iter().any(|logged| is_recent(logged, day)) {
        return None;
    }
    let Tally { open, past_deadline, not_solved, .. } = Tally::of(&all, day);
    Some(100.0 - 25.0 * open as f64 - 25.0 * past_deadline as f64 - 10.0 * not_solved as f64)
}

fn delivery(sources: &Sources, day: Date) -> Option<f64> {
    let asked = Asked { today: day, ordered: (None, None), tolerance: sources.tolerance }.in_the_last(YEAR);
    let documents = followed(sources.ledger, sources.dossier.id, &Faults::default(), asked);
    let share = OnTime::of(&documents).share();
    let rate = share.rate().filter(|_| share.among >= LEAST_DOCUMENTS)?;
    Some((rate - 0.70) / 0.28 * 100.0)
}

fn responsiveness(sources: &Sources, day: Date) -> Option<f64> {
    let ago = i64::from(sources.today.since(day)) * i64::from(MINUTES_A_DAY);
    let now = Instant::new(sources.now.utc() - ago, 0);
    let requests = sources.dossier.all::<Request>();
    let measured = requests.filter_map(|(_, request)| Measured::of(&request, sources.clock, sources.targets, now));
    let recent = measured.filter(|measured| is_recent(measured.day, day));
    let in_time = Responsiveness::of(recent.map(|measured| measured.answer)).in_time;
    in_time.rate().filter(|_| in_time.among >= LEAST_CASES).map(|rate| 100.0 * rate)
}

fn coverage(sources: &Sources, day: Date) -> f64 {
    let dossier = sources.dossier;
    let there = dossier.all::<Contact>().filter(|(_, contact)| !contact.placeholder && contact.is_there(day));
    let there: Vec<(RecordId, Contact)> = there.collect();
    let ties = dossier.all::<Tie>().filter_map(|(_, tie)| Some((tie.contact?, tie.colleague?, tie.strength)));
    let ties: Vec<_> = ties.filter(|(contact, ..)| there.iter().any(|(id, _)| id == contact)).collect();
    let good = ties.iter().filter(|(.., strength)| strength.is_some_and(|strength| strength >= Strength::Good));
    let tied: BTreeSet<RecordId> = good.map(|(contact, ..)| *contact).collect();
    let ours: BTreeSet<RecordId> =
        ties.iter().map(|(_, colleague, _)| sources.colleagues.counts_for(*colleague)).collect();
    let levels: BTreeSet<_> = there.iter().filter_map(|(_, contact)| contact.rank).collect();
    let decides = |(_, contact): &(RecordId, Contact)| contact.roles.contains(BuyingRole::Decider);
    let holds = [there.iter().any(decides), tied.len() >= 2, levels.len() >= 2, ours.len() >= 2];
    holds.into_iter().filter(|holds| *holds).map(|_| 25.0).sum()
}

fn contact(sources: &Sources, day: Date) -> Option<f64> {
    let cadence = sources.cadence?;
    let touched = sources.touches.iter().copied().filter(|touch| *touch <= day).max();
    let silence = f64::from(day.since(touched.or(cadence.since.filter(|since| *since <= day))?));
    let (ideal, end) = (f64::from(cadence.ideal), 2.0 * f64::from(cadence.longest));
    Some(match silence {
        silence if silence <= ideal => 100.0,
        silence if silence >= end => 0.0,
        silence => 100.0 * (end - silence) / (end - ideal),
    })
}

fn promises(dossier: &Dossier, day: Date) -> Option<f64> {
    let all: Vec<Promise> = dossier.all::<Promise>().map(|(_, promise)| promise).collect();
    let share = kept(&all, last(YEAR, day));
    share.rate().filter(|_| share.among >= LEAST_CASES).map(|rate| 100.0 * rate)
}
