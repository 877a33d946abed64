//! What to ask before anything is offered, of whom, and why.

use leptos::prelude::*;

use super::suggested::Suggested;
use super::view::TalkView;
use crate::dossier::negotiation::Part;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{AddButton, Icon, Opener, SampleMark, forms};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn Questions(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let body = move || {
        let all = talk.file.with(|file| file.as_ref().map(|file| file.questions.clone())).unwrap_or_default();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::QuestionsNone)}</p> }.into_any();
        }
        let rows = all.into_iter().map(|(id, of)| {
            let title = if of.what.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { of.what };
            let whom = match of.contact {
                Some(contact) => view! {
                    <span class="mark">
                        <Icon glyph=Glyph::Team/>
                        {words.fill(Key::QuestionFor, &[("name", &isolated(&session.name(contact)))])}
                    </span>
                }
                .into_any(),
                None => view! { <span class="hole">{words.text(Key::QuestionForNobody)}</span> }.into_any(),
            };
            let answer = (!of.answer.trim().is_empty()).then(|| {
                let text = words.fill(Key::QuestionSaid, &[("what", &isolated(of.answer.trim()))]);
                view! { <p class="talk-answer">{text}</p> }
            });
            view! {
                <li data-testid="talk-question">
                    <div>
                        <Opener open=move |()| forms.edit(id)><b><bdi>{title}</bdi></b></Opener>
                        " "
                        <SampleMark shown=of.sample/>
                        <small><bdi>{of.because}</bdi></small>
                        {answer}
                    </div>
                    {whom}
                </li>
            }
        });
        view! { <ol class="questions">{rows.collect_view()}</ol> }.into_any()
    };
    view! {
        <section class="section" data-testid="talk-questions">
            <div class="section-head">
                <h2>{words.text(Key::QuestionsTitle)}</h2>
                <AddButton text=Key::QuestionAdd test_id="add-question" add=move |()| talk.add(forms, Part::Question)/>
            </div>
            {body}
            <Suggested talk part=Part::Question/>
        </section>
    }
}
