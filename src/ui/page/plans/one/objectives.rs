//! The objectives: where each stood, where it is to stand, and where it stands.

use leptos::prelude::*;

use super::super::says::{PlanView, figures, measured, state_tag};
use super::set_objective::SetObjective;
use crate::planning::file::{Objective, PlanFile, Progress};
use crate::planning::restated::restating;
use crate::text::Key;
use crate::ui::component::{AddButton, Forms, Opener, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Objectives(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let sets = expect_context::<SetsObjective>();
    let body = move || {
        let Some(file) = plan.file.get().filter(|file| !file.objectives.is_empty()) else {
            return view! { <p class="note">{words.text(Key::PlanNoObjective)}</p> }.into_any();
        };
        let rows = file.objectives.iter().map(|of| row(session, words, forms, &file, of)).collect_view();
        view! {
            <ol class="plan-objectives">
                <li class="plan-objectives-head" aria-hidden="true">
                    <span>{words.text(Key::PlanObjective)}</span>
                    <span class="num">{words.text(Key::PlanBaseline)}</span>
                    <span class="num">{words.text(Key::PlansTarget)}</span>
                    <span class="num">{words.text(Key::PlanToDate)}</span>
                    <span>{words.text(Key::PlansState)}</span>
                </li>
                {rows}
            </ol>
        }
        .into_any()
    };
    view! {
        <section class="section" data-testid="plan-objectives">
            <div class="section-head">
                <h2>{words.text(Key::PlanObjectives)}</h2>
                <AddButton text=Key::PlanObjective test_id="add-objective" add=move |()| sets.0.set(true)/>
            </div>
            {body}
        </section>
        <SetObjective plan is_open=sets.0/>
    }
}

/// Opens the dialog that sets an objective, from wherever on the page.
#[derive(Clone, Copy)]
pub struct SetsObjective(pub RwSignal<bool>);

impl SetsObjective {
    /// For a plan's page and all that is in it.
    pub fn provide() {
        provide_context(Self(RwSignal::new(false)));
    }
}

/// By how much the past was changed since the baseline was frozen, and by which import, in words.
pub fn restated(session: Session, words: Words, file: &PlanFile, of: &Objective) -> Option<String> {
    let Progress::Ledger { restated: Some(by), .. } = of.progress else { return None };
    if by == 0 {
        return None;
    }
    let difference = words.signed(words.money(session.ledger.get().currency(), by), by);
    let batches = session.counting_batches();
    let found = session.with_book(|book| restating(book, file, of, batches.iter().map(|(id, batch)| (*id, &**batch))));
    let Some(last) = found.first() else { return Some(words.fill(Key::PlanRestated, &[("by", &difference)])) };
    let name = isolated(&last.file);
    let by = match last.day {
        Some(day) => words.fill(Key::PlanRestatedFile, &[("file", &name), ("day", &words.day(day))]),
        None => name,
    };
    let text = match found.len() - 1 {
        0 => words.fill(Key::PlanRestatedBy, &[("file", &by), ("by", &difference)]),
        more => words.counted(Key::PlanRestatedByMore, more, &[("file", &by), ("by", &difference)]),
    };
    Some(text)
}

fn row(session: Session, words: Words, forms: Forms, file: &PlanFile, of: &Objective) -> impl IntoView + use<> {
    let [baseline, target, actual] = figures(words, session.ledger.get().currency(), of);
    let id = of.id;
    let title = if of.record.what.is_empty() { words.text(Key::Unnamed).to_owned() } else { of.record.what.clone() };
    let frozen = of.record.day.filter(|_| of.record.baseline.is_some());
    let frozen = frozen.map(|day| words.fill(Key::PlanFrozen, &[("day", &words.day(day))]));
    let small = [Some(measured(words, of)), frozen].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let moved = restated(session, words, file, of).map(|text| {
        view! { <small class="mark" data-tone="warn" data-testid="restated">{text}</small> }
    });
    let counted = of.record.counted.map(|day| words.fill(Key::PlanCountedOn, &[("day", &words.day(day))]));
    view! {
        <li data-testid="plan-objective">
            <span>
                <Opener open=move |()| forms.edit(id)><b><bdi>{isolated(&title)}</bdi></b></Opener>
                <small>{small}</small>
                {moved}
            </span>
            <span class="num" data-label=words.text(Key::PlanBaseline)>{baseline}</span>
            <span class="num" data-label=words.text(Key::PlansTarget)>{target}</span>
            <span class="num" data-label=words.text(Key::PlanToDate)><b>{actual}</b> <small>{counted}</small></span>
            <span>{state_tag(words, of.progress.state())}</span>
        </li>
    }
}
