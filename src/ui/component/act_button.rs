//! The button of an act.

use leptos::prelude::*;

use super::{Button, ButtonText};
use crate::act::Act;
use crate::ui::acts::{acts, title};
use crate::ui::words::words;

#[component]
pub fn ActButton(
    act: Act,
    /// What it says, if not the act's title.
    #[prop(optional, into)]
    text: ButtonText,
) -> impl IntoView {
    let (acts, words) = (acts(), words());
    let text = if matches!(text, ButtonText::None) { title(words, act).into() } else { text };
    view! {
        <Button
            glyph=act.glyph()
            text
            test_id=act.code()
            writes=act.writes()
            disabled=move || acts.here.with(|here| !act.is_offered(here))
            on_click=move || acts.run(act)
        />
    }
}
