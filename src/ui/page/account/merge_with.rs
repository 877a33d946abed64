//! Merging this account with another by hand: what no suggestion finds, a person may know.

use leptos::html;
use leptos::prelude::*;

use super::pick::PickAccount;
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::page::twins::{Twins, merged};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn MergeWith(id: RecordId, name: Memo<String>, is_open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let words = words();
    let dialog = NodeRef::<html::Dialog>::new();
    let commit = NodeRef::<html::Button>::new();
    let other = RwSignal::new(None::<RecordId>);
    let stays = RwSignal::new(id);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get().filter(|_| is_open.get()) {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
        }
    });
    let pick = move |picked: RecordId| {
        stays.set(session.ledger.get_untracked().larger([id, picked]));
        other.set(Some(picked));
        // The list is gone with what had the focus.
        request_animation_frame(move || {
            if let Some(commit) = commit.get_untracked() {
                let _ = commit.focus();
            }
        });
    };
    let merge = move |_| {
        if let Some(other) = other.get_untracked() {
            close();
            // If this one goes, its page leads to the one that stays.
            session.commit(merged(&session.book_untracked(), [id, other], stays.get_untracked()));
        }
    };
    let body = move || match other.get() {
        None => view! { <PickAccount except=id pick/> }.into_any(),
        Some(other_id) => view! {
            <p class="note">{words.text(Key::DuplicatesHint)}</p>
            <Twins pair=[id, other_id] stays/>
            <p>
                <button class="link" type="button" on:click=move |_| other.set(None)>
                    {words.text(Key::MergeWithAnother)}
                </button>
            </p>
        }
        .into_any(),
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="merge-with-title"
            on:close=move |_| {
                is_open.set(false);
                other.set(None);
            }
        >
            <div class="dialog-head">
                <h2 id="merge-with-title">
                    {move || words.fill(Key::MergeWithTitle, &[("account", &isolated(&name.get()))])}
                </h2>
            </div>
            <div class="dialog-body">{move || is_open.get().then(body)}</div>
            <div class="dialog-foot">
                <button class="btn" data-kind="quiet" type="button" on:click=move |_| close()>
                    {words.text(Key::Cancel)}
                </button>
                <button
                    class="btn"
                    data-kind="primary"
                    type="button"
                    node_ref=commit
                    data-testid="merge-with-commit"
                    prop:disabled=move || other.with(Option::is_none)
                    on:click=merge
                >
                    {words.text(Key::MergeTwins)}
                </button>
            </div>
        </dialog>
    }
}
