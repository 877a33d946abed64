//! Whom we lose, whom we lost and why, and winning them back (L1 to L5, C12 to C16).

mod case;
mod cases;
mod note;
mod reasons;
mod says;

use leptos::prelude::*;

use super::titled;
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::component::{Button, Forms, RecordDrawer};
use crate::ui::words::words;

use case::CasePage;
use cases::Cases;
use note::NoteLossDialog;
use reasons::ReasonsSection;

/// All of it; or the winning back of one account.
#[component]
pub fn LossesPage(case: Option<RecordId>) -> impl IntoView {
    match case {
        Some(id) => view! { <CasePage id/> }.into_any(),
        None => view! { <AllLosses/> }.into_any(),
    }
}

#[component]
fn AllLosses() -> impl IntoView {
    let words = words();
    titled(words.text(Key::LossesTitle));
    Forms::provide();
    let notes = RwSignal::new(false);
    view! {
        <header class="page-head">
            <div><h1>{words.text(Key::LossesTitle)}</h1></div>
            <div class="actions">
                <Button text=Key::NoteLoss test_id="note-loss" writes=true on_click=move || notes.set(true)/>
            </div>
        </header>
        <div class="stack">
            <ReasonsSection/>
            <Cases/>
        </div>
        <NoteLossDialog is_open=notes/>
        <RecordDrawer/>
    }
}
