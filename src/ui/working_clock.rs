//! Working time by the calendar of the book and the zones the browser knows (C4), and the minute it is.

use leptos::prelude::*;

use super::session::Session;
use crate::book::{Book, SETTINGS, settings};
use crate::browser::zone;
use crate::working_time::{Instant, Wall, WorkingCalendar, WorkingClock};

/// Reads by a calendar's own clock.
pub fn with_clock<T>(calendar: &WorkingCalendar, read: impl FnOnce(WorkingClock<'_>) -> T) -> T {
    let offset = |utc| zone::offset(&calendar.zone, utc);
    read(WorkingClock { calendar, offset: &offset })
}

/// What the clock of a book shows at an instant: all that tells a time tells it so.
pub fn wall(book: &Book, at: Instant) -> Wall {
    zone::wall(&book.value(SETTINGS, settings::field::zone), at)
}

/// How often it is looked whether another minute has begun.
const LOOK: std::time::Duration = std::time::Duration::from_secs(10);

/// The minute it is, on the day the book is read on, for as long as its page is there.
pub fn this_minute(session: Session) -> Memo<Instant> {
    let looked = Trigger::new();
    // Refused only where there is no window.
    let timer = set_interval_with_handle(move || looked.notify(), LOOK).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    Memo::new(move |_| {
        looked.track();
        session.read_on.track();
        session.this_minute()
    })
}
