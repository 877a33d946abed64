//! The button behind which a phone has what stands open on a wide page.

use leptos::prelude::*;

use super::Button;
use crate::text::Key;

#[component]
pub fn UnfoldButton(
    text: Key,
    test_id: &'static str,
    /// The id of what it opens.
    controls: &'static str,
    opened: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Button
            small=true
            text
            test_id
            expanded=opened
            controls
            on_click=move || opened.update(|is_open| *is_open = !*is_open)
        />
    }
}
