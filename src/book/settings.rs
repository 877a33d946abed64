//! Settings of the book: what the analysis measures, over which window, and when people work.

use crate::calendar::Date;
use serde::{Deserialize, Serialize};

use super::{Book, Cadences, RecordId};
use crate::currency::Currency;
use crate::record_kind;
use crate::working_time::{SpecialDays, WorkingCalendar, WorkingWeek};

/// The one settings record of every book.
pub const SETTINGS: RecordId = RecordId::well_known(0x01);

record_kind! {
    /// How this book is analysed. What is empty follows the conventions.
    Settings = "settings" {
        measure: Measure,
        /// The book's currency; empty until the first import sets it.
        currency: Option<Currency>,
        /// The period regularity is seen by; empty: chosen from the buying rhythm.
        period: Option<PeriodUnit>,
        /// First day of the window; empty: the first sale.
        window_from: Option<Date>,
        /// Last day of the window; empty: the last sale.
        window_to: Option<Date>,
        /// Up to which cumulative share class A reaches, in hundredths of a per cent; empty: 80 %.
        abc_a: Option<u32>,
        /// The same for class B; empty: 95 %.
        abc_b: Option<u32>,
        /// Where the account belongs that crosses a limit of ABC.
        crossing: Crossing,
        /// Up to which coefficient of variation class X reaches, in thousandths; empty: 0.5.
        xyz_x: Option<u32>,
        /// The same for class Y; empty: 1.0.
        xyz_y: Option<u32>,
        /// From which share of the total an account is a provider, in hundredths of a per cent;
        /// empty: 10 %.
        provider_share: Option<u32>,
        /// Of which total that share is.
        provider_of: ProviderOf,
        /// Up to which cumulative share before them accounts are suggested as key, in hundredths of a per
        /// cent; empty: 55 %.
        key_share: Option<u32>,
        /// After how many days a fact is stale unless it was confirmed again; empty: 365.
        fresh_days: Option<u32>,
        /// The day the book is read on, for what is due and what is stale; empty: today. The sample's
        /// is the last day of its sales.
        read_on: Option<Date>,
        /// How often accounts and people are to hear from us, where that isn't the convention (C1).
        cadences: Cadences,
        /// Above how many times its own median gap an account is silent, in thousandths; empty: 2 (C12a).
        silence_times: Option<u32>,
        /// And above how many days; empty: 60.
        silence_days: Option<u32>,
        /// By how much what an account brings must have fallen for a warning, in per cent; empty: 40 (L1).
        fall_share: Option<u32>,
        /// Over how many days, against as many before; empty: 182.
        fall_days: Option<u32>,
        /// After how many days of silence an account is lost, if that is more than three of its own gaps; empty:
        /// 182 (C13).
        loss_days: Option<u32>,
        /// When somebody born on 29 February celebrates in common years.
        leap_day: LeapDay,
        /// The zone by whose clock working time is counted, by its IANA name; empty: that of the machine.
        zone: String,
        /// The hours in which people work; empty: Monday to Friday, nine to five.
        working_week: Option<WorkingWeek>,
        /// The days that have other hours, or none: days off.
        special_days: SpecialDays,
        /// Days after the promised one on which a delivery is still on time; empty: none.
        delivery_tolerance: Option<u32>,
        /// Within how many working minutes a request is to be answered; empty: 240.
        answer_minutes: Option<u32>,
        /// Within how many working minutes a request is to be resolved; empty: 2400.
        resolution_minutes: Option<u32>,
        /// What parts of the health of a relationship weigh, by their codes; what isn't there weighs as usual.
        health_weights: Vec<(String, u32)>,
        /// What criteria of the key list weigh, by their codes; what isn't there weighs as usual (C20).
        key_list_weights: Vec<(String, u32)>,
        /// From where on something is a mistake, by the codes of the limits; what isn't there is as usual.
        mistake_limits: Vec<(String, u32)>,
    }
}

/// When people work (C4).
pub fn working_calendar(book: &Book) -> WorkingCalendar {
    WorkingCalendar {
        zone: book.value(SETTINGS, field::zone),
        week: book.value(SETTINGS, field::working_week).unwrap_or_default(),
        special: book.value(SETTINGS, field::special_days),
    }
}

/// When 29 February is celebrated in a year that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeapDay {
    #[default]
    LastOfFebruary,
    FirstOfMarch,
}

impl LeapDay {
    /// Its month and day.
    pub fn month_and_day(self) -> (i8, i8) {
        match self {
            Self::LastOfFebruary => (2, 28),
            Self::FirstOfMarch => (3, 1),
        }
    }
}

/// What accounts are ranked by (A2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    #[default]
    Revenue,
    Profit,
}

/// A calendar period: what regularity is seen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// ISO weeks, from Monday.
    Week,
    Month,
    Quarter,
    Half,
}

/// Where the account belongs that crosses a limit of ABC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// To the higher class.
    #[default]
    Up,
    /// To the lower class.
    Down,
}

/// Of which total a provider brings its share (K3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderOf {
    /// Of profit where every sale has one, else of revenue.
    #[default]
    Known,
    Revenue,
    Profit,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Actor, Book, Change, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::working_time::{DayHours, Wall};

    /// Working time is settings like others: each field is merged by itself, and what can't be read is none.
    #[test]
    fn working_time_of_two_colleagues_is_merged_field_by_field() {
        let set = |millis, actor, edits| {
            let mut book = Book::default();
            book.apply(&Change::new(Label::Settings, edits), Stamp { millis, counter: 0, actor: Actor(actor) });
            book
        };
        let off = SpecialDays::default().with(date(2026, 4, 6), DayHours::default());
        let mut one =
            set(1, 1, vec![field::zone.set(SETTINGS, "Asia/Tehran".into()), field::special_days.set(SETTINGS, off)]);
        let week = serde_json::json!([[[600, 660]], [], [], [], [], [], []]);
        let edit = crate::book::Edit::raw(SETTINGS, Settings::KIND, field::working_week.name, week);
        one.join_book(&set(2, 2, vec![edit]));
        let calendar = working_calendar(&one);
        assert_eq!(calendar.zone, "Asia/Tehran");
        let (monday, later) = (Wall::new(date(2026, 4, 6), 0), Wall::new(date(2026, 4, 20), 0));
        assert_eq!(calendar.minutes(monday, later), 60, "of two Mondays one is off");
        let wrong =
            set(3, 1, vec![crate::book::Edit::raw(SETTINGS, Settings::KIND, field::working_week.name, 7.into())]);
        one.join_book(&wrong);
        assert_eq!(working_calendar(&one).week, WorkingWeek::default());
    }

    #[test]
    fn settings_nobody_made_are_no_edits() {
        assert_eq!(
            Settings::default().create(SETTINGS).iter().filter(|edit| edit.field == field::special_days.name).count(),
            0
        );
    }
}
