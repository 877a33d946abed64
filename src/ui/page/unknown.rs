//! An address that names nothing.

use leptos::prelude::*;

use super::titled;
use crate::text::Key;
use crate::ui::words::{isolated, words};

#[component]
pub fn UnknownPage(address: String) -> impl IntoView {
    let words = words();
    titled(words.text(Key::UnknownTitle));
    view! {
        <div class="empty">
            <h1>{words.text(Key::UnknownTitle)}</h1>
            <p>{words.fill(Key::UnknownHint, &[("address", &isolated(&format!("#{address}")))])}</p>
            <a class="btn" data-kind="primary" href="#/segments">{words.text(Key::ToSegments)}</a>
        </div>
    }
}
