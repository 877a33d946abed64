//! Time and randomness.

use crate::calendar::Date;

use crate::book::RecordId;
use crate::working_time::{Instant, Wall};

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

/// The minute a clock on the wall shows, by the time zone of the machine.
pub fn instant(wall: Wall) -> Instant {
    let day = wall.day();
    let (year, month) = (day.year().unsigned_abs().into(), i32::from(day.month()) - 1);
    let minute = i32::from(wall.minute());
    let moment = js_sys::Date::new_with_year_month_day_hr_min(year, month, day.day().into(), minute / 60, minute % 60);
    Instant::on(wall, -moment.get_timezone_offset() as i16)
}

/// What a clock on the wall shows at an instant, by the time zone of the machine.
pub fn wall(at: Instant) -> Wall {
    let moment = js_sys::Date::new(&(at.utc() as f64 * 60_000.0).into());
    at.at(-moment.get_timezone_offset() as i32)
}

/// What the clock on the wall shows now, on this day.
pub fn this_minute_on(day: Date) -> Instant {
    let now = js_sys::Date::new_0();
    instant(Wall::new(day, (now.get_hours() * 60 + now.get_minutes()) as u16))
}

/// Random bytes. `Math.random` is enough: ids must differ, not be secret, and the strong source is
/// missing on plain-http pages of some browsers.
pub fn random<const N: usize>() -> [u8; N] {
    std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8)
}

/// A fresh id.
pub fn new_id() -> RecordId {
    RecordId::from_parts(now(), random())
}
