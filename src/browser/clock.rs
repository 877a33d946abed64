//! Time and randomness.

use std::cell::Cell;

use crate::book::RecordId;
use crate::calendar::Date;

/// Milliseconds since 1970.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// The moment as ISO 8601 in UTC.
pub fn timestamp() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

/// Today by the clock and time zone of the machine.
pub fn today() -> Date {
    day_of(now())
}

/// The day of a moment in ms since 1970, by the clock and time zone of the machine.
pub fn day_of(millis: u64) -> Date {
    let moment = js_sys::Date::new(&(millis as f64).into());
    let part = |number: u32| i8::try_from(number).unwrap_or(1);
    let year = i16::try_from(moment.get_full_year()).unwrap_or(1970);
    Date::new(year, part(moment.get_month() + 1), part(moment.get_date())).unwrap_or(Date::EPOCH)
}

/// Random bytes. `Math.random` is enough: ids must differ, not be secret, and the strong source is
/// missing on plain-http pages of some browsers.
pub fn random<const N: usize>() -> [u8; N] {
    std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8)
}

thread_local! {
    /// The id that was made last.
    static LAST_ID: Cell<Option<RecordId>> = const { Cell::new(None) };
}

/// A fresh id, behind all that this page made before.
pub fn new_id() -> RecordId {
    let id = RecordId::following(LAST_ID.get(), now(), random());
    LAST_ID.set(Some(id));
    id
}
