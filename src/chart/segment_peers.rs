//! An account beside the median account of its segment: its bars, the median as a line.

use super::Frame;
use super::canvas::{Anchor, At, Canvas, Plane, Scale, drawing};
use super::periods::{Columns, PeriodWords, draw_room, time_axis, value_axis};
use super::role::{Ink, Role};
use crate::analysis::{Period, SegmentPeers};

/// The words of [`segment_peers`].
#[derive(Clone, Copy)]
pub struct SegmentPeersWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    pub periods: PeriodWords<'a>,
    /// A round value on the axis, in minor units: "10k".
    pub money: &'a dyn Fn(f64) -> String,
    /// What a column says, the account's value and the median's in minor units: "1997 Q4: 12,085, median 4,100".
    pub column: &'a dyn Fn(Period, f64, f64) -> String,
    /// The key: "this account".
    pub own: &'a str,
    /// The key: "median of 21 AY accounts".
    pub typical: &'a str,
}

/// The frame this chart has at a width.
pub fn segment_peers_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 250.0, 230.0)
}

/// Draws the account's periods as bars and the median account's as a line over them.
pub fn segment_peers(found: &SegmentPeers, frame: Frame, words: &SegmentPeersWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let periods: Vec<Period> = found.own.periods().collect();
        let values = |series: &crate::analysis::Series| -> Vec<f64> {
            series.values.iter().map(|value| *value as f64).collect()
        };
        let (own, typical) = (values(&found.own), values(&found.typical));
        let scale = Scale::of(own.iter().chain(&typical).copied(), 4);
        let ticks: Vec<String> = scale.ticks.iter().map(|tick| (words.money)(*tick)).collect();
        let left = canvas.widest(Ink::Plain, &ticks) + 10.0;
        let across = 0.0..periods.len().max(1) as f64;
        // Two lines of key where one is too narrow.
        let key = draw_key(canvas, words);
        let plane = Plane::new((left, frame.width - 8.0), (key, frame.height - 24.0), across, scale.range.clone());
        value_axis(canvas, &plane, &scale, &ticks);
        let columns = Columns::of(&plane, own.len(), 0.62);
        for (at, (value, period)) in own.iter().zip(&periods).enumerate() {
            let is_part = found.own.is_incomplete(*period);
            let beside = typical.get(at).copied().unwrap_or_default();
            canvas.marked(&(words.column)(*period, *value, beside), || {
                draw_room(canvas, &plane, &columns, at);
                draw_bar(canvas, &plane, columns.sides(&plane, at), *value, is_part);
            });
        }
        let points: Vec<At> = typical.iter().enumerate().map(|(at, value)| plane.at(at as f64 + 0.5, *value)).collect();
        if columns.step >= 12.0 {
            for point in &points {
                canvas.circle(*point, 2.5, Role::Dot);
            }
        }
        if points.len() > 1 {
            canvas.curve(points, Role::Line);
        }
        time_axis(canvas, &periods, |at| plane.x(at as f64 + 0.5), frame.height - 8.0, &words.periods);
    })
}

fn draw_bar(canvas: &Canvas<'_>, plane: &Plane, (left, right): (f64, f64), value: f64, is_part: bool) {
    let (zero, end) = (plane.y(0.0), plane.y(value));
    if (zero - end).abs() < 0.1 {
        return;
    }
    let inset = if is_part && right - left > 2.0 { 0.5 } else { 0.0 };
    canvas.rect((left + inset, zero), (right - inset, end), if is_part { Role::BarPart } else { Role::Bar });
}

/// The key above the drawing; returns where the drawing may begin.
fn draw_key(canvas: &Canvas<'_>, words: &SegmentPeersWords<'_>) -> f64 {
    const SIGN: f64 = 16.0;
    let most = canvas.frame.width - SIGN - 6.0;
    let [own, typical] = [words.own, words.typical].map(|text| super::typeset::shortened(text, most));
    let after = SIGN + 6.0 + canvas.width(Ink::Second, &own) + 20.0;
    let fits = after + SIGN + 6.0 + canvas.width(Ink::Second, &typical) <= canvas.frame.width;
    let (x, y) = if fits { (after, 12.0) } else { (0.0, 29.0) };
    canvas.rect((0.0, 3.0), (SIGN - 4.0, 12.0), Role::Bar);
    canvas.text((SIGN, 12.0), Anchor::Start, Ink::Second, &own);
    canvas.curve([(x, y - 4.0), (x + SIGN - 4.0, y - 4.0)], Role::Line);
    canvas.circle((x + SIGN / 2.0 - 2.0, y - 4.0), 2.5, Role::Dot);
    canvas.text((x + SIGN, y), Anchor::Start, Ink::Second, &typical);
    y + 14.0
}
