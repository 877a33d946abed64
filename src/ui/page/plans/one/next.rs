//! The next period: each thing that is unfinished is kept or dropped, with a word why, and the next plan begins of what
//! is kept.

use leptos::prelude::*;

use super::super::says::{PlanView, days, period_name};
use crate::book::plan_action::PLAN_ACTION;
use crate::book::plan_objective::PLAN_OBJECTIVE;
use crate::book::{Carried, Change, Label, RecordId};
use crate::browser::clock;
use crate::planning::file::baseline;
use crate::planning::opening::{Unfinished, following};
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::session;
use crate::ui::words::words;

/// So many days before its end a plan's next one is thought of.
const NEAR: i32 = 30;

#[component]
pub fn NextPeriod(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let unfinished = Memo::new(move |_| {
        plan.file.with(|file| {
            let file = file.as_ref().filter(|file| file.plan.is_open() && file.plan.span().is_some())?;
            Some(file.unfinished())
        })
    });
    let is_near = plan.file.with_untracked(|file| {
        let end = file.as_ref().and_then(|file| file.plan.to);
        end.is_some_and(|end| end.since(session.read_on.get_untracked()) <= NEAR)
    });
    let decide = move |of: &Unfinished, carried: Option<Carried>, why: &str| {
        let kind = if of.is_objective { PLAN_OBJECTIVE.words() } else { PLAN_ACTION.words() };
        let label = Label::Edit { kind, of: plan.of.get_untracked() };
        session.commit(Change::new(label, of.decide(carried, why)));
    };
    let row = move |id: RecordId| {
        let of = Memo::new(move |_| unfinished.with(|all| all.iter().flatten().find(|of| of.id == id).cloned()));
        // Nothing else of it changes while it stands here.
        let (what, is_objective) = of.with_untracked(|of| of.as_ref().map(|of| (of.what.clone(), of.is_objective)))?;
        let choose = move |event| {
            if let Some(of) = of.get_untracked() {
                decide(&of, Carried::of_code(&event_target_value(&event)), &of.why);
            }
        };
        let say = move |event| {
            if let Some(of) = of.get_untracked() {
                decide(&of, of.carried, &event_target_value(&event));
            }
        };
        let carried = move || of.with(|of| of.as_ref().and_then(|of| of.carried));
        let options = Carried::ALL.map(|of| {
            view! { <option value=of.code() prop:selected=move || carried() == Some(of)>{words.text(of.name())}</option> }
        });
        let kind = words.text(if is_objective { Key::PiecePlanObjective } else { Key::PiecePlanAction });
        let is_decided = move || of.with(|of| of.as_ref().is_some_and(Unfinished::is_decided)).then_some("");
        Some(view! {
            <li data-testid="unfinished" data-decided=is_decided>
                <span><bdi>{what.clone()}</bdi><small>{kind}</small></span>
                <select
                    class="input"
                    aria-label=words.labelled(Key::PlanCarried, &what)
                    prop:disabled=session.is_read_only
                    on:change=choose
                >
                    <option value="" prop:selected=move || carried().is_none()>{words.text(Key::PlanUndecided)}</option>
                    {options.into_iter().collect_view()}
                </select>
                <input
                    class="input"
                    aria-label=words.labelled(Key::PlanCarriedWhy, &what)
                    placeholder=words.text(Key::PlanCarriedWhy)
                    prop:value=move || of.with(|of| of.as_ref().map(|of| of.why.clone())).unwrap_or_default()
                    prop:readOnly=session.is_read_only
                    on:change=say
                />
            </li>
        })
    };
    let ids = move || unfinished.with(|all| all.iter().flatten().map(|of| of.id).collect::<Vec<_>>());
    let is_ready =
        move || unfinished.with(|all| all.as_ref().is_some_and(|all| all.iter().all(Unfinished::is_decided)));
    let begin = move || {
        let Some(file) = plan.untracked() else { return };
        let Some(span) = file.plan.span() else { return };
        let (book, ledger) = (session.book_untracked(), session.ledger.get_untracked());
        let sales = file.sales(&book, &ledger);
        let id = clock::new_id();
        let change = file.next(
            id,
            plan.of.get_untracked(),
            period_name(words, following(span)),
            session.read_on.get_untracked(),
            |of, measure, span| baseline(&sales, &ledger, &of.group, measure, span),
        );
        let Some(change) = change else { return };
        session.commit(change);
        let _ = window().location().set_hash(&Route::Plans(PlanPlace::One(id)).to_string());
    };
    let span = Memo::new(move |_| plan.file.with(|file| file.as_ref().and_then(|file| file.plan.span())));
    let body = move || {
        let span = span.get()?;
        let lead = words.fill(Key::PlanNextIs, &[("days", &days(words, following(span)))]);
        let none = move || {
            let is_none = unfinished.with(|all| all.as_ref().is_some_and(Vec::is_empty));
            is_none.then(|| view! { <p class="note">{words.text(Key::PlanNothingLeft)}</p> })
        };
        Some(view! {
            <p>{lead}</p>
            <ul class="plan-next"><For each=ids key=|id| *id children=row/></ul>
            {none}
            <Button
                kind=ButtonKind::Plain
                text=Key::PlanNextBegin
                test_id="next-period"
                writes=true
                disabled=move || !is_ready()
                on_click=begin
            />
            <p class="note">{words.text(Key::PlanNextHint)}</p>
        })
    };
    let is_shown = Memo::new(move |_| unfinished.with(Option::is_some));
    move || {
        is_shown.get().then(|| {
            view! {
                <section class="section" data-testid="plan-next">
                    <details open=is_near>
                        <summary><h2>{words.text(Key::PlanNext)}</h2></summary>
                        {body}
                    </details>
                </section>
            }
        })
    }
}
