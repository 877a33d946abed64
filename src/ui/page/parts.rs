//! The pages' views, and the parts of the page that are fetched when they are first shown, so that
//! the first load doesn't carry them.
//!
//! A part is code, texts and style sheets, and is shown when all of them are here. Every page is a line
//! of `pages!` in [`route`](crate::route), of which this makes its view and its entry in the
//! navigation; what is a part without being a page is a line of [`sections!`] below. `cargo xtask
//! dist` builds with `--cfg split` and cuts the wasm at these functions; in every other build they
//! are ordinary code that is always there.

use std::pin::Pin;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::account::AccountPage;
use super::accounts::AccountsPage;
use super::competitors::CompetitorsPage;
use super::data::DataPage;
use super::dossiers::DossiersPage;
use super::duplicates::Duplicates;
use super::fetched::{Coming, Fetched};
use super::import::FailureBanner;
use super::interview::InterviewPage;
use super::keys::KeysSheet;
use super::losses::LossesPage;
use super::mistakes::MistakesPage;
use super::negotiations::NegotiationsPage;
use super::opportunities::OpportunitiesPage;
use super::plans::PlansPage;
use super::prospects::ProspectsPage;
use super::recovery::RecoveryPage;
use super::sample::SampleBanner;
use super::screen_lock::ScreenLockGate;
use super::segments::SegmentsPage;
use super::service::ServicePage;
use super::team::TeamPage;
use super::team_folder::TeamFolderNews;
use super::today::TodayPage;
use super::touch::TouchDrawer;
use super::unknown::UnknownPage;
use super::workbook;
use crate::analysis::Analysis;
use crate::book::RecordId;
use crate::browser::{catalogues, clock, scheduling, sheets};
use crate::exchange::segments_csv::segments_csv;
use crate::glyph::Glyph;
use crate::route::{Page, PlanPlace, Route, View, pages};
use crate::text::{Catalogue, Key, Room};
use crate::ui::acts::SegmentFormat;
use crate::ui::backing_up::begin_backing_up;
use crate::ui::by_ptr::ByPtr;
use crate::ui::list_files::{CSV, NoFile, XLSX, hand_over};
use crate::ui::not_fetched::NotFetched;
use crate::ui::session::Session;
use crate::ui::told_twice;
use crate::ui::words::Words;

/// Texts and sheets on their way.
struct Beside(Vec<Promise>);

impl Beside {
    /// Asks for those that aren't here.
    fn begin(catalogue: Catalogue, rooms: &[Room]) -> Self {
        let mut all = catalogues::begin(catalogue, rooms.iter().copied());
        all.extend(sheets::begin(rooms));
        Self(all)
    }

    async fn came(self) -> Result<(), NotFetched> {
        let mut result = Ok(());
        for one in self.0 {
            if !JsFuture::from(one).await.is_ok_and(|came| came.is_truthy()) {
                result = Err(NotFetched);
            }
        }
        result
    }
}

/// Why a part's code isn't here.
#[cfg(split)]
type NoCode = leptos::wasm_split::SplitLoaderError;
#[cfg(not(split))]
type NoCode = NotFetched;

/// A part's code on its way.
type Code = Pin<Box<dyn Future<Output = Result<(), NoCode>>>>;

/// A part on its way, of which nothing is shown yet.
type Fetching = Pin<Box<dyn Future<Output = Result<(), NotFetched>>>>;

/// Has a part's code, texts and sheets here. This and [`shown_once_here`] are there once for all parts: each has no more
/// of its own than it needs, as all of that is in the first load.
fn fetching(catalogue: Catalogue, rooms: &'static [Room], code: Code) -> Fetching {
    Box::pin(async move {
        let beside = Beside::begin(catalogue, rooms);
        let code = code.await;
        beside.came().await?;
        code?;
        Ok(())
    })
}

/// Makes a part's view when all of the part is here.
fn shown_once_here(part: Fetching, view: Coming) -> Coming {
    Box::pin(async move {
        part.await?;
        view.await
    })
}

