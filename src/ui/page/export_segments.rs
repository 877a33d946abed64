//! The segments as files: on the pages of the segments and of files.

use leptos::prelude::*;

use super::parts::{NoWorkbook, workbook_of};
use super::workbook;
use crate::act::Act;
use crate::browser::{clock, files};
use crate::exchange::segments_csv::segments_csv;
use crate::text::Key;
use crate::ui::acts::acts;
use crate::ui::component::ActButton;
use crate::ui::session::Session;
use crate::ui::words::Words;

/// The segments as CSV and as a workbook, where there are any.
#[component]
pub fn ExportSegments(label: Key, #[prop(default = Key::ExportXlsx)] workbook_label: Key) -> impl IntoView {
    let refused = acts().no_workbook;
    on_cleanup(move || refused.set(None));
    view! {
        <ActButton act=Act::ExportSegmentsCsv text=label/>
        <ActButton act=Act::ExportSegmentsXlsx text=workbook_label/>
        {move || refused.get().map(|text| view! { <span class="error" role="alert">{text}</span> })}
    }
}

/// Hands the segments to the person as CSV.
pub fn export_segments_csv(session: Session) {
    if let Some(analysis) = session.analysis.get_untracked() {
        deliver(&format!("segments-{}.csv", clock::today()), "text/csv;charset=utf-8", &segments_csv(&analysis));
    }
}

/// Hands them over as a workbook.
///
/// # Errors
/// Why there is none, in the person's words.
pub async fn export_segments_xlsx(session: Session, words: Words) -> Result<(), String> {
    let Some(analysis) = session.analysis.get_untracked() else { return Ok(()) };
    let bytes = workbook_of(analysis, words).await.map_err(|error| match error {
        NoWorkbook::NotFetched => words.text(Key::PageNotFetchedHint).into(),
        NoWorkbook::NotWritten(detail) => words.fill(Key::ExportXlsxFailed, &[("detail", &detail)]),
    })?;
    said_if_refused(files::download_bytes(&format!("segments-{}.xlsx", clock::today()), workbook::MIME, &bytes));
    Ok(())
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
