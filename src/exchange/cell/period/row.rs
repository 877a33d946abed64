//! A row of headers as a whole: which of them are periods.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::found::{Found, Named};
use super::scan::scan;
use super::{PeriodColumn, PeriodName, Unit};
use crate::calendar::Date;
use crate::exchange::DateFormat;
use crate::exchange::cell::date;
use crate::exchange::cell::date::month::{self, Languages};
use crate::exchange::cell::row::{Cell, Kind};

/// Which columns of a wide table stand for periods, by its headers. At least two of them must be
/// periods of the same length with the same words beside; years alone must follow one another.
/// Columns of another length (the quarters beside the months) are none: they repeat the others.
pub(in crate::exchange) fn of_headers(headers: &[Cell]) -> Vec<Option<PeriodColumn>> {
    let scans: Vec<Option<Found>> = headers.iter().map(|cell| scan(cell.text)).collect();
    let found = || scans.iter().flatten();
    let languages = languages(found());
    let days = day_format(headers, &scans);
    let has_days = has_days(found());
    let named = headers.iter().zip(&scans).enumerate().map(|(at, (cell, found))| {
        let found = found.as_ref()?;
        let period = match found.named {
            Named::Day if cell.kind == Kind::Date => date::of(*cell, None).map(PeriodName::Day),
            Named::Day => date::read(&found.day, days).map(PeriodName::Day),
            Named::Month { .. } if has_days => None,
            Named::Month { .. } if found.is_average && !is_august(&scans, at, languages) => None,
            Named::Month { .. } => found.period(languages),
            _ => found.period(month::ALL),
        };
        // A letter beside other words is a name of something: "Model T1".
        let is_name = found.is_letter && !found.rest.is_empty();
        period.filter(|_| !is_name).map(|period| PeriodColumn { period, rest: found.rest.clone() })
    });
    let mut columns: Vec<Option<PeriodColumn>> = named.collect();
    months_of_days(&mut columns);
    running(&mut columns);
    same_kind(&mut columns);
    columns
}

