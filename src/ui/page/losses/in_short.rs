//! How many accounts are in each state, and how far "presumed lost" could be trusted.

use leptos::prelude::*;

use super::shown::Shown;
use crate::analysis::losses::State;
use crate::book::Coded;
use crate::text::Key;
use crate::ui::component::StateBadge;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn InShort(shown: Shown) -> impl IntoView {
    let words = words();
    let body = move || {
        let Some(standings) = shown.standings.get() else {
            return view! { <p class="note" role="status">{words.text(Key::LossesWorking)}</p> }.into_any();
        };
        let days = words.days(f64::from(shown.applied.with(|applied| applied.loss.least)));
        let step = |state: State, what: String| {
            let count = standings.count(state);
            view! {
                <div>
                    <dt><StateBadge state/></dt>
                    <dd data-testid=format!("state-{}", state.code())>{words.number(count)}</dd>
                    <dd>{what}</dd>
                </div>
            }
        };
        let text = |key: Key| words.text(key).to_owned();
        view! {
            <p class="reading">{move || rich(reading(words, shown))}</p>
            <dl class="ladder">
                {step(State::Active, text(Key::LossesIsActive))}
                {step(State::Cooling, text(Key::LossesIsCooling))}
                {step(State::AtRisk, text(Key::LossesIsAtRisk))}
                {step(State::PresumedLost, text(Key::LossesIsPresumed))}
                {step(State::Lost, words.fill(Key::LossesIsLost, &[("days", &days)]))}
                {step(State::WonBack, text(Key::LossesIsBack))}
            </dl>
        }
        .into_any()
    };
    view! { <section aria-label=words.text(Key::LossesStates) data-testid="losses-states">{body}</section> }
}

/// "**3 accounts are lost**, 7 only presumed so. Of 72 accounts presumed lost before, 54 bought again …"
fn reading(words: Words, shown: Shown) -> String {
    let Some(standings) = shown.standings.get() else { return String::new() };
    let or = |count: usize, none: Key, some: Key| match count {
        0 => words.text(none).to_owned(),
        count => words.count(some, count),
    };
    let lost = or(standings.count(State::Lost), Key::LossesNoneLost, Key::LossesLost);
    let presumed = or(standings.count(State::PresumedLost), Key::LossesNonePresumed, Key::LossesPresumed);
    let now = words.fill(Key::LossesShort, &[("lost", &lost), ("presumed", &presumed)]);
    let tally = shown.records.presumed.get().map(|record| record.tally).unwrap_or_default();
    let decided = tally.right + tally.wrong;
    if decided == 0 {
        return now;
    }
    let (back, lost) = (words.number(tally.wrong), words.number(tally.right));
    format!("{now} {}", words.counted(Key::LossesBefore, decided, &[("back", &back), ("lost", &lost)]))
}
