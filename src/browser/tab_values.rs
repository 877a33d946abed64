//! What a tab keeps for itself while it is loaded anew. A store that is denied, full or throws holds nothing and keeps
//! nothing.

fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Keeps a text under a name, as far as the store takes it.
pub fn keep(name: &str, text: &str) {
    if let Some(store) = store() {
        // Refused where it is full; then there is nothing to take up again.
        let _ = store.set_item(name, text);
    }
}

/// Takes the text under a name: it is kept no longer.
pub fn take(name: &str) -> Option<String> {
    let store = store()?;
    let text = store.get_item(name).ok()?;
    // What can't be removed is written over the next time.
    let _ = store.remove_item(name);
    text
}
