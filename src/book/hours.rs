//! Working hours: of a week, of a task.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A stretch of work, in minutes; up to a year of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Hours(u32);

/// A year without a break.
const MOST: u32 = 366 * 24 * 60;

impl Hours {
    /// `None` for more than a year.
    pub const fn of_minutes(minutes: u32) -> Option<Self> {
        if minutes <= MOST { Some(Self(minutes)) } else { None }
    }

    pub const fn minutes(self) -> u32 {
        self.0
    }

    /// As people say it: 7.5.
    pub fn hours(self) -> f64 {
        f64::from(self.0) / 60.0
    }

    /// Hours as a person types them, to the minute; `None` for what is less than none or more than a year.
    pub fn typed(text: &str) -> Option<Self> {
        let minutes = (crate::text::typed_number(text)? * 60.0).round();
        (0.0..=f64::from(MOST)).contains(&minutes).then_some(Self(minutes as u32))
    }
}

impl fmt::Display for Hours {
    /// With a decimal point, for other programs and for inputs: "7.5".
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.hours());
        out.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minutes = u32::deserialize(deserializer)?;
        Self::of_minutes(minutes).ok_or_else(|| serde::de::Error::custom(format_args!("no hours: {minutes} minutes")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_typed_as_people_write_them() {
        let minutes = |text: &str| Hours::typed(text).map(Hours::minutes);
        assert_eq!(
            (minutes("6"), minutes("7,5"), minutes(" 0.25 "), minutes("۳۸٫۵")),
            (Some(360), Some(450), Some(15), Some(2310))
        );
        assert_eq!(
            (minutes("-1"), minutes("1e9"), minutes("9999999"), minutes("six"), minutes("")),
            (None, None, None, None, None)
        );
        assert_eq!(
            (Hours(450).to_string(), Hours(360).to_string(), Hours(6000).to_string()),
            ("7.5".into(), "6".into(), "100".into())
        );
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        assert_eq!(serde_json::to_string(&Hours(450)).ok().as_deref(), Some("450"));
        assert_eq!(serde_json::from_str::<Hours>("450").ok(), Some(Hours(450)));
        for other in ["-1", "7.5", "\"7\"", "527041", "null"] {
            assert!(serde_json::from_str::<Hours>(other).is_err(), "{other}");
        }
    }
}
