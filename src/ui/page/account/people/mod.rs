//! People and decisions (D3, D5, R9): what stands out, the decision map, the cards, who is known by
//! whom, and what becomes of a person's part when they go.

mod both_sides;
mod card;
mod coverage;
mod facts;
mod finding_list;
mod leaving;
mod map;
mod naming;
mod node;
mod what_is_lost;

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::account_view::{AccountView, PeopleMemo};
use super::fold::Line;
use crate::book::RecordId;
use crate::book::contact::CONTACT;
use crate::book::kind::Tone;
use crate::browser::preferences;
use crate::dossier::people::{People, Person, findings};
use crate::text::Key;
use crate::ui::component::{AddButton, Radio, forms};
use crate::ui::keyed::Keyed;
use crate::ui::next_frame::{after_first_frame, at_next_frame};
use crate::ui::page::erasing::{Asked, ErasingDialog};
use crate::ui::printing::is_printing;
use crate::ui::words::{Words, words};

pub use coverage::{CoverageSection, line as coverage_line};

use card::Cards;
use facts::Fact;
use finding_list::FindingList;
use leaving::LeavingDialog;
use map::DecisionMap;

/// What is shown of one person: on their card, on the map, in its list.
#[derive(Clone, PartialEq)]
struct PersonView {
    person: Arc<Person>,
    is_here: bool,
    facts: Vec<Fact>,
    /// All that the map says of them.
    said: String,
}

impl PersonView {
    /// Of everybody, the gone too.
    fn every(words: Words, people: &People) -> BTreeMap<RecordId, Self> {
        let view = |person: &Arc<Person>, is_here| {
            let (id, person) = (person.id, person.clone());
            let view = Self {
                facts: facts::of(words, people, &person),
                said: node::said(words, people, &person),
                person,
                is_here,
            };
            (id, view)
        };
        let here = people.here.iter().map(|person| view(person, true));
        here.chain(people.gone.iter().map(|person| view(person, false))).collect()
    }
}

/// What stands out about decisions, and how many people there are.
pub fn line(_: AccountView) -> Signal<Option<Line>> {
    let words = words();
    let people: PeopleMemo = expect_context();
    let make = move || {
        people.with(|people| {
            let people = people.as_ref()?;
            let found = findings::of_decisions(people);
            let text = match (people.here.is_empty(), found.is_empty()) {
                (true, _) => words.text(Key::NoContacts).to_owned(),
                (false, false) => finding_list::reading(words, &found),
                (false, true) => {
                    naming::all(words, &people.here.iter().map(|one| naming::person(words, one)).collect::<Vec<_>>())
                }
            };
            Some(Line::of(text).marked(words.number(people.here.len()), Tone::Plain))
        })
    };
    after_first_frame(move || people.track(), make)
}

/// How people are shown: one of both, for both say the same.
#[component]
fn PeopleView(shows_cards: RwSignal<bool>) -> impl IntoView {
    Effect::new(move |before: Option<()>| {
        let shows = shows_cards.get();
        if before.is_some() {
            preferences::keep_shows_cards(shows);
        }
    });
    view! {
        <div class="switch" role="radiogroup" aria-label=words().text(Key::PeopleTitle)>
            <Radio group="people-view" value=false chosen=shows_cards text=Key::PeopleMap test_id="people-map"/>
            <Radio group="people-view" value=true chosen=shows_cards text=Key::PeopleCards test_id="people-cards"/>
        </div>
    }
}

#[component]
pub fn PeopleSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let words = words();
    let forms = forms();
    let people: PeopleMemo = expect_context();
    Asked::provide();
    let on_paper = is_printing();
    let shows_cards = RwSignal::new(!on_paper && preferences::shows_cards());
    let every = move || {
        people.with(|people| people.as_ref().map(|people| PersonView::every(words, people)).unwrap_or_default())
    };
    let every = at_next_frame(move || people.track(), every);
    let each = Keyed::of(move || every.get());
    let is_empty =
        Memo::new(move |_| people.with(|people| people.as_ref().is_none_or(|people| people.here.is_empty())));
    let found =
        Memo::new(move |_| people.with(|people| people.as_ref().map(findings::of_decisions).unwrap_or_default()));
    let add = move |()| forms.add(&CONTACT, id, name.get_untracked());
    view! {
        <div class="stack-s people-view" data-view=move || if shows_cards.get() { "cards" } else { "map" }>
            {(!on_paper).then(|| view! {
                <div class="fold-tools">
                    <PeopleView shows_cards/>
                    <AddButton text=Key::AddPerson add test_id="add-contact"/>
                </div>
            })}
            {move || is_empty.get().then(|| view! { <p class="note">{words.text(Key::NoContacts)}</p> })}
            <FindingList found test_id="people-reading"/>
            {move || (!shows_cards.get()).then(|| view! { <DecisionMap people each name/> })}
            <Cards account=id people each name/>
            <LeavingDialog people name/>
            <ErasingDialog/>
        </div>
    }
}
