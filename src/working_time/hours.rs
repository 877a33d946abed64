//! The hours of a day in which people work, and of a week.

use serde::{Deserialize, Serialize};

use super::MINUTES_A_DAY;

/// From one minute of the wall clock to before another, of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "(u16, u16)", into = "(u16, u16)")]
pub struct Hours {
    open: u16,
    close: u16,
}

impl Hours {
    /// Open from the minute `open` of the day to before `close`; `None` unless that is a stretch of one day.
    pub const fn new(open: u16, close: u16) -> Option<Self> {
        if open < close && close <= MINUTES_A_DAY { Some(Self { open, close }) } else { None }
    }

    /// The first minute of the day it is open, 0 to 1439.
    pub const fn open(self) -> u16 {
        self.open
    }

    /// The first minute it is closed again, 1 to 1440.
    pub const fn close(self) -> u16 {
        self.close
    }
}

impl TryFrom<(u16, u16)> for Hours {
    type Error = &'static str;

    fn try_from((open, close): (u16, u16)) -> Result<Self, Self::Error> {
        Self::new(open, close).ok_or("hours open before they close, within a day")
    }
}

impl From<Hours> for (u16, u16) {
    fn from(Hours { open, close }: Hours) -> Self {
        (open, close)
    }
}

/// The hours of one day, in order and disjoint; none on a day off. Stored as a list of pairs of minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Hours>", into = "Vec<Hours>")]
pub struct DayHours(Vec<Hours>);

impl DayHours {
    /// `None` if two of them overlap.
    pub fn new(mut hours: Vec<Hours>) -> Option<Self> {
        hours.sort_unstable();
        let are_disjoint = hours.iter().zip(hours.iter().skip(1)).all(|(one, next)| one.close <= next.open);
        are_disjoint.then_some(Self(hours))
    }

    pub fn iter(&self) -> impl Iterator<Item = Hours> {
        self.0.iter().copied()
    }

    /// Whether nobody works.
    pub fn is_off(&self) -> bool {
        self.0.is_empty()
    }

    /// Open minutes of the whole day.
    pub fn minutes(&self) -> i64 {
        self.before(MINUTES_A_DAY)
    }

    /// Open minutes before a minute of the day.
    pub fn before(&self, minute: u16) -> i64 {
        self.iter().map(|hours| i64::from(hours.close.min(minute).saturating_sub(hours.open))).sum()
    }
}

impl TryFrom<Vec<Hours>> for DayHours {
    type Error = &'static str;

    fn try_from(hours: Vec<Hours>) -> Result<Self, Self::Error> {
        Self::new(hours).ok_or("the hours of a day don't overlap")
    }
}

impl From<DayHours> for Vec<Hours> {
    fn from(DayHours(hours): DayHours) -> Self {
        hours
    }
}

/// The hours of a usual week, from Monday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingWeek([DayHours; 7]);

impl WorkingWeek {
    pub const fn new(from_monday: [DayHours; 7]) -> Self {
        Self(from_monday)
    }

    /// From Monday.
    pub fn days(&self) -> &[DayHours; 7] {
        &self.0
    }

    /// Open minutes of the whole week.
    pub fn minutes(&self) -> i64 {
        self.before(self.0.len())
    }

    /// Open minutes of the first so many days.
    pub(super) fn before(&self, days: usize) -> i64 {
        self.0.iter().take(days).map(DayHours::minutes).sum()
    }
}

impl Default for WorkingWeek {
    /// Monday to Friday, nine to five *(our choice)*.
    fn default() -> Self {
        let usual = Hours::new(9 * 60, 17 * 60);
        Self(std::array::from_fn(|day| DayHours(usual.filter(|_| day < 5).into_iter().collect())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json};

    #[test]
    fn hours_that_overlap_or_end_before_they_begin_are_not_read() {
        let read = |value| from_value::<DayHours>(value).ok().map(|day| day.minutes());
        assert_eq!(read(json!([[780, 1020], [540, 720]])), Some(420), "in any order");
        assert_eq!(read(json!([[540, 720], [720, 1020]])), Some(480), "they may touch");
        assert_eq!(read(json!([])), Some(0));
        for wrong in [json!([[540, 720], [719, 1020]]), json!([[720, 720]]), json!([[0, 1441]]), json!([[-1, 5]])] {
            assert_eq!(read(wrong.clone()), None, "{wrong}");
        }
    }

    #[test]
    fn the_usual_week_has_forty_hours() {
        let week = WorkingWeek::default();
        assert_eq!(week.minutes(), 5 * 480);
        assert_eq!(from_value::<WorkingWeek>(json!(week)).ok(), Some(week));
    }
}
