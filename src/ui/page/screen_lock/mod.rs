//! The screen lock: what stands in the place of the page, and where it is set. All of it is a part of the page: one
//! without a lock runs nothing of it.

mod section;
mod watching;

use leptos::html;
use leptos::prelude::*;

pub use section::ScreenLockSection;
use watching::ScreenLocked;

use crate::browser::screen_lock;
use crate::exchange::screen_lock::ScreenLock;
use crate::text::{Catalogue, Key, Language};
use crate::ui::component::{Button, ButtonKind, LabelledField};
use crate::ui::page_long::page_long;
use crate::ui::words::{Words, words};

/// Lets the page be built once it isn't hidden, or no more.
#[component]
pub fn ScreenLockGate(is_behind: RwSignal<bool>) -> impl IntoView {
    let lock = watched();
    Effect::new(move |_| {
        if !lock.is_locked.get() {
            is_behind.set(false);
        }
    });
}

/// The lock of this page, with its form beside the page.
fn watched() -> ScreenLocked {
    page_long(|| {
        ScreenLocked::watch(|lock| {
            if let Some(body) = document().body() {
                leptos::mount::mount_to(body, move || view! { <LockDialog lock/> }).forget();
            }
        })
    })
}

/// The language the page is shown in, which may change while it is watched.
fn shown_language() -> Language {
    let code = document().document_element().and_then(|root| root.get_attribute("lang"));
    code.and_then(|code| Language::of_code(&code)).unwrap_or_default()
}

/// Asks for the word. A dialog of its own, above any that was open.
#[component]
fn LockDialog(lock: ScreenLocked) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let show = move || {
        if let Some(dialog) = dialog.get_untracked()
            && lock.is_locked.get_untracked()
        {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
        }
    };
    Effect::new(move |_| {
        let is_locked = lock.is_locked.get();
        let Some(dialog) = dialog.get() else { return };
        match is_locked {
            // The field gets the focus, so it must be there.
            true => request_animation_frame(show),
            false => dialog.close(),
        }
    });
    let form = move || {
        lock.is_locked.get().then(|| {
            provide_context(Words::new(Catalogue::of(shown_language())));
            view! { <LockForm lock/> }
        })
    };
    view! {
        <dialog
            class="dialog screen-lock"
            node_ref=dialog
            aria-labelledby="lock-title"
            data-testid="screen-lock"
            on:cancel=|event: web_sys::Event| event.prevent_default()
            // A browser closes it all the same when Escape is pressed often.
            on:close=move |_| show()
        >
            {form}
        </dialog>
    }
}

#[component]
fn LockForm(lock: ScreenLocked) -> impl IntoView {
    let words = words();
    let typed = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // A lock that is gone, or can't be read, keeps nobody out.
        let is_it = ScreenLock::read(&screen_lock::kept()).is_none_or(|lock| lock.opens(&typed.get_untracked()));
        typed.set(String::new());
        is_wrong.set(!is_it);
        if is_it {
            lock.show();
        }
    };
    view! {
        <form on:submit=open>
            <div class="dialog-head"><h2 id="lock-title">{words.text(Key::LockScreenTitle)}</h2></div>
            <div class="dialog-body">
                <Word id="lock-word" label=Key::LockScreenWord typed is_new=false/>
                {move || is_wrong.get().then(|| view! {
                    <p class="error" role="alert" data-testid="lock-wrong">{words.text(Key::LockWrong)}</p>
                })}
                <p class="note">{words.text(Key::LockForgotten)}</p>
            </div>
            <div class="dialog-foot">
                <Button kind=ButtonKind::Primary submits=true text=Key::LockOpen test_id="lock-open"/>
            </div>
        </form>
    }
}

#[component]
fn Word(id: &'static str, label: Key, typed: RwSignal<String>, is_new: bool) -> impl IntoView {
    view! {
        <LabelledField id label=words().text(label)>
            <input
                class="input"
                type="password"
                id=id
                data-testid=id
                autocomplete=if is_new { "new-password" } else { "current-password" }
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </LabelledField>
    }
}
