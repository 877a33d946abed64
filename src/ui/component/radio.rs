//! One of several choices, of which one holds.

use leptos::prelude::*;

use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn Radio<T>(
    /// The same for all of them.
    group: &'static str,
    value: T,
    chosen: RwSignal<T>,
    text: Key,
    /// What it means, below it.
    #[prop(optional)]
    hint: Option<Key>,
    #[prop(into)] test_id: String,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let words = words();
    view! {
        <label class=if hint.is_some() { "choice" } else { "check" }>
            <input
                type="radio"
                name=group
                data-testid=test_id
                prop:checked=move || chosen.get() == value
                on:change=move |_| chosen.set(value)
            />
            <span>{words.text(text)}</span>
            {hint.map(|hint| view! { <small>{words.text(hint)}</small> })}
        </label>
    }
}
