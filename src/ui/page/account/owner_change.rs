//! A change of who answers for an account is a hand-over (T2): offered where it was just made.

use leptos::prelude::*;

use crate::book::{HandOver, RecordId, account, hand_over};
use crate::browser::address;
use crate::route::Route;
use crate::team::hand_over::of_owner_change;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::{Session, session};
use crate::ui::words::{isolated, words};

#[component]
pub fn OwnerChange(id: RecordId) -> impl IntoView {
    let (session, words) = (session(), words());
    let owner = session.field(id, account::field::owner);
    // Who answered for it, and who does now.
    let offered = RwSignal::new(None::<(RecordId, RecordId)>);
    Effect::new(move |before: Option<Option<RecordId>>| {
        let now = owner.get();
        if let Some(from) = before.flatten().filter(|from| Some(*from) != now) {
            // What was taken back wants no hand-over, nor what is the end of one.
            let is_back = offered.with_untracked(|offered| offered.is_some_and(|(first, _)| Some(first) == now));
            let change = now.filter(|to| !is_back && !is_handed_over(session, id, from, *to));
            offered.set(change.map(|to| (from, to)));
        }
        now
    });
    let make = move || {
        let Some((from, to)) = offered.get_untracked() else { return };
        let why = words.text(Key::OwnerChangeWhy).to_owned();
        let book = session.book_untracked();
        session.commit(of_owner_change(&book, id, from, to, why, session.read_on.get_untracked()));
        offered.set(None);
        address::go(&Route::Team(Some(from)));
    };
    move || {
        offered.get().map(|(from, to)| {
            let name = |id: RecordId| isolated(&session.with_book(|book| book.name(id)));
            let said = words.fill(Key::OwnerChangeOffer, &[("from", &name(from)), ("to", &name(to))]);
            view! {
                <div class="panel no-print" role="status" data-testid="owner-change">
                    <p>{said}</p>
                    <div class="panel-foot">
                        <Button text=Key::OwnerChangeMake test_id="owner-change-make" writes=true on_click=make/>
                        <Button
                            kind=ButtonKind::Quiet
                            text=Key::OwnerChangeNot
                            test_id="owner-change-not"
                            on_click=move || offered.set(None)
                        />
                    </div>
                </div>
            }
        })
    }
}

/// Whether there is a hand-over of this account from one to the other, be it under way or over.
fn is_handed_over(session: Session, account: RecordId, from: RecordId, to: RecordId) -> bool {
    session.with_book(|book| {
        let ids = book.belonging([account]).into_iter().map(|(id, _)| id);
        ids.filter(|id| book.has::<HandOver>(*id)).any(|id| {
            (book.value(id, hand_over::field::from), book.value(id, hand_over::field::to)) == (Some(from), Some(to))
        })
    })
}
