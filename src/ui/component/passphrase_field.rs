//! A passphrase being typed.

use leptos::prelude::*;

use super::LabelledField;
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn PassphraseField(
    id: &'static str,
    label: Key,
    typed: RwSignal<String>,
    /// Whether it is a new one, which the browser may offer to keep, or one it may know.
    is_new: bool,
    /// Whether what is typed can be read.
    #[prop(into)]
    is_shown: Signal<bool>,
    #[prop(optional, into)] hint: String,
) -> impl IntoView {
    let described_by = (!hint.is_empty()).then(|| format!("{id}-hint"));
    view! {
        <LabelledField id label=words().text(label) hint>
            <input
                class="input"
                id=id
                data-testid=id
                type=move || if is_shown.get() { "text" } else { "password" }
                // A word that somebody else corrects opens nothing.
                autocapitalize="off"
                spellcheck="false"
                autocomplete=if is_new { "new-password" } else { "current-password" }
                aria-describedby=described_by
                dir="auto"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </LabelledField>
    }
}

/// Lets somebody read what they type.
#[component]
pub fn ShowPassphrase(is_shown: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_shown
                on:change=move |event| is_shown.set(event_target_checked(&event))
            />
            <span>{words().text(Key::PassphraseShow)}</span>
        </label>
    }
}
