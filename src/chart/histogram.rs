//! How many accounts vary how much: their coefficients of variation, in bins.

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, Scale, drawing};
use super::periods::value_axis;
use super::place::{Cover, Places};
use super::role::{Ink, Role};
use crate::analysis::{XyzClass, XyzLimits, median};

/// What [`histogram`] draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Variation {
    pub bins: Vec<Bin>,
    pub limits: XyzLimits,
    /// Where the open bin begins.
    pub last: f64,
    /// `None` of nothing.
    pub median: Option<f64>,
    /// How many accounts X, Y and Z have.
    pub classes: [usize; 3],
}

/// The accounts above one value and up to another, all of one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Exclusive, but for zero.
    pub from: f64,
    /// Inclusive; the last bin has no end.
    pub to: Option<f64>,
    pub class: XyzClass,
    pub count: usize,
}

/// Bins are a tenth wide, up to so many tenths, or as far as class Y reaches; but no further than this.
const BINS: u32 = 20;
const MOST_BINS: u32 = 60;
/// How wide the open bin is drawn.
const OPEN: f64 = 0.2;

impl Variation {
    /// Of the accounts' coefficients. A bin that a limit cuts is two.
    pub fn of(coefficients: &[f64], limits: XyzLimits) -> Self {
        let known: Vec<f64> = coefficients.iter().copied().filter(|cv| cv.is_finite() && *cv >= 0.0).collect();
        // What is beyond the last bin is all of class Z, if the limits can be drawn at all.
        let bins = ((limits.y * 10.0 - 1e-9).ceil() as u32).clamp(BINS, MOST_BINS);
        let last = f64::from(bins) / 10.0;
        let mut edges: Vec<f64> = (1..=bins).map(|bin| f64::from(bin) / 10.0).collect();
        edges.extend([limits.x, limits.y].into_iter().filter(|limit| *limit > 0.0 && *limit < last));
        edges.sort_by(f64::total_cmp);
        // A limit most often is an edge already.
        edges.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
        let starts = std::iter::once(0.0).chain(edges.iter().copied());
        let ends = edges.iter().copied().map(Some).chain([None]);
        let bin = |(from, to): (f64, Option<f64>)| {
            let is_in = |cv: &&f64| (**cv > from || from == 0.0) && to.is_none_or(|to| **cv <= to);
            let class = limits.class(to.unwrap_or(f64::MAX));
            Bin { from, to, class, count: known.iter().filter(is_in).count() }
        };
        let of_class = |class| known.iter().filter(|cv| limits.class(**cv) == class).count();
        Self {
            bins: starts.zip(ends).map(bin).collect(),
            limits,
            last,
            median: median(&known),
            classes: XyzClass::ALL.map(of_class),
        }
    }
}

/// The words of [`histogram`].
#[derive(Clone, Copy)]
pub struct HistogramWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// "coefficient of variation"
    pub axis: &'a str,
    /// A number of accounts: "12".
    pub count: &'a dyn Fn(usize) -> String,
    /// What a bar says: "CV 0.4 to 0.5: 12 customers, X".
    pub bar: &'a dyn Fn(&Bin) -> String,
    /// A coefficient: "0.5".
    pub ratio: &'a dyn Fn(f64) -> String,
    /// The open bin: "over 2".
    pub beyond: &'a dyn Fn(f64) -> String,
    /// Number of accounts in a class: "X 25", with the letter isolated among other scripts.
    pub class: &'a dyn Fn(XyzClass, usize) -> String,
    /// Where a class ends: "X up to 0.5".
    pub limit: &'a dyn Fn(XyzClass, f64) -> String,
    /// The same where there is little room: "≤ 0.5".
    pub up_to: &'a dyn Fn(f64) -> String,
    /// "median 0.74"
    pub median: &'a dyn Fn(f64) -> String,
}

/// The frame this chart has at a width.
pub fn histogram_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 300.0, 280.0)
}

/// Where the rows of labels above the bars are: the classes, their limits, the median.
const ROWS: [f64; 3] = [14.0, 31.0, 48.0];
/// Below this a limit is told by its number alone: the letters stand in the row above.
const NARROW: f64 = 480.0;

