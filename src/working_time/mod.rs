//! Working time: when people can be expected to answer, to the minute (R2, C4).
//!
//! An [`Instant`] is a point of time, kept in whole minutes of UTC. A [`Wall`] is what a clock on the wall
//! shows at it; what lies between the two, the zone's offset at that instant, is handed in, since only the
//! browser knows zones. A [`WorkingCalendar`] counts open minutes by the wall clock, and a [`WorkingClock`]
//! does so for instants.
//!
//! **Invariant:** nothing here looks at a clock, and nothing counts minute by minute.

mod calendar;
mod clock;
mod hours;
mod instant;
mod span;

pub use calendar::{SpecialDays, WorkingCalendar};
pub use clock::WorkingClock;
pub use hours::{DayHours, Hours, WorkingWeek};
pub use instant::{Instant, NotAnInstant, Wall};
pub use span::{Span, within};

/// In a day of the wall clock.
pub const MINUTES_A_DAY: u16 = 24 * 60;
