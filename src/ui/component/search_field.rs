//! A field that narrows the list below it while one types.

use leptos::prelude::*;

use super::Icon;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn SearchField(
    /// What it searches, in it while it is empty.
    label: Key,
    test_id: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] search: Callback<String>,
) -> impl IntoView {
    let words = words();
    view! {
        <div class="search">
            <Icon glyph=Glyph::Search/>
            <input
                class="input"
                type="search"
                aria-label=words.text(label)
                placeholder=words.text(label)
                data-testid=test_id
                prop:value=value
                on:input=move |event| search.run(event_target_value(&event))
            />
        </div>
    }
}
