//! The words of a line: why it stands there, what marks it, and what its kind is called.

use crate::analysis::behaviour::Silence;
use crate::analysis::losses::State;
use crate::book::kind::{DueRule, Tone};
use crate::book::negotiation::TO_HOLD;
use crate::book::{Book, BuyingRole, Cadence, contact};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::due::{Due, Origin};
use crate::text::{Key, within_sentence};
use crate::today::cadence::{Anchor, NextTouch};
use crate::today::{Awaited, AwaitedRequest, LateOrder, Line, Reason, StaleProfile};
use crate::ui::component::state_name;
use crate::ui::dossier_words::{due, due_when, need, request_until};
use crate::ui::words::{Words, isolated};
use crate::working_time::Instant;

/// Where and when a line is read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub words: Words,
    pub book: &'a Book,
    pub currency: Currency,
    pub today: Date,
}

/// Why it stands there, in a sentence or two.
pub fn why(reading: Reading<'_>, line: &Line) -> String {
    let Reading { words, book, .. } = reading;
    let why = match &line.reason {
        Reason::Due(due) => of_due(reading, line, due),
        Reason::Request(request) => of_request(reading, request),
        Reason::Touch(touch) => of_touch(reading, touch),
        Reason::Silence(silence) => of_silence(reading, silence),
        Reason::LateOrder(order) => of_order(reading, order),
        Reason::StaleProfile(stale) => of_profile(words, stale),
    };
    let given = line.handled.as_ref().and_then(|handled| handled.colleague);
    let given = given.map(|id| words.fill(Key::TodayGiven, &[("name", &isolated(&book.name(id)))]));
    [Some(why), given].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn of_due(Reading { words, book, today, .. }: Reading<'_>, line: &Line, found: &Due) -> String {
    // How late it is the mark says.
    let when = match found.day {
        Some(day) if day <= today => words.whole_day(day),
        day => due_when(words, day, today),
    };
    if found.origin == Origin::Recurrence && found.record.is_none() {
        let since = book.value(line.account, crate::book::account::field::key_confirmed);
        let since = since.map(|day| words.whole_day(day)).unwrap_or_default();
        return words.fill(Key::TodayWhyFirst, &[("since", &since), ("when", &when)]);
    }
    words.fill(Key::TodayWhyDue, &[("what", &due(words, book, found)), ("when", &when)])
}

fn of_request(Reading { words, today, .. }: Reading<'_>, request: &AwaitedRequest) -> String {
    let title = if request.subject.is_empty() { words.text(Key::Unnamed) } else { &request.subject };
    let when = request_until(words, request, today);
    let key = match request.awaited {
        Awaited::Answer => Key::TodayWhyAnswer,
        Awaited::Resolution => Key::TodayWhyResolve,
        Awaited::Customer => Key::TodayWhyTheirTurn,
    };
    words.fill(key, &[("what", &isolated(title)), ("when", &when)])
}

fn of_touch(Reading { words, book, today, .. }: Reading<'_>, touch: &NextTouch) -> String {
    let key = match touch.anchor {
        Anchor::Touch(_) => Key::TodayWhyTouch,
        Anchor::Key(_) => Key::TodayWhyTouchKey,
        Anchor::Set(_) => Key::TodayWhyTouchSet,
    };
    let day = touch.anchor.day();
    let (ideal, longest) = gaps(words, touch.cadence);
    let places =
        [("day", words.whole_day(day)), ("ago", ago(words, today.since(day))), ("ideal", ideal), ("longest", longest)];
    let mut text = words.fill(key, &places.each_ref().map(|(name, value)| (*name, value.as_str())));
    if let Some(person) = touch.person {
        let decides = book.value(person, contact::field::roles).contains(BuyingRole::Decider);
        let key = if decides { Key::TodayWithPerson } else { Key::TodayWithOther };
        text = words.fill(key, &[("name", &isolated(&book.name(person))), ("what", &text)]);
    }
    text
}

/// "30 days" and "45 days"
fn gaps(words: Words, cadence: Cadence) -> (String, String) {
    (words.days(cadence.ideal().into()), words.days(cadence.longest().into()))
}

fn of_silence(Reading { words, .. }: Reading<'_>, silence: &Silence) -> String {
    let places = [
        ("day", words.whole_day(silence.last)),
        ("ago", ago(words, silence.days)),
        ("gap", words.days(silence.gap)),
        ("times", words.decimal(silence.times(), 1)),
        ("longest", words.days(silence.longest.into())),
    ];
    words.fill(Key::TodayWhySilence, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn of_order(Reading { words, currency, today, .. }: Reading<'_>, order: &LateOrder) -> String {
    let key = if order.promised == today { Key::TodayWhyOrderNow } else { Key::TodayWhyOrder };
    let places = [
        ("number", isolated(&order.number)),
        ("amount", words.money(currency, order.amount)),
        ("day", words.whole_day(order.promised)),
    ];
    words.fill(key, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn of_profile(words: Words, stale: &StaleProfile) -> String {
    words.counted(Key::TodayWhyStale, stale.count, &[("first", &within_sentence(need(words, stale.first)))])
}

fn ago(words: Words, days: i32) -> String {
    match usize::try_from(days).unwrap_or_default() {
        0 => words.text(Key::DueToday).into(),
        days => words.count(Key::TodayAgo, days),
    }
}

/// What marks a line at first sight; nothing of what is ahead.
pub fn mark(words: Words, line: &Line, today: Date) -> Option<(Tone, String)> {
    let text = |tone, key| Some((tone, words.text(key).to_owned()));
    match &line.reason {
        // Who is silent by this alarm alone is called nothing.
        Reason::Silence(_) => match line.state.filter(|state| state.is_endangered())? {
            state @ State::AtRisk => text(Tone::Warn, state_name(state)),
            state => text(Tone::Bad, state_name(state)),
        },
        Reason::Touch(touch) if touch.is_overdue(today) => text(Tone::Bad, Key::TodayOverdue),
        Reason::Touch(_) | Reason::StaleProfile(_) => None,
        Reason::Request(request) if request.is_late && line.late_by(today).is_some_and(|days| days <= 0) => {
            text(Tone::Bad, Key::TodayOverdue)
        }
        Reason::Due(_) | Reason::Request(_) | Reason::LateOrder(_) => match line.late_by(today)? {
            0 => text(Tone::Warn, Key::HistoryDueToday),
            days @ 1.. => Some((Tone::Bad, words.count(Key::DueLateDays, usize::try_from(days).unwrap_or_default()))),
            _ => None,
        },
    }
}

/// What the lines of a rule are called together.
pub fn kind(rule: &DueRule) -> Key {
    match rule.code {
        "claim" => Key::TodayClaims,
        "complaint" => Key::TodayComplaints,
        "remark" => Key::TodayRemarks,
        "request" => Key::TodayRequests,
        "our_promise" => Key::TodayOurPromises,
        "their_promise" => Key::TodayTheirPromises,
        "late_order" => Key::TodayLateOrders,
        "silence" => Key::TodaySilences,
        "bid" => Key::TodayBids,
        "offer" => Key::TodayOffers,
        "interview" => Key::TodayInterviews,
        "touch" => Key::TodayTouches,
        "contract_end" => Key::TodayContracts,
        "birthday" => Key::TodayBirthdays,
        "stale_profile" => Key::TodayStale,
        "winback" => Key::TodayWinBacks,
        "negotiation" => Key::TodayNegotiations,
        _ => Key::TodaySteps,
    }
}

/// What the next step about a line is called: what is to be said first, or being done with it.
pub fn doing(line: &Line, book: &Book, now: Instant) -> Key {
    if let Some(condition) = line.unmet(book, now) {
        return condition.say;
    }
    match line.rule().code {
        "our_promise" | "their_promise" => Key::TodayKept,
        "claim" | "complaint" | "remark" => Key::TodaySolved,
        "request" => Key::TodayResolved,
        "offer" => Key::TodayOpenOffer,
        "bid" => Key::TodayOpenBid,
        "interview" => Key::TodayInterview,
        "touch" => Key::LogTouch,
        "birthday" => Key::TodayCongratulated,
        "stale_profile" => Key::TodayGoThrough,
        "plan_action" | "winback" => Key::TodayStepDone,
        "negotiation" if std::ptr::eq(line.rule(), &TO_HOLD) => Key::TodayToNegotiation,
        "negotiation" => Key::TodayPrepare,
        _ => Key::TodayDealtWith,
    }
}
