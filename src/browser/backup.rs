//! When everything was last handed over as a file: a fact of this device, not of the book.

use gloo_storage::{LocalStorage, Storage};
use serde::Deserialize;
use serde_json::Value;

use super::shelf::LocalShelf;
use crate::journal::Backup;

const BACKUP: &str = "vital-few/backup";

pub fn read() -> Option<Backup> {
    LocalShelf::find()?;
    Backup::deserialize(LocalStorage::get::<Value>(BACKUP).ok()?).ok()
}

pub fn forget() {
    if LocalShelf::find().is_some() {
        LocalStorage::delete(BACKUP);
    }
}

/// A date that can't be kept makes the page remind too early, which is the safe side.
pub fn keep(backup: &Backup) {
    if LocalShelf::find().is_some() {
        let _ = LocalStorage::set(BACKUP, backup);
    }
}
