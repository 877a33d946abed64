//! Small values of this browser in local storage, each as JSON under a key of its own.
//!
//! Local storage may be denied, full, or throw whenever it is read, as it does in a profile that is damaged. None
//! of that ends the page: such a store holds nothing and keeps nothing.

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Local storage, if the browser gives it to this page.
pub(super) fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// The value under a key; `None` if there is none that can be read.
pub(super) fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    // The library's own reading panics where a store throws.
    serde_json::from_str(&store()?.get_item(key).ok()??).ok()
}

/// Whether there is a value under a key, whatever it is.
pub(super) fn is_there(key: &str) -> bool {
    store().is_some_and(|store| store.get_item(key).is_ok_and(|value| value.is_some()))
}

/// Keeps a value, as far as the store takes it.
pub(super) fn write(key: &str, value: impl Serialize) {
    if store().is_some() {
        let _ = LocalStorage::set(key, value);
    }
}

/// Removes a value, as far as the store lets it go.
pub(super) fn remove(key: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(key);
    }
}