/// A function that makes a view, in a wing of the wasm: small pages that lean on the same share one, as each wing
/// more cuts what several have in common into smaller pieces, of which every page fetches all it needs. It takes
/// no generics and no closures: it stands at the border of two files.
macro_rules! part {
    ($wing:ident $part:ident($($room:ident),*) $view:ident($($given:ident: $type:ty),*)) => {
        pub mod $part {
            use super::*;

            const ROOMS: &[Room] = &[Room::Common, $(Room::$room),*];

            #[cfg_attr(
                split,
                leptos::wasm_split::wasm_split(
                    $wing,
                    wasm_split_path = ::leptos::wasm_split,
                    preload(fetch_code),
                    fallible
                )
            )]
            fn $part($($given: $type),*) -> Result<AnyView, NotFetched> {
                Ok(view! { <$view $($given)*/> }.into_any())
            }

            /// The view, once its code, its texts and its sheets are here; [`NotFetched`] if one of them can't be had.
            pub fn view(catalogue: Catalogue, $($given: $type),*) -> Coming {
                #[cfg(split)]
                let view = $part($($given),*);
                #[cfg(not(split))]
                let view = async move { $part($($given),*) };
                shown_once_here(fetch(catalogue), Box::pin(view))
            }

            /// Has all of it here, so that the view comes at once; [`NotFetched`] if something can't be had.
            pub fn fetch(catalogue: Catalogue) -> Fetching {
                #[cfg(split)]
                let code = fetch_code();
                #[cfg(not(split))]
                let code = std::future::ready(Ok(()));
                fetching(catalogue, ROOMS, Box::pin(code))
            }
        }
    };
}

/// What is a part without being a page.
macro_rules! sections {
    ($($wing:ident $part:ident $rooms:tt $view:ident($($given:ident: $type:ty),*);)*) => {
        $(part! { $wing $part $rooms $view($($given: $type),*) })*

        /// What has them here.
        const SECTIONS: &[fn(Catalogue) -> Fetching] = &[$($part::fetch),*];
    };
}

sections! {
    lists duplicates(Duplicates) Duplicates(shown: RwSignal<u32>);
    notices failure(Data, Import) FailureBanner();
    notices sample(Sample) SampleBanner();
    notices keys(Keys) KeysSheet();
    notices recovery(Data, Import, Recovery) RecoveryPage();
    lock screen_lock(Lock) ScreenLockGate(is_behind: RwSignal<bool>);
    current_import team_folder(Data) TeamFolderNews();
    touch touch(Dossier, Touch) TouchDrawer();
}

/// An entry of the navigation.
#[derive(Clone, Copy)]
pub struct Entry {
    pub page: Page,
    pub glyph: Glyph,
    pub name: Key,
    pub address: &'static str,
}

