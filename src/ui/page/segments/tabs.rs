//! The way between the pages of the analysis.

use leptos::html;
use leptos::prelude::*;

use crate::route::{Route, View};
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn Tabs(shown: View) -> impl IntoView {
    let words = words();
    let tabs = View::ALL.map(|view| {
        let key = if view == View::Overview { Key::ViewOverview } else { view.title() };
        let here = (view == shown).then_some("page");
        view! { <a class="tab" href=Route::Segments(view).to_string() aria-current=here>{words.text(key)}</a> }
    });
    let row = NodeRef::<html::Nav>::new();
    // On a phone the row is wider than the page: where one is stands in its middle.
    Effect::new(move |_| {
        let Some(row) = row.get() else { return };
        request_animation_frame(move || {
            let Ok(Some(here)) = row.query_selector("[aria-current]") else { return };
            let middle = |of: web_sys::DomRect| of.left() + of.width() / 2.0;
            let aside = middle(here.get_bounding_client_rect()) - middle(row.get_bounding_client_rect());
            row.set_scroll_left(row.scroll_left() + aside.round() as i32);
        });
    });
    view! { <nav class="tabs segments-tabs" node_ref=row aria-label=words.text(Key::SegmentsViews)>{tabs.into_iter().collect_view()}</nav> }
}
