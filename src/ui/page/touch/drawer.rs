//! The drawer itself: its keys, its head and foot, and that nothing typed is lost by closing it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::account::{AFTER, AccountField};
use super::day::DayInput;
use super::draft::Draft;
use super::follows::Follows;
use super::kinds::Kinds;
use super::mail::{MailField, open, take};
use super::people::PeopleField;
use crate::act::{Press, TouchKey};
use crate::book::account::field;
use crate::dossier::Dossier;
use crate::exchange::mail::pasted;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::today::cadence::Tries;
use crate::ui::component::{Button, ButtonKind, CloseButton, LabelledField, SegBadge};
use crate::ui::dossier_words::tried;
use crate::ui::keys::{focus, focus_after};
use crate::ui::session::session;
use crate::ui::touching::{TouchWish, touching};
use crate::ui::words::{rich, words};

#[component]
pub fn Drawer(wish: TouchWish) -> impl IntoView {
    let (session, words, touching) = (session(), words(), touching());
    let draft = Draft::new(session, wish);
    let dialog = NodeRef::<html::Dialog>::new();
    // Whether it is asked if what was typed is to be thrown away.
    let asks = RwSignal::new(false);
    let close = move || {
        let_go();
        // This gives the focus back to where it was.
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        touching.wish.set(None);
    };
    let leave = move || match draft.is_begun() {
        true => {
            asks.set(true);
            focus_after("[data-testid=touch-go-on]");
        }
        false => close(),
    };
    let save = move |not_reached: bool| {
        // A field that is being typed in takes what is typed.
        let_go();
        if let Some(fault) = draft.fault() {
            draft.missing.set(Some(fault.says));
            return focus(fault.selector);
        }
        // A book that is only read takes nothing: what was typed stays.
        if !session.is_read_only.get_untracked() {
            draft.save(not_reached);
            close();
        }
    };
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        // Fails only if it is open already.
        let _ = dialog.show_modal();
        focus(if draft.account.get_untracked().is_some() { AFTER } else { "#touch-account" });
    });
    Effect::new(move |_| {
        if let Some(mail) = touching.mail.get() {
            touching.mail.set(None);
            open(draft, mail);
        }
    });
    let act = move |key: TouchKey| match key {
        TouchKey::Channel(channel) => draft.channel.set(channel),
        TouchKey::Person(at) => {
            let person = draft.people.with_untracked(|people| people.get(at).map(|person| person.id));
            person.into_iter().for_each(|person| draft.toggle(person));
        }
        TouchKey::NotReached => save(true),
        TouchKey::Words => focus("#touch-said"),
        TouchKey::WePromise => focus("#touch-we"),
        TouchKey::TheyPromise => focus("#touch-they"),
        TouchKey::Need => focus("#touch-need"),
        TouchKey::Next => focus("#touch-next"),
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        // What is pressed here isn't the page's.
        event.stop_propagation();
        if event.default_prevented() {
            return;
        }
        // What was missing may be there with this key.
        draft.missing.set(None);
        let (letter, code, ctrl) = (event.key(), event.code(), event.ctrl_key() || event.meta_key());
        match letter.as_str() {
            "Escape" => leave(),
            "Enter" if ctrl => save(false),
            _ => {
                let press =
                    Press { letter: &letter, code: &code, ctrl, shift: event.shift_key(), alt: event.alt_key() };
                let key = TouchKey::of_press(&press).filter(|key| is_free(&event, *key));
                let Some(key) = key.filter(|_| draft.account.get_untracked().is_some()) else { return };
                act(key);
            }
        }
        event.prevent_default();
    };
    let cancel = move |event: web_sys::Event| {
        // A file that wasn't chosen after all cancels as well.
        if event.target() == event.current_target() {
            event.prevent_default();
            leave();
        }
    };
    let on_paste = move |event: web_sys::ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if let Some(mail) = pasted(&text, words.language()) {
            event.prevent_default();
            take(draft, mail);
        }
        event.stop_propagation();
    };
    let chosen = move || draft.account.get().is_some();
    let head = move || match draft.account.get() {
        None => words.text(Key::LogTouch).into_any(),
        Some(id) => {
            let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(id).cloned());
            let name = session.with_book(|book| book.value(id, field::name));
            let other = move || {
                draft.choose(None);
                focus_after("#touch-account");
            };
            view! {
                <SegBadge finding/>
                <bdi data-testid="touch-name">{name}</bdi>
                <Button kind=ButtonKind::Link text=Key::TouchOther test_id="touch-other" on_click=other/>
            }
            .into_any()
        }
    };
    let tried_so_far = move || {
        let dossier = draft.account.get().and_then(|id| session.with_book(|book| Dossier::of(book, id)))?;
        Tries::of_account(&dossier, session.read_on.get()).map(|tries| tried(words, tries))
    };
    let body = move || {
        if !chosen() {
            return view! { <AccountField draft/> }.into_any();
        }
        view! {
            <Kinds draft/>
            <PeopleField draft/>
            <Said draft/>
            <Follows draft/>
            <Took draft/>
        }
        .into_any()
    };
    let go_on = move || {
        asks.set(false);
        focus_after("#touch-said");
    };
    let foot = move || match asks.get() {
        true => view! {
            <p role="alert">{words.text(Key::TouchUnsaved)}</p>
            <div class="row">
                <Button text=Key::TouchGoOn test_id="touch-go-on" on_click=go_on/>
                <Button kind=ButtonKind::Danger text=Key::TouchThrowAway test_id="touch-throw-away" on_click=close/>
            </div>
        }
        .into_any(),
        false => view! {
            <Button
                kind=ButtonKind::Primary
                test_id="touch-save"
                writes=true
                on_click=move || save(false)
            >
                {words.text(Key::TouchSave)} " " <kbd aria-hidden="true" dir="ltr">"Ctrl ⏎"</kbd>
            </Button>
            <Button
                glyph=Glyph::Missed
                test_id="touch-not-reached"
                writes=true
                on_click=move || save(true)
            >
                {words.text(Key::TouchNotReached)} " " <kbd aria-hidden="true">{TouchKey::NotReached.shown()}</kbd>
            </Button>
            <span class="note">{tried_so_far}</span>
        }
        .into_any(),
    };
    view! {
        <dialog
            class="touch"
            node_ref=dialog
            aria-labelledby="touch-title"
            data-testid="touch"
            on:keydown=on_key
            on:paste=on_paste
            on:cancel=cancel
        >
            <div class="touch-head">
                <h2 id="touch-title">{head}</h2>
                <span class="row">
                    <DayInput id="touch-day" label=words.text(Key::EntryDay).to_owned() value=draft.day/>
                    <CloseButton close=move |()| leave() test_id="touch-close"/>
                </span>
            </div>
            <div class="touch-body">
                {body}
                <MailField draft/>
                <p class="note touch-keys">{rich(words.text(Key::TouchKeys).to_owned())}</p>
            </div>
            <div class="touch-foot">
                <p class="error" role="status" data-testid="touch-missing">
                    {move || draft.missing.get().map(|key| words.text(key))}
                </p>
                {foot}
            </div>
        </dialog>
    }
}

