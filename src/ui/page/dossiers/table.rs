//! The table: by groups that are filled in alike, or in one run by a column; only rows in view are built.

use leptos::html;
use leptos::prelude::*;

use super::Shown;
use super::hole::{code, sign};
use super::row::DossierRow;
use crate::dossier::health::Certainty;
use crate::dossier::side_by_side::{ASKED, By, Filled, Group};
use crate::text::{Key, within_sentence};
use crate::ui::component::{Button, ButtonKind, one_stop, walk_rows};
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

/// Up to this many rows are all built; beyond it only those in view are.
const BUILT_AT_ONCE: usize = 60;

/// Rows built above and below those in view.
const BEYOND_VIEW: usize = 8;

/// How many columns there are.
const COLUMNS: &str = "10";

/// What is written over the column of each of [`ASKED`].
const HEADS: [Key; ASKED.len()] =
    [Key::AskedBusiness, Key::AskedDecider, Key::AskedRivals, Key::AskedSpend, Key::AskedGoals];

/// A line of the table: the heading of a group, or a dossier by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Line {
    Heading(Filled),
    Row(usize),
}

#[component]
pub(super) fn Table(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let Shown { list, found, by, places, groups } = shown;
    let lines = Memo::new(move |_| match by.get() {
        By::Worth => {
            let group = |group: &Group| {
                std::iter::once(Line::Heading(group.filled)).chain(group.rows.iter().copied().map(Line::Row)).collect()
            };
            groups.with(|groups| groups.iter().map(group).collect::<Vec<Vec<Line>>>()).concat()
        }
        _ => places.get().into_iter().map(Line::Row).collect(),
    });
    let table = NodeRef::<html::Table>::new();
    let window = in_view(table, Signal::derive(move || lines.with(Vec::len)));
    // A line is built once for what it shows, and kept while scrolling.
    let built = move || {
        let (version, (from, to)) = (found.get().address(), window.get());
        let is_of = |line: &Line| (version, *line);
        lines.with(|lines| {
            lines.get(from..to.min(lines.len())).unwrap_or_default().iter().map(is_of).collect::<Vec<_>>()
        })
    };
    one_stop(table, move || {
        window.track();
        lines.track();
    });
    // Lines out of view are one tall row above and one below, so that the scroll bar tells the truth.
    let spacer = move |count: usize| {
        (count > 0).then(|| {
            let height = format!("calc({count} * var(--built-row, 2.25rem))");
            view! { <tr aria-hidden="true" class="spacer"><td style:block-size=height colspan=COLUMNS></td></tr> }
        })
    };
    let line = move |line: Line| match line {
        Line::Heading(filled) => view! { <Heading filled groups/> }.into_any(),
        Line::Row(at) => {
            let row = found.with_untracked(|found| found.rows.get(at).cloned());
            row.map(|row| view! { <DossierRow row/> }).into_any()
        }
    };
    let until = move || {
        let (until, today) = (found.get().until, session.read_on.get());
        (until != today).then(|| words.fill(Key::ToDay, &[("day", &words.day(until))]))
    };
    let asked = HEADS.map(|key| view! { <th scope="col" class="is-cell">{words.text(key)}</th> });
    let [business, decider, rest @ ..] = asked;
    view! {
        <table
            aria-label=words.text(Key::DossiersTitle)
            class="table holes"
            data-testid="dossiers-table"
            aria-rowcount=move || (places.with(Vec::len) + 1).to_string()
            node_ref=table
            on:keydown=walk_rows
            on:focusin=move |event| list.focused(&event)
            on:click=move |event| list.clicked(&event)
        >
            <colgroup>
                <col class="h-name"/>
                <col class="h-num"/>
                <col class="h-known"/>
                <col class="h-cell" span="6"/>
                <col/>
            </colgroup>
            <thead>
                <tr>
                    <Head shown of=By::Name class="" text=Key::ColAccount/>
                    <th scope="col" class="num" aria-sort=move || (by.get() == By::Value).then_some("descending")>
                        <Button kind=ButtonKind::Bare class="sort" text=Key::DossiersYear on_click=move || toggle(shown, By::Value)/>
                        <small>{until}</small>
                    </th>
                    <Head shown of=By::Known class="num is-known" text=Key::DossiersKnown/>
                    {business}
                    {decider}
                    <th scope="col" class="is-cell">{words.text(Key::DossiersPeople)}</th>
                    {rest.into_iter().collect_view()}
                    <th scope="col">{words.text(Key::DossiersNext)}</th>
                </tr>
            </thead>
            <tbody>
                {move || spacer(window.get().0)}
                <For each=built key=|built| *built let:((_, which))>
                    {line(which)}
                </For>
                {move || spacer(lines.with(Vec::len).saturating_sub(window.get().1))}
            </tbody>
        </table>
        <p class="holes-key">
            {state(words, Certainty::Missing, Key::StateMissing)}
            {state(words, Certainty::Assumed, Key::StateAssumed)}
            {state(words, Certainty::Stale, Key::StateStale)}
            {state(words, Certainty::Confirmed, Key::StateConfirmed)}
        </p>
    }
}

