//! A number that is set by a slider or typed beside it.

use leptos::prelude::*;

use crate::text::{Key, typed_number};
use crate::ui::words::words;

/// How a number is set.
#[derive(Clone, Copy, Debug)]
pub struct Dial {
    pub id: &'static str,
    pub label: Key,
    /// From, to and step of the slider, in the unit that is shown; what is typed may lie beyond.
    pub range: (f64, f64, f64),
    /// So many of what is shown and typed.
    pub decimals: usize,
    pub is_percent: bool,
}

#[component]
pub fn Slider(
    dial: Dial,
    #[prop(into)] value: Signal<f64>,
    /// Beside its name: what holds without it.
    #[prop(optional, into)]
    now: Option<Signal<String>>,
    /// Takes what was set, as far as it may be.
    set: Callback<f64>,
) -> impl IntoView {
    let words = words();
    let Dial { id, label, range, decimals, is_percent } = dial;
    let take = move |event: &web_sys::Event| {
        // What is no number changes nothing.
        if let Some(typed) = typed_number(&event_target_value(event)) {
            set.run(typed);
        }
    };
    // As programs write it.
    let plain = move || {
        let text = format!("{:.*}", decimals, value.get());
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    // In the digits of the language, as it may be typed.
    let written = move || words.decimal(value.get(), decimals);
    let enter = move |event: web_sys::Event| {
        take(&event);
        // What is no number or out of bounds gives way to what holds.
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&written());
    };
    let now = now.map(|now| view! { <small>{move || now.get()}</small> });
    view! {
        <div class="slider">
            <label for=id>{words.text(label)} " " {now}</label>
            <input
                class="range"
                id=id
                data-testid=id
                type="range"
                min=range.0
                max=range.1
                step=range.2
                prop:value=plain
                on:input=move |event| take(&event)
            />
            <span class="dial">
                <input
                    class="input"
                    data-num
                    data-testid=format!("{id}-typed")
                    inputmode="decimal"
                    aria-label=words.text(label)
                    prop:value=written
                    on:change=enter
                />
                {is_percent.then(|| words.text(Key::PercentSign))}
            </span>
        </div>
    }
}
