//! The vectors and laws of C4, and a count minute by minute beside it.

use super::*;
use crate::calendar::date;
use crate::working_time::{Hours, MINUTES_A_DAY};
use proptest::prelude::*;

fn hours(from: u16, to: u16) -> DayHours {
    DayHours::new(Hours::new(from * 60, to * 60).into_iter().collect()).unwrap()
}

/// Mon–Fri 09–17, off on Easter Monday 2026.
fn usual() -> WorkingCalendar {
    let special = SpecialDays::default().with(date(2026, 4, 6), DayHours::default());
    WorkingCalendar { special, ..WorkingCalendar::default() }
}

fn march(day: i8, hour: u16, minute: u16) -> Wall {
    Wall::new(date(2026, 3, day), hour * 60 + minute)
}

fn april(day: i8, hour: u16) -> Wall {
    Wall::new(date(2026, 4, day), hour * 60)
}

#[test]
fn the_vectors_hold() {
    let calendar = usual();
    let target = |from, minutes| calendar.target(from, minutes);
    assert_eq!(target(march(27, 16, 0), 240), Some(march(30, 12, 0)), "Friday afternoon to Monday");
    assert_eq!(target(march(28, 10, 0), 240), Some(march(30, 13, 0)), "from Saturday");
    assert_eq!(target(march(27, 16, 0), 60), Some(march(27, 17, 0)), "Friday, not Monday 09:00");
    assert_eq!(target(march(26, 18, 30), 480), Some(march(27, 17, 0)), "from the evening");
    assert_eq!(target(april(3, 12), 480), Some(april(7, 12)), "over a day off");
    assert_eq!(calendar.minutes(march(27, 16, 0), march(27, 23, 0)), 60);
    assert_eq!(calendar.minutes(march(31, 17, 0), april(1, 9)), 0);
    let tehran = std::array::from_fn(|day| if (3..5).contains(&day) { DayHours::default() } else { hours(8, 17) });
    let tehran = WorkingCalendar { week: WorkingWeek::new(tehran), ..WorkingCalendar::default() };
    assert_eq!(tehran.target(april(8, 16), 240), Some(april(11, 11)), "Wednesday to Saturday");
}

#[test]
fn nothing_is_due_where_nobody_ever_works() {
    let never = WorkingWeek::new(Default::default());
    let mut calendar = WorkingCalendar { week: never, ..WorkingCalendar::default() };
    assert_eq!(calendar.target(march(27, 16, 0), 1), None);
    assert_eq!(calendar.target(march(27, 16, 0), 0), Some(march(27, 16, 0)));
    calendar.special = calendar.special.with(date(2031, 1, 1), hours(9, 10));
    assert_eq!(calendar.target(march(27, 16, 0), 60), Some(Wall::new(date(2031, 1, 1), 600)));
    assert_eq!(calendar.target(march(27, 16, 0), 61), None);
    assert!(!calendar.is_working_day(date(2030, 1, 1)) && calendar.is_working_day(date(2031, 1, 1)));
}

/// Up to three stretches of a day.
fn day() -> impl Strategy<Value = DayHours> {
    prop::collection::btree_set(0..=MINUTES_A_DAY, 0..=6).prop_map(|cuts| {
        let cuts: Vec<u16> = cuts.into_iter().collect();
        DayHours::new(cuts.chunks_exact(2).filter_map(|pair| Hours::new(pair[0], pair[1])).collect()).unwrap()
    })
}

fn calendars() -> impl Strategy<Value = WorkingCalendar> {
    let special = prop::collection::vec((20_500i32..20_540, day()), 0..6);
    (prop::array::uniform7(day()), special).prop_map(|(week, special)| {
        let special = special.into_iter().map(|(number, hours)| (Date::EPOCH.plus(number), hours)).collect::<Vec<_>>();
        WorkingCalendar { week: WorkingWeek::new(week), special: special.into(), ..WorkingCalendar::default() }
    })
}

/// Around the special days, the years before 1970 too.
fn wall() -> impl Strategy<Value = Wall> {
    let minutes = prop_oneof![9 => 20_490i64 * 1_440..20_550 * 1_440, 1 => -9_000i64..9_000];
    minutes.prop_map(Wall::from_number)
}

fn later() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0i64..3_000, 1 => 0i64..30_000, 1 => -3_000i64..0]
}

/// Whether a minute is open, by the words of the definition.
fn is_open(calendar: &WorkingCalendar, minute: i64) -> bool {
    let day = Date::EPOCH.plus(minute.div_euclid(1_440) as i32);
    let minute = minute.rem_euclid(1_440) as u16;
    let special = calendar.special.iter().find(|(special, _)| *special == day).map(|(_, hours)| hours);
    // 2024-01-01 was a Monday.
    let weekday = day.since(date(2024, 1, 1)).rem_euclid(7) as usize;
    let hours = special.unwrap_or(&calendar.week.days()[weekday]);
    hours.iter().any(|hours| (hours.open()..hours.close()).contains(&minute))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn it_counts_as_one_would_minute_by_minute(calendar in calendars(), from in wall(), later in later(), n in 0u32..300) {
        let to = from.number() + later;
        let count = (from.number()..to).filter(|minute| is_open(&calendar, *minute)).count();
        prop_assert_eq!(calendar.minutes(from, Wall::from_number(to)), count as i64);
        let (mut at, mut left) = (from.number(), n);
        // A week without an hour has no such minute; three weeks show all there is around special days.
        let end = at + 1_440 * 21;
        while left > 0 && at < end {
            left -= u32::from(is_open(&calendar, at));
            at += 1;
        }
        if left == 0 {
            prop_assert_eq!(calendar.target(from, n), Some(Wall::from_number(at)));
        }
    }
}

proptest! {
    #[test]
    fn stretches_add_up(calendar in calendars(), a in wall(), b in wall(), c in wall()) {
        let mut sorted = [a, b, c];
        sorted.sort();
        let [a, b, c] = sorted;
        prop_assert_eq!(calendar.minutes(a, b) + calendar.minutes(b, c), calendar.minutes(a, c));
        prop_assert_eq!(calendar.minutes(c, a), 0);
    }

    #[test]
    fn a_target_lies_so_many_minutes_ahead_and_grows(
        calendar in calendars(), from in wall(), later in 0i64..3_000, n in 0u32..5_000, more in 0u32..500,
    ) {
        let Some(target) = calendar.target(from, n) else {
            prop_assert!(calendar.target(from, n + more).is_none());
            return Ok(());
        };
        prop_assert_eq!(calendar.minutes(from, target), i64::from(n));
        prop_assert!(calendar.target(from, n + more).is_none_or(|further| further >= target));
        let from = Wall::from_number(from.number() + later);
        prop_assert!(calendar.target(from, n).is_none_or(|after| after >= target));
    }

    #[test]
    fn no_minute_is_too_far(calendar in calendars(), at: i64, n: u32) {
        let _ = calendar.target(Wall::from_number(at / 4), n);
    }
}
