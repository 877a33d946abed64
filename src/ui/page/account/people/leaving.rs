//! Before a person goes: what would be lost, and what becomes of their part. One change, undone as one.

use leptos::prelude::*;

use super::naming;
use super::what_is_lost::LossList;
use crate::book::contact::CONTACT;
use crate::book::{Change, Label, RecordId};
use crate::browser::clock;
use crate::dossier::Dossier;
use crate::dossier::people::leaving::{Going, Loss, Part, edits};
use crate::dossier::people::{People, Person};
use crate::text::Key;
use crate::ui::component::{Commit, Dialog, Radio, forms};
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// What is chosen for the part of who goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    To,
    Open,
    Ends,
}

#[component]
pub fn LeavingDialog(people: Memo<Option<People>>, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let dossier: Memo<Option<Dossier>> = expect_context();
    let is_open = RwSignal::new(false);
    let has_left = RwSignal::new(false);
    let choice = RwSignal::new(Choice::Ends);
    let heir = RwSignal::new(None::<RecordId>);
    let go = move |id: RecordId, going: Going, part: Part| {
        let edits = dossier.with_untracked(|dossier| dossier.as_ref().map(|of| edits(of, id, going, &part)));
        let Some(edits) = edits.filter(|edits| !edits.is_empty()) else { return };
        let person = people.with_untracked(|people| naming::of(words, people.as_ref()?, id)).unwrap_or_default();
        let label = match going {
            Going::Left(_) => Label::Left { person },
            Going::Deleted => Label::Delete { kind: CONTACT.words(), of: name.get_untracked() },
        };
        session.commit(Change::new(label, edits));
    };
    Effect::new(move |_| {
        let Some(id) = forms.leaving.get() else { return };
        let loss = people.with_untracked(|people| {
            dossier.with_untracked(|dossier| Loss::of(dossier.as_ref()?, people.as_ref()?, id))
        });
        match loss {
            // Nobody need be asked about somebody who has no part in anything.
            Some(loss) if loss.is_nothing() => {
                forms.leaving.set(None);
                go(id, Going::Deleted, Part::Ends);
                focus_after(HEADING);
            }
            Some(_) => {
                // Records are worth keeping.
                has_left.set(true);
                choice.set(Choice::Open);
                heir.set(None);
                is_open.set(true);
            }
            None => forms.leaving.set(None),
        }
    });
    Effect::new(move |before: Option<bool>| {
        let is_open = is_open.get();
        if before == Some(true) && !is_open {
            forms.leaving.set(None);
        }
        is_open
    });
    let is_ready = move || choice.get() != Choice::To || heir.get().is_some();
    let leave = move |()| {
        let Some(id) = forms.leaving.get_untracked() else { return };
        let going =
            if has_left.get_untracked() { Going::Left(session.read_on.get_untracked()) } else { Going::Deleted };
        let part = match (choice.get_untracked(), heir.get_untracked()) {
            (Choice::To, Some(heir)) => Part::To(heir),
            (Choice::Open, _) => {
                let person = people.with_untracked(|people| people.as_ref()?.get(id).cloned());
                Part::Open(clock::new_id(), person.map(|person| somebody(words, &person)).unwrap_or_default())
            }
            _ => Part::Ends,
        };
        go(id, going, part);
        // What had the focus may be gone with them.
        focus_after(HEADING);
    };
    let title = move || {
        let id = forms.leaving.get()?;
        let person = people.with(|people| naming::of(words, people.as_ref()?, id))?;
        Some(words.fill(Key::LeavingTitle, &[("name", &isolated(&person))]))
    };
    let body = move |id: RecordId| {
        view! {
            <div class="stack-s">
                <p class="label">{words.text(Key::LeavingLoss)}</p>
                <LossList id people/>
            </div>
            <fieldset class="choices-list">
                <legend class="label">{words.text(Key::LeavingHow)}</legend>
                <Radio group="leaving-how" value=true chosen=has_left text=Key::LeavingLeft test_id="leaving-left"/>
                <Radio group="leaving-how" value=false chosen=has_left text=Key::LeavingDeleted test_id="leaving-deleted"/>
            </fieldset>
            <fieldset class="choices-list">
                <legend class="label">{words.text(Key::LeavingPart)}</legend>
                <div class="row">
                    <Radio group=PART value=Choice::To chosen=choice text=Key::LeavingTo test_id="leaving-to"/>
                    <Heirs id people heir choice/>
                </div>
                <Radio group=PART value=Choice::Open chosen=choice text=Key::LeavingOpen test_id="leaving-open"/>
                <Radio group=PART value=Choice::Ends chosen=choice text=Key::LeavingEnds test_id="leaving-ends"/>
            </fieldset>
            <p class="note">{words.text(Key::LeavingHint)}</p>
        }
    };
    let commit = Commit {
        text: Signal::derive(move || {
            words.text(if has_left.get() { Key::LeavingCommitLeft } else { Key::LeavingCommitDelete })
        }),
        is_danger: true,
        test_id: "leaving-commit",
        is_ready: Signal::derive(is_ready),
        act: Callback::new(leave),
    };
    view! {
        <Dialog is_open name="leaving" title=Signal::derive(move || title().unwrap_or_default()) commit>
            {move || forms.leaving.get().map(body)}
        </Dialog>
    }
}

/// The choices of what becomes of their part.
const PART: &str = "leaving-part";

const HEADING: &str = "#people h2";

/// What a placeholder is called that stands where somebody stood.
fn somebody(words: Words, person: &Person) -> String {
    match person.contact.function.trim() {
        "" => words.text(Key::Somebody).into(),
        function => words.fill(Key::SomebodyAs, &[("function", function)]),
    }
}

/// Who could take the part over: everybody else who is there. Choosing somebody says that it is taken over.
#[component]
fn Heirs(
    id: RecordId,
    people: Memo<Option<People>>,
    heir: RwSignal<Option<RecordId>>,
    choice: RwSignal<Choice>,
) -> impl IntoView {
    let words = words();
    let options = move || {
        let others = people.with(|people| {
            let here = people.iter().flat_map(|people| &people.here).filter(|person| person.id != id);
            let mut others: Vec<_> = here.map(|person| (person.id, naming::person(words, person))).collect();
            others.sort_by_key(|(_, name)| name.to_lowercase());
            others
        });
        let option = |(id, name): (RecordId, String)| view! { <option value=id.to_string()>{name}</option> };
        others.into_iter().map(option).collect_view()
    };
    view! {
        <select
            class="select"
            data-testid="leaving-heir"
            aria-label=words.text(Key::LeavingTo)
            on:change=move |event| {
                heir.set(event_target_value(&event).parse().ok());
                choice.set(Choice::To);
            }
        >
            <option value="">{words.text(Key::LeavingChoose)}</option>
            {options}
        </select>
    }
}
