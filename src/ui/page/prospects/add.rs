//! A new prospect: a name nobody knows yet, or an account that bought nothing so far.

use leptos::prelude::*;

use crate::book::prospect::{PROSPECT, field};
use crate::book::{Account, Change, Edit, Label, Prospect, ProspectSource, RecordId, RecordKind};
use crate::browser::{address, clock};
use crate::exchange::candidates::{Known, known};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{CodeSelect, Commit, Dialog, LabelledField};
use crate::ui::dossier_words::candidate_standing;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn AddProspectDialog(
    /// Opens it.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let name = RwSignal::new(String::new());
    let whence = RwSignal::new(String::new());
    let source = RwSignal::new(None::<ProspectSource>);
    Effect::new(move |_| {
        if !is_open.get() {
            name.set(String::new());
        }
    });
    // Looked for before it enters, as a candidate of a file is.
    let found = Memo::new(move |_| {
        let name = name.get();
        let name = name.trim();
        (is_open.get() && !name.is_empty()).then(|| known(&session.book(), &session.ledger.get(), name))
    });
    let act = Callback::new(move |()| {
        let Some(Known { account, .. }) = found.get_untracked() else { return };
        let name = name.with_untracked(|name| name.trim().to_owned());
        let mut edits: Vec<Edit> = Vec::new();
        let id: RecordId = match account {
            Some(id) => id,
            None => {
                let id = clock::new_id();
                edits.extend(Account { name: name.clone(), ..Account::default() }.create(id));
                id
            }
        };
        let own = Prospect::of(id);
        edits.extend((PROSPECT.begins)(own, Some(id), session.this_minute()));
        edits.push(field::source.set(own, source.get_untracked()));
        edits.push(field::whence.set(own, whence.with_untracked(|whence| whence.trim().to_owned())));
        edits.push(field::found_by.set(own, session.author_untracked()));
        edits.push(Edit::revive(own, PROSPECT.code));
        session.commit(Change::new(Label::Add { kind: PROSPECT.words(), of: name }, edits));
        address::go(&Route::Prospects(Some(id)));
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::ProspectsAdd)),
        is_danger: false,
        test_id: "add-prospect-commit",
        is_ready: Signal::derive(move || {
            found.with(|found| found.as_ref().is_some_and(|found| !found.standing.bars()))
        }),
        act,
    };
    let told = move || found.get().map(|found| said(words, &found));
    let body = move || {
        view! {
            <LabelledField id="prospect-name" label=words.text(Key::AccountName)>
                <input
                    class="input"
                    id="prospect-name"
                    data-testid="prospect-name"
                    autocomplete="off"
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </LabelledField>
            <p class="note" role="status" data-testid="prospect-known">{told}</p>
            <CodeSelect
                id="prospect-source"
                label=Key::ProspectSource
                chosen=Signal::derive(move || source.get())
                choose=move |of| source.set(of)
                none=Key::SourceUnsaid
            />
            <LabelledField id="prospect-whence" label=words.text(Key::ProspectWhence)>
                <input
                    class="input"
                    id="prospect-whence"
                    data-testid="prospect-whence"
                    autocomplete="off"
                    prop:value=move || whence.get()
                    on:input=move |event| whence.set(event_target_value(&event))
                />
            </LabelledField>
        }
    };
    let title = Signal::stored(words.text(Key::ProspectsAdd).to_owned());
    view! { <Dialog is_open name="add-prospect-form" title commit>{body()}</Dialog> }
}

/// What the book says of a name.
fn said(words: Words, found: &Known) -> String {
    let said = words.text(candidate_standing(found.standing)).to_owned();
    match found.reason.trim() {
        "" => said,
        reason => format!("{said}{}{}", words.between(), isolated(reason)),
    }
}
