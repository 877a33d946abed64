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

use leptos::prelude::*;

use crate::book::RecordId;
use crate::book::contact::CONTACT;
use crate::dossier::Dossier;
use crate::dossier::people::{People, findings};
use crate::text::Key;
use crate::ui::component::{AddButton, forms};
use crate::ui::session::session;
use crate::ui::words::words;

pub use coverage::CoverageSection;

use card::Cards;
use finding_list::FindingList;
use leaving::LeavingDialog;
use map::DecisionMap;

/// The people of this page's dossier, as of the day the book is read on.
fn people() -> Memo<Option<People>> {
    let session = session();
    let dossier: Memo<Option<Dossier>> = expect_context();
    Memo::new(move |_| {
        let (book, day) = (session.book(), session.read_on.get());
        dossier.with(|dossier| dossier.as_ref().map(|dossier| People::of(dossier, &book, day)))
    })
}

#[component]
pub fn PeopleSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let words = words();
    let forms = forms();
    let people = people();
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
            <DecisionMap people name/>
            <Cards account=id people name/>
            <LeavingDialog people name/>
        </section>
    }
}
