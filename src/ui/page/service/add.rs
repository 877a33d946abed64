//! A request or a complaint that came in: of which account is asked first, the rest in its form.

use leptos::prelude::*;

use crate::book::kind::Kind;
use crate::book::{RecordId, complaint, request};
use crate::text::Key;
use crate::ui::component::{AccountDialog, forms};
use crate::ui::words::words;

/// What came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Add {
    Request,
    Complaint,
}

impl Add {
    fn kind(self) -> &'static Kind {
        match self {
            Self::Request => &request::REQUEST,
            Self::Complaint => &complaint::COMPLAINT,
        }
    }
}

#[component]
pub fn AddDialog(
    /// Opens it.
    is_open: RwSignal<bool>,
    /// What came in.
    what: RwSignal<Add>,
) -> impl IntoView {
    let words = words();
    let forms = forms();
    let title = Signal::derive(move || words.text(what.get().kind().title).to_owned());
    let chosen = Callback::new(move |(id, name): (RecordId, String)| forms.add(what.get_untracked().kind(), id, name));
    view! {
        <AccountDialog
            is_open
            name="add-case"
            title
            label=Key::ServiceOfWhom
            go=Key::ServiceAdd
            go_id="add-case-commit"
            chosen
        />
    }
}
