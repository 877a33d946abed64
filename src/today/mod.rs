//! What to do today, and for whom: one line for each cause, ranked (R10, C1 to C3, C9, C12a).
//!
//! What records make due, their [kinds](crate::book::kind) and the [dossier](crate::dossier::due) say; what the
//! ledger tells (silence, late orders), by which minute a request is to be answered or resolved, the next touch and the profile that went stale are added here. A person
//! puts a line off, gives it to a colleague or is done with it ([`doing`]): that is a record of its own, of which a
//! line is [handled](Handled) until its cause is another.
//!
//! **Invariant:** a line follows from the book, the ledger and the day, so it comes, grows older and goes by itself,
//! is there after any absence, and never twice. Nothing here formats: a line carries its reason as data.

pub mod beside;
pub mod cadence;
pub mod coming;
pub mod dated;
pub mod doing;
mod handled;
pub mod keeping;
pub mod mistakes;
mod profile;
pub mod relationship;
mod requests;
mod sales;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use handled::Handled;
pub use profile::{STALE_PROFILE, StaleProfile};
pub use requests::{Awaited, AwaitedRequest};
pub use sales::{LateOrder, SILENCE, SalesLines};

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use cadence::{Days, NextTouch, TOUCH, Usual, next_touches};
use handled::Handlings;

use crate::analysis::behaviour::Silence;
use crate::analysis::losses::{LossRule, State};
use crate::analysis::{Analysis, KeyAccount, KeyStanding};
use crate::book::kind::{DueRule, NEAR};
use crate::book::request::REQUEST_OPEN;
use crate::book::{Book, Cadences, Complaint, RecordId, SETTINGS, account, settings};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::{Due, Origin};
use crate::dossier::health::AsOf;
use crate::ledger::Ledger;
use crate::retention::criteria::Criteria;
use crate::retention::opening::still_due;
use crate::retention::standings::standing_of;
use crate::service::requests::Targets;
use crate::working_time::{Instant, Wall, WorkingClock};

/// So many lines are shown; the rest is folded by kind (C2).
pub const SHOWN: usize = 12;

/// What of an account a line is about, beside its rule. With it and the account it makes the key of a line (C2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The account itself, by the rule alone.
    Account,
    Record(RecordId),
    /// A document of the ledger, by its number.
    Document(String),
    /// A next step, by its words.
    Step(String),
}

impl Subject {
    /// As it is stored with a handling.
    pub fn code(&self) -> String {
        match self {
            Self::Account => String::new(),
            Self::Record(id) => id.to_string(),
            Self::Document(text) | Self::Step(text) => text.clone(),
        }
    }
}

/// Why a line is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A record, a recurrence or a next step.
    Due(Due),
    /// A request, by the minute its next target is over.
    Request(Box<AwaitedRequest>),
    Touch(NextTouch),
    Silence(Silence),
    LateOrder(LateOrder),
    StaleProfile(StaleProfile),
}

