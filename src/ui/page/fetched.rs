//! A part's page as soon as it is here; until then that it is on its way, or a way out.

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

#[component]
pub fn Fetched(
    /// Asks for the view in a language.
    view: impl Fn(Catalogue) -> Coming + Send + 'static,
) -> impl IntoView {
    let words = words();
    let attempt = RwSignal::new(());
    move || {
        attempt.track();
        let is_waiting = RwSignal::new(true);
        let coming = view(words.catalogue());
        // The page has one thread.
        let shown = Suspend::new(SendWrapper::new(async move {
            let view = coming.await;
            is_waiting.set(false);
            view.unwrap_or_else(|NotFetched| view! { <Failed attempt/> }.into_any())
        }));
        // In this order: what is here already is shown without a word about waiting.
        view! {
            {shown}
            {move || is_waiting.get().then(|| view! { <p class="note" role="status">{words.text(Key::PageFetching)}</p> })}
        }
    }
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
