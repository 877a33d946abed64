//! When everything was last handed over as a file: a fact of this device, not of the book.

use serde::Deserialize;
use serde_json::Value;

use super::local_values;
use crate::journal::Backup;

const BACKUP: &str = "vital-few/backup";

pub fn read() -> Option<Backup> {
    Backup::deserialize(local_values::read::<Value>(BACKUP)?).ok()
}

pub fn forget() {
    local_values::remove(BACKUP);
}

/// A date that can't be kept makes the page remind too early, which is the safe side.
pub fn keep(backup: &Backup) {
    local_values::write(BACKUP, backup);
}
