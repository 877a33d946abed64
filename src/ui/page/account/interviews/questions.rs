//! The questions of a language, as a company asks them.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::book::question_set::{OVERALL, UsualQuestion, field};
use crate::book::{AnswerKind, Change, Label, Question, QuestionSet};
use crate::browser::catalogues;
use crate::glyph::Glyph;
use crate::text::{Catalogue, Key, Language, Room};
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::{Session, session};
use crate::ui::words::words;

/// The questions of one language, and how they are changed.
#[derive(Clone, Copy)]
struct Editing {
    session: Session,
    catalogue: Catalogue,
    questions: Memo<Vec<Question>>,
}

impl Editing {
    fn of(session: Session, catalogue: Catalogue) -> Self {
        let language = catalogue.language().code();
        let questions = Memo::new(move |_| QuestionSet::in_use(&session.book(), language));
        Self { session, catalogue, questions }
    }

    /// Keeps other questions; the usual ones are none to keep.
    fn keep(self, questions: Vec<Question>) {
        let language = self.catalogue.language().code();
        let id = QuestionSet::of_language(language);
        let own = if questions == QuestionSet::usual() { Vec::new() } else { questions };
        let edits = vec![field::language.set(id, language.into()), field::questions.set(id, own)];
        self.session.commit(Change::new(Label::Settings, edits));
    }

    fn edit(self, code: &str, edit: impl Fn(&mut Question)) {
        let mut questions = self.questions.get_untracked();
        questions.iter_mut().filter(|question| question.code == code).for_each(edit);
        self.keep(questions);
    }

    fn words_of(self, question: &Question) -> String {
        question.asked(|key| self.catalogue.get(key).unwrap_or_default().to_owned())
    }
}

#[component]
pub fn QuestionsEditor(language: Language) -> impl IntoView {
    let words = words();
    let is_open = RwSignal::new(false);
    let here = RwSignal::new(None::<Catalogue>);
    leptos::task::spawn_local(async move {
        let catalogue = words_of(language).await;
        let _ = here.try_set(catalogue);
    });
    let title = words.fill(Key::QuestionsTitle, &[("language", language.name())]);
    let body = move || here.get().filter(|_| is_open.get()).map(|catalogue| view! { <Questions catalogue/> });
    view! {
        <details class="questions" data-testid="questions" on:toggle=move |_| is_open.set(true)>
            <summary>{title}</summary>
            {body}
        </details>
    }
}

#[component]
fn Questions(catalogue: Catalogue) -> impl IntoView {
    let (session, words) = (session(), words());
    let editing = Editing::of(session, catalogue);
    let codes = move || editing.questions.with(|all| all.iter().map(|of| of.code.clone()).collect::<Vec<_>>());
    let is_full = move || editing.questions.with(|all| all.len() >= Question::MOST);
    let is_usual = Memo::new(move |_| editing.questions.with(|all| *all == QuestionSet::usual()));
    let add = move || {
        let mut all = editing.questions.get_untracked();
        let code = QuestionSet::new_code(&all);
        all.push(Question { code, kind: AnswerKind::Words, words: words.text(Key::QuestionsOwn).into() });
        editing.keep(all);
    };
    view! {
        <div class="stack-s">
            <p class="note">{words.text(Key::QuestionsHint)}</p>
            <ol class="question-list">
                <For each=codes key=Clone::clone children=move |code| view! { <Row editing code/> }/>
            </ol>
            <div class="actions">
                <Button
                    small=true
                    glyph=Glyph::Plus
                    text=Key::QuestionsAdd
                    test_id="question-add"
                    writes=true
                    disabled=is_full
                    on_click=add
                />
                {move || (!is_usual.get()).then(|| view! {
                    <Button
                        kind=ButtonKind::Link
                        text=Key::QuestionsUsual
                        test_id="questions-usual"
                        writes=true
                        on_click=move || editing.keep(QuestionSet::usual())
                    />
                })}
            </div>
        </div>
    }
}

#[component]
fn Row(editing: Editing, code: String) -> impl IntoView {
    let (session, words) = (session(), words());
    let code = StoredValue::new(code);
    let question = Memo::new(move |_| {
        let found = |all: &Vec<Question>| all.iter().find(|of| code.with_value(|code| of.code == *code)).cloned();
        editing.questions.with(found)
    });
    let usual = code.with_value(|code| UsualQuestion::of_code(code));
    let shown = move || question.with(|of| of.as_ref().map(|of| editing.words_of(of)).unwrap_or_default());
    let change = move |event: web_sys::Event| {
        let input: web_sys::HtmlTextAreaElement = event_target(&event);
        let typed: String = input.value().split_whitespace().collect::<Vec<_>>().join(" ");
        let typed: String = typed.chars().take(Question::LONGEST).collect();
        let is_usual = usual.is_some_and(|usual| editing.catalogue.get(usual.words) == Some(&typed));
        let own = if is_usual { String::new() } else { typed };
        // An own question without words is none: what is emptied is put back.
        if usual.is_some() || !own.is_empty() {
            code.with_value(|code| editing.edit(code, |question| question.words.clone_from(&own)));
        }
        input.set_value(&untrack(shown));
    };
    let kind = move |value: AnswerKind| {
        let is_chosen = move || question.with(|of| of.as_ref().is_some_and(|of| of.kind == value));
        view! { <option value=value.code() prop:selected=is_chosen>{words.text(value.name())}</option> }
    };
    let kinds = usual.is_none().then(|| {
        view! {
            <select
                class="select"
                aria-label=words.text(Key::QuestionsAnswered)
                prop:disabled=session.is_read_only
                on:change=move |event| {
                    let kind = AnswerKind::of_code(&event_target_value(&event)).unwrap_or(AnswerKind::Words);
                    code.with_value(|code| editing.edit(code, |question| question.kind = kind));
                }
            >
                {AnswerKind::ALL.map(kind).into_iter().collect_view()}
            </select>
        }
    });
    let remove = move || {
        let mut all = editing.questions.get_untracked();
        all.retain(|question| code.with_value(|code| question.code != *code));
        editing.keep(all);
    };
    // Without a mark all in all there is no satisfaction to speak of (C8).
    let may_go = code.with_value(|code| code != OVERALL);
    view! {
        <li class="question-row">
            <textarea
                class="input growing"
                rows="1"
                lang=editing.catalogue.language().code()
                dir="auto"
                aria-label=words.text(Key::ReviewQuestion)
                data-testid="question-words"
                prop:value=shown
                prop:readOnly=session.is_read_only
                on:change=change
            ></textarea>
            {kinds}
            {may_go.then(|| view! {
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    square=true
                    glyph=Glyph::Trash
                    title=Key::QuestionsRemove
                    label=move || words.labelled(Key::QuestionsRemove, &shown())
                    test_id="question-remove"
                    writes=true
                    on_click=remove
                />
            })}
        </li>
    }
}

/// The words of a language that an interview is made of; `None` where they can't be had.
pub async fn words_of(language: Language) -> Option<Catalogue> {
    let catalogue = Catalogue::of(language);
    for coming in catalogues::begin(catalogue, [Room::Interview]) {
        JsFuture::from(coming).await.ok().filter(|came| came.is_truthy())?;
    }
    Some(catalogue)
}
