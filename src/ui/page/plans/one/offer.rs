//! The offer made for them, and what the plan takes: hours, money, risks.

use leptos::prelude::*;

use super::super::says::PlanView;
use super::edit_at;
use crate::book::{AccountPlan, account_plan::field};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, forms};
use crate::ui::words::{isolated, words};

/// The parts of an offer, as they are stored.
type Part = (Key, &'static str, fn(&AccountPlan) -> &str);

const PARTS: [Part; 4] = [
    (Key::PlanOfferFor, field::offer_for.name, |plan| &plan.offer_for),
    (Key::PlanOfferWhat, field::offer.name, |plan| &plan.offer),
    (Key::PlanOfferValue, field::offer_value.name, |plan| &plan.offer_value),
    (Key::PlanOfferProof, field::offer_proof.name, |plan| &plan.offer_proof),
];

#[component]
pub fn OfferSection(plan: PlanView) -> impl IntoView {
    let words = words();
    let forms = forms();
    let row = move |(label, name, of): Part| {
        let value = Memo::new(move |_| {
            plan.file.with(|file| file.as_ref().map(|file| of(&file.plan).to_owned())).unwrap_or_default()
        });
        let shown = move || match value.with(String::is_empty) {
            true => view! { <span class="muted">{words.text(Key::PlanNotKnown)}</span> }.into_any(),
            false => view! { <bdi class="entry-text">{value.get()}</bdi> }.into_any(),
        };
        let act = move || if value.with(String::is_empty) { Key::PlanOfferAdd } else { Key::PlanItemEdit };
        view! {
            <div class="fact" data-state=move || value.with(String::is_empty).then_some("missing")>
                <dt>{words.text(label)}</dt>
                <dd>{shown}</dd>
                <dd>
                    <Button
                        kind=ButtonKind::Link
                        text=move || words.text(act()).to_owned()
                        label=words.labelled(Key::PlanItemEdit, words.text(label))
                        writes=true
                        on_click=move || edit_at(forms, plan.id, name)
                    />
                </dd>
            </div>
        }
    };
    view! {
        <section class="section" data-testid="plan-offer">
            <div class="section-head"><h2>{words.text(Key::PlanOffer)}</h2></div>
            <dl class="fact-list">{PARTS.map(row).into_iter().collect_view()}</dl>
        </section>
    }
}

#[component]
pub fn Resources(plan: PlanView) -> impl IntoView {
    let words = words();
    let forms = forms();
    let body = move || {
        let file = plan.file.get()?;
        let AccountPlan { hours, budget, risks, long_aim, long_aim_by, result, .. } = file.plan.clone();
        let aim = (!long_aim.is_empty()).then(|| {
            let day = long_aim_by.map(|day| words.day(day));
            [Some(isolated(&long_aim)), day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        });
        let rows = [
            (Key::PlanHours, hours.map(|hours| words.fill(Key::HoursOf, &[("n", &words.decimal(hours.hours(), 2))]))),
            (Key::PlanBudget, budget.map(|budget| words.amount(budget))),
            (Key::PlanLongAim, aim),
            (Key::PlanResult, Some(isolated(&result)).filter(|_| !result.is_empty())),
        ];
        let rows = rows
            .into_iter()
            .filter_map(|(label, value)| Some(view! { <div><dt>{words.text(label)}</dt><dd>{value?}</dd></div> }));
        let rows = rows.collect_view();
        let risks = match risks.is_empty() {
            true => words.text(Key::PlanNoRisk).to_owned(),
            false => words.fill(Key::PlanRiskIs, &[("risk", &isolated(&risks))]),
        };
        Some(view! {
            <dl class="facts">{rows}</dl>
            <p class="note entry-text">{risks}</p>
        })
    };
    view! {
        <section data-testid="plan-resources">
            <div class="section-head">
                <h2 class="block-head">{words.text(Key::PlanResources)}</h2>
                <Button
                    kind=ButtonKind::Link
                    text=Key::PlanItemEdit
                    label=words.labelled(Key::PlanItemEdit, words.text(Key::PlanResources))
                    writes=true
                    on_click=move || edit_at(forms, plan.id, field::hours.name)
                />
            </div>
            {body}
        </section>
    }
}
