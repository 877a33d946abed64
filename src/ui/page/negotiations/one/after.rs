//! What came of it: how it ended, what they answered to each proposal, what was granted; promises and actions are made
//! from it.

use leptos::prelude::*;

use super::view::TalkView;
use crate::book::negotiation::{NEGOTIATION, field};
use crate::book::plan_action::PLAN_ACTION;
use crate::book::promise::PROMISE;
use crate::book::{
    AccountPlan, Answer, Interaction, Label, Negotiation, NegotiationOutcome, RecordId, negotiation_concession,
    negotiation_proposal, plan_action, promise,
};
use crate::dossier::negotiation::Part;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Editable, Icon, LabelledField, Opener, forms};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn Afterwards(talk: TalkView) -> impl IntoView {
    let words = words();
    let is_open = Memo::new(move |_| talk.record(Negotiation::is_open));
    let body = move || match is_open.get() {
        true => view! { <p class="note">{words.text(Key::AfterHint)}</p> }.into_any(),
        false => view! { <Told talk/> }.into_any(),
    };
    view! {
        <section class="section" data-testid="talk-after">
            <h2 class="block-head">{words.text(Key::AfterTitle)}</h2>
            {body}
        </section>
    }
}

#[component]
fn Told(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let outcome = Memo::new(move |_| talk.record(|of| of.outcome));
    let held = Memo::new(move |_| talk.record(|of| of.held));
    let touch = Memo::new(move |_| talk.record(|of| of.touch));
    let set_outcome = move |event| {
        let outcome = NegotiationOutcome::of_code(&event_target_value(&event));
        talk.set(session, vec![field::outcome.set(talk.id, outcome)]);
    };
    let outcomes = NegotiationOutcome::ALL.map(|of| {
        view! { <option value=of.code() prop:selected=move || outcome.get() == Some(of)>{words.text(of.name())}</option> }
    });
    let on = move || held.get().map(|day| words.fill(Key::AfterHeld, &[("day", &words.day(day))]));
    let meeting = move || {
        let id = touch.get()?;
        let subject = session.book().get::<Interaction>(id)?.subject;
        let subject = if subject.is_empty() { words.text(Key::Unnamed).to_owned() } else { isolated(&subject) };
        let text = words.fill(Key::AfterMeeting, &[("what", &subject)]);
        Some(view! { <Opener open=move |()| forms.edit(id)>{text}</Opener> })
    };
    let granted = move || {
        let file = talk.file.get()?;
        let currency = session.ledger.get().currency();
        let granted = file.granted(currency);
        (granted.counted > 0).then(|| {
            let sum = format!("{currency} {}", words.money(currency, granted.total));
            words.fill(Key::AfterGranted, &[("sum", &isolated(&sum))])
        })
    };
    let proposals = move || {
        let all = talk.file.with(|file| file.as_ref().map(|file| file.proposals.clone())).unwrap_or_default();
        let rows = all.into_iter().map(|(id, of)| {
            let title = if of.what.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { of.what };
            let answered = move |event| {
                let answer = Answer::of_code(&event_target_value(&event));
                talk.set_row(session, Part::Proposal, negotiation_proposal::field::answer.set(id, answer));
            };
            let answers = Answer::ALL.map(|answer| {
                let is_it = of.answer == Some(answer);
                view! { <option value=answer.code() selected=is_it>{words.text(answer.name())}</option> }
            });
            let label = words.fill(Key::AfterAnswer, &[("what", &title)]);
            let follows =
                (of.answer == Some(Answer::Accepted)).then(|| view! { <Follows talk row=id what=title.clone()/> });
            view! {
                <li data-testid="after-proposal">
                    <span><bdi>{title}</bdi></span>
                    <select class="input" aria-label=label prop:disabled=session.is_read_only on:change=answered>
                        <option value="" selected=of.answer.is_none()></option>
                        {answers.into_iter().collect_view()}
                    </select>
                    <span class="row">{follows}</span>
                </li>
            }
        });
        rows.collect_view()
    };
    let concessions = move || {
        let all = talk.file.with(|file| file.as_ref().map(|file| file.concessions.clone())).unwrap_or_default();
        let rows = all.into_iter().map(|(id, of)| {
            let title = if of.what.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { of.what };
            let grant = move |event| {
                let edit = negotiation_concession::field::granted.set(id, event_target_checked(&event));
                talk.set_row(session, Part::Concession, edit);
            };
            let follows = of.granted.then(|| view! { <Follows talk row=id what=title.clone()/> });
            view! {
                <li data-testid="after-concession">
                    <span><bdi>{title}</bdi></span>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=of.granted
                            prop:disabled=session.is_read_only
                            on:change=grant
                        />
                        <span>{words.text(Key::ConcessionGranted)}</span>
                    </label>
                    <span class="row">{follows}</span>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <p class="note">{on} " " {meeting}</p>
        <div class="after-pair">
            <LabelledField id="talk-outcome" label=words.text(Key::NegotiationOutcomeIs)>
                <select
                    class="input"
                    id="talk-outcome"
                    data-testid="talk-outcome"
                    prop:disabled=session.is_read_only
                    on:change=set_outcome
                >
                    <option value="" prop:selected=move || outcome.get().is_none()></option>
                    {outcomes.into_iter().collect_view()}
                </select>
            </LabelledField>
            <div class="field">
                <span class="label">{words.text(Key::NegotiationResult)}</span>
                <Editable
                    id=talk.id
                    field=field::result
                    change=move || Label::Edit { kind: NEGOTIATION.words(), of: talk.of.get_untracked() }
                    label=words.text(Key::NegotiationResult)
                    test_id="talk-result"
                    tall=true
                />
            </div>
        </div>
        <ul class="after-rows">{proposals} {concessions}</ul>
        <p class="note" data-testid="talk-granted">{granted}</p>
    }
}

/// What follows from something that was agreed: a promise of ours, an action of the plan.
#[component]
fn Follows(talk: TalkView, row: RecordId, what: String) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    // Two colleagues who make a promise of it make one.
    let (promised, planned) = (RecordId::derived(row, "promise"), RecordId::derived(row, "action"));
    let is_there = move |id: RecordId| session.record(id).is_some_and(|record| !record.is_deleted());
    let plan = move || {
        let plan = talk.record(|of| of.plan)?;
        session.book().get::<AccountPlan>(plan).filter(AccountPlan::is_open).map(|_| plan)
    };
    let what = StoredValue::new(what);
    let promise_it = move || {
        let Some(file) = talk.untracked() else { return };
        let known = vec![
            promise::field::what.set(promised, what.get_value()),
            promise::field::contacts.set(promised, file.record.contacts.clone()),
            promise::field::colleagues.set(promised, file.record.colleagues.clone()),
        ];
        forms.add_as(promised, &PROMISE, talk.account, talk.of.get_untracked(), known);
    };
    let plan_it = move |plan: RecordId| {
        let Some(file) = talk.untracked() else { return };
        let known = vec![
            plan_action::field::plan.set(planned, Some(plan)),
            plan_action::field::what.set(planned, what.get_value()),
            plan_action::field::colleagues.set(planned, file.record.colleagues.clone()),
        ];
        forms.add_as(planned, &PLAN_ACTION, talk.account, talk.of.get_untracked(), known);
    };
    let done = move |key: Key| {
        view! { <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(key)}</span> }
    };
    let promise = move || match is_there(promised) {
        true => done(Key::AfterPromised).into_any(),
        false => view! {
            <Button
                kind=ButtonKind::Link
                text=Key::AfterPromise
                label=words.labelled(Key::AfterPromise, &what.get_value())
                test_id="after-promise"
                writes=true
                on_click=promise_it
            />
        }
        .into_any(),
    };
    let action = move || {
        let plan = plan()?;
        Some(match is_there(planned) {
            true => done(Key::AfterIsAction).into_any(),
            false => view! {
                <Button
                    kind=ButtonKind::Link
                    text=Key::AfterAction
                    label=words.labelled(Key::AfterAction, &what.get_value())
                    test_id="after-action"
                    writes=true
                    on_click=move || plan_it(plan)
                />
            }
            .into_any(),
        })
    };
    view! { {promise} " " {action} }
}
