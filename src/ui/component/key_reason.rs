//! Asks why an account was made key, or not, once it is: a bar over the foot of the page, which nobody has to answer.

use leptos::html;
use leptos::prelude::*;

use super::{Button, ButtonKind};
use crate::book::{KeyDecision, Label};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::key_decision::{Asked, KeyDecisions};
use crate::ui::words::{isolated, words};

/// How long a reason is at most, in letters.
const LONGEST: &str = "300";

#[component]
pub fn KeyReason(decisions: KeyDecisions) -> impl IntoView {
    move || decisions.asked.get().map(|asked| view! { <Bar decisions asked/> })
}

#[component]
fn Bar(decisions: KeyDecisions, asked: Asked) -> impl IntoView {
    let words = words();
    let text = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    // What the decision changed on the page gives the focus back first.
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            request_animation_frame(move || {
                request_animation_frame(move || {
                    // Refused only by what isn't shown any more.
                    let _ = input.focus();
                });
            });
        }
    });
    let ask = match asked.decision {
        KeyDecision::Key => Key::KeyWhyAsk,
        KeyDecision::NotKey => Key::KeyWhyNotAsk,
    };
    let (name, decision) = (asked.name.clone(), asked.decision);
    let done = words.label(&Label::Key { decision, account: name.clone() });
    let undo = move || {
        decisions.is_last(&name, decision).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    glyph=Glyph::Undo
                    text=Key::Undo
                    test_id="undo-key"
                    on_click=move || decisions.undo()
                />
            }
        })
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        decisions.answer(&text.get_untracked());
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            decisions.answer("");
        }
    };
    view! {
        <form class="key-reason no-print" data-testid="key-reason-asked" on:submit=submit on:keydown=on_key>
            <p class="key-reason-done"><span role="status">{done}</span> {undo}</p>
            <input
                class="input"
                id="key-why"
                aria-label=words.fill(ask, &[("name", &isolated(&asked.name))])
                data-testid="key-why"
                autocomplete="off"
                maxlength=LONGEST
                placeholder=words.text(Key::KeyWhyHint)
                node_ref=input
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
            <span class="row">
                <Button submits=true small=true text=Key::KeyWhySave test_id="save-key-why" writes=true/>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::KeyWhyNone
                    test_id="no-key-why"
                    on_click=move || decisions.answer("")
                />
            </span>
        </form>
    }
}
