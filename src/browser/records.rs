//! Records in local storage, a key each.
//!
//! Measured facts that shape this room: `LocalStorage::raw()` panics where storage is denied, so it
//! is probed first; a full store answers with an error in several spellings, all of which mean that
//! this write did not happen.

use gloo_storage::{LocalStorage, Storage};
use serde::Deserialize;
use serde_json::Value;

use crate::book::{Actor, Book, Record, RecordId};

/// Keys are `vital-few/record/<id>`.
const RECORD: &str = "vital-few/record/";

const ACTOR: &str = "vital-few/actor";

/// What was found when the page opened.
pub struct Opened {
    pub book: Book,
    pub actor: Actor,
    /// Whether storage may be used at all.
    pub usable: bool,
    /// Keys whose text is no record. They are left as they are.
    pub damaged: Vec<String>,
}

/// Reads all records.
pub fn open(fresh_actor: Actor) -> Opened {
    let mut opened = Opened { book: Book::default(), actor: fresh_actor, usable: usable(), damaged: Vec::new() };
    if !opened.usable {
        return opened;
    }
    match LocalStorage::get::<u32>(ACTOR) {
        Ok(actor) => opened.actor = Actor(actor.into()),
        // Without it the next visit is another actor, which stamps allow.
        Err(_) => drop(LocalStorage::set(ACTOR, fresh_actor.0)),
    }
    let mut records = Vec::new();
    for key in keys() {
        let Some(id) = key.strip_prefix(RECORD) else { continue };
        let record = LocalStorage::get::<Value>(&key).ok().and_then(|value| Record::deserialize(value).ok());
        match (id.parse::<RecordId>(), record) {
            (Ok(id), Some(record)) => records.push((id, record)),
            _ => opened.damaged.push(key),
        }
    }
    opened.book = Book::from_records(records);
    opened
}

/// Whether something written can be read back.
fn usable() -> bool {
    const PROBE: &str = "vital-few/probe";
    let store = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    store.is_some_and(|store| {
        let works = store.set_item(PROBE, "1").is_ok() && store.get_item(PROBE).is_ok_and(|value| value.is_some());
        // A full store may refuse the probe and still hold everything.
        let holds = keys_of(&store).next().is_some();
        let _ = store.remove_item(PROBE);
        works || holds
    })
}

fn keys_of(store: &web_sys::Storage) -> impl Iterator<Item = String> + '_ {
    let count = store.length().unwrap_or(0);
    (0..count).filter_map(|at| store.key(at).ok().flatten()).filter(|key| key.starts_with("vital-few/"))
}

/// The keys of this page in local storage.
pub(super) fn keys() -> Vec<String> {
    let store = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    store.map(|store| keys_of(&store).collect()).unwrap_or_default()
}

/// The write did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotWritten {
    /// What the browser said.
    pub detail: String,
}

/// Writes one record.
///
/// # Errors
/// [`NotWritten`] if the store is full or denied; what it held before is still there.
pub fn write(id: RecordId, record: &Record) -> Result<(), NotWritten> {
    LocalStorage::set(format!("{RECORD}{id}"), record).map_err(|error| NotWritten { detail: error.to_string() })
}

/// Removes every record, for good.
pub fn remove_all() {
    for key in keys().iter().filter(|key| key.starts_with(RECORD)) {
        LocalStorage::delete(key);
    }
}
