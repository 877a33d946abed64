//! Keys that work all over a page, on every keyboard layout.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::session::Session;

/// Whether the key goes into a field of its own.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str()))
}

/// Whether it is this key: by what it writes, or by where it lies, since on a Russian or Persian
/// layout the key of `z` writes something else.
pub fn is_key(event: &KeyboardEvent, letter: &str, code: &str) -> bool {
    event.key().eq_ignore_ascii_case(letter) || event.code() == code
}

/// Ctrl Z and Ctrl Shift Z (or Ctrl Y), except where a text field has its own undo.
pub fn undo_by_key(session: Session, event: &KeyboardEvent) {
    if is_typing(event) || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    if is_key(event, "z", "KeyZ") && !event.shift_key() {
        session.undo();
    } else if is_key(event, "z", "KeyZ") || is_key(event, "y", "KeyY") {
        session.redo();
    } else {
        return;
    }
    event.prevent_default();
}

/// Puts the focus on the page itself, so that reading and tabbing begin there.
pub fn focus_main() {
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused only for elements that aren't shown.
        let _ = main.focus();
    }
}

/// Gives the focus to an element of the page once it has followed a change: what had it may be gone.
pub fn focus_after(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || {
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused by what can't have it; then it stays where it is.
            let _ = element.focus();
        }
    });
}
