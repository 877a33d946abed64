//! How much room there is, and whether the browser may take it back.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::shelf::{CAPACITY, LocalShelf};
use crate::journal;

/// What is used, in bytes, of what the browser gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quota {
    /// `None` where the browser doesn't tell, as on plain `http://`.
    pub all: Option<(f64, f64)>,
    /// Of local storage, from 0 to 1.
    pub shelf: f64,
    /// Whether the browser keeps the data when the disk runs full; `None` where it doesn't tell.
    pub is_persistent: Option<bool>,
}

impl Quota {
    /// How full what would first have no room is, from 0 to 1.
    pub fn fullness(self, has_vault: bool) -> f64 {
        journal::fullness(self.all, self.shelf, has_vault)
    }
}

/// Missing on plain `http://`.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    manager.is_object().then(|| manager.unchecked_into())
}

async fn promised(promise: Result<js_sys::Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

/// Looks how much there is.
pub async fn look(shelf: Option<LocalShelf>) -> Quota {
    let manager = manager();
    let (mut all, mut is_persistent) = (None, None);
    if let Some(manager) = &manager {
        is_persistent = promised(manager.persisted()).await.and_then(|answer| answer.as_bool());
        let estimate = promised(manager.estimate()).await.unwrap_or_else(|| Object::new().into());
        let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
        all = number("usage").zip(number("quota"));
    }
    Quota { all, shelf: shelf.map_or(0.0, |shelf| shelf.used() / CAPACITY), is_persistent }
}

/// Asks the browser to keep the data; what it answered.
pub async fn persist() -> Option<bool> {
    promised(manager()?.persist()).await?.as_bool()
}
