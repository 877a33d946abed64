//! The record: generic in the machinery, typed in the code.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Author, Edit, Playbook, QuestionSet, RecordId, SegmentStrategy, Settings, Stamp};

/// The name of the register that holds whether a record is deleted.
pub const DELETED: &str = "deleted";

/// The name of the register that says that a record was erased for good. That it is there is all it says.
pub const ERASED: &str = "erased";

/// Whether a field is left of an erased record.
pub(super) fn is_of_tombstone(field: &str) -> bool {
    [ERASED, DELETED].contains(&field)
}

/// The name of the field in which a record says which account it belongs to.
pub const ACCOUNT: &str = "account";

/// A value with the stamp of its last edit. `null` means empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    #[serde(rename = "v")]
    pub value: Value,
    #[serde(rename = "s")]
    pub stamp: Stamp,
    /// The stamp of the edit this is, where it was dated anew when it was taken over.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Stamp>,
}

impl Register {
    /// The stamp of the edit this is: the same in every book, however it is dated there.
    pub fn made(&self) -> Stamp {
        self.origin.unwrap_or(self.stamp)
    }

    /// Whether it was made after another, by the clocks of those who made them. Unlike [`Register::beats`] that is the
    /// same wherever the two meet.
    pub fn is_made_after(&self, other: &Self) -> bool {
        let text = |register: &Self| register.value.to_string();
        self.made() > other.made() || (self.made() == other.made() && text(self) > text(other))
    }

    /// Whether this one wins where both are known: the later, and of two equal stamps the greater
    /// value, so that everybody agrees.
    pub fn beats(&self, other: &Register) -> bool {
        let text = |register: &Register| register.value.to_string();
        self.stamp > other.stamp || (self.stamp == other.stamp && text(self) > text(other))
    }
}

/// One thing people know about: a kind and its fields.
///
/// That it is `Eq` spares comparing shared ones field by field: an `Arc` then looks whether they are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which kind; a kind this version doesn't know is kept all the same.
    pub kind: String,
    pub fields: BTreeMap<String, Register>,
}

/// Whether records of a kind are always there, at an id everybody knows, and only their fields come
/// and go: what they lack is a default. Undoing their first edit must not delete them, or the next one
/// would be made to a deleted record.
pub(super) fn is_singleton(kind: &str) -> bool {
    [Settings::KIND, Author::KIND, SegmentStrategy::KIND, Playbook::KIND, QuestionSet::KIND].contains(&kind)
}

impl Record {
    pub fn new(kind: &str) -> Self {
        Self { kind: kind.into(), fields: BTreeMap::new() }
    }

    /// Whether it is deleted; [singletons](is_singleton) never are.
    pub fn is_deleted(&self) -> bool {
        if is_singleton(&self.kind) {
            return false;
        }
        self.is_erased() || self.fields.get(DELETED).is_some_and(|register| register.value == Value::Bool(true))
    }

    /// Whether it was erased for good: nothing is left of it, and nothing comes back.
    pub fn is_erased(&self) -> bool {
        self.fields.contains_key(ERASED)
    }

    /// Lets go of all that an erased record must not hold.
    pub(super) fn forget_if_erased(&mut self) {
        if self.is_erased() {
            // Not `retain`, whose code would be in the first load for this alone.
            for (field, value) in std::mem::take(&mut self.fields) {
                if is_of_tombstone(&field) {
                    self.fields.insert(field, value);
                }
            }
        }
    }

    /// The field's value; the type's default if it is empty or of another type.
    pub fn get<T: DeserializeOwned + Default>(&self, field: &str) -> T {
        // Read in place: a copy of the value first would be half the time of opening a large book.
        let register = self.fields.get(field);
        register.and_then(|register| T::deserialize(&register.value).ok()).unwrap_or_default()
    }

    /// The field's value as it is stored; null if it is empty.
    pub fn value(&self, field: &str) -> &Value {
        self.fields.get(field).map_or(&Value::Null, |register| &register.value)
    }

    /// The account it belongs to, if it belongs to one: every kind of record that is part of a dossier
    /// says so in a field of this name.
    pub fn account(&self) -> Option<RecordId> {
        let register = self.fields.get(ACCOUNT)?;
        Option::deserialize(&register.value).ok().flatten()
    }

