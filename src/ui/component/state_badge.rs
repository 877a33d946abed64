//! How an account stands (C12), told by shape, line and word: what is presumed is dashed, and only what is
//! established, or a person's verdict, is solid.

use leptos::prelude::*;

use crate::analysis::losses::State;
use crate::book::Coded;
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn StateBadge(state: State) -> impl IntoView {
    let mark = match state {
        State::Prospect => "<circle cx=\"5\" cy=\"5\" r=\"1.5\"/>",
        State::Active => "<circle class=\"is-solid\" cx=\"5\" cy=\"5\" r=\"3.5\"/>",
        State::Cooling => "<circle cx=\"5\" cy=\"5\" r=\"3.8\"/>",
        State::AtRisk => "<path d=\"M5 1.2L.9 8.8h8.2z\"/>",
        State::PresumedLost => "<circle cx=\"5\" cy=\"5\" r=\"3.8\" stroke-dasharray=\"2 1.6\"/>",
        State::Lost => "<path d=\"M1.5 1.5l7 7M8.5 1.5l-7 7\"/>",
        State::WonBack => "<path d=\"M9 5H1.5M4.5 2l-3 3 3 3\"/>",
    };
    let turns = (state == State::WonBack).then_some("turns");
    view! {
        <span class="state" data-state=state.code()>
            <svg class=turns viewBox="0 0 10 10" aria-hidden="true" inner_html=mark></svg>
            {words().text(state_name(state))}
        </span>
    }
}

/// What a state is called.
pub fn state_name(state: State) -> Key {
    match state {
        State::Prospect => Key::StateProspect,
        State::Active => Key::StateActive,
        State::Cooling => Key::StateCooling,
        State::AtRisk => Key::StateAtRisk,
        State::PresumedLost => Key::StatePresumedLost,
        State::Lost => Key::StateLost,
        State::WonBack => Key::StateWonBack,
    }
}
