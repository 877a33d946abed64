//! The small bars of a table row.

use std::fmt::Write;

use crate::analysis::{Regularity, Series};

const WIDTH: f64 = 72.0;
const HEIGHT: f64 = 20.0;
/// The tallest bar; the rest is air.
const TALLEST: f64 = 18.0;
/// More bars than this can't be told apart.
const MOST: usize = 36;

/// The periods a coefficient of variation was computed from, as bars about their mean. Decoration
/// beside the figures; the chart of purchases has the words.
pub fn rhythm(regularity: &Regularity, mirrored: bool) -> String {
    const WIDE: f64 = 240.0;
    const HIGH: f64 = 40.0;
    let values: Vec<f64> = regularity.values.iter().map(|value| (*value).max(0) as f64).collect();
    // A long series by the mean of neighbouring periods.
    let at_once = values.len().div_ceil(2 * MOST).max(1);
    let bars: Vec<f64> = values.chunks(at_once).map(|chunk| chunk.iter().sum::<f64>() / chunk.len() as f64).collect();
    let most = bars.iter().copied().fold(regularity.mean, f64::max);
    let height = |value: f64| if most > 0.0 { (value / most * (HIGH - 2.0)).max(0.0) } else { 0.0 };
    let step = WIDE / bars.len().max(12) as f64;
    let width = (step - 2.0).max(step * 0.7);
    let wide = step * bars.len() as f64;
    let mut out = format!("<svg class=\"spark rhythm\" viewBox=\"0 0 {WIDE} {HIGH}\" aria-hidden=\"true\">");
    for (at, value) in bars.into_iter().enumerate() {
        let left = at as f64 * step;
        let left = if mirrored { WIDE - left - width } else { left };
        let (top, height) = (HIGH - height(value), height(value));
        let _ = write!(out, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>");
    }
    let mean = HIGH - height(regularity.mean);
    let (from, to) = if mirrored { (WIDE - wide, WIDE) } else { (0.0, wide) };
    let _ = write!(out, "<line class=\"mean\" x1=\"{from:.1}\" y1=\"{mean:.1}\" x2=\"{to:.1}\" y2=\"{mean:.1}\"/>");
    out + "</svg>"
}

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
