//! What an entry of the timeline says, in words.

use crate::book::{
    Book, Complaint, Favour, FavourKind, Interaction, Note, Promise, Proposal, Record, RecordKind, Side, Tender,
    complaint, favour, interaction, note, promise, proposal, tender,
};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::form::{CHANNELS, Form, FormField, Input, code_words};
use crate::dossier::timeline::{Delivery, Entry, Kind, Outcome, Source, State, Tone};
use crate::text::Key;
use crate::ui::component::Glyph;
use crate::ui::fields::input_value;
use crate::ui::words::{Words, isolated};

pub fn glyph(kind: Kind) -> Glyph {
    match kind {
        Kind::Order => Glyph::Truck,
        Kind::Interaction => Glyph::Meet,
        Kind::Proposal => Glyph::Offer,
        Kind::Promise => Glyph::Promise,
        Kind::Favour => Glyph::Gift,
        Kind::Complaint => Glyph::Warn,
        Kind::Tender => Glyph::Flag,
        Kind::Note => Glyph::Note,
    }
}

/// "Promises"
pub fn plural(kind: Kind) -> Key {
    match kind {
        Kind::Order => Key::HistoryOrders,
        Kind::Interaction => Key::HistoryContacts,
        Kind::Proposal => Key::HistoryOffers,
        Kind::Promise => Key::HistoryPromises,
        Kind::Favour => Key::HistoryFavours,
        Kind::Complaint => Key::HistoryComplaints,
        Kind::Tender => Key::HistoryTenders,
        Kind::Note => Key::Notes,
    }
}

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
    let Source::Record(record) = &entry.source else { return order_title(words, currency, entry) };
    let kind = words.text(kind_words(entry.kind, record));
    if entry.title.is_empty() {
        return format!("**{kind}**");
    }
    words.fill(Key::HistoryTitled, &[("kind", kind), ("title", &isolated(&entry.title))])
}

