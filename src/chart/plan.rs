//! A plan against what came: the sum to date, what was to be expected by each day, and the year before (C19).

use super::Frame;
use super::canvas::{Anchor, At, Canvas, Plane, Scale, drawing};
use super::periods::value_axis;
use super::place::{apart, draw_pin};
use super::role::{Ink, Role};
use crate::analysis::Span;
use crate::calendar::Date;
use crate::planning::over_time::{OverTime, Steps};

/// The words of [`plan`].
#[derive(Clone, Copy)]
pub struct PlanWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// A round value on the axis, in minor units: "10k".
    pub money: &'a dyn Fn(f64) -> String,
    /// The month a day is in, on the axis: "Jan". Where a month begins is told by it, so that readers have their own
    /// calendar.
    pub month: &'a dyn Fn(Date) -> String,
    /// "target 45,000"
    pub target: &'a str,
    /// "1997: 19,434"
    pub before: &'a str,
    /// "41,211 by 6 May"; nothing before it begins.
    pub actual: &'a str,
    /// What the end of a month says, in minor units: "April: 35,993 of 43,725 expected".
    pub point: &'a dyn Fn(usize) -> String,
}

/// The frame this chart has at a width.
pub fn plan_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 300.0, 280.0)
}

/// Draws the three lines of a plan.
pub fn plan(found: &OverTime, frame: Frame, words: &PlanWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let (from, to) = found.span;
        let all = [&found.actual, &found.expected, &found.before];
        let values = all.into_iter().flatten().map(|(_, value)| *value).chain([found.target as f64]);
        let scale = Scale::of(values, 5);
        let ticks: Vec<String> = scale.ticks.iter().map(|tick| (words.money)(*tick)).collect();
        let left = canvas.widest(Ink::Plain, &ticks) + 10.0;
        let labels = [words.target, words.before].map(str::to_owned);
        let beside = canvas.widest(Ink::Strong, &labels);
        let are_beside = frame.is_wide() && frame.width - left - beside > frame.width * 0.55;
        let right = frame.width - if are_beside { beside + 12.0 } else { 8.0 };
        let days = f64::from(to.since(from) + 1);
        // Where they have no room beside the lines, they stand above them.
        let top = if are_beside { 18.0 } else { 40.0 };
        let plane = Plane::new((left, right), (top, frame.height - 30.0), 0.0..days, scale.range.clone());
        let begins = |day: Date| plane.x(f64::from(day.since(from)));
        let ends = |day: Date| plane.x(f64::from(day.since(from) + 1));
        let now = found.until.filter(|until| *until < to).map(ends);
        if let Some(now) = now {
            canvas.rect((now, plane.top), (plane.right, plane.bottom), Role::Band);
        }
        value_axis(canvas, &plane, &scale, &ticks);
        draw_months(canvas, &plane, found, begins, words);
        let curve = |steps: &Steps, until: f64, role: Role| {
            canvas.curve(stairs(steps, until, begins, |value| plane.y(value)), role);
        };
        curve(&found.before, plane.right, Role::Before);
        curve(&found.expected, plane.right, Role::Expected);
        if let Some(until) = found.until {
            let until = ends(until);
            curve(&found.actual, until, Role::Line);
            if let Some(now) = now {
                canvas.line((now, plane.top), (now, plane.bottom), Role::Limit);
            }
            let at = (until, plane.y(found.actual.last().map_or(0.0, |(_, value)| *value)));
            canvas.circle(at, 4.0, Role::Dot);
            draw_actual(canvas, &plane, at, words.actual);
        }
        for (place, month) in found.months.iter().enumerate() {
            let value = month.actual_sum.map_or(month.expected, |sum| sum as f64);
            let day = found
                .until
                .filter(|_| month.actual_sum.is_some())
                .map_or(month.span.1, |until| until.min(month.span.1));
            draw_pin(canvas, &plane, (ends(day), plane.y(value)), &(words.point)(place));
        }
        let last = |steps: &Steps| steps.last().map_or(0.0, |(_, value)| *value);
        if are_beside {
            let mut places = [(plane.y(last(&found.expected)), 17.0), (plane.y(last(&found.before)), 17.0)];
            apart(&mut places, (plane.top - 10.0, plane.bottom));
            for ((y, _), (text, ink)) in
                places.into_iter().zip([(words.target, Ink::Strong), (words.before, Ink::Second)])
            {
                canvas.text((plane.right + 8.0, y + 4.0), Anchor::Start, ink, text);
            }
        } else {
            canvas.text((plane.right, 14.0), Anchor::End, Ink::Strong, words.target);
            canvas.text((plane.right, 30.0), Anchor::End, Ink::Second, words.before);
        }
    })
}

/// A line that goes in steps, from the first day to a place.
fn stairs(steps: &Steps, until: f64, x: impl Fn(Date) -> f64, y: impl Fn(f64) -> f64) -> Vec<At> {
    let mut points: Vec<At> = Vec::new();
    for (day, value) in steps {
        let at = x(*day);
        if let Some((_, before)) = points.last().copied() {
            points.push((at, before));
        }
        points.push((at, y(*value)));
    }
    if let Some((_, last)) = points.last().copied() {
        points.push((until, last));
    }
    points
}

/// The months below, as many as have room.
fn draw_months(
    canvas: &Canvas<'_>,
    plane: &Plane,
    found: &OverTime,
    begins: impl Fn(Date) -> f64,
    words: &PlanWords<'_>,
) {
    let mut taken = f64::MIN;
    for (text, (first, last)) in months(found.span, words.month) {
        let center = (begins(first) + begins(last.plus(1))) / 2.0;
        let half = canvas.width(Ink::Plain, &text) / 2.0;
        // The calendar's month goes beyond the plan where its part of it is short.
        let is_within = center - half >= plane.left - 4.0 && center + half <= plane.right + 4.0;
        if is_within && center - half > taken + 6.0 {
            canvas.text((center, plane.bottom + 19.0), Anchor::Middle, Ink::Plain, &text);
            taken = center + half;
        }
    }
}

/// The months of a calendar, or what of them is within the days: what each is called, its first and its last day.
fn months((from, to): Span, name: &dyn Fn(Date) -> String) -> Vec<(String, Span)> {
    let mut all: Vec<(String, Span)> = Vec::new();
    for ahead in 0..=to.since(from) {
        let day = from.plus(ahead);
        let text = name(day);
        match all.last_mut() {
            Some((known, (_, last))) if *known == text => *last = day,
            _ => all.push((text, (day, day))),
        }
    }
    all
}

/// What came, beside the point where it ends: right of it and below, where no line is yet, or left of it.
fn draw_actual(canvas: &Canvas<'_>, plane: &Plane, (x, y): At, text: &str) {
    let has_room = x + 12.0 + canvas.width(Ink::Strong, text) < plane.right;
    let below = (y + 20.0).min(plane.bottom - 6.0);
    let (place, anchor) = if has_room { ((x + 9.0, below), Anchor::Start) } else { ((x - 9.0, below), Anchor::End) };
    canvas.text(place, anchor, Ink::Strong, text);
}
