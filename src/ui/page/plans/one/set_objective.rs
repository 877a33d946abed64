//! An objective is set: by what it is measured, and how much it is to be. Where it stands is frozen with it.

use leptos::prelude::*;

use super::super::says::PlanView;
use crate::book::plan_objective::PLAN_OBJECTIVE;
use crate::book::{Amount, Change, Label, PlanMeasure, PlanObjective, Quantity, RecordKind};
use crate::browser::clock;
use crate::planning::file::baseline;
use crate::planning::to_date::Measure;
use crate::text::Key;
use crate::ui::component::{Commit, Dialog, LabelledField};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn SetObjective(
    plan: PlanView,
    /// Opens it.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let measure = RwSignal::new(PlanMeasure::Hand);
    let [what, group, target, before, unit] = [(); 5].map(|()| RwSignal::new(String::new()));
    Effect::new(move |_| {
        if is_open.get() {
            [what, group, target, before, unit].into_iter().for_each(|text| text.set(String::new()));
        }
    });
    let by = move || match measure.get() {
        PlanMeasure::Revenue => Some(Measure::Revenue),
        PlanMeasure::Profit => Some(Measure::Profit),
        PlanMeasure::Hand => None,
    };
    let frozen = Memo::new(move |_| {
        let by = by()?;
        plan.file.with(|file| {
            let file = file.as_ref()?;
            let (book, ledger) = (session.book(), session.ledger.get());
            baseline(&file.sales(&book, &ledger), &ledger, &group.get(), by, file.plan.span()?)
        })
    });
    let currency = move || session.ledger.get().currency();
    let amount = move || Amount::typed(&target.get(), currency()).filter(|amount| amount.minor > 0);
    let is_ready = Signal::derive(move || {
        let is_target = if by().is_some() { amount().is_some() } else { Quantity::typed(&target.get()).is_some() };
        let is_before = before.with(|text| text.trim().is_empty() || Quantity::typed(text).is_some());
        !what.with(|what| what.trim().is_empty()) && is_target && is_before
    });
    let act = Callback::new(move |()| {
        let Some(file) = plan.untracked() else { return };
        let today = session.read_on.get_untracked();
        let of = PlanObjective {
            account: Some(file.account),
            plan: Some(file.id),
            day: Some(today),
            what: what.get_untracked().trim().into(),
            measure: Some(measure.get_untracked()),
            ..PlanObjective::default()
        };
        let of = match untrack(by) {
            Some(_) => PlanObjective {
                group: group.get_untracked().trim().into(),
                baseline: frozen.get_untracked(),
                target: untrack(amount),
                ..of
            },
            None => {
                let stands = Quantity::typed(&before.get_untracked());
                PlanObjective {
                    unit: unit.get_untracked().trim().into(),
                    count_before: stands,
                    count_target: Quantity::typed(&target.get_untracked()),
                    count: stands.or(Some(Quantity::ZERO)),
                    counted: Some(today),
                    ..of
                }
            }
        };
        let label = Label::Add { kind: PLAN_OBJECTIVE.words(), of: plan.of.get_untracked() };
        session.commit(Change::new(label, of.create(clock::new_id())));
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::PlanSet)),
        is_danger: false,
        test_id: "set-objective-commit",
        is_ready,
        act,
    };
    let line = move |id: &'static str, label: Key, text: RwSignal<String>, mode: &'static str| {
        view! {
            <LabelledField id label=words.text(label)>
                <input
                    class="input"
                    id=id
                    data-testid=id
                    inputmode=mode
                    autocomplete="off"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                />
            </LabelledField>
        }
    };
    let measures = move || {
        PlanMeasure::ALL.map(|of| {
            view! { <option value=of.code() prop:selected=move || measure.get() == of>{words.text(of.name())}</option> }
        })
    };
    let groups = move || {
        let ledger = session.ledger.get();
        let options = ledger.groups().iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> });
        options.collect_view()
    };
    let of_measure = move || match by() {
        Some(_) => {
            let frozen = move || {
                let before = words.amount(frozen.get()?);
                Some(view! { <p class="hint">{words.fill(Key::PlansBaselineOnly, &[("before", &before)])}</p> })
            };
            view! {
                <LabelledField id="objective-group" label=words.text(Key::ObjectiveGroup)>
                    <select
                        class="input"
                        id="objective-group"
                        data-testid="objective-group"
                        on:change=move |event| group.set(event_target_value(&event))
                    >
                        <option value="">{words.text(Key::PlanAllGroups)}</option>
                        {groups()}
                    </select>
                </LabelledField>
                {line("objective-target", Key::ObjectiveTarget, target, "decimal")}
                {frozen}
            }
            .into_any()
        }
        None => view! {
            {line("objective-unit", Key::ObjectiveUnit, unit, "text")}
            {line("objective-before", Key::ObjectiveCountBefore, before, "decimal")}
            {line("objective-target", Key::ObjectiveCountTarget, target, "decimal")}
        }
        .into_any(),
    };
    let body = move || {
        view! {
            {line("objective-what", Key::ObjectiveWhat, what, "text")}
            <LabelledField id="objective-measure" label=words.text(Key::ObjectiveMeasure)>
                <select
                    class="input"
                    id="objective-measure"
                    data-testid="objective-measure"
                    on:change=move |event| {
                        PlanMeasure::of_code(&event_target_value(&event)).into_iter().for_each(|of| measure.set(of));
                    }
                >
                    {measures().into_iter().collect_view()}
                </select>
            </LabelledField>
            {of_measure}
            <p class="note">{words.text(Key::PlanSetHint)}</p>
        }
    };
    let title = Signal::stored(words.text(Key::PlanSetTitle).to_owned());
    view! { <Dialog is_open name="set-objective" title commit=commit>{body()}</Dialog> }
}
