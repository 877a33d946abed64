//! The first page of an empty book: what this is, and three ways to begin.

use leptos::prelude::*;

use super::failure::FetchedFailure;
use super::titled;
use crate::text::Key;
use crate::ui::component::{DropZone, SampleOffer};
use crate::ui::words::words;

#[component]
pub fn FirstPage() -> impl IntoView {
    let words = words();
    titled(words.text(Key::NavSegments));
    let promise = |title, text| view! { <div><b>{words.text(title)}</b>{words.text(text)}</div> };
    view! {
        <div class="first">
            <h1>{words.text(Key::FirstTitle)}</h1>
            <p>{words.text(Key::FirstLead)}</p>
            <FetchedFailure/>
            <DropZone/>
            <SampleOffer/>
            <div class="promise">
                {promise(Key::PromiseStaysTitle, Key::PromiseStays)}
                {promise(Key::PromiseKeptTitle, Key::PromiseKept)}
                {promise(Key::PromiseBackTitle, Key::PromiseBack)}
            </div>
        </div>
    }
}
