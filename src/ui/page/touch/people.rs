//! Who of theirs took part: those of the last time first, each by a digit; and somebody who is new.

use leptos::prelude::*;

use super::draft::{Draft, Stranger};
use crate::act::TouchKey;
use crate::dossier::touch::{Newcomer, Offered};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::keys::focus_after;
use crate::ui::words::words;

/// So many have a digit.
const DIGITS: usize = 9;

/// More than these stand in the dossier.
const SHOWN: usize = 24;

/// So many letters of what somebody does are shown.
const FUNCTION: usize = 24;

#[component]
pub fn PeopleField(draft: Draft) -> impl IntoView {
    let words = words();
    let chip = move |(at, person): (usize, Offered)| {
        let id = person.id;
        let digit = (at < DIGITS).then(|| view! { <kbd aria-hidden="true">{TouchKey::Person(at).shown()}</kbd> });
        let what = match (person.decides, person.function.chars().take(FUNCTION).collect::<String>()) {
            (true, _) => words.text(Key::TouchDecides).to_owned(),
            (false, function) => function,
        };
        view! {
            <Button
                kind=ButtonKind::Chip
                test_id="touch-person"
                pressed=move || draft.contacts.with(|contacts| contacts.contains(&id))
                on_click=move || draft.toggle(id)
            >
                {digit} <bdi>{person.name}</bdi> " " <span class="count"><bdi>{what}</bdi></span>
            </Button>
        }
    };
    let stranger = move |(at, stranger): (usize, Stranger)| {
        let press = move || {
            draft.strangers.update(|all| {
                all.iter_mut().skip(at).take(1).for_each(|stranger| stranger.took_part = !stranger.took_part);
            });
        };
        let called = stranger.newcomer.name;
        view! {
            <Button
                kind=ButtonKind::Chip
                test_id="touch-newcomer"
                pressed=stranger.took_part
                on_click=press
            >
                <bdi>{called}</bdi> " " <span class="count">{words.text(Key::TouchIsNew)}</span>
            </Button>
        }
    };
    let is_asking = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let ask = move || {
        is_asking.set(true);
        focus_after("#touch-new");
    };
    let add = move || {
        // The field may be leaving with the drawer.
        let called = name.try_get_untracked().unwrap_or_default().trim().to_owned();
        if !called.is_empty() {
            let newcomer = Newcomer { name: called, email: String::new() };
            draft.strangers.update(|all| all.push(Stranger { newcomer, took_part: true }));
            name.set(String::new());
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            add();
        }
    };
    let field = move || {
        is_asking.get().then(|| {
            view! {
                <input
                    class="input"
                    id="touch-new"
                    data-testid="touch-new"
                    autocomplete="off"
                    aria-label=words.text(Key::TouchNewName)
                    placeholder=words.text(Key::TouchNewName)
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                    on:keydown=on_key
                    // Whoever goes on without Enter means it all the same.
                    on:blur=move |_| add()
                />
            }
        })
    };
    view! {
        <div class="field" role="group" aria-labelledby="touch-with">
            <span class="label" id="touch-with">{words.text(Key::TouchWith)}</span>
            <div class="chips">
                {move || draft.people.get().into_iter().take(SHOWN).enumerate().map(chip).collect_view()}
                {move || draft.strangers.get().into_iter().enumerate().map(stranger).collect_view()}
                <Button
                    kind=ButtonKind::Chip
                    glyph=Glyph::Plus
                    text=Key::TouchNew
                    test_id="touch-add-new"
                    expanded=is_asking
                    on_click=ask
                />
            </div>
            {field}
        </div>
    }
}
