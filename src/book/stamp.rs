//! Hybrid logical clocks: when a field was last edited, comparable across machines.
//!
//! Source: Kulkarni et al., "Logical Physical Clocks", 2014. Physical milliseconds, a counter for
//! events within one, and the actor to break ties.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Who edits: one opening of the page in one browser, so that no two tabs ever give the same stamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor(pub u64);

/// The browser an actor belongs to, drawn at random once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device(pub u32);

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

impl Serialize for Device {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Device {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u32::from_str_radix(&text, 16).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Actor {
    /// A page of a device, told from its others by a random number.
    pub fn of(device: Device, page: u32) -> Self {
        Self(u64::from(device.0) << 32 | u64::from(page))
    }

    /// Stamps of version 1 named the device alone.
    pub fn device(self) -> Device {
        let upper = u32::try_from(self.0 >> 32).unwrap_or_default();
        Device(if upper == 0 { self.0 as u32 } else { upper })
    }
}

/// When and by whom a field was last edited. Ordered by time, then counter, then actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970, never less than any stamp seen before.
    pub millis: u64,
    pub counter: u32,
    pub actor: Actor,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{:x}-{:x}", self.millis, self.counter, self.actor.0)
    }
}

/// A day, in ms: by so much a clock may be wrong, or of another time zone, before anybody is asked.
const TOLERANCE: u64 = 86_400_000;

impl Stamp {
    /// Where stamps end, in ms since 1970: in the year 6429. What lies beyond is no stamp, wherever it comes from.
    pub const END: u64 = 1 << 47;

    /// Up to where clocks are believed, in the year 4199: those that count on have room for ever.
    const BELIEVED: u64 = Self::END / 2;

    /// After every stamp a clock gives; nothing is later.
    pub(super) const LAST: Self = Self { millis: Self::END - 1, counter: u32::MAX, actor: Actor(u64::MAX) };

    /// Whether it lies further ahead of a clock that shows `now` (ms since 1970) than clocks differ.
    pub fn is_ahead(self, now: u64) -> bool {
        self.millis > now.saturating_add(TOLERANCE)
    }

    /// Its text in a form that sorts as stamps do, for keys.
    pub fn key(self) -> String {
        format!("{:012x}-{:08x}-{:016x}", self.millis, self.counter, self.actor.0)
    }
}

/// The text is not three hexadecimal numbers joined by `-`, or lies beyond [`Stamp::END`].
#[derive(Debug, PartialEq, Eq)]
pub struct NotAStamp;

impl fmt::Display for NotAStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stamp is three hexadecimal numbers joined by '-', of a time before the year 6429")
    }
}

impl FromStr for Stamp {
    type Err = NotAStamp;

    fn from_str(text: &str) -> Result<Self, NotAStamp> {
        let mut parts = text.split('-');
        let mut next = || parts.next().ok_or(NotAStamp);
        let millis = u64::from_str_radix(next()?, 16).map_err(|_| NotAStamp)?;
        if millis >= Self::END {
            return Err(NotAStamp);
        }
        let counter = u32::from_str_radix(next()?, 16).map_err(|_| NotAStamp)?;
        let actor = u64::from_str_radix(next()?, 16).map_err(|_| NotAStamp)?;
        if parts.next().is_some() {
            return Err(NotAStamp);
        }
        Ok(Self { millis, counter, actor: Actor(actor) })
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Gives stamps that only grow, whatever the machine's clock does.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    last: Stamp,
}

impl Clock {
    pub fn new(actor: Actor) -> Self {
        Self { last: Stamp { actor, ..Stamp::default() } }
    }

    /// The latest stamp given or seen.
    pub fn last(&self) -> Stamp {
        self.last
    }

