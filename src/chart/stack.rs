//! Stacked columns: a column for each period, its parts one on another.

use crate::analysis::{GroupPart, Period, Segment};

use super::canvas::{Anchor, Canvas, Plane};
use super::periods::Columns;
use super::role::{Ink, Role};

/// What a part of a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Cell(Option<Segment>),
    Group(GroupPart),
}

impl Mark {
    fn role(self) -> Role {
        match self {
            Self::Cell(cell) => Role::Seg(cell),
            Self::Group(group) => Role::Group(group),
        }
    }

    fn thin(self) -> Role {
        match self {
            Self::Cell(cell) => Role::SegThin(cell),
            Self::Group(group) => Role::GroupThin(group),
        }
    }

    fn incomplete(self) -> Role {
        match self {
            Self::Cell(cell) => Role::SegPart(cell),
            Self::Group(group) => Role::GroupSome(group),
        }
    }

    fn ink(self) -> Ink {
        match self {
            Self::Cell(cell) => Ink::Seg(cell),
            Self::Group(group) => Ink::Group(group),
        }
    }
}

/// One part of a column, from one value to another.
pub(super) struct Part {
    pub mark: Mark,
    pub from: f64,
    pub to: f64,
}

impl Part {
    pub fn value(&self) -> f64 {
        self.to - self.from
    }
}

pub(super) struct Column {
    pub period: Period,
    pub is_part: bool,
    pub parts: Vec<Part>,
}

impl Column {
    /// Stacks these values; those below zero hang below the zero line.
    pub fn of(period: Period, is_part: bool, values: impl IntoIterator<Item = (Mark, i128)>) -> Self {
        let (mut above, mut below) = (0.0, 0.0);
        let part = |(mark, value): (Mark, i128)| {
            let value = value as f64;
            let end = if value < 0.0 { &mut below } else { &mut above };
            let from = *end;
            *end += value;
            (value != 0.0).then_some(Part { mark, from, to: *end })
        };
        Self { period, is_part, parts: values.into_iter().filter_map(part).collect() }
    }

    /// All its parts together.
    pub fn sum(&self) -> f64 {
        self.parts.iter().map(Part::value).sum()
    }

    pub fn reach(&self) -> (f64, f64) {
        let ends = self.parts.iter().map(|part| part.to);
        ends.fold((0.0, 0.0), |(low, high): (f64, f64), to| (low.min(to), high.max(to)))
    }
}

/// Draws a column; `label` is what is written on a part that has room for it, `says` what a part says of its
/// value.
pub(super) fn draw_column(
    canvas: &Canvas<'_>,
    plane: &Plane,
    columns: &Columns,
    (at, column): (usize, &Column),
    label: impl Fn(Mark) -> Option<String>,
    says: impl Fn(&Column, &Part) -> String,
) {
    let sides = columns.sides(plane, at);
    for part in &column.parts {
        canvas.marked(&says(column, part), || draw_part(canvas, plane, columns, sides, column.is_part, part, &label));
    }
}

fn draw_part(
    canvas: &Canvas<'_>,
    plane: &Plane,
    columns: &Columns,
    (left, right): (f64, f64),
    is_incomplete: bool,
    part: &Part,
    label: impl Fn(Mark) -> Option<String>,
) {
    let (a, b) = (plane.y(part.from), plane.y(part.to));
    let (top, bottom) = (a.min(b), a.max(b));
    let height = bottom - top;
    if height < 0.25 {
        return;
    }
    if columns.are_thin() && !is_incomplete {
        return canvas.rect((left, top), (right, bottom), part.mark.thin());
    }
    // Room for the edges of two parts, one beside the other.
    let inset = 0.7_f64.min((height - 0.4) / 2.0).max(0.0);
    let role = if is_incomplete { part.mark.incomplete() } else { part.mark.role() };
    canvas.rect((left, top + inset), (right, bottom - inset), role);

    let Some(label) = label(part.mark) else { return };
    let ink = if is_incomplete { Ink::Strong } else { part.mark.ink() };
    if height >= 16.0 && columns.bar >= canvas.width(ink, &label) + 4.0 {
        let middle = ((left + right) / 2.0, (top + bottom) / 2.0 + 4.0);
        canvas.text(middle, Anchor::Middle, ink, &label);
    }
}

/// Over the incomplete period, above all columns the note reaches over.
pub(super) fn draw_note(canvas: &Canvas<'_>, plane: &Plane, measures: &Columns, columns: &[Column], note: &str) {
    let Some(at) = columns.iter().rposition(|column| column.is_part) else { return };
    let width = canvas.width(Ink::Halo, note);
    let center = plane.x(at as f64 + 0.5).min(plane.right - width / 2.0).max(plane.left + width / 2.0);
    let covers = |at: usize| {
        let (left, right) = measures.sides(plane, at);
        left < center + width / 2.0 + 2.0 && center - width / 2.0 - 2.0 < right
    };
    let covered = columns.iter().enumerate().filter(|(at, _)| covers(*at));
    let highest = covered.map(|(_, column)| column.reach().1).fold(0.0, f64::max);
    let baseline = plane.y(highest) - 6.0;
    canvas.text((center, baseline), Anchor::Middle, Ink::Halo, note);
    // Over a higher neighbour, a line says which column is meant.
    let (x, top) = (plane.x(at as f64 + 0.5), columns.get(at).map_or(plane.bottom, |column| plane.y(column.reach().1)));
    if top - baseline > 16.0 {
        canvas.line((x, baseline + 4.0), (x, top - 3.0), Role::Limit);
    }
}