    pub(super) fn latest_stamp(&self) -> Stamp {
        self.fields.values().map(|register| register.stamp).max().unwrap_or_default()
    }

    /// Takes over every register that beats the one here.
    pub fn join(&mut self, other: Record) {
        for (field, register) in other.fields {
            self.put(&field, register);
        }
    }

    /// Takes the register if it wins; returns the value before if the value changed.
    pub(super) fn put(&mut self, field: &str, register: Register) -> Option<Value> {
        if self.is_erased() && !is_of_tombstone(field) {
            return None;
        }
        let before = self.place(field, register);
        if field == ERASED {
            self.forget_if_erased();
        }
        before
    }

    fn place(&mut self, field: &str, register: Register) -> Option<Value> {
        match self.fields.get_mut(field) {
            Some(current) if !register.beats(current) => None,
            Some(current) => {
                let before = std::mem::replace(current, register);
                (before.value != current.value).then_some(before.value)
            }
            None => {
                let changes = !register.value.is_null();
                self.fields.insert(field.into(), register);
                changes.then_some(Value::Null)
            }
        }
    }
}

/// A kind of record, typed. Implemented by [`record_kind!`](crate::record_kind).
pub trait RecordKind: Clone + Send + Sync + 'static {
    /// The name under which it is stored; never changes.
    const KIND: &'static str;

    /// Reads the record; missing or malformed fields are empty.
    fn read(record: &Record) -> Self;

    /// The edits that create it: one for every field that isn't empty.
    fn create(&self, id: RecordId) -> Vec<Edit>;
}

/// A field of a kind, with the type of its value.
pub struct Field<T> {
    /// The kind it belongs to.
    pub kind: &'static str,
    /// The name under which it is stored; never changes.
    pub name: &'static str,
    value: PhantomData<fn(T)>,
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Field<T> {}

impl<T> Field<T> {
    #[doc(hidden)]
    pub const fn new(kind: &'static str, name: &'static str) -> Self {
        Self { kind, name, value: PhantomData }
    }
}

impl<T: DeserializeOwned + Default> Field<T> {
    /// What a record holds in it, without reading its other fields.
    pub fn of(self, record: &Record) -> T {
        record.get(self.name)
    }
}

impl<T: Serialize> Field<T> {
    /// The edit that gives the field of this record a value. An empty text empties the field.
    pub fn set(self, id: RecordId, value: T) -> Edit {
        Edit::raw(id, self.kind, self.name, stored(&value))
    }
}

/// How a value is stored: empty texts, lists and options, and what doesn't hold, as `null`.
#[doc(hidden)]
pub fn stored<T: Serialize>(value: &T) -> Value {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) if text.is_empty() => Value::Null,
        Ok(Value::Array(list)) if list.is_empty() => Value::Null,
        Ok(Value::Bool(false)) => Value::Null,
        Ok(value) => value,
        Err(_) => Value::Null,
    }
}

/// Declares a kind of record: its struct, its name in storage, and a module `field` with a typed
/// [`Field`] for each of its fields.
#[macro_export]
macro_rules! record_kind {
    ($(#[$meta:meta])* $Name:ident = $kind:literal {
        $($(#[$field_meta:meta])* $field:ident: $ty:ty),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $Name { $($(#[$field_meta])* pub $field: $ty),* }

        #[doc = concat!("The fields of [`", stringify!($Name), "`], for edits.")]
        #[allow(non_upper_case_globals)]
        pub mod field {
            #[allow(unused_imports)]
            use super::*;
            $(
                $(#[$field_meta])*
                pub const $field: $crate::book::Field<$ty> = $crate::book::Field::new($kind, stringify!($field));
            )*
        }

        impl $crate::book::RecordKind for $Name {
            const KIND: &'static str = $kind;

            fn read(record: &$crate::book::Record) -> Self {
                Self { $($field: record.get(stringify!($field))),* }
            }

            fn create(&self, id: $crate::book::RecordId) -> Vec<$crate::book::Edit> {
                let all = [$(field::$field.set(id, self.$field.clone())),*];
                all.into_iter().filter(|edit| !edit.value.is_null()).collect()
            }
        }
    };
}
