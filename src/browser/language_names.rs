//! What languages are called, by the browser's own `Intl`.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::text::Language;

/// What a language, by its code, is called in the language of the page; the code where the browser has no name for it.
pub fn language_name(of: Language, code: &str) -> String {
    name(of, code).unwrap_or_else(|_| JsValue::from_str(code)).as_string().unwrap_or_else(|| code.into())
}

fn name(of: Language, code: &str) -> Result<JsValue, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let constructor: Function = Reflect::get(&intl, &"DisplayNames".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"language".into())?;
    let names = Reflect::construct(&constructor, &Array::of2(&of.locale().into(), &options))?;
    let of: Function = Reflect::get(&names, &"of".into())?.dyn_into()?;
    of.call1(&names, &code.into())
}
