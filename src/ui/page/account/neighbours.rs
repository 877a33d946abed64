//! The accounts before and after this one in the list last shown.

use leptos::prelude::*;

use crate::analysis::listing::{Neighbours, whole_list};
use crate::book::{RecordId, account::field};
use crate::browser::tab_values;
use crate::route::Route;
use crate::text::Key;
use crate::ui::Place;
use crate::ui::last_shown::{LastShown, last_shown};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// Under which name the tab keeps the list while it is loaded anew.
const KEPT: &str = "vital-few/list";

/// A page that is loaded anew has shown no list yet: it goes on by the one that was shown before.
fn outlive_reloads(last_shown: LastShown) {
    if last_shown.get_untracked().is_empty() {
        last_shown.keep(tab_values::take(KEPT).unwrap_or_default().split(' ').filter_map(|id| id.parse().ok()));
    }
    let leaving = window_event_listener_untyped("pagehide", move |_| {
        let list: Vec<String> = last_shown.get_untracked().iter().map(ToString::to_string).collect();
        tab_values::keep(KEPT, &list.join(" "));
    });
    on_cleanup(move || leaving.remove());
}

/// "‹ 3 of 34 ›": each of the two leads to the same section of its account.
#[component]
pub fn NeighbourLinks(id: RecordId) -> impl IntoView {
    let (session, words) = (session(), words());
    let last_shown = last_shown();
    let place: Place = expect_context();
    let section = Memo::new(move |_| match place.route.get() {
        Route::Account { section, .. } => section,
        _ => None,
    });
    outlive_reloads(last_shown);
    let about = Memo::new(move |_| {
        let (book, shown) = (session.book(), last_shown.get());
        let listed = Neighbours::of(&book, &shown, id);
        listed.or_else(|| Neighbours::of(&book, &whole_list(&book, session.analysis.get().as_deref()), id))
    });
    let link = move |to: Option<RecordId>, key: Key, sign: &'static str, test_id: &'static str| {
        let Some(to) = to else {
            return view! { <span class="step" aria-hidden="true">{sign}</span> }.into_any();
        };
        let name = session.with_book(|book| book.value(to, field::name));
        let label = words.fill(key, &[("name", &isolated(&name))]);
        let href = move || Route::Account { id: to, section: section.get() }.to_string();
        view! {
            <a class="step" href=href aria-label=label.clone() title=label data-testid=test_id>{sign}</a>
        }
        .into_any()
    };
    // The signs point along the line of writing.
    let (back, on) = if words.language().is_rtl() { ("→", "←") } else { ("←", "→") };
    move || {
        about.get().map(|Neighbours { before, after, place, of }| {
            let (place, of) = (words.number(place), words.number(of));
            view! {
                <span class="steps no-print" role="group" aria-label=words.text(Key::AccountsInList)>
                    {link(before, Key::PreviousAccount, back, "previous-account")}
                    <span>{words.fill(Key::PlaceInList, &[("place", &place), ("all", &of)])}</span>
                    {link(after, Key::NextAccount, on, "next-account")}
                </span>
            }
        })
    }
}
