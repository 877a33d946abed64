//! Where the screen lock is turned on and off.

use leptos::prelude::*;

use super::{Word, watched};
use crate::browser::{clock, screen_lock};
use crate::exchange::screen_lock::{MINUTES, ScreenLock};
use crate::text::Key;
use crate::ui::component::{Button, LabelledField};
use crate::ui::words::{rich, words};

#[component]
pub fn ScreenLockSection() -> impl IntoView {
    let words = words();
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
            watched().show();
        }
    };
    let turn_off = move || {
        screen_lock::forget();
        kept.set(None);
        watched().look();
    };
    let hide = move || {
        screen_lock::forget_touch();
        watched().look();
    };
    let choice = move || {
        let option = move |n: u64| {
            let n_minutes = usize::try_from(n).unwrap_or_default();
            view! { <option value=n.to_string() prop:selected=move || minutes.get() == n>{words.number(n_minutes)}</option> }
        };
        view! {
            <LabelledField id="lock-minutes" label=words.text(Key::LockMinutes)>
                <select
                    class="select"
                    id="lock-minutes"
                    data-testid="lock-minutes"
                    on:change=move |event| minutes.set(event_target_value(&event).parse().unwrap_or(MINUTES[1]))
                >
                    {MINUTES.map(option).into_iter().collect_view()}
                </select>
            </LabelledField>
            <Word id="lock-new" label=Key::LockWord typed is_new=true/>
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
