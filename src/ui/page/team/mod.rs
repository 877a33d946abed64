//! Our people: who answers for whom, what each carries, what would be lost with one, and handing over (T1 to T4, C17, C18,
//! C23).

mod colleague;

use leptos::prelude::*;

use super::titled;
use crate::book::{Colleagues, RecordId};
use crate::route::Route;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;
use colleague::ColleaguePage;

/// All of them; or one.
#[component]
pub fn TeamPage(shown: Option<RecordId>) -> impl IntoView {
    match shown {
        Some(id) => view! { <ColleaguePage id/> }.into_any(),
        None => view! { <WholeTeam/> }.into_any(),
    }
}

/// All of them, with the way to each.
#[component]
fn WholeTeam() -> impl IntoView {
    let (session, words) = (session(), words());
    titled(words.text(Key::TeamTitle));
    let names = Memo::new(move |_| {
        let names = Colleagues::of(&session.book());
        names.names().into_iter().map(|(id, name)| (id, name.to_owned())).collect::<Vec<_>>()
    });
    let row = |(id, name): (RecordId, String)| {
        let to = Route::Team(Some(id)).to_string();
        view! { <li><a href=to data-testid="team-colleague"><bdi>{name}</bdi></a></li> }
    };
    view! {
        <h1>{words.text(Key::TeamTitle)}</h1>
        <ul class="colleague-only">{move || names.get().into_iter().map(row).collect_view()}</ul>
    }
}
