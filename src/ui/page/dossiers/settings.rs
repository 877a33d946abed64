//! What is set for all dossiers: when a fact is stale, and when who was born on 29 February celebrates.

use leptos::prelude::*;

use crate::book::{LeapDay, SETTINGS, settings};
use crate::calendar::Date;
use crate::dossier::freshness::FRESH_DAYS;
use crate::text::{Key, typed_number};
use crate::ui::session::session;
use crate::ui::words::words;

/// When somebody born on 29 February celebrates in common years.
#[component]
pub(super) fn LeapDaySetting() -> impl IntoView {
    let session = session();
    let words = words();
    let set = session.field(SETTINGS, settings::field::leap_day);
    let choices = [LeapDay::LastOfFebruary, LeapDay::FirstOfMarch];
    let options = choices.map(|leap_day| {
        let (month, day) = leap_day.month_and_day();
        let shown = Date::new(2001, month, day).map(|day| words.day_and_month(day)).unwrap_or_default();
        view! { <option prop:selected=move || set.get() == leap_day>{shown}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let chosen = usize::try_from(select.selected_index()).ok().and_then(|at| choices.get(at));
        chosen.into_iter().for_each(|leap_day| session.set_setting(settings::field::leap_day, *leap_day));
    };
    view! {
        <p class="row note fresh-setting">
            <label for="leap-day">{words.text(Key::LeapDayLabel)}</label>
            <select
                class="select"
                id="leap-day"
                data-testid="leap-day"
                prop:disabled=session.is_read_only
                on:change=choose
            >
                {options.into_iter().collect_view()}
            </select>
        </p>
    }
}

/// After how many days a fact is stale.
#[component]
pub(super) fn FreshSetting() -> impl IntoView {
    let session = session();
    let words = words();
    let set = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        let days = typed_number(&typed).filter(|days| (7.0..=3650.0).contains(days)).map(|days| days as u32);
        if days.is_some() || typed.trim().is_empty() {
            session.set_setting(settings::field::fresh_days, days.filter(|days| *days != FRESH_DAYS));
        }
        let input: web_sys::HtmlInputElement = event_target(&event);
        // What can't be is put back.
        let now = session.book_untracked().value(SETTINGS, settings::field::fresh_days).unwrap_or(FRESH_DAYS);
        input.set_value(&now.to_string());
    };
    view! {
        <p class="row note fresh-setting">
            <label for="fresh-days">{words.text(Key::FreshDays)}</label>
            <input
                class="input"
                data-num
                id="fresh-days"
                inputmode="numeric"
                data-testid="fresh-days"
                prop:value=move || session.fresh_days.get().to_string()
                prop:readOnly=session.is_read_only
                on:change=set
            />
            <span>{words.text(Key::FreshDaysUnit)}</span>
        </p>
    }
}
