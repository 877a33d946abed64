//! A dialog that asks to type a word before something that can't be undone.

use leptos::html;
use leptos::prelude::*;

use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn TypedConfirmation(dialog: NodeRef<html::Dialog>, #[prop(into)] confirmed: Callback<()>) -> impl IntoView {
    let words = words();
    let typed = RwSignal::new(String::new());
    let word = words.text(Key::DeleteWord);
    let is_typed = move || typed.with(|typed| typed.trim().eq_ignore_ascii_case(word) || typed.trim() == word);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let confirm = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if is_typed() {
            close();
            confirmed.run(());
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="confirm-title"
            on:close=move |_| typed.set(String::new())
        >
            <form on:submit=confirm>
                <div class="dialog-head"><h2 id="confirm-title">{words.text(Key::DeleteTitle)}</h2></div>
                <div class="dialog-body">
                    <p>{words.text(Key::DeleteHint)}</p>
                    <div class="field">
                        <label for="confirm-word">{words.fill(Key::DeleteConfirm, &[("word", word)])}</label>
                        <input
                            class="input"
                            id="confirm-word"
                            autocomplete="off"
                            data-testid="delete-confirm"
                            data-word=word
                            prop:value=typed
                            on:input=move |event| typed.set(event_target_value(&event))
                        />
                    </div>
                </div>
                <div class="dialog-foot">
                    <button class="btn" data-kind="quiet" type="button" on:click=move |_| close()>
                        {words.text(Key::Cancel)}
                    </button>
                    <button
                        class="btn"
                        data-kind="danger"
                        type="submit"
                        data-testid="delete-commit"
                        prop:disabled=move || !is_typed()
                    >
                        {words.text(Key::DeleteCommit)}
                    </button>
                </div>
            </form>
        </dialog>
    }
}
