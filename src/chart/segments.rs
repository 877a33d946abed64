//! Segments over time: a column for each period, stacked from AX to CZ.

use crate::calendar::Date;

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, Scale, drawing};
use super::periods::{Columns, PeriodWords, time_axis, value_axis};
use super::place::apart;
use super::role::Ink;
use super::stack::{Column, Mark, Part, draw_column, draw_note};
use crate::analysis::{AbcClass, Period, Segment, Timeline};

/// The words of [`segments`].
#[derive(Clone, Copy)]
pub struct SegmentsWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    pub periods: PeriodWords<'a>,
    /// A round value on the axis, in minor units: "100k".
    pub money: &'a dyn Fn(f64) -> String,
    /// What a class brought of the last complete period, 0 to 1: "A 80 % of 1998 Q1", with the letter
    /// isolated ([`super::isolated`]) among other scripts. `None`: the accounts without a segment.
    pub share: &'a dyn Fn(Option<AbcClass>, f64, Period) -> String,
    /// What a part says, its value and that of the whole column in minor units: "AY in 1998 Q1: 138,000, 46 %".
    pub part: &'a dyn Fn(Option<Segment>, Period, f64, f64) -> String,
    /// Up to where the incomplete period is known: "to 6 May".
    pub until: &'a dyn Fn(Date) -> String,
}

/// The frame this chart has at a width.
pub fn segments_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 300.0, 260.0)
}

/// The middle of what a class brought in a column, and its net value.
fn of_class(column: &Column, class: Option<AbcClass>) -> Option<(f64, f64)> {
    let is_of = |mark: Mark| matches!(mark, Mark::Cell(cell) if cell.map(|cell| cell.abc) == class);
    let parts = || column.parts.iter().filter(|part| is_of(part.mark));
    let first = parts().find(|part| part.to > part.from)?;
    let last = parts().rfind(|part| part.to > part.from)?;
    Some(((first.from + last.to) / 2.0, parts().map(|part| part.to - part.from).sum()))
}

/// Draws value by period and segment. Values below zero hang below the zero line.
pub fn segments(timeline: &Timeline, frame: Frame, words: &SegmentsWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let columns = columns(timeline);
        let scale = Scale::of(columns.iter().map(Column::reach).flat_map(|(low, high)| [low, high]), 5);
        let ticks: Vec<String> = scale.ticks.iter().map(|tick| (words.money)(*tick)).collect();
        let shares = shares(&columns, words);
        let frame = canvas.frame;
        let left = canvas.widest(Ink::Plain, &ticks) + 10.0;
        let beside = canvas.widest(Ink::Class(None), shares.iter().map(|(_, _, text)| text)) + 8.0;
        let are_beside = frame.is_wide() && !shares.is_empty() && frame.width - left - beside > frame.width * 0.55;
        let right = frame.width - if are_beside { beside } else { 8.0 };
        let plane = Plane::new(
            (left, right),
            (24.0, frame.height - 24.0),
            0.0..columns.len().max(1) as f64,
            scale.range.clone(),
        );

        value_axis(canvas, &plane, &scale, &ticks);
        let measures = Columns::of(&plane, columns.len(), 0.72);
        for (at, column) in columns.iter().enumerate() {
            let says = |column: &Column, part: &Part| match part.mark {
                Mark::Cell(cell) => (words.part)(cell, column.period, part.value(), column.sum()),
                Mark::Group(_) => String::new(),
            };
            draw_column(canvas, &plane, &measures, (at, column), letters, says);
        }
        let periods: Vec<Period> = columns.iter().map(|column| column.period).collect();
        time_axis(canvas, &periods, |at| plane.x(at as f64 + 0.5), frame.height - 8.0, &words.periods);
        if are_beside {
            draw_shares(canvas, &plane, shares);
        }
        let note = columns.iter().any(|column| column.is_part).then(|| (words.until)(timeline.total.window.1));
        if let Some(note) = note.filter(|note| !note.is_empty()) {
            draw_note(canvas, &plane, &measures, &columns, &note);
        }
    })
}

fn columns(timeline: &Timeline) -> Vec<Column> {
    let order = || Segment::all().map(Some).chain([None]);
    let column = |(at, period): (usize, Period)| {
        let part = |cell: Option<Segment>| Some((Mark::Cell(cell), *timeline.cells.get(&cell)?.values.get(at)?));
        Column::of(period, timeline.total.is_incomplete(period), order().filter_map(part))
    };
    timeline.total.periods().enumerate().map(column).collect()
}

/// Accounts without a segment have no letters.
fn letters(mark: Mark) -> Option<String> {
    match mark {
        Mark::Cell(cell) => cell.map(|cell| cell.letters().to_owned()),
        Mark::Group(_) => None,
    }
}

/// What each class brought in the last complete period: the middle of its part, and the words.
fn shares(columns: &[Column], words: &SegmentsWords<'_>) -> Vec<(Option<AbcClass>, f64, String)> {
    let Some(last) = columns.iter().rfind(|column| !column.is_part) else { return Vec::new() };
    let total: f64 = last.parts.iter().map(|part| part.to - part.from).sum();
    let share = |class: Option<AbcClass>| {
        let (middle, value) = of_class(last, class)?;
        (total > 0.0).then(|| (class, middle, (words.share)(class, value / total, last.period)))
    };
    AbcClass::ALL.into_iter().map(Some).chain([None]).filter_map(share).collect()
}

fn draw_shares(canvas: &Canvas<'_>, plane: &Plane, shares: Vec<(Option<AbcClass>, f64, String)>) {
    // From the top down, which is the reverse of the stack.
    let mut centers: Vec<(f64, f64)> = shares.iter().rev().map(|(_, middle, _)| (plane.y(*middle), 17.0)).collect();
    apart(&mut centers, (plane.top - 10.0, plane.bottom));
    for ((class, _, text), (center, _)) in shares.iter().rev().zip(centers) {
        canvas.text((plane.right + 6.0, center + 4.0), Anchor::Start, Ink::Class(*class), text);
    }
}
