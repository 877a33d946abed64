//! What is to be done with each account, and by whom of ours (C17).

use std::collections::{BTreeMap, HashMap};

use super::load::{AHEAD, Need};
use super::ratio::Ratio;
use crate::analysis::{Analysis, KeyAccounts, Levels};
use crate::book::kind::{Course, Kind};
use crate::book::satisfaction_interview::ASK_AGAIN;
use crate::book::{
    Book, Cadences, Colleagues, Complaint, Handling, Hours, KINDS, Record, RecordId, RecordKind, SETTINGS,
    SatisfactionInterview, account, handling, plan_action, planned_step, settings,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;
use crate::service::usual_cadence::Usual;

/// A touch takes so many minutes: with a key account, and with any other.
const TOUCH_KEY: u64 = 60;
const TOUCH: u64 = 30;

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
const INTERVIEW: u64 = 120;

/// What the work is read from.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    pub analysis: Option<&'a Analysis>,
    pub key: &'a KeyAccounts,
    pub today: Date,
}

/// The work with all accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// What goes with an account, whoever owns it: touches, and open items that name nobody of ours.
    of_account: BTreeMap<RecordId, Need>,
    /// Open items that name somebody of ours: theirs, whoever owns the account.
    of_colleague: BTreeMap<RecordId, Need>,
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

    /// Everything that is to be done, by whomever.
    pub fn all(&self) -> Need {
        self.of_account.values().chain(self.of_colleague.values()).fold(Need::default(), |sum, need| sum + *need)
    }
}

/// The work on its way: of every account that is in a list, not in the archive, and then of what is open.
pub struct Working {
    work: Work,
    colleagues: Colleagues,
    /// How many complaints and claims each account has open.
    complaints: HashMap<RecordId, usize>,
    cadences: Cadences,
    /// `None` without figures.
    levels: Option<Levels>,
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
        Self {
            work: Work::default(),
            colleagues: Colleagues::of(book),
            complaints: open_complaints(book),
            cadences: book.value(SETTINGS, settings::field::cadences),
            levels: seen.analysis.map(Levels::of),
            waiting,
            items,
        }
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
        let Seen { book, ledger, analysis, today, .. } = seen;
        let record = book.record(id).filter(|record| account::field::archived_on.of(record).is_none());
        let Some(record) = record else { return };
        let complaints = self.complaints.get(&id).copied().unwrap_or_default();
        let need = self.work.of_account.entry(id).or_default();
        // Many customers nobody tells apart are touched by nobody.
        if account::field::stands_for.of(record).is_none() {
            let is_key = seen.key.is_key(id);
            let known = analysis.zip(self.levels.as_ref()).filter(|_| asks_for_level(record));
            let level = known.map(|(analysis, levels)| levels.of_account(analysis, ledger, id, || complaints));
            let usual = Usual { level, ..Usual::of(&self.cadences, analysis, ledger) };
            let cadence = usual.of_record(id, record, complaints);
            let touches = Ratio::new(AHEAD.into(), cadence.ideal().into());
            need.touches = touches * Ratio::of_minutes(if is_key { TOUCH_KEY } else { TOUCH });
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
        // Both kinds of actions have it in a field of the same name.
        let is_action = [planned_step::PLANNED_STEP.code, plan_action::PLAN_ACTION.code].contains(&kind.code);
        let estimate: Option<Hours> = is_action.then(|| planned_step::field::estimate.of(record)).flatten();
        let named = event.ours.first().map(|id| colleagues.counts_for(*id));
        Some(Self {
            part: if matches!(code, "complaint" | "claim") { Part::Complaints } else { Part::Items },
            minutes: estimate.map_or(minutes, |estimate| estimate.minutes().into()),
            ours: given.to.or(named),
        })
    }
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

/// How many complaints and claims each account has open, by which its level is suggested.
fn open_complaints(book: &Book) -> HashMap<RecordId, usize> {
    let merged = book.merged();
    let mut open: HashMap<RecordId, usize> = HashMap::new();
    for (_, complaint) in book.all::<Complaint>() {
        if let Some(account) = complaint.account.filter(|_| complaint.is_serious()) {
            *open.entry(merged.of_account(account)).or_default() += 1;
        }
    }
    open
}

/// Whether nobody said how often an account is to hear from us, nor how far the relationship has come.
fn asks_for_level(record: &Record) -> bool {
    account::field::cadence.of(record).is_none() && account::field::level.of(record).is_none()
}

/// Whether satisfaction is to be asked about with a key account by then (C9).
fn interview_is_due(book: &Book, account: RecordId, today: Date) -> bool {
    let next = || Dossier::of(book, account)?.next_time(&ASK_AGAIN, today);
    let has_been_asked_or_is_key =
        book.count::<SatisfactionInterview>() > 0 || book.value(account, account::field::key_confirmed).is_some();
    has_been_asked_or_is_key && next().is_some_and(|day| is_near(Some(day), today))
}
