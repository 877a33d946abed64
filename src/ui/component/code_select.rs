//! One of a closed list, chosen in a field under its label.

use leptos::prelude::*;

use super::LabelledField;
use crate::book::Named;
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn CodeSelect<T: Named + Send + Sync>(
    /// Of the field, which tests call it too.
    id: &'static str,
    label: Key,
    chosen: Signal<Option<T>>,
    #[prop(into)] choose: Callback<Option<T>>,
    /// What it says while nothing is chosen; without it something always is.
    #[prop(optional)]
    none: Option<Key>,
) -> impl IntoView {
    let words = words();
    let options = T::all().iter().map(|of| {
        let of = *of;
        let is_chosen = move || chosen.get() == Some(of);
        view! { <option value=of.code() prop:selected=is_chosen>{words.text(of.name())}</option> }
    });
    let options = options.collect_view();
    view! {
        <LabelledField id label=words.text(label)>
            <select
                class="select"
                id=id
                data-testid=id
                on:change=move |event| choose.run(T::of_code(&event_target_value(&event)))
            >
                {none.map(|none| {
                    view! { <option value="" prop:selected=move || chosen.with(Option::is_none)>{words.text(none)}</option> }
                })}
                {options}
            </select>
        </LabelledField>
    }
}