macro_rules! views {
    ($(
        $(#[$doc:meta])*
        $page:ident $(($($value:ident: $type:ty),*))? $({ $($field:ident: $of:ty),* })? $path:literal
        [$($navigation:tt)*] [$($view:tt)*];
    )*) => {
        $(page_part! { [$($view)*] $($($value: $type,)*)? $($($field: $of,)*)? })*

        /// The page a route names.
        #[allow(unused_variables, reason = "a page may read the rest of its address itself")]
        pub fn shown(route: Route) -> AnyView {
            match route {
                $(Route::$page $(($($value),*))? $({ $($field),* })? => page_view!($($view)*),)*
                Route::Unknown(address) => view! { <UnknownPage address/> }.into_any(),
            }
        }

        /// The entry of the navigation a page belongs to.
        pub fn entry_of(page: Page) -> Option<Page> {
            match page {
                $(Page::$page => Some(entry_page!($page $($navigation)*)),)*
                Page::Unknown => None,
            }
        }

        /// The navigation, in its order.
        pub fn entries() -> impl Iterator<Item = Entry> {
            [$(entry!($page $path $($navigation)*)),*].into_iter().flatten()
        }

        /// What has the pages here.
        const PAGES: &[fn(Catalogue) -> Fetching] = &[$(page_fetch!($($view)*)),*];
    };
}

/// A page's part, which takes of its address what the view is given.
macro_rules! page_part {
    ([part $wing:ident $part:ident $rooms:tt $view:ident()] $($held:tt)*) => {
        part! { $wing $part $rooms $view() }
    };
    // What the view is given stands first in its address.
    ([part $wing:ident $part:ident $rooms:tt $view:ident($given:ident)] $first:ident: $type:ty, $($held:tt)*) => {
        part! { $wing $part $rooms $view($given: $type) }
    };
}

macro_rules! page_view {
    (part $wing:ident $part:ident $rooms:tt $view:ident($($given:ident),*)) => {
        view! { <Fetched view=Box::new(move |catalogue| $part::view(catalogue, $($given),*))/> }.into_any()
    };
}

macro_rules! page_fetch {
    (part $wing:ident $part:ident $($view:tt)*) => {
        $part::fetch
    };
}

macro_rules! entry_page {
    ($page:ident entry $glyph:ident $name:ident) => {
        Page::$page
    };
    ($page:ident under $above:ident) => {
        Page::$above
    };
    ($page:ident alone) => {
        Page::$page
    };
}

macro_rules! entry {
    ($page:ident $path:literal entry $glyph:ident $name:ident) => {
        Some(Entry { page: Page::$page, glyph: Glyph::$glyph, name: Key::$name, address: concat!("#/", $path) })
    };
    ($page:ident $path:literal under $above:ident) => {
        None
    };
    ($page:ident $path:literal alone) => {
        None
    };
}

pages!(views);

/// The writers of segments are a part as well, though it makes no view.
#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(
        segment_files,
        wasm_split_path = ::leptos::wasm_split,
        preload(fetch_segment_files),
        fallible
    )
)]
fn segments_saved(format: SegmentFormat, analysis: ByPtr<Analysis>, words: Words) -> Result<(), NoFile> {
    let (bytes, ending, mime) = match format {
        SegmentFormat::Csv => (segments_csv(&analysis).into_bytes(), "csv", CSV),
        SegmentFormat::Xlsx => (workbook::write(&analysis, words)?, "xlsx", XLSX),
    };
    hand_over(&format!("segments-{}.{ending}", clock::today()), mime, &bytes);
    Ok(())
}

/// Hands the segments to the person as a file, once its writer and its words are here.
///
/// # Errors
/// [`NoFile`] if the writer can't be had, or not all fits in.
pub async fn save_segments(format: SegmentFormat, analysis: ByPtr<Analysis>, words: Words) -> Result<(), NoFile> {
    Beside::begin(words.catalogue(), &[Room::Common, Room::Segments]).came().await?;
    #[cfg(split)]
    return segments_saved(format, analysis, words).await;
    #[cfg(not(split))]
    segments_saved(format, analysis, words)
}

/// How long after the first page the parts are fetched that weren't asked for.
const AHEAD: std::time::Duration = std::time::Duration::from_secs(3);

/// After how long it is tried again what must not be given up, in ms.
const AGAIN: u32 = 60_000;

/// Fetches every part when the first page is there and has had its own files, so that all pages
/// open at once, and without a connection too: the one that saves everything as a file should not
/// depend on the host. What goes on by itself, beside every page, begins then.
pub fn fetch_ahead(catalogue: RwSignal<Catalogue>, session: Session) {
    set_timeout(
        move || {
            leptos::task::spawn_local(async move {
                for fetch in PAGES.iter().chain(SECTIONS) {
                    // It is tried again when it is to be shown, and said then.
                    let _ = fetch(catalogue.get_untracked()).await;
                }
                // As with the pages. Lists are written by the same.
                #[cfg(split)]
                let _ = fetch_segment_files().await;
                // As with the pages.
                let _ = told_twice::fetch().await;
                // Nothing is written into a folder for backups before its writer is here.
                while begin_backing_up(session).await.is_err() {
                    scheduling::pause(AGAIN).await;
                }
            });
        },
        AHEAD,
    );
}
