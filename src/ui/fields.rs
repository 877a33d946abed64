//! What fields of records are called and how their values read, where they stand outside their own
//! form: in histories, comparisons, the print.

use leptos::prelude::Memo;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::session::Session;
use super::words::{Words, isolated};
use super::working_clock::wall;
use crate::book::kind::{Input, KindWords, code_words};
use crate::book::{
    Account, AccountTypes, Amount, Answered, Birthday, Book, Confirmation, CustomField, DELETED, Field, HandOver,
    Hours, KeyDecision, Level, LossReason, Mark, OwnCadence, Quantity, Reach, ReachKind, Record, RecordId, RecordKind,
    Stage, Whole, account, competitor_at_account, confirmed, confirms, custom_field, form_field, tie,
};
use crate::calendar::Date;
use crate::text::Key;
use crate::working_time::{Instant, Span};

/// What a person has confirmed of an account: fields that stand in no form.
const CLASSIFICATION: &[(&str, Key)] = &[
    (account::field::types.name, Key::AccountTypeTitle),
    (account::field::types_reason.name, Key::ReasonOfTypes),
    (account::field::types_confirmed.name, Key::TypesConfirmedOn),
    (account::field::level.name, Key::LevelTitle),
    (account::field::level_reason.name, Key::ReasonOfLevel),
    (account::field::level_confirmed.name, Key::LevelConfirmedOn),
    (account::field::key.name, Key::KeyAccountTitle),
    (account::field::key_reason.name, Key::ReasonOfKey),
    (account::field::key_confirmed.name, Key::KeyConfirmedOn),
    (account::field::health_confirmed.name, Key::HealthConfirmedOn),
    (account::field::stage.name, Key::FieldStage),
    (account::field::stage_reason.name, Key::ReasonOfStage),
    (account::field::stage_confirmed.name, Key::StageConfirmedOn),
    (account::field::parent.name, Key::FieldParent),
    (account::field::archived_on.name, Key::ArchivedOn),
    ("sample", Key::SampleMark),
];

/// The name of a field; one without a form has the name it is stored under.
pub fn field_name(words: Words, book: &Book, kind: &str, field: &str) -> String {
    if let Some(of) = confirms(field) {
        return words.fill(Key::ConfirmationOf, &[("what", &field_name(words, book, kind, of))]);
    }
    if field == confirmed("") {
        return words.text(Key::ConfirmationOfAll).into();
    }
    if let Some(known) = form_field(kind, field) {
        return words.text(known.label).into();
    }
    if let Some(code) = HandOver::item_of(field) {
        return words.labelled(Key::TakeoverTicked, &item_name(words, book, code));
    }
    if let Some((_, key)) = CLASSIFICATION.iter().find(|(known, _)| *known == field) {
        return words.text(*key).into();
    }
    let custom = field.strip_prefix(CustomField::PREFIX).and_then(|id| id.parse::<RecordId>().ok());
    if let Some(name) = custom.and_then(|id| book.record(id)).map(|known| known.get::<String>(NAME)) {
        return name;
    }
    if field == DELETED { words.text(Key::RecordItself).into() } else { field.replace('_', " ") }
}

const NAME: &str = custom_field::field::name.name;

/// What a record of a dossier is called: the person's name, the subject, or what kind it is.
pub fn record_title(words: Words, book: &Book, record: &Record) -> String {
    let own = ["name", "subject", "what", "title", "group"].map(|field| record.get::<String>(field));
    let of = [tie::field::contact.name, competitor_at_account::field::competitor.name];
    let others = of.into_iter().filter_map(|field| book.record(record.get::<Option<RecordId>>(field)?));
    let mut names = own.into_iter().chain(others.map(|other| other.get(NAME)));
    let kind = || KindWords::of_code(&record.kind).map(|kind| words.text(kind.title).to_owned());
    names.find(|name| !name.is_empty()).or_else(kind).unwrap_or_else(|| words.text(Key::Unnamed).into())
}

/// What an item of a hand-over's list is called, by its code.
fn item_name(words: Words, book: &Book, code: &str) -> String {
    let record = code.parse::<RecordId>().ok().and_then(|id| book.record(id));
    match (record, code) {
        (Some(record), _) => record_title(words, book, record),
        (None, "facts") => words.text(Key::TakeoverFacts).into(),
        (None, "records") => words.text(Key::TakeoverRecords).into(),
        (None, "gaps") => words.text(Key::TakeoverGaps).into(),
        (None, field) => field_name(words, book, Account::KIND, field),
    }
}

/// A value as a person reads it.
pub fn field_value(words: Words, book: &Book, kind: &str, field: &str, value: &Value) -> String {
    match value {
        Value::Bool(true) if field == DELETED => return words.text(Key::ValueDeleted).into(),
        Value::Bool(_) | Value::Null if field == DELETED => return words.text(Key::ValueThere).into(),
        Value::Null => return words.text(Key::ValueEmpty).into(),
        Value::Bool(true) => return words.text(Key::FormYes).into(),
        Value::Bool(false) => return words.text(Key::ValueEmpty).into(),
        _ => {}
    }
    let known = if confirms(field).is_some() || field == confirmed("") {
        read(value).map(|known: Confirmation| {
            let by = known.by.map(|by| format!(" · {}", book.name(by))).unwrap_or_default();
            format!("{}{by}", words.fill(Key::ConfirmedOn, &[("day", &words.day(known.on))]))
        })
    } else if let Some(known) = form_field(kind, field) {
        input_value(words, book, known.input, value)
    } else {
        standing_value(words, book, field, value)
    };
    // What a later version wrote stays as it is.
    known.unwrap_or_else(|| value.as_str().map_or_else(|| value.to_string(), Into::into))
}