impl Reason {
    fn rule(&self) -> &'static DueRule {
        match self {
            Self::Due(due) => due.rule,
            Self::Request(_) => &REQUEST_OPEN,
            Self::Touch(_) => &TOUCH,
            Self::Silence(_) => &SILENCE,
            Self::LateOrder(_) => LateOrder::rule(),
            Self::StaleProfile(_) => &STALE_PROFILE,
        }
    }

    fn subject(&self) -> Subject {
        match self {
            Self::Due(due) => match (due.origin, due.record) {
                (Origin::NextStep, _) => Subject::Step(due.title.clone()),
                (Origin::Recurrence, _) | (_, None) => Subject::Account,
                (_, Some(record)) => Subject::Record(record),
            },
            Self::Request(request) => Subject::Record(request.id),
            Self::Touch(touch) => touch.person.map_or(Subject::Account, Subject::Record),
            Self::LateOrder(order) => Subject::Document(order.number.clone()),
            Self::Silence(_) | Self::StaleProfile(_) => Subject::Account,
        }
    }

    /// The day it is due, or was.
    fn day(&self) -> Option<Date> {
        match self {
            Self::Due(due) => due.day,
            Self::Request(request) => request.day,
            Self::Touch(touch) => Some(touch.due()),
            Self::Silence(silence) => Some(silence.since),
            Self::LateOrder(order) => Some(order.promised),
            Self::StaleProfile(_) => None,
        }
    }

    /// The day the cause is told from: with another one the line stands there for another cause.
    fn cause(&self) -> Option<Date> {
        match self {
            Self::Touch(touch) => Some(touch.anchor.day()),
            Self::Silence(silence) => Some(silence.last),
            Self::Due(_) | Self::Request(_) | Self::LateOrder(_) | Self::StaleProfile(_) => self.day(),
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    pub reason: Reason,
    /// What the account brought in the last 365 days, V of C0, in minor units.
    pub value: i128,
    /// By which it is ranked (C3).
    pub score: f64,
    /// Who of ours is to see to it: whom it was given to, else who the record names, else who answers for the account.
    pub ours: Option<RecordId>,
    /// What a person said of it.
    pub handled: Option<Handled>,
    /// Of a silence: how the account stands (C12), by which it is called.
    pub state: Option<State>,
}

impl Line {
    pub fn rule(&self) -> &'static DueRule {
        self.reason.rule()
    }

    pub fn subject(&self) -> Subject {
        self.reason.subject()
    }

    /// The day it is due, or was; `None` where nobody said until when.
    pub fn day(&self) -> Option<Date> {
        self.reason.day()
    }

    /// Days since it was due; negative while it lies ahead.
    pub fn late_by(&self, today: Date) -> Option<i32> {
        self.day().map(|day| today.since(day))
    }

    /// Whether its day has passed, or the minute of a request's target (C5).
    pub fn is_late(&self, today: Date) -> bool {
        let is_over = matches!(&self.reason, Reason::Request(request) if request.is_late);
        is_over || self.late_by(today).is_some_and(|days| days > 0)
    }

    /// When the next target of a request is over, by the calendar's clock.
    pub fn by(&self) -> Option<Wall> {
        match &self.reason {
            Reason::Request(request) => request.by,
            _ => None,
        }
    }

    pub fn cause(&self) -> Option<Date> {
        self.reason.cause()
    }

    /// Most pressing first; scores are compared to the six decimals they are told with, so that the last bit of a
    /// float ranks nobody. Ties: the earlier day, the account's name, the record's id (C3).
    fn order(&self) -> impl Ord + use<> {
        let millionths = (self.score * 1e6).round() as i64;
        let day = self.day();
        (
            Reverse(millionths),
            day.is_none(),
            day,
            self.name.clone(),
            self.account,
            self.subject().code(),
            self.rule().code,
        )
    }

    /// What was put off: the first to come back first.
    fn order_of_return(&self) -> impl Ord + use<> {
        (self.handled.as_ref().and_then(|handled| handled.until), self.order())
    }
}

/// How pressing a day is (C3): from 1, on the day, to 2, sixty days after it; ahead of it less, down to the horizon.
/// What has no day is as pressing as on its day.
fn urgency(late_by: Option<i32>, horizon: i32) -> f64 {
    match late_by {
        None => 1.0,
        Some(late) if late >= 0 => 1.0 + f64::from(late.min(60)) / 60.0,
        Some(ahead) => 1.0 + f64::from(ahead) / f64::from(horizon + 1),
    }
}

/// What Today is made of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    /// Of the ledger, on the same day.
    pub sales: &'a SalesLines,
    pub analysis: Option<&'a Analysis>,
    /// The day it is seen on, and for how many days a fact stays fresh.
    pub as_of: AsOf,
    /// Which days people work on, as the working calendar says (C4).
    pub is_working: &'a dyn Fn(Date) -> bool,
    /// By which requests are measured.
    pub clock: WorkingClock<'a>,
    /// The minute of the day it is seen on.
    pub now: Instant,
}

/// Everything that is to be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Today {
    /// What stands there, the most pressing first.
    pub lines: Vec<Line>,
    /// What was put off, the first to come back first.
    pub postponed: Vec<Line>,
    /// Accounts that are suggested as key, and nobody decided.
    pub undecided: BTreeSet<RecordId>,
    /// Accounts with a request that isn't resolved: how it stands changes by the minute.
    awaiting: BTreeSet<RecordId>,
}

