//! Parts of the page that are fetched when they are first shown, so that the first load doesn't
//! carry them; and the writer of workbooks, which is fetched when one is asked for.
//!
//! `cargo xtask dist` builds with `--cfg split` and cuts the wasm at the functions below; in every
//! other build they are ordinary code that is always there.

use leptos::prelude::*;

use super::account::AccountPage;
use super::competitors::CompetitorsPage;
use super::data::DataPage;
use super::dossiers::DossiersPage;
use super::duplicates::Duplicates;
use super::segments::AnalysisView;
use super::titled;
use super::workbook;
use crate::analysis::Analysis;
use crate::book::RecordId;
use crate::glyph::Glyph;
use crate::route::View;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, Icon};
use crate::ui::words::{Words, words};

/// The part could not be had: no connection, or the host has another build by now.
pub struct NotFetched;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotFetched {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Functions that make a view, each in the part of the wasm that is named before it and fetched
/// ahead by the function named after it. They take no generics and no closures: they stand at the
/// border of two files.
macro_rules! parts {
    ($($part:ident, $fetch:ident: fn $name:ident($($argument:ident: $type:ty)?) { $view:expr })*) => {
        $(
            #[cfg_attr(
                split,
                leptos::wasm_split::wasm_split(
                    $part,
                    wasm_split_path = ::leptos::wasm_split,
                    preload($fetch),
                    fallible
                )
            )]
            fn $name($($argument: $type)?) -> Result<AnyView, NotFetched> {
                Ok($view.into_any())
            }
        )*

        /// Fetches every part, so that all pages open at once, and without a connection too: the
        /// one that saves everything as a file should not depend on the host.
        #[cfg(split)]
        async fn fetch_all() {
            $(
                // It is tried again when it is to be shown, and said then.
                let _ = $fetch().await;
            )*
        }
    };
}

parts! {
    data, fetch_data: fn data_view() { view! { <DataPage/> } }
    account, fetch_account: fn account_view(id: RecordId) { view! { <AccountPage id/> } }
    dossiers, fetch_dossiers: fn dossiers_view() { view! { <DossiersPage/> } }
    competitors, fetch_competitors: fn competitors_view(shown: Option<RecordId>) { view! { <CompetitorsPage shown/> } }
    analysis, fetch_analysis: fn analysis_view(shown: View) { view! { <AnalysisView shown/> } }
    duplicates, fetch_duplicates: fn duplicates_view(shown: RwSignal<u32>) { view! { <Duplicates shown/> } }
}

/// Why there is no workbook.
pub enum NoWorkbook {
    /// The part that writes it could not be had.
    NotFetched,
    /// It has no room for what is to be in it.
    NotWritten(String),
}

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NoWorkbook {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self::NotFetched
    }
}

/// The writer of workbooks is a part as well, though it makes no view.
#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(
        workbook,
        wasm_split_path = ::leptos::wasm_split,
        preload(fetch_workbook),
        fallible
    )
)]
fn workbook_bytes(analysis: ByPtr<Analysis>, words: Words) -> Result<Vec<u8>, NoWorkbook> {
    workbook::write(&analysis, words).map_err(|error| NoWorkbook::NotWritten(error.to_string()))
}

/// The segments as a workbook, once its writer is here.
///
/// # Errors
/// [`NoWorkbook`] if the writer can't be had, or not all fits in.
#[cfg(split)]
pub async fn workbook_of(analysis: ByPtr<Analysis>, words: Words) -> Result<Vec<u8>, NoWorkbook> {
    workbook_bytes(analysis, words).await
}

/// The segments as a workbook.
///
/// # Errors
/// [`NoWorkbook`] if not all fits in.
#[cfg(not(split))]
pub async fn workbook_of(analysis: ByPtr<Analysis>, words: Words) -> Result<Vec<u8>, NoWorkbook> {
    workbook_bytes(analysis, words)
}

/// How long after the first page the parts are fetched that weren't asked for.
#[cfg(split)]
const AHEAD: std::time::Duration = std::time::Duration::from_secs(3);

/// Fetches the parts when the first page is there and has had its own files.
pub fn fetch_ahead() {
    #[cfg(split)]
    set_timeout(
        || {
            leptos::task::spawn_local(async {
                fetch_all().await;
                // As with the pages: it is tried again when it is needed, and said then.
                let _ = fetch_workbook().await;
            });
        },
        AHEAD,
    );
}

/// A page, or a section of one, in a part of its own.
#[derive(Clone, Copy)]
pub enum Part {
    Account(RecordId),
    Analysis(View),
    /// All, or one of them.
    Competitors(Option<RecordId>),
    Data,
    Dossiers,
    Duplicates(RwSignal<u32>),
}

impl Part {
    /// Its view, once it is here.
    #[cfg(split)]
    async fn view(self) -> Result<AnyView, NotFetched> {
        match self {
            Self::Account(id) => account_view(id).await,
            Self::Analysis(shown) => analysis_view(shown).await,
            Self::Competitors(shown) => competitors_view(shown).await,
            Self::Data => data_view().await,
            Self::Dossiers => dossiers_view().await,
            Self::Duplicates(shown) => duplicates_view(shown).await,
        }
    }

    #[cfg(not(split))]
    async fn view(self) -> Result<AnyView, NotFetched> {
        match self {
            Self::Account(id) => account_view(id),
            Self::Analysis(shown) => analysis_view(shown),
            Self::Competitors(shown) => competitors_view(shown),
            Self::Data => data_view(),
            Self::Dossiers => dossiers_view(),
            Self::Duplicates(shown) => duplicates_view(shown),
        }
    }
}

/// A part's page as soon as it is here; until then that it is on its way, or a way out.
#[component]
pub fn Fetched(part: Part) -> impl IntoView {
    let words = words();
    let attempt = RwSignal::new(());
    move || {
        attempt.track();
        let is_waiting = RwSignal::new(true);
        let shown = Suspend::new(async move {
            let view = part.view().await;
            is_waiting.set(false);
            view.unwrap_or_else(|NotFetched| view! { <Failed attempt/> }.into_any())
        });
        // In this order: what is here already is shown without a word about waiting.
        view! {
            {shown}
            {move || is_waiting.get().then(|| view! { <p class="note" role="status">{words.text(Key::PageFetching)}</p> })}
        }
    }
}

#[component]
fn Failed(attempt: RwSignal<()>) -> impl IntoView {
    let words = words();
    titled(words.text(Key::PageNotFetched));
    view! {
        <header class="page-head"><h1>{words.text(Key::PageNotFetched)}</h1></header>
        <div class="banner" data-tone="bad" role="alert" data-testid="part-failed">
            <Icon glyph=Glyph::Warn/>
            <p>{words.text(Key::PageNotFetchedHint)}</p>
            <div class="actions">
                <Button text=Key::SaveAgain test_id="part-again" on_click=move || attempt.set(())/>
                <Button
                    text=Key::Reload
                    on_click=move || {
                        // Refused only where there is nothing to reload.
                        let _ = window().location().reload();
                    }
                />
            </div>
        </div>
    }
}
