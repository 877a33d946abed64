//! Who went where between two windows: classes before, classes after, a band for those who moved.

use super::Frame;
use super::canvas::{Anchor, At, Canvas, drawing};
use super::place::apart;
use super::role::{Ink, Role, Tint};
use super::typeset;

/// What [`transitions`] draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow<'a> {
    /// From top to bottom.
    pub before: &'a [FlowEnd<'a>],
    pub after: &'a [FlowEnd<'a>],
    /// How many accounts went where: a row for each end before, in it a number for each end after.
    pub counts: &'a [Vec<usize>],
}

/// A class in one of the windows, or what is in none: new, gone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowEnd<'a> {
    pub tint: Tint,
    pub label: &'a str,
}

impl Flow<'_> {
    fn count(&self, from: usize, to: usize) -> usize {
        self.counts.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0)
    }
}

/// The words of [`transitions`].
#[derive(Clone, Copy)]
pub struct FlowWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// Above the columns: the windows.
    pub before: &'a str,
    pub after: &'a str,
    /// An end with its number: "A 34".
    pub end: &'a dyn Fn(&str, usize) -> String,
    /// A number of accounts: "12".
    pub count: &'a dyn Fn(usize) -> String,
}

/// How wide an end is.
const END: f64 = 10.0;
/// Between two ends of a column.
const GAP: f64 = 8.0;
/// How many points a band's side is drawn with.
const POINTS: u32 = 24;

/// The frame this chart has at a width.
pub fn transitions_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 340.0, 320.0)
}

/// One end with the room it takes.
#[derive(Clone, Copy)]
struct Stand {
    top: f64,
    bottom: f64,
    count: usize,
}

/// Draws a band for each number, as thick as it is large, in the colour of where it comes from.
pub fn transitions(flow: &Flow<'_>, frame: Frame, words: &FlowWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let (rows, columns) = (0..flow.before.len(), 0..flow.after.len());
        let before: Vec<usize> =
            rows.clone().map(|row| columns.clone().map(|column| flow.count(row, column)).sum()).collect();
        let after: Vec<usize> =
            columns.clone().map(|column| rows.clone().map(|row| flow.count(row, column)).sum()).collect();
        let total: usize = before.iter().sum();
        let most = frame.width * 0.3;
        let labels = |ends: &[FlowEnd<'_>], counts: &[usize]| -> Vec<String> {
            let label =
                |(end, count): (&FlowEnd<'_>, &usize)| typeset::shortened(&(words.end)(end.label, *count), most);
            ends.iter().zip(counts).map(label).collect()
        };
        let (labels_before, labels_after) = (labels(flow.before, &before), labels(flow.after, &after));
        let left = canvas.widest(Ink::Strong, &labels_before) + 8.0;
        let right = frame.width - canvas.widest(Ink::Strong, &labels_after) - 8.0;
        let half = |text: &str| typeset::shortened(text, frame.width / 2.0 - 12.0);
        canvas.text((0.0, 12.0), Anchor::Start, Ink::Second, &half(words.before));
        canvas.text((frame.width, 12.0), Anchor::End, Ink::Second, &half(words.after));
        if total == 0 {
            return;
        }
        let bounds = (26.0, frame.height - 6.0);
        let gaps = |counts: &[usize]| counts.iter().filter(|count| **count > 0).count().saturating_sub(1) as f64 * GAP;
        let room = bounds.1 - bounds.0 - gaps(&before).max(gaps(&after));
        let scale = room.max(1.0) / total as f64;
        let (stands_before, stands_after) = (stand(&before, bounds.0, scale), stand(&after, bounds.0, scale));

        let mut arrived: Vec<f64> = stands_after.iter().map(|stand| stand.top).collect();
        for ((row, end), stand) in flow.before.iter().enumerate().zip(&stands_before) {
            let mut left_at = stand.top;
            for (column, to) in arrived.iter_mut().enumerate() {
                let count = flow.count(row, column);
                let thick = count as f64 * scale;
                if count > 0 {
                    let sides = ((left + END, left_at), (right - END, *to));
                    draw_band(canvas, sides, thick, Role::Flow(end.tint));
                    draw_count(canvas, sides, thick, &(words.count)(count));
                }
                left_at += thick;
                *to += thick;
            }
        }
        for (end, stand) in flow.before.iter().zip(&stands_before).filter(|(_, stand)| stand.count > 0) {
            canvas.rect((left, stand.top), (left + END, stand.bottom), Role::End(end.tint));
        }
        for (end, stand) in flow.after.iter().zip(&stands_after).filter(|(_, stand)| stand.count > 0) {
            canvas.rect((right - END, stand.top), (right, stand.bottom), Role::End(end.tint));
        }
        let bounds = (bounds.0 - 2.0, bounds.1 + 4.0);
        draw_labels(canvas, &stands_before, &labels_before, (left - 6.0, Anchor::End), bounds);
        draw_labels(canvas, &stands_after, &labels_after, (right + 6.0, Anchor::Start), bounds);
    })
}

/// The ends of a column one below the other; those nobody is in take no room.
fn stand(counts: &[usize], top: f64, scale: f64) -> Vec<Stand> {
    let mut next = top;
    let stand = |count: &usize| {
        let (top, bottom) = (next, next + *count as f64 * scale);
        next = if *count > 0 { bottom + GAP } else { next };
        Stand { top, bottom, count: *count }
    };
    counts.iter().map(stand).collect()
}

/// From the upper corner on one side to that on the other, slowly at both ends.
fn draw_band(canvas: &Canvas<'_>, ((x1, y1), (x2, y2)): (At, At), thick: f64, role: Role) {
    let at = |step: u32| {
        let t = f64::from(step) / f64::from(POINTS);
        (x1 + (x2 - x1) * t, y1 + (y2 - y1) * t * t * (3.0 - 2.0 * t))
    };
    let upper = (0..=POINTS).map(at);
    let lower = (0..=POINTS).rev().map(at).map(|(x, y)| (x, y + thick));
    canvas.polygon(upper.chain(lower), role);
}

/// The number on a band, where it begins: there no band lies on another.
fn draw_count(canvas: &Canvas<'_>, ((x, y), _): (At, At), thick: f64, count: &str) {
    if thick >= 15.0 {
        canvas.text((x + 6.0, y + thick / 2.0 + 4.0), Anchor::Start, Ink::Second, count);
    }
}

fn draw_labels(
    canvas: &Canvas<'_>,
    stands: &[Stand],
    labels: &[String],
    (x, anchor): (f64, Anchor),
    bounds: (f64, f64),
) {
    let shown: Vec<(&Stand, &String)> = stands.iter().zip(labels).filter(|(stand, _)| stand.count > 0).collect();
    let mut centers: Vec<(f64, f64)> =
        shown.iter().map(|(stand, _)| ((stand.top + stand.bottom) / 2.0, 16.0)).collect();
    apart(&mut centers, bounds);
    for ((_, label), (center, _)) in shown.into_iter().zip(centers) {
        canvas.text((x, center + 4.0), anchor, Ink::Strong, label);
    }
}