/// Sorts by a column; once more, and what is worth filling in stands first again.
fn toggle(shown: Shown, of: By) {
    shown.list.update(|wanted| wanted.by = if wanted.by == of { By::Worth } else { of });
}

#[component]
fn Head(shown: Shown, of: By, class: &'static str, text: Key) -> impl IntoView {
    let sort = move || (shown.by.get() == of).then_some("ascending");
    view! {
        <th scope="col" class=class aria-sort=sort>
            <Button kind=ButtonKind::Bare class="sort" text on_click=move || toggle(shown, of)/>
        </th>
    }
}

/// What those below it have in common.
#[component]
fn Heading(filled: Filled, groups: Memo<Vec<Group>>) -> impl IntoView {
    let session = session();
    let words = words();
    let told = move || {
        let group = groups.with(|groups| groups.iter().find(|group| group.filled == filled).cloned())?;
        let currency = session.ledger.get_untracked().currency();
        let places =
            [("known", words.percent(group.known)), ("value", words.money_round(currency, group.value as f64))];
        let key = match filled {
            Filled::Hardly => Key::FilledHardly,
            Filled::Partly => Key::FilledPartly,
            Filled::Mostly => Key::FilledMostly,
        };
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        let heading = words.counted(key, group.rows.len(), &places);
        let heads = ASKED.iter().zip(HEADS).filter(|(of, _)| group.first.contains(of));
        let first = words.list(heads.map(|(_, key)| within_sentence(words.text(key))));
        let first = (!first.is_empty()).then(|| words.fill(Key::FilledFirst, &[("what", &first)]));
        let stale = match group.stale {
            0 => None,
            stale if stale > 1 && stale == group.rows.len() => Some(words.text(Key::FilledAllStale).into()),
            stale => Some(words.count(Key::FilledStale, stale)),
        };
        let notes = first.into_iter().chain(stale).collect::<Vec<_>>().join(" ");
        Some(view! { {rich(heading)} " " {notes} })
    };
    view! { <tr class="holes-group"><th colspan=COLUMNS scope="rowgroup">{told}</th></tr> }
}

/// A mark with what it means.
fn state(words: Words, certainty: Certainty, key: Key) -> impl IntoView {
    view! { <span><i class="hole" data-state=code(certainty)>{sign(certainty)}</i> {words.text(key)}</span> }
}

/// The first line to build and the one after the last: all of a short table, else those about the view. Lines
/// are of different heights, so those out of view are reckoned with the mean of those that are built.
fn in_view(table: NodeRef<html::Table>, count: Signal<usize>) -> Memo<(usize, usize)> {
    let scrolled = RwSignal::new(0_u32);
    let bump = move |_: web_sys::Event| scrolled.update(|times| *times = times.wrapping_add(1));
    let on_scroll = window_event_listener_untyped("scroll", bump);
    let on_resize = window_event_listener_untyped("resize", bump);
    on_cleanup(move || {
        on_scroll.remove();
        on_resize.remove();
    });
    // Fixed once it is known: a mean that changes with what is in view would move the rows under the eye.
    let mean = StoredValue::new(None::<f64>);
    Memo::new(move |_| {
        let count = count.get();
        if count <= BUILT_AT_ONCE {
            return (0, count);
        }
        scrolled.track();
        let body = table.get().and_then(|table| table.query_selector("tbody").ok().flatten());
        let top = body.as_ref().map_or(0.0, |body| body.get_bounding_client_rect().top());
        if mean.get_value().is_none()
            && let Some(height) = table.get_untracked().as_deref().and_then(|table| mean_height(table))
        {
            mean.set_value(Some(height));
            if let Some(table) = table.get_untracked() {
                // Refused only for a name that is none.
                let _ = web_sys::HtmlElement::style(&table).set_property("--built-row", &format!("{height}px"));
            }
        }
        let height = mean.get_value().unwrap_or(36.0);
        let view = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(1_000.0);
        let first = ((-top / height).floor().max(0.0) as usize).saturating_sub(BEYOND_VIEW);
        // Steps of eight lines: building is dearer than scrolling.
        let first = first / 8 * 8;
        let last = first + (view / height).ceil() as usize + 2 * BEYOND_VIEW + 8;
        (first.min(count), last.min(count))
    })
}

/// The mean height of the dossiers that are built, in pixels.
fn mean_height(table: &web_sys::Element) -> Option<f64> {
    use wasm_bindgen::JsCast;
    let rows = table.query_selector_all("tbody tr[tabindex]").ok()?;
    let heights = (0..rows.length()).filter_map(|at| rows.item(at)?.dyn_into::<web_sys::Element>().ok());
    let heights: Vec<f64> = heights.map(|row| row.get_bounding_client_rect().height()).collect();
    (!heights.is_empty()).then(|| (heights.iter().sum::<f64>() / heights.len() as f64).max(16.0))
}