fn kind_words(kind: Kind, record: &Record) -> Key {
    let form = Form::of_kind(&record.kind).map_or(Key::Unnamed, |form| form.title);
    match kind {
        Kind::Interaction => {
            code_words(CHANNELS, &record.get::<String>(interaction::field::channel.name)).unwrap_or(form)
        }
        Kind::Promise if Promise::read(record).is_ours() => Key::HistoryWePromised,
        Kind::Promise => Key::HistoryTheyPromised,
        Kind::Favour => {
            let favour = Favour::read(record);
            match (favour.kind, favour.by) {
                (Some(FavourKind::Gift), Some(Side::Us)) => Key::HistoryGiftOfOurs,
                (Some(FavourKind::Gift), Some(Side::Them)) => Key::HistoryGiftOfTheirs,
                (Some(FavourKind::Help), Some(Side::Us)) => Key::HistoryHelpOfOurs,
                (Some(FavourKind::Help), Some(Side::Them)) => Key::HistoryHelpOfTheirs,
                _ => form,
            }
        }
        _ => form,
    }
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
    match entry.state {
        State::Told => entry.left(today).map(|days| days_ahead(words, days)).unwrap_or_default(),
        State::Open if entry.kind == Kind::Order => {
            let wait = words.text(Key::HistoryUndelivered).to_owned();
            std::iter::once(wait).chain(due(words, entry, today)).collect::<Vec<_>>().join(" · ")
        }
        State::Open => due(words, entry, today).unwrap_or_else(|| words.text(Key::HistoryOpen).into()),
        State::Settled(outcome) => {
            let what = words.text(outcome_words(outcome));
            let said = match entry.settled {
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
    let day = words.day(entry.due?);
    let day = [("day", day.as_str())];
    if entry.kind == Kind::Proposal {
        return Some(match days {
            ..0 => words.fill(Key::HistoryUnanswered, &day),
            0 => words.text(Key::HistoryStandsToday).into(),
            _ => words.count(Key::HistoryStandsFor, positive(days)),
        });
    }
    let said = match days {
        ..0 => words.counted(Key::HistoryOverdue, positive(-days), &day),
        0 => words.text(Key::HistoryDueToday).into(),
        _ => words.count(Key::HistoryDueIn, positive(days)),
    };
    let Some((_, record)) = entry.record().filter(|_| entry.kind == Kind::Tender) else { return Some(said) };
    let has_bid = !record.value(tender::field::our_bid.name).is_null();
    let key = if has_bid { Key::HistoryDecisionDue } else { Key::HistoryBidDue };
    Some(words.fill(key, &[("due", &said)]))
}

fn positive(days: i32) -> usize {
    usize::try_from(days).unwrap_or_default()
}

fn outcome_words(outcome: Outcome) -> Key {
    match outcome {
        Outcome::Delivered => Key::HistoryDelivered,
        Outcome::Kept => Key::OutcomeKept,
        Outcome::Broken => Key::OutcomeBroken,
        Outcome::Released => Key::OutcomeReleased,
        Outcome::Accepted => Key::AnswerAccepted,
        Outcome::Declined => Key::AnswerDeclined,
        Outcome::Lapsed => Key::AnswerLapsed,
        Outcome::Solved => Key::HistorySolved,
        Outcome::Won => Key::TenderWon,
        Outcome::PartlyWon => Key::TenderPartlyWon,
        Outcome::Lost => Key::TenderLost,
        Outcome::NoBid => Key::TenderNoBid,
        Outcome::Cancelled => Key::TenderCancelled,
    }
}

/// "3 lines · took 7 days · wanted by 11 May 1998 · the largest so far"
pub fn order_facts(words: Words, entry: &Entry, delivery: &Delivery) -> String {
    let wanted = entry.due.map(|day| words.fill(Key::HistoryWantedBy, &[("day", &words.day(day))]));
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

/// Everything a record holds beside what its title and its state say.
pub fn facts(words: Words, book: &Book, record: &Record) -> Vec<Fact> {
    let Some(form) = Form::of_kind(&record.kind) else { return Vec::new() };
    let said = said(record);
    let fact = |field: &FormField| {
        let value = input_value(words, book, field.input, record.value(field.name))?;
        let is_obvious = [interaction::field::summary.name, note::field::text.name].contains(&field.name);
        Some(((!is_obvious).then(|| words.text(field.label)), value, matches!(field.input, Input::Text)))
    };
    let left = form.fields.iter().filter(|field| !said.contains(&field.name) && !record.value(field.name).is_null());
    left.filter_map(fact).filter(|(_, value, _)| !value.is_empty()).collect()
}

/// The fields that its title and its state say.
fn said(record: &Record) -> Vec<&'static str> {
    let has = |name: &str| !record.value(name).is_null();
    match record.kind.as_str() {
        Interaction::KIND => {
            use interaction::field::{channel, day, subject};
            vec![day.name, subject.name, channel.name]
        }
        Proposal::KIND => {
            use proposal::field::{day, outcome, subject};
            vec![day.name, subject.name, outcome.name]
        }
        Promise::KIND => {
            use promise::field::{by, day, outcome, settled, what};
            let mut said = vec![day.name, what.name, by.name, outcome.name];
            // Until it is settled, the day says nothing.
            said.extend(has(outcome.name).then_some(settled.name));
            said
        }
        Favour::KIND => {
            use favour::field::{by, day, kind, what};
            let mut said = vec![day.name, what.name];
            if has(kind.name) && has(by.name) {
                said.extend([kind.name, by.name]);
            }
            said
        }
        Complaint::KIND => {
            use complaint::field::{day, solved, subject};
            vec![day.name, subject.name, solved.name]
        }
        Tender::KIND => {
            use tender::field::{day, decided, outcome, subject};
            let mut said = vec![day.name, subject.name, outcome.name];
            said.extend(has(outcome.name).then_some(decided.name));
            said
        }
        Note::KIND => vec![note::field::day.name, note::field::title.name],
        _ => Vec::new(),
    }
}
