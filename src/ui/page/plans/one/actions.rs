//! What is done, by whom, by when, for which objective; of a programme whom it reaches, with what.

use leptos::prelude::*;

use super::super::says::{PlanView, names};
use crate::book::plan_action::{PLAN_ACTION, field};
use crate::book::{Change, Label, PlanAction, RecordId};
use crate::glyph::Glyph;
use crate::planning::file::PlanFile;
use crate::text::Key;
use crate::ui::component::{AddButton, Forms, Icon, Opener, SampleMark, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Actions(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let body = move || {
        let file = plan.file.get()?;
        if file.actions.is_empty() {
            return Some(view! { <p class="note">{words.text(Key::PlanNoAction)}</p> }.into_any());
        }
        let rows = file.actions.iter().map(|(id, action)| row(session, words, forms, plan, &file, *id, action));
        Some(view! { <ul class="plan-actions">{rows.collect_view()}</ul> }.into_any())
    };
    let count = move || {
        plan.file.with(|file| {
            let file = file.as_ref()?;
            let open = file.actions.iter().filter(|(_, of)| of.is_open()).count();
            let done = file.actions.iter().filter(|(_, of)| of.done.is_some()).count();
            Some(words.fill(Key::PlanActionCount, &[("open", &words.number(open)), ("done", &words.number(done))]))
        })
    };
    view! {
        <section class="section" data-testid="plan-actions">
            <div class="section-head">
                <h2>{words.text(Key::PlanActions)}</h2>
                <span class="row">
                    <span class="note">{count}</span>
                    <AddButton text=Key::PlanAction test_id="add-action" add=move |()| add_action(plan, forms, None)/>
                </span>
            </div>
            {body}
        </section>
    }
}

/// Opens the form of another action, for an objective if one is named.
pub fn add_action(plan: PlanView, forms: Forms, objective: Option<RecordId>) {
    let Some(file) = plan.untracked() else { return };
    forms.add_with(&PLAN_ACTION, file.account, plan.of.get_untracked(), |action| {
        vec![field::plan.set(action, Some(file.id)), field::objective.set(action, objective)]
    });
}

fn row(
    session: Session,
    words: Words,
    forms: Forms,
    plan: PlanView,
    file: &PlanFile,
    id: RecordId,
    action: &PlanAction,
) -> impl IntoView + use<> {
    let today = session.read_on.get();
    let title = if action.what.is_empty() { words.text(Key::Unnamed).to_owned() } else { action.what.clone() };
    let told = move |edit| {
        let label = Label::Edit { kind: PLAN_ACTION.words(), of: plan.of.get_untracked() };
        session.commit(Change::new(label, vec![edit]));
    };
    let tick = move |event| {
        let done = event_target_checked(&event).then(|| session.read_on.get_untracked());
        told(field::done.set(id, done));
    };
    let serves = action.objective;
    let objectives = file.objectives.iter().enumerate().map(|(at, of)| {
        let text = format!("{}. {}", words.number(at + 1), of.record.what);
        view! { <option value=of.id.to_string() selected=serves == Some(of.id)>{text}</option> }
    });
    let choose = move |event| told(field::objective.set(id, event_target_value(&event).parse().ok()));
    let objective_label = words.labelled(Key::PlanServes, &title);
    let stage = action.stage.map(|stage| words.text(stage.name()).to_owned());
    let reached = (!action.contacts.is_empty())
        .then(|| words.fill(Key::PlanReaches, &[("names", &names(words, session, &action.contacts))]));
    let content = Some(isolated(&action.content)).filter(|_| !action.content.is_empty());
    let dropped = action.dropped.map(|day| words.fill(Key::PlanDroppedOn, &[("day", &words.day(day))]));
    let small = [reached, stage, content, dropped].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let owner = match action.colleagues.is_empty() {
        true => view! { <span class="hole">{words.text(Key::PlanNoOwner)}</span> }.into_any(),
        false => names(words, session, &action.colleagues).into_any(),
    };
    let when = match (action.done, action.due) {
        (Some(done), _) => view! {
            <span class="mark" data-tone="good">
                <Icon glyph=Glyph::Check/>
                {words.fill(Key::PlanDoneOn, &[("day", &words.day_and_month(done))])}
            </span>
        }
        .into_any(),
        (None, None) => view! { <span class="hole">{words.text(Key::PlanNoDay)}</span> }.into_any(),
        (None, Some(due)) => {
            let is_late = action.is_open() && due < today;
            view! { <span class="mark" data-tone=is_late.then_some("bad")>{words.day_and_month(due)}</span> }.into_any()
        }
    };
    let (is_done, is_gone, is_sample) =
        (action.done.is_some(), action.dropped.is_some(), file.adds_sample(action.sample));
    view! {
        <li data-testid="plan-action" data-done=(is_done || is_gone).then_some("")>
            <input
                type="checkbox"
                aria-label=title.clone()
                prop:checked=is_done
                prop:disabled=move || is_gone || session.is_read_only.get()
                on:change=tick
            />
            <div>
                <Opener open=move |()| forms.edit(id)><bdi>{title}</bdi></Opener>
                " "
                <SampleMark shown=is_sample/>
                <small>{small}</small>
            </div>
            <select
                class="input plan-serves"
                aria-label=objective_label
                prop:disabled=session.is_read_only
                on:change=choose
            >
                <option value="" selected=serves.is_none()>{words.text(Key::PlanServesNone)}</option>
                {objectives.collect_view()}
            </select>
            <span class="owner">{owner}</span>
            <span class="when">{when}</span>
        </li>
    }
}
