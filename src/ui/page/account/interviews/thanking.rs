//! Whoever answered is thanked: a mail in their language is copied, and that it was, noted, in one click.

use leptos::prelude::*;

use super::super::account_view::AccountView;
use super::questions::words_of;
use super::sending::{Came, CameView};
use crate::book::satisfaction_interview::{SATISFACTION_INTERVIEW, field};
use crate::book::{Change, Label, RecordId, SatisfactionInterview};
use crate::browser::clipboard;
use crate::exchange::interview::thanks::thanks;
use crate::glyph::Glyph;
use crate::text::{Key, Language};
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn ToThank(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let AccountView { dossier, name: of, .. } = account_view;
    // What was copied is said when its line is gone.
    let came = RwSignal::new(None::<Came>);
    let waiting = Memo::new(move |_| {
        let today = session.read_on.get();
        let found = dossier.with(|dossier| {
            let all = dossier.as_ref()?.all::<SatisfactionInterview>();
            Some(all.filter(|(_, of)| of.is_to_be_thanked(today)).collect::<Vec<_>>())
        });
        found.unwrap_or_default()
    });
    let name = move |of: &SatisfactionInterview| match of.contact {
        Some(person) => session.with_book(|book| book.name(person)),
        None => of.signed.clone(),
    };
    let thank = move |id: RecordId, interview: SatisfactionInterview| {
        let from = session.author_untracked().map(|id| session.with_book(|book| book.name(id))).unwrap_or_default();
        let language = Language::of_code(&interview.language).unwrap_or(words.language());
        let (name, today) = (name(&interview), session.read_on.get_untracked());
        let label = Label::Edit { kind: SATISFACTION_INTERVIEW.words(), of: of.get_untracked() };
        leptos::task::spawn_local(async move {
            let Some(catalogue) = words_of(language).await else {
                came.try_set(Some(Came::Said(words.text(Key::SendNoWords).into())));
                return;
            };
            let mail = thanks(catalogue, &interview, &name, &from);
            let said = match clipboard::write(&mail).await {
                true => Came::Said(words.text(Key::SendCopied).into()),
                false => Came::ByHand(mail),
            };
            came.try_set(Some(said));
            session.commit(Change::new(label, vec![field::thanked.set(id, Some(today))]));
        });
    };
    let row = move |(id, interview): (RecordId, SatisfactionInterview)| {
        let name = match name(&interview) {
            name if name.is_empty() => words.text(Key::SatisfactionSomebody).to_owned(),
            name => isolated(&name),
        };
        let day = interview.returned.map(|day| words.day(day)).unwrap_or_default();
        let label = words.labelled(Key::SatisfactionThank, &name);
        view! {
            <li class="row">
                <span>{words.fill(Key::SatisfactionThankOne, &[("name", &name), ("day", &day)])}</span>
                <Button
                    kind=ButtonKind::Link
                    glyph=Glyph::Mail
                    text=Key::SatisfactionThank
                    label
                    test_id="thank"
                    writes=true
                    on_click=move || thank(id, interview.clone())
                />
            </li>
        }
    };
    move || {
        let waiting = waiting.get();
        let list = (!waiting.is_empty()).then(|| {
            view! {
                <div data-testid="interviews-to-thank">
                    <h3>{words.text(Key::SatisfactionToThank)}</h3>
                    <ul class="plain-list">{waiting.into_iter().map(row).collect_view()}</ul>
                </div>
            }
        });
        view! {
            {list}
            <CameView came label=Key::SatisfactionThank/>
        }
    }
}
