//! What the browser says of an error.

use wasm_bindgen::prelude::*;

/// Its message, or what it is where it has none.
pub fn message_of(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
