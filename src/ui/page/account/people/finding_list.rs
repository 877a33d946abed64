//! What stands out, in sentences.

use leptos::prelude::*;

use super::naming;
use crate::book::{BuyingRoles, Stance};
use crate::dossier::people::findings::Finding;
use crate::text::Key;
use crate::ui::words::{Words, isolated, rich, words};

/// So many findings are read; the rest is seen below.
const READ: usize = 3;

/// So many names stand in one sentence.
const NAMES: usize = 3;

#[component]
pub fn FindingList(found: Memo<Vec<Finding>>, test_id: &'static str) -> impl IntoView {
    let words = words();
    let text = move || {
        let said = found.with(|found| reading(words, found));
        (!said.is_empty()).then(|| view! { <p class="reading" data-testid=test_id>{rich(said)}</p> })
    };
    move || text()
}

/// The weightiest, as sentences.
pub fn reading(words: Words, found: &[Finding]) -> String {
    found.iter().take(READ).map(|finding| said(words, finding)).collect::<Vec<_>>().join(" ")
}

fn said(words: Words, finding: &Finding) -> String {
    let number = |n: usize| words.number(n);
    match finding {
        Finding::Against { name, roles, stance } => {
            let roles = naming::roles(words, &roles.iter().copied().collect::<BuyingRoles>());
            let key = match (stance, roles.is_empty()) {
                (Stance::Opponent, false) => Key::FindingAgainst,
                (Stance::Opponent, true) => Key::FindingAgainstNoRole,
                (_, false) => Key::FindingSceptic,
                (_, true) => Key::FindingScepticNoRole,
            };
            words.fill(key, &[("name", &isolated(name)), ("roles", &roles)])
        }
        Finding::NoDecider => words.text(Key::FindingNoDecider).into(),
        Finding::Silent { name, since, others } => {
            let places = [("name", isolated(name)), ("day", words.day(*since))];
            let places = places.each_ref().map(|(place, value)| (*place, value.as_str()));
            match others {
                0 => words.fill(Key::FindingSilent, &places),
                others => words.counted(Key::FindingSilentOthers, *others, &places),
            }
        }
        Finding::NeverSpoken { names } => {
            words.fill(Key::FindingNeverSpoken, &[("names", &naming::several(words, names, NAMES))])
        }
        Finding::OnePerson { name } => words.fill(Key::FindingOnePerson, &[("name", &isolated(name))]),
        Finding::OneColleague { name, people } => {
            words.counted(Key::FindingOneColleague, *people, &[("name", &isolated(name))])
        }
        Finding::HangOnOne { people, all } => {
            words.fill(Key::FindingHangOnOne, &[("people", &number(*people)), ("all", &number(*all))])
        }
        Finding::Untied { names, .. } => {
            words.fill(Key::FindingUntied, &[("names", &naming::several(words, names, NAMES))])
        }
        Finding::Units { names } => words.fill(Key::FindingUnits, &[("names", &naming::several(words, names, NAMES))]),
        Finding::NobodyAtTop => words.text(Key::FindingNobodyAtTop).into(),
    }
}
