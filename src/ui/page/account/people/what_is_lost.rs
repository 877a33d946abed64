//! What would be lost if a person left: on their card, and before they go.

use leptos::prelude::*;

use super::{PeopleMemo, naming};
use crate::book::RecordId;
use crate::dossier::Dossier;
use crate::dossier::people::{People, leaving};
use crate::text::Key;
use crate::ui::words::{Words, isolated, words};

/// A fold on a card, worked out when it is opened.
#[component]
pub fn WhatIsLost(id: RecordId, people: PeopleMemo, is_here: Memo<bool>, name: Memo<String>) -> impl IntoView {
    let words = words();
    let is_open = RwSignal::new(false);
    let said = move || words.labelled(Key::WhatIfLeaves, &name.get());
    move || {
        is_here.get().then(|| {
            view! {
                <details class="person-loss" data-testid="what-if-leaves" on:toggle=move |_| is_open.set(true)>
                    <summary aria-label=said>{words.text(Key::WhatIfLeaves)}</summary>
                    {move || is_open.get().then(|| view! { <LossList id people/> })}
                </details>
            }
        })
    }
}

#[component]
pub fn LossList(id: RecordId, people: PeopleMemo) -> impl IntoView {
    let words = words();
    let dossier: Memo<Option<Dossier>> = expect_context();
    let lines = Memo::new(move |_| {
        people.with(|people| {
            let people = people.as_ref()?;
            let loss = dossier.with(|dossier| leaving::Loss::of(dossier.as_ref()?, people, id))?;
            Some(said(words, people, &loss))
        })
    });
    move || {
        let lines = lines.get()?;
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        Some(view! { <ul class="loss" data-testid="loss">{lines}</ul> })
    }
}

fn said(words: Words, people: &People, loss: &leaving::Loss) -> Vec<String> {
    let list = |key: Key, place: &str, items: Vec<String>| {
        (!items.is_empty()).then(|| words.fill(key, &[(place, &naming::all(words, &items))]))
    };
    let roles =
        |roles: &[crate::book::BuyingRole]| roles.iter().map(|role| words.text(role.name()).to_owned()).collect();
    let names = |ids: &[RecordId]| ids.iter().filter_map(|id| naming::of(words, people, *id)).collect::<Vec<_>>();
    let ties = loss.ties.iter().map(|tie| tie.name.clone()).collect();
    let unit = loss.unit.as_ref().map(|unit| words.fill(Key::LossUnit, &[("unit", &isolated(unit))]));
    let rank = loss.rank.map(|rank| words.text(rank.name()));
    let rank = rank.map(|rank| words.fill(Key::LossRank, &[("rank", rank)]));
    let all = [
        list(Key::LossRoles, "roles", roles(&loss.roles)),
        list(Key::LossSharedRoles, "roles", roles(&loss.shared_roles)),
        list(Key::LossTies, "names", ties),
        list(Key::LossCutOff, "names", loss.cut_off.clone()),
        list(Key::LossReports, "names", names(&loss.reports)),
        list(Key::LossSways, "names", names(&loss.sways)),
        list(Key::LossSwayedBy, "names", names(&loss.swayed_by)),
        unit,
        rank,
        list(Key::LossPromises, "what", loss.promises.clone()),
    ];
    let said: Vec<String> = all.into_iter().flatten().collect();
    if said.is_empty() { vec![words.text(Key::LossNothing).into()] } else { said }
}
