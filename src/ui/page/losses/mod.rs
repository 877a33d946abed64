//! Whom we lose, whom we lost and why, and winning them back (L1 to L5, C12 to C16).

use leptos::prelude::*;

use super::titled;
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::words::words;

/// All of it; or the winning back of one account.
#[component]
pub fn LossesPage(case: Option<RecordId>) -> impl IntoView {
    let words = words();
    titled(words.text(Key::LossesTitle));
    let _ = case;
    view! { <h1>{words.text(Key::LossesTitle)}</h1> }
}
