//! Losses over time: a column for each period, those still away below those that bought again.

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, Scale, drawing};
use super::periods::{Columns, PeriodWords, time_axis, value_axis};
use super::role::{Ink, Role};
use crate::analysis::Period;
use crate::analysis::losses::LossPeriod;

/// The words of [`losses`].
#[derive(Clone, Copy)]
pub struct LossesWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    pub periods: PeriodWords<'a>,
    /// A number of losses.
    pub count: &'a dyn Fn(usize) -> String,
    /// What a column says: "1997 Q4: 7 losses, 6 of them bought again".
    pub says: &'a dyn Fn(&LossPeriod) -> String,
}

/// The frame this chart has at a width.
pub fn losses_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 210.0, 200.0)
}

/// Draws the losses of each period.
pub fn losses(found: &[LossPeriod], frame: Frame, words: &LossesWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let scale = Scale::of(found.iter().map(|of| of.count as f64), 4);
        // Half a loss is none: only whole ones have a line.
        let ticks: Vec<f64> = scale.ticks.iter().copied().filter(|tick| tick.fract() == 0.0).collect();
        let labels: Vec<String> = ticks.iter().map(|tick| (words.count)(*tick as usize)).collect();
        let left = canvas.widest(Ink::Plain, &labels) + 10.0;
        let plane = Plane::new(
            (left, frame.width - 8.0),
            (20.0, frame.height - 28.0),
            0.0..found.len().max(1) as f64,
            scale.range.clone(),
        );
        value_axis(canvas, &plane, &Scale { range: scale.range.clone(), ticks }, &labels);
        let columns = Columns::of(&plane, found.len(), 0.62);
        for (at, of) in found.iter().enumerate() {
            canvas.marked(&(words.says)(of), || column(canvas, &plane, &columns, (at, of)));
            if of.count > 0 && !columns.are_thin() {
                let y = plane.y(of.count as f64) - 6.0;
                canvas.text((plane.x(at as f64 + 0.5), y), Anchor::Middle, Ink::Strong, &(words.count)(of.count));
            }
        }
        let periods: Vec<Period> = found.iter().map(|of| of.period).collect();
        time_axis(canvas, &periods, |at| plane.x(at as f64 + 0.5), plane.bottom + 19.0, &words.periods);
    })
}

fn column(canvas: &Canvas<'_>, plane: &Plane, columns: &Columns, (at, of): (usize, &LossPeriod)) {
    super::periods::draw_room(canvas, plane, columns, at);
    let (left, right) = columns.sides(plane, at);
    let part = |from: usize, to: usize, is_away: bool| {
        if to > from {
            let role = Role::LossPart { is_away, is_part: of.is_part };
            canvas.rect((left, plane.y(from as f64)), (right, plane.y(to as f64)), role);
        }
    };
    part(0, of.away(), true);
    part(of.away(), of.count, false);
}
