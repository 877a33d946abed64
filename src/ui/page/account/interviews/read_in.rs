//! An answer that came back as text: pasted here, it goes the way of a file.

use leptos::prelude::*;

use crate::exchange::interview::answers::holds_answers;
use crate::text::Key;
use crate::ui::component::Button;
use crate::ui::importing::importing;
use crate::ui::words::words;

/// What it is called as a file.
const NAME: &str = "answer.txt";

#[component]
pub fn ReadIn() -> impl IntoView {
    let words = words();
    let importing = importing();
    let text = RwSignal::new(String::new());
    // A text without a first line of ours would be taken for a table.
    let is_answer = move || text.with(|text| holds_answers(text.as_bytes()));
    view! {
        <details class="read-in">
            <summary>{words.text(Key::ReviewReadIn)}</summary>
            <div class="stack-s">
                <p class="note">{words.text(Key::ReviewReadInHint)}</p>
                <textarea
                    class="input"
                    rows="5"
                    dir="auto"
                    spellcheck="false"
                    aria-label=words.text(Key::ReviewPasted)
                    data-testid="answer-paste"
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <p>
                    <Button
                        text=Key::ReviewRead
                        test_id="answer-read"
                        disabled=move || !is_answer()
                        on_click=move || importing.paste(text.get_untracked(), NAME)
                    />
                </p>
            </div>
        </details>
    }
}
