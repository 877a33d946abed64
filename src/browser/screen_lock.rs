//! The screen lock of this device, and when somebody last touched the page, in any of its tabs.

use serde::Serialize;
use serde_json::Value;

use super::{clock, local_values};

const LOCK: &str = "vital-few/screen-lock";
const TOUCHED: &str = "vital-few/touched";

/// Whether there is a lock: all that is asked where there is none.
pub fn is_set() -> bool {
    local_values::is_there(LOCK)
}

/// The lock as it was kept; null if there is none.
pub fn kept() -> Value {
    local_values::read(LOCK).unwrap_or_default()
}

pub fn keep(lock: &impl Serialize) {
    local_values::write(LOCK, lock);
}

pub fn forget() {
    local_values::remove(LOCK);
}

/// When it was last touched, in ms since 1970.
pub fn touched() -> u64 {
    local_values::read(TOUCHED).unwrap_or_default()
}

pub fn touch() {
    local_values::write(TOUCHED, clock::now());
}

/// As if nobody had touched it for ages.
pub fn forget_touch() {
    local_values::remove(TOUCHED);
}
