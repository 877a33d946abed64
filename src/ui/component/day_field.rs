//! A day in a field under its label, with the day as people write it below.

use leptos::prelude::*;

use super::{LabelledField, WrittenDay};
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn DayField(
    /// Of the field, which tests call it too.
    id: &'static str,
    label: Key,
    day: RwSignal<Option<Date>>,
) -> impl IntoView {
    let words = words();
    view! {
        <LabelledField id label=words.text(label)>
            <input
                class="input"
                type="date"
                id=id
                data-testid=id
                prop:value=move || day.get().map(|day| day.to_string()).unwrap_or_default()
                on:change=move |event| day.set(event_target_value(&event).parse().ok())
            />
            <WrittenDay day/>
        </LabelledField>
    }
}
