//! What they will probably say, what they need behind it, and what we answer.

use leptos::prelude::*;

use super::suggested::Suggested;
use super::view::TalkView;
use crate::book::{Contact, NegotiationPosition, RecordId, Stance};
use crate::dossier::negotiation::Part;
use crate::text::Key;
use crate::ui::component::{AddButton, Opener, SampleMark, forms};
use crate::ui::page::account::talk::{source, who};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn Positions(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let row = move |(id, of): (RecordId, NegotiationPosition)| {
        let person = of.contact.and_then(|contact| session.book().get::<Contact>(contact));
        let stance = person.as_ref().map(|person| {
            let stance = person.stance.map_or(Key::StanceUnknown, Stance::name);
            let code = person.stance.map_or("unknown", Stance::code);
            view! { <span class="tag stance-word" data-stance=code>{words.text(stance)}</span> }
        });
        let function = person.map(|person| person.function).filter(|function| !function.is_empty());
        let name = who(session, &of).unwrap_or_else(|| words.text(Key::Unnamed).into());
        let says = match of.says.trim().is_empty() {
            true => view! { <span class="hole">{words.text(Key::PositionUnknown)}</span> }.into_any(),
            false => view! { <bdi class="entry-text">{of.says.clone()}</bdi> }.into_any(),
        };
        let interest = (!of.interest.trim().is_empty())
            .then(|| words.fill(Key::PositionNeeds, &[("what", &isolated(of.interest.trim()))]));
        let answer = match of.answer.trim() {
            "" => words.text(Key::PositionNoAnswer).to_owned(),
            answer => words.fill(Key::PositionWeAnswer, &[("what", &isolated(answer))]),
        };
        let source = match source(words, session, &of) {
            Some(source) => view! { <span>{source}</span> }.into_any(),
            None => view! { <span class="hole">{words.text(Key::PositionNoSource)}</span> }.into_any(),
        };
        view! {
            <li data-testid="talk-position">
                <p>
                    <Opener open=move |()| forms.edit(id)><b><bdi>{name}</bdi></b></Opener>
                    {function.map(|function| format!(", {}", isolated(&function)))}
                    " "
                    {stance}
                    " "
                    <SampleMark shown=of.sample/>
                </p>
                <p>{says}</p>
                <p class="muted">{interest}</p>
                <p class="muted">{answer} " · " {source}</p>
            </li>
        }
    };
    let body = move || {
        let all = talk.file.with(|file| file.as_ref().map(|file| file.positions.clone())).unwrap_or_default();
        match all.is_empty() {
            true => view! { <p class="note">{words.text(Key::PositionsNone)}</p> }.into_any(),
            false => view! { <ul class="positions">{all.into_iter().map(row).collect_view()}</ul> }.into_any(),
        }
    };
    view! {
        <section class="section" data-testid="talk-positions">
            <div class="section-head">
                <h2>{words.text(Key::PositionsTitle)}</h2>
                <AddButton text=Key::PositionAdd test_id="add-position" add=move |()| talk.add(forms, Part::Position)/>
            </div>
            {body}
            <Suggested talk part=Part::Position/>
        </section>
    }
}
