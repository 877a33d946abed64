//! Turns: letting the page answer what waits before going on.

use std::cell::Cell;
use std::rc::Rc;

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

/// How often it is looked whether something takes too long, in ms.
const BEAT: u32 = 500;

/// What a promise comes to; `None` if it doesn't within so many ms while `is_limited` holds. Time counts in
/// beats, so that a page that slept gives it its time anew.
///
/// # Errors
/// What the promise is rejected with.
pub async fn in_time(
    promise: js_sys::Promise,
    millis: u32,
    is_limited: &Rc<Cell<bool>>,
) -> Result<Option<JsValue>, JsValue> {
    let is_late = Rc::new(Cell::new(false));
    let late = js_sys::Promise::new(&mut |resolve, _| {
        let is_late = is_late.clone();
        let give_up = move || {
            is_late.set(true);
            // A function of a promise, which doesn't throw.
            let _ = resolve.call0(&JsValue::NULL);
        };
        watch(is_limited.clone(), millis / BEAT, give_up);
    });
    let settled = JsFuture::from(js_sys::Promise::race(&js_sys::Array::of2(&promise, &late))).await;
    is_limited.set(false);
    settled.map(|value| (!is_late.get()).then_some(value))
}

fn watch(is_limited: Rc<Cell<bool>>, beats: u32, give_up: impl FnOnce() + 'static) {
    after(BEAT, move || match beats.checked_sub(1) {
        _ if !is_limited.get() => {}
        Some(beats) if beats > 0 => watch(is_limited, beats, give_up),
        _ => give_up(),
    });
}

/// Waits until the page has answered what waits.
pub async fn yield_now() {
    pause(0).await;
}

/// Waits for so many ms.
pub async fn pause(millis: u32) {
    let turn = js_sys::Promise::new(&mut |resolve, _| {
        after(millis, move || drop(resolve.call0(&JsValue::NULL)));
    });
    // A promise that is only ever resolved.
    let _ = JsFuture::from(turn).await;
}
