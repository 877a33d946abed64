//! The sample book, for those without a file at hand.

use leptos::prelude::*;

use super::Button;
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
            <Button
                small=true
                text=Key::LoadSample
                test_id="load-sample"
                disabled=move || importing.stage.get().is_loading_sample
                on_click=move || importing.load_sample()
            />
            <span class="note" role="status">
                {move || words.text(if importing.stage.get().is_loading_sample { Key::SampleLoading } else { Key::SampleIs })}
            </span>
        </p>
    }
}
