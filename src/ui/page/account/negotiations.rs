//! What is negotiated with the account: what is ahead leads to its page, another one is begun there (R12).

use leptos::prelude::*;

use super::account_view::AccountView;
use super::talk::subject;
use crate::dossier::negotiation::NegotiationFile;
use crate::dossier::negotiation::opening::unprepared_meetings;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, SampleMark};
use crate::ui::negotiating::{prepare, prepare_meeting};
use crate::ui::printing::is_short;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// So many days ahead a meeting may be prepared for from here.
const AHEAD: i32 = 60;
/// So many of what was held are shown.
const HELD: usize = 2;

/// What is ahead, and the last that were held.
#[component]
pub fn NegotiationList(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let AccountView { dossier, .. } = account_view;
    let all = Memo::new(move |_| {
        let today = session.read_on.get();
        let files = dossier.with(|dossier| dossier.as_ref().map(|dossier| NegotiationFile::all_of(dossier, today)));
        let (open, held): (Vec<_>, Vec<_>) =
            files.unwrap_or_default().into_iter().partition(|file| file.record.is_open());
        open.into_iter().chain(held.into_iter().take(HELD)).collect::<Vec<_>>()
    });
    let row = move |file: NegotiationFile| {
        let today = session.read_on.get_untracked();
        let of = file.record;
        let to = Route::Negotiations(Some(file.id)).to_string();
        let state = match of.outcome {
            Some(outcome) => words.text(outcome.name()),
            None if of.held.is_some() => words.text(Key::NegotiationWasHeld),
            None if of.is_prepared(today) => words.text(Key::NegotiationReady),
            None => words.text(Key::NegotiationOpen),
        };
        let day = of.held.or(of.day).map(|day| words.day(day));
        let tone = (of.is_open() && !of.is_prepared(today)).then_some("warn");
        view! {
            <li data-testid="account-negotiation">
                <Icon glyph=Glyph::Brief/>
                <a href=to>{subject(words, &of)}</a>
                " "
                <span class="mark" data-tone=tone>{day} " · " {state}</span>
                " "
                <SampleMark shown=of.sample/>
            </li>
        }
    };
    // The short paper has what is to come in its history.
    let is_short = is_short();
    move || {
        let all = all.get();
        (!all.is_empty() && !is_short).then(|| {
            view! {
                <ul class="account-talks" data-testid="account-negotiations">
                    {all.into_iter().map(row).collect_view()}
                </ul>
            }
        })
    }
}

/// Begins to prepare one: for itself, or for a meeting that is to come.
#[component]
pub fn NegotiationTools(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let AccountView { id, dossier, .. } = account_view;
    let meetings = move || {
        let today = session.read_on.get();
        let found = dossier.with(|dossier| {
            dossier.as_ref().map(|dossier| unprepared_meetings(dossier, today, today.plus(AHEAD))).unwrap_or_default()
        });
        let row = move |(meeting, met): (_, crate::book::Interaction)| {
            let what =
                if met.subject.is_empty() { words.text(Key::Unnamed).to_owned() } else { isolated(&met.subject) };
            let day = met.day.map(|day| words.day(day)).unwrap_or_default();
            view! {
                <Button
                    small=true
                    glyph=Glyph::Brief
                    text=words.fill(Key::NegotiationForMeeting, &[("what", &what), ("day", &day)])
                    test_id="prepare-meeting"
                    writes=true
                    on_click=move || prepare_meeting(session, id, meeting)
                />
            }
        };
        found.into_iter().map(row).collect_view()
    };
    view! {
        <Button
            kind=ButtonKind::Quiet
            small=true
            glyph=Glyph::Plus
            text=Key::NegotiationStart
            test_id="prepare-negotiation"
            writes=true
            on_click=move || prepare(session, id, None)
        />
        {meetings}
    }
}
