//! A text of a record, edited in place and saved as typed.

use leptos::prelude::*;

use crate::book::{Field, Label, RecordId};
use crate::ui::session::session;

#[component]
pub fn Editable(
    id: RecordId,
    field: Field<String>,
    /// What the edit is for, when it is made.
    #[prop(into)]
    change: Callback<(), Label>,
    /// The words of its label, for those who don't see where it stands.
    #[prop(into)]
    label: String,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] test_id: Option<&'static str>,
    /// Whether an empty text is not taken over.
    #[prop(optional)]
    required: bool,
    /// Room for several paragraphs.
    #[prop(optional)]
    tall: bool,
) -> impl IntoView {
    let session = session();
    let value = session.field(id, field);
    view! {
        <textarea
            class="input editable"
            class:editable-tall=tall
            rows=if tall { 6 } else { 1 }
            aria-label=label
            placeholder=placeholder
            data-testid=test_id
            prop:value=value
            prop:readOnly=session.is_read_only
            on:keydown=move |event| {
                // A line is left by Enter, not broken.
                if !tall && event.key() == "Enter" {
                    event.prevent_default();
                }
            }
            on:input=move |event| {
                let typed = event_target_value(&event);
                let typed = if tall { typed } else { typed.replace(['\r', '\n'], " ") };
                if !required || !typed.trim().is_empty() {
                    session.set(change.run(()), id, field, typed);
                }
            }
            on:change=move |event| {
                // What may not be empty comes back.
                if required && event_target_value(&event).trim().is_empty() {
                    event_target::<web_sys::HtmlTextAreaElement>(&event).set_value(&value.get_untracked());
                }
            }
        ></textarea>
    }
}
