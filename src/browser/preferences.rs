//! What belongs to this browser and not to the book: language, theme, a reminder put off,
//! whether RFM is shown.

use super::local_values;
use crate::text::Language;
use crate::theme::Theme;

const LANGUAGE: &str = "vital-few/language";
const REMINDED: &str = "vital-few/reminded";
const RFM: &str = "vital-few/rfm";
const THEME: &str = "vital-few/theme";

/// The language chosen before, else the first of the browser's that the page speaks.
pub fn language() -> Language {
    let chosen = read(LANGUAGE).and_then(|code| Language::of_code(&code));
    let spoken = || {
        let navigator = web_sys::window()?.navigator();
        navigator.languages().iter().filter_map(|tag| Language::of_code(&tag.as_string()?)).next()
    };
    chosen.or_else(spoken).unwrap_or_default()
}

pub fn keep_language(language: Language) {
    write(LANGUAGE, language.code());
}

pub fn theme() -> Theme {
    read(THEME).map(|code| Theme::of_code(&code)).unwrap_or_default()
}

pub fn keep_theme(theme: Theme) {
    write(THEME, theme.code());
}

/// When a reminder was last put off, in ms since 1970.
pub fn reminded_at() -> Option<u64> {
    read(REMINDED)?.parse().ok()
}

pub fn keep_reminded_at(millis: u64) {
    write(REMINDED, &millis.to_string());
}

/// Whether RFM stands beside the classes, for those who want it.
pub fn shows_rfm() -> bool {
    read(RFM).is_some_and(|shown| shown == "yes")
}

pub fn keep_shows_rfm(shows: bool) {
    write(RFM, if shows { "yes" } else { "no" });
}

/// Puts language and theme on the document, where style sheets and screen readers look for them.
pub fn show(language: Language, theme: Theme) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("lang", language.code());
        let _ = root.set_attribute("dir", if language.is_rtl() { "rtl" } else { "ltr" });
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen.code()),
        };
    }
}

fn read(key: &str) -> Option<String> {
    local_values::read(key)
}

/// A preference that can't be kept is asked again next time; that is no loss worth a word.
fn write(key: &str, value: &str) {
    local_values::write(key, value);
}
