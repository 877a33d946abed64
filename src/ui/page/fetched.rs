//! A part as soon as it is here; until then nothing, or that it is on its way, or a way out.
//!
//! Views on their way are of one type, and so is what shows them: what is made anew for each of twenty parts is
//! kilobytes of the first load.

use std::pin::Pin;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::titled;
use crate::glyph::Glyph;
use crate::text::{Catalogue, Key};
use crate::ui::component::{Button, Icon};
use crate::ui::not_fetched::NotFetched;
use crate::ui::words::words;

/// A view on its way.
pub type Coming = Pin<Box<dyn Future<Output = Result<AnyView, NotFetched>>>>;

/// Asks for a view in a language.
pub type Ask = Box<dyn Fn(Catalogue) -> Coming + Send>;

/// A view once it is here. Where it can't be had there is none: a page says itself that something is missing.
pub fn once_here(coming: Coming) -> AnyView {
    // The page has one thread.
    Suspend::new(SendWrapper::new(async move { coming.await.ok() })).into_any()
}

/// A page once it is here; until then that it is on its way, or a way out.
#[component]
pub fn Fetched(view: Ask) -> AnyView {
    let words = words();
    let attempt = RwSignal::new(());
    let shown = move || {
        attempt.track();
        let is_waiting = RwSignal::new(true);
        let coming = view(words.catalogue());
        let shown = once_here(Box::pin(async move {
            let view = coming.await;
            is_waiting.set(false);
            Ok(view.unwrap_or_else(|NotFetched| view! { <Failed attempt/> }.into_any()))
        }));
        // In this order: what is here already is shown without a word about waiting.
        view! {
            {shown}
            {move || is_waiting.get().then(|| view! { <p class="note" role="status">{words.text(Key::PageFetching)}</p> })}
        }
    };
    shown.into_any()
}

#[component]
fn Failed(attempt: RwSignal<()>) -> impl IntoView {
    let words = words();
    titled(words.text(Key::PageNotFetched));
    view! {
        <header class="page-head"><h1>{words.text(Key::PageNotFetched)}</h1></header>
        <div class="banner" data-tone="bad" role="alert" data-testid="part-failed">
            <Icon glyph=Glyph::Warn/>
            <p>{words.text(Key::PageNotFetchedHint)}</p>
            <div class="actions">
                <Button text=Key::SaveAgain test_id="part-again" on_click=move || attempt.set(())/>
                <Button
                    text=Key::Reload
                    on_click=move || {
                        // Refused only where there is nothing to reload.
                        let _ = window().location().reload();
                    }
                />
            </div>
        </div>
    }
}
