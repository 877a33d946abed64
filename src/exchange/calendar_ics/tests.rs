//! The file as a program reads it that isn't ours, and as the standard has it.

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};
use proptest::prelude::*;

use super::*;
use crate::calendar::date;
use crate::exchange::content_lines::LINE;
use crate::working_time::Wall;

fn item(uid: &str, day: Date, title: &str) -> CalendarItem {
    CalendarItem { uid: uid.into(), day, title: title.into(), description: String::new() }
}

/// 23:30 in Los Angeles: the next day in UTC.
fn made() -> Instant {
    Instant::on(Wall::new(date(1998, 5, 6), 23 * 60 + 30), -7 * 60)
}

/// Uid, first day, day after the last, and title of each item, as the other program reads them.
fn read(file: &str) -> Vec<(String, String, String, String)> {
    let calendar: Calendar = file.parse().expect("a calendar");
    let events = calendar.components.iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    let day = |when: Option<DatePerhapsTime>| match when {
        Some(DatePerhapsTime::Date(day)) => day.to_string(),
        other => panic!("a day without a time: {other:?}"),
    };
    let of = |event: &icalendar::Event| {
        let title = event.get_summary().unwrap_or_default().to_owned();
        (event.get_uid().unwrap_or_default().into(), day(event.get_start()), day(event.get_end()), title)
    };
    events.map(of).collect()
}

#[test]
fn an_item_is_a_day_without_a_zone_that_ends_on_the_day_after() {
    let file = calendar_ics([item("1@x", date(1999, 12, 31), "Visit")], made());
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vital Few//Vital Few//EN\r\nCALSCALE:GREGORIAN\r\n\
        BEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:19980507T063000Z\r\nDTSTART;VALUE=DATE:19991231\r\n\
        DTEND;VALUE=DATE:20000101\r\nSUMMARY:Visit\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(file, expected);
    assert_eq!(read(&file), [("1@x".into(), "1999-12-31".into(), "2000-01-01".into(), "Visit".into())]);
}

#[test]
fn another_program_reads_what_was_written() {
    let titles = [
        "Ernst Handel: samples; cheese, \\ and more",
        "two\nlines\r\nand\rthree",
        "سررسید: ارسال نمونه‌های پنیر برای مشتری بزرگ ما در تهران، پیش از پایان ماه اردیبهشت",
        "Очень длинное название, которое не помещается в одну строку; и ещё \\ немного текста, чтобы была третья",
        "BEGIN:VEVENT\nSUMMARY:x",
        "🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂",
        "",
    ];
    let items = titles.iter().enumerate().map(|(at, title)| item(&at.to_string(), date(1998, 5, 6), title));
    let found: Vec<String> = read(&calendar_ics(items, made())).into_iter().map(|(.., title)| title).collect();
    let expected: Vec<String> = titles.iter().map(|title| title.replace("\r\n", "\n").replace('\r', "\n")).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_turns_or_controls_is_left_out() {
    let file = calendar_ics([item("1", date(1998, 5, 6), "a\u{202e}b\u{2068}c\u{2069}\u{0}\u{7}\u{1b}d\te")], made());
    assert!(file.contains("SUMMARY:abcd e\r\n"), "{file}");
}

/// The laws of a file, whatever is in it.
fn assert_lawful(file: &str) {
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    for line in file.split_inclusive("\r\n") {
        let line = line.strip_suffix("\r\n").expect("every line ends in CRLF");
        assert!(line.len() <= LINE, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
}

proptest! {
    #[test]
    fn every_line_is_short_and_nothing_is_lost(titles in prop::collection::vec("\\PC{0,200}", 0..4), description: String) {
        let items: Vec<CalendarItem> = titles
            .iter()
            .enumerate()
            .map(|(at, title)| CalendarItem { description: description.clone(), ..item(&at.to_string(), date(1998, 5, 6), title) })
            .collect();
        let file = calendar_ics(items, made());
        assert_lawful(&file);
        let unfolded = file.replace("\r\n ", "");
        for title in &titles {
            let line = format!("SUMMARY:{}\r\n", escaped(title));
            prop_assert!(unfolded.contains(&line), "{}", title);
        }
        prop_assert_eq!(file.matches("BEGIN:VEVENT\r\n").count(), titles.len());
    }
}
