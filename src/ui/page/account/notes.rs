//! Words on the account: one text that is always there, and a file of notes by day.

use std::cmp::Reverse;

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::kind::Tone;
use crate::book::note::NOTE;
use crate::book::{Label, Note, RecordId, account, note};
use crate::dossier::Dossier;
use crate::text::Key;
use crate::ui::component::{AddButton, Editable, Opener, forms};
use crate::ui::fields::colleague_name;
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// How the words begin, and how many notes there are beside them.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { id, dossier, .. } = account_view;
    let text = session.field(id, account::field::notes);
    let make = move || {
        let notes = dossier.with(|dossier| dossier.iter().flat_map(Dossier::all::<Note>).count());
        let text = text.get();
        let line = Line::of(isolated(text.lines().next().unwrap_or_default()));
        Some(if notes > 0 { line.marked(words.number(notes), Tone::Plain) } else { line })
    };
    let follow = move || {
        text.track();
        dossier.track();
    };
    after_first_frame(follow, make)
}

#[component]
pub fn NotesSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let dossier: Memo<Option<Dossier>> = expect_context();
    let notes = Memo::new(move |_| {
        let mut all: Vec<_> = dossier.with(|dossier| dossier.iter().flat_map(Dossier::all::<Note>).collect());
        all.sort_by_key(|(id, note)| Reverse((note.day, *id)));
        all
    });
    let ids = Memo::new(move |_| notes.with(|notes| notes.iter().map(|(id, _)| *id).collect::<Vec<_>>()));
    let change = move || Label::EditAccount { account: name.get_untracked() };
    let add = move |()| forms.add(&NOTE, id, name.get_untracked());
    let card = move |id: RecordId| {
        let note = Memo::new(move |_| {
            notes
                .with(|notes| notes.iter().find(|(known, _)| *known == id).map(|(_, note)| note.clone()))
                .unwrap_or_default()
        });
        let title = move || note.with(|note| note.title.clone());
        let shown = move || match title() {
            title if title.is_empty() => words.text(Key::PieceNote).to_owned(),
            title => title,
        };
        let by = colleague_name(session, id, note::field::by);
        let day = move || note.with(|note| note.day.map(|day| words.day(day)));
        view! {
            <li class="note-card" data-testid="note-card">
                <p class="entry-head">
                    <Opener open=move || forms.edit(id)><b><bdi>{shown}</bdi></b></Opener>
                    " "
                    <span class="mark">{day}</span>
                    " "
                    <span class="mark"><bdi>{by}</bdi></span>
                    " "
                </p>
                <p class="entry-text"><bdi>{move || note.with(|note| note.text.clone())}</bdi></p>
            </li>
        }
    };
    view! {
            <Editable
                id
                field=account::field::notes
                change
                label=words.text(Key::Notes)
                test_id="account-notes"
                tall=true
            />
            <ul class="note-cards" aria-label=words.text(Key::NotesFile)>
                <For each=move || ids.get() key=|id| *id children=card/>
            </ul>
            <div class="fold-tools no-print">
                <AddButton text=Key::NoteAdd add test_id="add-note"/>
                {(!is_printing()).then(|| view! { <span class="note no-print">{words.text(Key::NotesHint)}</span> })}
            </div>
    }
}
