//! The languages' files, each fetched once in the life of the page.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::files;
use crate::text::{Catalogue, Fault, Key, Language};

thread_local! {
    static FETCHED: RefCell<Vec<Catalogue>> = const { RefCell::new(Vec::new()) };
}

/// The texts of a language.
///
/// # Errors
/// What the browser said if the file can't be had, or that what came is no such file.
pub async fn load(language: Language) -> Result<Catalogue, JsValue> {
    let Some(address) = language.address() else { return Ok(Catalogue::english()) };
    let known = FETCHED.with_borrow(|fetched| fetched.iter().find(|known| known.language() == language).copied());
    if let Some(known) = known {
        return Ok(known);
    }
    let file = files::fetch_text(&address).await?;
    let (catalogue, problems) = Catalogue::parse(language, &file);
    // Some hosts answer every address with a page; its texts would all be English.
    let missing = problems.iter().filter(|problem| problem.fault == Fault::Missing).count();
    if missing == Key::ALL.len() {
        return Err(JsValue::from_str(&format!("{address}: no texts")));
    }
    FETCHED.with_borrow_mut(|fetched| fetched.push(catalogue));
    Ok(catalogue)
}
