//! What a chart needs to leave the page: colours every program reads, a name for its file.

use crate::calendar::Date;

/// A colour as a style sheet computes it, as programs that know SVG 1.1 alone read it:
/// `color(srgb 0.5 0.25 1 / 0.5)`, which mixing makes, becomes `rgba(128, 64, 255, 0.5)`. Anything
/// else stays as it is.
pub fn plain_colour(computed: &str) -> String {
    mixed(computed).unwrap_or_else(|| computed.to_owned())
}

fn mixed(computed: &str) -> Option<String> {
    let parts = computed.trim().strip_prefix("color(srgb ")?.strip_suffix(')')?;
    let (channels, alpha) = parts.split_once('/').unwrap_or((parts, "1"));
    let mut levels = channels.split_whitespace().map(|channel| {
        let level: f64 = channel.parse().ok()?;
        Some((level.clamp(0.0, 1.0) * 255.0).round())
    });
    let (red, green, blue) = (levels.next()??, levels.next()??, levels.next()??);
    let alpha: f64 = alpha.trim().parse().ok()?;
    Some(if alpha < 1.0 {
        format!("rgba({red}, {green}, {blue}, {alpha})")
    } else {
        format!("rgb({red}, {green}, {blue})")
    })
}

/// The name of a picture's file: `revenue-over-time-2026-07-01.svg`.
pub fn picture_name(title: &str, day: Date, extension: &str) -> String {
    let lower = title.to_lowercase();
    // What joins letters, as Persian does, is no letter and no gap.
    let joined: String =
        lower.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}')).collect();
    let words: Vec<&str> = joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(60).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { format!("chart-{day}.{extension}") } else { format!("{slug}-{day}.{extension}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    #[test]
    fn a_file_is_named_after_its_picture() {
        let name = |title| picture_name(title, date(2026, 7, 1), "png");
        assert_eq!(name("Revenue over time: \u{2068}A/B\u{2069}"), "revenue-over-time-a-b-2026-07-01.png");
        assert_eq!(name("بخش\u{200c}ها در گذر زمان"), "بخشها-در-گذر-زمان-2026-07-01.png");
        assert_eq!(name("../.."), "chart-2026-07-01.png");
        assert_eq!(name(&"long ".repeat(50)).chars().count(), 59 + "-2026-07-01.png".len());
    }

    #[test]
    fn mixed_colours_become_plain_ones() {
        assert_eq!(plain_colour("color(srgb 0.5 0.25 1 / 0.5)"), "rgba(128, 64, 255, 0.5)");
        assert_eq!(plain_colour("color(srgb 1 0 0.2)"), "rgb(255, 0, 51)");
        for same in ["rgb(1, 2, 3)", "none", "", "color(srgb x)", "color(display-p3 1 0 0)", "url(\"#a\")"] {
            assert_eq!(plain_colour(same), same);
        }
    }
}
