//! The segments as files: on the pages of the segments and of files.

use leptos::prelude::*;

use super::parts::save_segments;
use crate::act::Act;
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
    save_segments(format, analysis, words).await.map_err(|why| why.said(words))
}
