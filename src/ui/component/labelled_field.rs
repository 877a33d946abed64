//! A control under its label, with a hint below it.

use std::borrow::Cow;

use leptos::prelude::*;

/// The control among the children has the `id`. Where there is a `hint`, the control is described by `<id>-hint`.
#[component]
pub fn LabelledField(
    #[prop(into)] id: Cow<'static, str>,
    #[prop(into)] label: Cow<'static, str>,
    #[prop(optional, into)] hint: Cow<'static, str>,
    children: Children,
) -> AnyView {
    let hint = (!hint.is_empty()).then(|| view! { <span class="hint" id=format!("{id}-hint")>{hint}</span> });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {children()}
            {hint}
        </div>
    }
    .into_any()
}
