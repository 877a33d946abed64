//! A request or a complaint that came in: of which account is asked here, the rest in its form.

use leptos::prelude::*;

use crate::book::kind::Kind;
use crate::book::{RecordId, account, complaint, request};
use crate::text::Key;
use crate::ui::component::{Commit, Dialog, LabelledField, forms};
use crate::ui::session::session;
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
    /// Opens it, for what came in.
    adds: RwSignal<Option<Add>>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let (is_open, typed) = (RwSignal::new(false), RwSignal::new(String::new()));
    Effect::new(move |_| {
        if adds.get().is_some() {
            typed.set(String::new());
            is_open.set(true);
        }
    });
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
    let title =
        Signal::derive(move || words.text(adds.get().map_or(Key::PieceRequest, |add| add.kind().title)).to_owned());
    let act = Callback::new(move |()| {
        if let (Some((name, id)), Some(add)) = (chosen.get_untracked(), adds.get_untracked()) {
            adds.set(None);
            forms.add(add.kind(), id, name);
        }
    });
    Effect::new(move |_| {
        if !is_open.get() {
            adds.set(None);
        }
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::ServiceAdd)),
        is_danger: false,
        test_id: "add-case-commit",
        is_ready: Signal::derive(move || chosen.with(Option::is_some)),
        act,
    };
    let body = move || {
        let names = accounts.with_untracked(|accounts| {
            accounts.iter().map(|(name, _)| view! { <option value=name.clone()></option> }).collect_view()
        });
        view! {
            <LabelledField id="add-case-account" label=words.text(Key::ServiceOfWhom)>
                <input
                    class="input"
                    id="add-case-account"
                    data-testid="add-case-account"
                    list="add-case-accounts"
                    autocomplete="off"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <datalist id="add-case-accounts">{names}</datalist>
            </LabelledField>
        }
    };
    view! { <Dialog is_open name="add-case" title commit=commit>{body()}</Dialog> }
}
