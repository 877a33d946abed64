//! What follows: promises of both sides, a need that was heard, the next step; each with its day.

use leptos::prelude::*;

use super::day::DayInput;
use super::draft::{Draft, Following};
use crate::act::TouchKey;
use crate::book::account::field;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::words::{isolated, words};

#[component]
pub fn Follows(draft: Draft) -> impl IntoView {
    let words = words();
    let session = draft.session;
    // What was set before stays unless another one is told.
    let set = Memo::new(move |_| {
        draft.account.get().map(|id| session.with_book(|book| book.value(id, field::next_what))).unwrap_or_default()
    });
    let next_hint = move || match set.get() {
        step if step.is_empty() => words.text(Key::TouchNext).to_owned(),
        step => words.fill(Key::TouchNextNow, &[("what", &isolated(&step))]),
    };
    view! {
        <div class="field" role="group" aria-labelledby="touch-follows">
            <span class="label" id="touch-follows">{words.text(Key::TouchFollows)}</span>
            <div>
                <Line
                    glyph=Glyph::Promise
                    key=TouchKey::WePromise
                    id="touch-we"
                    label=Key::TouchWePromise
                    following=draft.we_promise
                    day_id="touch-we-day"
                />
                <Line
                    glyph=Glyph::Meet
                    key=TouchKey::TheyPromise
                    id="touch-they"
                    label=Key::TouchTheyPromise
                    following=draft.they_promise
                    day_id="touch-they-day"
                />
                <div class="touch-line">
                    <Icon glyph=Glyph::Segments/>
                    <Words id="touch-need" label=Key::TouchNeed what=draft.need/>
                    <span class="touch-end">
                        {move || match draft.need.with(|need| need.trim().is_empty()) {
                            true => view! { <kbd aria-hidden="true">{TouchKey::Need.shown()}</kbd> }.into_any(),
                            false => words.text(Key::TouchOpportunity).into_any(),
                        }}
                    </span>
                </div>
                <Line
                    glyph=Glyph::Next
                    key=TouchKey::Next
                    id="touch-next"
                    label=Key::TouchNext
                    hint=Signal::derive(next_hint)
                    following=draft.next
                    day_id="touch-next-day"
                />
            </div>
        </div>
    }
}

#[component]
fn Words(
    id: &'static str,
    label: Key,
    /// In it while it is empty.
    #[prop(optional)]
    hint: Option<Signal<String>>,
    what: RwSignal<String>,
) -> impl IntoView {
    let words = words();
    let hint = move || hint.map_or_else(|| words.text(label).to_owned(), |hint| hint.get());
    view! {
        <input
            class="input"
            id=id
            data-testid=id
            autocomplete="off"
            aria-label=words.text(label)
            placeholder=hint
            prop:value=what
            on:input=move |event| what.set(event_target_value(&event))
        />
    }
}

/// One line with its day, which is asked for once there are words.
#[component]
fn Line(
    glyph: Glyph,
    key: TouchKey,
    id: &'static str,
    label: Key,
    #[prop(optional)] hint: Option<Signal<String>>,
    following: Following,
    day_id: &'static str,
) -> impl IntoView {
    let words = words();
    let is_told = Memo::new(move |_| following.what.with(|what| !what.trim().is_empty()) || following.day.is_filled());
    let words_input = match hint {
        Some(hint) => view! { <Words id label hint what=following.what/> }.into_any(),
        None => view! { <Words id label what=following.what/> }.into_any(),
    };
    let day_label = words.labelled(Key::TouchBy, words.text(label));
    view! {
        <div class="touch-line" class:is-told=is_told>
            <Icon glyph/>
            {words_input}
            <span class="touch-end">
                <kbd aria-hidden="true">{key.shown()}</kbd>
                <DayInput id=day_id label=day_label value=following.day/>
            </span>
        </div>
    }
}
