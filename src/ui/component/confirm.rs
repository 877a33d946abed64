//! A dialog that asks to type a word before something that can't be undone.

use leptos::prelude::*;

use super::{Commit, Dialog, LabelledField};
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn TypedConfirmation(is_open: RwSignal<bool>, #[prop(into)] confirmed: Callback<()>) -> impl IntoView {
    let words = words();
    let typed = RwSignal::new(String::new());
    let word = words.text(Key::DeleteWord);
    let is_typed = move || typed.with(|typed| typed.trim().eq_ignore_ascii_case(word) || typed.trim() == word);
    Effect::new(move |_| {
        if !is_open.get() {
            typed.set(String::new());
        }
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::DeleteCommit)),
        is_danger: true,
        test_id: "delete-commit",
        is_ready: Signal::derive(is_typed),
        act: confirmed,
    };
    view! {
        <Dialog is_open name="delete" title=words.text(Key::DeleteTitle) commit>
            <p>{words.text(Key::DeleteHint)}</p>
            <LabelledField id="confirm-word" label=words.fill(Key::DeleteConfirm, &[("word", word)])>
                <input
                    class="input"
                    id="confirm-word"
                    autocomplete="off"
                    data-testid="delete-confirm"
                    data-word=word
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </LabelledField>
        </Dialog>
    }
}
