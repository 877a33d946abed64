//! One question: eleven marks in a row, or room for words.

use leptos::prelude::*;

use super::Answers;
use crate::book::{AnswerKind, Mark};
use crate::exchange::interview::Shown;
use crate::exchange::interview::answers::LONGEST;
use crate::ui::words::words;

#[component]
pub fn QuestionField(place: usize, shown: Shown, answers: Answers) -> impl IntoView {
    match shown.kind {
        AnswerKind::Mark => view! { <Marks place shown answers/> }.into_any(),
        AnswerKind::Words => view! { <InWords place shown answers/> }.into_any(),
    }
}

#[component]
fn Marks(place: usize, shown: Shown, answers: Answers) -> impl IntoView {
    let words = words();
    let mark = move |mark: Mark| {
        let value = mark.value().to_string();
        let (is_chosen, choose) = (value.clone(), value.clone());
        view! {
            <label>
                <input
                    type="radio"
                    name=format!("q{place}")
                    value=value
                    prop:checked=move || answers.of(place) == is_chosen
                    on:change=move |_| answers.set(place, choose.clone())
                />
                {words.number(mark.value().into())}
            </label>
        }
    };
    let [low, high] = shown.ends;
    view! {
        <fieldset class="ask-q" data-testid=format!("ask-{place}")>
            <legend><span>{words.number(place)}</span> <bdi>{shown.words}</bdi></legend>
            <div>
                <div class="scale">{Mark::all().map(mark).collect_view()}</div>
                <div class="scale-ends">
                    <span>{words.number(0)} " " {low}</span>
                    <span>{words.number(Mark::BEST.into())} " " {high}</span>
                </div>
            </div>
        </fieldset>
    }
}

#[component]
fn InWords(place: usize, shown: Shown, answers: Answers) -> impl IntoView {
    let words = words();
    let id = format!("ask-q{place}");
    let hint_id = format!("{id}-hint");
    let hint = (!shown.hint.is_empty()).then(|| view! { <span class="hint" id=hint_id.clone()>{shown.hint}</span> });
    view! {
        <div class="ask-q">
            <label for=id.clone()><span>{words.number(place)}</span> <bdi>{shown.words}</bdi></label>
            <div class="field">
                <textarea
                    class="input"
                    id=id
                    rows="3"
                    maxlength=LONGEST
                    dir="auto"
                    aria-describedby=hint.is_some().then_some(hint_id)
                    data-testid=format!("ask-{place}")
                    prop:value=move || answers.of(place)
                    on:input=move |event| answers.set(place, event_target_value(&event))
                ></textarea>
                {hint}
            </div>
        </div>
    }
}
