//! What the account could buy of us besides: value, likelihood, next step, and what became of it (R6).

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::kind::Tone;
use crate::book::opportunity::OPPORTUNITY;
use crate::book::{Opportunity, RecordId};
use crate::dossier::Dossier;
use crate::dossier::opportunities::sort;
use crate::text::Key;
use crate::ui::component::{AddButton, Opener, forms};
use crate::ui::dossier_words::opportunities_worth;
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::session;
use crate::ui::words::words;

fn opportunities(dossier: &Dossier) -> Vec<(RecordId, Opportunity)> {
    let mut all: Vec<_> = dossier.all::<Opportunity>().collect();
    sort(&mut all);
    all
}

/// How many are open, what they are worth, and whether a step is late.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { dossier, .. } = account_view;
    let make = move || {
        let (all, today) = (dossier.with(|dossier| dossier.as_ref().map(opportunities))?, session.read_on.get());
        let line = Line::of(opportunities_worth(words, all.iter().map(|(_, of)| of)));
        let late = all.iter().filter(|(_, of)| of.is_open() && of.next_on.is_some_and(|day| day < today)).count();
        Some(if late == 0 { line } else { line.marked(words.count(Key::LateCount, late), Tone::Bad) })
    };
    let follow = move || {
        dossier.track();
        session.read_on.track();
    };
    after_first_frame(follow, make)
}

#[component]
pub fn OpportunitiesSection(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let AccountView { id, name, dossier, .. } = account_view;
    let forms = forms();
    let all = Memo::new(move |_| dossier.with(|dossier| dossier.as_ref().map(opportunities).unwrap_or_default()));
    let add = move |()| forms.add(&OPPORTUNITY, id, name.get_untracked());
    let row = move |(id, of): (RecordId, Opportunity)| {
        let title = if of.what.is_empty() { words.text(Key::Unnamed).to_owned() } else { of.what.clone() };
        let source = of.source.map(|source| words.text(source.name()));
        let weighted = of.weighted().filter(|_| of.is_open()).map(|amount| words.amount(amount));
        let is_late = of.is_open() && of.next_on.is_some_and(|day| day < session.read_on.get());
        let late = is_late.then(|| view! { <span class="mark" data-tone="bad">{words.text(Key::TopicLate)}</span> });
        let day = of.next_on.map(|day| words.day(day));
        let next = of
            .is_open()
            .then(|| view! { <bdi>{of.next_step.clone()}</bdi> <small class="muted">{day} " " {late}</small> });
        let ended = of.outcome.map(|outcome| {
            let on = of.settled.map(|day| words.day(day));
            view! {
                <span class="tag">{words.text(outcome.name())}</span> " " {on}
                <p class="entry-text muted"><bdi>{of.reason.clone()}</bdi></p>
            }
        });
        view! {
            <tr data-testid="opportunity">
                <th scope="row">
                    <Opener open=move || forms.edit(id) test_id="opportunity-open"><bdi>{title}</bdi></Opener>
                    <small class="muted">{source}</small>
                </th>
                <td class="num" data-label=words.text(Key::OpportunityValue)>{of.value.map(|amount| words.amount(amount))}</td>
                <td data-label=words.text(Key::OpportunityLikelihood)>{of.likelihood.map(|of| words.text(of.name()))}</td>
                <td class="num" data-label=words.text(Key::OpportunityWeighted)>{weighted}</td>
                <td data-label=words.text(Key::NeedNextStep)>{next} {ended}</td>
            </tr>
        }
    };
    let table = move || {
        let reading = all.with(|all| opportunities_worth(words, all.iter().map(|(_, of)| of)));
        if all.with(Vec::is_empty) {
            return view! { <p class="note">{reading}</p> }.into_any();
        }
        view! {
            <p class="reading" data-testid="opportunities-reading">{reading}</p>
            <table aria-label=words.text(Key::OpportunitiesTitle) class="table table-cards tops" data-testid="opportunities">
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::OpportunityWhat)}</th>
                        <th scope="col" class="num">{words.text(Key::OpportunityValue)}</th>
                        <th scope="col">{words.text(Key::OpportunityLikelihood)}</th>
                        <th scope="col" class="num">{words.text(Key::OpportunityWeighted)}</th>
                        <th scope="col">{words.text(Key::OpportunityNextOrEnd)}</th>
                    </tr>
                </thead>
                <tbody>{move || all.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        {table}
        <div class="fold-tools no-print"><AddButton text=Key::OpportunityAdd add test_id="add-opportunity"/></div>
    }
}
