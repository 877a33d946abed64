//! A day that is typed in the manner of the language, and read while one types.

use leptos::prelude::*;

use crate::calendar::Date;
use crate::exchange::typed_day::{DayWords, typed_day, weekday};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

/// So many days around today the year isn't said.
const NEAR: i32 = 180;

/// What stands in the field, and the day it is.
#[derive(Clone, Copy)]
pub struct DayText {
    /// As it is typed; `None`: as the day is written.
    typed: RwSignal<Option<String>>,
    pub day: RwSignal<Option<Date>>,
}

impl DayText {
    pub fn new(day: Option<Date>) -> Self {
        Self { typed: RwSignal::new(None), day: RwSignal::new(day) }
    }

    pub fn set(self, day: Date) {
        self.typed.set(None);
        self.day.set(Some(day));
    }

    /// Whether something stands there, tracked.
    pub fn is_filled(self) -> bool {
        self.day.get().is_some() || self.is_wrong()
    }

    /// Whether something is typed that is no day, tracked.
    pub fn is_wrong(self) -> bool {
        let is_typed = self.typed.with(|typed| typed.as_ref().is_some_and(|typed| !typed.trim().is_empty()));
        is_typed && self.day.get().is_none()
    }
}

/// "today", "Tue 12 May"
fn shown(words: Words, day: Date, today: Date) -> String {
    match day.since(today) {
        0 => words.text(Key::TouchToday).into(),
        left if left.abs() <= NEAR => format!("{} {}", words.weekday_short(day), words.day_and_month(day)),
        _ => words.day(day),
    }
}

/// The words for days near by, in the language of the page.
fn day_words(words: Words) -> DayWords {
    let mut weekdays: [Vec<String>; 7] = Default::default();
    for after in 0..7 {
        let day = Date::EPOCH.plus(after);
        if let Some(names) = weekdays.get_mut(weekday(day)) {
            *names = vec![words.weekday(day), words.weekday_short(day)];
        }
    }
    let one = |key| vec![words.text(key).to_owned()];
    DayWords { today: one(Key::TouchToday), tomorrow: one(Key::TouchTomorrow), weekdays }
}

#[component]
pub fn DayInput(id: &'static str, label: String, value: DayText) -> impl IntoView {
    let (session, words) = (session(), words());
    let today = session.read_on;
    let known = StoredValue::new(day_words(words));
    let text = move || {
        let written = || value.day.get().map(|day| shown(words, day, today.get())).unwrap_or_default();
        value.typed.get().unwrap_or_else(written)
    };
    let type_in = move |event| {
        let typed = event_target_value(&event);
        let day = known.with_value(|known| typed_day(&typed, words.language(), known, today.get_untracked()));
        value.day.set(day);
        value.typed.set(Some(typed));
    };
    // What is typed takes the place of what stands there.
    let select = move |event: web_sys::FocusEvent| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        input.select();
    };
    view! {
        <input
            class="input touch-day"
            id=id
            data-testid=id
            aria-label=label
            placeholder=words.text(Key::TouchBy)
            autocomplete="off"
            prop:value=text
            aria-invalid=move || value.is_wrong().then_some("true")
            on:focus=select
            on:input=type_in
            // What is a day is written as one; what is none stays to be mended.
            on:blur=move |_| {
                // It may be leaving with the drawer.
                if value.day.try_get_untracked().flatten().is_some() {
                    value.typed.try_set(None);
                }
            }
        />
    }
}
