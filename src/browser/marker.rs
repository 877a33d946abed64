//! That there was a book in this browser, remembered outside its stores, so that stores somebody emptied are not
//! taken for a first visit.
//!
//! A cookie of one letter: browsers that clear a page's stores for want of room leave it. It says that there was a
//! book and nothing else; the host it belongs to is the one that serves the page.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// As long as browsers keep one, in seconds; each writing begins it anew.
const AGE: u32 = 34_560_000;

const COOKIE: &str = "cookie";

/// Cookies belong to a host and not to a port, as stores do.
fn name() -> String {
    let port = web_sys::window().and_then(|window| window.location().port().ok()).unwrap_or_default();
    format!("vital-few-book{port}=")
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Whether there was a book here.
pub fn is_set() -> bool {
    // Reading them throws where cookies are blocked; then nothing is remembered.
    let all = document().and_then(|document| Reflect::get(&document, &COOKIE.into()).ok()?.as_string());
    all.unwrap_or_default().split("; ").any(|cookie| cookie.starts_with(&name()))
}

fn write(value: &str, age: u32) {
    let text = format!("{}{value}; path=/; max-age={age}; samesite=strict", name());
    if let Some(document) = document() {
        let _ = Reflect::set(&document, &COOKIE.into(), &JsValue::from(text));
    }
}

/// Remembers that there is one.
pub fn set() {
    write("1", AGE);
}

/// Forgets it: everything was deleted, by a person who said so.
pub fn clear() {
    write("", 0);
}
