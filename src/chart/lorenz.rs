//! The Lorenz curve (M8): what share the smallest accounts bring together, beside all being equal.

use super::Frame;
use super::canvas::{Anchor, At, Canvas, Plane, drawing};
use super::place::{Cover, Places, draw_pin, pins};
use super::role::{Ink, Role};
use crate::analysis::Concentration;

/// The words of [`lorenz`].
#[derive(Clone, Copy)]
pub struct LorenzWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// "share of customers, smallest first"
    pub axis: &'a str,
    /// A share on the axes, 0 to 1: "25 %".
    pub percent: &'a dyn Fn(f64) -> String,
    /// What a point says, both shares 0 to 1: "The smallest 50 % bring 8.3 %".
    pub point: &'a dyn Fn(f64, f64) -> String,
    /// At the line of equality: "if all were equal".
    pub equal: &'a str,
    /// Between the lines: "Gini 0.58".
    pub gini: &'a str,
    /// At the point: "top 20 % bring 64.9 %".
    pub top: &'a str,
}

/// About as many points as a curve is drawn with.
const MOST_POINTS: usize = 580;

/// Where the lines are.
const SHARES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// The frame this chart has at a width.
pub fn lorenz_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 340.0, 300.0)
}

/// Draws the curve, the line of equality, and what lies between them.
pub fn lorenz(found: &Concentration, frame: Frame, words: &LorenzWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let ticks = SHARES.map(words.percent);
        let left = canvas.widest(Ink::Plain, &ticks) + 10.0;
        let right = frame.width - canvas.widest(Ink::Plain, &ticks) / 2.0 - 2.0;
        let plane = Plane::new((left, right), (14.0, frame.height - 44.0), 0.0..1.0, 0.0..1.0);
        for (share, tick) in SHARES.iter().zip(&ticks) {
            let (x, y) = plane.at(*share, *share);
            canvas.line((plane.left, y), (plane.right, y), Role::Grid);
            canvas.text((plane.left - 8.0, y + 4.0), Anchor::End, Ink::Plain, tick);
            // The first would stand beside the first of the other axis.
            if *share > 0.0 {
                canvas.text((x, plane.bottom + 18.0), Anchor::Middle, Ink::Plain, tick);
            }
        }
        canvas.text((frame.width / 2.0, frame.height - 4.0), Anchor::Middle, Ink::Plain, words.axis);
        if found.cumulative.is_empty() {
            return;
        }
        let points: Vec<At> = points(found).map(|(x, y)| plane.at(x, y)).collect();
        // The line of equality closes it.
        canvas.polygon(points.iter().copied(), Role::Area);
        canvas.line(plane.at(0.0, 0.0), plane.at(1.0, 1.0), Role::Limit);
        canvas.curve(points, Role::Line);
        let count = found.cumulative.len();
        for place in pins(&plane, count) {
            let (share, brings) = (place as f64 / count as f64, brought(found, place));
            draw_pin(canvas, &plane, plane.at(share, brings), &(words.point)(share, brings));
        }
        draw_labels(canvas, &plane, found, words);
    })
}

/// The share of accounts and what they bring, smallest first, from nothing to all.
fn points(found: &Concentration) -> impl Iterator<Item = (f64, f64)> {
    let count = found.cumulative.len();
    let step = count.div_ceil(MOST_POINTS).max(1);
    let smallest = (0..count).step_by(step).chain([count]);
    smallest.map(move |smallest| (smallest as f64 / count.max(1) as f64, brought(found, smallest)))
}

/// What so many of the smallest bring: what the others don't.
fn brought(found: &Concentration, smallest: usize) -> f64 {
    let largest = found.cumulative.len().saturating_sub(smallest);
    let others = largest.checked_sub(1).and_then(|at| found.cumulative.get(at)).copied().unwrap_or(0.0);
    if others.is_finite() { (1.0 - others).clamp(0.0, 1.0) } else { 1.0 }
}

fn draw_labels(canvas: &Canvas<'_>, plane: &Plane, found: &Concentration, words: &LorenzWords<'_>) {
    let mut places = Places::new(canvas);
    let count = found.cumulative.len();
    let height = |x: f64| {
        let share = ((x - plane.left) / (plane.right - plane.left)).clamp(0.0, 1.0);
        plane.y(brought(found, (share * count as f64).round() as usize))
    };
    let equality = |x: f64| plane.y((x - plane.left) / (plane.right - plane.left));
    // Nor on a line of the grid, which would strike it out.
    let grid = SHARES.map(|share| plane.y(share));
    let is_inside = |cover: &Cover| {
        cover.right < plane.right && cover.bottom < plane.bottom && !grid.iter().any(|y| cover.is_struck_at(*y))
    };

    let smallest = count.saturating_sub(found.top_fifth);
    let point = plane.at(smallest as f64 / count as f64, brought(found, smallest));
    canvas.circle(point, 3.5, Role::Dot);
    // The curve hangs: right of the point and below it is nothing, nor well left of it and above.
    let (x, y) = point;
    let beside = [
        ((x - 10.0, y - 6.0), Anchor::End),
        ((x - 10.0, y - 20.0), Anchor::End),
        ((x + 10.0, y + 16.0), Anchor::Start),
        ((plane.right - 2.0, y + 30.0), Anchor::End),
        ((x - 10.0, y + 4.0), Anchor::End),
        ((x - 10.0, y - 12.0), Anchor::End),
        ((plane.right - 2.0, y + 38.0), Anchor::End),
    ];
    places.text(
        |_| Ink::Halo,
        words.top,
        beside,
        |cover| is_inside(cover) && (cover.bottom < height(cover.right) || cover.top > height(cover.left)),
    );
    let above = [0.56, 0.6, 0.44, 0.42, 0.66, 0.34, 0.69].map(|share| {
        let (x, y) = plane.at(share, share);
        ((x - 8.0, y - 6.0), Anchor::End)
    });
    places.text(
        |_| Ink::Halo,
        words.equal,
        above,
        |cover| is_inside(cover) && cover.left > plane.left && cover.bottom < equality(cover.right),
    );
    // Where the two lines are furthest apart there is most room.
    let between = [0.7, 0.62, 0.55, 0.78, 0.45].into_iter().flat_map(|share| {
        let (x, low) = plane.at(share, brought(found, (share * count as f64).round() as usize));
        let middle = (low + plane.y(share)) / 2.0 + 4.0;
        [0.0, -9.0, 9.0, -18.0, 18.0].map(|off| ((x, middle + off), Anchor::Middle))
    });
    let right = [((plane.right - 4.0, plane.bottom - 8.0), Anchor::End)];
    places.text(
        |_| Ink::Strong,
        words.gini,
        between.chain(right),
        |cover| {
            let is_between = cover.top > equality(cover.left) && cover.bottom < height(cover.right);
            cover.left > plane.left && is_inside(cover) && (is_between || cover.top > height(cover.left))
        },
    );
}
