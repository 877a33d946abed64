//! Files of this very build: texts and style sheets of pages.
//!
//! They stand beside the page's script, in a directory that a release names after its content. So no
//! cache answers with those of another build, whose texts would be in another order.

use wasm_bindgen::JsValue;

/// The address of the page's own script, which the build leaves in the page as a preload.
pub fn script() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.query_selector("link[rel=modulepreload]").ok().flatten());
    link.and_then(|link| link.get_attribute("href")).unwrap_or_default()
}

/// The address of a file beside the script.
pub fn address(name: &str) -> String {
    let script = script();
    let (directory, _) = script.rsplit_once('/').unwrap_or((".", ""));
    format!("{directory}/{name}")
}

/// Starts a task by itself; what comes is whether it succeeded. It is never refused, since nobody may
/// be listening yet when that happens.
pub(super) fn begun(task: impl Future<Output = Result<(), JsValue>> + 'static) -> js_sys::Promise {
    wasm_bindgen_futures::future_to_promise(async move { Ok(JsValue::from_bool(task.await.is_ok())) })
}
