//! The contact cards (D5): two lines of each person, and on demand what is known of them and what one does
//! with them.

use std::sync::Arc;

use leptos::prelude::*;

use super::facts::Facts;
use super::what_is_lost::WhatIsLost;
use super::{PeopleMemo, PersonView, naming, node};
use crate::book::tie::TIE;
use crate::book::{Contact, RecordId, RecordKind, tie};
use crate::dossier::people::{People, Person};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{
    AddButton, Button, ButtonKind, ConfirmMark, DeleteButton, Icon, SampleMark, SearchField, forms,
};
use crate::ui::keyed::Keyed;
use crate::ui::page::erasing::EraseButton;
use crate::ui::printing::{is_printing, is_short};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// From so many people on they can be searched.
const MANY: usize = 12;

#[component]
pub fn Cards(account: RecordId, people: PeopleMemo, each: Keyed<PersonView>, name: Memo<String>) -> impl IntoView {
    let words = words();
    let typed = RwSignal::new(String::new());
    let counts = Memo::new(move |_| {
        people.with(|people| people.as_ref().map_or((0, 0), |people| (people.here.len(), people.gone.len())))
    });
    let is_many = Memo::new(move |_| counts.get().0 > MANY);
    let found = move |of: fn(&People) -> &Vec<Arc<Person>>, sought: String| {
        people.with(|people| {
            let all = people.iter().flat_map(&of);
            all.filter(|person| is_match(words, person, &sought)).map(|person| person.id).collect::<Vec<_>>()
        })
    };
    let sought = move || if is_many.get() { typed.get().trim().to_lowercase() } else { String::new() };
    let here = Memo::new(move |_| found(|people| &people.here, sought()));
    let gone = Memo::new(move |_| found(|people| &people.gone, String::new()));
    let card = move |id: RecordId| view! { <Card id account people shown=each.get(id) name/> };
    let search = move || {
        is_many.get().then(|| {
            view! {
                <SearchField
                    label=Key::PeopleSearch
                    test_id="people-search"
                    value=typed
                    search=move |text| typed.set(text)
                />
            }
        })
    };
    let is_none_found = move || here.with(Vec::is_empty) && !sought().is_empty();
    view! {
        {search}
        {move || is_none_found().then(|| view! { <p class="note">{words.text(Key::PeopleNoMatch)}</p> })}
        <ul class="contacts"><For each=move || here.get() key=|id| *id children=card/></ul>
        {move || {
            let has_gone = Memo::new(move |_| counts.get().1 > 0);
            has_gone.get().then(|| view! {
                <details class="people-gone" data-testid="people-gone" open=is_printing() && !is_short()>
                    <summary>{move || words.count(Key::PeopleGone, counts.get().1)}</summary>
                    <ul class="contacts"><For each=move || gone.get() key=|id| *id children=card/></ul>
                </details>
            })
        }}
    }
}

/// Whether all that is sought stands somewhere in what one remembers of a person.
fn is_match(words: Words, person: &Person, sought: &str) -> bool {
    if sought.is_empty() {
        return true;
    }
    let contact = &person.contact;
    let roles = naming::roles(words, &contact.roles);
    let ties = person.ties.iter().map(|tie| tie.name.as_str());
    let own = [&contact.name, &contact.function, &contact.unit, &contact.phone, &contact.email, &roles];
    let all = own.into_iter().map(String::as_str).chain(ties).collect::<Vec<_>>().join("\n").to_lowercase();
    sought.split_whitespace().all(|word| all.contains(word))
}

