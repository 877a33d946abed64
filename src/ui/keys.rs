//! Where keys go, and where the focus is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Whose key it is that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// The page's: nothing that takes keys has the focus.
    OfPage,
    /// Of a field that chooses, or takes text and was not typed into: what it writes is its own, and whatever is
    /// held with Ctrl is the page's.
    OfField,
    /// Of a field that was typed into, which undoes that by itself.
    OfTyping,
}

/// The field that was typed into last, while it has the focus.
#[derive(Clone, Copy)]
pub struct Typing(StoredValue<Option<web_sys::Element>, LocalStorage>);

impl Typing {
    /// Begins to follow it.
    pub fn follow() -> Self {
        let typing = Self(StoredValue::new_local(None));
        window_event_listener(leptos::ev::input, move |event| typing.0.set_value(element_of(event.target())));
        window_event_listener(leptos::ev::focusin, move |event| {
            let to = element_of(event.target());
            // The window may have been left and come back to.
            typing.0.update_value(|at| *at = at.take().filter(|at| to.as_ref() == Some(at)));
        });
        typing
    }

    /// Whose a key is.
    pub fn whose(self, event: &KeyboardEvent) -> Keys {
        match element_of(event.target()) {
            Some(at) if takes_text(&at) && self.0.with_value(|typed| typed.as_ref() == Some(&at)) => Keys::OfTyping,
            Some(at) if FIELDS.contains(&at.tag_name().as_str()) && !takes_no_letters(&at) => Keys::OfField,
            _ => Keys::OfPage,
        }
    }
}

/// What takes keys.
const FIELDS: [&str; 3] = ["INPUT", "TEXTAREA", "SELECT"];

/// Kinds of `<input>` that take no text.
const NO_TEXT: [&str; 9] = ["checkbox", "radio", "range", "date", "file", "color", "button", "submit", "reset"];

fn takes_text(at: &web_sys::Element) -> bool {
    match at.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => !NO_TEXT.contains(&input.type_().as_str()),
        None => at.tag_name() == "TEXTAREA",
    }
}

/// Whether it is a box that is ticked: what a letter does elsewhere it does here.
fn takes_no_letters(at: &web_sys::Element) -> bool {
    let input = at.dyn_ref::<web_sys::HtmlInputElement>();
    input.is_some_and(|input| matches!(input.type_().as_str(), "checkbox" | "radio"))
}

fn element_of(target: Option<web_sys::EventTarget>) -> Option<web_sys::Element> {
    target?.dyn_into().ok()
}

/// Goes along a list by a key: to the next, which after the last is the first, to the one before, the first or the
/// last. From elsewhere down leads to the first and up to the last.
pub fn walk(list: &web_sys::Element, items: &str, key: &str) {
    let Ok(items) = list.query_selector_all(items) else { return };
    let count = items.length();
    let here: Option<web_sys::Node> = document().active_element().map(Into::into);
    let at = (0..count).find(|at| here.is_some() && items.get(*at) == here);
    let last = count.saturating_sub(1);
    let to = match (key, at) {
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowUp", Some(at)) if at > 0 => at - 1,
        ("ArrowUp" | "End", _) => last,
        _ => 0,
    };
    if let Some(item) = items.get(to).and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused by what can't have it.
        let _ = item.focus();
    }
}

/// Puts the focus on the page itself, so that reading and tabbing begin there.
pub fn focus_main() {
    focus("#main");
}

/// Gives the focus to an element of the page.
pub fn focus(selector: &str) {
    focus_first(&[selector]);
}

/// Gives the focus to the first of these that is there.
fn focus_first(selectors: &[impl AsRef<str>]) {
    let found = selectors.iter().find_map(|selector| document().query_selector(selector.as_ref()).ok().flatten());
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

/// Gives the focus to the first of these that is there, where it was lost: with the button that was pressed goes the
/// place of whoever works by keyboard.
pub fn keep_focus(selectors: Vec<String>) {
    request_animation_frame(move || {
        if document().active_element().is_none_or(|at| at.tag_name() == "BODY") {
            focus_first(&selectors);
        }
    });
}
