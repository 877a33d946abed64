//! The working calendar: how many minutes of a stretch are worked, and when so many will be (C4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DayHours, Wall, WorkingWeek};
use crate::calendar::Date;

/// The days that aren't like others of their weekday, with their hours: none on a day off.
///
/// Stored as a list of pairs of a day and its hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(Date, DayHours)>", into = "Vec<(Date, DayHours)>")]
pub struct SpecialDays(BTreeMap<Date, DayHours>);

impl SpecialDays {
    /// By day, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &DayHours)> {
        self.0.iter().map(|(day, hours)| (*day, hours))
    }

    /// The same with these hours on a day; none at all make it a day off.
    pub fn with(mut self, day: Date, hours: DayHours) -> Self {
        self.0.insert(day, hours);
        self
    }

    /// The same without anything special on a day.
    pub fn without(mut self, day: Date) -> Self {
        self.0.remove(&day);
        self
    }
}

impl From<Vec<(Date, DayHours)>> for SpecialDays {
    fn from(days: Vec<(Date, DayHours)>) -> Self {
        Self(days.into_iter().collect())
    }
}

impl From<SpecialDays> for Vec<(Date, DayHours)> {
    fn from(SpecialDays(days): SpecialDays) -> Self {
        days.into_iter().collect()
    }
}

/// When people work, by the clock on the wall of one zone (C4).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkingCalendar {
    /// The zone whose clock that is, by its IANA name; empty: that of the machine.
    pub zone: String,
    pub week: WorkingWeek,
    pub special: SpecialDays,
}

impl WorkingCalendar {
    /// The hours of a day.
    pub fn hours(&self, day: Date) -> &DayHours {
        self.special.0.get(&day).unwrap_or_else(|| self.usual(weekday(day.number().into())))
    }

    /// Whether anybody works on a day.
    pub fn is_working_day(&self, day: Date) -> bool {
        !self.hours(day).is_off()
    }

    /// W(a, b): how many minutes of `[from, to)` are open; 0 if `to` isn't after `from`.
    pub fn minutes(&self, from: Wall, to: Wall) -> i64 {
        (self.open_before(to) - self.open_before(from)).max(0)
    }

    /// D(a, n): the earliest minute from `from` on, before which so many were open since; `from` for none.
    /// `None` if that never comes.
    pub fn target(&self, from: Wall, minutes: u32) -> Option<Wall> {
        if minutes == 0 {
            return Some(from);
        }
        let goal = self.open_before(from).checked_add(minutes.into())?;
        let reaches = |at: i64| self.open_before(Wall::from_number(at)) >= goal;
        // No minute counts twice, so it is nowhere before this. The end is looked for in steps that double.
        let (mut before, mut step) = (from.number(), i64::from(minutes));
        let last = Wall::new(Date::MAX, 0).number();
        let mut end = before.saturating_add(step).min(last);
        while !reaches(end) {
            if end >= last {
                return None;
            }
            (before, step) = (end, step.saturating_mul(2));
            end = end.saturating_add(step).min(last);
        }
        // `before` doesn't reach the goal, `end` does.
        while end - before > 1 {
            let middle = before + (end - before) / 2;
            if reaches(middle) { end = middle } else { before = middle }
        }
        Some(Wall::from_number(end))
    }

    /// Open minutes before this one, counted from a Monday long ago; only differences mean something.
    fn open_before(&self, at: Wall) -> i64 {
        let number = at.day_number();
        let (weeks, weekday) = ((number + MONDAY).div_euclid(7), weekday(number));
        let day = at.day();
        let special = self.special.0.range(..day);
        let more = special.map(|(day, own)| own.minutes() - self.usual(self::weekday(day.number().into())).minutes());
        weeks * self.week.minutes()
            + self.week.before(weekday)
            + more.sum::<i64>()
            + self.hours(day).before(at.minute())
    }

    /// The hours of a weekday, 0 to 6 from Monday.
    fn usual(&self, weekday: usize) -> &DayHours {
        &self.week.days()[weekday % 7]
    }
}

/// 1970-01-01 was a Thursday: so many days after a Monday.
const MONDAY: i64 = 3;

/// 0 to 6 from Monday, of a day by its number.
fn weekday(number: i64) -> usize {
    // What is left of a week fits.
    (number + MONDAY).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests;
