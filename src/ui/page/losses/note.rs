//! A loss that a person notes: of which account is asked here, the rest in its form.

use leptos::prelude::*;

use crate::book::loss_verdict::LOSS_VERDICT;
use crate::book::loss_verdict::field;
use crate::book::{RecordId, account};
use crate::text::Key;
use crate::ui::component::{Commit, Dialog, forms};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn NoteLossDialog(
    /// Opens it.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let typed = RwSignal::new(String::new());
    let accounts = Memo::new(move |_| {
        let book = session.book();
        let living = book.account_ids().filter(|id| book.value(*id, account::field::archived_on).is_none());
        let mut all: Vec<(String, RecordId)> = living.map(|id| (book.name(id), id)).collect();
        all.sort();
        all
    });
    let chosen = Memo::new(move |_| {
        let wanted = typed.with(|typed| typed.trim().to_lowercase());
        accounts.with(|accounts| accounts.iter().find(|(name, _)| name.trim().to_lowercase() == wanted).cloned())
    });
    let act = Callback::new(move |()| {
        if let Some((name, id)) = chosen.get_untracked() {
            let by = session.author_untracked();
            typed.set(String::new());
            forms.add_with(&LOSS_VERDICT, id, name, |record| vec![field::said_by.set(record, by)]);
        }
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::NoteLossGo)),
        is_danger: false,
        test_id: "note-loss-commit",
        is_ready: Signal::derive(move || chosen.with(Option::is_some)),
        act,
    };
    let body = move || {
        let names = accounts.with_untracked(|accounts| {
            accounts.iter().map(|(name, _)| view! { <option value=name.clone()></option> }).collect_view()
        });
        view! {
            <div class="field">
                <label for="note-loss-account">{words.text(Key::NoteLossOf)}</label>
                <input
                    class="input"
                    id="note-loss-account"
                    data-testid="note-loss-account"
                    list="note-loss-accounts"
                    autocomplete="off"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <datalist id="note-loss-accounts">{names}</datalist>
            </div>
        }
    };
    let title = Signal::stored(words.text(Key::NoteLoss).to_owned());
    view! { <Dialog is_open name="note-loss" title commit=commit>{body()}</Dialog> }
}
