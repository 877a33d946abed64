//! Product groups over time: a column for each period, with the key to its parts below.

use crate::calendar::Date;

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, Scale, drawing};
use super::periods::{Columns, PeriodWords, time_axis, value_axis};
use super::role::{Ink, Role};
use super::stack::{Column, Mark, Part, draw_column, draw_note};
use super::typeset;
use crate::analysis::{ByGroup, GroupPart, GroupSeries, Period};

/// What says the value of a part: which it is, its own name if it has one, the period, the value and that of the
/// whole column.
type SaysPart<'a> = dyn Fn(GroupPart, Option<&str>, Period, f64, f64) -> String + 'a;

/// The words of [`groups`].
#[derive(Clone, Copy)]
pub struct GroupsWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    pub periods: PeriodWords<'a>,
    /// A round value on the axis, in minor units: "100k".
    pub money: &'a dyn Fn(f64) -> String,
    /// What stands on a part and before its name: "1" for the largest.
    pub mark: &'a dyn Fn(GroupPart) -> String,
    /// The name of a part that is no single group: "other groups".
    pub name: &'a dyn Fn(GroupPart) -> String,
    /// What a part says, its values in minor units: "Tea in 1998 Q1: 8,000, 6 %".
    pub part: &'a SaysPart<'a>,
    /// Up to where the incomplete period is known: "to 6 May".
    pub until: &'a dyn Fn(Date) -> String,
}

/// The height of one line of the key.
const LINE: f64 = 20.0;
/// How wide its marks are.
const SWATCH: f64 = 18.0;

/// The frame this chart has at a width; the key adds to its height.
pub fn groups_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 300.0, 260.0)
}

/// Draws value by period and product group. Values below zero hang below the zero line.
pub fn groups(found: &ByGroup, frame: Frame, words: &GroupsWords<'_>) -> String {
    let frame = frame.sane();
    let key = key(found, frame, words);
    let lines = key.last().map_or(0, |entry| entry.line + 1);
    let whole = Frame { height: frame.height + lines as f64 * LINE, ..frame };
    drawing(whole, words.aria, |canvas| {
        let columns: Vec<Column> =
            found.total.periods().enumerate().map(|(at, period)| column(found, at, period)).collect();
        let scale = Scale::of(columns.iter().map(Column::reach).flat_map(|(low, high)| [low, high]), 5);
        let ticks: Vec<String> = scale.ticks.iter().map(|tick| (words.money)(*tick)).collect();
        let left = canvas.widest(Ink::Plain, &ticks) + 10.0;
        let across = 0.0..columns.len().max(1) as f64;
        let plane = Plane::new((left, frame.width - 8.0), (24.0, frame.height - 28.0), across, scale.range.clone());
        value_axis(canvas, &plane, &scale, &ticks);
        let measures = Columns::of(&plane, columns.len(), 0.72);
        let label = |mark: Mark| match mark {
            Mark::Group(part) => Some((words.mark)(part)),
            Mark::Cell(_) => None,
        };
        for column in columns.iter().enumerate() {
            let says = |column: &Column, part: &Part| {
                let Mark::Group(mark) = part.mark else { return String::new() };
                let name = found.parts.iter().find(|group| group.part == mark).and_then(|group| group.name.as_deref());
                (words.part)(mark, name, column.period, part.value(), column.sum())
            };
            draw_column(canvas, &plane, &measures, column, label, says);
        }
        let periods: Vec<Period> = columns.iter().map(|column| column.period).collect();
        time_axis(canvas, &periods, |at| plane.x(at as f64 + 0.5), frame.height - 12.0, &words.periods);
        let note = columns.iter().any(|column| column.is_part).then(|| (words.until)(found.total.window.1));
        if let Some(note) = note.filter(|note| !note.is_empty()) {
            draw_note(canvas, &plane, &measures, &columns, &note);
        }
        draw_key(canvas, key, frame.height, words);
    })
}

fn column(found: &ByGroup, at: usize, period: Period) -> Column {
    let value = |group: &GroupSeries| Some((Mark::Group(group.part), *group.series.values.get(at)?));
    Column::of(period, found.total.is_incomplete(period), found.parts.iter().filter_map(value))
}

/// A part with its name, and where it stands in the key.
struct Entry {
    part: GroupPart,
    name: String,
    line: usize,
    left: f64,
}

/// The key, from the largest on, in as many lines as it takes.
fn key(found: &ByGroup, frame: Frame, words: &GroupsWords<'_>) -> Vec<Entry> {
    let most = (frame.width - SWATCH - 12.0).min(190.0);
    let (mut line, mut left) = (0, 0.0);
    let entry = |group: &GroupSeries| {
        let name = match &group.name {
            Some(name) => typeset::isolated(&typeset::shortened(name, most)),
            None => typeset::shortened(&(words.name)(group.part), most),
        };
        let width = SWATCH + 6.0 + typeset::width(&name, 12.0, false);
        if left > 0.0 && left + width > frame.width {
            (line, left) = (line + 1, 0.0);
        }
        let entry = Entry { part: group.part, name, line, left };
        left += width + 16.0;
        entry
    };
    found.parts.iter().map(entry).collect()
}

fn draw_key(canvas: &Canvas<'_>, key: Vec<Entry>, top: f64, words: &GroupsWords<'_>) {
    for entry in key {
        let baseline = top + (entry.line as f64 + 1.0) * LINE - 6.0;
        let (left, right) = (entry.left + 1.0, entry.left + SWATCH);
        canvas.rect((left, baseline - 11.0), (right, baseline + 3.0), Role::Group(entry.part));
        let mark = (words.mark)(entry.part);
        canvas.text(((left + right) / 2.0, baseline), Anchor::Middle, Ink::Group(entry.part), &mark);
        canvas.text((right + 6.0, baseline), Anchor::Start, Ink::Second, &entry.name);
    }
}
