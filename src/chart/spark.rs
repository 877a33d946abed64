//! The small bars of a table row.

use std::fmt::Write;

use crate::analysis::Series;

const WIDTH: f64 = 72.0;
const HEIGHT: f64 = 20.0;
/// The tallest bar; the rest is air.
const TALLEST: f64 = 18.0;
/// More bars than this can't be told apart.
const MOST: usize = 36;

/// One account's periods as bars, without words: decoration beside its figures. Negative values
/// are as high as none. A long series is drawn by the mean of neighbouring periods.
pub fn spark(series: &Series, mirrored: bool) -> String {
    let parts = series.periods().map(|period| series.is_incomplete(period));
    let (part, whole): (Vec<_>, Vec<_>) =
        series.values.iter().map(|value| (*value).max(0) as f64).zip(parts).partition(|(_, is_part)| *is_part);
    let at_once = whole.len().div_ceil(MOST).max(1);
    // Counted from the end, so that the newest bars are whole ones.
    let mut bars: Vec<(f64, bool)> = whole
        .rchunks(at_once)
        .rev()
        .map(|chunk| (chunk.iter().map(|(value, _)| value).sum::<f64>() / chunk.len() as f64, false))
        .collect();
    bars.extend(part);

    let mut out = format!(
        "<svg class=\"spark\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\">\
         <line x1=\"0\" y1=\"{HEIGHT}\" x2=\"{WIDTH}\" y2=\"{HEIGHT}\"/>"
    );
    let most = bars.iter().map(|(value, _)| *value).fold(0.0, f64::max);
    let step = WIDTH / bars.len().max(8) as f64;
    let width = if step > 4.0 { step - 2.0 } else { step * 0.7 };
    for (at, (value, is_part)) in bars.into_iter().enumerate() {
        let height = if most > 0.0 { value / most * TALLEST } else { 0.0 };
        if height < 0.05 {
            continue;
        }
        let left = at as f64 * step;
        let left = if mirrored { WIDTH - left - width } else { left };
        let top = HEIGHT - height;
        // The outline lies within what the bar would fill.
        let _ = if is_part {
            let (left, top, height) = (left + 0.5, top + 0.5, (height - 1.0).max(0.1));
            let width = (width - 1.0).max(0.1);
            write!(
                out,
                "<rect class=\"is-part\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
            )
        } else {
            write!(out, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>")
        };
    }
    out + "</svg>"
}
