//! The segments as files: on the pages of the segments and of files.

use leptos::prelude::*;

use super::parts::{NoWorkbook, workbook_of};
use super::workbook;
use crate::browser::{clock, files};
use crate::exchange::segments_csv::segments_csv;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::session::{Session, session};
use crate::ui::words::words;

/// The segments as CSV and as a workbook, where there are any.
#[component]
pub fn ExportSegments(label: Key, #[prop(default = Key::ExportXlsx)] workbook_label: Key) -> impl IntoView {
    let session = session();
    let words = words();
    let refused = RwSignal::new(None::<String>);
    let export_workbook = move |_| {
        let Some(analysis) = session.analysis.get_untracked() else { return };
        refused.set(None);
        leptos::task::spawn_local(async move {
            match workbook_of(analysis, words).await {
                Ok(bytes) => {
                    let name = format!("segments-{}.xlsx", clock::today());
                    said_if_refused(files::download_bytes(&name, workbook::MIME, &bytes));
                }
                // The page may be another by now.
                Err(error) => drop(refused.try_set(Some(match error {
                    NoWorkbook::NotFetched => words.text(Key::PageNotFetchedHint).into(),
                    NoWorkbook::NotWritten(detail) => words.fill(Key::ExportXlsxFailed, &[("detail", &detail)]),
                }))),
            }
        });
    };
    view! {
        <button
            class="btn"
            type="button"
            data-testid="export-segments-csv"
            prop:disabled=move || session.analysis.with(Option::is_none)
            on:click=move |_| export_segments_csv(session)
        >
            <Icon glyph=Glyph::Download/>
            {words.text(label)}
        </button>
        <button
            class="btn"
            type="button"
            data-testid="export-segments-xlsx"
            prop:disabled=move || session.analysis.with(Option::is_none)
            on:click=export_workbook
        >
            <Icon glyph=Glyph::Download/>
            {words.text(workbook_label)}
        </button>
        {move || refused.get().map(|text| view! { <span class="error" role="alert">{text}</span> })}
    }
}

/// Hands the segments to the person as CSV.
fn export_segments_csv(session: Session) {
    if let Some(analysis) = session.analysis.get_untracked() {
        deliver(&format!("segments-{}.csv", clock::today()), "text/csv;charset=utf-8", &segments_csv(&analysis));
    }
}

fn deliver(name: &str, mime: &str, text: &str) {
    said_if_refused(files::download(name, mime, text));
}

/// A download the browser refuses shows in the browser's own way; there is no state to mend.
fn said_if_refused(download: Result<(), wasm_bindgen::JsValue>) {
    if let Err(error) = download {
        leptos::logging::error!("{}", crate::browser::error::message_of(&error));
    }
}
