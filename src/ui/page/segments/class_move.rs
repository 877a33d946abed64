//! An account that goes from one cell to another, and lists of such.

use leptos::prelude::*;

use crate::analysis::{Analysis, Move, Outcome, Segment};
use crate::book::account;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::session::session;
use crate::ui::words::{Words, words};

/// Shown at first; the rest on demand.
const AT_FIRST: usize = 9;

/// Accounts with their cells before and after, the rest on demand.
#[component]
pub fn MoverList(moves: Vec<Move>) -> impl IntoView {
    let words = words();
    let is_all = RwSignal::new(false);
    let rest = moves.len().saturating_sub(AT_FIRST);
    let shown = move || if is_all.get() { moves.clone() } else { moves.iter().take(AT_FIRST).copied().collect() };
    view! {
        <ul class="movers">{move || shown().into_iter().map(|one| view! { <Mover one/> }).collect_view()}</ul>
        {move || (rest > 0 && !is_all.get()).then(|| view! {
            <Button kind=ButtonKind::Link text=words.count(Key::AndMore, rest) on_click=move || is_all.set(true)/>
        })}
    }
}

#[component]
fn Mover(one: Move) -> impl IntoView {
    let words = words();
    let name = session().book_untracked().value(one.account, account::field::name);
    let href = Route::Account { id: one.account, section: None }.to_string();
    view! {
        <li>
            <a class="row-link" href=href><bdi>{name}</bdi></a>
            <span class="seg-move">
                <Cell outcome=one.before absent=words.text(Key::PlaceNew)/>
                <Icon glyph=Glyph::Next/>
                <Cell outcome=one.after absent=words.text(Key::PlaceGone)/>
            </span>
        </li>
    }
}

/// The letters of a cell, or of the one class there is.
#[component]
pub fn Cell(outcome: Option<Outcome>, absent: &'static str) -> impl IntoView {
    let Some(outcome) = outcome else { return view! { <span class="muted">{absent}</span> }.into_any() };
    let segment = outcome.abc.zip(outcome.xyz).map(|(abc, xyz)| Segment { abc, xyz }.letters());
    let letters = segment.or(outcome.abc.map(|abc| abc.letter())).unwrap_or("–");
    view! { <span class="seg" data-seg=segment.unwrap_or("-")>{letters}</span> }.into_any()
}

/// That the automatic period is another in the second picture, which moves accounts by itself.
pub fn other_period(words: Words, now: &Analysis, next: &Analysis) -> Option<impl IntoView + use<>> {
    let (was, is) = (now.period.unit, next.period.unit);
    (was != is).then(|| {
        let gap = next.period.median_gap.map_or_else(|| "–".into(), |gap| words.days(gap));
        let places = [("was", words.unit(was)), ("is", words.unit(is)), ("gap", gap.as_str())];
        view! { <p class="note">{words.fill(Key::PeriodWouldBe, &places)}</p> }
    })
}
