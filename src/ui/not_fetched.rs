//! What is said of a part of the page that isn't here.

/// The part could not be had: no connection, or the host has another build by now.
pub struct NotFetched;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotFetched {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}
