//! How complete and how fresh the file is, and what is missing or stale (D6).

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::RecordId;
use crate::book::kind::Tone;
use crate::dossier::health::{Certainty, Health, Need, Weight};
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::{Key, within_sentence};
use crate::ui::component::Icon;
use crate::ui::dossier_words::{need, weight};
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::is_printing;
use crate::ui::words::{Words, rich, words};

/// The same sentence, and how much of what should be known is known.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let words = words();
    let AccountView { health, .. } = account_view;
    let make = move || {
        let health = health.get()?;
        let line = Line::of(reading(words, &health));
        // The sign stands at what is missing, not at a good figure.
        Some(match health.count(Certainty::Missing) {
            0 => line.marked(words.percent_round(health.completeness()), Tone::Good),
            missing => line.marked(words.count(Key::MissingCount, missing), Tone::Warn),
        })
    };
    after_first_frame(move || health.track(), make)
}

#[component]
pub fn HealthSection(id: RecordId, health: Memo<Option<Health>>) -> impl IntoView {
    let words = words();
    let body = move || {
        let health = health.get()?;
        let missing = health.with(Certainty::Missing);
        let stale = health.with(Certainty::Stale);
        let assumed = health.with(Certainty::Assumed);
        Some(view! {
            <p class="reading">{rich(reading(words, &health))}</p>
            <div class="health">
                {meter(words, Key::HealthKnown, health.completeness())}
                {meter(words, Key::HealthCertain, health.certainty())}
            </div>
            <div class="pair">
                {list(words, id, Key::HealthMissing, missing, true)}
                {list(words, id, Key::HealthStale, stale, true)}
            </div>
            {(!assumed.is_empty()).then(|| view! {
                <details open=is_printing()>
                    <summary>{words.count(Key::HealthAssumed, assumed.len())}</summary>
                    {list(words, id, Key::HealthAssumedTitle, assumed, false)}
                </details>
            })}
        })
    };
    view! {
        <div data-testid="file-health">{body}</div>
    }
}

/// The sentence that says where the file stands.
pub fn reading(words: Words, health: &Health) -> String {
    let (missing, stale) = (health.count(Certainty::Missing), health.count(Certainty::Stale));
    let share = words.percent_round(health.completeness());
    let first = health.with(Certainty::Missing).first().map(|(first, _)| need(words, *first));
    match (missing, stale, first) {
        (0, 0, _) => words.text(Key::HealthWhole).into(),
        (0, ..) => words.counted(Key::HealthOnlyStale, stale, &[]),
        (_, _, Some(first)) => words.fill(Key::HealthReading, &[("share", &share), ("first", &within_sentence(first))]),
        _ => String::new(),
    }
}

/// A share with its bar.
fn meter(words: Words, key: Key, share: f64) -> impl IntoView + use<> {
    let size = format!("{:.0}%", share * 100.0);
    view! {
        <div class="health-meter">
            <span>{words.text(key)}</span>
            <span class="meter"><i aria-hidden="true"><b style:inline-size=size></b></i></span>
            <b>{words.percent_round(share)}</b>
        </div>
    }
}

/// Needs with the way to their section.
fn list(words: Words, id: RecordId, title: Key, needs: Vec<(Need, Weight)>, is_headed: bool) -> Option<AnyView> {
    if needs.is_empty() {
        return None;
    }
    let row = |(wanted, of): (Need, Weight)| {
        let route = Route::Account { id, section: Some(wanted.section().name().into()) };
        view! {
            <li>
                <a href=route.to_string()>{need(words, wanted)}</a>
                <span class="note">{weight(words, of)}</span>
            </li>
        }
    };
    let tone = if title == Key::HealthStale { Glyph::History } else { Glyph::Warn };
    let head = is_headed.then(|| view! { <h3 class="row"><Icon glyph=tone/>{words.text(title)}</h3> });
    Some(
        view! {
            <div>
                {head}
                <ul class="health-list">{needs.into_iter().map(row).collect_view()}</ul>
            </div>
        }
        .into_any(),
    )
}