    /// The next stamp at physical time `now` (ms since 1970).
    pub fn tick(&mut self, now: u64) -> Stamp {
        let now = now.min(Stamp::BELIEVED);
        if now > self.last.millis {
            self.last.millis = now;
            self.last.counter = 0;
        } else if let Some(counter) = self.last.counter.checked_add(1) {
            self.last.counter = counter;
        } else {
            self.last.millis += 1;
            self.last.counter = 0;
        }
        self.last
    }

    /// Makes sure that every later stamp is greater than `seen`; but not that of the very end, after which there
    /// is none.
    pub fn observe(&mut self, seen: Stamp) {
        let is_end = seen.millis >= Stamp::LAST.millis;
        if !is_end && (seen.millis, seen.counter) > (self.last.millis, self.last.counter) {
            self.last.millis = seen.millis;
            self.last.counter = seen.counter;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stamps_grow_when_the_clock_goes_back(times in prop::collection::vec(0u64..50, 1..60)) {
            let mut clock = Clock::new(Actor(1));
            let stamps: Vec<Stamp> = times.into_iter().map(|now| clock.tick(now)).collect();
            prop_assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn a_stamp_survives_its_text(millis in 0..Stamp::END, counter: u32, actor: u64) {
            let stamp = Stamp { millis, counter, actor: Actor(actor) };
            prop_assert_eq!(stamp.to_string().parse(), Ok(stamp));
            prop_assert_eq!(stamp.key().parse(), Ok(stamp));
        }

        #[test]
        fn keys_sort_as_stamps_do(a in (0..Stamp::END, 0u32.., 0u64..), b in (0..Stamp::END, 0u32.., 0u64..)) {
            let stamp = |(millis, counter, actor)| Stamp { millis, counter, actor: Actor(actor) };
            let (a, b) = (stamp(a), stamp(b));
            prop_assert_eq!(a.cmp(&b), a.key().cmp(&b.key()));
        }
    }

    /// Bug: after a stamp from the far end every edit got one that could not be read again.
    #[test]
    fn a_stamp_from_the_far_end_is_none() {
        for text in ["ffffffffffff-ffffffff-1", "800000000000-0-1", "1000000000000-0-1"] {
            assert_eq!(text.parse::<Stamp>(), Err(NotAStamp), "{text}");
        }
        assert!("7fffffffffff-ffffffff-ffffffffffffffff".parse::<Stamp>().is_ok());
    }

    proptest! {
        #[test]
        fn no_arithmetic_makes_a_stamp_that_cannot_be_read(
            seen in prop::collection::vec((0..Stamp::END, 0u32..), 0..4),
            ends in 0u64..3,
            now in prop::collection::vec(0u64.., 1..6),
        ) {
            let mut clock = Clock::new(Actor(1));
            for (millis, counter) in seen {
                clock.observe(Stamp { millis, counter, actor: Actor(2) });
            }
            clock.observe(Stamp { millis: Stamp::END - 1 - ends, counter: u32::MAX, actor: Actor(2) });
            let mut last = Stamp::default();
            for now in now {
                let stamp = clock.tick(now);
                prop_assert_eq!(stamp.to_string().parse(), Ok(stamp));
                prop_assert!(stamp > last);
                last = stamp;
            }
        }
    }

    #[test]
    fn a_day_is_no_clock_that_runs_ahead() {
        let stamp = |millis| Stamp { millis, ..Stamp::default() };
        assert!(!stamp(TOLERANCE + 5).is_ahead(5));
        assert!(stamp(TOLERANCE + 6).is_ahead(5));
        assert!(!Stamp::LAST.is_ahead(u64::MAX));
    }

    #[test]
    fn a_page_knows_its_device_also_from_version_1() {
        assert_eq!(Actor::of(Device(7), 9).device(), Device(7));
        assert_eq!(Actor(7).device(), Device(7));
    }

    #[test]
    fn a_stamp_follows_what_was_seen() {
        let mut clock = Clock::new(Actor(1));
        let seen = Stamp { millis: 1_000, counter: 7, actor: Actor(2) };
        clock.observe(seen);
        assert!(clock.tick(5) > seen);
    }
}
