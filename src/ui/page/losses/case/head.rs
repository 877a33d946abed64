//! Which account it is, where it stands, and what can be done: begin, log the call, let it go.

use leptos::prelude::*;

use super::CaseView;
use crate::analysis::likely_owner;
use crate::book::{Contact, GoneState, RecordId, WinBackOutcome, account};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::retention::gone::Gone;
use crate::retention::opening::{Opening, close};
use crate::route::{BRIEF, Route};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Commit, Dialog, SegBadge};
use crate::ui::fields::colleague_name;
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::touching::{TouchWish, touching};
use crate::ui::words::{isolated, words};

#[component]
pub fn Head(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let CaseView { id, name, file, .. } = case;
    let touching = touching();
    let place = [account::field::city, account::field::country].map(|field| session.field(id, field));
    let owner = colleague_name(session, id, account::field::owner);
    let open = Memo::new(move |_| {
        file.with(|file| file.as_ref()?.cases.iter().find(|case| case.is_open()).map(|case| (case.id, case.opened)))
    });
    let gone = Memo::new(move |_| file.with(|file| file.as_ref().and_then(|file| file.gone)));
    let caller = Memo::new(move |_| {
        let of = file.with(|file| file.as_ref()?.case()?.record.owner)?;
        Some(session.book().name(of))
    });
    let sub = move || {
        let place: Vec<String> = place.iter().map(|part| part.get()).filter(|part| !part.is_empty()).collect();
        let place = (!place.is_empty()).then(|| isolated(&words.list(place)));
        let caller = caller.get().or_else(|| Some(owner.get()).filter(|owner| !owner.is_empty()));
        let caller = caller.map(|name| words.fill(Key::WinBackOwnedBy, &[("name", &isolated(&name))]));
        let opened = open.get().map(|(_, day)| words.fill(Key::WinBackOpenedOn, &[("day", &words.day(day))]));
        [place, caller, opened].into_iter().flatten().collect::<Vec<_>>().join(words.between())
    };
    let state = move || {
        let last = file.with(|file| file.as_ref().and_then(|file| file.days.last().copied()));
        let back = file.with(|file| file.as_ref()?.losses.last()?.loss.returned);
        let of = |key: Key, day| words.fill(key, &[("day", &words.day(day))]);
        let (state, text) = match (gone.get(), back, last) {
            (Some(Gone { state: GoneState::Lost, since, .. }), ..) => ("lost", of(Key::WinBackLostSince, since)),
            (Some(Gone { since, .. }), ..) => ("presumed_lost", of(Key::WinBackPresumedSince, since)),
            (None, Some(back), _) => ("won_back", of(Key::WinBackBuys, back)),
            (None, None, Some(_)) => ("active", words.text(Key::WinBackStillBuys).into()),
            (None, None, None) => ("active", words.text(Key::WinBackNeverBought).into()),
        };
        view! { <span class="state" data-state=state data-testid="winback-state">{text}</span> }
    };
    let finding = move || session.analysis.get().and_then(|analysis| analysis.finding(id).cloned());
    let lets_go = RwSignal::new(false);
    let start = move || {
        if let Some(gone) = gone.get_untracked() {
            let opening = opening(session, case, gone);
            session.commit(opening.change(clock::new_id(), |key| words.text(key).into()));
            focus_after("[data-testid=winback-log]");
        }
    };
    let acts = move || {
        if open.get().is_some() {
            let brief = Route::Account { id, section: Some(BRIEF.into()) }.to_string();
            return view! {
                <Button
                    kind=ButtonKind::Primary
                    glyph=Glyph::Phone
                    text=Key::WinBackLogCall
                    test_id="winback-log"
                    writes=true
                    on_click=move || touching.open(TouchWish::with(id))
                />
                <a class="btn" href=brief data-testid="winback-brief">{words.text(Key::WinBackBrief)}</a>
                <Button text=Key::WinBackLetGoAct test_id="winback-let-go" writes=true on_click=move || lets_go.set(true)/>
            }
            .into_any();
        }
        if gone.get().is_none() {
            return ().into_any();
        }
        view! {
            <Button
                kind=ButtonKind::Primary
                glyph=Glyph::Undo
                text=Key::WinBackStart
                title=Key::WinBackStartHint
                test_id="winback-start"
                writes=true
                on_click=start
            />
        }
        .into_any()
    };
    let hint = move || {
        let text =
            match (open.get(), gone.get(), file.with(|file| file.as_ref().is_some_and(|file| file.cases.is_empty()))) {
                (None, Some(_), _) => Key::WinBackStartHint,
                (None, None, true) => Key::WinBackNotGone,
                _ => return None,
            };
        Some(view! { <p class="note">{words.text(text)}</p> })
    };
    let to = Route::Account { id, section: None }.to_string();
    view! {
        <p class="crumb"><a href="#/losses">{words.text(Key::LossesTitle)}</a> " / " {words.text(Key::WinBackTitle)}</p>
        <header class="page-head">
            <div>
                <div class="winback-title">
                    {move || view! { <SegBadge finding=finding() large=true/> }}
                    <h1><a href=to><bdi>{name}</bdi></a></h1>
                    {state}
                </div>
                <p class="page-sub">{sub}</p>
                {hint}
            </div>
            <div class="actions">{acts}</div>
        </header>
        <LetGo case is_open=lets_go of=open/>
    }
}

