//! How healthy a relationship is, at a glance: the score, its colour in words, and where it goes (C10).

use leptos::prelude::*;

use crate::book::HealthColour;
use crate::service::health_score::{Direction, HealthScore};
use crate::text::Key;
use crate::ui::words::words;

/// Nothing where too little is known.
#[component]
pub fn HealthMark(health: Option<HealthScore>) -> impl IntoView {
    let words = words();
    let health = health?;
    let (score, colour) = health.score().zip(health.colour())?;
    let arrow = health.direction().map(|direction| {
        let (arrow, key) = match direction {
            Direction::Better => ("↑", Key::HealthBetter),
            Direction::Worse => ("↓", Key::HealthWorse),
        };
        let points = health.change.unwrap_or_default().unsigned_abs() as usize;
        let title = words.count(key, points);
        view! { <span class="health-arrow" role="img" aria-label=title.clone() title=title.clone()>{arrow}</span> }
    });
    Some(view! {
        <span class="health-mark nowrap">
            <b class="num">{words.number(score as usize)}</b> " " {arrow} " "
            <span class="tag" data-tone=health_tone(colour)>{words.text(colour.name())}</span>
        </span>
    })
}

/// How a colour is shown.
pub fn health_tone(colour: HealthColour) -> &'static str {
    match colour {
        HealthColour::Red => "bad",
        HealthColour::Amber => "warn",
        HealthColour::Green => "good",
    }
}
