//! Random bytes that nobody foresees.

use wasm_bindgen::JsValue;

/// So many of them. The browser has them on plain-http pages too.
///
/// # Errors
/// What the browser said if it has none.
pub fn secret<const N: usize>() -> Result<[u8; N], JsValue> {
    let mut bytes = [0; N];
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.crypto()?.get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}
