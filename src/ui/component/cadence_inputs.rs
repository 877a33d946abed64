//! How often somebody is to hear from us: an ideal and a longest gap in days, or what is usual (C1).

use leptos::prelude::*;

use crate::book::Cadence;
use crate::text::{Key, typed_number};
use crate::ui::session::session;
use crate::ui::words::words;

/// Two numbers of days. Where nothing is set, what is usual stands there in grey; emptying both goes back to it.
#[component]
pub fn CadenceInputs(
    /// Whose.
    label: String,
    /// Its part of ids and test ids.
    name: String,
    #[prop(into)] set: Signal<Option<Cadence>>,
    /// `None`: as it comes.
    #[prop(into)]
    usual: Signal<Option<Cadence>>,
    change: Callback<Option<Cadence>>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let input = move |part: &'static str, key: Key, days: fn(Cadence) -> i32| {
        let id = format!("cadence-{part}-{name}");
        let typed = move |event: web_sys::Event| {
            let input: web_sys::HtmlInputElement = event_target(&event);
            let (text, now) = (input.value(), set.get_untracked().or_else(|| usual.get_untracked()));
            let next = typed_number(&text).filter(|days| *days >= 1.0).map(|days| days.min(3_650.0) as i32);
            match (next, text.trim().is_empty()) {
                (Some(next), _) => {
                    let (ideal, longest) = match (part, now) {
                        ("ideal", now) => (next, now.map_or(2 * next, Cadence::longest)),
                        (_, now) => (now.map_or(next, Cadence::ideal).min(next), next),
                    };
                    change.run(Some(Cadence::new(ideal.unsigned_abs(), longest.unsigned_abs())));
                }
                (None, true) => change.run(None),
                (None, false) => {}
            }
            // What can't be is put back.
            input.set_value(&set.get_untracked().map(|set| days(set).to_string()).unwrap_or_default());
        };
        view! {
            <input
                class="input"
                data-num
                inputmode="numeric"
                data-testid=id.clone()
                id=id
                aria-label=words.fill(Key::Labelled, &[("label", words.text(key)), ("what", &label)])
                placeholder=move || usual.get().map(|usual| words.number(usize::try_from(days(usual)).unwrap_or_default()))
                prop:value=move || set.get().map(|set| days(set).to_string()).unwrap_or_default()
                prop:readOnly=session.is_read_only
                on:change=typed
            />
        }
    };
    view! {
        <span class="cadence-inputs">
            {input("ideal", Key::CadenceIdeal, Cadence::ideal)}
            {input("longest", Key::CadenceLongest, Cadence::longest)}
        </span>
    }
}
