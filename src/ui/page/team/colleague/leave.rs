//! What would be lost if one of ours left, and its hand-over in one click (T3, C18).

use leptos::prelude::*;

use super::{Shown, is_open};
use crate::browser::address;
use crate::route::Route;
use crate::team::departure::Sole;
use crate::team::hand_over::Beginning;
use crate::text::Key;
use crate::ui::component::Button;
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// So many people are named; the rest is counted.
const MOST: usize = 8;

/// The panel: on the page of all of ours beside it, and on their own.
#[component]
pub fn Leave(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let facts = move || {
        shown.departure.with(|departure| {
            let money = |minor: i128| words.money_round(session.ledger.get().currency(), minor as f64);
            let share = shown.departures.with(|all| all.share(shown.id)).map(|share| words.percent(share));
            let rows = [
                (Key::LeaveAccounts, words.number(departure.owned.len()), None),
                (Key::LeaveValue, money(departure.value), None),
                (Key::LeaveShare, share.unwrap_or_else(|| "–".into()), None),
                (Key::LeaveExposed, money(departure.exposed), Some(words.text(Key::LeaveExposedHint))),
            ];
            let row = |(key, value, hint)| {
                view! { <div title=hint><dt>{words.text(key)}</dt><dd>{value}</dd></div> }
            };
            rows.map(row).into_iter().collect_view()
        })
    };
    let only = move || {
        shown.departure.with(|departure| {
            let people = departure.only.iter().take(MOST).map(|sole| person(session, words, *sole)).collect_view();
            let rest = departure.only.len().saturating_sub(MOST);
            let rest = (rest > 0).then(|| view! { <li>{words.count(Key::OwnedMore, rest)}</li> });
            let nobody = departure.only.is_empty().then(|| view! { <li>{words.text(Key::LeaveOnlyNobody)}</li> });
            let unknown = departure.without_people();
            let unknown = (unknown > 0).then(|| view! { <li>{words.count(Key::LeaveUnknown, unknown)}</li> });
            view! { <ul class="colleague-only note">{people}{rest}{nobody}{unknown}</ul> }
        })
    };
    let bus = move || {
        shown.departures.with(|all| match all.bus() {
            Some(ids) => {
                let names = ids.iter().map(|id| isolated(&session.with_book(|book| book.name(*id))));
                words.counted(Key::LeaveBus, ids.len(), &[("names", &words.list(names))])
            }
            None => words.text(Key::LeaveBusNone).into(),
        })
    };
    let is_running = Memo::new(move |_| shown.passing.with(|(given, _)| given.iter().any(|id| is_open(session, *id))));
    let start = move || {
        let book = session.book_untracked();
        let name = shown.name.get_untracked();
        let why = words.fill(Key::LeaveWhy, &[("name", &name)]);
        let today = session.read_on.get_untracked();
        let begun = shown.departure.with_untracked(|departure| Beginning::of(&book, departure, shown.id, why, today));
        session.commit(begun.change(&book, name));
        show(shown);
    };
    let act = move || {
        if is_running.get() {
            return view! { <Button text=Key::LeaveRunning test_id="hand-over-show" on_click=move || show(shown)/> }
                .into_any();
        }
        let is_empty = move || shown.departure.with(|departure| departure.owned.is_empty());
        view! {
            <Button text=Key::LeaveStart test_id="hand-over-start" writes=true disabled=is_empty on_click=start/>
        }
        .into_any()
    };
    view! {
        <section class="panel" data-testid="leave">
            <div class="panel-head"><h2>{move || shown.named(words, Key::LeaveTitle)}</h2></div>
            <dl class="facts">{facts}</dl>
            <h3 class="block-head below">{move || shown.named(words, Key::LeaveOnly)}</h3>
            {only}
            <p class="note below" data-testid="bus-factor">{bus}</p>
            <div class="panel-foot no-print">{act}</div>
        </section>
    }
}

/// To the hand-over, on their own page.
fn show(shown: Shown) {
    address::go(&Route::Team(Some(shown.id)));
    focus_after("#hand-over");
}

fn person(session: Session, words: Words, sole: Sole) -> impl IntoView + use<> {
    let (name, account) = session.with_book(|book| (book.name(sole.contact), book.name(sole.account)));
    let to = Route::Account { id: sole.account, section: Some("people".into()) }.to_string();
    let decides = sole.decides.then(|| view! { " " <span class="tag">{words.text(Key::LeaveDecides)}</span> });
    view! { <li><bdi>{name}</bdi>", "<a href=to><bdi>{account}</bdi></a>{decides}</li> }
}
