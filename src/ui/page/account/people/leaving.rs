//! Before a person goes: what would be lost, and what becomes of their part. One change, undone as one.

use leptos::html;
use leptos::prelude::*;

use super::loss::LossList;
use super::naming;
use crate::book::{Change, Label, Piece, RecordId};
use crate::browser::clock;
use crate::dossier::Dossier;
use crate::dossier::people::leaving::{Going, Loss, Part, edits};
use crate::dossier::people::{People, Person};
use crate::text::Key;
use crate::ui::component::forms;
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
    let dialog = NodeRef::<html::Dialog>::new();
    let has_left = RwSignal::new(false);
    let choice = RwSignal::new(Choice::Ends);
    let heir = RwSignal::new(None::<RecordId>);
    let go = move |id: RecordId, going: Going, part: Part| {
        let edits = dossier.with_untracked(|dossier| dossier.as_ref().map(|of| edits(of, id, going, &part)));
        let Some(edits) = edits.filter(|edits| !edits.is_empty()) else { return };
        let person = people.with_untracked(|people| naming::of(words, people.as_ref()?, id)).unwrap_or_default();
        let label = match going {
            Going::Left(_) => Label::Left { person },
            Going::Deleted => Label::Delete { piece: Piece::Contact, of: name.get_untracked() },
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
                if let Some(dialog) = dialog.get() {
                    // Fails only if it is open already.
                    let _ = dialog.show_modal();
                    // Its choices are there a moment after it.
                    focus_after("[data-testid=leaving-left]");
                }
            }
            None => forms.leaving.set(None),
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let is_ready = move || choice.get() != Choice::To || heir.get().is_some();
    let commit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(id) = forms.leaving.get_untracked().filter(|_| is_ready()) else { return };
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
        close();
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
                {[(true, Key::LeavingLeft, "leaving-left"), (false, Key::LeavingDeleted, "leaving-deleted")]
                    .map(|(left, key, test_id)| view! {
                        <label class="check">
                            <input
                                type="radio"
                                name="leaving-how"
                                data-testid=test_id
                                prop:checked=move || has_left.get() == left
                                on:change=move |_| has_left.set(left)
                            />
                            <span>{words.text(key)}</span>
                        </label>
                    })
                    .collect_view()}
            </fieldset>
            <fieldset class="choices-list">
                <legend class="label">{words.text(Key::LeavingPart)}</legend>
                <div class="row">
                    <Radio of=Choice::To choice text=Key::LeavingTo test_id="leaving-to"/>
                    <Heirs id people heir choice/>
                </div>
                <Radio of=Choice::Open choice text=Key::LeavingOpen test_id="leaving-open"/>
                <Radio of=Choice::Ends choice text=Key::LeavingEnds test_id="leaving-ends"/>
            </fieldset>
            <p class="note">{words.text(Key::LeavingHint)}</p>
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="leaving-title"
            data-testid="leaving"
            on:close=move |_| forms.leaving.set(None)
        >
            <form on:submit=commit>
                <div class="dialog-head"><h2 id="leaving-title">{title}</h2></div>
                <div class="dialog-body">{move || forms.leaving.get().map(body)}</div>
                <div class="dialog-foot">
                    <button class="btn" data-kind="quiet" type="button" on:click=move |_| close()>
                        {words.text(Key::Cancel)}
                    </button>
                    <button
                        class="btn"
                        data-kind="danger"
                        type="submit"
                        data-testid="leaving-commit"
                        prop:disabled=move || session.is_read_only.get() || !is_ready()
                    >
                        {move || words.text(if has_left.get() { Key::LeavingCommitLeft } else { Key::LeavingCommitDelete })}
                    </button>
                </div>
            </form>
        </dialog>
    }
}

const HEADING: &str = "#people h2";

/// What a placeholder is called that stands where somebody stood.
fn somebody(words: Words, person: &Person) -> String {
    match person.contact.function.trim() {
        "" => words.text(Key::Somebody).into(),
        function => words.fill(Key::SomebodyAs, &[("function", function)]),
    }
}

#[component]
fn Radio(of: Choice, choice: RwSignal<Choice>, text: Key, test_id: &'static str) -> impl IntoView {
    let words = words();
    view! {
        <label class="check">
            <input
                type="radio"
                name="leaving-part"
                data-testid=test_id
                prop:checked=move || choice.get() == of
                on:change=move |_| choice.set(of)
            />
            <span>{words.text(text)}</span>
        </label>
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
