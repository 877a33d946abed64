//! A dialog that asks of which account something is to be told; the rest is asked by whoever opened it.

use leptos::prelude::*;

use super::{Commit, Dialog, LabelledField};
use crate::book::RecordId;
use crate::dossier::touch::AccountNames;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn AccountDialog(
    /// Opens it.
    is_open: RwSignal<bool>,
    /// Its part of ids.
    name: &'static str,
    #[prop(into)] title: Signal<String>,
    /// What the field is called.
    label: Key,
    /// What goes on is called.
    go: Key,
    go_id: &'static str,
    /// Takes the account with its name.
    chosen: Callback<(RecordId, String)>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if is_open.get() {
            typed.set(String::new());
        }
    });
    // Nobody looks through all accounts while the dialog is closed.
    let names = Memo::new(move |_| match is_open.get() {
        true => session.with_book(AccountNames::of_living),
        false => AccountNames::default(),
    });
    let found = Memo::new(move |_| names.with(|names| typed.with(|typed| names.named(typed))));
    let act = Callback::new(move |()| found.get_untracked().into_iter().for_each(|found| chosen.run(found)));
    let commit = Commit {
        text: Signal::stored(words.text(go)),
        is_danger: false,
        test_id: go_id,
        is_ready: Signal::derive(move || found.with(Option::is_some)),
        act,
    };
    let options = move || {
        let offered = names.with(|names| typed.with(|typed| names.find(typed)));
        offered.into_iter().map(|(_, name)| view! { <option value=name></option> }).collect_view()
    };
    let ids = StoredValue::new((format!("{name}-account"), format!("{name}-accounts")));
    let (id, list) = (move || ids.with_value(|ids| ids.0.clone()), move || ids.with_value(|ids| ids.1.clone()));
    view! {
        <Dialog is_open name title commit=commit>
            <LabelledField id=id() label=words.text(label)>
                <input
                    class="input"
                    id=id()
                    data-testid=id()
                    list=list()
                    autocomplete="off"
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <datalist id=list()>{options}</datalist>
            </LabelledField>
        </Dialog>
    }
}
