//! Lines of influence between two boxes: curves, since lines of reporting have corners.

use super::At;
use super::tree::{BOX_HEIGHT, BOX_WIDTH};

/// Points on a curve; so many look round.
const POINTS: usize = 16;

/// How far a curve goes round what lies between.
const AROUND: f64 = 12.0;

/// From one box to another, by their upper left corners, past as few of the other boxes as may be. Lines
/// of reporting leave boxes at their middle or their start, these nearer to their end.
pub fn sway(from: At, to: At, boxes: &[At]) -> Vec<At> {
    let ways = [direct(from, to), round_the_end(from, to), round_the_start(from, to)];
    let others = || boxes.iter().filter(|corner| **corner != from && **corner != to);
    let crossed = |line: &Vec<At>| others().filter(|corner| line.iter().any(|point| is_in(*point, **corner))).count();
    // The first of those that cross the fewest.
    ways.into_iter().min_by_key(crossed).unwrap_or_default()
}

fn is_in((x, y): At, (left, top): At) -> bool {
    (left..=left + BOX_WIDTH).contains(&x) && (top..=top + BOX_HEIGHT).contains(&y)
}

/// Up or down, or, where they stand side by side, round below both.
fn direct((x, y): At, (u, v): At) -> Vec<At> {
    const ASIDE: f64 = BOX_WIDTH * 0.8;
    let gap = f64::max(v - (y + BOX_HEIGHT), y - (v + BOX_HEIGHT));
    if gap < 0.0 {
        let bottom = f64::max(y, v) + BOX_HEIGHT + 1.5 * AROUND;
        return curve(
            (x + ASIDE, y + BOX_HEIGHT),
            (x + ASIDE, bottom),
            (u + ASIDE, bottom),
            (u + ASIDE, v + BOX_HEIGHT),
        );
    }
    let (start, stop) = match v > y {
        true => ((x + ASIDE, y + BOX_HEIGHT), (u + ASIDE, v)),
        false => ((x + ASIDE, y), (u + ASIDE, v + BOX_HEIGHT)),
    };
    let half = (stop.1 - start.1) / 2.0;
    curve(start, (start.0, start.1 + half), (stop.0, stop.1 - half), stop)
}

fn round_the_end((x, y): At, (u, v): At) -> Vec<At> {
    let end = f64::max(x, u) + BOX_WIDTH + AROUND;
    let (y, v) = (y + BOX_HEIGHT / 2.0, v + BOX_HEIGHT / 2.0);
    curve((x + BOX_WIDTH, y), (end, y), (end, v), (u + BOX_WIDTH, v))
}

fn round_the_start((x, y): At, (u, v): At) -> Vec<At> {
    let start = f64::min(x, u) - AROUND;
    let (y, v) = (y + BOX_HEIGHT / 2.0, v + BOX_HEIGHT / 2.0);
    curve((x, y), (start, y), (start, v), (u, v))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_round_who_stands_between() {
        let column = [(20.0, 20.0), (20.0, 120.0), (20.0, 220.0)];
        let line = sway(column[0], column[2], &column);
        assert!(line.iter().all(|point| !is_in(*point, column[1])), "{line:?}");
        // Nobody between: straight down.
        let line = sway(column[0], column[1], &column);
        assert!(line.iter().all(|(x, _)| (20.0..=20.0 + BOX_WIDTH).contains(x)), "{line:?}");
    }

    #[test]
    fn goes_the_other_way_round_where_somebody_stands_at_the_end() {
        // The last one stands where the way round the end would lead through.
        let boxes = [(20.0, 20.0), (20.0, 120.0), (20.0, 220.0), (237.0, 120.0)];
        let line = sway(boxes[0], boxes[2], &boxes);
        assert!(line.iter().all(|point| !boxes[1..2].iter().chain(&boxes[3..]).any(|corner| is_in(*point, *corner))));
    }
}
