//! The hand-over: one of ours passes an account on to another, who says when they have it (T2, T3).

use serde_json::Value;

use super::kind::{
    Agenda, Audience, Commitment, Condition, Course, DueRule, Event, HistoryWords, Kind, Outcome, Settled, Settlement,
    Tone, ask,
};
use super::{Account, Confirmation, Edit, Record, RecordId, RecordKind, account};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// An account is handed over. That somebody leaves is one for each account they answer for: each goes to
    /// whom it suits, and ends by itself.
    HandOver = "hand_over" {
        account: Option<RecordId>,
        /// The day it was begun.
        day: Option<Date>,
        /// Who of ours gives it away.
        from: Option<RecordId>,
        /// Who of ours takes it.
        to: Option<RecordId>,
        /// Why.
        why: String,
        /// By which day.
        until: Option<Date>,
        /// What of the list was gone through by the codes of its items, as versions wrote it that kept all of them in
        /// one field: what was ticked on one device took away what was on another. Each item has a field of its own
        /// since ([`HandOver::tick`]), which goes before this one.
        ticked: Vec<String>,
        /// The day the taker confirmed that they have it; empty: it is open.
        confirmed_on: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What the names of fields begin with that say whether an item is gone through.
const TICKED: &str = "ticked.";

fn tick_field(code: &str) -> String {
    format!("{TICKED}{code}")
}

/// What a [`HandOver`] is to people.
pub static HAND_OVER: Kind = Kind {
    code: HandOver::KIND,
    title: Key::PieceHandOver,
    plural: Key::HistoryHandOvers,
    glyph: Glyph::Team,
    audience: Audience::Management,
    fields: &[
        ask::colleague(field::from, Key::TakeoverFrom),
        ask::colleague(field::to, Key::TakeoverTo),
        ask::line(field::why, Key::TakeoverWhy),
        ask::day(field::until, Key::TakeoverUntil),
        ask::day(field::confirmed_on, Key::TakeoverConfirmed).only_if(&WITH_TAKER),
        ask::day(field::day, Key::TakeoverDay),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<HandOver>,
};

/// Nobody confirms what nobody takes.
static WITH_TAKER: Condition =
    Condition { code: "with_taker", words: Key::TakeoverNeedsTaker, say: Key::TakeoverSay, needs: &[field::to.name] };

/// The taker is to confirm it. On Today it is one of the plan's actions.
pub static TAKE_OVER: DueRule = DueRule {
    code: "plan_action",
    glyph: Glyph::Team,
    agenda: Some(Agenda { words: Key::DueHandOver, rank: 2, ahead: None, horizon: 7, weight: 1.0, without_day: true }),
    history: HistoryWords::USUAL,
};

const TAKEN: Outcome = Outcome { words: Key::HistoryHandedOver, tone: Tone::Good, is_done: true };

fn event(record: &Record) -> Option<Event> {
    let confirmed = field::confirmed_on.of(record);
    let mut said = vec![field::day.name, field::why.name, field::until.name];
    said.extend(confirmed.map(|_| field::confirmed_on.name));
    let (to, from) = (field::to.of(record), field::from.of(record));
    Some(Event {
        day: field::day.of(record),
        heading: HAND_OVER.title,
        title: field::why.of(record),
        said,
        theirs: Vec::new(),
        // Whose turn it is stands first.
        ours: to.into_iter().chain(from).collect(),
        commitment: Some(Commitment {
            rule: &TAKE_OVER,
            until: field::until.of(record),
            settled: confirmed.map(|day| Settled { outcome: TAKEN, on: Some(day) }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "taken_over",
    text: Key::HistoryTakenOver,
    is_done: true,
    edits: |id, now| vec![field::confirmed_on.set(id, Some(now.day()))],
}];

impl HandOver {
    /// Whether the taker has still to confirm it.
    pub fn is_open(&self) -> bool {
        self.confirmed_on.is_none()
    }

    /// Whether an item of the list is gone through, by its code.
    pub fn is_ticked(record: &Record, code: &str) -> bool {
        match record.value(&tick_field(code)) {
            Value::Bool(is_ticked) => *is_ticked,
            _ => field::ticked.of(record).iter().any(|ticked| ticked == code),
        }
    }

    /// The edit by which an item is gone through, or isn't after all. That it isn't is said, and not left empty: an
    /// earlier version may have said that it is.
    pub fn tick(id: RecordId, code: &str, is_done: bool) -> Edit {
        Edit::raw(id, Self::KIND, &tick_field(code), Value::Bool(is_done))
    }

    /// The code of the item a field is about; `None` if it is about none.
    pub fn item_of(field: &str) -> Option<&str> {
        field.strip_prefix(TICKED)
    }

    /// The edits after which nothing of a record is ticked.
    pub fn unticked(id: RecordId, record: &Record) -> Vec<Edit> {
        let ticks = record.fields.keys().filter(|field| Self::item_of(field).is_some());
        let ticks = ticks.map(|field| Edit::raw(id, Self::KIND, field, Value::Null));
        std::iter::once(field::ticked.set(id, Vec::new())).chain(ticks).collect()
    }

    /// The record of an account that this one gives away from a day on: the same in every book, so that two who begin
    /// it on one day begin it once.
    pub fn of(account: RecordId, from: RecordId, day: Date) -> RecordId {
        RecordId::derived(account, &format!("hand_over {from} {day}"))
    }

    /// The edits by which the taker answers for the account, where a change of this record says that they have it;
    /// none for any other record or change.
    pub fn passing_on(record: &Record, edits: &[Edit]) -> Vec<Edit> {
        let is_taken = |edit: &Edit| edit.field == field::confirmed_on.name && !edit.value.is_null();
        if record.kind != Self::KIND || !edits.iter().any(is_taken) {
            return Vec::new();
        }
        let (Some(account), Some(to)) = (record.account(), field::to.of(record)) else { return Vec::new() };
        vec![
            account::field::owner.set(account, Some(to)),
            // Whoever answered for it before is no longer what was confirmed.
            Confirmation::edit(account, Account::KIND, account::field::owner.name, None),
        ]
    }
}
