//! The facts of a contact card: only what is known.

use leptos::prelude::*;

use super::naming;
use crate::book::{Birthday, RecordId};
use crate::dossier::link::Link;
use crate::dossier::people::{People, Person};
use crate::text::Key;
use crate::ui::fields::reach_kind;
use crate::ui::words::Words;

/// One line of a card.
#[derive(Clone, PartialEq)]
pub struct Fact {
    label: &'static str,
    text: String,
    link: Option<Link>,
}

#[component]
pub fn Facts(facts: Memo<Vec<Fact>>) -> impl IntoView {
    let fact = |fact: Fact| {
        let text = match fact.link {
            // The page that opens learns neither of this one nor where it came from.
            Some(link) if link.is_page => view! {
                <a href=link.address dir="auto" target="_blank" rel="noopener noreferrer">{fact.text}</a>
            }
            .into_any(),
            Some(link) => view! { <a href=link.address dir="auto">{fact.text}</a> }.into_any(),
            None => view! { <bdi>{fact.text}</bdi> }.into_any(),
        };
        view! {
            <div>
                <dt>{fact.label}</dt>
                <dd>{text}</dd>
            </div>
        }
    };
    move || {
        let facts = facts.get();
        (!facts.is_empty())
            .then(|| view! { <dl class="person-facts">{facts.into_iter().map(fact).collect_view()}</dl> })
    }
}

/// All that is known of a person, beside who they are and who knows them.
pub fn of(words: Words, people: &People, person: &Person) -> Vec<Fact> {
    let mut all = every_fact(words, people, person);
    all.retain(|fact| !fact.text.trim().is_empty());
    all
}

fn every_fact(words: Words, people: &People, person: &Person) -> Vec<Fact> {
    let (id, contact) = (person.id, &person.contact);
    let plain = |key: Key, text: String| Fact { label: words.text(key), text, link: None };
    let linked = |label: &'static str, text: &str, link: Option<Link>| Fact { label, text: text.into(), link };
    let name = |id: RecordId| naming::of(words, people, id);
    let names = |ids: Vec<RecordId>| ids.into_iter().filter_map(name).collect::<Vec<_>>();
    let swayed_by = people.here.iter().filter(|other| other.contact.influences.contains(&id)).map(|other| other.id);
    let mut facts = vec![
        linked(words.text(Key::ContactPhone), &contact.phone, Link::tel(&contact.phone)),
        linked(words.text(Key::ContactEmail), &contact.email, Link::mail(&contact.email)),
    ];
    facts.extend(
        contact.reach.iter().map(|reach| linked(words.text(reach_kind(reach.kind)), &reach.value, Link::of(reach))),
    );
    let influence = contact.influence.map(|influence| words.text(influence.name()));
    facts.extend([
        plain(Key::ContactInfluence, influence.unwrap_or_default().into()),
        plain(Key::ContactReportsTo, contact.reports_to.and_then(name).unwrap_or_default()),
        plain(Key::ReportsOf, naming::all(words, &names(people.forest.reports(id).to_vec()))),
        plain(Key::ContactInfluences, naming::all(words, &names(contact.influences.clone()))),
        plain(Key::SwayedBy, naming::all(words, &names(swayed_by.collect()))),
        plain(Key::ContactLanguages, contact.languages.clone()),
        plain(Key::ContactBirthday, contact.birthday.map(|day| birthday(words, day)).unwrap_or_default()),
        plain(Key::ContactPreferences, contact.preferences.clone()),
        plain(Key::ContactValues, contact.values.clone()),
        plain(Key::ContactNote, contact.note.clone()),
        plain(Key::ContactLeft, contact.left.map(|day| words.day(day)).unwrap_or_default()),
    ]);
    facts
}

fn birthday(words: Words, day: Birthday) -> String {
    match day.year() {
        Some(_) => words.day(day.shown()),
        None => words.day_and_month(day.shown()),
    }
}
