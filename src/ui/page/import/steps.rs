//! Where one is on the way from a file to the book.

use leptos::prelude::*;

use crate::exchange::Container;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::importing::current_import;
use crate::ui::words::words;

#[component]
pub fn Steps() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let is_workbook = move || {
        importing.inspection.with(|inspection| {
            inspection.as_ref().is_some_and(|inspection| matches!(inspection.container, Container::Sheets(_)))
        })
    };
    // What is decided is behind; the last step is here once nothing is open.
    let current = move || if importing.can_take_over.get() { 4 } else { 3 };
    let step = move |at: usize, key: Key| {
        view! {
            <li
                data-done=move || (at < current()).then_some("")
                aria-current=move || (at == current()).then_some("step")
            >
                {words.text(key)}
            </li>
        }
    };
    view! {
        <ol class="steps">
            {step(0, Key::StepFile)}
            {move || step(1, if is_workbook() { Key::Sheet } else { Key::Encoding })}
            {step(2, Key::StepHeader)}
            {step(3, Key::StepCheck)}
            {step(4, Key::StepCommit)}
        </ol>
        {move || importing.was_read_again.get().then(|| view! {
            <div class="banner" data-tone="warn" role="status" data-testid="import-read-again">
                <Icon glyph=Glyph::Warn/>
                <p>{words.text(Key::ReadAgain)}</p>
            </div>
        })}
        {move || importing.is_familiar.get().then(|| view! { <p class="note">{words.text(Key::Familiar)}</p> })}
    }
}
