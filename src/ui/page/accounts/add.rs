//! A new account by its name.

use leptos::html;
use leptos::prelude::*;

use crate::book::{Account, Change, Label, RecordKind};
use crate::browser::{address, clock};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Glyph, Icon};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn AddAccount() -> impl IntoView {
    let session = session();
    let words = words();
    let dialog = NodeRef::<html::Dialog>::new();
    let name = RwSignal::new(String::new());
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
        }
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = name.with_untracked(|name| name.trim().to_owned());
        if name.is_empty() {
            return;
        }
        close();
        let id = clock::new_id();
        let account = Account { name: name.clone(), ..Account::default() };
        session.commit(Change::new(Label::AddAccount { account: name }, account.create(id)));
        address::go(&Route::Account { id, section: None });
    };
    view! {
        <button class="btn" data-kind="primary" type="button" on:click=open>
            <Icon glyph=Glyph::Plus/>
            {words.text(Key::AddAccount)}
        </button>
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="add-account"
            on:close=move |_| name.set(String::new())
        >
            <form on:submit=add>
                <div class="dialog-head"><h2 id="add-account">{words.text(Key::AddAccount)}</h2></div>
                <div class="dialog-body">
                    <div class="field">
                        <label for="new-account">{words.text(Key::AccountName)}</label>
                        <input
                            class="input"
                            id="new-account"
                            autocomplete="off"
                            required
                            prop:value=name
                            on:input=move |event| name.set(event_target_value(&event))
                        />
                        <span class="hint">{words.text(Key::AddAccountHint)}</span>
                    </div>
                </div>
                <div class="dialog-foot">
                    <button class="btn" data-kind="quiet" type="button" on:click=move |_| close()>
                        {words.text(Key::Cancel)}
                    </button>
                    <button class="btn" data-kind="primary" type="submit">{words.text(Key::Add)}</button>
                </div>
            </form>
        </dialog>
    }
}