impl Today {
    /// Of a book and its ledger on a day. Every record is looked at once.
    pub fn of(seen: Seen<'_>) -> Self {
        let look = Look::of(seen, Ranking::of(seen.book, seen.sales));
        let mut today = Self::default();
        Dossier::all_of(seen.book).for_each(|dossier| look.add(&dossier, &mut today));
        today.lines.sort_by_cached_key(Line::order);
        today.postponed.sort_by_cached_key(Line::order_of_return);
        today
    }
}

/// What all accounts are looked at with.
struct Look<'a> {
    seen: Seen<'a>,
    ranking: Ranking<'a>,
    cadences: Cadences,
    targets: Targets,
    loss: LossRule,
}

impl<'a> Look<'a> {
    fn of(seen: Seen<'a>, ranking: Ranking<'a>) -> Self {
        let cadences = seen.book.value(SETTINGS, settings::field::cadences);
        Self { seen, ranking, cadences, targets: Targets::of(seen.book), loss: Criteria::of(seen.book).loss }
    }

    /// Adds what there is to be done with an account, in no order.
    fn add(&self, dossier: &Dossier, today: &mut Today) {
        let Seen { book, sales, analysis, as_of, .. } = self.seen;
        let record = dossier.record();
        // Who is in the archive is in no list.
        if account::field::archived_on.of(record).is_some() {
            return;
        }
        let standing = KeyAccount::of(book, analysis, dossier.id).map(|found| found.standing).unwrap_or_default();
        if standing == KeyStanding::Suggested {
            today.undecided.insert(dossier.id);
        }
        let mut reasons = sales.of_account(dossier.id);
        if account::field::stands_for.of(record).is_some() {
            // Many customers nobody tells apart have no rhythm.
            reasons.retain(|reason| !matches!(reason, Reason::Silence(_)));
        }
        reasons.extend(self.of_records(dossier, standing.is_key(), today));
        if reasons.is_empty() {
            return;
        }
        let mut handlings = Handlings::of(dossier);
        let (name, owner) = (account::field::name.of(record), account::field::owner.of(record));
        let value = self.ranking.value(dossier.id);
        for reason in reasons {
            let handled = handlings.take(&reason);
            if handled.as_ref().is_some_and(|handled| handled.done.is_some()) {
                continue;
            }
            let named = match &reason {
                Reason::Due(due) => due.ours.first().copied(),
                Reason::Request(request) => request.ours,
                _ => None,
            };
            let ours = handled.as_ref().and_then(|handled| handled.colleague).or(named).or(owner);
            let score = self.ranking.score(&reason, dossier.id, as_of.today);
            let state = matches!(reason, Reason::Silence(_)).then(|| self.state(dossier)).flatten();
            let line = Line { account: dossier.id, name: name.clone(), reason, value, score, ours, handled, state };
            let is_hidden = line.handled.as_ref().is_some_and(|handled| handled.hides(as_of.today));
            if is_hidden { &mut today.postponed } else { &mut today.lines }.push(line);
        }
    }

    fn state(&self, dossier: &Dossier) -> Option<State> {
        let Seen { ledger, as_of, .. } = self.seen;
        standing_of(dossier, ledger, self.loss, as_of.today).map(|standing| standing.state)
    }

    /// What the records of an account make of it. All but open items is for key accounts alone.
    fn of_records(&self, dossier: &Dossier, is_key: bool, found: &mut Today) -> Vec<Reason> {
        let Seen { analysis, ledger, as_of, is_working, clock, now, .. } = self.seen;
        let today = as_of.today;
        let is_wanted = |due: &Due| {
            // A request has its day by its target as well.
            if due.rule.code == REQUEST_OPEN.code {
                return false;
            }
            let is_near = due.day.zip(due.rule.agenda).is_none_or(|(day, agenda)| day.since(today) <= agenda.horizon);
            is_near && (is_key || matches!(due.origin, Origin::Commitment | Origin::NextStep))
        };
        let dues = still_due(dossier, dossier.due(today), ledger.sales(dossier.id), today);
        let mut reasons: Vec<Reason> = dues.into_iter().filter(is_wanted).map(Reason::Due).collect();
        for request in AwaitedRequest::all_of(dossier, clock, self.targets, now) {
            found.awaiting.insert(dossier.id);
            if request.day.is_none_or(|day| day.since(today) <= NEAR) {
                reasons.push(Reason::Request(Box::new(request)));
            }
        }
        if is_key {
            let usual = Usual::of(&self.cadences, analysis, ledger);
            let days = Days { today, is_working };
            let touches = next_touches(dossier, usual, serious_complaints(dossier), days);
            reasons.extend(touches.into_iter().map(Reason::Touch));
            reasons.extend(StaleProfile::of(dossier, usual, as_of).map(Reason::StaleProfile));
        }
        reasons
    }
}

