//! What the last import changed, in a sentence, and whose class.

use std::time::Duration;

use leptos::prelude::*;

use super::class_move::MoverList;
use crate::analysis::SinceImport;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

/// It follows the picture: an analysis without the last import is made for it.
#[component]
pub(super) fn SinceImportNote() -> impl IntoView {
    let (session, words) = (session(), words());
    let found = RwSignal::new(None::<SinceImport>);
    Effect::new(move |_| {
        let now = session.analysis.get();
        let make = move || {
            let batches = session.counting_batches();
            let batches = batches.iter().map(|(id, batch)| (*id, &**batch));
            let since = now.as_ref().and_then(|now| SinceImport::of(&session.book_untracked(), now, batches));
            // Nothing, if the page was left meanwhile.
            found.try_set(since);
        };
        // Once the picture is there.
        request_animation_frame(move || set_timeout(make, Duration::ZERO));
    });
    move || {
        let SinceImport { imported_on, created, updated, moved, .. } = found.get()?;
        let orders = words.count(Key::CountOrders, created + updated);
        let day = imported_on.map(|day| words.day(day)).unwrap_or_default();
        let who = if moved.is_empty() {
            words.text(Key::NobodyMovedClass).into()
        } else {
            words.count(Key::MovedClass, moved.len())
        };
        let said = words.fill(Key::SinceImportSaid, &[("day", &day), ("orders", &orders), ("moved", &who)]);
        Some(if moved.is_empty() {
            view! { <p class="note since-import" data-testid="since-import">{said}</p> }.into_any()
        } else {
            view! {
                <details class="note since-import" data-testid="since-import">
                    <summary>{said}</summary>
                    <MoverList moves=moved/>
                </details>
            }
            .into_any()
        })
    }
}
