//! Our people: who answers for whom, what each carries, what would be lost with one, and handing over (T1 to T4, C17, C18,
//! C23).

mod colleague;

use leptos::prelude::*;

use super::titled;
use crate::book::RecordId;
use crate::text::Key;
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

/// All of them.
#[component]
fn WholeTeam() -> impl IntoView {
    let words = words();
    titled(words.text(Key::TeamTitle));
    view! { <h1>{words.text(Key::TeamTitle)}</h1> }
}