/// The languages that know most of the months named: a table has one, and a word of another ("Kol.",
/// a quantity and an August) is no month in it. None where no two names are of one language.
fn languages<'a>(found: impl Iterator<Item = &'a Found>) -> Languages {
    let mut counts = [0_usize; Languages::BITS as usize];
    let mut names = HashSet::new();
    for found in found.filter(|found| !found.is_average) {
        let Named::Month { name, .. } = found.named else { continue };
        names.insert(name);
        for (language, count) in counts.iter_mut().enumerate() {
            *count += usize::from(name.languages() & 1 << language != 0);
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    if most == 1 && names.len() > 1 {
        return 0;
    }
    let best = counts.iter().enumerate().filter(|(_, count)| **count == most);
    best.fold(0, |all, (language, _)| all | 1 << language)
}

/// Whether an "avg" is an August and no average: before a September, or behind a July in a row that
/// isn't English.
fn is_august(scans: &[Option<Found>], at: usize, languages: Languages) -> bool {
    let month = |found: &Option<Found>| match found {
        Some(Found { named: Named::Month { name, .. }, is_average: false, .. }) => name.month(languages),
        _ => None,
    };
    let (before, after) = scans.split_at_checked(at).unwrap_or_default();
    let own = after.first().and_then(Option::as_ref).map(|found| found.named);
    let fits = matches!(own, Some(Named::Month { name, .. }) if languages & month::ENGLISH == 0 && name.languages() & languages != 0);
    let next = after.iter().find_map(month).map(|month| month.number);
    let last = before.iter().rev().find_map(month).map(|month| month.number);
    next == Some(9) || last == Some(7) && fits
}

/// The order of day and month in the headers that are dates.
fn day_format(headers: &[Cell], scans: &[Option<Found>]) -> Option<DateFormat> {
    let days = scans.iter().flatten().filter(|found| found.named == Named::Day);
    let cells: Vec<&str> = days.map(|found| found.day.as_str()).collect();
    let kinds = headers.iter().filter(|cell| cell.kind == Kind::Date).count();
    if cells.len() <= kinds {
        return None;
    }
    date::findings(cells.into_iter().map(Cell::text)).format
}

/// Whether the two digits after the months' names are days ("Jan-01", "Jan-02" ...) and not years.
fn has_days<'a>(found: impl Iterator<Item = &'a Found>) -> bool {
    let (mut numbers, mut months) = (HashSet::new(), HashSet::new());
    for found in found {
        if let (Named::Month { name, .. }, Some(short)) = (found.named, found.short) {
            numbers.insert(short);
            months.insert(name);
        }
    }
    numbers.len() > 3 && numbers.len() > months.len()
}

/// Days that are the first, or the last, of months that follow one another stand for the months.
fn months_of_days(columns: &mut [Option<PeriodColumn>]) {
    let day = |column: &PeriodColumn| match column.period {
        PeriodName::Day(day) => Some(day),
        _ => None,
    };
    let days: BTreeSet<Date> = columns.iter().flatten().filter_map(day).collect();
    let month = |day: &Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let follow = days.iter().zip(days.iter().skip(1)).all(|(one, next)| month(next) - month(one) == 1);
    let is_first = |day: &Date| day.day() == 1;
    let is_last = |day: &Date| day.plus(1).day() == 1;
    if days.len() < 2 || !follow || !(days.iter().all(is_first) || days.iter().all(is_last)) {
        return;
    }
    for column in columns.iter_mut().flatten() {
        if let PeriodName::Day(day) = column.period
            && let Ok(month) = u8::try_from(day.month())
        {
            column.period = PeriodName::Month { year: Some(day.year()), month };
        }
    }
}

/// Weeks or months by number that no year has (`W0`, `M13`) make all of their kind a running count.
fn running(columns: &mut [Option<PeriodColumn>]) {
    for unit in [Unit::Week, Unit::Month] {
        let runs = |column: &PeriodColumn| matches!(column.period, PeriodName::Running { unit: of, .. } if of == unit);
        if !columns.iter().flatten().any(runs) {
            continue;
        }
        for column in columns.iter_mut().flatten() {
            let number = match column.period {
                PeriodName::Week { year: None, week } if unit == Unit::Week => week,
                PeriodName::Month { year: None, month } if unit == Unit::Month => month,
                _ => continue,
            };
            column.period = PeriodName::Running { unit, number: number.into() };
        }
    }
}

/// Keeps the periods of the unit most columns have, where they make a series.
fn same_kind(columns: &mut [Option<PeriodColumn>]) {
    // Columns by unit and by the words beside.
    let mut groups: HashMap<(Unit, String), Vec<PeriodName>> = HashMap::new();
    for column in columns.iter().flatten() {
        groups.entry((column.period.unit(), column.rest.to_lowercase())).or_default().push(column.period);
    }
    groups.retain(|(unit, rest), periods| is_series(*unit, rest.is_empty(), periods));
    let mut counts: BTreeMap<Unit, usize> = BTreeMap::new();
    groups.iter().for_each(|((unit, _), periods)| *counts.entry(*unit).or_default() += periods.len());
    // Of equals the shorter one, which comes first.
    let most = counts.iter().rev().max_by_key(|(_, count)| **count).map(|(unit, _)| *unit);
    for slot in columns.iter_mut() {
        let keeps = |column: &PeriodColumn| {
            let unit = column.period.unit();
            Some(unit) == most && groups.contains_key(&(unit, column.rest.to_lowercase()))
        };
        if !slot.as_ref().is_some_and(keeps) {
            *slot = None;
        }
    }
}

/// Whether these are at least two different periods; of years, two that follow one another.
fn is_series(unit: Unit, is_bare: bool, periods: &[PeriodName]) -> bool {
    let different: HashSet<&PeriodName> = periods.iter().collect();
    let years: BTreeSet<i16> = periods
        .iter()
        .filter_map(|period| match period {
            PeriodName::Year(year) | PeriodName::JalaliYear(year) => Some(*year),
            _ => None,
        })
        .collect();
    let follow = years.iter().zip(years.iter().skip(1)).any(|(one, next)| next - one == 1);
    // Twice the same year beside nothing else are two columns of something else.
    let is_once = !is_bare || different.len() == periods.len();
    different.len() > 1 && (unit != Unit::Year || follow && is_once)
}
