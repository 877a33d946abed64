//! The page: shell, pages, components.
//!
//! **Invariants:** pages read derived values of the [`session::Session`] and write by handing it a
//! [`Change`](crate::book::Change); none touches storage. Words come from [`words::Words`], numbers
//! from `Intl` through it. The whole page is built anew when the language changes; what must
//! survive that (the book, a file on its way in, the address) lives in contexts above it.
//!
//! To add a page: a file in `page/`, a variant of [`Route`](crate::route::Route), a line in
//! [`shell`], its texts in `text/`.

pub mod component;
pub mod intake;
pub mod keys;
pub mod page;
pub mod session;
pub mod shell;
pub mod words;

use leptos::prelude::*;

use crate::browser::{address, preferences};
use crate::route::Route;
use intake::Intake;
use session::Session;
use words::Words;

/// What the page shows: chosen language and theme, and where it is.
#[derive(Clone, Copy)]
pub struct Place {
    pub route: RwSignal<Route>,
    pub language: RwSignal<crate::text::Language>,
    pub theme: RwSignal<preferences::Theme>,
}

/// Builds the page into the document.
pub fn mount() {
    leptos::mount::mount_to_body(App);
    // The static page says that it is loading; now there is something better.
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}

#[component]
fn App() -> impl IntoView {
    let session = Session::open();
    provide_context(session);
    let intake = Intake::new(session);
    provide_context(intake);
    let place = Place {
        route: RwSignal::new(address::current()),
        language: RwSignal::new(preferences::language()),
        theme: RwSignal::new(preferences::theme()),
    };
    provide_context(place);
    address::on_change(move |route| place.route.set(route));
    Effect::new(move |_| preferences::show(place.language.get(), place.theme.get()));
    window_event_listener(leptos::ev::keydown, move |event| keys::undo_by_key(session, &event));
    // A file dropped beside the place for it would replace the page; it is taken as meant.
    window_event_listener(leptos::ev::dragover, |event| event.prevent_default());
    window_event_listener(leptos::ev::drop, move |event| {
        if !event.default_prevented() {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                intake.open(file);
            }
        }
    });
    window_event_listener(leptos::ev::pagehide, move |_| session.write_all());
    move || {
        provide_context(Words::new(place.language.get()));
        view! { <shell::Shell/> }
    }
}
