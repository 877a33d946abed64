//! The decision map: a picture with a button over each box. The buttons stay while the picture is drawn
//! anew, so the focus does too. In a narrow place the cards stand for it.

use std::collections::BTreeMap;

use leptos::html;
use leptos::prelude::*;

use super::{PeopleMemo, PersonView, naming, node};
use crate::book::{RecordId, Stance};
use crate::chart::{decision_map, stance_mark};
use crate::dossier::people::Person;
use crate::dossier::people::map::{BOX_HEIGHT, BOX_WIDTH, MOST, Map, Way, neighbour};
use crate::text::Key;
use crate::ui::component::{Picture, Pictures, forms, measured_width};
use crate::ui::keyed::Keyed;
use crate::ui::keys::focus_after;
use crate::ui::next_frame::at_next_frame;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn DecisionMap(people: PeopleMemo, each: Keyed<PersonView>, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let frame = NodeRef::<html::Div>::new();
    let picture = NodeRef::<html::Div>::new();
    let width = measured_width(frame);
    let is_rtl = words.language().is_rtl();
    let count = Memo::new(move |_| people.with(|people| people.as_ref().map_or(0, |people| people.here.len())));
    let map = Memo::new(move |_| {
        let width = width.get()?;
        people.with(|people| {
            let people = people.as_ref().filter(|people| (1..=MOST).contains(&people.here.len()))?;
            let sways =
                |person: &Person| person.contact.influences.iter().map(|to| (person.id, *to)).collect::<Vec<_>>();
            Some(Map::of(&people.forest, people.here.iter().flat_map(|person| sways(person)), width))
        })
    });
    let draw = move || {
        let aria = words.counted(Key::DecisionMapAria, count.get(), &[("account", &isolated(&name.get()))]);
        people.with(|people| {
            let person = |id: RecordId| {
                let people = people.as_ref()?;
                Some(node::words_of(words, people.get(id)?, people.day))
            };
            map.with(|map| map.as_ref().map(|map| decision_map(map, is_rtl, &aria, person))).unwrap_or_default()
        })
    };
    let follow = move || {
        people.track();
        map.track();
        name.track();
    };
    let svg = at_next_frame(follow, draw);
    let places = Keyed::of(move || map.with(|map| map.as_ref().map(places).unwrap_or_default()));
    let ids = Memo::new(move |_| {
        map.with(|map| map.iter().flat_map(|map| &map.boxes).map(|(id, _)| *id).collect::<Vec<_>>())
    });
    // One of them is reached by Tab, the others from there by arrow keys.
    let chosen = RwSignal::new(None::<RecordId>);
    let reached = Memo::new(move |_| {
        let first = || ids.with(|ids| ids.first().copied());
        chosen.get().filter(|chosen| ids.with(|ids| ids.contains(chosen))).or_else(first)
    });
    let line = move || words.day(session.read_on.get_untracked());
    let figure = move || {
        let title = words.fill(Key::DecisionMapOf, &[("account", &isolated(&name.get_untracked()))]);
        view! {
            <figure class="chart people" data-testid="decision-map">
                <div class="people-frame" node_ref=frame>
                    <div node_ref=picture inner_html=svg></div>
                    <div class="people-nodes" role="group" aria-label=title.clone() aria-describedby="people-keys">
                        <For
                            each=move || ids.get()
                            key=|id| *id
                            children=move |id| view! { <Node id people shown=each.get(id) place=places.get(id) reached chosen/> }
                        />
                    </div>
                </div>
                <div class="chart-foot">
                    <Legend/>
                    <Pictures title of=Picture::Shown(picture) line/>
                </div>
                <p class="note people-keys" id="people-keys">{words.text(Key::DecisionMapKeys)}</p>
            </figure>
        }
    };
    let is_drawn = Memo::new(move |_| (1..=MOST).contains(&count.get()));
    move || match is_drawn.get() {
        true => figure().into_any(),
        false => (count.get() > MOST)
            .then(|| view! { <p class="note">{words.count(Key::DecisionMapTooMany, count.get())}</p> })
            .into_any(),
    }
}

