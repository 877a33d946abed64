//! Handing accounts over (T2, T3): what there is to go through with each, and the changes by which it is begun, taken
//! and ended.
//!
//! Somebody's leaving is a hand-over of each account they answer for; it ends when the takers have confirmed all of
//! them. With each confirmation the taker answers for the account ([`Change::settling`]), so that nobody answers for
//! what they haven't confirmed, and no account waits for another.

use std::collections::BTreeSet;

use crate::book::hand_over::{HAND_OVER, field};
use crate::book::kind::{Input, Kind};
use crate::book::{
    Book, Change, Colleagues, Confirmation, Edit, HandOver, Handling, Label, Record, RecordId, RecordKind, account,
    confirms, handling, stored,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::{Due, Origin};
use crate::dossier::health::{AsOf, Certainty, Health, Need};
use crate::ledger::Ledger;
use crate::working_time::Instant;

use super::departure::{Departure, Sole};

/// So many days somebody has for it, unless a person says otherwise *(our choice)*.
pub const USUAL_DAYS: i32 = 28;

/// Something to go through.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// An open item of the account: a promise, a request, a complaint, a planned step. It is done with once somebody
    /// else sees to it.
    Open(Due),
    /// Somebody whom only they know: an introduction, and what there is to say of them.
    Person(Sole),
    /// Facts that they confirmed: of the account by their fields.
    Facts(Vec<String>),
    /// What else of the file they confirmed, as whole records: people, competitors.
    Records(Vec<RecordId>),
    /// What of the file is missing.
    Gaps(Vec<Need>),
}

/// An item of the list of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its name within the account, by which it is ticked.
    pub code: String,
    pub what: What,
    pub is_done: bool,
}

/// An account that is handed over, or was.
#[derive(Clone, Debug, PartialEq)]
pub struct Passing {
    pub id: RecordId,
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    pub hand_over: HandOver,
    /// None once it is confirmed.
    pub items: Vec<Item>,
}

impl Passing {
    pub fn done(&self) -> usize {
        self.items.iter().filter(|item| item.is_done).count()
    }

    /// Whether everything is gone through.
    pub fn is_gone_through(&self) -> bool {
        self.done() == self.items.len()
    }

    /// Whether its day has passed.
    pub fn is_late(&self, today: Date) -> bool {
        self.hand_over.is_open() && self.hand_over.until.is_some_and(|until| until < today)
    }
}

/// What lists are made of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    pub as_of: AsOf,
}

/// The hand-overs of one of ours, those they give away and those they take: by account, open ones first.
pub fn of_colleague(book: &Book, colleague: RecordId) -> (Vec<RecordId>, Vec<RecordId>) {
    let colleagues = Colleagues::of(book);
    let is_them = |id: Option<RecordId>| id.map(|id| colleagues.counts_for(id)) == Some(colleague);
    let (mut given, mut taken) = (Vec::new(), Vec::new());
    for (id, record) in book.of_kind(HandOver::KIND) {
        if is_them(field::from.of(record)) {
            given.push(id);
        } else if is_them(field::to.of(record)) {
            taken.push(id);
        }
    }
    let name = |id: &RecordId| {
        let record = book.record(*id);
        let account = record.and_then(Record::account);
        let is_over = record.is_some_and(|record| field::confirmed_on.of(record).is_some());
        (is_over, account.map(|account| book.name(account)), *id)
    };
    given.sort_by_cached_key(name);
    taken.sort_by_cached_key(name);
    (given, taken)
}

/// One hand-over with its list, out of its account's file; `None` if it isn't there. `only`: whom at this account only
/// the giver knows.
pub fn passing(seen: Seen<'_>, dossier: &Dossier, only: &[Sole], id: RecordId) -> Option<Passing> {
    let hand_over = dossier.get::<HandOver>(id)?;
    let name = account::field::name.of(dossier.record());
    let giver = hand_over.from.filter(|_| hand_over.is_open());
    let items = match giver.zip(dossier.part(id)) {
        Some((from, record)) => items(seen, dossier, record, Colleagues::of(seen.book).counts_for(from), only),
        None => Vec::new(),
    };
    Some(Passing { id, account: dossier.id, name, hand_over, items })
}

