//! The map of a market: how strong each is on its key list beside how much of what they need they buy of us (C20). The
//! area is what they buy elsewhere.

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, drawing};
use super::place::{Cover, Places};
use super::role::{Ink, Role};
use super::typeset::{isolated, shortened};

/// One on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketPoint {
    pub name: String,
    /// 1 to 5.
    pub score: f64,
    /// The same if every unknown were the worst, and the best.
    pub range: (f64, f64),
    /// How much of what they need they buy of us, 0 and more; above all of it they stand at all of it. `None`: it isn't
    /// known, and they stand below.
    pub share: Option<f64>,
    /// What they buy elsewhere, 0 and more.
    pub gap: f64,
    /// Whether they have bought nothing yet.
    pub is_new: bool,
    /// "Save-a-lot Markets: score 4.70, 26.6 % of the wallet, 227,626 bought elsewhere"
    pub says: String,
}

/// The words of [`market`].
#[derive(Clone, Copy)]
pub struct MarketWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// "score on the key list"
    pub score: &'a str,
    /// "share of what they need"
    pub share: &'a str,
    /// "share not known"
    pub unknown: &'a str,
    /// "strong, buys little from us"
    pub zone: &'a str,
    /// A share on the axis, 0 to 1: "25 %".
    pub percent: &'a dyn Fn(f64) -> String,
    /// A mark on the axis: "3".
    pub mark: &'a dyn Fn(f64) -> String,
}

const SHARES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
const MARKS: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

/// Who scores at least this and buys less than this of us, stands where there is most to win.
const STRONG: f64 = 3.0;
const LITTLE: f64 = 0.5;

/// Radii in pixels: of the largest gap, and of none.
const LARGEST: f64 = 18.0;
const SMALLEST: f64 = 4.0;

/// Below the plane: those whose share isn't known, and the marks of the axis.
const UNKNOWN: f64 = 30.0;
const BELOW: f64 = 90.0;

/// From one line of text to the next.
const LINE: f64 = 16.0;

/// The widest a name may be.
const NAME: f64 = 150.0;

/// The frame this chart has at a width.
pub fn market_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 400.0, 360.0)
}

/// Draws the discs, the largest first, so that none hides a smaller one; then what the plane and its parts are, where no
/// disc is; then as many names as find room, the strongest first.
pub fn market(points: &[MarketPoint], frame: Frame, words: &MarketWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let ticks = SHARES.map(words.percent);
        let left = canvas.widest(Ink::Plain, &ticks) + 14.0;
        let plane = Plane::new((left, frame.width - 22.0), (24.0, frame.height - BELOW), 1.0..5.0, 0.0..1.0);
        let mut places = Places::new(canvas);
        axes(canvas, &plane, &ticks, words);
        let mut all: Vec<&MarketPoint> = points.iter().filter(|point| point.score.is_finite()).collect();
        let largest = all.iter().map(|point| gap(point)).fold(0.0, f64::max);
        let radius = |point: &MarketPoint| {
            if largest > 0.0 { (LARGEST * (gap(point) / largest).sqrt()).max(SMALLEST) } else { SMALLEST }
        };
        all.sort_by(|a, b| radius(b).total_cmp(&radius(a)));
        for point in &all {
            let (x, y) = at(&plane, point);
            let radius = radius(point);
            let (low, high) = (plane.x(point.range.0.clamp(1.0, 5.0)), plane.x(point.range.1.clamp(1.0, 5.0)));
            if high - low > radius * 2.0 {
                canvas.line((low, y), (high, y), Role::Reach);
            }
            let role = match (point.share, point.is_new) {
                (None, _) => Role::Unplaced,
                (Some(_), true) => Role::Newcomer,
                (Some(_), false) => Role::Dot,
            };
            canvas.marked(&point.says, || canvas.circle((x, y), radius, role));
            places.take(Cover { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
        }
        labels(&mut places, &plane, words);
        all.sort_by(|a, b| b.score.total_cmp(&a.score));
        for point in &all {
            let (x, y) = at(&plane, point);
            let reach = radius(point) + 7.0;
            let beside = [
                ((x + reach, y + 4.0), Anchor::Start),
                ((x - reach, y + 4.0), Anchor::End),
                ((x, y - reach), Anchor::Middle),
                ((x, y + reach + 9.0), Anchor::Middle),
                ((x + reach, y - reach), Anchor::Start),
                ((x - reach, y - reach), Anchor::End),
            ];
            let name = isolated(&shortened(&point.name, NAME));
            let is_inside = |cover: &Cover| cover.left > plane.left && cover.bottom < frame.height - 40.0;
            places.text(|_| Ink::Halo, &name, beside, is_inside);
        }
    })
}

/// Where a point stands: the share it has, or below where that isn't known.
fn at(plane: &Plane, point: &MarketPoint) -> (f64, f64) {
    let x = plane.x(point.score.clamp(1.0, 5.0));
    let share = point.share.filter(|share| share.is_finite());
    (x, share.map_or(plane.bottom + UNKNOWN, |share| plane.y(share.clamp(0.0, 1.0))))
}

fn gap(point: &MarketPoint) -> f64 {
    if point.gap.is_finite() { point.gap.max(0.0) } else { 0.0 }
}

fn axes(canvas: &Canvas<'_>, plane: &Plane, ticks: &[String; 5], words: &MarketWords<'_>) {
    let frame = canvas.frame;
    canvas.rect((plane.x(STRONG), plane.y(LITTLE)), (plane.right, plane.bottom), Role::Zone);
    for (share, tick) in SHARES.iter().zip(ticks) {
        let y = plane.y(*share);
        canvas.line((plane.left, y), (plane.right, y), Role::Grid);
        canvas.text((plane.left - 8.0, y + 4.0), Anchor::End, Ink::Plain, tick);
    }
    for mark in MARKS {
        let x = plane.x(mark);
        canvas.line((x, plane.top), (x, plane.bottom), Role::Grid);
        canvas.text((x, frame.height - 26.0), Anchor::Middle, Ink::Plain, &(words.mark)(mark));
    }
    canvas.text(((plane.left + plane.right) / 2.0, frame.height - 6.0), Anchor::Middle, Ink::Plain, words.score);
}

/// What the plane and its parts are, each at the first of its places where no disc is; names stand beside these.
fn labels(places: &mut Places<'_, '_>, plane: &Plane, words: &MarketWords<'_>) {
    let above = plane.top - 8.0;
    let share = [((plane.left + 6.0, above), Anchor::Start), ((plane.right, above), Anchor::End)];
    places.text(|_| Ink::Plain, words.share, share, |_| true);
    // Line by line through the zone, from both of its ends; a long text begins before it.
    let (begin, first) = (plane.x(STRONG) + 8.0, plane.y(LITTLE) + 16.0);
    let lines = (0..).map(|line| first + LINE * f64::from(line)).take_while(|y| *y < plane.bottom - 2.0);
    let zone = lines.flat_map(|y| [((begin, y), Anchor::Start), ((plane.right - 4.0, y), Anchor::End)]);
    places.text(|_| Ink::Strong, words.zone, zone, |cover| cover.left > plane.left && cover.right <= plane.right);
    let below = plane.bottom + UNKNOWN + 5.0;
    let middle = (plane.left + plane.right) / 2.0;
    let unknown = [((plane.right, below), Anchor::End), ((plane.left + 6.0, below), Anchor::Start)];
    let unknown =
        unknown.into_iter().chain([((middle, below), Anchor::Middle), ((middle, below + LINE), Anchor::Middle)]);
    places.text(|_| Ink::Plain, words.unknown, unknown, |_| true);
}
