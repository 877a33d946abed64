//! By which keys what is done: made from the table of acts, and of what lists, menus and the decision map do by
//! themselves.

use leptos::prelude::*;

use super::fetched::once_here;
use super::parts;
use crate::act::{Act, Place, Shift, Shortcut};
use crate::text::Key;
use crate::ui::acts::{acts, title};
use crate::ui::component::Dialog;
use crate::ui::words::{Words, words};

/// The sheet, once it was asked for.
#[component]
pub fn KeysOnDemand() -> impl IntoView {
    let (acts, words) = (acts(), words());
    // It stays when it is closed, so that the focus goes back to where it was.
    let was_asked = Memo::new(move |before: Option<&bool>| before.is_some_and(|was| *was) || acts.shows_keys.get());
    move || was_asked.get().then(|| once_here(parts::keys::view(words.catalogue())))
}

/// Keys that are no acts' own: what is pressed, and what it does.
type Fixed = (&'static [&'static str], Key);

const ARROWS: &[&str] = &["↑", "↓"];

const EVERYWHERE: &[Fixed] = &[(&["Esc"], Key::KeysClose)];
const IN_LIST: &[Fixed] = &[(ARROWS, Key::KeysRow), (&["Enter"], Key::KeysOpen)];
const IN_MENU: &[Fixed] = &[(ARROWS, Key::KeysItem), (&["Home", "End"], Key::KeysEnds), (&["Esc"], Key::KeysClose)];
const ON_MAP: &[Fixed] = &[
    (&["←", "↑", "→", "↓"], Key::KeysWalk),
    (&["Enter"], Key::KeysForm),
    (&["R"], Key::KeysReports),
    (&["Delete"], Key::KeysGone),
];

#[component]
pub fn KeysSheet() -> impl IntoView {
    let (acts, words) = (acts(), words());
    view! {
        <Dialog is_open=acts.shows_keys name="keys-sheet" title=words.text(Key::KeysTitle) is_wide=true>
            <p class="note">{words.text(Key::KeysHint)}</p>
            <div class="key-sheet">
                {group(words, Key::KeysEverywhere, Some(Place::Everywhere), EVERYWHERE)}
                {group(words, Key::KeysInList, Some(Place::Accounts), IN_LIST)}
                {group(words, Key::KeysOnMap, None, ON_MAP)}
                {group(words, Key::KeysInMenu, None, IN_MENU)}
            </div>
        </Dialog>
    }
}

/// What can be done at a place, with the keys that are there anyway.
fn group(words: Words, name: Key, place: Option<Place>, fixed: &'static [Fixed]) -> impl IntoView {
    let own = Act::all().filter(|act| Some(act.place()) == place && !act.shortcuts().is_empty());
    let own = own.map(|act| {
        let named = act.shortcuts().iter().filter(|shortcut| shortcut.is_named_in(words.language()));
        let ways = named.map(|shortcut| pressed(*shortcut)).collect();
        line(words, title(words, act), ways)
    });
    let fixed = fixed.iter().map(|(keys, what)| {
        let keys = keys.iter().map(|key| vec![(*key).to_owned()]).collect();
        line(words, words.text(*what), keys)
    });
    view! {
        <section>
            <h3>{words.text(name)}</h3>
            <dl>{own.collect_view()} {fixed.collect_view()}</dl>
        </section>
    }
}

/// What is done, and the ways to it, each of keys that are pressed together.
fn line(words: Words, what: &'static str, ways: Vec<Vec<String>>) -> impl IntoView {
    let ways = ways.into_iter().enumerate().map(|(at, keys)| {
        let or = (at > 0 && keys.len() > 1).then(|| view! { <small>{words.text(Key::KeysOr)}</small> });
        let keys = keys.into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_view();
        view! { {or} {keys} }
    });
    view! {
        <div>
            <dt>{what}</dt>
            <dd dir="ltr">{ways.collect_view()}</dd>
        </div>
    }
}

/// The keys that are held and pressed together.
fn pressed(shortcut: Shortcut) -> Vec<String> {
    let held = [(shortcut.ctrl, "Ctrl"), (shortcut.shift == Shift::With, "Shift")];
    let held = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, key)| key.to_owned());
    held.chain([shortcut.letter.to_uppercase()]).collect()
}
