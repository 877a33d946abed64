//! A year of an account's order days on one line, with its silence: decoration beside the words that say it.

use std::fmt::Write;

use crate::calendar::Date;

/// What [`strip`] draws, up to a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub until: Date,
    /// The order days that count, and those without what fell silent.
    pub days: Vec<Date>,
    pub others: Vec<Date>,
    /// Since when it is silent.
    pub silent: Option<Date>,
    /// The day the alarm rang.
    pub rang: Option<Date>,
}

const WIDE: f64 = 400.0;
const YEAR: i32 = 365;

/// Draws the last 365 days, the oldest first in the direction of writing.
pub fn strip(of: &Strip, mirrored: bool) -> String {
    let place = |day: Date| {
        let along = f64::from((YEAR - of.until.since(day)).clamp(0, YEAR)) / f64::from(YEAR) * WIDE;
        if mirrored { WIDE - along } else { along }
    };
    let shown = |day: &&Date| (0..YEAR).contains(&of.until.since(**day));
    let mut out = format!(
        "<svg class=\"strip\" viewBox=\"0 0 {WIDE} 22\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <path class=\"base\" vector-effect=\"non-scaling-stroke\" d=\"M0 12H{WIDE}\"/>"
    );
    let mut path = |class: &str, d: String| {
        let _ = write!(out, "<path class=\"{class}\" vector-effect=\"non-scaling-stroke\" d=\"{d}\"/>");
    };
    if let Some(silent) = of.silent {
        path("silence", format!("M{:.1} 12H{:.1}", place(silent), place(of.until)));
    }
    of.others.iter().filter(shown).for_each(|day| path("other", format!("M{:.1} 12v5", place(*day))));
    of.days.iter().filter(shown).for_each(|day| path("day", format!("M{:.1} 3v14", place(*day))));
    if let Some(rang) = of.rang.as_ref().filter(shown) {
        path("notch", format!("M{:.1} 4v16", place(*rang)));
    }
    out + "</svg>"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    #[test]
    fn a_year_is_the_whole_width_and_is_mirrored() {
        let until = date(2024, 12, 31);
        let of = Strip {
            until,
            days: vec![until, until.plus(-73), until.plus(-400)],
            others: Vec::new(),
            silent: Some(until.plus(-73)),
            rang: None,
        };
        let plain = strip(&of, false);
        assert!(plain.contains("M400.0 3v14") && plain.contains("M320.0 3v14") && plain.contains("M320.0 12H400.0"));
        assert_eq!(plain.matches("class=\"day\"").count(), 2, "what is older isn't drawn");
        assert!(strip(&of, true).contains("M80.0 12H0.0"));
        let long_ago = Strip { silent: Some(until.plus(-900)), days: Vec::new(), ..of };
        assert!(strip(&long_ago, false).contains("M0.0 12H400.0"));
    }
}
