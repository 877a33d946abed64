//! The three questions of each prospect, with what to find out next (P4, C21).

use leptos::prelude::*;

use super::next_step::NextSteps;
use super::says::{ahead, cell, found_in, next_question, stage_tag};
use super::shown::Shown;
use crate::book::qualification::{QUALIFICATION, field};
use crate::book::{RecordId, account};
use crate::glyph::Glyph;
use crate::prospecting::prospects::{ProspectFile, Stage};
use crate::prospecting::three_p::{Answer, Question, Unknown};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, Icon, Opener, SampleMark, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// Which of them are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    All,
    ToFindOut,
    NoNextStep,
}

impl Which {
    fn admits(self, file: &ProspectFile) -> bool {
        match self {
            Self::All => true,
            Self::ToFindOut => file.is_to_find_out(),
            Self::NoNextStep => file.lacks_next_step(),
        }
    }
}

#[component]
pub fn ThreeQuestions(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let which = RwSignal::new(Which::All);
    let listed = move |file: &ProspectFile| file.stage != Stage::Customer;
    let chip = move |of: Which, text: Key, id: &'static str| {
        let count = move || {
            let n = shown.all.with(|all| all.iter().filter(|file| listed(file) && of.admits(file)).count());
            words.number(n)
        };
        view! {
            <Button
                kind=ButtonKind::Chip
                test_id=id
                pressed=move || which.get() == of
                on_click=move || which.set(of)
            >
                {words.text(text)}
                <span class="count">{count}</span>
            </Button>
        }
    };
    let rows = move || {
        let which = which.get();
        let all = shown.all.get();
        let rows: Vec<_> = all
            .iter()
            .filter(|file| listed(file) && which.admits(file))
            .map(|file| row(session, words, file))
            .collect();
        if rows.is_empty() {
            return view! { <li><p class="note">{words.text(Key::ThreeNobody)}</p></li> }.into_any();
        }
        rows.collect_view().into_any()
    };
    view! {
        <section class="section" data-testid="three-questions">
            <div class="section-head">
                <h2>{words.text(Key::ThreeTitle)}</h2>
                <span class="chips" role="group" aria-label=words.text(Key::ThreeShow)>
                    {chip(Which::All, Key::ThreeAll, "prospects-all")}
                    {chip(Which::ToFindOut, Key::ThreeToFindOut, "prospects-to-find-out")}
                    {chip(Which::NoNextStep, Key::ThreeNoNextStep, "prospects-no-next-step")}
                </span>
            </div>
            <ol class="threep">
                <li class="threep-head" aria-hidden="true">
                    <span>{words.text(Key::PieceProspect)}</span>
                    {Question::ALL.map(|question| view! { <span>{words.text(question.name())}</span> }).into_iter().collect_view()}
                    <span>{words.text(Key::ThreeNext)}</span>
                </li>
                {rows}
            </ol>
        </section>
    }
}

/// Opens what was found out about a question, or a new answer to it.
pub fn answer(
    session: Session,
    forms: Forms,
    file: &ProspectFile,
    question: Question,
    anew: bool,
) -> impl Fn() + use<> {
    let heard = Question::ALL.iter().position(|of| *of == question);
    let heard = heard.and_then(|at| file.heard.get(at)?.as_ref()).map(|heard| heard.id).filter(|_| !anew);
    let (account, name) = (file.account, file.name.clone());
    move || match heard {
        Some(id) => forms.edit(id),
        None => {
            let by = session.author_untracked();
            forms.add_with(&QUALIFICATION, account, name.clone(), |id| {
                vec![field::question.set(id, Some(question)), field::colleague.set(id, by)]
            });
        }
    }
}

fn row(session: Session, words: Words, file: &ProspectFile) -> AnyView {
    let forms = forms();
    let to = Route::Prospects(Some(file.account)).to_string();
    let next = next_question(file);
    let cells = Question::ALL.map(|question| {
        let of = cell(words, session, file, question);
        let is_next = (next == Some(question)).then_some("");
        let by = [Some(of.by).filter(|by| !by.is_empty()), of.holds.filter(|_| of.state == "stale")];
        let by = by.into_iter().flatten().collect::<Vec<_>>().join(words.between());
        let is_unasked = file.three_p.answer(question) == Answer::Unknown(Unknown::NotAsked);
        let open = answer(session, forms, file, question, false);
        view! {
            <div class="threep-cell" data-p=of.state data-unasked=is_unasked.then_some("") data-next=is_next data-testid="three-p-cell" data-question=question.code()>
                <b>
                    <Icon glyph=of.glyph/>
                    <Opener open=move || open() test_id="three-p-open">{of.title}</Opener>
                    <span>{words.text(question.name())}</span>
                </b>
                <span>{of.evidence}</span>
                <small>{by}</small>
            </div>
        }
    });
    let whence = [Some(found_in(words, file.found_in())), Some(isolated(&file.city)).filter(|_| !file.city.is_empty())];
    let whence = whence.into_iter().flatten().collect::<Vec<_>>().join(words.between());
    let (name, of_row) = (file.name.clone(), file.name.clone());
    view! {
        <li data-testid="prospect" data-account=of_row data-stage=file.stage.code()>
            <div class="threep-who">
                <a href=to><bdi>{name}</bdi></a>
                <span>{whence}</span>
                <span>{stage_tag(words, file)} " " <SampleMark shown=file.is_sample()/></span>
            </div>
            {cells.into_iter().collect_view()}
            <div class="threep-next">
                <p>{ahead(words, file)}</p>
                {step(session, words, file)}
            </div>
        </li>
    }
    .into_any()
}

/// The next step with whose it is and its day, or that there is none.
fn step(session: Session, words: Words, file: &ProspectFile) -> AnyView {
    let id: RecordId = file.account;
    let steps = NextSteps::here();
    if file.next_what.trim().is_empty() {
        if !file.stage.is_open() {
            return ().into_any();
        }
        let label = words.labelled(Key::NextStepAdd, &file.name);
        return view! {
            <span class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{words.text(Key::NextStepNone)}</span>
            <Button
                small=true
                glyph=Glyph::Plus
                text=Key::NextStepAdd
                label
                test_id="add-next-step"
                writes=true
                on_click=move || steps.open(id)
            />
        }
        .into_any();
    }
    let owner = session.value(id, account::field::owner).or(file.owner).map(|owner| isolated(&session.name(owner)));
    let is_late = file.next_on.is_some_and(|day| day < session.read_on.get_untracked());
    let day = file.next_on.map(|day| {
        view! { <b class="nowrap" data-tone=is_late.then_some("bad")>{words.day(day)}</b> }
    });
    let late = is_late.then(|| view! { <span class="mark" data-tone="bad"><Icon glyph=Glyph::Warn/></span> " " });
    let what = isolated(&file.next_what);
    let separator = owner.is_some().then(|| words.between());
    view! {
        <small>
            <Opener open=move || steps.open(id) test_id="next-step-open">{what}</Opener>
            {separator} {owner} " " {late} {day}
        </small>
    }
    .into_any()
}
