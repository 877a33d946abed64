//! The people known at the account (D5).

use leptos::prelude::*;

use crate::book::{Change, Contact, Edit, Field, Label, Merged, RecordId, RecordKind, contact::field};
use crate::browser::clock;
use crate::text::Key;
use crate::ui::component::{Editable, Glyph, Icon};
use crate::ui::session::session;
use crate::ui::words::words;

/// What is known of a contact, in the order it is asked.
pub const FIELDS: [(Field<String>, Key); 5] = [
    (field::name, Key::ContactName),
    (field::function, Key::ContactFunction),
    (field::phone, Key::ContactPhone),
    (field::email, Key::ContactEmail),
    (field::note, Key::ContactNote),
];

#[component]
pub fn Contacts(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let ids = Memo::new(move |_| {
        let book = session.book();
        // A colleague may have added one to an account that was merged into this.
        let merged = Merged::of(&book);
        let is_here = |contact: &Contact| contact.account.is_some_and(|account| merged.of_account(account) == id);
        let here = book.all::<Contact>().filter(|(_, contact)| is_here(contact));
        here.map(|(id, _)| id).collect::<Vec<_>>()
    });
    let add = move |_| {
        let label = Label::AddContact { account: name.get_untracked() };
        let contact = Contact { account: Some(id), ..Contact::default() };
        session.commit(Change::new(label, contact.create(clock::new_id())));
    };
    let none = move || ids.with(Vec::is_empty).then(|| view! { <p class="note">{words.text(Key::NoContacts)}</p> });
    view! {
        <section class="section" id="contacts">
            <div class="section-head">
                <h2>{words.text(Key::Contacts)}</h2>
                <button class="btn" data-kind="quiet" data-size="s" type="button" data-testid="add-contact" on:click=add>
                    <Icon glyph=Glyph::Plus/>
                    {words.text(Key::AddContact)}
                </button>
            </div>
            {none}
            <ul class="contacts">
                <For each=move || ids.get() key=|id| *id let(contact)>
                    <ContactCard id=contact account_name=name/>
                </For>
            </ul>
        </section>
    }
}

#[component]
fn ContactCard(id: RecordId, account_name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let change = move || Label::EditContact { account: account_name.get_untracked() };
    let delete = move |_| {
        let label = Label::DeleteContact { account: account_name.get_untracked() };
        session.commit(Change::new(label, vec![Edit::delete::<Contact>(id)]));
    };
    let fields = FIELDS.into_iter().map(|(field, key)| {
        let label = words.text(key);
        view! {
            <div class="field">
                <span class="hint" aria-hidden="true">{label}</span>
                <Editable id field change label placeholder=words.text(Key::NotKnown)/>
            </div>
        }
    });
    view! {
        <li class="contact" data-testid="contact">
            <div class="contact-fields">{fields.collect_view()}</div>
            <button
                class="btn"
                data-kind="quiet"
                data-icon
                type="button"
                title=words.text(Key::DeleteContact)
                aria-label=words.text(Key::DeleteContact)
                on:click=delete
            >
                <Icon glyph=Glyph::Trash/>
            </button>
        </li>
    }
}