/// Draws a bar for each bin in the tone of its class, with the limits and the median as lines.
pub fn histogram(found: &Variation, frame: Frame, words: &HistogramWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let scale = Scale::of(found.bins.iter().map(|bin| bin.count as f64), 4);
        let scale = Scale { ticks: scale.ticks.into_iter().filter(|tick| tick.fract() == 0.0).collect(), ..scale };
        let ticks: Vec<String> = scale.ticks.iter().map(|tick| (words.count)(*tick as usize)).collect();
        let left = canvas.widest(Ink::Plain, &ticks) + 12.0;
        let beyond = (words.beyond)(found.last);
        let right = frame.width - (canvas.width(Ink::Plain, &beyond) / 2.0 - 10.0).max(8.0);
        let plane = Plane::new(
            (left, right),
            (ROWS.iter().copied().fold(0.0, f64::max) + 20.0, frame.height - 42.0),
            0.0..found.last + OPEN,
            scale.range.clone(),
        );
        value_axis(canvas, &plane, &scale, &ticks);
        canvas.text((frame.width / 2.0, frame.height - 4.0), Anchor::Middle, Ink::Plain, words.axis);
        for bin in &found.bins {
            canvas.marked(&(words.bar)(bin), || draw_bar(canvas, &plane, bin, found.last + OPEN, words));
        }
        let mut places = Places::new(canvas);
        let below = |value: f64| ((plane.x(value), plane.bottom + 18.0), Anchor::Middle);
        places.text(|_| Ink::Plain, &beyond, [below(found.last + OPEN / 2.0)], |_| true);
        for tick in [0.0, 1.0, 0.5, 1.5] {
            places.text(|_| Ink::Plain, &(words.ratio)(tick), [below(tick)], |_| true);
        }
        draw_lines(canvas, &plane, found, &mut places, words);
    })
}

fn draw_bar(canvas: &Canvas<'_>, plane: &Plane, bin: &Bin, end: f64, words: &HistogramWords<'_>) {
    let (left, right) = (plane.x(bin.from), plane.x(bin.to.unwrap_or(end)));
    let top = plane.y(bin.count as f64);
    canvas.rect((left, plane.bottom), (right, plane.top), Role::Room);
    if bin.count == 0 || plane.bottom - top < 0.1 {
        return;
    }
    let gap = if right - left > 6.0 { 1.0 } else { 0.2 };
    canvas.rect((left + gap, plane.bottom), (right - gap, top), Role::Xyz(bin.class));
    let text = (words.count)(bin.count);
    if canvas.width(Ink::Halo, &text) <= right - left {
        canvas.text(((left + right) / 2.0, top - 4.0), Anchor::Middle, Ink::Halo, &text);
    }
}

/// The limits and the median, each with its label above the bars, and what each class has.
fn draw_lines(
    canvas: &Canvas<'_>,
    plane: &Plane,
    found: &Variation,
    places: &mut Places<'_, '_>,
    words: &HistogramWords<'_>,
) {
    let is_narrow = canvas.frame.width < NARROW;
    let end = found.last + OPEN;
    let inside = |value: f64| if value.is_finite() { value.clamp(0.0, end) } else { end };
    let (x, y) = (inside(found.limits.x), inside(found.limits.y));
    let limits = [(XyzClass::X, found.limits.x), (XyzClass::Y, found.limits.y)];
    for (_, limit) in limits.into_iter().filter(|(_, limit)| *limit < end) {
        canvas.line((plane.x(inside(limit)), 20.0), (plane.x(inside(limit)), plane.bottom), Role::Limit);
    }
    if let Some(median) = found.median {
        let last = ROWS.iter().copied().fold(0.0, f64::max);
        canvas.line((plane.x(inside(median)), last + 4.0), (plane.x(inside(median)), plane.bottom), Role::Mean);
    }
    let spans = XyzClass::ALL.into_iter().zip(found.classes).zip([(0.0, x), (x, y), (y, end)]);
    for ((class, count), (from, to)) in spans.filter(|((_, count), _)| *count > 0) {
        let text = (words.class)(class, count);
        let spots = ROWS.iter().map(|row| ((plane.x((from + to) / 2.0), *row), Anchor::Middle));
        places.text(|_| Ink::Strong, &text, spots, |_| true);
    }
    for (class, limit) in limits.into_iter().filter(|(_, limit)| *limit < end) {
        let at = plane.x(inside(limit));
        let spots = ROWS
            .iter()
            .copied()
            .cycle()
            .skip(1)
            .take(ROWS.len())
            .flat_map(|row| [((at + 5.0, row), Anchor::Start), ((at - 5.0, row), Anchor::End)]);
        let text = if is_narrow { (words.up_to)(limit) } else { (words.limit)(class, limit) };
        places.text(|_| Ink::Halo, &text, spots, |_| true);
    }
    if let Some(median) = found.median {
        let at = plane.x(inside(median));
        let spots = || {
            let rows = ROWS.iter().rev().copied();
            rows.flat_map(|row| {
                [((at, row), Anchor::Middle), ((at - 5.0, row), Anchor::End), ((at + 5.0, row), Anchor::Start)]
            })
        };
        // A limit that runs through it strikes it out: so it does only where there is no other place.
        let is_clear = |cover: &Cover| ![x, y].map(|limit| plane.x(limit)).iter().any(|at| cover.is_crossed_at(*at));
        let text = (words.median)(median);
        if !places.text(|_| Ink::Halo, &text, spots(), is_clear) {
            places.text(|_| Ink::Halo, &text, spots(), |_| true);
        }
    }
}
