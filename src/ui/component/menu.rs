//! A button that opens a short list of what can be done.

use std::borrow::Cow;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Button, ButtonKind};
use crate::act::Act;
use crate::glyph::Glyph;
use crate::ui::acts::{acts, title};
use crate::ui::keys::walk;
use crate::ui::words::words;

/// The items one can go to.
const ITEMS: &str = ".menu button:not(:disabled)";

/// A menu of acts. An act begins with the focus on the button, so whatever gives the focus back gives it there: the
/// list is closed by then.
#[component]
pub fn Menu(
    glyph: Glyph,
    label: &'static str,
    /// Whether the label stands beside the icon.
    #[prop(optional)]
    labelled: bool,
    test_id: &'static str,
    #[prop(into)] items: Signal<Vec<Act>>,
) -> impl IntoView {
    let (acts, words) = (acts(), words());
    let row = move |act: Act, close: Callback<()>| {
        let run = move || {
            close.run(());
            acts.run(act);
        };
        view! {
            <li>
                <Button
                    kind=ButtonKind::Bare
                    glyph=act.glyph()
                    text=title(words, act)
                    test_id=act.code()
                    writes=act.writes()
                    on_click=run
                />
            </li>
        }
    };
    let rows = move |close| items.get().into_iter().map(|act| row(act, close)).collect_view();
    view! { <MenuOf glyph label labelled test_id rows/> }
}

/// The button and its list; arrows, Home and End go along it, Escape and whatever is done elsewhere close it.
#[component]
pub fn MenuOf<V: IntoView + 'static>(
    glyph: Glyph,
    label: &'static str,
    /// Whether the label stands beside the icon.
    #[prop(optional)]
    labelled: bool,
    #[prop(into)] test_id: Cow<'static, str>,
    /// The items, as `<li>` with a button each, of what closes the menu and leaves the focus on its button.
    rows: impl Fn(Callback<()>) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        is_open.set(false);
        if let Some(button) = button.get_untracked() {
            // Refused only by what isn't shown.
            let _ = button.focus();
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let key = event.key();
        match key.as_str() {
            "Escape" if is_open.get_untracked() => {
                event.stop_propagation();
                close();
            }
            "ArrowDown" | "ArrowUp" | "Home" | "End" => {
                let Some(whole) = whole.get_untracked() else { return };
                event.prevent_default();
                is_open.set(true);
                // A list that was only just opened is there with the next picture.
                request_animation_frame(move || walk(&whole, ITEMS, &key));
            }
            _ => {}
        }
    };
    let leave = move |event: web_sys::FocusEvent| {
        // Whoever leaves the page with the focus here leaves the menu when it is no more.
        let Some(whole) = whole.try_get_untracked().flatten() else { return };
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let stays = whole.contains(to.as_ref());
        // Without a target the window lost the focus, or a browser doesn't focus what is clicked.
        if to.is_some() && !stays {
            is_open.set(false);
        }
    };
    let elsewhere = window_event_listener(leptos::ev::pointerdown, move |event| {
        let at = event.target().and_then(|at| at.dyn_into::<web_sys::Node>().ok());
        if is_open.get_untracked() && !whole.get_untracked().is_some_and(|whole| whole.contains(at.as_ref())) {
            is_open.set(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    let list = move || is_open.get().then(|| view! { <ul class="menu">{rows(Callback::new(move |()| close()))}</ul> });
    view! {
        <div class="menu-place no-print" node_ref=whole on:keydown=on_key on:focusout=leave>
            <Button
                kind=if labelled { ButtonKind::Quiet } else { ButtonKind::Plain }
                small=labelled
                square=!labelled
                glyph
                text=if labelled { label } else { "" }
                label=if labelled { "" } else { label }
                test_id
                expanded=is_open
                node_ref=button
                on_click=move || is_open.update(|open| *open = !*open)
            />
            {list}
        </div>
    }
}
