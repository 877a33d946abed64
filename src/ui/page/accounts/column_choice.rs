//! The button that opens the choice of columns, and the choice.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::columns::title;
use super::kept::Prepared;
use super::state::List;
use crate::analysis::listing::Column;
use crate::book::Coded;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::keys::focus_after;
use crate::ui::words::{Words, words};

/// What a column is called where it can be chosen: the sign of the rank says too little there.
fn name(words: Words, column: Column, prepared: &Prepared) -> String {
    if column == Column::Rank { words.text(Key::ColRank).into() } else { title(words, column, prepared) }
}

/// The button that opens the choice, and the choice.
#[component]
pub fn ColumnChoice(list: List) -> impl IntoView {
    let words = words();
    let columns = list.columns;
    let is_open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let close = move || {
        is_open.set(false);
        focus_after("[data-testid=columns]");
    };
    let elsewhere = window_event_listener(leptos::ev::pointerdown, move |event| {
        let at = event.target().and_then(|at| at.dyn_into::<web_sys::Node>().ok());
        if is_open.get_untracked() && !whole.get_untracked().is_some_and(|whole| whole.contains(at.as_ref())) {
            is_open.set(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            close();
        }
    };
    let choice = move |column: Column| {
        let prepared = list.prepared.get_untracked();
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid=format!("column-{}", column.code())
                    prop:checked=move || columns.is_shown(column)
                    on:change=move |_| columns.toggle(column)
                />
                <span>{name(words, column, &prepared)}</span>
            </label>
        }
    };
    let choices = move || {
        let offered = columns.offered.get().into_iter().filter(|column| *column != Column::Name);
        offered.map(choice).collect_view()
    };
    let count = move || {
        let (shown, all) = (columns.shown.with(Vec::len), columns.offered.with(Vec::len));
        words.fill(Key::ShownOf, &[("shown", &words.number(shown)), ("all", &words.number(all))])
    };
    let panel = move || {
        is_open.get().then(|| {
            view! {
                <div class="pop" id="list-columns" role="group" aria-label=words.text(Key::ListColumns)>
                    <p class="pop-head"><b>{words.text(Key::ListColumns)}</b> <span class="note">{count}</span></p>
                    <div class="pop-list">{choices}</div>
                    <p class="pop-foot">
                        <Button
                            kind=ButtonKind::Quiet
                            small=true
                            text=Key::ColumnsReset
                            on_click=move || columns.reset()
                        />
                        <Button small=true text=Key::ColumnsDone on_click=close/>
                    </p>
                </div>
            }
        })
    };
    view! {
        <div class="pop-anchor" node_ref=whole on:keydown=on_key>
            <Button
                small=true
                glyph=Glyph::Segments
                text=Key::ListColumns
                test_id="columns"
                expanded=is_open
                controls="list-columns"
                on_click=move || is_open.update(|open| *open = !*open)
            />
            {panel}
        </div>
    }
}