/// How many complaints and claims are open, by which a level is suggested.
fn serious_complaints(dossier: &Dossier) -> usize {
    dossier.all::<Complaint>().filter(|(_, complaint)| complaint.is_serious()).count()
}

/// What the accounts bring, by which lines are ranked (C3).
struct Ranking<'a> {
    values: &'a HashMap<RecordId, i128>,
    /// The most any customer brought, in minor units.
    most: f64,
}

impl<'a> Ranking<'a> {
    fn of(book: &Book, sales: &'a SalesLines) -> Self {
        // What isn't one customer is never ranked, and is no yardstick for those who are (C24).
        let is_one = |id: &RecordId| book.value(*id, account::field::stands_for).is_none();
        let ranked = sales.values.iter().filter(|(_, value)| **value > 0).filter(|(id, _)| is_one(id));
        let most = ranked.map(|(_, value)| *value).max().unwrap_or_default();
        Self { values: &sales.values, most: most as f64 }
    }

    fn value(&self, account: RecordId) -> i128 {
        self.values.get(&account).copied().unwrap_or_default()
    }

    /// √(max(V, V_max/100) / V_max), 0.1 to 1; 1 where nobody bought anything.
    fn root(&self, account: RecordId) -> f64 {
        if self.most <= 0.0 {
            return 1.0;
        }
        let value = (self.value(account) as f64).min(self.most);
        (value.max(self.most / 100.0) / self.most).sqrt()
    }

    fn score(&self, reason: &Reason, account: RecordId, today: Date) -> f64 {
        let Some(agenda) = reason.rule().agenda else { return 0.0 };
        let urgency = match reason {
            Reason::Silence(silence) => silence.times().min(4.0) / 2.0,
            _ => urgency(reason.day().map(|day| today.since(day)), agenda.horizon),
        };
        agenda.weight * urgency * self.root(account)
    }
}

/// Lines of one kind beyond those that are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded<'a> {
    pub rule: &'static DueRule,
    pub lines: Vec<&'a Line>,
}

impl Folded<'_> {
    /// What the accounts of its lines brought in the last 365 days together, each once, in minor units.
    pub fn value(&self) -> i128 {
        let mut seen = HashSet::new();
        self.lines.iter().filter(|line| seen.insert(line.account)).map(|line| line.value).sum()
    }
}

/// Ranked lines by account, the most pressing first: each account where its most pressing line stands, and its others
/// behind that.
pub fn by_account<'a>(shown: &[&'a Line]) -> Vec<Vec<&'a Line>> {
    let mut all: Vec<Vec<&Line>> = Vec::new();
    for line in shown {
        match all.iter_mut().find(|of| of.first().is_some_and(|first| first.account == line.account)) {
            Some(of) => of.push(line),
            None => all.push(vec![line]),
        }
    }
    all
}

/// The first twelve of ranked lines, and the rest by kind, the kind of the most pressing first (C2).
pub fn folded<'a>(lines: impl Iterator<Item = &'a Line>) -> (Vec<&'a Line>, Vec<Folded<'a>>) {
    let mut shown: Vec<&Line> = lines.collect();
    let rest = shown.split_off(shown.len().min(SHOWN));
    let mut kinds: Vec<Folded<'a>> = Vec::new();
    for line in rest {
        match kinds.iter_mut().find(|folded| folded.rule == line.rule()) {
            Some(folded) => folded.lines.push(line),
            None => kinds.push(Folded { rule: line.rule(), lines: vec![line] }),
        }
    }
    (shown, kinds)
}
