//! A chart on a page: one sentence, the drawing at the width there is with its values under the pointer and to
//! the keyboard, its figures as a table, and the drawing as a picture to take away.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::chart_values::Values;
use super::pictures::{Draw, Picture, Pictures};
use crate::text::Key;
use crate::ui::printing::{has_tables, is_printing};
use crate::ui::words::words;

#[component]
pub fn ChartFigure(
    /// Its name for other programs.
    test_id: &'static str,
    /// What it shows: the name of the file for those who take it away.
    title: String,
    draw: Draw,
    /// Builds the table of figures.
    #[prop(into)]
    table: ViewFn,
) -> impl IntoView {
    let words = words();
    let frame = NodeRef::<html::Div>::new();
    let width = measured_width(frame);
    let mirrored = words.language().is_rtl();
    let svg = move || width.get().map(|width| draw.get_value()(width, mirrored)).unwrap_or_default();
    let is_table_shown = RwSignal::new(has_tables());
    let values = Values::new(frame, mirrored);
    Effect::new(move |_| {
        // It is drawn again.
        width.track();
        values.forget();
    });
    let drawing = if is_printing() {
        view! { <div class="chart-frame" node_ref=frame inner_html=svg></div> }.into_any()
    } else {
        let walk = move |event: web_sys::KeyboardEvent| {
            let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
            if is_plain && values.walk(&event.key()) {
                event.prevent_default();
            }
        };
        view! {
            <div class="chart-view" on:pointerleave=move |_| values.forget()>
                <div
                    class="chart-frame"
                    role="group"
                    tabindex="0"
                    aria-label=words.fill(Key::ChartValues, &[("title", &title)])
                    node_ref=frame
                    inner_html=svg
                    on:pointermove=move |event| values.point(&event)
                    on:pointerdown=move |event| values.point(&event)
                    on:focus=move |_| values.enter()
                    on:blur=move |_| values.forget()
                    on:keydown=walk
                ></div>
                {values.shown()}
            </div>
        }
        .into_any()
    };
    view! {
        <figure class="chart" data-testid=test_id>
            {drawing}
            <div class="chart-foot">
                <details class="chart-data" open=has_tables() on:toggle=move |_| is_table_shown.set(true)>
                    <summary>{words.text(Key::FiguresTable)}</summary>
                    // Long tables are built only for those who open them.
                    <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::FiguresTable)>{move || is_table_shown.get().then(|| table.run())}</div>
                </details>
                <Pictures title of=Picture::Shown(frame)/>
            </div>
        </figure>
    }
}

/// The figures of a chart as a table.
#[component]
pub fn FiguresTable(
    /// What stands over each column, and whether numbers stand below it.
    heads: Vec<(String, bool)>,
    /// The rows.
    children: Children,
) -> AnyView {
    let head = |(text, is_number): (String, bool)| {
        view! { <th scope="col" class=is_number.then_some("num")>{text}</th> }
    };
    view! {
        <table class="table" data-fit>
            <thead>
                <tr>{heads.into_iter().map(head).collect_view()}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
    .into_any()
}

/// The width of an element in steps of 8 px, and again whenever it changes.
pub fn measured_width(element: NodeRef<html::Div>) -> RwSignal<Option<f64>> {
    let width = RwSignal::new(None);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let measure = move |pixels: f64| {
            let step = (pixels / 8.0).floor() * 8.0;
            if step > 0.0 && width.get_untracked() != Some(step) {
                width.set(Some(step));
            }
        };
        let on_resize = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if let Some(entry) = entries.iter().last() {
                measure(entry.unchecked_into::<web_sys::ResizeObserverEntry>().content_rect().width());
            }
        });
        if let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            // Observing reports the first width too, once the page is laid out anyway; asking for it
            // here would lay it out in between.
            observer.observe(&element);
            // The observer lives as long as the element is on the page.
            let kept = StoredValue::new_local((observer, on_resize));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
    });
    width
}
