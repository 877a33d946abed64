//! What has a day as a calendar file (RFC 5545), for calendar programs: all-day items, without times and zones.

use std::fmt::Write;

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

/// A line has no more octets than this, its end aside; the rest goes on in the next one.
const LINE: usize = 75;

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

/// A line, folded within 75 octets and never within a character.
fn line(file: &mut String, text: &str) {
    let mut taken = 0;
    for letter in text.chars() {
        if taken + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            taken = 1;
        }
        file.push(letter);
        taken += letter.len_utf8();
    }
    file.push_str("\r\n");
}

/// A text as a value: what has a meaning there is escaped, a new line is `\n`, and what controls or turns the line is
/// left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => value.push_str("\\n"),
            '\t' => value.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            other if other.is_control() => {}
            other => value.push(other),
        }
    }
    value
}

#[cfg(test)]
mod tests;
