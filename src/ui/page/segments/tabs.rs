//! The way between the pages of the analysis.

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
    view! { <nav class="tabs segments-tabs" aria-label=words.text(Key::SegmentsViews)>{tabs.into_iter().collect_view()}</nav> }
}
