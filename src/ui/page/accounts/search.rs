//! The search field.

use leptos::prelude::*;

use super::Listed;
use super::table::focus_row;
use crate::browser::address;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::words::words;

#[component]
pub fn Search(search: RwSignal<String>, listed: Listed) -> impl IntoView {
    let words = words();
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
