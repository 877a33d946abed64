//! Why a file goes no further, on the pages of the first load: its words come when it is so.

use leptos::prelude::*;

use super::fetched::Fetched;
use super::parts::failure;
use crate::ui::importing::importing;

/// The reason, where there is one.
#[component]
pub fn FetchedFailure() -> impl IntoView {
    let importing = importing();
    let has_failed = Memo::new(move |_| importing.stage.get().has_failed);
    move || has_failed.get().then(|| view! { <Fetched view=Box::new(failure::view)/> })
}