/// The name of somebody of ours whom a field refers to, tracked; empty for nobody.
pub fn colleague_name(session: Session, id: RecordId, field: Field<Option<RecordId>>) -> Memo<String> {
    Memo::new(move |_| session.value(id, field).map(|of| session.name(of)).unwrap_or_default())
}

/// "Deadlines or promises broken (2 of 5 orders late)"
pub fn loss_reason(words: Words, reason: &LossReason) -> String {
    let name = if reason.words.is_empty() { words.text(reason.cause.name()).into() } else { isolated(&reason.words) };
    if reason.evidence.is_empty() {
        return name;
    }
    words.fill(Key::LossReasonWith, &[("reason", &name), ("evidence", &isolated(&reason.evidence))])
}

/// A value as it is entered; `None` if it is of another type.
pub fn input_value(words: Words, book: &Book, input: Input, value: &Value) -> Option<String> {
    let name = |id: RecordId| book.record(id).map(|record| record.get::<String>(NAME)).unwrap_or_default();
    let names = |ids: Vec<RecordId>| words.list(ids.into_iter().map(|id| isolated(&name(id))));
    let minute = |at: Instant| words.wall(wall(book, at));
    match input {
        Input::Line | Input::Text | Input::Group | Input::Document => read(value),
        Input::Day => read(value).map(|day: Date| words.day(day)),
        Input::Instant => read(value).map(minute),
        Input::Spans => read(value).map(|spans: Vec<Span>| {
            let one = |span: &Span| [Some(span.from), span.to].map(|at| at.map_or("…".into(), minute));
            words.list(spans.iter().map(|span| one(span).join(" – ")))
        }),
        Input::Money => read(value).map(|amount: Amount| words.amount(amount)),
        Input::Mark => read(value).map(|mark: Mark| words.number(mark.value().into())),
        Input::Hours => {
            read(value).map(|hours: Hours| words.fill(Key::HoursOf, &[("n", &words.decimal(hours.hours(), 2))]))
        }
        Input::Whole => read(value).map(|number: Whole| words.decimal(number.as_f64(), 0)),
        Input::Year => read(value).map(|number: Whole| number.to_string()),
        Input::Quantity => read(value).map(|count: Quantity| words.decimal(count.value(), 3)),
        Input::Flag => {
            read(value).map(|is_so: bool| if is_so { words.text(Key::FormYes).into() } else { String::new() })
        }
        Input::Choice(list) => {
            read(value).map(|code: String| code_words(list, &code).map_or(code, |key| words.text(key).into()))
        }
        Input::Choices(list) => read(value).map(|codes: Vec<String>| {
            let words_of = |code: String| code_words(list, &code).map_or(code, |key| words.text(key).into());
            words.list(codes.into_iter().map(words_of))
        }),
        Input::Person | Input::Colleague | Input::Competitor => read(value).map(name),
        Input::People | Input::Colleagues => read(value).map(names),
        Input::Birthday => read(value).map(|day: Birthday| match day.year() {
            Some(_) => words.day(day.shown()),
            None => words.day_and_month(day.shown()),
        }),
        Input::Answers => {
            read(value).map(|answers: Vec<Answered>| words.list(answers.iter().map(|answered| answer(words, answered))))
        }
        Input::Reasons => read(value)
            .map(|reasons: Vec<LossReason>| words.list(reasons.iter().map(|reason| loss_reason(words, reason)))),
        Input::Cadence => read(value).map(|own: OwnCadence| {
            let cadence = own.cadence();
            format!("{} – {}", words.days(cadence.ideal().into()), words.days(cadence.longest().into()))
        }),
        Input::Reach => read(value).map(|list: Vec<Reach>| {
            let one = |reach: &Reach| format!("{} {}", words.text(reach_kind(reach.kind)), reach.value);
            words.list(list.iter().map(one))
        }),
    }
}

/// "And with the goods? 9"
fn answer(words: Words, answered: &Answered) -> String {
    let said = match answered.mark {
        Some(mark) => words.number(mark.value().into()),
        None => isolated(&answered.words),
    };
    // Both run as the question does.
    isolated(&format!("{} {said}", answered.asked))
}

/// What a kind of number or address is called.
pub fn reach_kind(kind: ReachKind) -> Key {
    match kind {
        ReachKind::Phone => Key::ReachPhone,
        ReachKind::Mobile => Key::ReachMobile,
        ReachKind::Fax => Key::ReachFax,
        ReachKind::Email => Key::ReachEmail,
        ReachKind::Messenger => Key::ReachMessenger,
        ReachKind::Web => Key::ReachWeb,
        ReachKind::Other => Key::ReachOther,
    }
}

fn standing_value(words: Words, book: &Book, field: &str, value: &Value) -> Option<String> {
    let confirmed = [
        account::field::types_confirmed.name,
        account::field::level_confirmed.name,
        account::field::stage_confirmed.name,
        account::field::key_confirmed.name,
        account::field::archived_on.name,
    ];
    if field == account::field::level.name {
        return read(value).map(|level: Level| words.level(level).into());
    }
    if field == account::field::key.name {
        return read(value).map(|decision: KeyDecision| words.text(decision.name()).into());
    }
    if field == account::field::stage.name {
        return read(value).map(|stage: Stage| words.stage(stage).into());
    }
    if field == account::field::parent.name {
        return read(value).and_then(|id: RecordId| book.record(id)).map(|record| record.get(NAME));
    }
    if confirmed.contains(&field) {
        return read(value).map(|day: Date| words.day(day));
    }
    if field == account::field::types.name {
        let types: AccountTypes = read(value)?;
        let named = types.codes().map(|(code, kind)| kind.map_or(code, |kind| words.account_type(kind)));
        return Some(words.enumerated(named));
    }
    None
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
