//! The first days of a new customer: a bar for each order day (P1).

use super::Frame;
use super::canvas::{Anchor, Canvas, Plane, drawing};
use super::place::{Cover, Places};
use super::role::{Ink, Role};

/// One order day.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstOrder {
    /// Days since the first order.
    pub day: i32,
    /// What was bought, above 0.
    pub value: f64,
    /// "second: 800"; empty where there is nothing to say beside the bar.
    pub label: String,
    /// "5 March 1998, day 35: 800.00"
    pub says: String,
}

/// The words of [`beginning`].
#[derive(Clone, Copy)]
pub struct BeginningWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// "day 30"
    pub day: &'a dyn Fn(i32) -> String,
    /// "day 97, today"
    pub today: &'a str,
}

/// Every so many days there is a mark on the axis.
const STEP: i32 = 30;
const BAR: f64 = 6.0;

/// The frame this chart has at a width.
pub fn beginning_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 130.0, 130.0)
}

/// Draws the order days of the first `days` days, seen on day `today`: what is still to come is shaded.
pub fn beginning(orders: &[FirstOrder], days: i32, today: i32, frame: Frame, words: &BeginningWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let most = orders.iter().map(value).fold(0.0, f64::max).max(1.0);
        let plane =
            Plane::new((8.0, frame.width - 16.0), (44.0, frame.height - 24.0), 0.0..f64::from(days.max(1)), 0.0..most);
        let mut places = Places::new(canvas);
        if today < days {
            let x = plane.x(f64::from(today.max(0)));
            canvas.rect((x, plane.top), (plane.right, plane.bottom), Role::Rest);
            canvas.line((x, plane.top - 8.0), (x, plane.bottom), Role::Limit);
            let sides = [((x + 6.0, plane.top - 12.0), Anchor::Start), ((x - 6.0, plane.top - 12.0), Anchor::End)];
            places.text(|_| Ink::Plain, words.today, sides, |cover| cover.right <= frame.width);
        }
        axis(canvas, &plane, days, words);
        for order in orders {
            let x = plane.x(f64::from(order.day.clamp(0, days)));
            let (from, to) = ((x - BAR / 2.0).max(0.0), x + BAR / 2.0);
            let top = plane.y(value(order));
            canvas.marked(&order.says, || canvas.rect((from, top), (to, plane.bottom), Role::Bar));
            let above = [((x, top - 6.0), Anchor::Middle), ((x - 2.0, top - 6.0), Anchor::Start)];
            let above = above
                .into_iter()
                .chain([((x, plane.top - 28.0), Anchor::Middle), ((x, plane.top - 28.0), Anchor::Start)]);
            if !order.label.is_empty() {
                places.text(|_| Ink::Second, &order.label, above, |cover: &Cover| cover.right <= frame.width);
            }
        }
    })
}

fn value(order: &FirstOrder) -> f64 {
    if order.value.is_finite() { order.value.max(0.0) } else { 0.0 }
}

fn axis(canvas: &Canvas<'_>, plane: &Plane, days: i32, words: &BeginningWords<'_>) {
    canvas.line((plane.left, plane.bottom), (plane.right, plane.bottom), Role::Axis);
    let mut free = f64::NEG_INFINITY;
    for day in (0..=days).step_by(STEP as usize) {
        let x = plane.x(f64::from(day));
        let text = (words.day)(day);
        let width = canvas.width(Ink::Plain, &text);
        let (from, anchor) = if day == 0 { (x - 2.0, Anchor::Start) } else { (x - width / 2.0, Anchor::Middle) };
        let to = from + width;
        // Where they would touch, every other one is left out.
        if from > free && to <= canvas.frame.width {
            canvas.text((if day == 0 { from } else { x }, plane.bottom + 18.0), anchor, Ink::Plain, &text);
            free = to + 8.0;
        }
    }
}
