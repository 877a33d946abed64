//! Competitors across accounts: all of them, and a page for each with where we meet (D4).

mod competitor;
mod delete;
mod encounters;
mod facts;
mod list;

use leptos::prelude::*;

use crate::analysis::Analysis;
use crate::book::{RecordId, Threat};
use crate::calendar::Date;
use crate::dossier::encounters::{Encounter, ends_in};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::session::session;
use crate::ui::words::words;

use competitor::CompetitorPage;
use list::ListPage;

/// All competitors, or one of them.
#[component]
pub fn CompetitorsPage(shown: Option<RecordId>) -> impl IntoView {
    match shown {
        None => view! { <ListPage/> }.into_any(),
        Some(id) => view! { <CompetitorPage id/> }.into_any(),
    }
}

/// How a threat is to be taken.
pub fn threat_tone(threat: Threat) -> Option<&'static str> {
    match threat {
        Threat::High => Some("bad"),
        Threat::Medium => Some("warn"),
        Threat::Low => None,
    }
}

/// When a contract ends: said loudly once that is near.
#[component]
pub fn ContractEnd(end: Signal<Option<Date>>) -> impl IntoView {
    let session = session();
    let words = words();
    move || {
        let day = end.get()?;
        let count = |days: i32| usize::try_from(days).unwrap_or_default();
        let ended = || words.fill(Key::RivalsEnded, &[("day", &words.day(day))]);
        let (tone, text) = match ends_in(Some(day), session.read_on.get()) {
            Some(..0) => (None, ended()),
            Some(0) => (Some("warn"), words.text(Key::RivalsEndsToday).to_owned()),
            Some(days) => (Some("warn"), words.count(Key::RivalsEndsIn, count(days))),
            None => (None, words.day(day)),
        };
        let icon = tone.map(|_| view! { <Icon glyph=Glyph::Promise/> });
        let text = words.fill(Key::EntryFact, &[("what", words.text(Key::RivalsContract)), ("value", &text)]);
        Some(view! { <span class="mark" data-tone=tone title=words.day(day)>{icon}{text}</span> })
    }
}

/// What the accounts brought where we meet, in minor units of the analysis' currency.
fn at_stake(analysis: Option<&Analysis>, encounter: &Encounter) -> i128 {
    let of = |account| Some(analysis?.finding(account)?.revenue);
    encounter.accounts().into_iter().filter_map(of).sum()
}
