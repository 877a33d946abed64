//! The search field.

use leptos::html;
use leptos::prelude::*;

use super::Listed;
use super::table::focus_row;
use crate::browser::address;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::keys::{is_key, is_typing};
use crate::ui::words::words;

#[component]
pub fn Search(search: RwSignal<String>, listed: Listed) -> impl IntoView {
    let words = words();
    let input = NodeRef::<html::Input>::new();
    // `/` from anywhere on the page that isn't a text field.
    let slash = window_event_listener(leptos::ev::keydown, move |event| {
        let is_slash = is_key(&event, "/", "Slash") && !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if is_slash
            && !is_typing(&event)
            && let Some(input) = input.get_untracked()
        {
            event.prevent_default();
            let _ = input.focus();
        }
    });
    on_cleanup(move || slash.remove());
    // Enter opens the only one left; the arrow goes down into the table.
    let key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            let (shown, rows) = (listed.shown.get_untracked(), listed.rows.get_untracked());
            if let [only] = shown.as_slice()
                && let Some(row) = rows.get(*only)
            {
                address::go(&Route::Account { id: row.id, section: None });
            }
        }
        "ArrowDown" => {
            event.prevent_default();
            focus_row(document().query_selector(".accounts-table tbody tr[tabindex]").ok().flatten());
        }
        _ => {}
    };
    view! {
        <div class="search">
            <Icon glyph=Glyph::Search/>
            <input
                class="input"
                type="search"
                node_ref=input
                placeholder=words.text(Key::SearchPlaceholder)
                aria-label=words.text(Key::SearchAccounts)
                data-testid="account-search"
                prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=key
            />
            <kbd aria-hidden="true">"/"</kbd>
        </div>
    }
}
