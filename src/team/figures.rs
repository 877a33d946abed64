//! Figures of one of ours beside their own year before (T3): never a rank, and with how many each rests on.
//!
//! Of the accounts they answer for today: who answered for them a year ago the book doesn't say. The last year is the
//! last 365 days, the one before the 365 days before that; what is told of the year before is told as of its last day.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::losses::{LossRule, losses};
use crate::analysis::{Share, purchase_days, within};
use crate::book::kind::{Kind, PLAN_ACTION};
use crate::book::{
    Book, BuyingRole, Colleagues, Contact, HandOver, KINDS, Promise, RecordId, RecordKind, Strength, Tie,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;
use crate::service::promises::kept;
use crate::service::requests::{Responsiveness, by_colleague, requests};
use crate::service::satisfaction::Satisfaction;
use crate::working_time::{Instant, Wall, WorkingClock};

/// In days.
const YEAR: i32 = 365;

/// A mean of marks with how many accounts it rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Mean of the accounts' satisfaction (C8), in tenths, rounded half up; `None` of nothing.
    pub tenths: Option<u32>,
    pub accounts: usize,
}

/// The figures of one year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearOf {
    /// What their accounts brought, none below 0, in minor units.
    pub value: i128,
    /// How many of them brought something.
    pub buying: usize,
    pub satisfaction: Content,
    /// To the first answer (C5).
    pub answers: Responsiveness,
    /// Of ours that they were to keep (C6).
    pub promises: Share,
    /// What they had planned for a day of the year: done by that day.
    pub plans: Share,
    /// Established losses (C13) among their accounts: of those with an order day in the 365 days before the year.
    pub losses: Share,
}

/// The figures of one of ours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColleagueFigures {
    pub accounts: usize,
    pub now: YearOf,
    pub before: YearOf,
    /// Their accounts at which a decider is known and one of ours knows them well or better, as of today: when a tie
    /// came to be isn't written down, so there is no year before.
    pub coverage: Share,
}

impl ColleagueFigures {
    /// Growth of what their accounts brought, as a share of the year before; `None` where they brought nothing.
    pub fn growth(&self) -> Option<f64> {
        (self.before.value > 0).then(|| self.now.value as f64 / self.before.value as f64 - 1.0)
    }
}

/// What figures rest on.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    pub clock: WorkingClock<'a>,
    pub today: Date,
    /// The minute of that day.
    pub now: Instant,
}

/// Of a colleague who answers for these accounts.
pub fn figures(sources: Sources<'_>, colleague: RecordId, accounts: &[RecordId]) -> ColleagueFigures {
    let Sources { book, today, .. } = sources;
    let dossiers: Vec<Dossier> = accounts.iter().filter_map(|id| Dossier::of(book, *id)).collect();
    let before = today.plus(-YEAR);
    // An open request of the year before is judged as of its end.
    let end = Instant::on(
        Wall::new(before.plus(1), 0),
        i16::try_from((sources.clock.offset)(sources.now.utc())).unwrap_or_default(),
    );
    ColleagueFigures {
        accounts: dossiers.len(),
        now: year(sources, colleague, &dossiers, today, sources.now),
        before: year(sources, colleague, &dossiers, before, end),
        coverage: Share::count(dossiers.iter().map(|dossier| is_covered(dossier, today))),
    }
}

/// The year up to a day, as of that day.
fn year(sources: Sources<'_>, colleague: RecordId, dossiers: &[Dossier], until: Date, now: Instant) -> YearOf {
    let Sources { book, ledger, clock, .. } = sources;
    let window = (until.plus(1 - YEAR), until);
    let values: Vec<i128> = dossiers.iter().map(|dossier| ledger.last_year(dossier.id, until)).collect();
    let marks: Vec<u32> =
        dossiers.iter().filter_map(|dossier| Satisfaction::of(dossier, until)).map(|of| of.tenths).collect();
    let sum: u32 = marks.iter().sum();
    let count = u32::try_from(marks.len()).unwrap_or(u32::MAX);
    let asked = requests(book, clock, now, window);
    let promises: Vec<Promise> = theirs::<Promise>(book, dossiers, colleague, |promise| &promise.colleagues);
    YearOf {
        value: values.iter().sum(),
        buying: values.iter().filter(|value| **value > 0).count(),
        satisfaction: Content { tenths: (count > 0).then(|| (sum * 2 + count) / (2 * count)), accounts: marks.len() },
        answers: by_colleague(&asked).remove(&colleague).unwrap_or_default(),
        promises: kept(&promises, window),
        plans: plans(book, dossiers, colleague, window),
        losses: lost(ledger, dossiers, window),
    }
}

