//! Merging this account with another by hand: what no suggestion finds, a person may know.

use leptos::prelude::*;

use super::pick::PickAccount;
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Commit, Dialog};
use crate::ui::keys::focus_after;
use crate::ui::page::compare_accounts::{CompareAccounts, merged};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// The button that merges.
const COMMIT: &str = "merge-with-commit";

#[component]
pub fn MergeWith(id: RecordId, name: Memo<String>, is_open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let words = words();
    let other = RwSignal::new(None::<RecordId>);
    let stays = RwSignal::new(id);
    Effect::new(move |_| {
        if !is_open.get() {
            other.set(None);
        }
    });
    let pick = move |picked: RecordId| {
        stays.set(session.ledger.get_untracked().larger([id, picked]));
        other.set(Some(picked));
        // The list is gone with what had the focus.
        focus_after(format!("[data-testid={COMMIT}]"));
    };
    let merge = move |()| {
        if let Some(other) = other.get_untracked() {
            // If this one goes, its page leads to the one that stays.
            session.commit(merged(&session.book_untracked(), [id, other], stays.get_untracked()));
        }
    };
    let commit = Commit {
        text: Signal::stored(words.text(Key::MergeTwins)),
        is_danger: false,
        test_id: COMMIT,
        is_ready: Signal::derive(move || other.with(Option::is_some)),
        act: Callback::new(merge),
    };
    let title = move || words.fill(Key::MergeWithTitle, &[("account", &isolated(&name.get()))]);
    let body = move || match other.get() {
        None => view! { <PickAccount except=id pick/> }.into_any(),
        Some(other_id) => view! {
            <p class="note">{words.text(Key::DuplicatesHint)}</p>
            <CompareAccounts pair=[id, other_id] stays/>
            <p>
                <Button kind=ButtonKind::Link text=Key::MergeWithAnother on_click=move || other.set(None)/>
            </p>
        }
        .into_any(),
    };
    view! {
        <Dialog is_open name="merge-two" title=Signal::derive(title) commit>
            {body}
        </Dialog>
    }
}
