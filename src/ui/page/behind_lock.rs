//! What stands in the place of the page on a device with a screen lock.

use leptos::prelude::*;

use super::fetched::Fetched;
use super::parts::screen_lock;
use crate::browser::preferences;
use crate::text::Catalogue;
use crate::ui::words::Words;

/// Until the lock was asked nothing of the page is built. If the lock can't be had it is said here, and nothing opens by
/// itself.
pub fn behind_lock(catalogue: Catalogue, is_behind: RwSignal<bool>) -> AnyView {
    preferences::show(catalogue.language(), preferences::theme());
    provide_context(Words::new(catalogue));
    let view = Box::new(move |catalogue| screen_lock::view(catalogue, is_behind));
    view! {
        <main class="page">
            <Fetched view/>
        </main>
    }
    .into_any()
}
