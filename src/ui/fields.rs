//! What fields of records are called, where they stand outside their own form.

use serde_json::Value;

use super::page::{ACCOUNT_FIELDS, CONTACT_FIELDS};
use super::words::Words;
use crate::book::{AccountTypes, DELETED, Level, account};
use crate::calendar::Date;
use crate::text::Key;

/// What a person has confirmed of an account: fields that are no texts, or stand in no form of their own.
const STANDING: [(&str, Key); 6] = [
    (account::field::types.name, Key::AccountTypeTitle),
    (account::field::types_reason.name, Key::ReasonOfTypes),
    (account::field::types_confirmed.name, Key::TypesConfirmedOn),
    (account::field::level.name, Key::LevelTitle),
    (account::field::level_reason.name, Key::ReasonOfLevel),
    (account::field::level_confirmed.name, Key::LevelConfirmedOn),
];

/// The name of a field; one without a form has the name it is stored under.
pub fn field_name(words: Words, field: &str) -> String {
    let standing = STANDING.iter().find(|(known, _)| *known == field);
    if let Some((_, key)) = standing {
        return words.text(*key).into();
    }
    let known = ACCOUNT_FIELDS.iter().chain(&CONTACT_FIELDS).find(|(known, _)| known.name == field);
    match known {
        Some((_, key)) => words.text(*key).into(),
        None if field == account::field::name.name => words.text(Key::AccountName).into(),
        None if field == account::field::notes.name => words.text(Key::Notes).into(),
        None if field == DELETED => words.text(Key::RecordItself).into(),
        None => field.replace('_', " "),
    }
}

/// A value as a person reads it.
pub fn field_value(words: Words, field: &str, value: &Value) -> String {
    match value {
        Value::Bool(true) if field == DELETED => words.text(Key::ValueDeleted).into(),
        Value::Bool(_) | Value::Null if field == DELETED => words.text(Key::ValueThere).into(),
        Value::Null => words.text(Key::ValueEmpty).into(),
        Value::String(code) if field == account::field::level.name => {
            Level::of_code(code).map_or_else(|| code.clone(), |level| words.level(level).into())
        }
        Value::String(day) if is_day(field) => day.parse::<Date>().map_or_else(|_| day.clone(), |day| words.day(day)),
        Value::String(text) => text.clone(),
        list if field == account::field::types.name => {
            // What a later version named stays as it is.
            let types: AccountTypes = serde_json::from_value(list.clone()).unwrap_or_default();
            types
                .codes()
                .map(|(code, kind)| kind.map_or(code, |kind| words.account_type(kind)))
                .collect::<Vec<_>>()
                .join(", ")
        }
        other => other.to_string(),
    }
}

fn is_day(field: &str) -> bool {
    [account::field::types_confirmed.name, account::field::level_confirmed.name].contains(&field)
}
