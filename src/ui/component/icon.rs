//! An icon of the sprite in `index.html`. Never without a label beside it or on its button.

use leptos::prelude::*;

use crate::glyph::Glyph;

#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" class:icon-flip=glyph.turns() aria-hidden="true">
            <use_ href=glyph.href()></use_>
        </svg>
    }
}
