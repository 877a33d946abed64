//! What has a day as a calendar file (RFC 5545), for calendar programs: all-day items, without times and zones.

use std::fmt::Write;

use super::content_lines::{escaped, line};
use crate::calendar::Date;
use crate::working_time::Instant;

/// An item of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarItem {
    /// The same for the same thing whenever it is exported, so that a program that reads the file again moves what
    /// moved instead of showing it twice.
    pub uid: String,
    pub day: Date,
    pub title: String,
    /// Empty: nothing more is said.
    pub description: String,
}

/// The file, as it was made at an instant. Each item lasts its day: it begins on it and ends on the day after.
pub fn calendar_ics(items: impl IntoIterator<Item = CalendarItem>, made: Instant) -> String {
    let mut file = String::new();
    let made = made.at(0);
    let stamp = format!("{}T{:02}{:02}00Z", plain(made.day()), made.minute() / 60, made.minute() % 60);
    for head in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vital Few//Vital Few//EN", "CALSCALE:GREGORIAN"] {
        line(&mut file, head);
    }
    for item in items {
        line(&mut file, "BEGIN:VEVENT");
        line(&mut file, &format!("UID:{}", escaped(&item.uid)));
        line(&mut file, &format!("DTSTAMP:{stamp}"));
        line(&mut file, &format!("DTSTART;VALUE=DATE:{}", plain(item.day)));
        line(&mut file, &format!("DTEND;VALUE=DATE:{}", plain(item.day.plus(1))));
        line(&mut file, &format!("SUMMARY:{}", escaped(&item.title)));
        if !item.description.is_empty() {
            line(&mut file, &format!("DESCRIPTION:{}", escaped(&item.description)));
        }
        // Who has something to do isn't busy all day.
        line(&mut file, "TRANSP:TRANSPARENT");
        line(&mut file, "END:VEVENT");
    }
    line(&mut file, "END:VCALENDAR");
    file
}

/// `19980506`
fn plain(day: Date) -> String {
    let mut text = String::new();
    // A string takes everything.
    let _ = write!(text, "{:04}{:02}{:02}", day.year(), day.month(), day.day());
    text
}

#[cfg(test)]
mod tests;
