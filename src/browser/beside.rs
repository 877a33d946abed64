//! Files of this very build: texts and style sheets of pages.
//!
//! They stand beside the page's script, in a directory that a release names after its content. So no
//! cache answers with those of another build, whose texts would be in another order.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

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

/// The address of a file whose name is fixed. A cache may still have the one of before an update, so it is asked for
/// by the name of the page's own script, which carries a hash.
pub(super) fn of_this_build(name: &str) -> String {
    format!("{name}?for={}", js_sys::encode_uri_component(&script()))
}

/// What a file must hash to, by its address: `undefined` where the build doesn't say, as while one works on the page.
///
/// # Errors
/// What the browser said if the table of the build's files can't be had, or that the file isn't in it.
pub(super) async fn integrity(address: &str) -> Result<JsValue, JsValue> {
    let asked = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("integrityOf"))?;
    let Some(asked) = asked.dyn_ref::<js_sys::Function>() else { return Ok(JsValue::UNDEFINED) };
    JsFuture::from(js_sys::Promise::resolve(&asked.call1(&JsValue::UNDEFINED, &JsValue::from_str(address))?)).await
}

/// Starts a task by itself; what comes is whether it succeeded. It is never refused, since nobody may
/// be listening yet when that happens.
pub(super) fn begun(task: impl Future<Output = Result<(), JsValue>> + 'static) -> js_sys::Promise {
    wasm_bindgen_futures::future_to_promise(async move { Ok(JsValue::from_bool(task.await.is_ok())) })
}
