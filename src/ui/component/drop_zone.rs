//! Where files come in: dropped, or chosen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Glyph, Icon};
use crate::text::Key;
use crate::ui::intake::intake;
use crate::ui::words::words;

#[component]
pub fn DropZone(
    /// Whether a backup is asked for rather than orders.
    #[prop(optional)]
    for_backup: bool,
) -> impl IntoView {
    let (title, hint) =
        if for_backup { (Key::DropBackup, Key::DropBackupHint) } else { (Key::DropTitle, Key::DropHint) };
    let words = words();
    let intake = intake();
    let is_over = RwSignal::new(false);
    let open = move |files: Option<web_sys::FileList>| {
        if let Some(file) = files.and_then(|files| files.get(0)) {
            intake.open(file);
        }
    };
    let chosen = move |event: web_sys::Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            open(input.files());
            // The same file may be chosen again after it was mended.
            input.set_value("");
        }
    };
    view! {
        <div
            class="drop"
            class:is-over=is_over
            on:dragover=move |event| { event.prevent_default(); is_over.set(true); }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event: web_sys::DragEvent| {
                event.prevent_default();
                is_over.set(false);
                open(event.data_transfer().and_then(|data| data.files()));
            }
        >
            <Icon glyph=Glyph::Upload/>
            <div>
                <b>{words.text(title)}</b>
                <p class="note">{words.text(hint)}</p>
            </div>
            <label class="btn" data-kind="primary">
                {words.text(Key::ChooseFile)}
                <input
                    class="sr"
                    type="file"
                    accept=".csv,.tsv,.txt,.json,text/*,application/json"
                    data-testid="import-file"
                    on:change=chosen
                />
            </label>
        </div>
    }
}
