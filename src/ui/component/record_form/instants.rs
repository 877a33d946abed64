//! Points of time in a form, by the clock of the book (C4), and stretches between them.

use leptos::prelude::*;
use serde_json::Value;

use super::Writer;
use super::inputs::read;
use crate::book::{SETTINGS, settings, stored};
use crate::browser::zone;
use crate::text::Key;
use crate::ui::component::{AddButton, DeleteButton};
use crate::ui::keys::focus_after;
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
    let all = move || value.with(read::<Vec<Span>>);
    let count = Memo::new(move |_| all().len());
    let of = StoredValue::new(id.clone());
    let element = move |at: usize, end: &str| of.with_value(|id| format!("{id}-{at}-{end}"));
    let update = move |change: &dyn Fn(&mut Vec<Span>)| {
        let mut list = value.with_untracked(read::<Vec<Span>>);
        change(&mut list);
        writer.set(name, stored(&list));
    };
    let row = move |at: usize| {
        let span = Memo::new(move |_| all().get(at).copied());
        let from = Memo::new(move |_| span.get().map(|span| span.from));
        let to = Memo::new(move |_| span.get().and_then(|span| span.to));
        let set_from = move |from: Option<Instant>| {
            // Without a beginning it would be none.
            let Some(from) = from else { return };
            update(&|list| list.iter_mut().skip(at).take(1).for_each(|span| span.from = from));
        };
        let set_to = move |to: Option<Instant>| {
            update(&|list| list.iter_mut().skip(at).take(1).for_each(|span| span.to = to));
        };
        let remove = move || {
            let from = from
                .get()
                .map(|from| words.wall(session.with_book(|book| working_clock::wall(book, from))))
                .unwrap_or_default();
            words.fill(Key::FormRemove, &[("name", &from)])
        };
        view! {
            <div class="row">
                <Minute name id=element(at, "from") at=from set=set_from label=words.text(Key::SpanFrom)/>
                <Minute name id=element(at, "to") at=to set=set_to label=words.text(Key::SpanTo)/>
                <DeleteButton
                    label=Signal::derive(remove)
                    delete=move |()| {
                        update(&|list| {
                            if at < list.len() {
                                list.remove(at);
                            }
                        });
                        // The button is gone with its stretch.
                        focus_after(of.with_value(|id| format!("[id=\"{id}\"]")));
                    }
                />
            </div>
        }
    };
    let add = move |()| {
        let new = element(count.get_untracked(), "from");
        let from = session.this_minute();
        update(&|list| list.push(Span { from, to: None }));
        focus_after(format!("[id=\"{new}\"]"));
    };
    view! {
        <fieldset class="field">
            <legend class="label">{label}</legend>
            {move || (0..count.get()).map(row).collect_view()}
            <div class="row"><AddButton text=Key::SpanAdd add id/></div>
        </fieldset>
    }
}
