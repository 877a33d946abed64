//! Lines of influence between two boxes: curves, since lines of reporting have corners.

use super::At;
use super::tree::{BOX_HEIGHT, BOX_WIDTH};

/// Points on a curve; so many look round.
const POINTS: usize = 16;

/// How far a curve goes round what lies between.
const AROUND: f64 = 12.0;

/// From one box to another, by their upper left corners. Lines of reporting leave boxes at their middle
/// or their start, these nearer to their end.
pub fn sway(from: At, to: At) -> Vec<At> {
    const ASIDE: f64 = BOX_WIDTH * 0.8;
    let ((x, y), (u, v)) = (from, to);
    let gap = f64::max(v - (y + BOX_HEIGHT), y - (v + BOX_HEIGHT));
    let is_one_below_another = (x - u).abs() < BOX_WIDTH * 0.6;
    if gap < 0.0 {
        // Side by side: round below both.
        let bottom = f64::max(y, v) + BOX_HEIGHT + 1.5 * AROUND;
        return curve(
            (x + ASIDE, y + BOX_HEIGHT),
            (x + ASIDE, bottom),
            (u + ASIDE, bottom),
            (u + ASIDE, v + BOX_HEIGHT),
        );
    }
    if is_one_below_another && gap > BOX_HEIGHT {
        // Others stand between: round at the end.
        let end = f64::max(x, u) + BOX_WIDTH + AROUND;
        let (start, stop) = ((x + BOX_WIDTH, y + BOX_HEIGHT / 2.0), (u + BOX_WIDTH, v + BOX_HEIGHT / 2.0));
        return curve(start, (end, start.1), (end, stop.1), stop);
    }
    let (start, stop) = match v > y {
        true => ((x + ASIDE, y + BOX_HEIGHT), (u + ASIDE, v)),
        false => ((x + ASIDE, y), (u + ASIDE, v + BOX_HEIGHT)),
    };
    let half = (stop.1 - start.1) / 2.0;
    curve(start, (start.0, start.1 + half), (stop.0, stop.1 - half), stop)
}

/// A cubic Bézier curve, in points.
fn curve(a: At, b: At, c: At, d: At) -> Vec<At> {
    let at = |t: f64| {
        let s = 1.0 - t;
        let (p, q, r, w) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
        (p * a.0 + q * b.0 + r * c.0 + w * d.0, p * a.1 + q * b.1 + r * c.1 + w * d.1)
    };
    (0..=POINTS).map(|step| at(step as f64 / POINTS as f64)).collect()
}
