//! A plotters backend that writes SVG without colours.
//!
//! plotters draws on whole pixels; this backend counts in tenths of them, so what it writes is
//! exact to 0.1. It reflects everything on the way out if the frame is mirrored: charts are drawn
//! from left to right and know nothing of it. Texts aren't reflected, only their anchors are.
//!
//! Text is measured by an average-advance table, so a chart can be drawn in a worker or a test.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::Frame;
use super::role::Role;
use super::typeset;

/// Units of the backend in one CSS pixel.
pub(super) const UNIT: f64 = 10.0;

/// Writes the inside of an `<svg>`.
pub(super) struct Svg<'a> {
    /// Shared with the canvas, which writes what plotters has no word for.
    out: &'a RefCell<String>,
    size: (u32, u32),
    mirrored: bool,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> Svg<'a> {
    pub fn new(out: &'a RefCell<String>, frame: Frame) -> Self {
        let units = |pixels: f64| (pixels * UNIT).round() as u32;
        Self { out, size: (units(frame.width), units(frame.height)), mirrored: frame.mirrored }
    }

    fn x(&self, x: i32) -> Tenths {
        Tenths(if self.mirrored { i64::from(self.size.0) - i64::from(x) } else { x.into() })
    }

    fn write(&mut self, arguments: std::fmt::Arguments<'_>) -> Drawn {
        // Writing to a String can't fail.
        let _ = self.out.borrow_mut().write_fmt(arguments);
        Ok(())
    }

    fn points(&self, points: impl IntoIterator<Item = BackendCoord>) -> String {
        let mut out = String::new();
        let mut last = None;
        for (x, y) in points {
            if last == Some((x, y)) {
                continue;
            }
            let space = if last.is_some() { " " } else { "" };
            let _ = write!(out, "{space}{},{}", self.x(x), Tenths::of(y));
            last = Some((x, y));
        }
        out
    }
}

/// A length in tenths of a pixel, written in pixels.
struct Tenths(i64);

impl Tenths {
    fn of(units: i32) -> Self {
        Self(units.into())
    }
}

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / 10, self.0.abs() % 10);
        if rest == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{rest}") }
    }
}

fn attributes(color: BackendColor) -> String {
    Role::of(color.rgb).map(Role::attributes).unwrap_or_default()
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Nothing is drawn by pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        let (x1, x2) = (self.x(from.0), self.x(to.0));
        let (y1, y2) = (Tenths::of(from.1), Tenths::of(to.1));
        let what = attributes(style.color());
        self.write(format_args!("<line{what} x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"))
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _: bool) -> Drawn {
        let (left, right) = (a.0.min(b.0), a.0.max(b.0));
        let x = self.x(if self.mirrored { right } else { left });
        let y = Tenths::of(a.1.min(b.1));
        let width = Tenths(i64::from(right) - i64::from(left));
        let height = Tenths((i64::from(b.1) - i64::from(a.1)).abs());
        let what = attributes(style.color());
        self.write(format_args!("<rect{what} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let path: Vec<BackendCoord> = path.into_iter().collect();
        match path.as_slice() {
            [] => Ok(()),
            [from, to] if style.stroke_width() == 1 => self.draw_line(*from, *to, style),
            _ => {
                let (what, points) = (attributes(style.color()), self.points(path));
                self.write(format_args!("<polyline{what} points=\"{points}\"/>"))
            }
        }
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        let (x, y, r) = (self.x(center.0), Tenths::of(center.1), Tenths(radius.into()));
        let what = attributes(style.color());
        self.write(format_args!("<circle{what} cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, vert: I, style: &S) -> Drawn {
        let (what, points) = (attributes(style.color()), self.points(vert));
        self.write(format_args!("<polygon{what} points=\"{points}\"/>"))
    }

    /// Bottom is the base line.
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Drawn {
        let pos_in_line = style.anchor();
        let anchor = match (pos_in_line.h_pos, self.mirrored) {
            (HPos::Left, false) | (HPos::Right, true) => "start",
            (HPos::Right, false) | (HPos::Left, true) => "end",
            (HPos::Center, _) => "middle",
        };
        let below = match pos_in_line.v_pos {
            VPos::Top => 0.8,
            VPos::Center => 0.35,
            VPos::Bottom => 0.0,
        };
        let x = self.x(pos.0);
        let y = Tenths::of(pos.1.saturating_add((style.size() * below).round() as i32));
        let what = attributes(style.color());
        let text = if self.mirrored { typeset::leftwards(text) } else { text.to_owned() };
        let text = typeset::escaped(&text);
        self.write(format_args!("<text{what} x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        Ok((typeset::width(text, style.size(), bold).ceil() as u32, (style.size() * 1.2).ceil() as u32))
    }

    /// There are no pictures in a chart.
    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}
