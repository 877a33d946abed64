//! Points of time, in whole minutes: of UTC, and of a clock on the wall.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::MINUTES_A_DAY;
use crate::calendar::Date;

/// A point of time in whole minutes of UTC, with the offset of whoever wrote it down, so that its day is the
/// one they saw on their own clock.
///
/// Stored as ISO 8601 has it: `2026-03-27T16:00+01:00`, or `…Z` at UTC. Instants are compared by UTC.
#[derive(Clone, Copy)]
pub struct Instant {
    /// Minutes of UTC since 1970-01-01 00:00.
    utc: i64,
    /// Minutes by which the writer's clock was ahead of UTC.
    offset: i16,
}

/// What a clock on the wall shows, in minutes since 1970-01-01 00:00 by that clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wall(i64);

/// The text is not a minute as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnInstant;

impl fmt::Display for NotAnInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instant is written YYYY-MM-DDTHH:MM and Z or its offset")
    }
}

impl Wall {
    /// A minute of a day, 0 to 1440.
    pub fn new(day: Date, minute: u16) -> Self {
        Self(i64::from(day.number()) * i64::from(MINUTES_A_DAY) + i64::from(minute))
    }

    /// From minutes since 1970-01-01 00:00 by this clock.
    pub const fn from_number(minutes: i64) -> Self {
        Self(minutes)
    }

    /// Minutes since 1970-01-01 00:00 by this clock.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// The day, which stops at the ends of the calendar.
    pub fn day(self) -> Date {
        let end = if self.0 < 0 { i32::MIN } else { i32::MAX };
        Date::EPOCH.plus(i32::try_from(self.day_number()).unwrap_or(end))
    }

    /// Days since 1970-01-01.
    pub(super) fn day_number(self) -> i64 {
        self.0.div_euclid(i64::from(MINUTES_A_DAY))
    }

    /// Of the day, 0 to 1439.
    pub fn minute(self) -> u16 {
        // What is left of a day fits.
        self.0.rem_euclid(i64::from(MINUTES_A_DAY)) as u16
    }
}

/// `YYYY-MM-DDTHH:MM`
impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day(), self.minute() / 60, self.minute() % 60)
    }
}

impl FromStr for Wall {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        let (day, time) = text.split_once('T').ok_or(NotAnInstant)?;
        Ok(Self::new(day.parse().map_err(|_| NotAnInstant)?, clock(time).ok_or(NotAnInstant)?))
    }
}

impl Instant {
    /// What a clock on the wall shows that is so many minutes ahead of UTC.
    pub const fn on(wall: Wall, offset: i16) -> Self {
        Self { utc: wall.0 - offset as i64, offset }
    }

    /// `utc`: minutes since 1970-01-01 00:00 UTC; `offset`: minutes by which the writer's clock is ahead of it.
    pub const fn new(utc: i64, offset: i16) -> Self {
        Self { utc, offset }
    }

    /// The minute at which a zone's clock shows this; `offset` has by how many minutes that clock is ahead of UTC at a
    /// minute of UTC. Of an hour the clock goes through twice, the first; a minute it leaves out is as long after the
    /// leap as it stands in it, as browsers have it.
    pub fn shown(wall: Wall, offset: impl Fn(i64) -> i32) -> Self {
        const DAY: i64 = MINUTES_A_DAY as i64;
        // A clock is changed by hours, not by days: one of the two offsets around holds.
        let (before, after) = (i64::from(offset(wall.0 - DAY)), i64::from(offset(wall.0 + DAY)));
        let is_shown = |ahead: &i64| i64::from(offset(wall.0 - ahead)) == *ahead;
        let utc = wall.0 - [before, after].into_iter().find(is_shown).unwrap_or(before);
        Self { utc, offset: i16::try_from(offset(utc)).unwrap_or_default() }
    }

    /// Minutes of UTC since 1970-01-01 00:00.
    pub const fn utc(self) -> i64 {
        self.utc
    }

    /// By the clock of whoever wrote it down.
    pub fn written(self) -> Wall {
        self.at(self.offset.into())
    }

    /// The day its writer saw.
    pub fn day(self) -> Date {
        self.written().day()
    }

    /// By a clock so many minutes ahead of UTC.
    pub fn at(self, offset: i32) -> Wall {
        Wall(self.utc.saturating_add(offset.into()))
    }
}

impl PartialEq for Instant {
    fn eq(&self, other: &Self) -> bool {
        self.utc == other.utc
    }
}

impl Eq for Instant {}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.utc.cmp(&other.utc)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written().fmt(f)?;
        match self.offset {
            0 => f.write_str("Z"),
            offset => {
                let (sign, ahead) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
                write!(f, "{sign}{:02}:{:02}", ahead / 60, ahead % 60)
            }
        }
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `HH:MM` in minutes.
fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let part = |part: &str, most: u16| {
        let is_plain = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u16>().ok().filter(|number| is_plain && *number <= most)
    };
    Some(part(hours, 23)? * 60 + part(minutes, 59)?)
}

impl FromStr for Instant {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        let read = || {
            let begin = text.find('T')? + 1;
            let at = begin + text.get(begin..)?.find(['Z', '+', '-'])?;
            let (wall, zone) = text.split_at_checked(at)?;
            let offset = match zone.split_at_checked(1)? {
                ("Z", "") => 0,
                ("+", ahead) => i16::try_from(clock(ahead)?).ok()?,
                ("-", behind) => -i16::try_from(clock(behind)?).ok()?,
                _ => return None,
            };
            Some(Self::on(wall.parse().ok()?, offset))
        };
        read().ok_or(NotAnInstant)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_instant_survives_its_text(utc in -900_000_000i64..4_000_000_000, offset in -1_439i16..1_440) {
            let instant = Instant::new(utc, offset);
            let again: Instant = instant.to_string().parse().unwrap();
            prop_assert_eq!((again.utc, again.offset), (utc, offset));
        }

        #[test]
        fn no_text_panics(text: String) {
            let _ = text.parse::<Instant>();
        }
    }

    #[test]
    fn the_day_is_the_one_its_writer_saw() {
        let evening: Instant = "2026-03-27T17:30-07:00".parse().unwrap();
        assert_eq!(evening.written(), Wall::new(date(2026, 3, 27), 17 * 60 + 30));
        assert_eq!(evening.at(0).day(), date(2026, 3, 28), "in UTC it is tomorrow");
        assert_eq!(evening, "2026-03-28T00:30Z".parse().unwrap(), "it is the same minute");
    }

    #[test]
    fn what_is_no_minute_is_not_read() {
        for text in
            ["", "2026-03-27", "2026-03-27T16:00", "2026-03-27T24:00Z", "2026-03-27T16:00+1:00", "2026-02-30T16:00Z"]
        {
            assert_eq!(text.parse::<Instant>(), Err(NotAnInstant), "{text}");
        }
    }
}