/// Where a box stands in the drawing and how large it is, in CSS.
type Place = [String; 4];

fn places(map: &Map) -> BTreeMap<RecordId, Place> {
    let part = |of: f64, all: f64| format!("{:.3}%", of / all * 100.0);
    let place = |(x, y): (f64, f64)| {
        [part(x, map.width), part(y, map.height), part(BOX_WIDTH, map.width), part(BOX_HEIGHT, map.height)]
    };
    map.boxes.iter().map(|(id, at)| (*id, place(*at))).collect()
}

/// What one does with a person on the map lies over their box.
#[component]
fn Node(
    id: RecordId,
    people: PeopleMemo,
    shown: Signal<Option<PersonView>>,
    place: Signal<Option<Place>>,
    reached: Memo<Option<RecordId>>,
    chosen: RwSignal<Option<RecordId>>,
) -> impl IntoView {
    let words = words();
    let forms = forms();
    let is_rtl = words.language().is_rtl();
    let label =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.said.clone()).unwrap_or_default()));
    let at = move |which: usize| move || place.with(|place| place.as_ref().and_then(|place| place.get(which).cloned()));
    let go = move |way: Way| {
        let to = people.with_untracked(|people| neighbour(&people.as_ref()?.forest, id, way));
        if let Some(to) = to {
            chosen.set(Some(to));
            focus(to);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowUp" => go(Way::Boss),
            "ArrowDown" => go(Way::Reports),
            "ArrowLeft" => go(if is_rtl { Way::After } else { Way::Before }),
            "ArrowRight" => go(if is_rtl { Way::Before } else { Way::After }),
            "Delete" => forms.delete(id),
            // By the place of the key: other alphabets have no R.
            _ if event.code() == "KeyR" => {
                forms.edit(id);
                focus_after("[data-testid=record-form] [data-field=reports_to]");
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        // No `Button`: it has a place in the drawing, and arrows walk from one to the next.
        <button
            class="people-node"
            type="button"
            id=node_id(id)
            data-testid="map-person"
            aria-label=label
            aria-haspopup="dialog"
            tabindex=move || if reached.get() == Some(id) { "0" } else { "-1" }
            style:inset-inline-start=at(0)
            style:inset-block-start=at(1)
            style:inline-size=at(2)
            style:block-size=at(3)
            on:focus=move |_| chosen.set(Some(id))
            on:click=move |_| forms.edit(id)
            on:keydown=on_key
        ></button>
    }
}

fn node_id(id: RecordId) -> String {
    format!("map-{id}")
}

fn focus(id: RecordId) {
    use wasm_bindgen::JsCast;
    let node = document().get_element_by_id(&node_id(id));
    if let Some(node) = node.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused only for elements that aren't shown.
        let _ = node.focus();
    }
}

/// What shapes and lines mean.
#[component]
fn Legend() -> impl IntoView {
    let words = words();
    let stances = Stance::ALL.into_iter().map(Some).chain([None]).map(|stance| {
        let word = match stance {
            None => words.text(Key::StanceUnknown),
            some => naming::coded(words, some),
        };
        view! { <span><i aria-hidden="true" inner_html=stance_mark(stance)></i>{word}</span> }
    });
    let lines = [("reports", Key::LegendReports), ("sways", Key::LegendSways)];
    let lines = lines.map(|(class, key)| {
        let line = format!("<svg class=\"legend-line\" viewBox=\"0 0 24 8\"><line class=\"{class}\" x1=\"1\" y1=\"4\" x2=\"23\" y2=\"4\"/></svg>");
        view! { <span><i aria-hidden="true" inner_html=line></i>{words.text(key)}</span> }
    });
    view! {
        <div class="legend">
            {stances.collect_view()}
            {lines.into_iter().collect_view()}
        </div>
    }
}
