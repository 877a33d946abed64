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

use crate::book::RecordId;
use crate::book::contact::CONTACT;
use crate::dossier::Dossier;
use crate::dossier::people::{People, Person, findings};
use crate::text::Key;
use crate::ui::component::{AddButton, forms};
use crate::ui::keyed::Keyed;
use crate::ui::next_frame::at_next_frame;
use crate::ui::session::Session;
use crate::ui::words::{Words, words};

pub use coverage::CoverageSection;

use card::Cards;
use facts::Fact;
use finding_list::FindingList;
use leaving::LeavingDialog;
use map::DecisionMap;

type PeopleMemo = Memo<Option<People>>;

/// Makes the people of a dossier known to its page, as of the day the book is read on.
pub fn provide_people(session: Session, dossier: Memo<Option<Dossier>>) {
    let people: PeopleMemo = Memo::new(move |_| {
        let (book, day) = (session.book(), session.read_on.get());
        dossier.with(|dossier| dossier.as_ref().map(|dossier| People::of(dossier, &book, day)))
    });
    provide_context(people);
}

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

#[component]
pub fn PeopleSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let words = words();
    let forms = forms();
    let people: PeopleMemo = expect_context();
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
        <section class="section stack-s" id="people">
            <div class="section-head">
                <h2 tabindex="-1">{words.text(Key::PeopleTitle)}</h2>
                <AddButton text=Key::AddPerson add test_id="add-contact"/>
            </div>
            {move || is_empty.get().then(|| view! { <p class="note">{words.text(Key::NoContacts)}</p> })}
            <FindingList found test_id="people-reading"/>
            <DecisionMap people each name/>
            <Cards account=id people each name/>
            <LeavingDialog people name/>
        </section>
    }
}
