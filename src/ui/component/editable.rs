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
            on:input=move |event| session.set(change.run(()), id, field, event_target_value(&event))
        ></textarea>
    }
}
