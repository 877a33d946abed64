//! Our people: who answers for whom, what each carries, what would be lost with one, and handing over (T1 to T4, C17, C18,
//! C23).

use leptos::prelude::*;

use super::titled;
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::words::words;

/// All of them; or one.
#[component]
pub fn TeamPage(shown: Option<RecordId>) -> impl IntoView {
    let words = words();
    titled(words.text(Key::TeamTitle));
    let _ = shown;
    view! { <h1>{words.text(Key::TeamTitle)}</h1> }
}
