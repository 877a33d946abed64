//! What of a stranger's text is kept: what can be read.

/// A text without what can't be seen: controls, what turns the direction of others, a mark at its beginning.
/// Spaces are single, lines trimmed, and there are no two empty lines one after the other. What joins and parts
/// letters (Persian needs it) stays.
pub fn plain(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut breaks = 0;
    let text = text.replace("\r\n", "\n");
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let line: String = line.chars().filter(|letter| !is_unseen(*letter)).collect();
        let mut words = line.split_whitespace().peekable();
        breaks += 1;
        if words.peek().is_none() {
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if breaks > 1 { "\n\n" } else { "\n" });
        }
        breaks = 0;
        for (at, word) in words.enumerate() {
            if at > 0 {
                kept.push(' ');
            }
            kept.push_str(word);
        }
    }
    kept
}

/// What shows nothing by itself, and may change how others show.
fn is_unseen(letter: char) -> bool {
    let turns =
        matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let is_filler = matches!(letter, '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{e0000}'..='\u{e007f}' | '\u{ad}');
    turns || is_filler || (letter.is_control() && letter != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_stays_and_what_disturbs_goes() {
        assert_eq!(plain("  one \t two\r\n\r\n\r\n\r\nthree  \n"), "one two\n\nthree");
        assert_eq!(plain("safe\u{202e}gpj.exe\u{0}\u{1b}[2J"), "safegpj.exe[2J");
        assert_eq!(plain("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(plain("<b>bold</b>"), "<b>bold</b>");
        assert_eq!(plain(" \u{2028} \u{feff}"), "");
    }
}
