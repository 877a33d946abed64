//! The guard against formulas: a text that a spreadsheet would take for one goes out with an apostrophe in front,
//! and comes back without it.
//!
//! **Invariant:** [`unguarded`] undoes [`guarded`], whatever the text.

use std::borrow::Cow;

/// Marks text in a spreadsheet.
const GUARD: char = '\'';

/// Whether a text begins as a formula does, be it behind apostrophes: by a sign of one, also of full width, or by
/// something not to be seen that a spreadsheet passes over to find the sign.
fn begins_as_formula(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(|c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
            || c.is_control()
            || matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}')
    })
}

/// The text as it goes into a file that a spreadsheet may open.
pub(in crate::exchange) fn guarded(text: &str) -> Cow<'_, str> {
    if begins_as_formula(text) { format!("{GUARD}{text}").into() } else { text.into() }
}

/// The text as it was before it was guarded, by us or by another program.
pub(in crate::exchange) fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).filter(|rest| begins_as_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(text in "['=+\\-@\\t\\r\\n\u{feff}\u{200b}a1 ]{0,6}|.*") {
            let out = guarded(&text);
            prop_assert_eq!(unguarded(&out), &text);
            prop_assert!(!out.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{feff}']), "{out:?}");
        }
    }

    #[test]
    fn a_formula_is_guarded_also_behind_what_is_not_seen() {
        for text in ["=1+1", "@SUM(A1)", "\n=1+1", "\r\n=1+1", "\u{feff}=1+1", "\u{200b}=1", "＝1+1", "\t1", "'=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["Ernst Handel", "'t Hart", "1-2", "a=b", " =1", "", "'"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }

    #[test]
    fn a_phone_and_a_number_come_back() {
        for text in ["+381 11 123", "-5", "'+381 11 123"] {
            assert_eq!(unguarded(&guarded(text)), text);
        }
    }
}
