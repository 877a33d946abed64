//! Texts in the XML of an Excel workbook.

use std::io::BufRead;

use quick_xml::events::Event;

use super::broken;
use super::xml::{Xml, add_text, name};
use crate::exchange::Refusal;

/// The text of an element that was begun, in one piece or in runs, up to its end.
pub(super) fn rich_text<R: BufRead>(xml: &mut Xml<R>, element: &str, text: &mut String) -> Result<(), Refusal> {
    let (mut in_text, mut in_phonetic) = (false, false);
    let start = text.len();
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(element) => match name(element) {
                "t" => in_text = true,
                "rPh" => in_phonetic = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().into_inner() {
                "t" => in_text = false,
                "rPh" => in_phonetic = false,
                end if end == element => {
                    unescape(text, start);
                    return Ok(());
                }
                _ => {}
            },
            event if in_text && !in_phonetic => add_text(event, text)?,
            _ => {}
        }
    }
    Err(broken("strings", "a text doesn't end"))
}

/// Replaces `_x000D_`, as Excel writes what XML can't hold, by what it stands for.
pub(super) fn unescape(text: &mut String, start: usize) {
    let Some(escaped) = text.get(start..).filter(|text| text.contains("_x")).map(str::to_owned) else { return };
    text.truncate(start);
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let char = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        text.push_str(rest.get(..at).unwrap_or_default());
        match char {
            Some(char) => text.push(char),
            None => text.push_str("_x"),
        }
        rest = rest.get(at + if char.is_some() { 7 } else { 2 }..).unwrap_or_default();
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_unescaped() {
        let mut text = "_x000A_ab_x000D__x005F_x0041_ _x12 _xЖЖЖЖ_".to_owned();
        unescape(&mut text, 7);
        assert_eq!(text, "_x000A_ab\r_x0041_ _x12 _xЖЖЖЖ_");
    }
}
