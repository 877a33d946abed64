//! What happens if nothing is agreed: our way out, and theirs.

use leptos::prelude::*;

use super::view::TalkView;
use crate::book::negotiation::{NEGOTIATION, field};
use crate::book::{Field, Label};
use crate::text::Key;
use crate::ui::component::Editable;
use crate::ui::words::words;

#[component]
pub fn WayOut(talk: TalkView) -> impl IntoView {
    let words = words();
    let row = move |label: Key, of: Field<String>, hint: Key, test_id: &'static str| {
        let change = move || Label::Edit { kind: NEGOTIATION.words(), of: talk.of.get_untracked() };
        view! {
            <div class="field">
                <span class="label">{words.text(label)}</span>
                <Editable
                    id=talk.id
                    field=of
                    change=change
                    label=words.text(label)
                    placeholder=words.text(hint)
                    test_id=test_id
                    tall=true
                />
            </div>
        }
    };
    view! {
        <section class="section" data-testid="talk-way-out">
            <div class="section-head"><h2>{words.text(Key::AlternativeTitle)}</h2></div>
            <div class="way-out">
                {row(Key::NegotiationAlternative, field::alternative, Key::AlternativeNone, "talk-alternative")}
                {row(
                    Key::NegotiationTheirAlternative,
                    field::their_alternative,
                    Key::AlternativeUnknown,
                    "talk-their-alternative",
                )}
            </div>
        </section>
    }
}
