//! Working minutes between instants, by a calendar and the offsets of its zone (C4).

use super::{Instant, Wall, WorkingCalendar};

/// A working calendar that knows by how many minutes its zone is ahead of UTC at a minute of UTC.
#[derive(Clone, Copy)]
pub struct WorkingClock<'a> {
    pub calendar: &'a WorkingCalendar,
    /// From minutes of UTC since 1970 to the zone's offset then, in minutes.
    pub offset: &'a dyn Fn(i64) -> i32,
}

impl WorkingClock<'_> {
    /// What the calendar's clock shows at an instant.
    pub fn wall(&self, at: Instant) -> Wall {
        at.at((self.offset)(at.utc()))
    }

    /// W(a, b) in working minutes. The hour a clock goes through twice counts once.
    pub fn minutes(&self, from: Instant, to: Instant) -> i64 {
        if to <= from { 0 } else { self.calendar.minutes(self.wall(from), self.wall(to)) }
    }

    /// D(a, n): the target instant; `None` if so many minutes are never worked.
    pub fn target(&self, from: Instant, minutes: u32) -> Option<Instant> {
        if minutes == 0 {
            return Some(from);
        }
        let wall = self.calendar.target(self.wall(from), minutes)?.number();
        // A clock is changed by hours, not by days, so one of the two offsets around holds.
        let (before, after) = (i64::from((self.offset)(wall - DAY)), i64::from((self.offset)(wall + DAY)));
        let (first, last) = (wall - before.max(after), wall - before.min(after));
        let shows = |utc: i64| utc + i64::from((self.offset)(utc)) >= wall;
        let utc = (first.max(from.utc())..=last).find(|utc| shows(*utc)).unwrap_or(last.max(from.utc()));
        let offset = i16::try_from((self.offset)(utc)).unwrap_or_default();
        Some(Instant::new(utc, offset))
    }
}

const DAY: i64 = super::MINUTES_A_DAY as i64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Date, date};

    fn utc(day: Date, hour: i64) -> i64 {
        i64::from(day.number()) * DAY + hour * 60
    }

    /// Central Europe around the spring and the autumn of 2026.
    fn berlin(at: i64) -> i32 {
        let summer = utc(date(2026, 3, 29), 1)..utc(date(2026, 10, 25), 1);
        if summer.contains(&at) { 120 } else { 60 }
    }

    fn los_angeles(at: i64) -> i32 {
        let summer = utc(date(2026, 3, 8), 10)..utc(date(2026, 11, 1), 9);
        if summer.contains(&at) { -420 } else { -480 }
    }

    fn tehran(_: i64) -> i32 {
        210
    }

    const ZONES: [fn(i64) -> i32; 3] = [berlin, los_angeles, tehran];

    /// By the zone's own clock.
    fn at(zone: &dyn Fn(i64) -> i32, day: Date, hour: i64) -> Instant {
        let offset = zone(utc(day, hour));
        Instant::new(utc(day, hour) - i64::from(offset), offset as i16)
    }

    #[test]
    fn a_working_day_is_as_long_in_every_zone_and_when_the_clock_changes() {
        let calendar = WorkingCalendar::default();
        for zone in ZONES {
            let clock = WorkingClock { calendar: &calendar, offset: &zone };
            let (friday, monday) = (at(&zone, date(2026, 3, 27), 16), at(&zone, date(2026, 3, 30), 12));
            assert_eq!(clock.minutes(friday, monday), 240);
            assert_eq!(clock.target(friday, 240), Some(monday));
            assert_eq!(clock.minutes(monday, friday), 0);
            let (friday, monday) = (at(&zone, date(2026, 10, 23), 16), at(&zone, date(2026, 10, 26), 12));
            assert_eq!(clock.target(friday, 240), Some(monday));
        }
    }

    /// A request was told by the clock of the book on one page and by that of the machine on another, and what was
    /// typed went by the offset of the machine.
    #[test]
    fn a_typed_time_is_told_as_it_was_typed_when_the_clock_changes_too() {
        let calendar = WorkingCalendar::default();
        // On this day the clock of each leaves out the hour from two.
        let leaps = [Some(date(2026, 3, 29)), Some(date(2026, 3, 8)), None];
        for (zone, leap) in ZONES.into_iter().zip(leaps) {
            let clock = WorkingClock { calendar: &calendar, offset: &zone };
            let days = [date(2026, 3, 7), date(2026, 3, 28), date(2026, 7, 1), date(2026, 10, 24), date(2026, 10, 31)];
            for (day, minutes) in days.iter().flat_map(|day| (0..2 * DAY).step_by(10).map(|minutes| (*day, minutes))) {
                let wall = Wall::from_number(i64::from(day.number()) * DAY + minutes);
                let typed = Instant::shown(wall, zone);
                assert_eq!(typed.written(), clock.wall(typed), "it keeps the offset it was written by");
                let is_left_out = clock.wall(typed) != wall;
                assert_eq!(is_left_out, leap == Some(wall.day()) && wall.minute() / 60 == 2, "{wall}");
            }
        }
    }

    #[test]
    fn of_an_hour_that_is_there_twice_the_first_is_meant_and_of_one_that_is_not_the_next() {
        let of = |day: Date, hour: i64| Instant::shown(Wall::from_number(utc(day, hour) + 30), berlin);
        // 02:30 in summer time is 00:30 of UTC.
        assert_eq!(
            (of(date(2026, 10, 25), 2).utc(), of(date(2026, 10, 25), 2).to_string()),
            (utc(date(2026, 10, 25), 0) + 30, "2026-10-25T02:30+02:00".to_owned())
        );
        // From 02:00 the clock goes to 03:00: 02:30 is 03:30.
        assert_eq!(of(date(2026, 3, 29), 2).to_string(), "2026-03-29T03:30+02:00");
        // The offset is that of the instant, and not of another day.
        assert_eq!(of(date(2026, 1, 15), 9).to_string(), "2026-01-15T09:30+01:00");
        assert_eq!(of(date(2026, 7, 15), 9).to_string(), "2026-07-15T09:30+02:00");
    }

    #[test]
    fn who_works_all_night_has_a_target_that_is_not_before_they_began() {
        let night = crate::working_time::Hours::new(0, super::super::MINUTES_A_DAY).into_iter().collect();
        let night = crate::working_time::DayHours::new(night).unwrap();
        let week = crate::working_time::WorkingWeek::new(std::array::from_fn(|_| night.clone()));
        let calendar = WorkingCalendar { week, ..WorkingCalendar::default() };
        let clock = WorkingClock { calendar: &calendar, offset: &berlin };
        // 02:10 the second time; 02:30 was there half an hour before, too.
        let second = Instant::new(utc(date(2026, 10, 25), 1) + 10, 60);
        let target = clock.target(second, 20).unwrap();
        assert_eq!(target.utc() - second.utc(), 20);
        // From 01:50 the clock goes to 03:00: ten minutes on, and the hour that wasn't there counts.
        let before = Instant::new(utc(date(2026, 3, 29), 0) + 50, 60);
        let target = clock.target(before, 30).unwrap();
        assert_eq!(target.utc() - before.utc(), 10, "the first minute on which so many have passed");
    }
}
