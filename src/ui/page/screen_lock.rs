//! The screen lock: what is shown in the place of the page, and where it is set.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{clock, screen_lock};
use crate::exchange::screen_lock::{MINUTES, ScreenLock};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, LabelledField};
use crate::ui::screen_lock::screen_locked;
use crate::ui::words::{rich, words};

/// Asks for the word. A dialog of its own, above any that was open.
#[component]
pub fn LockForm() -> impl IntoView {
    let (lock, words) = (screen_locked(), words());
    let dialog = NodeRef::<html::Dialog>::new();
    let typed = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
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
            true => request_animation_frame(show),
            false => dialog.close(),
        }
    });
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
        <dialog
            class="dialog screen-lock"
            node_ref=dialog
            aria-labelledby="lock-title"
            data-testid="screen-lock"
            on:cancel=|event: web_sys::Event| event.prevent_default()
            // A browser closes it all the same when Escape is pressed often.
            on:close=move |_| show()
        >
            <form on:submit=open>
                <div class="dialog-head"><h2 id="lock-title">{words.text(Key::LockScreenTitle)}</h2></div>
                <div class="dialog-body">
                    <Word id="lock-word" label=words.text(Key::LockScreenWord).to_owned() typed is_new=false/>
                    {move || is_wrong.get().then(|| view! {
                        <p class="error" role="alert" data-testid="lock-wrong">{words.text(Key::LockWrong)}</p>
                    })}
                    <p class="note">{words.text(Key::LockForgotten)}</p>
                </div>
                <div class="dialog-foot">
                    <Button kind=ButtonKind::Primary submits=true text=Key::LockOpen test_id="lock-open"/>
                </div>
            </form>
        </dialog>
    }
}

#[component]
fn Word(id: &'static str, label: String, typed: RwSignal<String>, is_new: bool) -> impl IntoView {
    view! {
        <LabelledField id label>
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

/// Where it is turned on and off.
#[component]
pub fn ScreenLockSection() -> impl IntoView {
    let (lock, words) = (screen_locked(), words());
    let kept = RwSignal::new(ScreenLock::read(&screen_lock::kept()));
    let typed = RwSignal::new(String::new());
    let minutes = RwSignal::new(MINUTES[1]);
    let is_short = RwSignal::new(false);
    let turn_on = move || {
        let new = ScreenLock::new(minutes.get_untracked(), &typed.get_untracked(), clock::random());
        is_short.set(new.is_none());
        if let Some(new) = new {
            typed.set(String::new());
            screen_lock::keep(&new);
            kept.set(Some(new));
            lock.show();
        }
    };
    let turn_off = move || {
        screen_lock::forget();
        kept.set(None);
        lock.look();
    };
    let hide = move || {
        screen_lock::forget_touch();
        lock.look();
    };
    let choice = move || {
        let option = move |n: u64| {
            let n_minutes = usize::try_from(n).unwrap_or_default();
            view! { <option value=n.to_string() prop:selected=move || minutes.get() == n>{words.number(n_minutes)}</option> }
        };
        view! {
            <LabelledField id="lock-minutes" label=words.text(Key::LockMinutes).to_owned()>
                <select
                    class="select"
                    id="lock-minutes"
                    data-testid="lock-minutes"
                    on:change=move |event| minutes.set(event_target_value(&event).parse().unwrap_or(MINUTES[1]))
                >
                    {MINUTES.map(option).into_iter().collect_view()}
                </select>
            </LabelledField>
            <Word id="lock-new" label=words.text(Key::LockWord).to_owned() typed is_new=true/>
            {move || is_short.get().then(|| view! { <p class="error" role="alert">{words.text(Key::LockShort)}</p> })}
            <p><Button text=Key::LockOn test_id="lock-on" on_click=turn_on/></p>
        }
    };
    let body = move || match kept.get() {
        None => choice().into_any(),
        Some(lock) => {
            let minutes = usize::try_from(lock.minutes).unwrap_or_default();
            view! {
                <p data-testid="lock-state">{words.count(Key::LockIs, minutes)}</p>
                <p class="row">
                    <Button text=Key::LockNow test_id="lock-now" on_click=hide/>
                    <Button text=Key::LockOff test_id="lock-off" on_click=turn_off/>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <section class="section" data-testid="screen-lock-section">
            <div class="section-head"><h2>{words.text(Key::LockTitle)}</h2></div>
            <div class="stack-s locked">
                <p class="note">{rich(words.text(Key::LockHint).to_owned())}</p>
                {body}
            </div>
        </section>
    }
}
