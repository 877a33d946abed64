//! The three questions, each with what shows its answer and until when that holds.

use leptos::prelude::*;

use super::OneView;
use crate::prospecting::prospects::{ProspectFile, Stage};
use crate::prospecting::three_p::{Answer, Question};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Opener, forms};
use crate::ui::page::prospects::says::{ahead, cell, next_question};
use crate::ui::page::prospects::three_p::answer;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

#[component]
pub fn Questions(one: OneView) -> impl IntoView {
    let (session, words) = (session(), words());
    let reading = move || one.file.get().map(|file| reading(words, &file));
    let cards = move || {
        let file = one.file.get()?;
        Some(Question::ALL.map(|question| card(session, words, &file, question)).into_iter().collect_view())
    };
    view! {
        <section aria-label=words.text(Key::ThreeTitle) data-testid="prospect-questions">
            <p class="reading"><b>{reading}</b></p>
            <div class="threep-one">{cards}</div>
        </section>
    }
}

/// "Two of three hold. Find out next: can they pay?"
fn reading(words: Words, file: &ProspectFile) -> String {
    let holding = Question::ALL.iter().filter(|question| file.three_p.answer(**question) == Answer::Yes).count();
    let hold = words.counted(Key::QuestionsHold, holding, &[]);
    if file.stage == Stage::Customer {
        return words.text(Key::AheadServe).into();
    }
    format!("{hold} {}", ahead(words, file))
}

fn card(session: Session, words: Words, file: &ProspectFile, question: Question) -> impl IntoView + use<> {
    let forms = forms();
    let of = cell(words, session, file, question);
    let is_next = next_question(file) == Some(question);
    let (open, write) = (answer(session, forms, file, question, false), answer(session, forms, file, question, true));
    let has_answer = of.state != "unknown";
    let text = if has_answer { Key::QuestionsRenew } else { Key::QuestionsWrite };
    let kind = if is_next { ButtonKind::Primary } else { ButtonKind::Plain };
    let hint = (of.state == "unknown").then(|| {
        let hint = match question {
            Question::Need => Key::HintNeed,
            Question::Authority => Key::HintAuthority,
            Question::Pay => Key::HintPay,
        };
        view! { <small>{words.text(hint)}</small> }
    });
    let label = words.labelled(text, words.text(question.name()));
    let evidence = match has_answer {
        true => view! { <Opener open=move || open() test_id="answer-open">{of.evidence}</Opener> }.into_any(),
        false => of.evidence.into_any(),
    };
    view! {
        <div
            class="threep-cell"
            data-p=of.state
            data-next=is_next.then_some("")
            data-testid="three-p-cell"
            data-question=question.code()
        >
            <b><Icon glyph=of.glyph/> {of.title} <span>{words.text(question.name())}</span></b>
            <p>{evidence}</p>
            <small>{of.by}</small>
            {hint}
            <div class="row">
                {of.holds.map(|holds| view! { <small>{holds}</small> })}
                <Button kind small=true text label test_id="write-answer" writes=true on_click=move || write()/>
            </div>
        </div>
    }
}
