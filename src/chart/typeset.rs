//! Text without a browser: how wide it will be, how it is escaped, how its direction is kept in.

/// Isolates a text whose direction its first strong letter decides.
const FIRST_STRONG: char = '\u{2068}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const END: char = '\u{2069}';

/// Wraps a foreign name so that its direction stays its own. Bidirectional controls within are
/// dropped: an unpaired one would reach beyond the name.
pub fn isolated(name: &str) -> String {
    let inner = name.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    [FIRST_STRONG].into_iter().chain(inner).chain([END]).collect()
}

/// Wraps a whole label to read from right to left, if there is anything to order.
pub(super) fn leftwards(label: &str) -> String {
    if label.chars().all(|c| c.is_ascii_alphanumeric()) {
        return label.to_owned();
    }
    format!("{RIGHT_TO_LEFT}{label}{END}")
}

/// Makes a text safe for markup, attributes included. What XML can't hold is dropped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The text, cut with an ellipsis where it would be wider than this at 12 px.
pub(super) fn shortened(text: &str, most: f64) -> String {
    if width(text, 12.0, false) <= most {
        return text.to_owned();
    }
    let mut left = most - width("…", 12.0, false);
    let kept: String = text
        .chars()
        .take_while(|c| {
            left -= advance(*c) * 12.0;
            left >= 0.0
        })
        .collect();
    kept.trim_end().to_owned() + "…"
}

/// The text in at most so many lines, none wider than this at 12 px: broken between words, and the last of them cut
/// where there is more. None of an empty text.
pub(super) fn in_lines(text: &str, most: f64, lines: usize) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    // What may not be torn apart is one word.
    let is_gap = |of: char| of.is_whitespace() && !matches!(of, '\u{a0}' | '\u{202f}');
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        let is_last = all.len() == lines;
        match all.last_mut() {
            Some(line) if is_last || width(&format!("{line} {word}"), 12.0, false) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => all.push(word.to_owned()),
        }
    }
    all.into_iter().map(|line| shortened(&line, most)).collect()
}

/// How wide a text will be, in pixels: on the wide side of common interface fonts.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let advances: f64 = text.chars().map(advance).sum();
    advances * size * if bold { 1.08 } else { 1.0 }
}

/// The average advance of a character, in ems.
fn advance(c: char) -> f64 {
    match c {
        // Joiners, isolates and marks that stand on another letter.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => 0.0,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' => 0.0,
        c if c.is_control() => 0.0,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => 0.27,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·' | '’' => 0.3,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' | '٪' => 0.9,
        '0'..='9' | '۰'..='۹' | '٠'..='٩' => 0.58,
        'A'..='Z' => 0.67,
        'a'..='z' => 0.58,
        '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => 0.56,
        // Indic letters, with their signs counted in.
        '\u{900}'..='\u{dff}' => 0.62,
        // Han, kana, hangul, full-width forms, pictures.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1.0,
        '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{10000}'.. => 1.1,
        c if c.is_uppercase() => 0.7,
        _ => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_in_its_place() {
        assert_eq!(escaped("<b>&\"'\u{0}\u{7}\n"), "&lt;b&gt;&amp;&quot;&#39; ");
        assert_eq!(isolated("a\u{2069}\u{202e}b"), "\u{2068}ab\u{2069}");
        assert_eq!(leftwards("AX"), "AX");
        assert_eq!(leftwards("8 %"), "\u{2067}8 %\u{2069}");
    }

    #[test]
    fn a_cut_text_is_as_narrow_as_asked() {
        let cut = shortened("Rattlesnake Canyon Grocery", 80.0);
        assert!(cut.ends_with('…') && width(&cut, 12.0, false) <= 80.0, "{cut}");
        assert_eq!(shortened("Short", 80.0), "Short");
    }

    #[test]
    fn a_long_text_breaks_between_words() {
        assert_eq!(in_lines("Rattlesnake Canyon Grocery", 80.0, 3), ["Rattlesnake", "Canyon", "Grocery"]);
        assert_eq!(in_lines("Rattlesnake Canyon Grocery", 120.0, 2), ["Rattlesnake Canyon", "Grocery"]);
        assert!(in_lines("Rattlesnake Canyon Grocery", 80.0, 1).concat().ends_with('…'));
        assert_eq!(in_lines("", 80.0, 2), Vec::<String>::new());
    }
}