#[component]
fn Said(draft: Draft) -> impl IntoView {
    let words = words();
    view! {
        <LabelledField id="touch-said" label=words.text(Key::InteractionSummary)>
            <textarea
                class="input growing"
                id="touch-said"
                data-testid="touch-said"
                rows="3"
                prop:value=draft.said
                on:input=move |event| draft.said.set(event_target_value(&event))
            ></textarea>
        </LabelledField>
    }
}

/// How long it took, for whoever wants to know where the hours go.
#[component]
fn Took(draft: Draft) -> impl IntoView {
    let words = words();
    view! {
        <LabelledField id="touch-took" label=words.text(Key::InteractionTook)>
            <input
                class="input touch-took"
                id="touch-took"
                data-testid="touch-took"
                inputmode="decimal"
                autocomplete="off"
                prop:value=draft.took
                on:input=move |event| draft.took.set(event_target_value(&event))
            />
        </LabelledField>
    }
}

/// Whether a key is nobody's own where it was pressed: a field takes letters and Enter, a button Enter.
fn is_free(event: &web_sys::KeyboardEvent, key: TouchKey) -> bool {
    let Some(at) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return true };
    match at.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => false,
        "INPUT" => at.get_attribute("type").is_some_and(|kind| kind == "radio"),
        "BUTTON" | "A" => key != TouchKey::Words,
        _ => true,
    }
}

/// Takes the focus from the field that has it.
fn let_go() {
    let focused = document().active_element().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    // Refused by what has none.
    focused.into_iter().for_each(|element| drop(element.blur()));
}
