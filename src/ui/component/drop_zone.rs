//! Where files come in: dropped, chosen, or pasted.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Button, Icon};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::importing::importing;
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
    let importing = importing();
    let is_over = RwSignal::new(false);
    let open = move |files: Option<web_sys::FileList>| {
        if let Some(file) = files.and_then(|files| files.get(0)) {
            importing.open(file);
        }
    };
    let chosen = move |event: web_sys::Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            open(input.files());
            // The same file may be chosen again after it was mended.
            input.set_value("");
        }
    };
    // A table copied in Excel, pasted anywhere on the page but into a field.
    let pasting = window_event_listener(leptos::ev::paste, move |event| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if !for_backup && !is_field(event.target()) && text.trim().contains('\n') {
            event.prevent_default();
            importing.paste(text, words.text(Key::PastedName));
        }
    });
    on_cleanup(move || pasting.remove());
    let choice = view! {
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
                    accept=".csv,.tsv,.txt,.tab,.xlsx,.xlsm,.xlsb,.xls,.ods,.html,.htm,.xml,.vcf,.json,.gz,.zip,text/*,application/json"
                    data-testid="import-file"
                    on:change=chosen
                />
            </label>
        </div>
    };
    view! {
        {choice}
        {(!for_backup).then(|| view! { <Paste/> })}
    }
}

/// Whether an event is a field's own affair.
fn is_field(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// A field to paste a table into, for those who look for one.
#[component]
fn Paste() -> impl IntoView {
    let words = words();
    let importing = importing();
    let text = RwSignal::new(String::new());
    view! {
        <details class="paste">
            <summary>{words.text(Key::PasteTitle)}</summary>
            <div class="stack-s">
                <p class="note">{words.text(Key::PasteHint)}</p>
                <textarea
                    class="textarea"
                    rows="6"
                    dir="ltr"
                    spellcheck="false"
                    data-testid="import-paste"
                    aria-label=words.text(Key::PasteLabel)
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <p>
                    <Button
                        text=Key::PasteTake
                        test_id="import-paste-take"
                        disabled=move || text.with(|text| text.trim().is_empty())
                        on_click=move || importing.paste(text.get_untracked(), words.text(Key::PastedName))
                    />
                </p>
            </div>
        </details>
    }
}
