//! When people work and how soon they are to answer, as somebody types it before it is used (C4, C5, C10).

use super::health_score::{Part, Weights};
use super::requests::Targets;
use crate::book::settings::{self, working_calendar};
use crate::book::{Book, Change, Edit, Field, Label, SETTINGS};
use crate::calendar::Date;
use crate::digits::{ascii_digit, decimal};
use crate::working_time::{DayHours, Hours, SpecialDays, WorkingCalendar, WorkingWeek};

/// A day with other hours: the day as far as it is a date, and the hours as they are typed.
pub type SpecialDay = (Option<Date>, String);

/// What somebody typed, of which nothing holds yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The zone's IANA name; empty: that of the machine.
    pub zone: String,
    /// The hours of each weekday from Monday, such as `09:00-12:30, 13:00-17:00`; empty: nobody works.
    pub week: [String; 7],
    /// Days with other hours, each with them as above.
    pub special: Vec<SpecialDay>,
    /// Within how many working hours a request is to be answered, and resolved.
    pub answer: String,
    pub resolution: String,
    /// Days after the promised one on which a delivery is still on time.
    pub tolerance: String,
    /// What each part of the health of a relationship weighs.
    pub weights: [String; Part::ALL.len()],
}

/// What can't be used as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No such zone.
    Zone,
    /// Hours of a weekday, 0 to 6 from Monday.
    Weekday(usize),
    /// A special day, by its place in the list: its day or its hours.
    Special(usize),
    Answer,
    Resolution,
    Tolerance,
    Weight(Part),
    /// Nothing weighs anything.
    Weights,
}

/// One text of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Hours of a weekday, 0 to 6 from Monday.
    Weekday(usize),
    Answer,
    Resolution,
    Tolerance,
    /// By its place among the parts.
    Weight(usize),
}

/// No target is longer than this, in minutes of working time.
const MOST_MINUTES: f64 = 1_000_000.0;
/// No tolerance is longer than this, in days.
const MOST_DAYS: f64 = 365.0;
/// No part weighs more.
const MOST_WEIGHT: f64 = 1_000.0;

impl Setup {
    /// What holds in a book.
    pub fn of(book: &Book) -> Self {
        let (calendar, targets, weights) = (working_calendar(book), Targets::of(book), Weights::of(book));
        let tolerance = book.value(SETTINGS, settings::field::delivery_tolerance).unwrap_or_default();
        Self {
            week: calendar.week.days().each_ref().map(written),
            special: calendar.special.iter().map(|(day, hours)| (Some(day), written(hours))).collect(),
            zone: calendar.zone,
            answer: in_hours(targets.answer),
            resolution: in_hours(targets.resolution),
            tolerance: tolerance.to_string(),
            weights: Part::ALL.map(|part| weights.get(part).to_string()),
        }
    }

    /// The text at a place; `None` where there is none.
    pub fn text(&self, place: Place) -> Option<&String> {
        match place {
            Place::Weekday(day) => self.week.get(day),
            Place::Answer => Some(&self.answer),
            Place::Resolution => Some(&self.resolution),
            Place::Tolerance => Some(&self.tolerance),
            Place::Weight(at) => self.weights.get(at),
        }
    }

    /// Puts another text there.
    pub fn set(&mut self, place: Place, text: String) {
        let there = match place {
            Place::Weekday(day) => self.week.get_mut(day),
            Place::Answer => Some(&mut self.answer),
            Place::Resolution => Some(&mut self.resolution),
            Place::Tolerance => Some(&mut self.tolerance),
            Place::Weight(at) => self.weights.get_mut(at),
        };
        there.into_iter().for_each(|there| there.clone_from(&text));
    }

