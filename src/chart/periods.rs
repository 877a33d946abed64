//! The time axis: what is written below the columns, and their measures.

use super::canvas::{Anchor, Canvas, Plane, Scale};
use super::place::Cover;
use super::role::{Ink, Role};
use crate::analysis::{Period, PeriodUnit};

/// How periods are called.
#[derive(Clone, Copy)]
pub struct PeriodWords<'a> {
    /// Within its year: "Q4", "Oct", "W14".
    pub short: &'a dyn Fn(Period) -> String,
    /// With its year: "1997 Q1".
    pub with_year: &'a dyn Fn(Period) -> String,
    /// Its year alone: "1997"; stands for the first period of a year where room is short.
    pub year: &'a dyn Fn(Period) -> String,
}

/// The least room between two labels, in pixels.
const GAP: f64 = 6.0;

struct Label {
    at: usize,
    text: String,
    strong: bool,
    /// Gives way to others: the first period of the series, where it isn't a year's first.
    yields: bool,
}

/// Columns of equal width along a plane.
pub(super) struct Columns {
    pub step: f64,
    pub bar: f64,
}

impl Columns {
    pub fn of(plane: &Plane, count: usize, share: f64) -> Self {
        let step = (plane.right - plane.left) / count.max(1) as f64;
        let bar = if step < 8.0 { step * 0.86 } else { (step * share).min(96.0) };
        Self { step, bar }
    }

    /// Too narrow for edges and letters.
    pub fn are_thin(&self) -> bool {
        self.step < 5.0
    }

    /// Left and right side of a column.
    pub fn sides(&self, plane: &Plane, at: usize) -> (f64, f64) {
        let center = plane.x(at as f64 + 0.5);
        (center - self.bar / 2.0, center + self.bar / 2.0)
    }
}

/// The whole height of a column, in which it answers for its value: there is little to point at in a low bar.
pub(super) fn draw_room(canvas: &Canvas<'_>, plane: &Plane, columns: &Columns, at: usize) {
    let center = plane.x(at as f64 + 0.5);
    canvas.rect((center - columns.step / 2.0, plane.bottom), (center + columns.step / 2.0, plane.top), Role::Room);
}

/// Lines at round values with their labels, and the zero line where there are values below it.
pub(super) fn value_axis(canvas: &Canvas<'_>, plane: &Plane, scale: &Scale, labels: &[String]) {
    for (tick, label) in scale.ticks.iter().zip(labels) {
        let y = plane.y(*tick);
        let role = if *tick == 0.0 && scale.range.start < 0.0 { Role::Axis } else { Role::Grid };
        canvas.line((plane.left, y), (plane.right, y), role);
        canvas.text((plane.left - 8.0, y + 4.0), Anchor::End, Ink::Plain, label);
    }
}

/// Writes below the columns as much as there is room for: every period, else the year in place of
/// its first, else every so-manieth, else years alone.
pub(super) fn time_axis(
    canvas: &Canvas<'_>,
    periods: &[Period],
    center: impl Fn(usize) -> f64,
    baseline: f64,
    words: &PeriodWords<'_>,
) {
    for plan in plans(periods, words) {
        let Some(placed) = placed(canvas, plan, &center, baseline) else { continue };
        for (label, x) in placed {
            let ink = if label.strong { Ink::Strong } else { Ink::Plain };
            canvas.text((x, baseline), Anchor::Middle, ink, &label.text);
        }
        return;
    }
}

fn is_year_start(period: Period) -> bool {
    period.ordinal() == 1
}

/// Ways to label the periods, fullest first.
fn plans<'a>(periods: &'a [Period], words: &'a PeriodWords<'a>) -> impl Iterator<Item = Vec<Label>> + 'a {
    let label = |at: usize, text: String, strong: bool| Label { at, text, strong, yields: false };
    let full = move || {
        let of = |(at, period): (usize, &Period)| {
            let strong = at == 0 || is_year_start(*period);
            label(at, if strong { (words.with_year)(*period) } else { (words.short)(*period) }, strong)
        };
        periods.iter().enumerate().map(of).collect::<Vec<_>>()
    };
    let years_within = move || {
        let of = |(at, period): (usize, &Period)| {
            let strong = is_year_start(*period);
            label(at, if strong { (words.year)(*period) } else { (words.short)(*period) }, strong || at == 0)
        };
        periods.iter().enumerate().map(of).collect::<Vec<_>>()
    };
    let every = move |stride: i32| {
        let of = |(at, period): (usize, &Period)| {
            if is_year_start(*period) {
                return Some(label(at, (words.year)(*period), true));
            }
            if at == 0 {
                return Some(Label { yields: true, ..label(at, (words.with_year)(*period), true) });
            }
            let ordinal = period.ordinal();
            // The odd week at the end of a year would stand too near to the next.
            let fits = ordinal + stride <= in_year(period.unit) + 1;
            ((ordinal - 1) % stride == 0 && fits).then(|| label(at, (words.short)(*period), false))
        };
        periods.iter().enumerate().filter_map(of).collect::<Vec<_>>()
    };
    let years = move |stride: i16| {
        let of = |(at, period): (usize, &Period)| {
            let is_due = is_year_start(*period) && period.year() % stride == 0;
            is_due.then(|| label(at, (words.year)(*period), true))
        };
        periods.iter().enumerate().filter_map(of).collect::<Vec<_>>()
    };
    let strides: &[i32] = match periods.first().map(|period| period.unit) {
        Some(PeriodUnit::Week) => &[2, 4, 13, 26],
        Some(PeriodUnit::Month) => &[2, 3, 6],
        Some(PeriodUnit::Quarter) => &[2],
        Some(PeriodUnit::Half) | None => &[],
    };
    [full(), years_within()]
        .into_iter()
        .chain(strides.iter().map(move |stride| every(*stride)))
        .chain([1, 2, 5, 10, 20, 50].map(years))
}

fn in_year(unit: PeriodUnit) -> i32 {
    match unit {
        PeriodUnit::Week => 53,
        PeriodUnit::Month => 12,
        PeriodUnit::Quarter => 4,
        PeriodUnit::Half => 2,
    }
}

/// The labels with their centres, if none touches another.
fn placed(
    canvas: &Canvas<'_>,
    plan: Vec<Label>,
    center: impl Fn(usize) -> f64,
    baseline: f64,
) -> Option<Vec<(Label, f64)>> {
    let mut placed: Vec<(Label, Cover)> = Vec::with_capacity(plan.len());
    for label in plan {
        let width = canvas.width(if label.strong { Ink::Strong } else { Ink::Plain }, &label.text);
        let most = canvas.frame.width - width / 2.0 - 1.0;
        let x = center(label.at).min(most).max(width / 2.0 + 1.0);
        let cover = Cover::of((x, baseline), Anchor::Middle, width);
        match placed.last() {
            Some((before, taken)) if taken.right + GAP > cover.left => {
                // What yields gives way to a year; anything else gives way to it.
                match (before.yields, label.strong) {
                    (true, true) => placed.pop().map(|_| ())?,
                    (true, false) => continue,
                    _ => return None,
                }
            }
            _ => {}
        }
        placed.push((label, cover));
    }
    Some(placed.into_iter().map(|(label, cover)| (label, (cover.left + cover.right) / 2.0)).collect())
}