#[component]
fn Card(
    id: RecordId,
    account: RecordId,
    people: PeopleMemo,
    shown: Signal<Option<PersonView>>,
    name: Memo<String>,
) -> impl IntoView {
    let words = words();
    let forms = forms();
    let day = session().read_on;
    let person = Memo::new(move |_| shown.with(|shown| Some(shown.as_ref()?.person.clone())));
    let called = Memo::new(move |_| {
        person.with(|person| person.as_ref().map(|person| naming::person(words, person)).unwrap_or_default())
    });
    let is_here = Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.is_here)));
    let is_known = Memo::new(move |_| person.with(|person| person.as_ref().is_some_and(|person| person.is_known())));
    let is_sample =
        Signal::derive(move || person.with(|person| person.as_ref().is_some_and(|known| known.contact.sample)));
    let facts =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.facts.clone()).unwrap_or_default()));
    let add_tie = move |()| {
        forms.add_with(&TIE, account, name.get_untracked(), |new| vec![tie::field::contact.set(new, Some(id))]);
    };
    let is_open = RwSignal::new(is_printing() && !is_short());
    // What was opened once stays: a form in it gives the focus back to where it was.
    let is_built = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || is_open.get());
    let stance = Memo::new(move |_| person.with(|person| person.as_ref().and_then(|known| known.contact.stance)));
    let what = move || person.with(|person| person.as_ref().map(|person| what(words, person)).unwrap_or_default());
    let part = move || {
        person.with(|person| {
            let person = person.as_ref()?;
            let day = day.get();
            let parts = [naming::roles(words, &person.contact.roles), node::known(words, person, day)];
            Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
        })
    };
    let edit = move || words.fill(Key::EditPerson, &[("name", &isolated(&called.get()))]);
    let delete = move || words.fill(Key::DeletePerson, &[("name", &isolated(&called.get()))]);
    let body = move || {
        view! {
            <Facts facts/>
            {move || is_known.get().then(|| view! {
                <Known person/>
                <div class="row person-foot">
                    <AddButton text=Key::AddTie add=add_tie test_id="add-tie" label=Signal::derive(move || words.labelled(Key::AddTie, &called.get()))/>
                    <ConfirmMark id kind=Contact::KIND field=""/>
                </div>
            })}
            {(!is_printing()).then(|| view! {
                <div class="row person-acts no-print">
                    <Button
                        kind=ButtonKind::Link
                        text=Key::EditThem
                        test_id="edit-person"
                        label=edit
                        on_click=move || forms.edit(id)
                    />
                    <DeleteButton label=Signal::derive(delete) delete=move |()| forms.delete(id) test_id="delete-person"/>
                    <EraseButton id label=Signal::derive(move || words.labelled(Key::EraseThem, &called.get()))/>
                </div>
            })}
            <WhatIsLost id people is_here name=called/>
        }
    };
    let name = move || match is_printing() {
        true => view! { <bdi>{called}</bdi> }.into_any(),
        false => view! {
            <Button
                kind=ButtonKind::Bare
                class="person-name"
                test_id="open-person"
                expanded=move || is_open.get()
                on_click=move || is_open.update(|open| *open = !*open)
            >
                <bdi>{called}</bdi>
            </Button>
        }
        .into_any(),
    };
    view! {
        <li class="contact" data-testid="person" data-person=id.to_string() data-open=move || is_open.get().to_string()>
            <div class="person-head">
                {move || node::stance(words, stance.get())}
                <h3>{name()}</h3>
                <span class="person-what"><bdi>{what}</bdi></span>
                <SampleMark shown=is_sample/>
                <span class="person-chevron" aria-hidden="true"><Icon glyph=Glyph::Next/></span>
                <small class="person-part">{part}</small>
            </div>
            {move || is_built.get().then(|| view! {
                <div class="person-body" hidden=move || !is_open.get()>{body()}</div>
            })}
        </li>
    }
}

/// "Managing director, Management, top"
fn what(words: Words, person: &Person) -> String {
    let contact = &person.contact;
    let rank = contact.rank.map(|rank| words.text(rank.name()).to_owned());
    // Who is the purchasing of Purchasing is called so once.
    let is_same = contact.function.trim().to_lowercase() == contact.unit.trim().to_lowercase();
    let unit = (!is_same).then(|| contact.unit.clone());
    let parts = [Some(contact.function.clone()), unit, rank];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who of ours knows them, and when they were last spoken to. Each tie opens its form.
#[component]
fn Known(person: Memo<Option<Arc<Person>>>) -> impl IntoView {
    let words = words();
    let forms = forms();
    let tie = move |tie: &crate::dossier::people::Acquaintance| {
        let (id, name) = (tie.tie, tie.name.clone());
        let label = words.fill(Key::EditTie, &[("name", &isolated(&tie.name))]);
        let strength = tie.strength.map(|strength| words.text(strength.name()));
        view! {
            <li>
                <Button kind=ButtonKind::Link label on_click=move || forms.edit(id)>
                    <bdi>{name}</bdi>
                </Button>
                {strength.map(|strength| view! { <small>" · " {strength}</small> })}
                {(!tie.note.is_empty()).then(|| view! { <p class="note"><bdi>{tie.note.clone()}</bdi></p> })}
            </li>
        }
    };
    let shown = move || {
        let person = person.get()?;
        let ties = person.ties.iter().map(tie).collect::<Vec<_>>();
        let none = ties.is_empty().then(|| words.text(Key::KnownByNobody));
        Some(view! {
            <div class="person-known">
                <span class="muted">{words.text(Key::KnownTo)}</span>
                <ul class="person-ties" data-testid="ties">{ties}{none.map(|none| view! { <li class="muted">{none}</li> })}</ul>
                <p class="muted">{naming::last_contact(words, &person)}</p>
            </div>
        })
    };
    view! { {shown} }
}
