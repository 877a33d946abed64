//! From one value to another: a bar for each, and between them what was added and what was taken, a row each.

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, drawing};
use super::role::{Ink, Role};
use super::typeset;

/// A row of [`bridge`], from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct BridgeRow {
    /// "12 bought more"
    pub label: String,
    /// In minor units.
    pub value: f64,
    /// Whether it is a whole value, or what is added to the row above.
    pub is_whole: bool,
    /// The value in words: "+4,200".
    pub said: String,
}

/// The height of a row.
const ROW: f64 = 26.0;
/// The height of its bar.
const BAR: f64 = 14.0;

/// The frame this chart has at a width, with so many rows.
pub fn bridge_frame(width: f64, rows: usize, mirrored: bool) -> Frame {
    Frame { width, height: (rows as f64 * ROW).max(ROW), mirrored }.sane()
}

/// Draws a row for each step, its bar from where the one before ended.
pub fn bridge(rows: &[BridgeRow], frame: Frame, aria: &str) -> String {
    drawing(frame, aria, |canvas| {
        let frame = canvas.frame;
        let most = frame.width * 0.42;
        let labels: Vec<String> = rows.iter().map(|row| typeset::shortened(&row.label, most)).collect();
        let said: Vec<String> = rows.iter().map(|row| row.said.clone()).collect();
        let left = canvas.widest(Ink::Strong, &labels) + 10.0;
        let right = frame.width - canvas.widest(Ink::Strong, &said) - 8.0;
        let steps = steps(rows);
        let ends = || steps.iter().flat_map(|(from, to)| [*from, *to]);
        let (low, high) = ends().fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
        let across = low..if high > low { high } else { low + 1.0 };
        let plane = Plane::new((left, right.max(left + 24.0)), (0.0, frame.height), across, 0.0..1.0);
        let zero = plane.x(0.0);
        canvas.line((zero, 0.0), (zero, frame.height), Role::Grid);
        for (at, ((row, (from, to)), label)) in rows.iter().zip(&steps).zip(&labels).enumerate() {
            let top = at as f64 * ROW;
            let (baseline, bar) = (top + ROW / 2.0 + 4.0, top + (ROW - BAR) / 2.0);
            let ink = if row.is_whole { Ink::Strong } else { Ink::Second };
            canvas.marked(&format!("{}: {}", row.label, row.said), || {
                let (a, b) = (plane.x(*from), plane.x(*to));
                let role = match row.value {
                    _ if row.is_whole => Role::Bar,
                    value if value < 0.0 => Role::Loss,
                    _ => Role::Gain,
                };
                // What is next to nothing is a line all the same.
                let b = if (b - a).abs() < 1.0 { a + if b < a { -1.0 } else { 1.0 } } else { b };
                canvas.rect((a, bar), (b, bar + BAR), role);
                canvas.text((0.0, baseline), Anchor::Start, ink, label);
                canvas.text((frame.width, baseline), Anchor::End, ink, &row.said);
            });
            connect(canvas, &plane, *to, (bar + BAR, top + ROW + (ROW - BAR) / 2.0), at + 1 < rows.len());
        }
    })
}

/// Where each bar begins and ends.
fn steps(rows: &[BridgeRow]) -> Vec<(f64, f64)> {
    let mut reached = 0.0;
    let step = |row: &BridgeRow| {
        let value = if row.value.is_finite() { row.value } else { 0.0 };
        let from = if row.is_whole { 0.0 } else { reached };
        reached = from + value;
        (from, reached)
    };
    rows.iter().map(step).collect()
}

/// The line from the end of a bar down to the next one.
fn connect(canvas: &Canvas<'_>, plane: &Plane, value: f64, (from, to): (f64, f64), is_wanted: bool) {
    if is_wanted {
        let x = plane.x(value);
        canvas.line((x, from), (x, to), Role::Limit);
    }
}