/// What there is to go through at one account.
fn items(seen: Seen<'_>, dossier: &Dossier, record: &Record, from: RecordId, only: &[Sole]) -> Vec<Item> {
    let Seen { book, ledger, as_of } = seen;
    let colleagues = Colleagues::of(book);
    let is_theirs = |ours: &[RecordId]| ours.is_empty() || ours.iter().any(|id| colleagues.counts_for(*id) == from);
    let item = |code: String, what| Item { is_done: HandOver::is_ticked(record, &code), code, what };
    let mut all = Vec::new();
    let is_hand_over =
        |due: &Due| due.record.and_then(|id| dossier.part(id)).is_some_and(|record| record.kind == HandOver::KIND);
    let open = dossier.due(as_of.today).into_iter();
    let open = open.filter(|due| matches!(due.origin, Origin::Commitment | Origin::NextStep) && !is_hand_over(due));
    for due in open.filter(|due| is_theirs(&due.ours)) {
        let code = due.record.map_or_else(|| "next_step".into(), |id| id.to_string());
        all.push(item(code, What::Open(due)));
    }
    all.extend(only.iter().map(|sole| item(sole.contact.to_string(), What::Person(*sole))));
    let (facts, records) = confirmed_by(dossier, &colleagues, from);
    if !facts.is_empty() {
        all.push(item("facts".into(), What::Facts(facts)));
    }
    if !records.is_empty() {
        all.push(item("records".into(), What::Records(records)));
    }
    let types = account::field::types.of(dossier.record());
    let health = Health::of(dossier, &types, ledger.groups(), as_of);
    let gaps: Vec<Need> = health.with(Certainty::Missing).into_iter().map(|(need, _)| need).collect();
    if !gaps.is_empty() {
        all.push(item("gaps".into(), What::Gaps(gaps)));
    }
    all
}

/// What they confirmed: fields of the account, and records that belong to it.
fn confirmed_by(dossier: &Dossier, colleagues: &Colleagues, from: RecordId) -> (Vec<String>, Vec<RecordId>) {
    let is_theirs = |record: &Record, field: &str| {
        let by = Confirmation::of(record, field).and_then(|confirmation| confirmation.by);
        by.map(|by| colleagues.counts_for(by)) == Some(from)
    };
    let own = dossier.record();
    // Who answers for it, and who stands in, is what is being settled.
    let settled_here = [account::field::owner.name, account::field::deputy.name];
    let facts = own.fields.keys().filter_map(|name| confirms(name)).filter(|field| !settled_here.contains(field));
    let facts = facts.filter(|field| is_theirs(own, field));
    let records = dossier.parts().filter(|(_, record)| is_theirs(record, "")).map(|(id, _)| id);
    (facts.map(str::to_owned).collect(), records.collect())
}

/// How a hand-over is begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    pub from: RecordId,
    /// Each account with who takes it, if that is known already.
    pub accounts: Vec<(RecordId, Option<RecordId>)>,
    pub why: String,
    pub until: Option<Date>,
    pub today: Date,
}

impl Beginning {
    /// Of all that somebody answers for. Whoever stands in for an account is proposed to take it.
    pub fn of(book: &Book, departure: &Departure, from: RecordId, why: String, today: Date) -> Self {
        let colleagues = Colleagues::of(book);
        let deputy = |account| {
            let deputy = book.value(account, account::field::deputy).map(|id| colleagues.counts_for(id));
            deputy.filter(|id| *id != from && super::departure::is_active(book, *id, today))
        };
        let accounts = departure.owned.iter().map(|owned| (owned.account, deputy(owned.account))).collect();
        Self { from, accounts, why, until: Some(today.plus(USUAL_DAYS)), today }
    }

    /// The change that begins it; accounts that they hand over already are left as they are. `of`: their name.
    pub fn change(&self, book: &Book, of: String) -> Change {
        let colleagues = Colleagues::of(book);
        let merged = book.merged();
        let is_theirs = |hand_over: &HandOver| {
            hand_over.is_open() && hand_over.from.map(|id| colleagues.counts_for(id)) == Some(self.from)
        };
        let running: BTreeSet<RecordId> = book
            .all::<HandOver>()
            .filter(|(_, hand_over)| is_theirs(hand_over))
            .filter_map(|(_, hand_over)| Some(merged.of_account(hand_over.account?)))
            .collect();
        let mut edits = Vec::new();
        for (account, to) in self.accounts.iter().filter(|(account, _)| !running.contains(account)) {
            let first = HandOver::of(*account, self.from, self.today);
            // One of that day that is over stays what it was.
            let further = (2..).map(|number| RecordId::derived(first, &format!("{number}")));
            let id = std::iter::once(first).chain(further).find(|id| !book.has::<HandOver>(*id)).unwrap_or(first);
            edits.extend([
                field::account.set(id, Some(*account)),
                field::day.set(id, Some(self.today)),
                field::from.set(id, Some(self.from)),
                field::to.set(id, *to),
                field::why.set(id, self.why.clone()),
                field::until.set(id, self.until),
                // One that was deleted may have said more.
                field::confirmed_on.set(id, None),
                field::note.set(id, String::new()),
                Edit::revive(id, HandOver::KIND),
            ]);
            edits.extend(book.record(id).into_iter().flat_map(|record| HandOver::unticked(id, record)));
        }
        Change::new(Label::Add { kind: HAND_OVER.words(), of }, edits)
    }
}

