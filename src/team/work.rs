//! What is to be done with each account, and by whom of ours (C17).

use std::collections::BTreeMap;

use super::load::{AHEAD, Need};
use super::ratio::Ratio;
use super::rhythms::Rhythms;
pub use super::seen::Seen;
use crate::book::kind::{Course, Kind};
use crate::book::satisfaction_interview::ASK_AGAIN;
use crate::book::{
    Book, Colleagues, Handling, Hours, KINDS, Record, RecordId, RecordKind, SatisfactionInterview, account, handling,
    plan_action, planned_step,
};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// A touch takes so many minutes: with a key account, and with any other.
const TOUCH_KEY: u64 = 60;
const TOUCH: u64 = 30;

/// How many minutes a touch takes unless somebody said otherwise.
pub(super) const fn touch_minutes(is_key: bool) -> u64 {
    if is_key { TOUCH_KEY } else { TOUCH }
}

/// How many minutes an open item takes, by the code of the rule that makes it due; what isn't here takes none.
const MINUTES: [(&str, u64); 7] = [
    ("request", 60),
    ("our_promise", 60),
    ("complaint", 240),
    ("claim", 480),
    ("bid", 480),
    // Unless somebody said how long it takes.
    ("plan_action", 120),
    ("winback", 60),
];
pub(super) const INTERVIEW: u64 = 120;

/// The work with all accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// What goes with an account, whoever owns it: touches, and open items that name nobody of ours.
    of_account: BTreeMap<RecordId, Need>,
    /// Open items that name somebody of ours: theirs, whoever owns the account.
    of_colleague: BTreeMap<RecordId, Need>,
    /// Open items of an account, whomever they name.
    open: BTreeMap<RecordId, Ratio>,
}

impl Work {
    /// All at once.
    pub fn of(seen: Seen<'_>) -> Self {
        let mut working = Working::begin(seen);
        loop {
            if let Some(made) = working.step(seen, usize::MAX) {
                return made;
            }
        }
    }

    fn add(&mut self, account: RecordId, ours: Option<RecordId>, part: Part, minutes: u64) {
        let need = match ours {
            Some(colleague) => self.of_colleague.entry(colleague).or_default(),
            None => self.of_account.entry(account).or_default(),
        };
        let more = Ratio::of_minutes(minutes);
        let open = self.open.entry(account).or_default();
        *open = *open + more;
        match part {
            Part::Complaints => need.complaints = need.complaints + more,
            Part::Items => need.items = need.items + more,
        }
    }

    /// What goes with an account to whoever owns it.
    pub fn of_account(&self, account: RecordId) -> Need {
        self.of_account.get(&account).copied().unwrap_or_default()
    }

    /// What names this colleague, at whatever account.
    pub fn of_colleague(&self, colleague: RecordId) -> Need {
        self.of_colleague.get(&colleague).copied().unwrap_or_default()
    }

    /// Open items of an account, whoever sees to them, in hours.
    pub fn open(&self, account: RecordId) -> Ratio {
        self.open.get(&account).copied().unwrap_or_default()
    }

    /// Everything that is to be done, by whomever.
    pub fn all(&self) -> Need {
        self.of_account.values().chain(self.of_colleague.values()).fold(Need::default(), |sum, need| sum + *need)
    }
}

