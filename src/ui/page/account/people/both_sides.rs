//! Their people by ours: who knows whom, how well, and who knows nobody.

use leptos::prelude::*;

use crate::book::{Colleague, RecordId, RecordKind, Strength};
use crate::dossier::people::People;
use crate::dossier::people::coverage::{Link, Ours, Sides, Theirs};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

#[component]
pub fn BothSides(people: Memo<Option<People>>) -> impl IntoView {
    let session = session();
    let words = words();
    let sides = Memo::new(move |_| {
        let book = session.book();
        let name = |id: RecordId| {
            let colleague = book.record(id).filter(|record| record.kind == Colleague::KIND);
            colleague.map(|record| record.get("name")).unwrap_or_default()
        };
        people.with(|people| people.as_ref().map(|people| Sides::of(people, name)))
    });
    move || {
        sides.with(|sides| {
            let sides = sides.as_ref().filter(|sides| !sides.ours.is_empty() && !sides.theirs.is_empty())?;
            Some(table(words, sides))
        })
    }
}

fn table(words: Words, sides: &Sides) -> impl IntoView + use<> {
    let head = |ours: &Ours| view! { <th scope="col"><bdi>{ours.name.clone()}</bdi></th> };
    let row = |theirs: &Theirs| {
        let name = theirs.name.clone();
        let function =
            (!theirs.function.is_empty()).then(|| view! { <small><bdi>{theirs.function.clone()}</bdi></small> });
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi> {function}</th>
                {theirs.known.iter().map(|link| cell(words, *link)).collect_view()}
            </tr>
        }
    };
    let foot = |ours: &Ours| view! { <td>{words.number(ours.alone.len())}</td> };
    view! {
        <h3>{words.text(Key::SidesTitle)}</h3>
        <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::SidesTitle)>
            <table aria-label=words.text(Key::SidesTitle) class="grid-table sides" data-testid="sides">
                <thead>
                    <tr>
                        <td></td>
                        {sides.ours.iter().map(head).collect_view()}
                    </tr>
                </thead>
                <tbody>{sides.theirs.iter().map(row).collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{words.text(Key::SidesAlone)}</th>
                        {sides.ours.iter().map(foot).collect_view()}
                    </tr>
                </tfoot>
            </table>
        </div>
        <p class="note">{words.text(Key::SidesHint)}</p>
    }
}

/// Dots for those who see, words for those who don't.
fn cell(words: Words, link: Link) -> impl IntoView + use<> {
    let (state, dots, said) = match link {
        Link::Tie(strength) => {
            let dots = match strength {
                Some(Strength::Close) => "●●●",
                Some(Strength::Good) => "●●",
                Some(Strength::Weak) | None => "●",
            };
            let said = strength.map_or(words.text(Key::SidesTie), |strength| words.text(strength.name()));
            ("tie", dots, said)
        }
        Link::Met => ("met", "○", words.text(Key::SidesMet)),
        Link::None => ("gap", "", words.text(Key::SidesNone)),
    };
    view! {
        <td data-state=state title=said>
            <span aria-hidden="true">{dots}</span>
            <span class="sr">{said}</span>
        </td>
    }
}
