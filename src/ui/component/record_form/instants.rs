//! Points of time in a form, by the clock of the book (C4), and stretches between them.

use leptos::prelude::*;
use serde_json::Value;

use super::Writer;
use super::entries::Entries;
use super::inputs::read;
use crate::book::{SETTINGS, settings, stored};
use crate::browser::zone;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};
use crate::ui::working_clock;
use crate::working_time::{Instant, Span, Wall};

#[component]
pub fn InstantInput(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> impl IntoView {
    let at = Memo::new(move |_| value.with(read::<Option<Instant>>));
    let set = move |at: Option<Instant>| writer.set(name, stored(&at));
    view! { <Minute name id at set/> }
}

/// One minute, or none.
#[component]
fn Minute(
    name: &'static str,
    id: String,
    at: Memo<Option<Instant>>,
    #[prop(into)] set: Callback<Option<Instant>>,
    /// What it is, where no label says so.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let wrong = RwSignal::new(false);
    let hint = format!("{id}-hint");
    let zone = session.field(SETTINGS, settings::field::zone);
    // Whoever sits elsewhere has another time on their own clock.
    let place = move || {
        let zone = zone.get();
        let at = at.get().unwrap_or_else(|| session.this_minute()).utc();
        let is_other = zone::is_known(&zone) && zone::offset(&zone, at) != zone::offset("", at);
        is_other.then(|| words.fill(Key::FormMinuteIn, &[("zone", &isolated(&zone))]))
    };
    let place = Memo::new(move |_| place());
    view! {
        <input
            class="input"
            type="datetime-local"
            id=id
            data-field=name
            aria-label=label
            aria-describedby=hint.clone()
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=move || at.get().map(|at| zone::wall(&zone.get(), at).to_string()).unwrap_or_default()
            prop:readOnly=session.is_read_only
            on:blur=move |event| {
                let input: web_sys::HtmlInputElement = event_target(&event);
                wrong.set(input.validity().bad_input());
            }
            on:change=move |event| {
                let input: web_sys::HtmlInputElement = event_target(&event);
                wrong.set(false);
                // Half a time is none yet.
                if input.value().is_empty() && !input.validity().bad_input() {
                    set.run(None);
                } else if let Ok(wall) = input.value().parse::<Wall>() {
                    set.run(Some(zone::instant(&zone.get_untracked(), wall)));
                }
            }
        />
        <p class="error" id=hint role="status">{move || wrong.get().then(|| words.text(Key::FormNotAMinute))}</p>
        {move || place.get().map(|place| view! { <p class="note" data-testid="minute-zone">{place}</p> })}
    }
}

/// A list of stretches, each with its ends; the last may go on.
#[component]
pub fn Spans(writer: Writer, name: &'static str, value: Memo<Value>, id: String, label: &'static str) -> impl IntoView {
    let session = session();
    let words = words();
    let all = Entries::<Span>::new(writer, name, value, id);
    let row = move |at: usize| {
        let span = Memo::new(move |_| all.get(at));
        let from = Memo::new(move |_| span.get().map(|span| span.from));
        let to = Memo::new(move |_| span.get().and_then(|span| span.to));
        let set_from = move |from: Option<Instant>| {
            // Without a beginning it would be none.
            from.into_iter().for_each(|from| all.edit(at, |span| span.from = from));
        };
        let set_to = move |to: Option<Instant>| all.edit(at, |span| span.to = to);
        let wall = move |at| words.wall(session.with_book(|book| working_clock::wall(book, at)));
        let called = move || from.get().map(wall).unwrap_or_default();
        view! {
            <div class="row">
                <Minute name id=all.element(at) at=from set=set_from label=words.text(Key::SpanFrom)/>
                <Minute name id=format!("{}-to", all.element(at)) at=to set=set_to label=words.text(Key::SpanTo)/>
                {all.delete_button(at, called)}
            </div>
        }
        .into_any()
    };
    let new = move |_: &[Span]| Span { from: session.this_minute(), to: None };
    all.list(label, Key::SpanAdd, new, row)
}
