//! The page: shell, pages, components.
//!
//! **Invariants:** pages read derived values of the [`session::Session`] and write by handing it a
//! [`Change`](crate::book::Change); none touches storage. Words come from [`words::Words`], numbers
//! from `Intl` through it. The whole page is built anew when the language changes; what must
//! survive that (the book, a file on its way in, the address) lives in contexts above it.
//!
//! To add a page: a file in `page/`, and a line in the table of pages in [`route`](crate::route).

pub mod acts;
pub mod backing_up;
pub mod banners;
pub mod by_ptr;
pub mod chosen_folder;
pub mod component;
pub mod dossier_words;
pub mod erasing;
pub mod fields;
mod followed_records;
pub mod importing;
pub mod in_turns;
mod kept_list;
pub mod key_decision;
pub mod keyed;
pub mod keys;
pub mod last_shown;
pub mod list_files;
pub mod losses_seen;
pub mod mistake_words;
pub mod negotiating;
pub mod next_frame;
pub mod not_fetched;
pub mod page;
pub mod page_long;
pub mod printing;
pub mod session;
pub mod shell;
pub mod team_folder;
pub mod told_twice;
pub mod touching;
pub mod words;
pub mod working_clock;

use leptos::prelude::*;

use crate::browser::{address, catalogues, preferences, screen_lock};
use crate::route::Route;
use crate::text::{Catalogue, Language};
use crate::theme::Theme;
use acts::Acts;
use importing::Importing;
use last_shown::LastShown;
use session::Session;
use touching::Touching;
use words::Words;

/// What the page shows: in which language and theme, and where it is.
#[derive(Clone, Copy)]
pub struct Place {
    pub route: RwSignal<Route>,
    /// The language shown; one that was chosen is not until its file is there.
    pub catalogue: RwSignal<Catalogue>,
    pub theme: RwSignal<Theme>,
}

impl Place {
    /// Whether the page has no frame around it and does nothing with the book: whoever opened it has none.
    pub fn is_alone(self) -> bool {
        self.route.with(|route| matches!(route, Route::Interview(_)))
    }
}

/// How often the time is looked at, for what depends on the day.
const CLOCK: std::time::Duration = std::time::Duration::from_secs(30);

/// Builds the page into the document, in the language wished for, or in English if that can't be had.
pub fn mount() {
    wasm_bindgen_futures::spawn_local(async {
        let catalogue = catalogues::load(preferences::language(), None).await;
        mount_in(catalogue.unwrap_or_else(|_| Catalogue::of(Language::English)));
    });
}

fn mount_in(catalogue: Catalogue) {
    leptos::mount::mount_to_body(move || {
        // What is hidden is not even built.
        let is_behind = RwSignal::new(screen_lock::is_set());
        move || match is_behind.get() {
            true => page::behind_lock(catalogue, is_behind),
            false => view! { <App catalogue/> }.into_any(),
        }
    });
    // The static page says that it is loading; now there is something better.
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}

#[component]
fn App(catalogue: Catalogue) -> impl IntoView {
    let session = Session::open();
    provide_context(session);
    let importing = Importing::new(session, Touching::provide());
    provide_context(importing);
    provide_context(page::TriedSettings::default());
    provide_context(LastShown::default());
    let place = Place {
        route: RwSignal::new(address::current()),
        catalogue: RwSignal::new(catalogue),
        theme: RwSignal::new(preferences::theme()),
    };
    provide_context(place);
    Acts::provide(place, |session, words, format| Box::pin(page::export_segments(session, words, format)));
    page::parts::fetch_ahead(place.catalogue, session);
    address::on_change(move |route| place.route.set(route));
    Effect::new(move |_| preferences::show(place.catalogue.get().language(), place.theme.get()));
    // A file dropped beside the place for it would replace the page; it is taken as meant.
    window_event_listener(leptos::ev::dragover, |event| event.prevent_default());
    window_event_listener(leptos::ev::drop, move |event| {
        if !event.default_prevented() {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)).filter(|_| !untrack(|| place.is_alone())) {
                importing.open(file);
            }
        }
    });
    // At midnight another day begins, whether somebody looks or not.
    set_interval(move || session.look_at_the_clock(), CLOCK);
    window_event_listener(leptos::ev::pagehide, move |_| session.leave());
    window_event_listener(leptos::ev::visibilitychange, move |_| {
        if !document().hidden() {
            session.catch_up();
        }
    });
    move || {
        provide_context(Words::new(place.catalogue.get()));
        view! { <shell::Shell/> }
    }
}