/// What a case begins with: who answers for the account calls, or who sold most of it; whom, if one is known.
fn opening(session: Session, case: CaseView, gone: Gone) -> Opening {
    let (book, ledger) = (session.book_untracked(), session.ledger.get_untracked());
    let likely = || {
        let person = likely_owner(&ledger, case.id)?;
        let name = ledger.people().get(usize::try_from(person).ok()?)?;
        crate::book::Colleagues::of(&book).named(name)
    };
    let owner = book.value(case.id, account::field::owner).or_else(likely);
    let today = session.read_on.get_untracked();
    let there = case.dossier.with_untracked(|dossier| {
        let people = dossier.iter().flat_map(|dossier| dossier.all::<Contact>());
        let there = people.filter(|(_, contact)| !contact.placeholder && contact.is_there(today));
        there.map(|(id, _)| id).collect::<Vec<RecordId>>()
    });
    // Of several nobody knows whom to call.
    let contacts = if there.len() == 1 { there } else { Vec::new() };
    Opening { account: case.id, name: case.name.get_untracked(), today, owner, contacts, gone }
}

/// Why they are let go, and whether they said no.
#[component]
fn LetGo(
    case: CaseView,
    is_open: RwSignal<bool>,
    of: Memo<Option<(RecordId, crate::calendar::Date)>>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let (why, refused) = (RwSignal::new(String::new()), RwSignal::new(false));
    let act = Callback::new(move |()| {
        let today = session.read_on.get_untracked();
        let outcome = if refused.get_untracked() { WinBackOutcome::Refused } else { WinBackOutcome::LetGo };
        let change = case.dossier.with_untracked(|dossier| {
            let (id, _) = of.get_untracked()?;
            Some(close(dossier.as_ref()?, id, outcome, &why.get_untracked(), today))
        });
        change.into_iter().for_each(|change| session.commit(change));
        why.set(String::new());
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::WinBackLetGoAct)),
        is_danger: false,
        test_id: "winback-let-go-commit",
        is_ready: Signal::derive(|| true),
        act,
    };
    let title = Signal::derive(move || words.fill(Key::WinBackLetGoTitle, &[("name", &isolated(&case.name.get()))]));
    let body = move || {
        view! {
            <div class="field">
                <label for="winback-why">{words.text(Key::WinBackReason)}</label>
                <textarea
                    class="input growing"
                    id="winback-why"
                    rows="3"
                    data-testid="winback-why"
                    prop:value=move || why.get()
                    on:input=move |event| why.set(event_target_value(&event))
                ></textarea>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || refused.get()
                    on:change=move |event| refused.set(event_target_checked(&event))
                />
                <span>{words.text(Key::WinBackRefused)}</span>
            </label>
            <p class="note">{words.text(Key::WinBackLetGoHint)}</p>
        }
    };
    view! { <Dialog is_open name="let-go" title commit>{body()}</Dialog> }
}
