//! Deleting an account: only while nothing was sold to it, so that figures never lose their owner.

use leptos::prelude::*;

use crate::analysis::AccountList;
use crate::book::{Account, Change, DELETED, Edit, Label, RecordId, account};
use crate::browser::address;
use crate::route::Route;
use crate::ui::session::Session;

/// Whether anything was ever sold to it, tracked: then it can't be deleted.
pub fn has_sales(session: Session, id: RecordId) -> bool {
    !session.ledger.get().sales(id).is_empty()
}

/// Deletes the account and leaves its page.
pub fn delete_account(session: Session, id: RecordId) {
    let book = session.book_untracked();
    let label = Label::DeleteAccount { account: book.value(id, account::field::name) };
    address::go(&Route::Accounts(AccountList::default()));
    // What belongs to it goes with it.
    let parts = book.belonging([id]);
    let mut edits: Vec<Edit> =
        parts.into_iter().map(|(part, record)| Edit::raw(part, &record.kind, DELETED, true.into())).collect();
    edits.push(Edit::delete::<Account>(id));
    session.commit(Change::new(label, edits));
}