/// The records that name them, wherever they are, and those of their accounts that name nobody.
fn theirs<K: RecordKind>(
    book: &Book,
    dossiers: &[Dossier],
    colleague: RecordId,
    ours: impl Fn(&K) -> &Vec<RecordId>,
) -> Vec<K> {
    let colleagues = Colleagues::of(book);
    let named =
        book.all::<K>().filter(|(_, record)| ours(record).iter().any(|id| colleagues.counts_for(*id) == colleague));
    let mut all: BTreeMap<RecordId, K> = named.collect();
    for dossier in dossiers {
        all.extend(dossier.all::<K>().filter(|(_, record)| ours(record).is_empty()));
    }
    all.into_values().collect()
}

/// Of what a plan says is to be done by a day of the window: what was done by then. What is open counts once its day
/// has passed.
fn plans(book: &Book, dossiers: &[Dossier], colleague: RecordId, (from, to): (Date, Date)) -> Share {
    let colleagues = Colleagues::of(book);
    let owned: BTreeSet<RecordId> = dossiers.iter().map(|dossier| dossier.id).collect();
    let merged = book.merged();
    let mut share = Share::default();
    let kinds = KINDS.iter().filter(|kind| kind.is_event() && kind.code != HandOver::KIND);
    for (_, record) in kinds.flat_map(|kind| book.of_kind(kind.code)) {
        let Some(event) = Kind::of_code(&record.kind).and_then(|kind| kind.event(record)) else { continue };
        let Some(commitment) = event.commitment.filter(|commitment| commitment.rule.code == PLAN_ACTION.code) else {
            continue;
        };
        let Some(due) = commitment.until.filter(|due| (from..=to).contains(due)) else { continue };
        let is_theirs = match event.ours.as_slice() {
            [] => record.account().is_some_and(|account| owned.contains(&merged.of_account(account))),
            ours => ours.iter().any(|id| colleagues.counts_for(*id) == colleague),
        };
        // What was done later was open then.
        let settled = commitment.settled.filter(|settled| settled.on.is_none_or(|on| on <= to));
        let counts = settled.is_some_and(|settled| settled.outcome.is_done) || (settled.is_none() && due < to);
        if is_theirs && counts {
            let is_done = settled.is_some_and(|settled| settled.on.is_none_or(|on| on <= due));
            share = Share { of: share.of + usize::from(is_done), among: share.among + 1 };
        }
    }
    share
}

/// Losses whose day is in the window, up to the ledger's end.
fn lost(ledger: &Ledger, dossiers: &[Dossier], (from, to): (Date, Date)) -> Share {
    let Some((_, last)) = ledger.span() else { return Share::default() };
    let until = to.min(last);
    let mut share = Share::default();
    for dossier in dossiers {
        let days = purchase_days(ledger.sales(dossier.id));
        let found = losses(&days, until, LossRule::default());
        let had = (from.plus(-YEAR), from.plus(-1));
        if days.iter().any(|day| (had.0..=had.1).contains(day)) {
            share.among += 1;
            share.of += usize::from(found.iter().any(|loss| (from..=until).contains(&loss.day)));
        }
    }
    share
}

/// Whether a decider is known there whom one of ours knows well or better.
fn is_covered(dossier: &Dossier, today: Date) -> bool {
    let is_decider = |contact: &Contact| {
        !contact.placeholder && contact.is_there(today) && contact.roles.contains(BuyingRole::Decider)
    };
    let deciders: Vec<RecordId> =
        dossier.all::<Contact>().filter(|(_, contact)| is_decider(contact)).map(|(id, _)| id).collect();
    dossier.all::<Tie>().any(|(_, tie)| {
        tie.colleague.is_some()
            && tie.strength >= Some(Strength::Good)
            && tie.contact.is_some_and(|contact| deciders.contains(&contact))
    })
}

/// Documents of theirs: how many orders they took on the days of a window, by the salesperson that files name.
pub fn orders_taken(book: &Book, ledger: &Ledger, colleague: RecordId, window: (Date, Date)) -> usize {
    let colleagues = Colleagues::of(book);
    let them: Vec<u32> = (0..)
        .zip(ledger.people())
        .filter(|(_, name)| colleagues.named(name) == Some(colleague))
        .map(|(at, _)| at)
        .collect();
    if them.is_empty() {
        return 0;
    }
    let mut taken = BTreeMap::<u32, i128>::new();
    for (_, sales) in ledger.accounts() {
        for sale in within(sales, window) {
            let Some(document) = sale.document else { continue };
            let person = ledger.document(document).and_then(|document| document.person);
            if person.is_some_and(|person| them.contains(&person)) {
                *taken.entry(document).or_default() += i128::from(sale.amount);
            }
        }
    }
    taken.into_values().filter(|amount| *amount > 0).count()
}

/// The year up to a day and the one before, as first and last days.
pub fn windows(today: Date) -> [(Date, Date); 2] {
    let before = today.plus(-YEAR);
    [(today.plus(1 - YEAR), today), (before.plus(1 - YEAR), before)]
}

#[cfg(test)]
mod tests;
