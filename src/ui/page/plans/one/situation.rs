//! The situation in four short lists: an item becomes an action, or goes.

use leptos::prelude::*;

use super::super::says::PlanView;
use super::edit_at;
use crate::book::account_plan::{self, ACCOUNT_PLAN};
use crate::book::plan_action::{self, PLAN_ACTION};
use crate::book::{AccountPlan, Change, Field, Label};
use crate::glyph::Glyph;
use crate::planning::opening::{items, without_item};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, forms};
use crate::ui::session::session;
use crate::ui::words::words;

/// One of the four lists.
#[derive(Clone, Copy)]
struct List {
    title: Key,
    field: Field<String>,
    of: fn(&AccountPlan) -> &str,
}

const LISTS: [List; 4] = [
    List { title: Key::PlanGoesWell, field: account_plan::field::strengths, of: |plan| &plan.strengths },
    List { title: Key::PlanDoesNot, field: account_plan::field::weaknesses, of: |plan| &plan.weaknesses },
    List { title: Key::PlanOpens, field: account_plan::field::openings, of: |plan| &plan.openings },
    List { title: Key::PlanThreatens, field: account_plan::field::threats, of: |plan| &plan.threats },
];

/// What each list is called and holds, for paper.
pub fn lists(plan: &AccountPlan) -> impl Iterator<Item = (Key, Vec<String>)> {
    LISTS.into_iter().map(move |list| (list.title, items((list.of)(plan)).map(str::to_owned).collect()))
}

#[component]
pub fn Situation(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let act = move |item: String| {
        let Some(file) = plan.untracked() else { return };
        let owner = file.plan.owner;
        forms.add_with(&PLAN_ACTION, file.account, plan.of.get_untracked(), |action| {
            vec![
                plan_action::field::plan.set(action, Some(file.id)),
                plan_action::field::situation.set(action, item.clone()),
                plan_action::field::what.set(action, item),
                plan_action::field::colleagues.set(action, owner.into_iter().collect()),
            ]
        });
        super::focus_after("[data-testid=record-form] [data-field=what]");
    };
    let drop_item = move |list: List, item: String| {
        let Some(file) = plan.untracked() else { return };
        let label = Label::Edit { kind: ACCOUNT_PLAN.words(), of: plan.of.get_untracked() };
        let edit = list.field.set(file.id, without_item((list.of)(&file.plan), &item));
        session.commit(Change::new(label, vec![edit]));
    };
    let column = move |list: List| {
        let body = move || {
            plan.file.with(|file| {
                let file = file.as_ref()?;
                let all: Vec<String> = items((list.of)(&file.plan)).map(str::to_owned).collect();
                if all.is_empty() {
                    return Some(view! { <p class="note">{words.text(Key::PlanNoItem)}</p> }.into_any());
                }
                let rows = all.into_iter().map(|item| {
                    let is_acted = file.actions.iter().any(|(_, of)| of.situation == item && of.dropped.is_none());
                    let (to_act, to_drop) = (item.clone(), item.clone());
                    let acts = match is_acted {
                        true => view! {
                            <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::PlanInActions)}</span>
                        }
                        .into_any(),
                        false => view! {
                            <span class="row">
                                <Button
                                    kind=ButtonKind::Link
                                    text=Key::PlanItemAction
                                    label=words.labelled(Key::PlanItemAction, &item)
                                    test_id="item-action"
                                    writes=true
                                    on_click=move || act(to_act.clone())
                                />
                                <Button
                                    kind=ButtonKind::Link
                                    text=Key::PlanItemGoes
                                    label=words.labelled(Key::PlanItemGoes, &item)
                                    test_id="item-goes"
                                    writes=true
                                    on_click=move || drop_item(list, to_drop.clone())
                                />
                            </span>
                        }
                        .into_any(),
                    };
                    view! { <li><bdi>{item}</bdi> {acts}</li> }
                });
                Some(view! { <ul>{rows.collect_view()}</ul> }.into_any())
            })
        };
        let edit = Callback::new(move |()| edit_at(forms, plan.id, list.field.name));
        view! {
            <div>
                <h3>
                    {words.text(list.title)} " "
                    <Button
                        kind=ButtonKind::Link
                        text=Key::PlanItemEdit
                        label=words.labelled(Key::PlanItemEdit, words.text(list.title))
                        writes=true
                        on_click=move || edit.run(())
                    />
                </h3>
                {body}
            </div>
        }
    };
    view! {
        <section class="section" data-testid="plan-situation">
            <div class="section-head">
                <h2>{words.text(Key::PlanSituation)}</h2>
                <span class="note">{words.text(Key::PlanSituationNote)}</span>
            </div>
            <div class="plan-lists">{LISTS.map(column).into_iter().collect_view()}</div>
        </section>
    }
}
