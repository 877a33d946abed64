//! A text of a record, edited in place and saved as typed.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::book::{Book, Change, Confirmation, Edit, Field, Label, RecordId, confirmed, stored};
use crate::ui::printing::is_printing;
use crate::ui::session::session;

/// A text of a kind of record, by name.
#[derive(Clone, Debug)]
pub struct TextField {
    pub kind: &'static str,
    /// The name under which it is stored.
    pub name: Cow<'static, str>,
}

impl From<Field<String>> for TextField {
    fn from(field: Field<String>) -> Self {
        Self { kind: field.kind, name: field.name.into() }
    }
}

#[component]
pub fn Editable(
    id: RecordId,
    #[prop(into)] field: TextField,
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
    let TextField { kind, name } = field;
    let name = StoredValue::new(name);
    let value = Memo::new(move |_| {
        let text = |name: &Cow<'static, str>| session.record(id).map(|record| record.get::<String>(name));
        name.with_value(text).unwrap_or_default()
    });
    let set = move |label: Label, typed: String| {
        let edits = name.with_value(|name| {
            let edit = Edit::raw(id, kind, name, stored(&typed));
            // What is edited is no longer what was confirmed.
            let is_confirmed =
                |book: &Book| book.record(id).is_some_and(|record| !record.value(&confirmed(name)).is_null());
            let was_confirmed = session.with_book(is_confirmed);
            let doubt = was_confirmed.then(|| Confirmation::edit(id, kind, name, None));
            std::iter::once(edit).chain(doubt).collect()
        });
        session.commit(Change::new(label, edits));
    };
    if is_printing() {
        // A field on paper would be cut where the page ends.
        let empty =
            move || value.with(String::is_empty).then(|| view! { <span class="muted">{placeholder.clone()}</span> });
        return view! { <p class="printed"><bdi>{value}</bdi> {empty}</p> }.into_any();
    }
    view! {
        <textarea
            class="input editable"
            class:editable-tall=tall
            rows=if tall { 4 } else { 1 }
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
                    set(change.run(()), typed);
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
    .into_any()
}
