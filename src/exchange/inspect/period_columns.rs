//! Columns that are periods: which, and what is counted in them.

use crate::exchange::cell::fold::fold;
use crate::exchange::cell::period::{self, PeriodColumn, PeriodName, Unit};
use crate::exchange::cell::row::Cell;
use crate::exchange::inspect::header::{Dictionary, HeadRow};
use crate::exchange::{Column, Measure, Role};

/// The periods a header names, and what is counted in each of them.
pub(in crate::exchange) struct Periods {
    pub names: Vec<Option<PeriodName>>,
    pub measures: Vec<Measure>,
    /// Which of the measures is what was sold, where that is clear.
    pub chosen: Option<usize>,
}

/// What the headers name: joined ones by their text, single ones by their cells as well.
pub(in crate::exchange) fn periods(headers: &[String], header: &[HeadRow], dictionary: &Dictionary) -> Periods {
    let cells: Vec<Cell> = match header {
        [row] => row.all().collect(),
        _ => headers.iter().map(|name| Cell::text(name)).collect(),
    };
    let mut found = period::of_headers(&cells);
    found.resize(headers.len(), None);
    let (rests, chosen) = measures(&found, dictionary);
    let at = |column: &PeriodColumn| rests.iter().position(|rest| *rest == fold(&column.rest));
    let measured: Vec<Option<usize>> = found.iter().map(|column| at(column.as_ref()?)).collect();
    let found: Vec<Option<PeriodName>> = found.into_iter().map(|column| Some(column?.period)).collect();
    // W0, W1 ...: the first is the first of its year.
    let number = |period: &PeriodName| match period {
        PeriodName::Running { number, .. } => Some(*number),
        _ => None,
    };
    let first = found.iter().flatten().filter_map(number).min().unwrap_or_default();
    let names = found.into_iter().map(|period| period.and_then(|period| counted_from(period, first))).collect();
    let of_measure = |(name, at): (usize, &Option<usize>)| at.map(|at| (at, name));
    let columns: Vec<(usize, usize)> = measured.iter().enumerate().filter_map(of_measure).collect();
    let measure = |(at, rest): (usize, String)| Measure {
        name: rest,
        columns: columns.iter().filter(|(of, _)| *of == at).map(|(_, column)| *column).collect(),
    };
    Periods { names, measures: rests.into_iter().enumerate().map(measure).collect(), chosen }
}

/// What is counted in periods besides sales, or instead.
const NOT_SOLD: &str = " spec planned budget forecast target план бюджет прогноз цель planirano budzet cilj планирано буџет soll \
    prognose prevision objectif prognoza cel برنامه بودجه ";

/// What was really sold, beside what was planned.
const SOLD: &str = " actual actuals fact факт ist reel realise ostvareno остварено realizacija wykonanie واقعی ";

/// The measures of the periods, folded, and which of them is what was sold: an amount goes before
/// quantities, what was sold before what was planned.
fn measures(found: &[Option<PeriodColumn>], dictionary: &Dictionary) -> (Vec<String>, Option<usize>) {
    let mut rests: Vec<String> = Vec::new();
    for column in found.iter().flatten() {
        let rest = fold(&column.rest);
        if !rests.contains(&rest) {
            rests.push(rest);
        }
    }
    let chosen = chosen(&rests, dictionary);
    (rests, chosen)
}

fn has(list: &str, text: &str) -> bool {
    text.split(' ').any(|word| list.contains(&format!(" {word} ")))
}

/// Whether a measure is what was planned, or what came of it.
pub(super) fn is_plan_or_fact(name: &str) -> bool {
    let folded = fold(name);
    has(NOT_SOLD, &folded) || has(SOLD, &folded)
}

/// Which of several measures, folded, is what was sold, where that is clear.
pub(super) fn chosen(rests: &[String], dictionary: &Dictionary) -> Option<usize> {
    let means = |rest: &str| dictionary.meaning(rest).map(|meaning| meaning.role);
    let is_amount = |rest: &&String| matches!(means(rest), Some(Role::Amount | Role::AmountGross));
    let is_other = |rest: &str| {
        has(NOT_SOLD, rest) || means(rest).is_some_and(|role| !matches!(role, Role::Amount | Role::AmountGross))
    };
    let only = |is: &dyn Fn(&&String) -> bool| {
        let mut found = rests.iter().enumerate().filter(|(_, rest)| is(rest));
        found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
    };
    only(&|_| true)
        .or_else(|| only(&|rest| has(SOLD, rest)))
        .or_else(|| only(&|rest| is_amount(rest) && !has(NOT_SOLD, rest)))
        .or_else(|| only(&|rest| !is_other(rest)))
}

/// A running period as one of a year that begins with the first of them.
fn counted_from(period: PeriodName, first: u32) -> Option<PeriodName> {
    let PeriodName::Running { unit, number } = period else { return Some(period) };
    let at = u8::try_from(number.checked_sub(first)?.checked_add(1)?).ok()?;
    match unit {
        Unit::Week if at <= 53 => Some(PeriodName::Week { year: None, week: at }),
        Unit::Month if at <= 12 => Some(PeriodName::Month { year: None, month: at }),
        Unit::Quarter if at <= 4 => Some(PeriodName::Quarter { year: None, quarter: at }),
        _ => None,
    }
}

/// The columns of periods are written alike: what one of them shows of its numbers is so in all.
pub(in crate::exchange) fn alike(columns: &mut [Column]) {
    let is_period = |column: &&Column| column.role == Role::Period;
    let mut formats = columns.iter().filter(is_period).filter_map(|column| column.numbers.format);
    let Some(format) = formats.next().filter(|first| formats.all(|other| other == *first)) else { return };
    for column in columns.iter_mut().filter(|column| column.role == Role::Period) {
        column.numbers.format = Some(format);
        column.numbers.doubt = None;
    }
}
