//! The address bar.

use wasm_bindgen::prelude::*;

use crate::route::Route;

/// The route the address names now.
pub fn current() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::parse(&hash.unwrap_or_default())
}

/// The address of the page itself, before what says where on it one is.
pub fn base() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Goes to a page.
pub fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        // Refused only in documents that aren't shown.
        let _ = window.location().set_hash(&route.to_string());
    }
}

/// Goes to a page in place of the one that is left: Back doesn't lead there again.
pub fn replace(route: &Route) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(&route.to_string());
    }
}

/// Writes a route over the address of the page one is on, which goes on as it is: Back from elsewhere leads to
/// what it says then.
pub fn rewrite(route: &Route) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // A browser that is asked too often refuses; the next time it will do.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.to_string()));
    }
}

/// Calls back whenever the address changes, for as long as the page lives.
pub fn on_change(callback: impl Fn(Route) + 'static) {
    let listener = Closure::<dyn Fn()>::new(move || callback(current()));
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    }
    listener.forget();
}
