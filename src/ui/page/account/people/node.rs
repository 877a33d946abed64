//! One person of the decision map, as words: in its box, in its list, and for those who don't see it.

use leptos::prelude::*;

use super::naming;
use crate::book::RecordId;
use crate::calendar::Date;
use crate::chart::PersonWords;
use crate::dossier::people::{People, Person};
use crate::text::Key;
use crate::ui::words::{Words, isolated};

/// What the map shows of a person, on a day.
pub fn words_of(words: Words, person: &Person, on: Date) -> PersonWords {
    let contact = &person.contact;
    PersonWords {
        name: naming::person(words, person),
        function: contact.function.clone(),
        roles: naming::roles(words, &contact.roles),
        known: known(words, person, on),
        stance: contact.stance,
        is_open: contact.placeholder,
    }
}

/// "Janet Leverling · 28 Apr 1998"
pub fn known(words: Words, person: &Person, on: Date) -> String {
    if !person.is_known() {
        return words.text(Key::NotKnown).into();
    }
    // The year is said where it isn't plain which.
    let day = person.last.as_ref().map(|last| match on.since(last.day) {
        0..300 => words.day_and_month(last.day).replace(' ', "\u{a0}"),
        _ => words.whole_day(last.day),
    });
    let names: Vec<String> = person.ties.iter().map(|tie| tie.name.clone()).collect();
    let who = match names.as_slice() {
        [] => words.text(Key::CellUntied).to_owned(),
        [name] => isolated(name),
        [name, others @ ..] => {
            format!("{} {}", isolated(name), words.fill(Key::CellMore, &[("n", &words.number(others.len()))]))
        }
    };
    [Some(who), day].into_iter().flatten().collect::<Vec<_>>().join(words.between())
}

/// Everything the picture says of a person, in sentences.
pub fn said(words: Words, people: &People, person: &Person) -> String {
    let contact = &person.contact;
    let own = [contact.function.clone(), naming::roles(words, &contact.roles)];
    let own: Vec<String> = own.into_iter().filter(|part| !part.is_empty()).collect();
    let mut said = vec![naming::person(words, person)];
    if !own.is_empty() {
        said.push(words.list(own));
    }
    said.push(words.fill(Key::StanceIs, &[("stance", naming::coded(words, contact.stance))]));
    let name = |id: RecordId| naming::of(words, people, id);
    if let Some(boss) = people.forest.boss(person.id).and_then(name) {
        said.push(words.fill(Key::ReportsToWhom, &[("name", &isolated(&boss))]));
    }
    let sways: Vec<String> = contact.influences.iter().copied().filter_map(name).collect();
    if !sways.is_empty() {
        said.push(words.fill(Key::SwaysWhom, &[("names", &naming::all(words, &sways))]));
    }
    if person.is_known() {
        let names: Vec<String> = person.ties.iter().map(|tie| tie.name.clone()).collect();
        said.push(naming::known_by(words, &names));
        said.push(naming::last_contact(words, person));
    }
    said.iter().map(|part| part.trim_end_matches('.')).collect::<Vec<_>>().join(". ")
}

/// The mark of a stance, with its word for those who don't see it.
pub fn stance(words: Words, of: Option<crate::book::Stance>) -> impl IntoView + use<> {
    let word = naming::coded(words, of);
    view! {
        <span class="stance-of" title=word inner_html=crate::chart::stance_mark(of)></span>
    }
}
