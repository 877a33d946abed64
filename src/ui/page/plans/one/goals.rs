//! What they want, in their words, beside what we want.

use leptos::prelude::*;

use super::super::says::PlanView;
use crate::book::plan_goal::{PLAN_GOAL, field};
use crate::book::{PlanGoal, RecordId, Side};
use crate::text::Key;
use crate::ui::component::{AddButton, Forms, Opener, Quote, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Goals(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let goals =
        Memo::new(move |_| plan.file.with(|file| file.as_ref().map(|file| file.goals.clone())).unwrap_or_default());
    let list = move |is_theirs: bool, none: Key| {
        let shown: Vec<_> = goals.get().into_iter().filter(|(_, goal)| goal.is_theirs() == is_theirs).collect();
        if shown.is_empty() {
            return view! { <p class="note">{words.text(none)}</p> }.into_any();
        }
        view! { <ul>{shown.into_iter().map(|(id, goal)| row(session, words, forms, id, goal)).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <section class="section" data-testid="plan-goals">
            <div class="section-head"><h2>{words.text(Key::PlanGoals)}</h2></div>
            <div class="plan-goals">
                <div>
                    <h3>{words.text(Key::PlanTheirs)}</h3>
                    {move || list(true, Key::PlanNoTheirs)}
                    <AddButton text=Key::PlanAddGoal test_id="add-their-goal" add=move |()| add_goal(plan, forms, session, Side::Them)/>
                </div>
                <div data-ours="">
                    <h3>{words.text(Key::PlanOurs)}</h3>
                    {move || list(false, Key::PlanNoOurs)}
                    <AddButton
                        text=Key::PlanAddGoal
                        label=words.text(Key::PlanAddOurs)
                        test_id="add-our-goal"
                        add=move |()| add_goal(plan, forms, session, Side::Us)
                    />
                </div>
            </div>
        </section>
    }
}

/// Opens the form of another goal of one side.
pub fn add_goal(plan: PlanView, forms: Forms, session: Session, side: Side) {
    let Some(file) = plan.untracked() else { return };
    let me = session.author_untracked().filter(|_| side == Side::Them);
    forms.add_with(&PLAN_GOAL, file.account, plan.of.get_untracked(), |goal| {
        vec![field::plan.set(goal, Some(file.id)), field::side.set(goal, Some(side)), field::colleague.set(goal, me)]
    });
}

fn row(session: Session, words: Words, forms: Forms, id: RecordId, goal: PlanGoal) -> impl IntoView + use<> {
    let is_theirs = goal.is_theirs();
    let title = if goal.what.is_empty() { words.text(Key::Unnamed).to_owned() } else { goal.what };
    let said = match is_theirs {
        false => Some(goal.because).filter(|because| !because.is_empty()).map(|because| isolated(&because)),
        true => {
            let who = match goal.contact {
                Some(contact) => isolated(&session.name(contact)),
                None => words.text(Key::PlanWhoUnknown).into(),
            };
            let day = goal.day.map(|day| words.day(day));
            let heard =
                goal.colleague.map(|of| words.fill(Key::PlanHeardBy, &[("name", &isolated(&session.name(of)))]));
            Some([Some(who), day, heard].into_iter().flatten().collect::<Vec<_>>().join(" · "))
        }
    };
    let words_of =
        if is_theirs { view! { <Quote text=title/> }.into_any() } else { view! { <bdi>{title}</bdi> }.into_any() };
    view! {
        <li data-testid="plan-goal">
            <Opener open=move |()| forms.edit(id)>{words_of}</Opener>
            <cite>{said}</cite>
        </li>
    }
}