/// The work on its way: of every account that is in a list, not in the archive, and then of what is open.
pub struct Working {
    work: Work,
    colleagues: Colleagues,
    rhythms: Rhythms,
    /// The accounts to be looked at, the next one last.
    waiting: Vec<RecordId>,
    /// The records of which something may be open, the next one last.
    items: Vec<(&'static Kind, RecordId)>,
}

impl Working {
    pub fn begin(seen: Seen<'_>) -> Self {
        let book = seen.book;
        let kinds = KINDS.iter().filter(|kind| matches!(kind.course, Course::Event(_)) && !kind.settlements.is_empty());
        let mut items: Vec<(&'static Kind, RecordId)> =
            kinds.flat_map(|kind| book.of_kind(kind.code).map(move |(id, _)| (*kind, id))).collect();
        items.reverse();
        let mut waiting: Vec<RecordId> = book.account_ids().collect();
        waiting.reverse();
        Self { work: Work::default(), colleagues: Colleagues::of(book), rhythms: Rhythms::of(seen), waiting, items }
    }

    /// Goes on by so many accounts, or so many records; all of it once nothing is left to look at. What is seen stays
    /// the same.
    pub fn step(&mut self, seen: Seen<'_>, at_once: usize) -> Option<Work> {
        for _ in 0..at_once {
            if let Some(id) = self.waiting.pop() {
                self.take_in(seen, id);
            } else if let Some((kind, id)) = self.items.pop() {
                self.take_in_item(seen, kind, id);
            } else {
                break;
            }
        }
        (self.waiting.is_empty() && self.items.is_empty()).then(|| std::mem::take(&mut self.work))
    }

    fn take_in(&mut self, seen: Seen<'_>, id: RecordId) {
        let Seen { book, today, .. } = seen;
        let record = book.record(id).filter(|record| account::field::archived_on.of(record).is_none());
        let Some(record) = record else { return };
        let need = self.work.of_account.entry(id).or_default();
        // Many customers nobody tells apart are touched by nobody.
        if account::field::stands_for.of(record).is_none() {
            let is_key = seen.key.is_key(id);
            let cadence = self.rhythms.cadence(seen, id, record);
            let touches = Ratio::new(AHEAD.into(), cadence.ideal().into());
            need.touches = touches * Ratio::of_minutes(touch_minutes(is_key));
            if is_key && interview_is_due(book, id, today) {
                self.work.add(id, None, Part::Items, INTERVIEW);
            }
        }
        let step: String = account::field::next_what.of(record);
        if !step.is_empty() && is_near(account::field::next_on.of(record), today) {
            let given = given(book, &self.colleagues, id, "plan_action", &step, |_| true);
            if !given.is_done {
                self.work.add(id, given.to, Part::Items, minutes("plan_action").unwrap_or_default());
            }
        }
    }

    fn take_in_item(&mut self, seen: Seen<'_>, kind: &'static Kind, id: RecordId) {
        let Seen { book, today, .. } = seen;
        let Some(record) = book.record(id) else { return };
        let Some(account) = record.account().map(|account| book.merged().of_account(account)) else { return };
        if self.work.of_account.contains_key(&account)
            && let Some(item) = Item::of(book, &self.colleagues, (account, id), kind, record, today)
        {
            self.work.add(account, item.ours, item.part, item.minutes);
        }
    }
}

#[derive(Clone, Copy)]
enum Part {
    Complaints,
    Items,
}

/// An open item of the next days.
struct Item {
    part: Part,
    minutes: u64,
    /// Who of ours sees to it; `None`: whoever owns the account.
    ours: Option<RecordId>,
}

impl Item {
    /// `None` for what is settled, lies farther ahead, or takes no time of ours.
    fn of(
        book: &Book,
        colleagues: &Colleagues,
        (account, id): (RecordId, RecordId),
        kind: &Kind,
        record: &Record,
        today: Date,
    ) -> Option<Self> {
        let event = kind.event(record)?;
        let commitment = event.commitment.filter(|commitment| commitment.settled.is_none())?;
        let code = commitment.rule.code;
        let minutes = minutes(code)?;
        let agenda = commitment.rule.agenda.as_ref()?;
        let is_request = code == "request";
        let is_wanted = match commitment.until {
            // A request is to be answered within hours, whichever day they named.
            _ if is_request => true,
            None => agenda.without_day,
            until => is_near(until, today),
        };
        // The day of a request is told by the working clock.
        let is_cause = |cause: Option<Date>| is_request || cause == commitment.until;
        let given = given(book, colleagues, account, code, &id.to_string(), is_cause);
        if !is_wanted || given.is_done {
            return None;
        }
        let named = event.ours.first().map(|id| colleagues.counts_for(*id));
        Some(Self {
            part: if matches!(code, "complaint" | "claim") { Part::Complaints } else { Part::Items },
            minutes: estimated(kind, record).unwrap_or(minutes),
            ours: given.to.or(named),
        })
    }
}

/// How long an action takes by whoever planned it, in minutes.
fn estimated(kind: &Kind, record: &Record) -> Option<u64> {
    // Both kinds of actions have it in a field of the same name.
    let is_action = [planned_step::PLANNED_STEP.code, plan_action::PLAN_ACTION.code].contains(&kind.code);
    let estimate: Option<Hours> = is_action.then(|| planned_step::field::estimate.of(record)).flatten();
    Some(estimate?.minutes().into())
}

/// How many minutes it took to do what a record binds us to, where that was done on a day that is wanted: as many as are
/// reckoned while it is open. What fell away took none; a bid took them however it ended.
pub(super) fn done_minutes(kind: &Kind, record: &Record, is_wanted: impl Fn(Date) -> bool) -> Option<u64> {
    let commitment = kind.event(record)?.commitment?;
    let settled = commitment.settled.filter(|settled| settled.on.is_some_and(&is_wanted))?;
    let code = commitment.rule.code;
    let is_done = settled.outcome.is_done || code == "bid";
    is_done.then(|| estimated(kind, record).or_else(|| minutes(code))).flatten()
}

fn minutes(code: &str) -> Option<u64> {
    MINUTES.iter().find(|(known, _)| *known == code).map(|(_, minutes)| *minutes)
}

/// Late, or due within the days that are looked at; without a day at once.
fn is_near(day: Option<Date>, today: Date) -> bool {
    day.is_none_or(|day| day <= today.plus(AHEAD))
}

/// What was said of a line of Today: whom it was given to, and whether it is dealt with.
struct Given {
    to: Option<RecordId>,
    is_done: bool,
}

fn given(
    book: &Book,
    colleagues: &Colleagues,
    account: RecordId,
    rule: &str,
    subject: &str,
    is_cause: impl Fn(Option<Date>) -> bool,
) -> Given {
    let id = Handling::id(account, rule, subject);
    let record = book.record(id).filter(|record| record.kind == Handling::KIND && !record.is_deleted());
    let record = record.filter(|record| is_cause(handling::field::cause.of(record)));
    let to = record.and_then(|record| handling::field::colleague.of(record));
    Given {
        to: to.map(|id| colleagues.counts_for(id)),
        is_done: record.is_some_and(|record| handling::field::done.of(record).is_some()),
    }
}

/// Whether satisfaction is to be asked about with a key account by then (C9).
fn interview_is_due(book: &Book, account: RecordId, today: Date) -> bool {
    let next = || Dossier::of(book, account)?.next_time(&ASK_AGAIN, today);
    let has_been_asked_or_is_key =
        book.count::<SatisfactionInterview>() > 0 || book.value(account, account::field::key_confirmed).is_some();
    has_been_asked_or_is_key && next().is_some_and(|day| is_near(Some(day), today))
}
