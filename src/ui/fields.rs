//! What fields of records are called, where they stand outside their own form.

use serde_json::Value;

use super::page::{ACCOUNT_FIELDS, CONTACT_FIELDS};
use super::words::Words;
use crate::book::{DELETED, account};
use crate::text::Key;

/// The name of a field; one without a form has the name it is stored under.
pub fn field_name(words: Words, field: &str) -> String {
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
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
