//! What the sections of one negotiation are read from, and how a row of one is added or edited.

use leptos::prelude::*;

use crate::book::negotiation::NEGOTIATION;
use crate::book::{Change, Edit, Label, Negotiation, RecordId};
use crate::dossier::negotiation::{NegotiationFile, Part};
use crate::ui::component::Forms;
use crate::ui::keys::focus_after;
use crate::ui::page::account::account_view::AccountView;
use crate::ui::session::Session;

#[derive(Clone, Copy)]
pub struct TalkView {
    pub id: RecordId,
    pub account: RecordId,
    /// What the account is called.
    pub of: Memo<String>,
    pub file: Memo<Option<NegotiationFile>>,
    pub account_view: AccountView,
}

impl TalkView {
    /// For the page of a negotiation and all that is in it.
    pub fn provide(id: RecordId, account: RecordId) -> Self {
        let account_view = AccountView::provide(account);
        let file = Memo::new(move |_| account_view.dossier.with(|dossier| NegotiationFile::of(dossier.as_ref()?, id)));
        Self { id, account, of: account_view.name, file, account_view }
    }

    /// The negotiation now, for who is about to change it.
    pub fn untracked(self) -> Option<NegotiationFile> {
        self.file.get_untracked()
    }

    /// Something of the negotiation itself, followed.
    pub fn record<T: Default>(self, read: impl FnOnce(&Negotiation) -> T) -> T {
        self.file.with(|file| file.as_ref().map(|file| read(&file.record))).unwrap_or_default()
    }

    /// Opens the form of another row.
    pub fn add(self, forms: Forms, part: Part) {
        let id = self.id;
        forms.add_with(part.kind(), self.account, self.of.get_untracked(), |row| {
            vec![part.negotiation().set(row, Some(id))]
        });
    }

    /// Opens the form of a record at one of its fields.
    pub fn edit_at(self, forms: Forms, id: RecordId, field: &'static str) {
        forms.edit(id);
        focus_after(format!("[data-testid=record-form] [data-field={field}]"));
    }

    /// Changes the negotiation itself.
    pub fn set(self, session: Session, edits: Vec<Edit>) {
        let label = Label::Edit { kind: NEGOTIATION.words(), of: self.of.get_untracked() };
        session.commit(Change::new(label, edits));
    }

    /// Changes one row.
    pub fn set_row(self, session: Session, part: Part, edit: Edit) {
        let label = Label::Edit { kind: part.kind().words(), of: self.of.get_untracked() };
        session.commit(Change::new(label, vec![edit]));
    }
}
