//! The clipboard.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Puts a text on the clipboard; says whether the browser let it.
pub async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // A page on plain http has no clipboard of its own; there the old way is left.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok();
    match clipboard.and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok()) {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => write_selected(&window, text).unwrap_or(false),
    }
}

/// By a field that is there for a moment, whose text is selected.
fn write_selected(window: &web_sys::Window, text: &str) -> Option<bool> {
    let document = window.document()?;
    let had_focus = document.active_element().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let field: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    document.body()?.append_child(&field).ok()?;
    field.select();
    let document: web_sys::HtmlDocument = document.dyn_into().ok()?;
    let is_written = document.exec_command("copy").unwrap_or(false);
    field.remove();
    if let Some(element) = had_focus {
        let _ = element.focus();
    }
    Some(is_written)
}
