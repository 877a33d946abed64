//! A loss that a person notes: of which account is asked first, the rest in its form.

use leptos::prelude::*;

use crate::book::RecordId;
use crate::book::loss_verdict::{LOSS_VERDICT, field};
use crate::text::Key;
use crate::ui::component::{AccountDialog, forms};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn NoteLossDialog(
    /// Opens it.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let forms = forms();
    let chosen = Callback::new(move |(id, name): (RecordId, String)| {
        let by = session.author_untracked();
        forms.add_with(&LOSS_VERDICT, id, name, |record| vec![field::said_by.set(record, by)]);
    });
    view! {
        <AccountDialog
            is_open
            name="note-loss"
            title=words().text(Key::NoteLoss)
            label=Key::NoteLossOf
            go=Key::NoteLossGo
            go_id="note-loss-commit"
            chosen
        />
    }
}
