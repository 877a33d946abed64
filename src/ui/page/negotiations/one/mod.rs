//! One negotiation: what we want and where we stop, what to ask, what they will say, what we can give and for what, what
//! to propose; what is missing, what the file knows, and what came of it (R12).

mod after;
mod concessions;
mod head;
mod known;
mod points;
mod positions;
mod proposals;
mod questions;
mod reading;
mod ready;
mod suggested;
mod view;
mod way_out;

use leptos::prelude::*;

use crate::book::{Account, Negotiation, RecordId};
use crate::text::Key;
use crate::ui::component::RecordDrawer;
use crate::ui::page::account::talk::subject;
use crate::ui::page::titled;
use crate::ui::session::session;
use crate::ui::words::words;

use after::Afterwards;
use concessions::Concessions;
use head::Head;
use known::{KnownOfThem, Links};
use points::Points;
use positions::Positions;
use proposals::Proposals;
use questions::Questions;
use reading::Reading;
use ready::Ready;
use view::TalkView;
use way_out::WayOut;

#[component]
pub fn NegotiationPage(id: RecordId) -> impl IntoView {
    let (session, words) = (session(), words());
    let account = Memo::new(move |_| {
        let book = session.book();
        let account = book.get::<Negotiation>(id)?.account?;
        let counts = book.merged().of_account(account);
        book.has::<Account>(counts).then_some(counts)
    });
    move || match account.get() {
        Some(account) => view! { <Sheet id account/> }.into_any(),
        None => {
            titled(words.text(Key::NegotiationGone));
            view! {
                <div class="empty">
                    <h1>{words.text(Key::NegotiationGone)}</h1>
                    <a class="btn" data-kind="primary" href="#/negotiations">{words.text(Key::NegotiationToAll)}</a>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Sheet(id: RecordId, account: RecordId) -> impl IntoView {
    let words = words();
    let talk = TalkView::provide(id, account);
    let name = Memo::new(move |_| talk.record(|of| subject(words, of)));
    Effect::new(move |_| titled(format!("{} · {}", name.get(), talk.of.get())));
    let is_open = Memo::new(move |_| talk.record(Negotiation::is_open));
    // What came of it stands first once it was held.
    let first = move || (!is_open.get()).then(|| view! { <Afterwards talk/> });
    let last = move || is_open.get().then(|| view! { <Afterwards talk/> });
    view! {
        <Head talk/>
        <div class="split" data-testid="negotiation">
            <div class="stack">
                <Reading talk/>
                {first}
                <Points talk/>
                <WayOut talk/>
                <Questions talk/>
                <Positions talk/>
                <Concessions talk/>
                <Proposals talk/>
            </div>
            <aside class="stack">
                <Ready talk/>
                <KnownOfThem talk/>
                <Links talk/>
                {last}
            </aside>
        </div>
        <RecordDrawer/>
    }
}