    /// The change that makes it hold, with what is another than before alone; `is_zone` knows the zones.
    ///
    /// # Errors
    /// [`Wrong`], all that can't be used.
    pub fn change(&self, book: &Book, is_zone: impl Fn(&str) -> bool) -> Result<Change, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let zone = self.zone.trim();
        if !zone.is_empty() && !is_zone(zone) {
            wrong.push(Wrong::Zone);
        }
        let week = std::array::from_fn(|day| {
            let hours = self.week.get(day).and_then(|text| typed(text));
            hours.unwrap_or_else(|| {
                wrong.push(Wrong::Weekday(day));
                DayHours::default()
            })
        });
        let mut special = SpecialDays::default();
        for (at, (day, hours)) in self.special.iter().enumerate() {
            match day.zip(typed(hours)) {
                Some((day, hours)) => special = special.with(day, hours),
                None => wrong.push(Wrong::Special(at)),
            }
        }
        let number = |text: &str, unit: f64, most: f64| {
            let typed = decimal(text).parse::<f64>().ok().map(|number| (number * unit).round());
            typed.filter(|number| (0.0..=most).contains(number)).map(|number| number as u32)
        };
        let mut wanted = |found: Option<u32>, what: Wrong| {
            found.unwrap_or_else(|| {
                wrong.push(what);
                0
            })
        };
        let answer = wanted(number(&self.answer, 60.0, MOST_MINUTES), Wrong::Answer);
        let resolution = wanted(number(&self.resolution, 60.0, MOST_MINUTES), Wrong::Resolution);
        let tolerance = wanted(number(&self.tolerance, 1.0, MOST_DAYS), Wrong::Tolerance);
        let weights: Vec<(Part, u32)> = Part::ALL
            .into_iter()
            .zip(&self.weights)
            .map(|(part, text)| (part, wanted(number(text, 1.0, MOST_WEIGHT), Wrong::Weight(part))))
            .collect();
        if wrong.is_empty() && weights.iter().all(|(_, weight)| *weight == 0) {
            wrong.push(Wrong::Weights);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let calendar = WorkingCalendar { zone: zone.to_owned(), week: WorkingWeek::new(week), special };
        let targets = Targets { answer, resolution };
        Ok(Change::new(Label::Settings, edits(book, calendar, targets, tolerance, &weights)))
    }
}

/// What is another than it was; what is as usual isn't stored.
fn edits(
    book: &Book,
    calendar: WorkingCalendar,
    targets: Targets,
    tolerance: u32,
    weights: &[(Part, u32)],
) -> Vec<Edit> {
    use settings::field;
    let mut edits = Vec::new();
    let usual = Targets::default();
    set(book, &mut edits, field::zone, calendar.zone);
    set(book, &mut edits, field::working_week, Some(calendar.week).filter(|week| *week != WorkingWeek::default()));
    set(book, &mut edits, field::special_days, calendar.special);
    set(book, &mut edits, field::answer_minutes, Some(targets.answer).filter(|set| *set != usual.answer));
    set(book, &mut edits, field::resolution_minutes, Some(targets.resolution).filter(|set| *set != usual.resolution));
    set(book, &mut edits, field::delivery_tolerance, Some(tolerance).filter(|days| *days > 0));
    let usual = Weights::default();
    let own = weights.iter().filter(|(part, weight)| *weight != usual.get(*part));
    set(book, &mut edits, field::health_weights, own.map(|(part, weight)| (part.code().into(), *weight)).collect());
    edits
}

fn set<T>(book: &Book, edits: &mut Vec<Edit>, field: Field<T>, value: T)
where
    T: serde::Serialize + serde::de::DeserializeOwned + Default + PartialEq,
{
    if book.value(SETTINGS, field) != value {
        edits.push(field.set(SETTINGS, value));
    }
}

/// Minutes as hours, as they are typed: `4`, `0.5`.
fn in_hours(minutes: u32) -> String {
    let hours = f64::from(minutes) / 60.0;
    // Enough for the minute to come back.
    format!("{hours:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Hours as they are typed: `09:00-12:30, 13:00-17:00`.
pub fn written(hours: &DayHours) -> String {
    let minute = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let one = |hours: Hours| format!("{}-{}", minute(hours.open()), minute(hours.close()));
    hours.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Hours as somebody types them: `9-12:30, 13-17`, in digits of any script; nothing is a day off. `None` if that is no
/// hours, or they overlap.
pub fn typed(text: &str) -> Option<DayHours> {
    let plain: String = text.chars().map(ascii_digit).filter(|letter| !letter.is_whitespace()).collect();
    let parts = plain.split([',', ';', '،', '؛']).filter(|part| !part.is_empty());
    let hours = parts.map(|part| {
        let (open, close) = part.split_once(['-', '–', '—', '−'])?;
        Hours::new(minute(open)?, minute(close)?)
    });
    DayHours::new(hours.collect::<Option<Vec<_>>>()?)
}

/// `9`, `9:30`, `24:00` as a minute of the day.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 2);
    let (hour, minute) = (number(hour)?, number(minute)?);
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests;
