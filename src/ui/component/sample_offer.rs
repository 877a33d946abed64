//! The sample book, for those without a file at hand.

use leptos::prelude::*;

use crate::text::Key;
use crate::ui::importing::importing;
use crate::ui::words::words;

#[component]
pub fn SampleOffer() -> impl IntoView {
    let importing = importing();
    let words = words();
    view! {
        <p class="row">
            {words.text(Key::NoFile)}
            <button
                class="btn"
                data-size="s"
                type="button"
                data-testid="load-sample"
                prop:disabled=move || importing.loading_sample.get()
                on:click=move |_| importing.load_sample()
            >
                {words.text(Key::LoadSample)}
            </button>
            <span class="note" role="status">
                {move || words.text(if importing.loading_sample.get() { Key::SampleLoading } else { Key::SampleIs })}
            </span>
        </p>
    }
}
