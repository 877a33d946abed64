//! The drawer in which a touch is told: with whom, what was said, what follows. By a key from anywhere, with few keys
//! besides the words (R10).

mod account;
mod day;
mod draft;
mod drawer;
mod follows;
mod kinds;
mod mail;
mod people;

use leptos::prelude::*;

use super::fetched::once_here;
use super::parts;
use crate::ui::touching::touching;
use crate::ui::words::words;
use drawer::Drawer;

/// The drawer, once it was asked for.
#[component]
pub fn TouchOnDemand() -> impl IntoView {
    let (touching, words) = (touching(), words());
    // It stays when it is closed, so that the next time it is there at once.
    let was_asked =
        Memo::new(move |before: Option<&bool>| before.is_some_and(|was| *was) || touching.wish.with(Option::is_some));
    move || was_asked.get().then(|| once_here(parts::touch::view(words.catalogue())))
}

#[component]
pub fn TouchDrawer() -> impl IntoView {
    let touching = touching();
    move || touching.wish.get().map(|wish| view! { <Drawer wish/> })
}
