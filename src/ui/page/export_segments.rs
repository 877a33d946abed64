//! The segments as files: on the pages of the segments and of files.

use leptos::prelude::*;

use super::parts::{NoSegmentFile, segments_as};
use crate::act::Act;
use crate::browser::{clock, files};
use crate::text::Key;
use crate::ui::acts::{SegmentFormat, acts};
use crate::ui::component::ActButton;
use crate::ui::session::Session;
use crate::ui::words::Words;

/// The segments as CSV and as a workbook, where there are any.
#[component]
pub fn ExportSegments(label: Key, #[prop(default = Key::ExportXlsx)] workbook_label: Key) -> impl IntoView {
    let refused = acts().no_segment_file;
    on_cleanup(move || refused.set(None));
    view! {
        <ActButton act=Act::ExportSegmentsCsv text=label/>
        <ActButton act=Act::ExportSegmentsXlsx text=workbook_label/>
        {move || refused.get().map(|text| view! { <span class="error" role="alert">{text}</span> })}
    }
}

/// Hands the segments to the person as a file.
///
/// # Errors
/// Why there is none, in the person's words.
pub async fn export_segments(session: Session, words: Words, format: SegmentFormat) -> Result<(), String> {
    let Some(analysis) = session.analysis.get_untracked() else { return Ok(()) };
    let bytes = segments_as(format, analysis, words).await.map_err(|error| match error {
        NoSegmentFile::NotFetched => words.text(Key::PageNotFetchedHint).into(),
        NoSegmentFile::NotWritten(detail) => words.fill(Key::ExportXlsxFailed, &[("detail", &detail)]),
    })?;
    let (ending, mime) = match format {
        SegmentFormat::Csv => ("csv", "text/csv;charset=utf-8"),
        SegmentFormat::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    if let Err(error) = files::download_bytes(&format!("segments-{}.{ending}", clock::today()), mime, &bytes) {
        // A download the browser refuses shows in the browser's own way; there is no state to mend.
        leptos::logging::error!("{}", crate::browser::error::message_of(&error));
    }
    Ok(())
}
