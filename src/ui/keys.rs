//! Where keys go, and where the focus is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Whether the key goes into a field of its own.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str()))
}

/// Puts the focus on the page itself, so that reading and tabbing begin there.
pub fn focus_main() {
    focus("#main");
}

/// Gives the focus to an element of the page.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused by what can't have it; then it stays where it is.
        let _ = element.focus();
    }
}

/// The same once the page has followed a change: what had the focus may be gone.
pub fn focus_after(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || focus(&selector));
}
