//! Whether an account is key, in the list: said, and changed with one click.

use leptos::prelude::*;

use super::state::TABLE;
use crate::analysis::KeyStanding;
use crate::book::{KeyDecision, RecordId};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::key_decision::KeyDecisions;
use crate::ui::words::{isolated, words};

/// What a standing is called; most accounts have none.
pub fn word(standing: KeyStanding) -> Option<Key> {
    match standing {
        KeyStanding::Made => Some(Key::KeyMade),
        KeyStanding::Suggested => Some(Key::KeySuggested),
        KeyStanding::Denied => Some(Key::KeyDenied),
        KeyStanding::None => None,
    }
}

#[component]
pub fn KeyCell(decisions: KeyDecisions, id: RecordId, name: String, standing: KeyStanding) -> impl IntoView {
    let words = words();
    let is_made = standing == KeyStanding::Made;
    let next = if is_made { KeyDecision::NotKey } else { KeyDecision::Key };
    let label = if is_made { Key::UnmakeKeyOf } else { Key::MakeKeyOf };
    let label = words.fill(label, &[("name", &isolated(&name))]);
    let shown = match word(standing) {
        Some(key) => {
            view! { <span class:suggested=standing == KeyStanding::Suggested>{words.text(key)}</span> }.into_any()
        }
        None => {
            view! { <span class="key-none"><Icon glyph=Glyph::Plus/> <span>{words.text(Key::MakeKey)}</span></span> }
                .into_any()
        }
    };
    view! {
        <Button
            kind=ButtonKind::Bare
            class="key-toggle"
            glyph=is_made.then_some(Glyph::Check)
            title=label.clone()
            pressed=is_made
            writes=true
            test_id="make-key"
            in_row=true
            on_click=move || {
                let back = format!("{TABLE} [data-id=\"{id}\"] [data-testid=make-key]");
                decisions.decide(name.clone(), id, next, back);
            }
        >
            <span class="sr">{label}</span>
            <span aria-hidden="true">{shown}</span>
        </Button>
    }
}
