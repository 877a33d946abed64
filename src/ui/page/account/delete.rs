//! Deleting an account: only while nothing was sold to it, so that figures never lose their owner.

use leptos::prelude::*;

use crate::analysis::AccountFilter;
use crate::book::{Account, Change, DELETED, Edit, Label, RecordId};
use crate::browser::address;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Glyph, Icon};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn DeleteAccount(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let has_sales = Memo::new(move |_| !session.ledger.get().sales(id).is_empty());
    let delete = move |_| {
        let label = Label::DeleteAccount { account: name.get_untracked() };
        address::go(&Route::Accounts(AccountFilter::default()));
        // What belongs to it goes with it.
        let book = session.book_untracked();
        let parts = book.belonging(|account| account == id);
        let mut edits: Vec<Edit> =
            parts.map(|(part, record)| Edit::raw(part, &record.kind, DELETED, true.into())).collect();
        edits.push(Edit::delete::<Account>(id));
        session.commit(Change::new(label, edits));
    };
    move || {
        (!has_sales.get()).then(|| {
            view! {
                <button class="btn" data-kind="quiet" type="button" on:click=delete>
                    <Icon glyph=Glyph::Trash/>
                    {words.text(Key::DeleteAccount)}
                </button>
            }
        })
    }
}
