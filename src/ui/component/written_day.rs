//! The day of a date field in words of the page: the browser shows it by its own language, where 05/06 may be either.

use leptos::prelude::*;

use crate::calendar::Date;
use crate::ui::words::words;

/// Nothing while no day is chosen.
#[component]
pub fn WrittenDay(#[prop(into)] day: Signal<Option<Date>>) -> impl IntoView {
    let words = words();
    move || day.get().map(|day| view! { <span class="hint" data-testid="written-day">{words.day(day)}</span> })
}
