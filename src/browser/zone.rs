//! Zones: by how many minutes their clocks are ahead of UTC at an instant, by the browser's own `Intl`.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::calendar::Date;
use crate::working_time::{Instant, Wall};

thread_local! {
    /// Each zone that was asked for, by its name. Making a formatter is slow in every browser.
    static KNOWN: RefCell<HashMap<String, Option<Zone>>> = RefCell::new(HashMap::new());
}

/// Clocks are changed at full quarters of an hour.
const QUARTER: i64 = 15;

/// A zone with the offsets that were asked for.
struct Zone {
    /// Writes an instant as the zone's clock shows it.
    format: Function,
    /// By quarters of an hour since 1970.
    offsets: HashMap<i64, i32>,
}

impl Zone {
    /// `None` if the browser knows no such zone.
    fn of(name: &str) -> Option<Self> {
        let options = Object::new();
        let two = JsValue::from("2-digit");
        let pairs = [
            ("timeZone", JsValue::from(name)),
            ("hourCycle", JsValue::from("h23")),
            ("year", JsValue::from("numeric")),
            ("month", two.clone()),
            ("day", two.clone()),
            ("hour", two.clone()),
            ("minute", two),
        ];
        for (option, value) in pairs {
            // A plain object takes every property.
            let _ = Reflect::set(&options, &option.into(), &value);
        }
        let made = Array::of2(&"en-US-u-ca-gregory-nu-latn".into(), &options);
        // Made by name: the constructor throws for a zone it doesn't know.
        let format = Reflect::construct(&intl("DateTimeFormat")?, &made).ok()?;
        let format = Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?;
        Some(Self { format, offsets: HashMap::new() })
    }

    /// Minutes ahead of UTC at a minute of UTC.
    fn offset(&mut self, utc: i64) -> i32 {
        let quarter = utc.div_euclid(QUARTER);
        if let Some(offset) = self.offsets.get(&quarter) {
            return *offset;
        }
        let at = quarter * QUARTER;
        let shown = self.format.call1(&JsValue::NULL, &(at as f64 * 60_000.0).into()).ok();
        let wall = shown.and_then(|shown| read(&shown.as_string()?));
        // What no clock can show is UTC.
        let offset = wall.and_then(|wall| i32::try_from(wall.number() - at).ok()).unwrap_or_default();
        self.offsets.insert(quarter, offset);
        offset
    }
}

/// One of the makers of `Intl`.
fn intl(name: &str) -> Option<Function> {
    let all = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&all, &name.into()).ok()?.dyn_into().ok()
}

/// `05/06/1998, 12:00`
fn read(text: &str) -> Option<Wall> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<i16>().ok();
    let (month, day, year, hour, minute) = (next()?, next()?, next()?, next()?, next()?);
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Wall::new(day, u16::try_from(hour * 60 + minute).ok()?))
}

fn with<T>(name: &str, read: impl FnOnce(Option<&mut Zone>) -> T) -> T {
    KNOWN.with_borrow_mut(|known| {
        if !known.contains_key(name) {
            known.insert(name.to_owned(), Zone::of(name));
        }
        read(known.get_mut(name).and_then(Option::as_mut))
    })
}

/// Whether the browser knows a zone of this name.
pub fn is_known(name: &str) -> bool {
    with(name, |zone| zone.is_some())
}

/// Minutes by which a zone is ahead of UTC at a minute of UTC; of no name, or one the browser doesn't know, the
/// machine's.
pub fn offset(name: &str, utc: i64) -> i32 {
    let named = if name.is_empty() { None } else { with(name, |zone| zone.map(|zone| zone.offset(utc))) };
    let of_machine = || -js_sys::Date::new(&(utc as f64 * 60_000.0).into()).get_timezone_offset() as i32;
    named.unwrap_or_else(of_machine)
}

/// What the clock of a zone shows at an instant.
pub fn wall(name: &str, at: Instant) -> Wall {
    at.at(offset(name, at.utc()))
}

/// The minute at which the clock of a zone shows this.
pub fn instant(name: &str, wall: Wall) -> Instant {
    Instant::shown(wall, |utc| offset(name, utc))
}

/// The names of all zones the browser knows, as far as it tells.
pub fn names() -> Vec<String> {
    let told = intl("supportedValuesOf").and_then(|told| told.call1(&JsValue::NULL, &"timeZone".into()).ok());
    let told = told.and_then(|told| told.dyn_into::<Array>().ok());
    told.into_iter().flat_map(|names| names.iter().collect::<Vec<_>>()).filter_map(|name| name.as_string()).collect()
}
