//! What somebody said, between the marks of its own script: in a Persian page English words keep theirs, and both
//! stand on the side where its line begins and ends.

use leptos::prelude::*;

use crate::text::Script;

#[component]
pub fn Quote(
    /// The words themselves, as they were written down.
    text: String,
) -> impl IntoView {
    let script = Script::of(&text).code();
    // Its direction is that of its words, so the marks, which are its own, are ordered with them.
    view! { <q dir="auto" data-script=script>{text}</q> }
}
