//! What belongs to this browser and not to the book: language, theme, a reminder put off,
//! which columns a list has, which sections of a dossier are open, whether a team's folder was chosen.

use super::local_values;
use crate::text::Language;
use crate::theme::Theme;

const COLUMNS: &str = "vital-few/columns";
const FOLDS: &str = "vital-few/folds";
const LANGUAGE: &str = "vital-few/language";
const PEOPLE: &str = "vital-few/people";
const PRINT: &str = "vital-few/print";
const REMINDED: &str = "vital-few/reminded";
const TEAM_FOLDER: &str = "vital-few/team-folder";
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

/// Whether a team's folder was chosen: all that is asked where none was. The folder itself is in the database.
pub fn has_team_folder() -> bool {
    local_values::is_there(TEAM_FOLDER)
}

pub fn keep_has_team_folder(has: bool) {
    match has {
        true => write(TEAM_FOLDER, "chosen"),
        false => local_values::remove(TEAM_FOLDER),
    }
}

/// The columns chosen for a list, by their codes; `None` where nobody chose.
pub fn columns(list: &str) -> Option<Vec<String>> {
    local_values::read(&format!("{COLUMNS}/{list}"))
}

/// Keeps the columns chosen for a list, or forgets that somebody chose.
pub fn keep_columns(list: &str, columns: Option<&[&str]>) {
    let key = format!("{COLUMNS}/{list}");
    match columns {
        Some(columns) => local_values::write(&key, columns),
        None => local_values::remove(&key),
    }
}

/// Which sections of a dossier somebody has opened or folded, as text.
pub fn folds() -> String {
    read(FOLDS).unwrap_or_default()
}

pub fn keep_folds(folds: &str) {
    write(FOLDS, folds);
}

/// Whether people stand as cards, not as a map.
pub fn shows_cards() -> bool {
    read(PEOPLE).is_some_and(|view| view == "cards")
}

pub fn keep_shows_cards(shows: bool) {
    write(PEOPLE, if shows { "cards" } else { "map" });
}

/// Whether little of a dossier goes on paper: so it is until somebody chose all of it.
pub fn prints_short() -> bool {
    read(PRINT).is_none_or(|extent| extent != "full")
}

pub fn keep_prints_short(short: bool) {
    write(PRINT, if short { "short" } else { "full" });
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
