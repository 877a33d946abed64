//! What a customer opens who is asked how content they are (R1): a page without a rail and without a book, in the
//! language it was asked in. What they answer goes back as text or as a file; nothing of it is kept.

mod question;
mod sending;

use std::collections::BTreeMap;

use leptos::context::Provider;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::fetched::{Coming, Fetched};
use super::titled;
use crate::browser::catalogues;
use crate::exchange::interview::answers::Reply;
use crate::exchange::interview::link::LinkRefusal;
use crate::exchange::interview::{Asked, plain};
use crate::route::Route;
use crate::text::{Catalogue, Key, Language, Room};
use crate::ui::Place;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::not_fetched::NotFetched;
use crate::ui::words::{Words, words};
use question::QuestionField;
use sending::Sending;

/// What is answered so far, by the places of the questions; 0 is who answers.
#[derive(Clone, Copy)]
struct Answers {
    asked: StoredValue<Asked>,
    typed: RwSignal<BTreeMap<usize, String>>,
}

impl Answers {
    fn set(self, place: usize, words: String) {
        self.typed.update(|typed| {
            typed.insert(place, words);
        });
    }

    fn of(self, place: usize) -> String {
        self.typed.with(|typed| typed.get(&place).cloned().unwrap_or_default())
    }

    /// What goes back.
    fn reply(self) -> Reply {
        let said =
            |(place, words): (&usize, &String)| Some((*place, plain(words))).filter(|(_, said)| !said.is_empty());
        let mut said: BTreeMap<usize, String> = self.typed.with(|typed| typed.iter().filter_map(said).collect());
        let signed = said.remove(&0).unwrap_or_default();
        Reply { token: self.asked.with_value(|asked| asked.token), signed, said }
    }
}

#[component]
pub fn InterviewPage() -> impl IntoView {
    let place: Place = expect_context();
    let asked = place.route.with_untracked(|route| match route {
        Route::Interview(questions) => Asked::of_fragment(&questions.0),
        _ => Err(LinkRefusal::Damaged),
    });
    match asked {
        Ok(asked) => view! { <Opened asked/> }.into_any(),
        Err(refusal) => view! { <Refused refusal/> }.into_any(),
    }
}

/// The questions, in the language somebody chose: at first that in which they were asked.
#[component]
fn Opened(asked: Asked) -> impl IntoView {
    let language = RwSignal::new(asked.language);
    let answers = Answers { asked: StoredValue::new(asked), typed: RwSignal::new(BTreeMap::new()) };
    move || {
        let chosen = language.get();
        let coming = move |_| -> Coming { Box::pin(in_language(chosen, language, answers)) };
        view! { <Fetched view=Box::new(coming)/> }
    }
}

/// The form, once the words of a language are here.
async fn in_language(chosen: Language, language: RwSignal<Language>, answers: Answers) -> Result<AnyView, NotFetched> {
    let catalogue = Catalogue::of(chosen);
    for coming in catalogues::begin(catalogue, [Room::Shell, Room::Interview]) {
        if !JsFuture::from(coming).await.is_ok_and(|came| came.is_truthy()) {
            return Err(NotFetched);
        }
    }
    Ok(view! {
        <Provider value=Words::new(catalogue)>
            <Form language answers/>
        </Provider>
    }
    .into_any())
}

#[component]
fn Form(language: RwSignal<Language>, answers: Answers) -> impl IntoView {
    let words = words();
    titled(words.text(Key::AskTitle));
    let shown = answers.asked.with_value(|asked| asked.shown(words.catalogue()));
    let questions = (1..).zip(shown).map(|(place, shown)| view! { <QuestionField place shown answers/> });
    view! {
        <div class="ask" lang=words.language().code() dir=direction(words.language()) data-testid="interview">
            <Languages language/>
            <div class="ask-intro">
                <h1>{words.text(Key::AskTitle)}</h1>
                <p>{words.text(Key::AskIntro)}</p>
            </div>
            <form class="ask-list" on:submit=|event| event.prevent_default()>
                {questions.collect_view()}
                <div class="ask-q">
                    <label for="ask-name">{words.text(Key::AskName)}</label>
                    <div class="field">
                        <input
                            class="input"
                            id="ask-name"
                            autocomplete="name"
                            maxlength="200"
                            data-testid="ask-name"
                            prop:value=move || answers.of(0)
                            on:input=move |event| answers.set(0, event_target_value(&event))
                        />
                        <span class="hint">{words.text(Key::AskNameHint)}</span>
                    </div>
                </div>
            </form>
            <Sending answers/>
            <p class="note">{words.text(Key::AskKeepsNothing)}</p>
        </div>
    }
}

fn direction(language: Language) -> &'static str {
    if language.is_rtl() { "rtl" } else { "ltr" }
}

/// The languages there are, each in its own name.
#[component]
fn Languages(language: RwSignal<Language>) -> impl IntoView {
    let now = language.get_untracked();
    let choice = move |other: Language| {
        let name = view! { <span lang=other.code()>{other.name()}</span> };
        if other == now {
            return view! { <b aria-current="true">{name}</b> }.into_any();
        }
        view! {
            <Button
                kind=ButtonKind::Link
                test_id=format!("ask-in-{}", other.code())
                on_click=move || language.set(other)
            >
                {name}
            </Button>
        }
        .into_any()
    };
    view! { <p class="ask-from">{Language::ALL.map(choice).into_iter().collect_view()}</p> }
}

/// An address that asks nothing, and what to do about it.
#[component]
fn Refused(refusal: LinkRefusal) -> impl IntoView {
    let words = words();
    titled(words.text(Key::AskBroken));
    let why = match refusal {
        LinkRefusal::TooLong => Key::AskTooLong,
        LinkRefusal::Newer => Key::AskNewer,
        LinkRefusal::Damaged => Key::AskDamaged,
    };
    view! {
        <div class="ask" data-testid="interview-refused">
            <div class="ask-intro">
                <h1>{words.text(Key::AskBroken)}</h1>
                <p>{words.text(why)}</p>
            </div>
        </div>
    }
}
