//! A new account by its name.

use leptos::prelude::*;

use crate::book::{Account, Change, Label, RecordKind};
use crate::browser::{address, clock};
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::acts::acts;
use crate::ui::component::{Button, ButtonKind, Commit, Dialog, LabelledField};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn AddAccount() -> impl IntoView {
    let session = session();
    let words = words();
    // Asked for from elsewhere, it opens with the page.
    let is_open = acts().adds_account;
    on_cleanup(move || is_open.set(false));
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        if !is_open.get() {
            name.set(String::new());
        }
    });
    let add = move |()| {
        let name = name.with_untracked(|name| name.trim().to_owned());
        let id = clock::new_id();
        let account = Account { name: name.clone(), ..Account::default() };
        session.commit(Change::new(Label::AddAccount { account: name }, account.create(id)));
        address::go(&Route::Account { id, section: None });
    };
    let commit = Commit {
        text: Signal::stored(words.text(Key::Add)),
        is_danger: false,
        test_id: "add-account-commit",
        is_ready: Signal::derive(move || name.with(|name| !name.trim().is_empty())),
        act: Callback::new(add),
    };
    view! {
        <Button kind=ButtonKind::Primary glyph=Glyph::Plus text=Key::AddAccount on_click=move || is_open.set(true)/>
        <Dialog is_open name="add-account" title=words.text(Key::AddAccount) commit>
            <LabelledField id="new-account" label=words.text(Key::AccountName) hint=words.text(Key::AddAccountHint)>
                <input
                    class="input"
                    id="new-account"
                    aria-describedby="new-account-hint"
                    autocomplete="off"
                    required
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </LabelledField>
        </Dialog>
    }
}
