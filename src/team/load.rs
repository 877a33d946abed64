//! How much work a colleague carries against the hours they have (T3, C17).

use std::collections::BTreeSet;
use std::ops::{Add, AddAssign};

use super::ratio::Ratio;
use crate::book::{Absence, Colleague};
use crate::calendar::Date;
use crate::working_time::WorkingCalendar;

/// So many days ahead are looked at: those after today.
pub const AHEAD: i32 = 28;

/// What is to be done in that time, in hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// Touches by cadence.
    pub touches: Ratio,
    /// Complaints and claims.
    pub complaints: Ratio,
    /// All other open items.
    pub items: Ratio,
}

impl Need {
    pub fn total(self) -> Ratio {
        self.touches + self.complaints + self.items
    }
}

impl Add for Need {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            touches: self.touches + other.touches,
            complaints: self.complaints + other.complaints,
            items: self.items + other.items,
        }
    }
}

impl AddAssign for Need {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// How well somebody's hours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Below 70 %.
    Room,
    /// Up to 90 %.
    Used,
    /// Up to 110 %.
    Full,
    TooMuch,
}

impl Band {
    /// The limits, in per cent.
    pub const LIMITS: [u8; 3] = [70, 90, 110];

    fn of(share: Ratio) -> Self {
        let percent = |percent: i128| Ratio::new(percent, 100);
        match share {
            share if share < percent(70) => Self::Room,
            share if share <= percent(90) => Self::Used,
            share if share <= percent(110) => Self::Full,
            _ => Self::TooMuch,
        }
    }
}

/// Need against capacity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub need: Need,
    /// The hours for accounts in that time; `None` while nobody said how many there are in a week.
    pub capacity: Option<Ratio>,
}

impl Load {
    /// `None` without capacity.
    pub fn share(self) -> Option<Ratio> {
        self.need.total().over(self.capacity?)
    }

    pub fn band(self) -> Option<Band> {
        self.share().map(Band::of)
    }
}

/// The hours somebody has for accounts in the days after `today`: of a week's hours 70 %, four times, less the working
/// days they are away or have left. `None` while nobody said how many hours there are in a week.
pub fn capacity(colleague: &Colleague, absences: &[Absence], calendar: &WorkingCalendar, today: Date) -> Option<Ratio> {
    let week = Ratio::of_minutes(colleague.weekly_hours?.minutes().into());
    let days: Vec<Date> =
        (1..=AHEAD).map(|after| today.plus(after)).filter(|day| calendar.is_working_day(*day)).collect();
    let away: Vec<(Date, Date)> = absences.iter().filter_map(Absence::days).collect();
    let is_away = |day: Date| away.iter().any(|(from, to)| (*from..=*to).contains(&day));
    let there: BTreeSet<Date> =
        days.iter().copied().filter(|day| colleague.is_active(*day) && !is_away(*day)).collect();
    Some(week * Ratio::new(28, 10) * Ratio::new(there.len() as i128, days.len() as i128))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Hours;
    use crate::calendar::date;

    fn today() -> Date {
        date(1998, 5, 6)
    }

    fn hours(weekly: u32) -> Colleague {
        Colleague { weekly_hours: Hours::of_minutes(weekly * 60), ..Colleague::default() }
    }

    fn of(colleague: &Colleague, absences: &[(Date, Date)]) -> Option<f64> {
        let absences: Vec<Absence> = absences
            .iter()
            .map(|(from, to)| Absence { from: Some(*from), to: Some(*to), ..Absence::default() })
            .collect();
        capacity(colleague, &absences, &WorkingCalendar::default(), today()).map(Ratio::value)
    }

    #[test]
    fn of_six_hours_a_week_sixteen_and_eight_tenths_are_for_accounts() {
        assert_eq!(of(&hours(6), &[]), Some(16.8));
        assert_eq!(of(&Colleague::default(), &[]), None);
        // Two of four weeks away.
        let away = (date(1998, 5, 11), date(1998, 5, 22));
        assert_eq!(of(&hours(4), &[away]), Some(5.6));
        // Whoever is away twice on a day is away once; a weekend is no working day.
        assert_eq!(of(&hours(4), &[away, away, (date(1998, 5, 16), date(1998, 5, 17))]), Some(5.6));
        // What is over, and what lies farther ahead.
        assert_eq!(of(&hours(4), &[(date(1998, 4, 1), today()), (date(1998, 6, 4), date(1998, 7, 1))]), Some(11.2));
        assert_eq!(of(&hours(4), &[(date(1998, 4, 1), date(1998, 7, 1))]), Some(0.0));
    }

    #[test]
    fn who_leaves_has_the_days_until_then() {
        let leaves = |day| Colleague { left_on: Some(day), ..hours(4) };
        assert_eq!(of(&leaves(date(1998, 5, 21)), &[]), Some(5.6), "ten of twenty working days");
        assert_eq!(of(&leaves(today()), &[]), Some(0.0));
    }

    #[test]
    fn limits_belong_to_the_band_below() {
        let band = |items: i128| {
            let need = Need { items: Ratio::new(items, 100), ..Need::default() };
            Load { need, capacity: Some(Ratio::new(1, 1)) }.band()
        };
        let bands = [69, 70, 90, 91, 110, 111].map(band);
        use Band::{Full, Room, TooMuch, Used};
        assert_eq!(bands, [Room, Used, Used, Full, Full, TooMuch].map(Some));
        assert_eq!(Load::default().band(), None);
        assert_eq!(Load { capacity: Some(Ratio::ZERO), ..Load::default() }.share(), None, "nobody is there");
    }
}
