//! Places for labels, none on another.

use super::canvas::{Anchor, At, Canvas, Plane};
use super::role::{Ink, Role};

/// What a text covers, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cover {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Cover {
    pub fn of((x, y): At, anchor: Anchor, width: f64) -> Self {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Self { left, right: left + width, top: y - 11.0, bottom: y + 3.0 }
    }

    /// Whether an upright line there would run through it.
    pub fn is_crossed_at(&self, x: f64) -> bool {
        (self.left..=self.right).contains(&x)
    }

    /// Whether a level line there would run through it.
    pub fn is_struck_at(&self, y: f64) -> bool {
        (self.top..=self.bottom).contains(&y)
    }

    fn touches(&self, other: &Self) -> bool {
        const GAP: f64 = 4.0;
        self.left < other.right + GAP
            && other.left < self.right + GAP
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Remembers what is covered.
pub(super) struct Places<'a, 'c> {
    canvas: &'a Canvas<'c>,
    taken: Vec<Cover>,
}

impl<'a, 'c> Places<'a, 'c> {
    pub fn new(canvas: &'a Canvas<'c>) -> Self {
        Self { canvas, taken: Vec::new() }
    }

    pub fn take(&mut self, cover: Cover) {
        self.taken.push(cover);
    }

    /// Writes the text at the first of these places that is free and within the frame; nowhere, if
    /// none is.
    pub fn text(
        &mut self,
        ink: impl Fn(&Cover) -> Ink,
        text: &str,
        places: impl IntoIterator<Item = (At, Anchor)>,
        is_free: impl Fn(&Cover) -> bool,
    ) -> bool {
        for (at, anchor) in places {
            let frame = self.canvas.frame;
            let guess = Cover::of(at, anchor, 0.0);
            let ink = ink(&guess);
            let cover = Cover::of(at, anchor, self.canvas.width(ink, text));
            let inside = cover.left >= 0.0 && cover.right <= frame.width && cover.top >= 0.0;
            if inside && is_free(&cover) && !self.taken.iter().any(|taken| taken.touches(&cover)) {
                self.canvas.text(at, anchor, ink, text);
                self.take(cover);
                return true;
            }
        }
        false
    }
}

/// Moves places apart along a line, keeping their order, and into the bounds as far as they fit.
/// Each is a centre and a size.
pub(super) fn apart(places: &mut [(f64, f64)], (low, high): (f64, f64)) {
    let mut from = low;
    for (center, size) in places.iter_mut() {
        *center = center.max(from + *size / 2.0);
        from = *center + *size / 2.0;
    }
    let mut to = high;
    for (center, size) in places.iter_mut().rev() {
        *center = center.min(to - *size / 2.0);
        to = *center - *size / 2.0;
    }
}

/// Which of so many places along a plane get a pin: all, or as many as can be pointed at one by one, the last
/// among them. From 1.
pub(super) fn pins(plane: &Plane, count: usize) -> impl Iterator<Item = usize> + use<> {
    /// In pixels.
    const APART: f64 = 6.0;
    let most = ((plane.right - plane.left) / APART).floor().max(1.0) as usize;
    let step = count.div_ceil(most).max(1);
    let last = Some(count).filter(|count| count % step != 0);
    (step..=count).step_by(step).chain(last)
}

/// A point of a curve that says its value; it is seen while it does.
pub(super) fn draw_pin(canvas: &Canvas<'_>, plane: &Plane, at: At, says: &str) {
    canvas.marked(says, || {
        canvas.rect((at.0 - 3.0, plane.bottom), (at.0 + 3.0, plane.top), Role::Room);
        canvas.circle(at, 4.0, Role::Pin);
    });
}
