//! Files from and to the person.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{beside, handed_over};

/// Hands a text to the person as a download.
///
/// # Errors
/// What the browser said if it refused.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    download_blob(name, &blob(mime, &JsValue::from_str(text))?)
}

/// Hands bytes to the person as a download.
///
/// # Errors
/// What the browser said if it refused.
pub fn download_bytes(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    download_blob(name, &blob(mime, &js_sys::Uint8Array::from(bytes))?)
}

/// A text or bytes as what an address can be made for.
pub(super) fn blob(mime: &str, content: &JsValue) -> Result<web_sys::Blob, JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(content), &options)
}

/// Hands what a blob holds to the person as a download.
///
/// # Errors
/// What the browser said if it refused.
pub fn download_blob(name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let url = web_sys::Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    handed_over::note(name);
    // The browser reads the blob after this turn; a minute later it certainly has.
    let release = Closure::once_into_js(move || drop(web_sys::Url::revoke_object_url(&url)));
    if let Some(window) = web_sys::window() {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000)?;
    }
    Ok(())
}

/// The first bytes of a file.
pub async fn head(file: &web_sys::File, bytes: u32) -> Result<Vec<u8>, JsValue> {
    let slice = file.slice_with_f64_and_f64(0.0, f64::from(bytes))?;
    let buffer = JsFuture::from(slice.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The whole text of a file.
pub async fn text(file: &web_sys::File) -> Result<String, JsValue> {
    let text = JsFuture::from(file.text()).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// A file of this site, such as the sample, by its address relative to the page.
pub async fn fetch(address: &str, name: &str) -> Result<web_sys::File, JsValue> {
    let blob = JsFuture::from(response(&beside::of_this_build(address)).await?.blob()?).await?;
    web_sys::File::new_with_blob_sequence(&js_sys::Array::of1(&blob), name)
}

/// The text of a file of this site.
pub async fn fetch_text(address: &str) -> Result<String, JsValue> {
    let text = JsFuture::from(response(address).await?.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// What comes of an address of this site, checked where the build says what it must hash to.
async fn response(address: &str) -> Result<web_sys::Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let how = web_sys::RequestInit::new();
    if let Some(integrity) = beside::integrity(address).await?.as_string() {
        how.set_integrity(&integrity);
    }
    let answer = JsFuture::from(window.fetch_with_str_and_init(address, &how)).await?;
    let response: web_sys::Response = answer.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&format!("{address}: {}", response.status())));
    }
    Ok(response)
}
