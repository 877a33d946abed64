//! How it stands with one question to a dossier: a mark that leads to where it is answered.

use leptos::prelude::*;

use crate::book::RecordId;
use crate::dossier::health::{Certainty, Need};
use crate::dossier::section::Section;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::dossier_words::need;
use crate::ui::words::words;

/// How it stands with one question; leads to where it is answered.
#[component]
pub(super) fn Hole(id: RecordId, of: Need, state: Certainty) -> impl IntoView {
    let words = words();
    let says = words.text(match state {
        Certainty::Missing => Key::HoleMissing,
        Certainty::Assumed => Key::StateAssumed,
        Certainty::Stale => Key::HoleStale,
        Certainty::Confirmed => Key::StateConfirmed,
    });
    let title = format!("{}: {says}", need(words, of));
    view! {
        <td class="is-cell">
            <a class="hole" tabindex="-1" data-state=code(state) title=title.clone() href=to(id, Some(of.section()))>
                <span class="sr">{title.clone()}</span>
                {sign(state)}
            </a>
        </td>
    }
}

/// The address of a section of a dossier.
pub(super) fn to(id: RecordId, section: Option<Section>) -> String {
    Route::Account { id, section: section.map(|section| section.name().into()) }.to_string()
}

/// How sure something is, for the style sheet.
pub(super) fn code(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Missing => "missing",
        Certainty::Assumed => "assumed",
        Certainty::Stale => "stale",
        Certainty::Confirmed => "confirmed",
    }
}

/// The same as a sign: never colour alone.
pub(super) fn sign(certainty: Certainty) -> impl IntoView {
    match certainty {
        Certainty::Missing => ().into_any(),
        Certainty::Assumed => "?".into_any(),
        Certainty::Stale => view! { <Icon glyph=Glyph::History/> }.into_any(),
        Certainty::Confirmed => view! { <Icon glyph=Glyph::Check/> }.into_any(),
    }
}
