//! An address of something that isn't there, or isn't any more.

use leptos::prelude::*;

use super::titled;
use crate::route::Route;
use crate::text::Key;
use crate::ui::words::words;

/// Says so, and leads to where the others are.
#[component]
pub fn GonePage(
    title: Key,
    /// Why that may be.
    #[prop(optional)]
    hint: Option<Key>,
    /// Where the others are.
    to: Route,
    back: Key,
) -> impl IntoView {
    let words = words();
    titled(words.text(title));
    view! {
        <div class="empty">
            <h1>{words.text(title)}</h1>
            {hint.map(|hint| view! { <p>{words.text(hint)}</p> })}
            <a class="btn" data-kind="primary" href=to.to_string()>{words.text(back)}</a>
        </div>
    }
}
