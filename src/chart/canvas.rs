//! Where charts draw: plotters' elements and coordinates, in CSS pixels and by role.

use std::cell::RefCell;
use std::ops::Range;

use plotters::coord::CoordTranslate;
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use plotters_backend::BackendCoord;

use super::Frame;
use super::role::{Ink, Role};
use super::svg::{Svg, UNIT};
use super::typeset;

/// A place in pixels from the upper left corner.
pub(super) type At = (f64, f64);

/// Which end of a text stands at its place, in a drawing that runs rightwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

pub(super) struct Canvas<'a> {
    pub frame: Frame,
    area: DrawingArea<Svg<'a>, Shift>,
    out: &'a RefCell<String>,
}

/// Draws into an `<svg>` of this size.
pub(super) fn drawing(frame: Frame, aria: &str, draw: impl FnOnce(&Canvas<'_>)) -> String {
    let frame = frame.sane();
    let body = RefCell::new(String::new());
    draw(&Canvas { frame, area: Svg::new(&body, frame).into_drawing_area(), out: &body });
    let body = body.into_inner();
    let tenths = |pixels: f64| (pixels * UNIT).round() / UNIT;
    format!(
        "<svg viewBox=\"0 0 {} {}\" direction=\"ltr\" role=\"img\" aria-label=\"{}\">{body}</svg>",
        tenths(frame.width),
        tenths(frame.height),
        typeset::escaped(aria),
    )
}

/// A small mark, decoration beside its word.
pub(super) fn mark(size: f64, class: &str, draw: impl FnOnce(&Canvas<'_>)) -> String {
    let frame = Frame { width: size, height: size, mirrored: false };
    let body = RefCell::new(String::new());
    draw(&Canvas { frame, area: Svg::new(&body, frame).into_drawing_area(), out: &body });
    let body = body.into_inner();
    format!("<svg class=\"{class}\" viewBox=\"0 0 {size} {size}\" aria-hidden=\"true\">{body}</svg>")
}

impl<'c> Canvas<'c> {
    pub fn line(&self, from: At, to: At, role: Role) {
        self.draw(&PathElement::new([units(from), units(to)], style(role)));
    }

    pub fn rect(&self, a: At, b: At, role: Role) {
        self.draw(&Rectangle::new([units(a), units(b)], style(role)));
    }

    pub fn circle(&self, center: At, radius: f64, role: Role) {
        self.draw(&Circle::new(units(center), (radius * UNIT).round() as i32, style(role)));
    }

    pub fn polygon(&self, points: impl IntoIterator<Item = At>, role: Role) {
        self.draw(&Polygon::new(points.into_iter().map(units).collect::<Vec<_>>(), style(role)));
    }

    pub fn curve(&self, points: impl IntoIterator<Item = At>, role: Role) {
        let style = style(role).stroke_width(2);
        self.draw(&PathElement::new(points.into_iter().map(units).collect::<Vec<_>>(), style));
    }

    /// A text on its base line.
    pub fn text(&self, at: At, anchor: Anchor, ink: Ink, text: &str) {
        self.draw(&Text::new(text, units(at), text_style(anchor, ink)));
    }

    /// How wide a text will be, in pixels.
    pub fn width(&self, ink: Ink, text: &str) -> f64 {
        let size = self.area.estimate_text_size(text, &text_style(Anchor::Start, ink));
        size.map_or(0.0, |(width, _)| f64::from(width) / UNIT)
    }

    /// The widest of these texts.
    pub fn widest<'t>(&self, ink: Ink, texts: impl IntoIterator<Item = &'t String>) -> f64 {
        texts.into_iter().map(|text| self.width(ink, text)).fold(0.0, f64::max)
    }

    /// Draws a mark that says a value: its words are the `<title>` of what is drawn, and what the page
    /// shows under the pointer and to the keyboard. Marks don't hold others; one without words is plain.
    pub fn marked(&self, says: &str, draw: impl FnOnce()) {
        if says.is_empty() {
            return draw();
        }
        self.write(&format!("<g class=\"value\"><title>{}</title>", typeset::escaped(says)));
        draw();
        self.write("</g>");
    }

    fn write(&self, markup: &str) {
        self.out.borrow_mut().push_str(markup);
    }

    fn draw<'e, E>(&self, element: &'e E)
    where
        E: Drawable<Svg<'c>>,
        &'e E: PointCollection<'e, BackendCoord>,
    {
        // The backend writes to a string and can't fail.
        let _ = self.area.draw(element);
    }
}

/// A rectangle of the canvas with values along its sides.
pub(super) struct Plane {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    coordinates: Cartesian2d<RangedCoordf64, RangedCoordf64>,
}

impl Plane {
    /// From left to right and from bottom to top.
    pub fn new((left, right): (f64, f64), (top, bottom): (f64, f64), x: Range<f64>, y: Range<f64>) -> Self {
        let pixels = (unit(left)..unit(right), unit(bottom)..unit(top));
        Self { left, right, top, bottom, coordinates: Cartesian2d::new(x, y, pixels) }
    }

    pub fn at(&self, x: f64, y: f64) -> At {
        let (x, y) = self.coordinates.translate(&(x, y));
        (f64::from(x) / UNIT, f64::from(y) / UNIT)
    }

    pub fn x(&self, x: f64) -> f64 {
        self.at(x, 0.0).0
    }

    pub fn y(&self, y: f64) -> f64 {
        self.at(0.0, y).1
    }
}

/// Values from the least to the largest, zero among them, and the round ones to mark.
pub(super) struct Scale {
    pub range: Range<f64>,
    pub ticks: Vec<f64>,
}

impl Scale {
    /// With at most so many ticks, or two more where they would be fewer than three.
    pub fn of(values: impl IntoIterator<Item = f64>, most: usize) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) = finite.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        if high <= low {
            return Self { range: 0.0..1.0, ticks: vec![0.0] };
        }
        // A value just below a round one reaches up to it.
        let high = if high > 0.0 { high + (high - low) * 0.01 } else { high };
        let coordinate = RangedCoordf64::from(low..high);
        let few = coordinate.key_points(BoldPoints(most.max(2)));
        let ticks = if few.len() < 3 { coordinate.key_points(BoldPoints(most + 2)) } else { few };
        Self { range: low..high, ticks: ticks.into_iter().filter(|tick| (low..=high).contains(tick)).collect() }
    }
}

fn unit(pixels: f64) -> i32 {
    (pixels * UNIT).round() as i32
}

fn units((x, y): At) -> BackendCoord {
    (unit(x), unit(y))
}

fn style(role: Role) -> ShapeStyle {
    role.color().filled()
}

fn text_style(anchor: Anchor, ink: Ink) -> TextStyle<'static> {
    let (size, bold) = ink.face();
    let face = if bold { FontStyle::Bold } else { FontStyle::Normal };
    let h_pos = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    TextStyle {
        font: FontDesc::new(FontFamily::SansSerif, size * UNIT, face),
        color: Role::Text(ink).color().to_backend_color(),
        pos: Pos::new(h_pos, VPos::Bottom),
    }
}
