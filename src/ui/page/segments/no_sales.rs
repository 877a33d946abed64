//! What stands where figures would, before there are any.

use leptos::prelude::*;

use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn NoSales() -> impl IntoView {
    let words = words();
    view! {
        <div class="empty">
            <h2>{words.text(Key::NoSalesYet)}</h2>
            <p>{words.text(Key::NoSalesYetHint)}</p>
            <a class="btn" data-kind="primary" href="#/data">{words.text(Key::GoToData)}</a>
        </div>
    }
}
