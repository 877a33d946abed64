//! Which files this browser handed to the person: a fact of this device, not of the book.

use super::{clock, local_values};
use crate::journal::HandedOver;

const FILES: &str = "vital-few/handed-over";

/// Those that are remembered, the latest first.
pub fn all() -> Vec<HandedOver> {
    HandedOver::all(&local_values::read::<String>(FILES).unwrap_or_default())
}

/// Takes note of one that was just handed over.
pub(super) fn note(file: &str) {
    let before: String = local_values::read(FILES).unwrap_or_default();
    local_values::write(FILES, HandedOver::note(&before, file, clock::now()));
}

pub fn forget() {
    local_values::remove(FILES);
}
