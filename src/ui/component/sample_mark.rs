//! The mark of what the sample made up.

use leptos::prelude::*;

use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn SampleMark(
    /// Whether it is content of the sample.
    #[prop(into)]
    shown: Signal<bool>,
) -> impl IntoView {
    let words = words();
    move || {
        shown.get().then(|| {
            view! { <span class="tag sample-mark" title=words.text(Key::SampleMarkHint)>{words.text(Key::SampleMark)}</span> }
        })
    }
}
