//! Turns: letting the page answer what waits before going on.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Calls back after so many ms.
pub fn after(millis: u32, callback: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(callback);
    if let Some(window) = web_sys::window() {
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        // Refused only by documents that aren't shown.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), millis);
    }
}

/// Waits until the page has answered what waits.
pub async fn yield_now() {
    let turn = js_sys::Promise::new(&mut |resolve, _| {
        after(0, move || drop(resolve.call0(&JsValue::NULL)));
    });
    // A promise that is only ever resolved.
    let _ = JsFuture::from(turn).await;
}