fn editing(of: &str, edits: Vec<Edit>) -> Change {
    Change::new(Label::Edit { kind: HAND_OVER.words(), of: of.into() }, edits)
}

impl Passing {
    /// The change by which somebody is to take it.
    pub fn given_to(&self, taker: Option<RecordId>) -> Change {
        editing(&self.name, vec![field::to.set(self.id, taker)])
    }

    pub fn due(&self, until: Option<Date>) -> Change {
        editing(&self.name, vec![field::until.set(self.id, until)])
    }

    /// The change by which an item is gone through, or isn't after all.
    pub fn ticked(&self, code: &str, is_done: bool) -> Change {
        editing(&self.name, vec![HandOver::tick(self.id, code, is_done)])
    }

    /// The change by which the taker sees to all that is open here and is the leaver's. `None` if there is no taker, or
    /// nothing names the leaver.
    pub fn items_taken(&self, book: &Book) -> Option<Change> {
        let (from, to) = (self.hand_over.from?, self.hand_over.to?);
        let colleagues = Colleagues::of(book);
        let from = colleagues.counts_for(from);
        let dossier = Dossier::of(book, self.account)?;
        let mut edits = Vec::new();
        for (id, record) in dossier.parts() {
            edits.extend(renamed(id, record, |held| if colleagues.counts_for(held) == from { to } else { held }));
        }
        (!edits.is_empty()).then(|| editing(&self.name, edits))
    }

    /// The change by which the taker confirms that they have it, and answers for it from then on; `None` without a
    /// taker, or once it is done.
    pub fn confirmed(&self, book: &Book, now: Instant) -> Option<Change> {
        let record = book.record(self.id)?;
        let act = HAND_OVER.settlements.first().filter(|_| self.hand_over.is_open())?;
        let is_met = HAND_OVER.unmet_by(act, self.id, record, now).is_none();
        is_met.then(|| Change::settling(&HAND_OVER, act, (self.id, record), now, self.name.clone()))
    }

    /// The change by which it is not handed over after all.
    pub fn called_off(&self) -> Change {
        let label = Label::Delete { kind: HAND_OVER.words(), of: self.name.clone() };
        Change::new(label, vec![Edit::delete::<HandOver>(self.id)])
    }
}

/// The edits that put others of ours in the place of those who see to an open record, where `instead` names others.
fn renamed(id: RecordId, record: &Record, instead: impl Fn(RecordId) -> RecordId) -> Vec<Edit> {
    if record.kind == Handling::KIND {
        let held = handling::field::colleague.of(record).filter(|_| handling::field::done.of(record).is_none());
        let other = held.map(&instead).filter(|other| Some(*other) != held);
        return other.map(|other| handling::field::colleague.set(id, Some(other))).into_iter().collect();
    }
    let Some(kind) = Kind::of_code(&record.kind).filter(|kind| kind.code != HandOver::KIND) else { return Vec::new() };
    let commitment = kind.event(record).and_then(|event| event.commitment);
    if commitment.is_none_or(|commitment| commitment.settled.is_some()) {
        return Vec::new();
    }
    let several = kind.fields.iter().filter(|field| matches!(field.input, Input::Colleagues));
    let several = several.filter_map(|field| {
        let held: Vec<RecordId> = record.get(field.name);
        let mut others: Vec<RecordId> = Vec::new();
        for other in held.iter().map(|id| instead(*id)) {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        (others != held).then(|| Edit::raw(id, kind.code, field.name, stored(&others)))
    });
    let one = kind.fields.iter().filter(|field| matches!(field.input, Input::Colleague));
    let one = one.filter_map(|field| {
        let held: RecordId = record.get::<Option<RecordId>>(field.name)?;
        let other = instead(held);
        (other != held).then(|| Edit::raw(id, kind.code, field.name, stored(&Some(other))))
    });
    several.chain(one).collect()
}

/// The change that makes a change of owner a hand-over: what somebody answered for until now they hand over to who
/// does from now on. Which it is already is confirmed at the end.
pub fn of_owner_change(
    book: &Book,
    account: RecordId,
    from: RecordId,
    to: RecordId,
    why: String,
    today: Date,
) -> Change {
    let beginning =
        Beginning { from, accounts: vec![(account, Some(to))], why, until: Some(today.plus(USUAL_DAYS)), today };
    beginning.change(book, book.value(account, account::field::name))
}

#[cfg(test)]
mod tests;
