//! The segment badge: letters first, colour second.

use leptos::prelude::*;

use crate::analysis::Finding;

/// The letters of an account's classes; a dash where there is none.
#[component]
pub fn SegBadge(
    finding: Option<Finding>,
    /// Large, for titles.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let segment = finding.as_ref().and_then(Finding::segment);
    let abc = finding.as_ref().and_then(Finding::abc);
    let letters = match (segment, abc) {
        (Some(segment), _) => segment.letters(),
        (None, Some(abc)) => abc.letter(),
        (None, None) => "–",
    };
    view! {
        <span class="seg" data-seg=segment.map_or("-", |segment| segment.letters()) data-size=large.then_some("l")>
            {letters}
        </span>
    }
}
