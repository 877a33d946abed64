//! What the settings of service must keep as they are typed.

use super::*;
use crate::book::Stamp;
use crate::calendar::date;
use proptest::prelude::*;

fn is_zone(zone: &str) -> bool {
    ["Asia/Tehran", "Europe/Berlin"].contains(&zone)
}

fn used(setup: &Setup, book: &Book) -> Book {
    let change = setup.change(book, is_zone).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let mut next = book.clone();
    next.apply(&change, Stamp { millis: book.latest_stamp().millis + 1, ..Stamp::default() });
    next
}

#[test]
fn what_holds_is_no_change() {
    let book = Book::default();
    assert_eq!(Setup::of(&book).change(&book, is_zone).map(|change| change.edits), Ok(vec![]));
    let usual = Setup::of(&book);
    assert_eq!((usual.answer.as_str(), usual.resolution.as_str(), usual.tolerance.as_str()), ("4", "40", "0"));
    assert_eq!((usual.week[0].as_str(), usual.week[6].as_str()), ("09:00-17:00", ""));
}

#[test]
fn what_is_used_holds_and_comes_back() {
    let book = Book::default();
    let mut setup = Setup::of(&book);
    setup.zone = " Asia/Tehran ".into();
    setup.week = ["", "", "", "", "", "8-12, 13-17", "۸-۱۲:۳۰"].map(Into::into);
    setup.special = vec![(Some(date(2026, 4, 6)), String::new()), (Some(date(2026, 12, 24)), "9-12".into())];
    (setup.answer, setup.resolution, setup.tolerance) = ("1,5".into(), "16".into(), "2".into());
    setup.weights[0] = "30".into();
    let book = used(&setup, &book);
    let calendar = working_calendar(&book);
    assert_eq!((calendar.zone.as_str(), calendar.week.minutes()), ("Asia/Tehran", 480 + 270));
    assert_eq!(calendar.special.iter().count(), 2);
    assert!(!calendar.is_working_day(date(2026, 4, 6)));
    assert_eq!(Targets::of(&book), Targets { answer: 90, resolution: 960 });
    assert_eq!(book.value(SETTINGS, settings::field::delivery_tolerance), Some(2));
    assert_eq!(Weights::of(&book).get(Part::Trend), 30);
    let again = Setup::of(&book);
    assert_eq!((again.week[6].as_str(), again.answer.as_str()), ("08:00-12:30", "1.5"));
    assert_eq!(again.change(&book, is_zone).map(|change| change.edits), Ok(vec![]));
    // As usual again is nothing stored.
    let back = used(&Setup::of(&Book::default()), &book);
    assert_eq!(Setup::of(&back), Setup::of(&Book::default()));
    assert_eq!(back.value(SETTINGS, settings::field::answer_minutes), None);
}

#[test]
fn what_can_not_be_is_told_and_nothing_holds() {
    let book = Book::default();
    let wrong = |change: fn(&mut Setup)| {
        let mut setup = Setup::of(&book);
        change(&mut setup);
        setup.change(&book, is_zone).err().unwrap_or_default()
    };
    assert_eq!(wrong(|setup| setup.zone = "Mars/Olympus".into()), [Wrong::Zone]);
    assert_eq!(wrong(|setup| setup.week[2] = "9-17, 16-18".into()), [Wrong::Weekday(2)]);
    assert_eq!(wrong(|setup| setup.special = vec![(None, String::new())]), [Wrong::Special(0)]);
    assert_eq!(wrong(|setup| setup.special = vec![(Some(date(2026, 4, 6)), "off".into())]), [Wrong::Special(0)]);
    assert_eq!(wrong(|setup| setup.answer = "-1".into()), [Wrong::Answer]);
    assert_eq!(wrong(|setup| setup.resolution = String::new()), [Wrong::Resolution]);
    assert_eq!(wrong(|setup| setup.tolerance = "400".into()), [Wrong::Tolerance]);
    assert_eq!(wrong(|setup| setup.weights[9] = "x".into()), [Wrong::Weight(Part::Freshness)]);
    assert_eq!(wrong(|setup| setup.weights = Default::default()).len(), Part::ALL.len());
    assert_eq!(wrong(|setup| setup.weights = std::array::from_fn(|_| "0".into())), [Wrong::Weights]);
    assert_eq!(wrong(|setup| (setup.answer, setup.zone) = ("NaN".into(), "x".into())), [Wrong::Zone, Wrong::Answer]);
}

#[test]
fn hours_are_typed_in_many_ways() {
    let minutes = |text: &str| typed(text).map(|day| day.minutes());
    for text in ["9-17", "09:00 – 17:00", "۹-۱۷", "9.00-17.00", "13-17;9-13", "9-13، 13-17"] {
        assert_eq!(minutes(text), Some(480), "{text}");
    }
    assert_eq!((minutes(""), minutes(" "), minutes("0-24")), (Some(0), Some(0), Some(1_440)));
    for text in ["9", "17-9", "9-25", "9-24:30", "9-9", "9:60-17", "nine-five", "-", "9-17-18", "099-17"] {
        assert_eq!(minutes(text), None, "{text}");
    }
}

#[test]
fn each_text_of_a_draft_has_its_place() {
    let places = [Place::Weekday(2), Place::Answer, Place::Resolution, Place::Tolerance, Place::Weight(9)];
    let mut setup = Setup::of(&Book::default());
    for place in places {
        setup.set(place, format!("{place:?}"));
    }
    for place in places {
        assert_eq!(setup.text(place), Some(&format!("{place:?}")));
    }
    assert_eq!((setup.text(Place::Weekday(7)), setup.text(Place::Weight(10))), (None, None));
}

proptest! {
    #[test]
    fn hours_survive_their_text(ends in prop::collection::btree_set(0u16..=1_440, 0..8)) {
        let ends: Vec<u16> = ends.into_iter().collect();
        let hours = ends.chunks_exact(2).filter_map(|pair| Hours::new(pair[0], pair[1]));
        let day = DayHours::new(hours.collect()).unwrap();
        prop_assert_eq!(typed(&written(&day)), Some(day));
    }

    #[test]
    fn minutes_survive_their_hours(minutes in 0u32..1_000_000) {
        let book = Book::default();
        let mut setup = Setup::of(&book);
        setup.answer = in_hours(minutes);
        prop_assert_eq!(Targets::of(&used(&setup, &book)).answer, minutes);
    }

    #[test]
    fn no_text_panics(text: String) {
        let _ = typed(&text);
    }
}
