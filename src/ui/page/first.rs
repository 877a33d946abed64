//! The first page of an empty book: what this is, and three ways to begin.

use leptos::prelude::*;

use super::import::FailureBanner;
use super::titled;
use crate::text::Key;
use crate::ui::component::DropZone;
use crate::ui::intake::intake;
use crate::ui::words::words;

#[component]
pub fn FirstPage() -> impl IntoView {
    let words = words();
    let intake = intake();
    titled(words.text(Key::NavSegments));
    let promise = |title, text| view! { <div><b>{words.text(title)}</b>{words.text(text)}</div> };
    view! {
        <div class="first">
            <h1>{words.text(Key::FirstTitle)}</h1>
            <p>{words.text(Key::FirstLead)}</p>
            <FailureBanner/>
            <DropZone/>
            <p class="row">
                {words.text(Key::NoFile)}
                <button
                    class="btn"
                    data-size="s"
                    type="button"
                    data-testid="load-sample"
                    prop:disabled=move || intake.loading_sample.get()
                    on:click=move |_| intake.load_sample()
                >
                    {words.text(Key::LoadSample)}
                </button>
                <span class="note" role="status">
                    {move || words.text(if intake.loading_sample.get() { Key::SampleLoading } else { Key::SampleIs })}
                </span>
            </p>
            <div class="promise">
                {promise(Key::PromiseStaysTitle, Key::PromiseStays)}
                {promise(Key::PromiseKeptTitle, Key::PromiseKept)}
                {promise(Key::PromiseBackTitle, Key::PromiseBack)}
            </div>
        </div>
    }
}
