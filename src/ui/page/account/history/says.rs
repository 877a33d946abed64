//! What an entry of the timeline says, in words.

use crate::book::kind::{FormField, Input, Kind, Tone};
use crate::book::{Book, Record};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::timeline::{Delivery, Entry, EntryKind, Source, State};
use crate::text::Key;
use crate::today::{Awaited, AwaitedRequest};
use crate::ui::dossier_words::request_until;
use crate::ui::fields::input_value;
use crate::ui::words::{Words, isolated};

/// How the style sheet calls a tone.
pub fn tone(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Good => Some("good"),
        Tone::Warn => Some("warn"),
        Tone::Bad => Some("bad"),
    }
}

/// "**We promised:** samples of the new cheeses"
pub fn title(words: Words, currency: Currency, entry: &Entry) -> String {
    let Source::Record { heading, .. } = &entry.source else { return order_title(words, currency, entry) };
    let kind = words.text(*heading);
    if entry.title.is_empty() {
        return format!("**{kind}**");
    }
    words.fill(Key::HistoryTitled, &[("kind", kind), ("title", &isolated(&entry.title))])
}

/// The title without its strong part's marks, for a label.
pub fn plain_title(words: Words, currency: Currency, entry: &Entry) -> String {
    title(words, currency, entry).replace("**", "")
}

fn order_title(words: Words, currency: Currency, entry: &Entry) -> String {
    let Source::Order(delivery) = &entry.source else { return String::new() };
    let amount = words.money(currency, delivery.amount);
    let key = match (delivery.amount > 0, entry.title.is_empty()) {
        (true, false) => Key::HistoryOrder,
        (true, true) => Key::HistoryOrderUnnumbered,
        (false, false) => Key::HistoryCredit,
        (false, true) => Key::HistoryCreditUnnumbered,
    };
    words.fill(key, &[("number", &isolated(&entry.title)), ("amount", &amount)])
}

/// What became of it, or when something will; empty where there is nothing to say.
pub fn state(words: Words, entry: &Entry, today: Date) -> String {
    match entry.state() {
        State::Told => entry.left(today).map(|days| days_ahead(words, days)).unwrap_or_default(),
        State::Open if entry.kind == EntryKind::Order => {
            let wait = words.text(Key::HistoryUndelivered).to_owned();
            std::iter::once(wait).chain(due(words, entry, today)).collect::<Vec<_>>().join(" · ")
        }
        State::Open => due(words, entry, today).unwrap_or_else(|| words.text(Key::HistoryOpen).into()),
        State::Settled(outcome) => {
            let what = words.text(outcome.words);
            let said = match entry.settled() {
                Some(day) => words.fill(Key::HistorySettledOn, &[("what", what), ("day", &words.day(day))]),
                None => what.to_owned(),
            };
            let late = entry.late().map(|days| words.count(Key::HistoryLateBy, positive(days)));
            std::iter::once(said).chain(late).collect::<Vec<_>>().join(" · ")
        }
    }
}

fn days_ahead(words: Words, days: i32) -> String {
    if days == 0 { words.text(Key::HistoryAheadToday).into() } else { words.count(Key::HistoryAheadIn, positive(days)) }
}

/// "due in 9 days", "overdue since 3 March, 12 days"; `None` if it has no such day.
fn due(words: Words, entry: &Entry, today: Date) -> Option<String> {
    let days = entry.left(today)?;
    let day = words.day(entry.due()?);
    let of = entry.commitment?.rule.history;
    let said = match days {
        ..0 => words.counted(of.past, positive(-days), &[("day", &day)]),
        0 => words.text(of.today).into(),
        _ => words.count(of.ahead, positive(days)),
    };
    Some(match of.around {
        Some(around) => words.fill(around, &[("due", &said)]),
        None => said,
    })
}

/// "to be answered by 5 May 1998, 13:00 · 1 day late"
pub fn request_state(words: Words, request: &AwaitedRequest, today: Date) -> String {
    let key = match request.awaited {
        Awaited::Answer => Key::RequestAnswerBy,
        Awaited::Resolution => Key::RequestResolveBy,
        Awaited::Customer => Key::RequestTheirTurn,
    };
    let by = words.fill(key, &[("when", &request_until(words, request, today))]);
    let late = request.late(today).map(|days| match positive(days) {
        0 => words.text(Key::RequestOver).to_owned(),
        days => words.count(Key::DueLateDays, days),
    });
    // Of a day the customer named how late it is stands there already.
    let late = late.filter(|_| request.by_target().is_some());
    std::iter::once(by).chain(late).collect::<Vec<_>>().join(" · ")
}

fn positive(days: i32) -> usize {
    usize::try_from(days).unwrap_or_default()
}

/// "3 lines · took 7 days · wanted by 11 May 1998 · the largest so far"
pub fn order_facts(words: Words, entry: &Entry, delivery: &Delivery) -> String {
    let wanted = delivery.promised.map(|day| words.fill(Key::HistoryWantedBy, &[("day", &words.day(day))]));
    let took = delivery.took.map(|days| words.count(Key::HistoryTook, positive(days)));
    let largest = delivery.is_largest_so_far.then(|| words.text(Key::HistoryLargest).to_owned());
    let slowest = delivery.is_slowest.then(|| words.text(Key::HistorySlowest).to_owned());
    let seller = entry.ours.first().map(|name| words.fill(Key::HistorySoldBy, &[("name", &isolated(name))]));
    let lines = words.count(Key::HistoryLines, delivery.lines as usize);
    [Some(lines), took, wanted, largest, slowest, seller].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A field that stands below the title: what it is called, unless that is obvious; what it says; whether
/// that is a longer text.
pub type Fact = (Option<&'static str>, String, bool);

/// Everything a record holds beside the fields that are said already.
pub fn facts(words: Words, book: &Book, record: &Record, said: &[&str]) -> Vec<Fact> {
    let Some(kind) = Kind::of_code(&record.kind) else { return Vec::new() };
    let fact = |field: &FormField| {
        let value = input_value(words, book, field.input, record.value(field.name))?;
        let label = (!field.speaks_for_itself).then(|| words.text(field.label));
        Some((label, value, matches!(field.input, Input::Text)))
    };
    let left = kind.fields.iter().filter(|field| !said.contains(&field.name) && !record.value(field.name).is_null());
    left.filter_map(fact).filter(|(_, value, _)| !value.is_empty()).collect()
}
